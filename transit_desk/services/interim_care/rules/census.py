"""The census: how many children are in the care of the house each night, and where; in what beds is another count.

Pure. A child is counted from the day of its admission to the day of its leaving, wherever it sleeps meanwhile: in a
bed, on a mattress, beside its mother, without a bed, away or missing. Yesterday + arrivals − departures = today.
"""

from __future__ import annotations

import collections
import dataclasses
import datetime
import functools
import statistics
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from transit_desk.domain.dates import ONE_DAY
from transit_desk.services.interim_care.rules.nights import Taken, nights

IN_BED, ON_MATTRESS, WITH_MOTHER = "in_bed", "on_mattress", "with_mother"
NO_BED, AWAY, MISSING = "no_bed", "away", "missing"
_SLEEPS: Final = frozenset({IN_BED, ON_MATTRESS})


@dataclasses.dataclass(frozen=True)
class Span:
    """A time of a child: in the care of the house, away from it, or missing; the day of the end has no night of it."""

    key: str
    begin: datetime.date
    end: datetime.date | None

    def covers(self, day: datetime.date) -> bool:
        """Whether this night is one of them."""
        return self.begin <= day and (self.end is None or day < self.end)


@dataclasses.dataclass(frozen=True)
class Night:
    """One night of the census: the children of the house by where they were, and how many beds they had."""

    day: datetime.date
    before: int
    arrivals: int
    departures: int
    where: Mapping[str, int]
    beds: int  # had on this night: slept in, or kept for a child who was away; mattresses too

    @property
    def children(self) -> int:
        """Everybody in the care of the house."""
        return sum(self.where.values())


@dataclasses.dataclass(frozen=True)
class Book:
    """What the census is counted from; children by one key each, whatever numbers they have."""

    spans: Sequence[Span]  # in the care of the house
    taken: Sequence[Taken]
    mattresses: Collection[str] = ()
    away: Sequence[Span] = ()
    missing: Sequence[Span] = ()
    mothers: Mapping[str, str] = dataclasses.field(default_factory=dict)  # whose a baby is

    def where(self, key: str, day: datetime.date) -> str:
        """Where a child of the house was on a night."""
        own = self._own(key, day)
        if own is not None:
            return own
        mother = self.mothers.get(key)
        return WITH_MOTHER if mother is not None and self._own(mother, day) in _SLEEPS else NO_BED

    def _own(self, key: str, day: datetime.date) -> str | None:
        """The same of what is known of the child itself: a baby may sleep beside its mother."""
        if any(each.covers(day) for each in self._missing.get(key, ())):
            return MISSING
        if any(each.covers(day) for each in self._away.get(key, ())):
            return AWAY
        bed = next((each for each in self._beds.get(key, ()) if each.covers(day)), None)
        if bed is None:
            return None
        return ON_MATTRESS if bed.bed_id in self.mattresses else IN_BED

    def elsewhere(self, day: datetime.date) -> frozenset[str]:
        """Who was away or missing on a night: a bed they have is kept."""
        return frozenset(each.key for each in (*self.away, *self.missing) if each.covers(day))

    @functools.cached_property
    def _beds(self) -> Mapping[str, list[Taken]]:
        found: dict[str, list[Taken]] = {}
        for each in self.taken:
            if not each.reserved:
                found.setdefault(each.key or each.number, []).append(each)
        return found

    @functools.cached_property
    def _away(self) -> Mapping[str, list[Span]]:
        return _by_child(self.away)

    @functools.cached_property
    def _missing(self) -> Mapping[str, list[Span]]:
        return _by_child(self.missing)


def _by_child(spans: Iterable[Span]) -> Mapping[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for each in spans:
        found.setdefault(each.key, []).append(each)
    return found


def times(lived: Iterable[Span]) -> tuple[Span, ...]:
    """Every child's times in the house: what two numbers tell of the same days is one; leaving and coming are two."""
    return tuple(span for own in _by_child(lived).values() for span in _joined(own))


def _joined(own: Iterable[Span], *, touching: bool = False) -> Iterator[Span]:
    first, *rest = sorted(own, key=lambda each: (each.begin, each.end or datetime.date.max))
    for each in rest:
        if first.end is None or each.begin < first.end or (touching and each.begin == first.end):
            end = None if first.end is None or each.end is None else max(first.end, each.end)
            first = dataclasses.replace(first, end=end)
        else:
            yield first
            first = each
    yield first


def by_beds(taken: Iterable[Taken]) -> tuple[Span, ...]:
    """The same of those of whom the beds alone are known: stays that touch are one, for a move is no departure."""
    stays = (
        Span(each.key or each.number, each.from_day, each.to_day)
        for each in taken
        if not each.reserved and (each.to_day is None or each.to_day > each.from_day)
    )
    return tuple(span for own in _by_child(stays).values() for span in _joined(own, touching=True))


def child_nights(book: Book, start: datetime.date, end: datetime.date) -> Iterator[tuple[str, datetime.date, str]]:
    """Every night of every child of the house in a span of days, the last included, and where it was."""
    for span in book.spans:
        day, last = max(span.begin, start), end if span.end is None else min(end, span.end - ONE_DAY)
        while day <= last:
            yield span.key, day, book.where(span.key, day)
            day += ONE_DAY


def census(book: Book, start: datetime.date, end: datetime.date) -> tuple[Night, ...]:
    """Each night of a span of days, the last included; each goes on from the one before."""
    where: dict[datetime.date, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for _key, day, place in child_nights(book, start, end):
        where[day][place] += 1
    arrivals = collections.Counter(span.begin for span in book.spans)
    departures = collections.Counter(span.end for span in book.spans)
    had = beds_had(book.taken, start, end)
    found: list[Night] = []
    before = sum(span.covers(start - ONE_DAY) for span in book.spans)
    for past, beds in enumerate(had):
        day = start + ONE_DAY * past
        found.append(Night(day, before, arrivals[day], departures[day], where[day], beds))
        before = found[-1].children
    return tuple(found)


def beds_had(taken: Sequence[Taken], start: datetime.date, end: datetime.date) -> list[int]:
    """How many beds and mattresses somebody had, night by night: slept in, or kept for who was away."""
    changes = collections.Counter[datetime.date]()
    for each in taken:
        begin, over = max(each.from_day, start), each.to_day
        if not each.reserved and begin <= end and (over is None or over > begin):
            changes[begin] += 1
            if over is not None:
                changes[over] -= 1
    count, found = 0, []
    for past in range((end - start).days + 1):
        count += changes[start + ONE_DAY * past]
        found.append(count)
    return found


def bed_nights(book: Book, start: datetime.date, end: datetime.date, *, mattresses: bool | None = None) -> list[str]:
    """Whose the beds were, once for each night, kept ones too; all of them, or the mattresses or the others alone."""
    return [
        key
        for each in book.taken
        if not each.reserved and mattresses in (None, each.bed_id in book.mattresses)
        for key in [each.key or each.number] * nights(each.from_day, each.to_day, start, end)
    ]


def stay_lengths(here: Iterable[Span], start: datetime.date, end: datetime.date) -> tuple[float, float] | None:
    """The average and the median of the nights of those who left in these days; None where nobody did."""
    lengths = [(span.end - span.begin).days for span in here if span.end is not None and start <= span.end <= end]
    return (statistics.fmean(lengths), statistics.median(lengths)) if lengths else None
