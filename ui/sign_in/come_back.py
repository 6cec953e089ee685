"""Passphrase forgotten: whom to ask first, and the way back with the two halves of the recovery sheet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from ui import theme
from ui.sign_in.unlock import HillsPage
from ui.steps import spoken
from ui.ways_in.busy import Busy
from ui.ways_in.secret import NewSecret, strength_about
from ui.widgets.button import primary, quiet
from ui.widgets.card import Card, Rule
from ui.widgets.editors import LineBox
from ui.widgets.field import Field
from ui.widgets.painted import announce
from ui.widgets.words import Text


class ComeBackPage(HillsPage):
    """Emits `asked(half A, half B, login, passphrase)`, or `left`. What was typed goes with the page."""

    asked = Signal(str, str, str, str)
    left = Signal()

    def __init__(self, *, demanded: bool = True) -> None:
        super().__init__()
        self.setObjectName("come_back")
        look = theme.of(self)
        self.heading = Text("", "title2", name="page_title")
        self.heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.first = Text("", "body", "text", wrap=True)
        self.then = Text("", "strong", wrap=True)
        self.halves = (LineBox("half_a_box"), LineBox("half_b_box"))
        self.login = LineBox("back_login")
        self.fields = {
            "half_a": Field("", self.halves[0]),
            "half_b": Field("", self.halves[1]),
            "login": Field("", self.login),
        }
        self.secret = NewSecret(strength_about(lambda: self.login.text().strip(), demanded=demanded))
        self.refused = Text("", "small_strong", "stop", wrap=True, name="back_refused")
        self.busy = Busy()
        self.back = quiet("", "back", name="back_to_unlock")
        self.open = primary("", "key", name="open_with_halves")
        self._lay(look)
        self.refused.hide()
        self.open.clicked.connect(lambda _on=False: self._ask())
        self.secret.entered.connect(self._ask)
        self.back.clicked.connect(self.left)
        for box, following in zip(
            (*self.halves, self.login), (self.halves[1], self.login, self.secret.first), strict=True
        ):
            box.returnPressed.connect(following.setFocus)
        self.say()

    def _lay(self, look: theme.Theme) -> None:
        card = Card(name="come_back_card")
        card.pad(32, 20, 10)
        card.setFixedWidth(look.px(816))
        card.add(self.heading)
        card.add(self.first)
        card.add(Rule())
        card.add(self.then)
        line = QHBoxLayout()
        line.setSpacing(look.px(16))
        line.addWidget(self.fields["half_a"], 1)
        line.addWidget(self.fields["half_b"], 1)
        card.add(line)
        for piece in (self.fields["login"], self.secret, self.refused):
            card.add(piece)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(12))
        foot.addWidget(self.back)
        foot.addWidget(self.busy, 1)
        foot.addWidget(self.open)
        card.add(foot)
        column = self.column()
        column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self) -> None:
        """In the language of the moment."""
        heading = tr(N_("Passphrase forgotten"))
        self.setAccessibleName(heading)
        self.heading.say(heading)
        self.first.say(
            tr(N_("Ask whoever administers access for a new one: it takes a minute, and the envelopes stay closed."))
        )
        self.then.say(tr(N_("Only when nobody can: bring both halves of the recovery sheet.")))
        self.fields["half_a"].say(tr(N_("Half A")), tr(N_("seven groups; spaces do not matter")))
        self.fields["half_b"].say(tr(N_("Half B")), tr(N_("from the other envelope")))
        self.fields["login"].say(tr(N_("User")), tr(N_("somebody who administers access")))
        self.secret.say()
        self.back.say(tr(N_("Back")))
        self.open.say(tr(N_("Open with both halves")))

    def _ask(self) -> None:
        if not self.open.isEnabled():
            return
        boxes = {"half_a": self.halves[0], "half_b": self.halves[1], "login": self.login}
        missing = [name for name, box in boxes.items() if not box.text().strip()]
        for name, field in self.fields.items():
            field.refuse(tr(N_("This is still missing.")) if name in missing else "")
        reason = self.secret.reason()
        self._refuse("" if missing else reason)
        if missing or reason:
            (boxes[missing[0]] if missing else self.secret.first).setFocus()
            return
        self._sleep(asleep=True)
        self.busy.begin(tr(N_("The two halves are being put together…")))
        self.asked.emit(self.halves[0].text(), self.halves[1].text(), self.login.text().strip(), self.secret.value())

    def refuse(self, trouble: errors.Spoken) -> None:
        """The vault said no: beside the box it is about, or below."""
        self.busy.end()
        self._sleep(asleep=False)
        field = self.fields.get(str(trouble.field))
        if field is not None:
            field.refuse(str(trouble))
            field.box.setFocus()
            announce(self, str(trouble))
        else:
            self._refuse(spoken(trouble))

    def _refuse(self, words: str) -> None:
        self.refused.say(words)
        self.refused.setVisible(bool(words))
        if words:
            announce(self, words)

    def _sleep(self, *, asleep: bool) -> None:
        for button in (self.open, self.back):
            button.setEnabled(not asleep)

    def focus_first(self) -> QWidget:
        """What takes the keyboard when the page opens."""
        return self.halves[0]

    def hideEvent(self, event: QHideEvent) -> None:
        for box in self.halves:
            box.clear()
        self.secret.clear()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "open"):
            self.say()
        super().changeEvent(event)
