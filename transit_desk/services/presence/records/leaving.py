"""An evacuation as it is read: the one under way, its vehicles, its seats, who may sit beside whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import sqlalchemy

from transit_desk.services.presence.records.evacuations import Evacuation, EvacuationSeat, EvacuationVehicle
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
    """Every child of the head-count, in the order of the way through the house."""
    return work.all(_SEATS, evacuation=evacuation_id)
