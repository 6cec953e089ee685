"""The recovery sheet of the first run before it is printed, in front of the step that asked for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from transit_desk.domain.text import N_, tr
from transit_desk.services.office import papers
from ui import theme
from ui.clerk import Clerk
from ui.shortcut import Shortcut
from ui.sign_in.unlock import HillsPage
from ui.steps import Head
from ui.ways_in.sheet import SheetPanel
from ui.widgets.button import secondary


class SheetPage(HillsPage):
    """Shown until it was printed or copied by hand; the way goes on where it was left."""

    left = Signal()

    def __init__(self, clerk: Clerk, halves: tuple[str, str], centre: str, pair: str, made: papers.Made) -> None:
        super().__init__()
        self.setObjectName("sheet_page")
        look = theme.of(self)
        self.head = Head(tr(N_("The recovery sheet")))
        self.setAccessibleName(tr(N_("The recovery sheet")))
        self.back = secondary(tr(N_("Go on")), after="chevron_end", name="sheet_go_on")
        self.head.add(self.back)
        self.sheet = SheetPanel(clerk)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        column.addWidget(self.head)
        column.addWidget(self.sheet, 1)
        self.back.clicked.connect(self.left)
        keys = Shortcut("Ctrl+P", self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.sheet.paper.print_out)
        self.sheet.show_sheet(halves, centre, pair, made)

    def forget(self) -> None:
        """Let go of the halves."""
        self.sheet.forget()
