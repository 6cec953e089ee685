"""One group arrival as its steps share it: what the vault last said of it, asked again when something changed."""

from __future__ import annotations

import functools

from PySide6.QtCore import QObject, QTimer, Signal

from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.services.arrivals import rules
from transit_desk.services.arrivals.views import EventView, GridRow
from ui.clerk import Clerk
from ui.steps import spoken

PAUSE = 250  # milliseconds between a change and the next look at it


class Arrival(QObject):
    """The event of a page. `seen` is sent with each new look at it."""

    seen = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, clerk: Clerk, event_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.clerk = clerk
        self.event_id = event_id
        self.view: EventView | None = None
        self.own = 0  # writings of the grid, which knows already what it wrote
        self.written = 0  # how many there were; an answer asked for before the last of them is no news of the rows
        self.fresh = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.ask)
        clerk.changed.connect(self._hear)

    def ask(self) -> None:
        """Look at it again."""
        if self.clerk.desk is not None:
            shown = functools.partial(self._show, self.written)
            self.clerk.ask("arrivals.event", {"record_id": self.event_id}, shown, self.trouble)

    def _show(self, written: int, view: EventView) -> None:
        self.view = view
        self.fresh = written == self.written
        self.seen.emit()

    def trouble(self, trouble: errors.Spoken) -> None:
        """Say what was refused."""
        self.refused.emit(spoken(trouble))

    def _hear(self, touched: frozenset[str]) -> None:
        if self.own:
            self.own -= 1
        elif touched & {"event_row", "release_event", "return_on_site", "event_partner", "transport_leg", "same_child"}:
            self._timer.start()

    def keep_stage(self, stage: str) -> None:
        """Remember the step, so that whoever goes on begins there."""
        if self.view is None or self.view.closed or not self.may_write:
            return
        if rules.STAGES.index(stage) != rules.STAGES.index(self.view.stage):
            self.own += 1
            values = {"event_id": self.event_id, "values": {"stage": stage}}
            self.clerk.do("arrivals.change_event", values, None, self._unkept)

    def _unkept(self, trouble: errors.Spoken) -> None:
        self.own = max(0, self.own - 1)
        self.trouble(trouble)

    @property
    def may_write(self) -> bool:
        """Whether this worker takes part and writes here, and the event is open."""
        return self.may_answer and (self.view is None or self.view.takes_part)

    @property
    def may_answer(self) -> bool:
        """Whether this worker writes about children of their own who stand in the list, and the event is open."""
        return self.desk.may("arrivals.write_row") and (self.view is None or not self.view.closed)

    def rows(self, disposition: str) -> tuple[GridRow, ...]:
        """The children with a disposition, in the order of the list."""
        every = self.view.rows if self.view is not None else ()
        return tuple(row for row in every if row.disposition.value == disposition)
