"""The step that asks who the first worker is, and gives a passphrase."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.sign_in.steps import Step
from ui.widgets.button import Button, Kind, quiet
from ui.widgets.card import Well
from ui.widgets.editors import LineBox, Option
from ui.widgets.field import Field
from ui.widgets.words import Text


class WorkerStep(Step):
    """The first worker, who may do everything, and a passphrase that is easy to write and hard to guess."""

    title = N_("Who are you?")

    def __init__(self, make: Callable[[], str], strength: Callable[[str], tuple[bool, str]]) -> None:
        super().__init__()
        self._make, self._strength = make, strength
        self.name, self.login = LineBox("worker_name_box"), LineBox("worker_login")
        self.name_field, self.login_field = Field("", self.name), Field("", self.login)
        self.made, self.own = Option("", "passphrase_made"), Option("", "passphrase_own")
        self.made.setChecked(True)
        self.shown = Text("", "section", name="generated_passphrase")
        self.another = quiet("", "refresh", name="another_passphrase")
        self.typed = LineBox("own_passphrase")
        self.reveal = Button(kind=Kind.SECONDARY, icon="eye_off", name="reveal_own")
        self.strength = Text("", "small", "muted", wrap=True, name="strength")
        self._lay()
        for box in (self.name, self.login, self.typed):
            box.textChanged.connect(lambda _text: self._weigh())
        self.made.toggled.connect(lambda _on: self._weigh())
        self.another.clicked.connect(lambda _on=False: self._renew())
        self.reveal.clicked.connect(lambda _on=False: self._turn())
        self._renew()

    def _lay(self) -> None:
        look = theme.of(self)
        names = QHBoxLayout()
        names.setSpacing(look.px(16))
        names.addWidget(self.name_field, 3)
        names.addWidget(self.login_field, 2)
        self.column.addLayout(names)
        ways = QHBoxLayout()
        ways.addWidget(self.made)
        ways.addWidget(self.own)
        ways.addStretch(1)
        self.column.addLayout(ways)
        self.well = Well(name="generated")
        line = QHBoxLayout()
        line.addWidget(self.shown, 1)
        line.addWidget(self.another)
        self.well.add(line)
        self.column.addWidget(self.well)
        self.typing = QWidget()
        self.typing.setObjectName("own_line")
        own = QHBoxLayout(self.typing)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(look.px(8))
        own.addWidget(self.typed, 1)
        own.addWidget(self.reveal)
        self.column.addWidget(self.typing)
        self.column.addWidget(self.strength)
        self.column.addStretch(1)

    def say(self) -> None:
        super().say()
        self.name_field.say(tr(N_("Your name")))
        self.login_field.say(tr(N_("User name")), tr(N_("short, to sign in")))
        for option, words in (
            (self.made, tr(N_("A passphrase made for you"))),
            (self.own, tr(N_("A passphrase of your own"))),
        ):
            option.setText(words)
            option.setAccessibleName(words)
            option.updateGeometry()
        self.another.say(tr(N_("Another one")))
        self.typed.setAccessibleName(tr(N_("A passphrase of your own")))
        self.typing.setAccessibleName(tr(N_("A passphrase of your own")))
        self.reveal.say(tr(N_("Hide it")) if self._clear() else tr(N_("Show it")))
        self._weigh()

    def _clear(self) -> bool:
        return self.typed.echoMode() == QLineEdit.EchoMode.Normal

    def _turn(self) -> None:
        self.typed.setEchoMode(QLineEdit.EchoMode.Password if self._clear() else QLineEdit.EchoMode.Normal)
        self.reveal.icon_name = "eye_off" if self._clear() else "eye"
        self.reveal.say(tr(N_("Hide it")) if self._clear() else tr(N_("Show it")))

    def _renew(self) -> None:
        self.shown.say(self._make())
        self.shown.setAccessibleName(self.shown.text())
        self.changed.emit()

    def _weigh(self) -> None:
        made = self.made.isChecked()
        self.well.setVisible(made)
        self.typing.setVisible(not made)
        if made:
            self.strength.say(tr(N_("Write it on paper now, and keep that paper away from this computer.")), "muted")
        else:
            enough, words = self._strength(self.typed.text())
            self.strength.say(words, "ok" if enough else "muted")
        self.changed.emit()

    def missing(self) -> str:
        if not self.name.text().strip():
            return tr(N_("Your name is still missing."))
        if not self.login.text().strip():
            return tr(N_("The user name is still missing."))
        if self.own.isChecked() and not self._strength(self.typed.text())[0]:
            return tr(N_("The passphrase is not yet long enough."))
        return ""

    def answers(self) -> dict[str, str]:
        words = self.shown.text() if self.made.isChecked() else self.typed.text()
        return {"name": self.name.text().strip(), "login": self.login.text().strip(), "passphrase": words}

    def begin(self) -> None:
        self.name.setFocus()

    def forget(self) -> None:
        self.typed.clear()
        self.shown.say("")
