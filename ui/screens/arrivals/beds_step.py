"""The fifth step: a bed tonight for each child who comes to the house; all at once, or another one for somebody."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.arrivals import rules
from transit_desk.services.arrivals.views import GridRow
from transit_desk.services.interim_care.views import Proposed
from ui import theme
from ui.screens.arrivals.event import Arrival
from ui.screens.board.proposed import BedLine
from ui.steps import Step
from ui.widgets.badge import Badge
from ui.widgets.button import primary
from ui.widgets.card import Card, Rule
from ui.widgets.clearing import clear
from ui.widgets.empty import EmptyState
from ui.widgets.scroll import Scrolled
from ui.widgets.words import Text


class BedsStep(Step):
    """Girls and boys apart, mothers with their babies first; who gets no bed is shown with the reason."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__("beds", tr(N_("Beds")))
        self.arrival = arrival
        self.lines: list[BedLine] = []
        self.card = Card(name="beds_tonight")
        self.card.pad(16, 12, 0)
        self.heading = Text("", "section")
        self.badge = Badge("", "warn")
        self.accept = primary("", "bed", name="beds_accept")
        self.accept.clicked.connect(self._accept)
        head = QHBoxLayout()
        head.setSpacing(theme.of(self).px(12))
        head.addWidget(self.heading)
        head.addWidget(self.badge)
        head.addStretch(1)
        head.addWidget(self.accept)
        self.card.add(head)
        self.body = QWidget()
        self.body.setObjectName("body")
        self.body.setAccessibleName(self.said)
        self.rows = QVBoxLayout(self.body)
        self.rows.setContentsMargins(0, theme.of(self).px(4), 0, 0)
        self.rows.setSpacing(0)
        self.card.add(Scrolled(self.body), 1)
        self.done = EmptyState("bed", tr(N_("Everybody who comes to the centre has a bed or a mattress tonight.")))
        self.done.hide()
        self.column.addWidget(self.card, 1)
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
        clear(self.rows)
        self.lines = [self._line(each) for each in proposed]
        for place, line in enumerate(self.lines):
            if place:
                self.rows.addWidget(Rule())
            self.rows.addWidget(line)
        self.rows.addStretch(1)
        self.card.setVisible(bool(proposed))
        self.done.setVisible(not proposed)
        self.look()

    def _line(self, proposed: Proposed) -> BedLine:
        line = BedLine(self.arrival.clerk, proposed, self.arrival.trouble)
        line.changed.connect(self.look)
        return line

    def look(self) -> None:
        """The words of the head as the lines stand now."""
        without = sum(not line.bed.value() for line in self.lines)
        ready = len(self.lines) - without
        count = len(self.lines)
        self.heading.say(ntr(N_("{count} child to bed tonight"), N_("{count} children to bed tonight"), count))
        self.badge.setVisible(bool(without))
        self.badge.say(ntr(N_("{count} without a bed"), N_("{count} without a bed"), without))
        self.accept.say(ntr(N_("They are here: give {count} bed"), N_("They are here: give {count} beds"), ready))
        taken = [line.bed.value() for line in self.lines if line.bed.value()]
        twice = len(taken) != len(set(taken))
        may = self.arrival.desk.may("interim_care.give_beds") and self.arrival.may_write
        reason = tr(N_("One bed was chosen twice.")) if twice else ""
        self.accept.setEnabled(bool(ready) and not twice and may)
        self.accept.setToolTip(reason)
        self.refused.emit(reason)
        self.changed.emit()

    def _accept(self, _on: bool = False) -> None:
        self._assignments = [line.assignment() for line in self.lines if line.bed.value()]
        self.accept.setEnabled(False)
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
        self.look()
        self.arrival.trouble(trouble)

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Tab", tr(N_("next child"))), ("↓", tr(N_("another bed"))))

    def acts_first(self) -> bool:
        return self.accept.isEnabled() and bool(self.lines)

    def first(self) -> QWidget | None:
        return self.accept
