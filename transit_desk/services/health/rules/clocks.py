"""How many hours are left of what helps in time only, counted from the hour it happened.

72 hours for the medicine against HIV (PEP) and 120 for emergency contraception: `domain.md` R-19, WHO *Clinical
management of rape and intimate partner violence survivors* (2020).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Final

from transit_desk.domain.instants import HOUR

HOURS: Final = {"against_hiv": 72, "contraception": 120}
OVER: Final = -1
OPEN: Final = frozenset({None, "sent"})  # not asked yet, or under way: the hours go on


@dataclasses.dataclass(frozen=True)
class Clock:
    """One thing that helps in time only: which, and how many whole hours are left; `OVER` when it is too late."""

    what: str
    left: int


def clocks(happened_at: int, now: int, answers: dict[str, str | None], what: Iterable[str]) -> list[Clock]:
    """What is not settled of these, what runs out first before the rest."""
    passed = now - happened_at
    return [
        Clock(name, _left(HOURS[name] * HOUR - passed))
        for name in sorted(what, key=HOURS.__getitem__)
        if answers.get(name) in OPEN
    ]


def _left(still: int) -> int:
    """To the last minute it is not too late."""
    return still // HOUR if still > 0 else OVER


def next_of(clocks_: Iterable[Clock]) -> int | None:
    """The hours left of what runs out next; `OVER` where all ran out and nobody said what was done; None of none."""
    every = [clock.left for clock in clocks_]
    return min((left for left in every if left != OVER), default=OVER) if every else None


def helps(sex: str) -> tuple[str, ...]:
    """What helps whom: contraception is for a girl, and for who is not known to be a boy."""
    return ("against_hiv",) if sex == "m" else ("against_hiv", "contraception")
