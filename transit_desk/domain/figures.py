"""Figures by sex and band of age: how every count of children is told, so that none is told without them."""

from __future__ import annotations

import collections
import dataclasses
import statistics
from collections.abc import Iterable
from typing import Final

from transit_desk.domain import ages

SEXES: Final = ("f", "m", "unknown")


@dataclasses.dataclass(frozen=True)
class Group:
    """Where a child is counted."""

    sex: str
    band: str


def group(sex: str, span: ages.Span | None) -> Group:
    """The group of a child: by the sex as far as it is known, by the band of the ages it can have."""
    return Group(sex if sex in SEXES else "unknown", ages.band_of(span))


def percent(part: int, whole: int) -> int | None:
    """A share in whole hundredths; None of nothing."""
    return round(100 * part / whole) if whole else None


def median(values: Iterable[int]) -> int | None:
    """The one in the middle; of two the mean, rounded down. None where there are none."""
    found = sorted(values)
    return int(statistics.median(found)) if found else None


def by_group(key: str, children: Iterable[Group]) -> list[tuple[str, int]]:
    """A count of children in all, and of each group there is: `presence.absences`, `presence.absences.f.14_15`."""
    counted = collections.Counter(children)
    groups = ((Group(sex, band), f"{key}.{sex}.{band}") for sex in SEXES for band in ages.BAND_TITLES)
    return [(key, counted.total()), *((name, counted[each]) for each, name in groups if counted[each])]
