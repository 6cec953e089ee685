"""What the tests write about fictional children: rows, answers about a return, a whole event."""

from __future__ import annotations

import datetime
from typing import Any

from tests.services.arrivals.house import DAY
from transit_desk.desk import Desk
from transit_desk.services.arrivals.records.grid import RowKept
from transit_desk.services.arrivals.views import EventView, GridRow

ANSWERS: dict[str, Any] = {
    "adult": "Nakalonge",
    "relation": "mother",
    "link_checks": ["heard_apart", "community_witness"],
    "link_words": "She named his brothers before he did.",
    "heard_apart": "yes",
    "wish": "wants to go home",
    "recruiter_near": "unknown",
    "armed_near": "no",
    "decided_by": "supervisor_by_phone",
    "visit_who": "partner",
    "visit_name": "Comité Tujenge (fictif)",
    "visit_by": DAY + datetime.timedelta(days=14),
}


def written(desk: Desk, event: str, **cells: object) -> RowKept:
    """A row with these cells at once."""
    kept: RowKept = desk.do("arrivals.write_row", event_id=event, values=cells)
    return kept


def typed(desk: Desk, event: str, row: RowKept, **cells: object) -> RowKept:
    """More cells of a row."""
    kept: RowKept = desk.do("arrivals.write_row", event_id=event, row_id=row.row_id, values=cells)
    return kept


def seen(desk: Desk, event: str) -> EventView:
    """The event as its screen shows it."""
    view: EventView = desk.ask("arrivals.event", record_id=event)
    return view


def line(desk: Desk, event: str, row: RowKept) -> GridRow:
    """One row as the grid shows it."""
    return next(each for each in seen(desk, event).rows if each.id == row.row_id)


def said(desk: Desk, file_id: str) -> dict[str, list[str]]:
    """What stands in the file as said, by label: the first of each is the one in use."""
    found: dict[str, list[str]] = {}
    for tab in desk.ask("case_file.child", record_id=file_id).tabs:
        if tab.key != "identity":
            continue
        label = ""
        for each in tab.start[0].lines:
            label = str(each.label) or label
            found.setdefault(label, []).append(str(each.value) or each.state)
    return found
