"""The two halves of the recovery sheet as they will be printed, one paper for each envelope."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from transit_desk.services.office import papers
from ui import theme
from ui.clerk import Clerk
from ui.documents.preview import PaperDesk
from ui.ways_in.told import Told
from ui.widgets.banner import Notice
from ui.widgets.button import primary
from ui.widgets.card import Card, Well
from ui.widgets.painted import ltr
from ui.widgets.words import Text


class SheetPanel(QWidget):
    """What to do with the halves at the start, the paper at the end. It is printed, and never saved as a file."""

    printed = Signal()

    def __init__(self, clerk: Clerk) -> None:
        super().__init__()
        self.setObjectName("sheet_panel")
        self.setAccessibleName(tr(N_("Recovery sheet")))
        self.paper = PaperDesk(clerk)
        self.print = primary(tr(N_("Print the two halves")), "printer", "Ctrl+P", name="print_sheet")
        self.notice = Notice("", "info")
        self.notice.hide()
        self.halves = (
            Text("", "code", wrap=True, name="sheet_half_a"),
            Text("", "code", wrap=True, name="sheet_half_b"),
        )
        self.print.clicked.connect(self.paper.print_out)
        self.paper.printed.connect(self.printed)
        self.paper.told.connect(self._tell)
        look = theme.of(self)
        what = Card(tr(N_("Two envelopes")), name="envelopes")
        for words, icon in (
            (N_("One half in each envelope, closed and signed over the flap"), "paper"),
            (N_("Two places outside the centre, two people"), "house"),
            (N_("Together they open every file; alone each opens nothing"), "key"),
            (N_("A sheet printed earlier no longer opens: destroy it"), "cross"),
        ):
            what.add(Told(tr(words), icon))
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.print)
        what.add(line)
        hand = Card(tr(N_("Without a printer: copy them by hand")), name="by_hand")
        for name, half in zip((tr(N_("Half A")), tr(N_("Half B"))), self.halves, strict=True):
            well = Well(name="half")
            well.add(Text(name, "strong"))
            well.add(half)
            hand.add(well)
        start = QVBoxLayout()
        start.setSpacing(look.px(12))
        for piece in (self.notice, what, hand):
            start.addWidget(piece)
        start.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(16))
        whole.addLayout(start, 500)
        whole.addWidget(self.paper, 594)

    def _tell(self, words: str, icon: str) -> None:
        self.notice.say(words, icon)

    def show_sheet(self, halves: tuple[str, str], centre: str, pair: str, made: papers.Made) -> None:
        """These halves."""
        for text, half in zip(self.halves, halves, strict=True):
            text.say(ltr("  ".join(papers.groups_of(half))))
        self.paper.draw(papers.recovery_sheet(halves, centre, pair, made))
        self.print.setFocus()

    def forget(self) -> None:
        """Let go of the halves and of their paper."""
        for text in self.halves:
            text.say("")
        self.paper.forget()
