"""What the forms of the day choose among, and what they begin with."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from transit_desk.action import query
from transit_desk.domain import errors
from transit_desk.domain.text import N_
from transit_desk.services.daily.records import Activity, Tool, house, lent, of_day
from transit_desk.storage.work import Work


@dataclasses.dataclass(frozen=True)
class Picked:
    """A child, to be chosen."""

    id: str
    name: str


@query(N_("Children of the house"), needs="read")
def children(work: Work) -> Sequence[Picked]:
    """Everybody who lives here, as far as these eyes see them."""
    return tuple(Picked(each.file_id, each.name) for each in house.residents(work).values())


@query(N_("Kinds of tools"), needs="read")
def tool_kinds(work: Work) -> Sequence[Tool]:
    """Every kind of tool, by its name."""
    return tuple(sorted(work.standing(Tool), key=lambda row: row.name.casefold()))


@query(N_("What the form begins with"), needs="notes")
def who_took_part(work: Work, *, activity_id: str) -> dict[str, object]:
    """The children who took part as it was written."""
    activity = work.get(Activity, activity_id)
    return {"children": [work.stays(each.file_id) for each in of_day.took_part(work, [activity.id])]}


@query(N_("What the form begins with"), needs="read")
def tool_counted(work: Work, *, tool_id: str) -> dict[str, object]:
    """How many there were."""
    return {"count": work.get(Tool, tool_id).count}


@query(N_("What the form begins with"), needs="read")
def still_out(work: Work, *, loan_id: str) -> dict[str, object]:
    """All that is still out of a loan: most come back together."""
    loan = next((each for each in lent.loans(work) if each.id == loan_id), None)
    if loan is None:
        raise errors.NotFound
    return {"amount": loan.left}
