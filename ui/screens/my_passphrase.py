"""One's own passphrase: the present one, the new one twice, and what is said of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from ui import theme
from ui.clerk import Clerk
from ui.navigation import OpenPage
from ui.shortcut import Shortcut
from ui.steps import Head, PageBody, spoken
from ui.ways_in.busy import Busy
from ui.ways_in.secret import NewSecret, strength_about, warm_up
from ui.widgets.banner import Notice
from ui.widgets.button import primary
from ui.widgets.card import Card
from ui.widgets.editors import LineBox
from ui.widgets.field import Field
from ui.widgets.keys import KeyStrip
from ui.widgets.words import Text


class Screen(PageBody):
    """The slot is written anew; nobody else has any part in it."""

    def __init__(self, desk: Desk, clerk: Clerk, open_page: OpenPage, **_more: object) -> None:
        super().__init__("my_passphrase", tr(N_("My passphrase")))
        self.desk, self.clerk, self.open_page = desk, clerk, open_page
        self.old = LineBox("old_passphrase")
        self.old.setEchoMode(QLineEdit.EchoMode.Password)
        self.new = NewSecret(strength_about(lambda: desk.actor.login, demanded=not desk.fictional))
        self.keep = primary(tr(N_("Keep the new passphrase")), "check", "Ctrl+S", name="keep_passphrase")
        self.busy = Busy()
        self._lay()
        self.keep.clicked.connect(lambda _on=False: self._keep())
        self.old.returnPressed.connect(self.new.first.setFocus)
        self.new.entered.connect(self._keep)
        keys = Shortcut("Ctrl+S", self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._keep)
        clerk.porter(warm_up)
        self.old.setFocus()

    def _lay(self) -> None:
        self.head = Head(tr(N_("My passphrase")))
        self.notice = Notice("", "alert")
        self.notice.hide()
        self.field = Field(tr(N_("Present passphrase")), self.old)
        card = Card(tr(N_("Another passphrase")), name="passphrase_card")
        card.pad(16, 12, 14)
        card.setMaximumWidth(theme.of(self).px(760))
        words = N_("Nobody else knows it, and nobody can look it up. Keep a paper with it away from this computer.")
        card.add(Text(tr(words), "small", "muted", wrap=True))
        card.add(self.field)
        card.add(self.new)
        line = QHBoxLayout()
        line.addWidget(self.busy, 1)
        line.addWidget(self.keep)
        card.add(line)
        self.strip = KeyStrip((("Tab", tr(N_("next field"))), ("Ctrl+S", tr(N_("keep the new passphrase")))),
                              tr(N_("That it was changed is noted in the trail; the words are not.")))  # fmt: skip
        for piece in (self.head, self.notice, card):
            self.column.addWidget(piece)
        self.column.addStretch(1)
        self.column.addWidget(self.strip)

    def _keep(self) -> None:
        if not self.keep.isEnabled():
            return
        self.field.refuse("" if self.old.text() else tr(N_("The present passphrase is still missing.")))
        reason = self.new.reason()
        self.new.refuse(reason)
        if not self.old.text() or reason:
            (self.new.first if self.old.text() else self.old).setFocus()
            return
        desk, old, new = self.desk, self.old.text(), self.new.value()

        def change() -> None:
            from transit_desk import entrance

            entrance.change_passphrase(entrance.at(desk), old, new)

        self.keep.setEnabled(False)
        self.notice.say("")
        self.busy.begin(tr(N_("The key is being made…")))
        self.clerk.write(change, self._kept, self._refused)

    def _kept(self, _nothing: object) -> None:
        self._let_go()
        self.notice.say(tr(N_("The new passphrase is kept. It opens the desk from the next unlock on.")), "check_ring")

    def _refused(self, trouble: errors.Spoken) -> None:
        self.busy.end()
        self.keep.setEnabled(True)
        if isinstance(trouble, errors.WrongPassphrase):
            self.field.refuse(tr(N_("This is not the present passphrase.")))
            self.old.clear()
            self.old.setFocus()
        elif trouble.field == "passphrase":
            self.new.refuse(str(trouble))
        else:
            self.notice.say(spoken(trouble), "alert")

    def _let_go(self) -> None:
        self.busy.end()
        self.keep.setEnabled(True)
        self.old.clear()
        self.new.clear()
        self.field.refuse("")

    def forget(self) -> None:
        """Let go of what was typed."""
        self._let_go()

    def hideEvent(self, event: QHideEvent) -> None:
        """A passphrase does not wait behind another page, nor behind the curtain."""
        self.old.clear()
        self.new.clear()
        super().hideEvent(event)
