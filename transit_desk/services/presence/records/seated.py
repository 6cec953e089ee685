"""An evacuation as it is read: the one under way, its vehicles, its seats, who may sit beside whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import sqlalchemy

from transit_desk.services.presence.records import house
from transit_desk.services.presence.records.evacuations import Evacuation, EvacuationSeat, EvacuationVehicle
from transit_desk.services.presence.rules import calls
from transit_desk.services.presence.rules import evacuation as rules
from transit_desk.storage.work import Work

_ID: Final[sqlalchemy.BindParameter[str]] = sqlalchemy.bindparam("evacuation")
_UNDER_WAY = (
    sqlalchemy.select(Evacuation)
    .where(Evacuation.withdrawn_at.is_(None), Evacuation.closed_at.is_(None))
    .order_by(Evacuation.begun_at.desc())
    .limit(1)
)
_VEHICLES = (
    sqlalchemy.select(EvacuationVehicle)
    .where(EvacuationVehicle.evacuation_id == _ID, EvacuationVehicle.withdrawn_at.is_(None))
    .order_by(EvacuationVehicle.made_at, EvacuationVehicle.id)
)
_SEATS = (
    sqlalchemy.select(EvacuationSeat)
    .where(EvacuationSeat.evacuation_id == _ID, EvacuationSeat.withdrawn_at.is_(None))
    .order_by(EvacuationSeat.place)
)


def under_way(work: Work) -> Evacuation | None:
    """The evacuation that is not closed."""
    return work.first(_UNDER_WAY)


def vehicles(work: Work, evacuation_id: str) -> Sequence[EvacuationVehicle]:
    """Its vehicles, in the order in which they were written down."""
    return work.all(_VEHICLES, evacuation=evacuation_id)


def seats(work: Work, evacuation_id: str) -> Sequence[EvacuationSeat]:
    """Every child who lives here, counted or elsewhere, in the order of the way through the house."""
    return work.all(_SEATS, evacuation=evacuation_id)


def gone(work: Work, every: Sequence[EvacuationSeat]) -> set[str]:
    """The seats of who left the house for good since they were counted, before arriving: nobody waits for them."""
    waiting = [seat for seat in every if seat.elsewhere is None and seat.arrived_at is None]
    left = house.left(work, [seat.file_id for seat in waiting]) if waiting else {}
    ended = {child: last.ended_at or 0 for child, last in left.items()}
    return {seat.id for seat in waiting if ended.get(work.stays(seat.file_id), 0) >= seat.made_at}


def expected(work: Work, evacuation_id: str) -> list[EvacuationSeat]:
    """The seats of those who leave with the others, arrived or not; not of who left the house for good since."""
    every = seats(work, evacuation_id)
    without = gone(work, every)
    return [seat for seat in every if seat.elsewhere is None and seat.id not in without]


def write_seats(work: Work, found: Evacuation, at: int) -> None:
    """A line for everybody who lives here at an hour and has none yet. In doubt a child is counted."""
    for number, each in enumerate(left_out(work, found, at), found.head_count + found.away + 1):
        elsewhere = None
        if each.place is not None and not calls.is_overdue(each.place.kind, each.place.until, at):
            mark = calls.EXPECTED.get(each.place.kind)
            elsewhere = mark if mark not in rules.WITH_US else None
        work.add(EvacuationSeat(file_id=each.file_id, evacuation_id=found.id, place=number, elsewhere=elsewhere))
        found.head_count += elsewhere is None
        found.away += elsewhere is not None
    work.session.flush()


def left_out(work: Work, found: Evacuation, at: int) -> list[house.Stands]:
    """Who lives here at an hour and is on no line: received since the count, or written down late."""
    listed = {work.stays(seat.file_id) for seat in seats(work, found.id)}
    if listed.issuperset(house.living_here(work, at)):
        return []
    return [each for each in house.on_the_way(work, at) if each.file_id not in listed]
