"""How a birth was told – as a date, as an age on a day, or by what everybody remembers – and the days it can mean."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Mapping
from typing import Final

from transit_desk.domain import ages, dates, datewords, errors
from transit_desk.domain.dates import PartialDate, Precision
from transit_desk.domain.text import N_

AGE, EVENT = "age", "event"
BEFORE, AFTER, AGE_THEN = "before", "after", "age_then"
"""How a birth lies to an event: the keys of the choices `event_side`."""


@dataclasses.dataclass(frozen=True)
class Told:
    """The days a birth can mean, how it was told, and whether the margin around it is ours."""

    born: PartialDate
    told_as: str  # a precision of `dates`, `age` or `event`
    estimated: bool = False
    more: Mapping[str, object] = dataclasses.field(default_factory=dict)  # the ages, or the event and how it lies to it

    def parts(self) -> dict[str, object]:
        """As it is kept beside the words."""
        return {
            **self.more, "told_as": self.told_as, "estimated": self.estimated,
            "born_from": self.born.earliest.isoformat(), "born_to": self.born.latest.isoformat(),
        }  # fmt: skip


def days_of(parts: Mapping[str, object]) -> PartialDate:
    """The days of a birth that was kept."""
    first, last = (datetime.date.fromisoformat(str(parts[name])) for name in ("born_from", "born_to"))
    return PartialDate(first, last, Precision.DAY if first == last else Precision.BETWEEN)


_AGE_ON_A_DAY: Final = re.compile(
    r"^(.*\d ?(?:ans?|mois|years?(?: old)?|yrs?|months?)|(?:\D+ )?m(?:iaka|iezi) .*?\d+)"
    r" (?:en|au|le|in|on|at|a|mwaka|tarehe|mwezi) (.+)$"
)


def told(words: str, said_by: str, on: datetime.date) -> Told:
    """Read a birth as people tell it on a day: "14/09/2011", "vers 2009, saison des pluies", "9 ans en mai 2021"."""
    folded = datewords.fold(words)
    if found := _AGE_ON_A_DAY.match(folded):
        return _age_then(found[1], said_by, dates.parse(found[2], on, born=True), on)
    try:
        date = dates.parse(words, on, born=True)
    except errors.RuleBroken as broken:
        try:
            return of_age(words, said_by, on)
        except errors.RuleBroken:
            raise broken from None
    if date.precision is Precision.UNKNOWN:
        raise errors.RuleBroken(N_("Where nobody knows, choose that answer instead of writing it."))
    return of_days(date, on)


def of_days(date: PartialDate, on: datetime.date) -> Told:
    """A birth told as a date."""
    about_its_year = date.precision is Precision.SEASON and date.earliest.year != date.latest.year
    born = _of_a_child(date, on)
    return Told(born, date.precision.value, about_its_year or date.precision is Precision.ABOUT)


def of_age(words: str, said_by: str, on: datetime.date) -> Told:
    """A birth told as the age on a day."""
    age = ages.told(words, said_by, on)
    return Told(age.born(), AGE, age.estimated, {"low": age.low, "high": age.high})


def by_event(  # what is remembered, its days, how the birth lies to it
    event: str, begin: datetime.date, end: datetime.date, side: str, age_then: object, on: datetime.date
) -> Told:
    """A birth told by what everybody remembers: before or after it, or so old when it happened."""
    if begin > on:
        raise errors.RuleBroken(N_("This day has not come yet."), "event")
    end = min(end, on)
    if side == BEFORE:
        born = PartialDate(dates.FIRST, end, Precision.BEFORE)
    elif side == AFTER:
        born = PartialDate(begin, on, Precision.BETWEEN)
    elif isinstance(age_then, int):
        born = ages.born_of(ages.Span(age_then, age_then), begin, end)
    else:
        raise errors.RuleBroken(N_("Say how old the child was then."), "age_then")
    more = {"event": event, "side": side} | ({"age_then": age_then} if side == AGE_THEN else {})
    try:
        return Told(_of_a_child(born, on), EVENT, more=more)
    except errors.RuleBroken as broken:
        raise errors.RuleBroken(broken.words, "event") from None


def _age_then(age: str, said_by: str, then: PartialDate, on: datetime.date) -> Told:
    """So old on a day, in a month or in a year that lies behind."""
    said = ages.told(age, said_by, on)
    born = ages.born_of(said.span, then.earliest, min(then.latest, on))
    return Told(_of_a_child(born, on), AGE, said.estimated, {"low": said.low, "high": said.high})


def _of_a_child(born: PartialDate, on: datetime.date) -> PartialDate:
    """What is told on a day of somebody whom this house can receive: born by then, and not too long before."""
    span = ages.age_span(born, on)
    ages.of_a_child(span.low if span is not None else 0)
    life = ages.born_of(ages.Span(0, ages.OLDEST_TOLD), on, on)
    first, last = max(born.earliest, life.earliest), min(born.latest, life.latest)
    return dataclasses.replace(born, earliest=first, latest=last)
