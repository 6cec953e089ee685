"""A new passphrase: typed twice, hidden until shown, with words about its strength and six words offered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.widgets.button import Button, Kind, quiet
from ui.widgets.card import Well
from ui.widgets.editors import LineBox
from ui.widgets.field import Field
from ui.widgets.words import Text

Strength = Callable[[str], tuple[bool, str]]


def propose() -> str:
    """Six words that belong to nobody."""
    from transit_desk import opening

    return opening.propose()


def strength_about(login: Callable[[], str], *, demanded: bool = True) -> Strength:
    """How good a passphrase is, knowing what a neighbour would guess of its owner."""

    def weigh(passphrase: str) -> tuple[bool, str]:
        from transit_desk import opening

        against = opening.weak(passphrase, tuple(part for part in (login(),) if part)) if passphrase else None
        if not passphrase:
            return False, tr(N_("Six words that do not belong together are best."))
        return (True, tr(N_("This is long enough."))) if against is None else (not demanded, str(against))

    return weigh


def warm_up() -> None:
    """Read the large dictionaries of the meter before the first key is pressed; a porter's work."""
    from transit_desk import opening

    opening.weak("a long phrase of nobody to warm the meter")


class NewSecret(QWidget):
    """Two boxes side by side, what is said of the first, and a proposal that is typed like any other."""

    changed = Signal()
    entered = Signal()

    def __init__(self, strength: Strength) -> None:
        super().__init__()
        self.setObjectName("new_secret")
        self.setAccessibleName(tr(N_("New passphrase")))
        self._strength = strength
        self._enough = False
        self.first, self.second = LineBox("new_passphrase"), LineBox("new_passphrase_again")
        for box in (self.first, self.second):
            box.setEchoMode(QLineEdit.EchoMode.Password)
            box.setMinimumHeight(theme.of(self).height("field"))  # a card that is laid out anew squeezes no box
            box.textChanged.connect(lambda _text: self._weigh())
        self.first_field, self.second_field = Field("", self.first), Field("", self.second)
        self.reveal = Button(kind=Kind.SECONDARY, icon="eye", name="reveal_new")
        self.reveal.setCheckable(True)
        self.offer = quiet("", "refresh", name="offer_passphrase")
        self.well = Well(name="offered")
        self.offered = Text("", "section", name="offered_passphrase")
        self.strength = Text("", "small", "muted", wrap=True, name="strength")
        self._lay()
        self.reveal.toggled.connect(self._turn)
        self.offer.clicked.connect(lambda _on=False: self._propose())
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.entered)
        self.say()
        self._weigh()

    def _lay(self) -> None:
        look = theme.of(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        boxes = QHBoxLayout()
        boxes.setSpacing(look.px(16))
        boxes.addWidget(self.first_field, 1)
        boxes.addWidget(self.second_field, 1)
        column.addLayout(boxes)
        column.addWidget(self.strength)
        self.well.add(self.offered)
        column.addWidget(self.well)
        self.well.hide()
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(self.reveal)
        line.addWidget(self.offer)
        line.addStretch(1)
        column.addLayout(line)

    def say(self) -> None:
        """In the language of the moment."""
        self.first_field.say(tr(N_("New passphrase")))
        self.second_field.say(tr(N_("Once more")), tr(N_("so that no slip of a finger shuts you out")))
        self.reveal.say(tr(N_("Hide it")) if self.reveal.isChecked() else tr(N_("Show it")))
        self.offer.say(tr(N_("Propose six words")))
        self._weigh()

    def value(self) -> str:
        """What was typed."""
        return self.first.text()

    def reason(self) -> str:
        """Why it cannot be kept yet; "" when it can."""
        if not self.first.text():
            return tr(N_("The new passphrase is still missing."))
        if not self._enough:
            return tr(N_("The passphrase is not yet long enough."))
        if not self.second.text():
            return tr(N_("Type the new passphrase once more."))
        if self.first.text() != self.second.text():
            return tr(N_("The two are not the same yet."))
        return ""

    def refuse(self, words: str) -> None:
        """What the vault said of it."""
        self.first_field.refuse(words)

    def clear(self) -> None:
        """Let go of what was typed and of what was offered."""
        for box in (self.first, self.second):
            box.clear()
        self.offered.say("")
        self.well.hide()
        self.reveal.setChecked(False)
        self.first_field.refuse("")

    def _propose(self) -> None:
        self.offered.say(propose())
        self.well.setAccessibleName(self.offered.text())
        self.well.show()
        self.first.setFocus()

    def _turn(self, on: bool) -> None:
        for box in (self.first, self.second):
            box.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.reveal.icon_name = "eye_off" if on else "eye"
        self.reveal.say(tr(N_("Hide it")) if on else tr(N_("Show it")))

    def _weigh(self) -> None:
        self._enough, words = self._strength(self.first.text())
        same = self.first.text() == self.second.text()
        if self._enough and self.second.text() and not same:
            words = tr(N_("The two are not the same yet."))
        self.strength.say(words, "ok" if self._enough and same else "muted")
        self.changed.emit()
