"""The fifth step: a bed tonight for each child who comes to the house; all at once, or another one for somebody."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from transit_desk.services.arrivals import rules
from transit_desk.services.arrivals.views import GridRow
from transit_desk.services.interim_care.views import Proposed
from ui.screens.arrivals.event import Arrival
from ui.screens.board.proposed import ProposedBeds
from ui.steps import Step
from ui.widgets.empty import EmptyState


class BedsStep(Step):
    """Girls and boys apart, mothers with their babies first; who gets no bed is shown with the reason."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__("beds", tr(N_("Beds")))
        self.arrival = arrival
        self.beds = ProposedBeds(self.said, arrival.clerk, arrival.trouble, first=tr(N_("They are here: {acts}")))
        self.beds.changed.connect(self._looked)
        self.beds.accepted.connect(self._accept)
        self.done = EmptyState("bed", tr(N_("Everybody who comes to the centre has a bed or a mattress tonight.")))
        self.done.hide()
        self.column.addWidget(self.beds, 1)
        self.column.addWidget(self.done, 1)
        self._assignments: list[tuple[str, ...]] = []

    def enter(self) -> None:
        files = [row.file_id for row in self._children()]
        if files and self.arrival.desk.may("interim_care.beds_for"):
            self.arrival.clerk.ask("interim_care.beds_for", {"file_ids": files}, self._show, self.arrival.trouble)
        else:
            self._show(())

    def _children(self) -> list[GridRow]:
        """Those who come; a baby sleeps beside her mother."""
        return [row for row in self.arrival.rows(rules.TO_CENTRE) if not row.mother_id]

    def _show(self, proposed: tuple[Proposed, ...]) -> None:
        self.beds.may = self.arrival.desk.may("interim_care.give_beds") and self.arrival.may_write
        self.beds.show_proposed(proposed)
        self.done.setVisible(not proposed)

    def _looked(self) -> None:
        self.refused.emit(self.beds.refusal)
        self.changed.emit()

    def _accept(self, assignments: list[tuple[str, ...]]) -> None:
        self._assignments = assignments
        if self.arrival.view is not None and self.arrival.view.to_arrive:
            values = {"event_id": self.arrival.event_id}
            self.arrival.clerk.do("arrivals.arrive", values, self._give, self._refused)
        else:
            self._give(())

    def _give(self, _arrived: object) -> None:
        values = {"assignments": self._assignments}
        self.arrival.clerk.do("interim_care.give_beds", values, self._given, self._refused)

    def _given(self, _stays: object) -> None:
        self.arrival.ask()
        self.enter()

    def _refused(self, trouble: errors.Spoken) -> None:
        self.beds.look()
        self.arrival.trouble(trouble)

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Tab", tr(N_("next child"))), ("↓", tr(N_("another bed"))))

    def acts_first(self) -> bool:
        return self.beds.accept.isEnabled() and bool(self.beds.lines)

    def first(self) -> QWidget | None:
        return self.beds.accept
