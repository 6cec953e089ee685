"""A group arrival from its first fact to its closing; left at any moment, taken up again at its step."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from transit_desk.desk import Desk
from transit_desk.domain.text import N_, tr
from ui.clerk import Clerk
from ui.navigation import TODAY, OpenPage
from ui.screens.arrivals.beds_step import BedsStep
from ui.screens.arrivals.cells import PLACES
from ui.screens.arrivals.check_step import CheckStep
from ui.screens.arrivals.children_step import BABY_KEYS, IMPORT_KEYS, ChildrenStep
from ui.screens.arrivals.event import Arrival
from ui.screens.arrivals.facts_step import FactsStep
from ui.screens.arrivals.papers_step import PapersStep
from ui.screens.arrivals.returns_step import ReturnsStep
from ui.screens.arrivals.twins_step import TwinsStep
from ui.steps import Way
from ui.widgets.button import quiet

# Which step of the screen keeps which stage of the event; the returns belong to the children.
STAGES: Final = ("event", "children", "children", "twins", "beds", "papers", "check")
FACTS, CHILDREN, RETURNS, TWINS, BEDS, PAPERS, CHECK = range(7)
_FIRST: Final = {"event": FACTS, "children": CHILDREN, "twins": TWINS, "beds": BEDS, "papers": PAPERS, "check": CHECK}


class Screen(QWidget):
    """One event. `stage` is where to begin, if it is not where somebody stopped."""

    def __init__(
        self,
        desk: Desk,
        clerk: Clerk,
        open_page: OpenPage,
        *,
        record_id: str = "",
        event_id: str = "",
        stage: str = "",
        **_more: object,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName(tr(N_("Group arrival")))
        self.desk = desk
        self.clerk = clerk
        self.open_page = open_page
        self.arrival = Arrival(desk, clerk, record_id or event_id, self)
        self.facts = FactsStep(self.arrival)
        self.children_step = ChildrenStep(self.arrival)
        self.returns = ReturnsStep(self.arrival)
        self.twins = TwinsStep(self.arrival)
        self.beds = BedsStep(self.arrival)
        self.papers = PapersStep(self.arrival)
        self.check = CheckStep(self.arrival)
        steps = (self.facts, self.children_step, self.returns, self.twins, self.beds, self.papers, self.check)
        self.way = Way("event", tr(N_("Group arrival")), steps)
        self.way.column.setSpacing(6)
        self.take_list = quiet(tr(N_("Import…")), "save_down", name="import_list")
        self.take_list.setAccessibleDescription(tr(N_("Take a list from elsewhere")))
        self.take_list.setToolTip(IMPORT_KEYS)
        self.baby = quiet(tr(N_("Baby")), "plus", name="add_baby")
        self.baby.setAccessibleDescription(tr(N_("Add a baby, below the girl who brought it")))
        self.baby.setToolTip(BABY_KEYS)
        self.way.head.line.insertWidget(3, self.take_list)
        self.way.head.line.insertWidget(4, self.baby)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.way)
        self._begun = False
        self._stage = stage
        self._wire()
        self.arrival.ask()

    def _wire(self) -> None:
        self.arrival.seen.connect(self._seen)
        self.arrival.refused.connect(self.way.notice.say)
        self.way.left.connect(self._leave)
        self.way.finished.connect(self._leave)
        self.way.reached.connect(self._reached)
        self.take_list.clicked.connect(self.children_step.open_import)
        self.baby.clicked.connect(self.children_step.add_baby)
        self.check.row_asked.connect(self._go_to)
        for step in (self.facts, self.returns):
            step.opened.connect(self.open_page)
        self.facts.legs.change_asked.connect(lambda leg_id: self.open_page("arrivals.leg_change", leg_id))
        self._reached(self.way.place)

    def _seen(self) -> None:
        view = self.arrival.view
        if view is None:
            return
        heading = str(view.title)
        if view.day.year == self.desk.day(self.desk.now()).year:
            heading = heading.removesuffix(f" {view.day.year}")
        self.way.head.say(heading, tr(N_("closed")) if view.closed else "")
        if not self._begun:
            self._begun = True
            self.way.show_step(self._first_step(self._stage or view.stage))
        self.way.look_again()

    def _first_step(self, stage: str) -> int:
        """Where somebody stopped: at the returns, if the list is whole and answers are missing."""
        view = self.arrival.view
        if view is None or view.closed:
            return CHECK
        place = _FIRST.get(stage, CHILDREN)
        decided = view.rows and all(row.disposition.value for row in view.rows if not row.mother_id)
        if (
            place == CHILDREN
            and decided
            and any(row.disposition.value == "returned_on_site" and not row.complete for row in view.rows)
        ):
            return RETURNS
        return place

    def _reached(self, place: int) -> None:
        writing = place == CHILDREN and self.arrival.may_write
        self.take_list.setVisible(writing)
        self.baby.setVisible(writing)
        if self._begun:
            self.arrival.keep_stage(STAGES[place])
            self.arrival.ask()

    def _go_to(self, row_id: str, cell: str) -> None:
        """From what is missing to where it is written."""
        if not row_id:
            self.way.show_step(CHECK if cell.startswith("girls") else FACTS)
            return
        if cell == "return":
            self.way.show_step(RETURNS)
            return
        self.way.show_step(CHILDREN)
        grid, model = self.children_step.grid, self.children_step.model
        row = next((at for at, line in enumerate(model.lines) if line.row_id == row_id), 0)
        grid.go(row, PLACES.get(cell, PLACES["disposition"]))
        grid.setFocus()

    def _leave(self) -> None:
        self.open_page(TODAY)
