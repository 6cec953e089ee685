"""What an inspection asks to be put right, and by whom until when."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from transit_desk.domain import errors
from transit_desk.domain.text import N_

POINTS: Final = ("beds", "nets", "locks", "water", "latrines", "fire")
TO_REPAIR: Final = "to_repair"


def findings(inspection: Mapping[str, object]) -> tuple[str, ...]:
    """The points that are not in order, in the order of the list."""
    return tuple(point for point in POINTS if inspection.get(point) == TO_REPAIR)


def somebody_sees_to_it(
    found: tuple[str, ...], who_id: object, until_day: datetime.date | None, today: datetime.date
) -> None:
    """What is found gets somebody and a day; where nothing is, neither is asked."""
    if not found:
        return
    if not who_id:
        raise errors.RuleBroken(N_("Something is to be put right: say who sees to it."), "who_id")
    if until_day is None:
        raise errors.RuleBroken(N_("Something is to be put right: say until when."), "until_day")
    if until_day < today:
        raise errors.RuleBroken(N_("This day is past."), "until_day")


def not_done_yet(done_on: datetime.date | None) -> None:
    """What was put right is not put right again."""
    if done_on is not None:
        raise errors.RuleBroken(N_("This was put right already."))
