"""A child at the hospital is away like any other: its hours are kept once, with the absence that the referral names."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from transit_desk.services.health.records import Referral
from transit_desk.storage import kept
from transit_desk.storage.records import records
from transit_desk.storage.work import Work


@dataclasses.dataclass(frozen=True)
class Sent:
    """A referral with the absence of whoever stayed there; None where nobody did, or the absence was taken back."""

    referral: Referral
    absence: Any

    @property
    def back_at(self) -> int | None:
        """When the child came back: of who stayed there as returns are written down, of who did not as it says here."""
        found: int | None = self.referral.came_back_at if self.absence is None else self.absence.back_at
        return found

    @property
    def is_there(self) -> bool:
        """Whether the child sleeps there still."""
        return self.absence is not None and self.absence.back_at is None

    @property
    def is_told(self) -> bool:
        """Whether the return is written down, with what the child brought."""
        hour_is_here = self.referral.came_back_at is not None
        return hour_is_here or (self.referral.came_back_with is not None and self.back_at is not None)


def read(work: Work, referrals: Iterable[Referral]) -> list[Sent]:
    """These referrals, each with its absence; one statement, however many."""
    rows = list(referrals)
    named = sorted({row.absence_id for row in rows if row.absence_id is not None})
    found = work.all(kept.some_of(records()["absence"]), ids=named) if named else ()
    absences = {absence.id: absence for absence in found if absence.withdrawn_at is None}
    return [Sent(row, absences.get(row.absence_id or "")) for row in rows]


def of(work: Work, referral: Referral) -> Sent:
    """One referral with its absence."""
    (found,) = read(work, (referral,))
    return found
