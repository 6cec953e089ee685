"""The census: who is here on a night follows from the stays, and is counted nowhere else.

Pure. Yesterday + arrivals − departures = today, on every day.
"""

from __future__ import annotations

import collections
import dataclasses
import datetime
import statistics
from collections.abc import Collection, Iterable, Sequence

from transit_desk.domain.dates import ONE_DAY
from transit_desk.services.interim_care.rules.nights import Taken, nights


@dataclasses.dataclass(frozen=True)
class Span:
    """A time in the house without a night elsewhere, whatever beds it was spent in."""

    key: str
    begin: datetime.date
    end: datetime.date | None

    def covers(self, day: datetime.date) -> bool:
        """Whether this night was spent here."""
        return self.begin <= day and (self.end is None or day < self.end)


@dataclasses.dataclass(frozen=True)
class Night:
    """One night of the census."""

    day: datetime.date
    before: int
    arrivals: int
    departures: int
    children: int
    on_mattresses: int = 0

    @property
    def in_beds(self) -> int:
        """Those who slept in a bed of the house."""
        return self.children - self.on_mattresses


Left = Collection[tuple[str, datetime.date]]
"""Who left the house on which day, whatever followed: received again that evening, a child left and came."""


def spans(taken: Iterable[Taken], left: Left = ()) -> tuple[Span, ...]:
    """Every child's times in the house: stays that touch are one, for a move is no departure; promises are none."""
    by_child: dict[str, list[Taken]] = {}
    for each in taken:
        if not each.reserved and (each.to_day is None or each.to_day > each.from_day):
            by_child.setdefault(each.key or each.number, []).append(each)
    return tuple(span for key, stays in by_child.items() for span in _joined(key, stays, left))


def _joined(key: str, stays: Sequence[Taken], left: Left) -> Iterable[Span]:
    first, *rest = sorted(stays, key=lambda each: each.from_day)
    begin, end = first.from_day, first.to_day
    for each in rest:
        if end is not None and (each.from_day > end or (each.from_day == end and (key, end) in left)):
            yield Span(key, begin, end)
            begin, end = each.from_day, each.to_day
        elif end is not None:
            end = None if each.to_day is None else max(end, each.to_day)
    yield Span(key, begin, end)


def census(
    taken: Sequence[Taken],
    start: datetime.date,
    end: datetime.date,
    mattresses: Collection[str] = (),
    left: Left = (),
) -> tuple[Night, ...]:
    """Each night of a span of days, the last included; each goes on from the one before."""
    here = spans(taken, left)
    arrivals = collections.Counter(span.begin for span in here)
    departures = collections.Counter(span.end for span in here)
    lying = collections.Counter[datetime.date]()
    for each in taken:
        if each.bed_id in mattresses and not each.reserved:
            for past in range(nights(each.from_day, each.to_day, start, end)):
                lying[max(each.from_day, start) + ONE_DAY * past] += 1
    found = []
    count = sum(span.covers(start - ONE_DAY) for span in here)
    for past in range((end - start).days + 1):
        day = start + ONE_DAY * past
        after = count + arrivals[day] - departures[day]
        found.append(Night(day, count, arrivals[day], departures[day], after, lying[day]))
        count = after
    return tuple(found)


def stay_lengths(here: Iterable[Span], start: datetime.date, end: datetime.date) -> tuple[float, float] | None:
    """The average and the median of the nights of those who left in these days; None where nobody did."""
    lengths = [(span.end - span.begin).days for span in here if span.end is not None and start <= span.end <= end]
    return (statistics.fmean(lengths), statistics.median(lengths)) if lengths else None
