"""The sixth step: the register to be signed, as it will be printed."""

from __future__ import annotations

import functools

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from transit_desk.reports.document import Document
from ui import theme
from ui.documents.preview import PaperDesk
from ui.screens.arrivals.event import Arrival
from ui.steps import Step
from ui.widgets.button import secondary
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.tasks import FactLine
from ui.widgets.words import Text


class PapersStep(Step):
    """The list to sign. It stays in the house and names no group and no place."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__("papers", tr(N_("Papers")))
        self.arrival = arrival
        self.paper = PaperDesk(arrival.clerk)
        self.print = secondary(tr(N_("Print the register…")), "printer", "Ctrl+P", name="register_print")
        self.save = secondary(tr(N_("Save as PDF…")), "save_down", name="register_save")
        look = theme.of(self)
        side = QWidget()
        side.setObjectName("register_side")
        side.setAccessibleName(tr(N_("The arrival register")))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        card = Card(tr(N_("The arrival register")), name="register")
        card.add(Text(tr(N_("To be signed by both sides. One copy stays in the safe.")), "small", "muted", wrap=True))
        for words in (
            N_("Numbers, names told, ages, villages"),
            N_("Where each child goes"),
            N_("The count in words"),
        ):
            card.add(FactLine(tr(words), icon="check"))
        for words in (N_("The force or group"), N_("The place of the release"), N_("Health")):
            card.add(FactLine(tr(words), tr(N_("never")), icon="cross", tone="muted"))
        buttons = Flow()
        buttons.addWidget(self.print)
        buttons.addWidget(self.save)
        card.add(buttons)
        for piece in (card, self.paper.boxes, self.paper.care):
            column.addWidget(piece)
        column.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(look.px(16))
        line.addWidget(self.paper, 664)
        line.addWidget(side, 430)
        self.column.addLayout(line, 1)
        self.print.clicked.connect(self.paper.print_out)
        self.save.clicked.connect(self.paper.save)
        self.paper.told.connect(lambda words, _icon: self.refused.emit(words))
        self.paper.printed.connect(functools.partial(self._note, "print"))
        self.paper.saved.connect(functools.partial(self._note, "save"))

    def enter(self) -> None:
        if self.arrival.desk.may("arrivals.arrival_register"):
            values = {"event_id": self.arrival.event_id}
            self.arrival.clerk.ask("arrivals.arrival_register", values, self._draw, self.arrival.trouble)

    def _draw(self, document: Document) -> None:
        self.paper.draw((document,))

    def _note(self, way: str) -> None:
        own = "arrivals.note_paper"
        if self.arrival.desk.may(own):
            values = {"event_id": self.arrival.event_id, "paper": "arrival_register", "way": way}
            self.arrival.clerk.do(own, values, None, self.arrival.trouble)

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("PgDn", tr(N_("next page"))), ("++", tr(N_("larger"))))

    def keys_end(self) -> str:
        return tr(N_("Printing and saving are noted in the trail."))

    def first(self) -> QWidget | None:
        return self.paper.view
