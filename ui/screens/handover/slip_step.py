"""The sixth step: the slip that both sides sign, and the receipt that is awaited."""

from __future__ import annotations

import functools
import pathlib
from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from transit_desk.reports.document import Document
from ui import theme
from ui.documents import choosing
from ui.documents.preview import PaperDesk
from ui.screens.handover.leaving import Leaving
from ui.steps import Step
from ui.widgets.button import secondary
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.tasks import FactLine
from ui.widgets.words import Text


class SlipStep(Step):
    """Until the signed receipt is back, this house stays responsible; Today asks for it."""

    def __init__(self, leaving: Leaving) -> None:
        super().__init__("slip", tr(N_("Slip")))
        self.leaving = leaving
        self.paper = PaperDesk(leaving.clerk)
        said = tr(N_("The receipt that came back"))
        self.choose_file: Callable[[QWidget], pathlib.Path | None] = functools.partial(choosing.ask_file, heading=said)
        self.print = secondary(tr(N_("Print the slip…")), "printer", "Ctrl+P", name="slip_print")
        self.save = secondary(tr(N_("Save as PDF…")), "save_down", name="slip_save")
        self.receipt = secondary(tr(N_("The receipt came back…")), "check_ring", name="slip_receipt")
        self._lay()
        self.print.clicked.connect(self.paper.print_out)
        self.save.clicked.connect(self.paper.save)
        self.receipt.clicked.connect(self._take_receipt)
        self.paper.told.connect(lambda words, _icon: self.refused.emit(words))

    def _lay(self) -> None:
        look = theme.of(self)
        sign = Card(tr(N_("To be signed by both sides")), name="slip_card")
        sign.add(Text(tr(N_("Numbers only, no name. Each side keeps a copy.")), "small", "muted", wrap=True))
        buttons = Flow()
        buttons.addWidget(self.print)
        buttons.addWidget(self.save)
        sign.add(buttons)
        wait = Card(tr(N_("The receipt")), name="receipt_card")
        self.waited_for = (
            FactLine(tr(N_("Until it is back, the centre stays responsible")), icon="info", tone="accent"),
            FactLine(tr(N_("Today reminds of it after seven days")), icon="calendar", tone="accent"),
        )
        self.is_back = FactLine(tr(N_("It is back: the agency has the files")), icon="check")
        self.is_back.hide()
        for line_of_words in (*self.waited_for, self.is_back):
            wait.add(line_of_words)
        line = QHBoxLayout()
        line.addWidget(self.receipt)
        line.addStretch(1)
        wait.add(line)
        side = QVBoxLayout()
        side.setSpacing(look.px(8))
        for piece in (sign, wait, self.paper.boxes, self.paper.care):
            side.addWidget(piece)
        side.addStretch(1)
        whole = QHBoxLayout()
        whole.setSpacing(look.px(16))
        whole.addWidget(self.paper, 664)
        whole.addLayout(side, 430)
        self.column.addLayout(whole, 1)

    def enter(self) -> None:
        values = {"package_id": self.leaving.package_id}
        self.leaving.clerk.ask("handover.slip", values, self._draw, self.leaving.trouble)
        self.receipt.setEnabled(self.leaving.desk.may("handover.take_receipt"))

    def _draw(self, document: Document) -> None:
        self.paper.draw((document,))

    def _take_receipt(self, _on: bool = False) -> None:
        path = self.choose_file(self)
        if path is not None:
            self.leaving.clerk.porter(functools.partial(choosing.read_small, path), self._take, self.leaving.trouble)

    def _take(self, blob: bytes) -> None:
        self.leaving.clerk.do("handover.take_receipt", {"blob": blob}, self._taken, self.leaving.trouble)

    def _taken(self, _package_id: str) -> None:
        self.refused.emit(tr(N_("The receipt is kept. The agency has the files.")))
        self.receipt.hide()
        self.is_back.show()
        for words in self.waited_for:
            words.hide()

    def next_words(self) -> str:
        return tr(N_("Done"))

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("PgDn", tr(N_("next page"))), ("Ctrl+P", tr(N_("print"))))

    def first(self) -> QWidget | None:
        return self.paper.view
