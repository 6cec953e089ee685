"""What is due by which week: visits before a birth, vaccines of an infant.

Eight visits before a birth, at 12, 20, 26, 30, 34, 36, 38 and 40 weeks (WHO 2016, *Recommendations on antenatal care*);
vaccines at birth, 6, 10 and 14 weeks and 9 months (PEV of the DRC). Both are settings.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterable
from typing import Final

from transit_desk.domain import errors
from transit_desk.domain.months import add_months
from transit_desk.domain.text import N_

BEFORE_BIRTH: Final = "12 20 26 30 34 36 38 40"
VACCINES: Final = (
    "0w bcg+polio; 6w polio+penta+pcv+rota; 10w polio+penta+pcv+rota; 14w polio+penta+pcv+ipv; 9m measles+yellow_fever"
)
_LATEST: Final = 45  # of a pregnancy; later than that nobody plans a visit
_TERM: Final = 40
_WINDOW: Final = 7
_STEP: Final = re.compile(r"^(\d{1,2})([wm])$")


@dataclasses.dataclass(frozen=True)
class Window:
    """What is due from one day to another; `key` tells it from the others of its series."""

    key: str
    first: datetime.date
    last: datetime.date


@dataclasses.dataclass(frozen=True)
class Vaccines:
    """The vaccines that are due together."""

    window: Window
    what: tuple[str, ...]


def weeks_before_birth(setting: str) -> list[int]:
    """Read the setting of the visits before a birth, "12 20 26": the weeks of a pregnancy, in their order."""
    found = sorted(int(week) for week in setting.split())
    if not found or not 0 < found[0] <= found[-1] <= _LATEST:
        raise ValueError(setting)
    return found


def next_before_birth(
    expected: datetime.date, weeks: str, seen: Iterable[datetime.date], known: datetime.date
) -> Window | None:
    """The next visit before a birth: of the weeks not over when it became known, the first after the last visit."""
    conceived = expected - datetime.timedelta(weeks=_TERM)
    last = max(seen, default=conceived)
    for week in weeks_before_birth(weeks):
        first = conceived + datetime.timedelta(weeks=week)
        window = Window(str(week), first, first + datetime.timedelta(days=_WINDOW - 1))
        if first > last and window.last >= known:
            return window
    return None


def week_of(expected: datetime.date, today: datetime.date) -> int:
    """How many weeks a pregnancy has lasted."""
    return _TERM - (expected - today).days // 7


def expected_in_time(expected: datetime.date, today: datetime.date) -> None:
    """A birth is expected within the time that a pregnancy lasts, or was a few weeks ago."""
    if not today - datetime.timedelta(weeks=4) <= expected <= today + datetime.timedelta(weeks=_TERM):
        raise errors.RuleBroken(N_("A birth is expected within 40 weeks from now."), "birth_expected_on")


def series_of(setting: str) -> list[tuple[str, int, str, tuple[str, ...]]]:
    """Read the setting of the vaccines, "6w polio+penta;9m measles": each step, its count, its unit, what is given."""
    found = []
    for step in setting.split(";"):
        when, what = step.split()
        told = _STEP.match(when)
        if told is None:
            raise ValueError(when)
        found.append((when, int(told[1]), told[2], tuple(what.split("+"))))
    return found


def vaccines(born: datetime.date, setting: str) -> list[Vaccines]:
    """What is due when, from the day of birth on."""
    found: list[Vaccines] = []
    for when, count, unit, what in series_of(setting):
        first = add_months(born, count) if unit == "m" else born + datetime.timedelta(weeks=count)
        window = Window(when, first, first + datetime.timedelta(days=_WINDOW - 1))
        found.append(Vaccines(window, what))
    return found


def not_given(series: Iterable[Vaccines], given: Iterable[str]) -> list[Vaccines]:
    """What of a series was not given yet: each vaccine that was given counts for the earliest place it stands in."""
    left = list(given)
    found: list[Vaccines] = []
    for step in series:
        missing = []
        for name in step.what:
            if name in left:
                left.remove(name)
            else:
                missing.append(name)
        if missing:
            found.append(dataclasses.replace(step, what=tuple(missing)))
    return found


def is_infant(born: datetime.date, today: datetime.date, months: int) -> bool:
    """Whether a child is of the age at which vaccines are due by weeks."""
    return today <= add_months(born, months)
