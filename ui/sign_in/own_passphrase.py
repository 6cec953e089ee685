"""The first unlock with a passphrase given for one time: a new one is chosen, and only then is the desk open."""

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
from ui.ways_in.secret import NewSecret, Strength
from ui.widgets.button import primary, quiet
from ui.widgets.card import Card
from ui.widgets.painted import announce
from ui.widgets.words import Text


class OwnPassphrasePage(HillsPage):
    """Emits `chosen(passphrase)`, or `left` by whoever turns back: the passphrase for one time then opens again."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, strength: Strength) -> None:
        super().__init__()
        self.setObjectName("own_passphrase")
        look = theme.of(self)
        self.heading = Text("", "title2", name="page_title")
        self.heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.why = Text("", "body", "text", wrap=True)
        self.secret = NewSecret(strength)
        self.refused = Text("", "small_strong", "stop", wrap=True, name="own_refused")
        self.busy = Busy()
        self.back = quiet("", "back", name="own_back")
        self.keep = primary("", "check", name="own_keep")
        card = Card(name="own_card")
        card.pad(32, 24, 12)
        card.setFixedWidth(look.px(720))
        for piece in (self.heading, self.why, self.secret, self.refused):
            card.add(piece)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(12))
        foot.addWidget(self.back)
        foot.addWidget(self.busy, 1)
        foot.addWidget(self.keep)
        card.add(foot)
        column = self.column()
        column.setContentsMargins(look.px(24), look.px(24), look.px(24), look.px(24))
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.refused.hide()
        self.keep.clicked.connect(lambda _on=False: self._keep())
        self.secret.entered.connect(self._keep)
        self.back.clicked.connect(self.left)
        self.say()

    def say(self) -> None:
        """In the language of the moment."""
        heading = tr(N_("Choose a passphrase of your own"))
        self.setAccessibleName(heading)
        self.heading.say(heading)
        self.why.say(
            tr(N_("The one you were given opens once. From now on only you know how the desk opens for you: nobody can"
                  " look it up. Write it on paper, and keep that paper away from this computer."))
        )  # fmt: skip
        self.why.setMinimumHeight(self.why.heightForWidth(theme.of(self).px(656)))
        self.secret.say()
        self.back.say(tr(N_("Not now")))
        self.keep.say(tr(N_("Keep it and open the desk")))

    def _keep(self) -> None:
        if not self.keep.isEnabled():
            return
        reason = self.secret.reason()
        self._refuse(reason)
        if reason:
            self.secret.first.setFocus()
            return
        self.keep.setEnabled(False)
        self.back.setEnabled(False)
        self.busy.begin(tr(N_("The key is being made…")))
        self.chosen.emit(self.secret.value())

    def refuse(self, trouble: errors.Spoken) -> None:
        """The vault said no; the words say why."""
        self.busy.end()
        self.keep.setEnabled(True)
        self.back.setEnabled(True)
        self._refuse(spoken(trouble))
        self.secret.first.setFocus()

    def _refuse(self, words: str) -> None:
        self.refused.say(words)
        self.refused.setVisible(bool(words))
        if words:
            announce(self, words)

    def focus_first(self) -> QWidget:
        """What takes the keyboard when the page opens."""
        return self.secret.first

    def hideEvent(self, event: QHideEvent) -> None:
        self.secret.clear()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "keep"):
            self.say()
        super().changeEvent(event)
