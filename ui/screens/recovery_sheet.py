"""A new recovery sheet: what it is for, then its two halves to be printed for two envelopes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from ui import theme
from ui.clerk import Clerk
from ui.navigation import OpenPage
from ui.shortcut import Shortcut
from ui.steps import Head, spoken
from ui.ways_in.busy import Busy
from ui.ways_in.given import made_by
from ui.ways_in.once import OncePage
from ui.ways_in.sheet import SheetPanel
from ui.ways_in.told import Told
from ui.widgets.banner import Notice
from ui.widgets.button import primary, quiet
from ui.widgets.card import Card
from ui.widgets.keys import KeyStrip
from ui.widgets.words import Text

STAFF: Final = "office.staff"


class Screen(OncePage):
    """Made anew after one was used, lost, or when one of its keepers left."""

    def __init__(self, desk: Desk, clerk: Clerk, open_page: OpenPage, **_more: object) -> None:
        super().__init__("recovery_sheet", tr(N_("Recovery sheet")))
        self.desk, self.clerk, self.open_page = desk, clerk, open_page
        self.make = primary(tr(N_("Make a new sheet")), "key", "Ctrl+S", name="make_sheet")
        self.busy = Busy()
        self.sheet = SheetPanel(clerk)
        self._lay()
        self.back.clicked.connect(lambda _on=False: self.open_page(STAFF))
        self.make.clicked.connect(lambda _on=False: self._make())
        for keys, act in (("Ctrl+S", self._make), ("Ctrl+P", self.sheet.paper.print_out)):
            shortcut = Shortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _lay(self) -> None:
        self.head = Head(tr(N_("Recovery sheet")))
        self.back = quiet(tr(N_("Staff")), "back", name="to_staff")
        self.head.add(self.back)
        self.notice = Notice("", "alert")
        self.notice.hide()
        card = Card(tr(N_("If every passphrase is lost")), name="sheet_card")
        card.setMaximumWidth(theme.of(self).px(760))
        words = N_("Two halves on two papers open the files again when nobody's passphrase does. Make a new sheet:")
        card.add(Text(tr(words), "body", wrap=True))
        for line, icon in (
            (N_("when one was used to come back"), "refresh"),
            (N_("when a half is lost, or an envelope was opened"), "alert"),
            (N_("when somebody who keeps a half leaves"), "person"),
        ):
            card.add(Told(tr(line), icon))
        care = N_("The sheet of before then opens nothing any more. Have paper ready: the halves are shown once.")
        card.add(Text(tr(care), "strong", wrap=True))
        foot = QHBoxLayout()
        foot.addWidget(self.busy, 1)
        foot.addWidget(self.make)
        card.add(foot)
        ask = QWidget()
        ask.setObjectName("sheet_form")
        ask.setAccessibleName(self.accessibleName())
        column = QVBoxLayout(ask)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.setObjectName("sheet_pages")
        self.stack.setAccessibleName(self.accessibleName())
        self.stack.addWidget(ask)
        self.stack.addWidget(self.sheet)
        self.strip = KeyStrip((("Ctrl+S", tr(N_("make a new sheet"))), ("Alt+←", tr(N_("page before this one")))),
                              tr(N_("That a sheet was made is noted in the trail.")))  # fmt: skip
        for piece in (self.head, self.notice):
            self.column.addWidget(piece)
        self.column.addWidget(self.stack, 1)
        self.column.addWidget(self.strip)

    def _make(self) -> None:
        if not self.make.isEnabled() or self.stack.currentWidget() is self.sheet:
            return
        desk = self.desk

        def make() -> tuple[tuple[str, str], str]:
            from transit_desk import entrance

            entered = entrance.at(desk)
            return entrance.new_sheet(entered), entrance.pair_sign(entered)

        self.make.setEnabled(False)
        self.notice.say("")
        self.busy.begin(tr(N_("The two halves are being made…")))
        self.clerk.write(make, self._made, self._refused)

    def _made(self, made: tuple[tuple[str, str], str]) -> None:
        self.busy.end()
        halves, pair = made
        self.head.say(tr(N_("Two halves for two envelopes")))
        self.strip.show_keys((("Ctrl+P", tr(N_("print"))),))
        self.stack.setCurrentWidget(self.sheet)
        self.sheet.show_sheet(halves, self.desk.centre_name, pair, made_by(self.desk))

    def _refused(self, trouble: errors.Spoken) -> None:
        self.busy.end()
        self.make.setEnabled(True)
        self.notice.say(spoken(trouble), "alert")

    def forget(self) -> None:
        """Let go of the halves."""
        self.sheet.forget()
