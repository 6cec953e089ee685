"""How many hours are left of what helps in time only, counted from the hour it happened.

72 hours for the medicine against HIV (PEP) and 120 for emergency contraception: `domain.md` R-19, WHO *Clinical
management of rape and intimate partner violence survivors* (2020).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Final

HOUR: Final = 3_600_000_000
HOURS: Final = {"against_hiv": 72, "contraception": 120}
OPEN: Final = frozenset({None, "sent"})  # not asked yet, or under way: the hours go on


@dataclasses.dataclass(frozen=True)
class Clock:
    """One thing that helps in time only: which, and how many whole hours are left; 0 when it is too late."""

    what: str
    left: int


def clocks(happened_at: int, now: int, answers: dict[str, str | None], what: Iterable[str]) -> list[Clock]:
    """What is not settled of these, what runs out first before the rest."""
    passed = now - happened_at
    return [
        Clock(name, max(0, (HOURS[name] * HOUR - passed) // HOUR))
        for name in sorted(what, key=HOURS.__getitem__)
        if answers.get(name) in OPEN
    ]


def running(clocks_: Iterable[Clock]) -> list[Clock]:
    """Those in time."""
    return [clock for clock in clocks_ if clock.left]


def helps(sex: str) -> tuple[str, ...]:
    """What helps whom: contraception is for a girl, and for who is not known to be a boy."""
    return ("against_hiv",) if sex == "m" else ("against_hiv", "contraception")
