"""A child at the hospital is away like any other: its hours are kept once, with the absence that the referral names."""

from __future__ import annotations

from typing import Any

import sqlalchemy

from transit_desk.services.health.records import Referral
from transit_desk.storage.records import records
from transit_desk.storage.work import Work


def absence_of(work: Work, referral: Referral) -> Any:
    """The absence of a child who stayed there, as it stands; None where there is none, or it was taken back."""
    if referral.absence_id is None:
        return None
    kind: Any = records()["absence"]
    return work.first(sqlalchemy.select(kind).where(kind.id == referral.absence_id, kind.withdrawn_at.is_(None)))


def back_at(work: Work, referral: Referral) -> int | None:
    """When the child came back: as it was written here, or wherever returns are written down."""
    if referral.came_back_at is not None:
        return referral.came_back_at
    absence = absence_of(work, referral)
    return None if absence is None else absence.back_at
