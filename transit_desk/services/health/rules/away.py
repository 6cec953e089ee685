"""Doses of a time away: given where the child was or not, and asked about when it is back; late for nobody here.

Pure.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from transit_desk.domain import errors
from transit_desk.domain.text import N_
from transit_desk.services.health.rules import doses


@dataclasses.dataclass(frozen=True)
class Away:
    """A time of a child out of the house: from an instant to just before another; None while it goes on."""

    since: int
    until: int | None


Times = Mapping[str, Sequence[Away]]
"""By child, under the number that stays."""


def while_away(at: int, times: Iterable[Away]) -> bool:
    """Whether an instant lies in a time away."""
    return any(each.since <= at and (each.until is None or at < each.until) for each in times)


def is_said(mark: str, at: int, times: Iterable[Away]) -> None:
    """What is said of a time away is said of no dose that was due in the house."""
    if mark in doses.THERE and not while_away(at, times):
        raise errors.RuleBroken(N_("The child was not away at this hour."), "mark")
