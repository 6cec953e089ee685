"""An evacuation as it is read: the one under way, its vehicles, its seats, who may sit beside whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import sqlalchemy

from transit_desk.children import Child, children
from transit_desk.planning import company
from transit_desk.services.presence.records.evacuations import Evacuation, EvacuationSeat, EvacuationVehicle
from transit_desk.storage.work import Work

_TIES = "family.apart"
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
    """Every child of the head-count, in the order of the way through the house."""
    return work.all(_SEATS, evacuation=evacuation_id)


def someone(work: Work, file_ids: Iterable[str]) -> dict[str, company.Someone]:
    """What company has to know of these children."""
    return {file_id: _someone(work, child) for file_id, child in children(work, file_ids).items()}


def _someone(work: Work, child: Child) -> company.Someone:
    span = child.age(work.today())
    return company.Someone(
        child.file_id, child.number, child.sex, span.low if span else None, span.high if span else None,
        child.mother_id,
    )  # fmt: skip


def ties(work: Work) -> company.Ties:
    """Who is kept apart, and who are brothers and sisters, as far as these eyes may know."""
    if _TIES not in work.actor.rights:
        return company.Ties()
    return company.Ties(
        apart=company.pairs(work.ask("family.apart")), siblings=company.pairs(work.ask("family.siblings"))
    )
