"""Ages as they were told, the births they allow, and the bands in which children are counted."""

from __future__ import annotations

import dataclasses
import datetime
import re
from typing import Final

from transit_desk.domain import dates, datewords, errors
from transit_desk.domain.dates import PartialDate, Precision
from transit_desk.domain.months import add_months, age_on
from transit_desk.domain.text import N_, Words

OLDEST_TOLD: Final = 25
ADULT: Final = 18
_MARGIN: Final = 1  # years around an age that is only estimated

# Lowest age, key, title; in the order of every report.
BANDS: Final = (
    (0, "0_4", N_("0–4")),
    (5, "5_9", N_("5–9")),
    (10, "10_13", N_("10–13")),
    (14, "14_15", N_("14–15")),
    (16, "16_17", N_("16–17")),
    (ADULT, "18_up", N_("18 and over")),
)
UNKNOWN_BAND: Final = "unknown"
BAND_TITLES: Final = {key: title for _lowest, key, title in BANDS} | {UNKNOWN_BAND: N_("age not known")}


@dataclasses.dataclass(frozen=True)
class Span:
    """An age between two numbers of whole years."""

    low: int
    high: int

    def spoken(self) -> Words:
        if self.low == self.high:
            return Words(N_("{low}"), {"low": self.low})
        return Words(N_("{low}–{high}"), {"low": self.low, "high": self.high})


@dataclasses.dataclass(frozen=True)
class AgeTold:
    """An age as somebody told it on a day: kept as said; the margin of an estimate is added where it is used."""

    low: int
    high: int
    estimated: bool
    said_by: str  # a key of the choices `claim_source`
    on: datetime.date

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise errors.RuleBroken(N_("The lower age comes first."))
        of_a_child(self.high)

    @property
    def span(self) -> Span:
        """The ages that are meant, with the margin of an estimate."""
        margin = _MARGIN if self.estimated else 0
        return Span(max(0, self.low - margin), self.high + margin)

    def born(self) -> PartialDate:
        """The days on which a child of this age can have been born."""
        return born_of(self.span, self.on, self.on)

    def spoken(self) -> Words:
        said = Span(self.low, self.high).spoken()
        return Words(N_("about {age}"), {"age": said}) if self.estimated else said


def of_a_child(age: int) -> None:
    """Children are received here, and those who were children when they were taken."""
    if age > OLDEST_TOLD:
        raise errors.RuleBroken(
            Words(N_("This house receives children: an age above {oldest} cannot be right."), {"oldest": OLDEST_TOLD})
        )


_NUMBER: Final = re.compile(r"^(\d{1,3})$")
_RANGE: Final = re.compile(r"^(?:entre |between |from |kati ya )?(\d{1,3}) ?(?:-|a|et|to|and|ou|or|na|au) ?(\d{1,3})$")
_MONTHS: Final = re.compile(r"^(\d{1,3}) (?:mois|months?|m)$|^miezi (\d{1,3})$")
_YEARS: Final = re.compile(r"^(?:miaka |age d |age )?(.+?) ?(?:ans?|years?(?: old)?|yrs?|y|سنة|سنوات)?$")


def told(text: str, said_by: str, on: datetime.date) -> AgeTold:
    """Read an age as people write it: "14", "14-16", "≈ 15", "environ 15 ans", "8 mois"."""
    folded = datewords.fold(text)
    estimated = False
    if found := datewords.ABOUT.match(folded):
        estimated = True
        folded = datewords.fold(next(part for part in found.groups() if part is not None))
    if found := _MONTHS.match(folded):
        years = int(found[1] or found[2]) // 12
        return AgeTold(years, years, estimated, said_by, on)
    if (years_found := _YEARS.match(folded)) is not None:
        bare = years_found[1].strip()
        if found := _NUMBER.match(bare):
            return AgeTold(int(found[1]), int(found[1]), estimated, said_by, on)
        if found := _RANGE.match(bare):
            return AgeTold(int(found[1]), int(found[2]), estimated, said_by, on)
    raise errors.RuleBroken(N_("Write an age, for example 14, 14-16 or about 15."))


def born_of(span: Span, first: datetime.date, last: datetime.date) -> PartialDate:
    """The births that make one of these ages on one of the days between two."""
    earliest = _born_by(first, span.high + 1) + dates.ONE_DAY
    return PartialDate(earliest, _born_by(last, span.low), Precision.BETWEEN)


def age_span(born: PartialDate, today: datetime.date) -> Span | None:
    """The ages a child can have on a day; None where nothing useful is known."""
    if born.precision is Precision.UNKNOWN or born.earliest > today:
        return None
    youngest = age_on(min(born.latest, today), today)
    oldest = age_on(born.earliest, today)
    return Span(youngest, oldest)


def in_words(span: Span | None, *, estimated: bool = False, short: bool = False) -> Words:
    """An age as every page and paper says it: 15 years, about 15 years, 14–16 years; short where there is no room."""
    if span is None:
        return Words(N_("age?")) if short else Words(N_("age not known"))
    middle = (span.low + span.high) // 2
    if estimated and short:
        return Words(N_("≈ {age} year"), {"age": middle}, plural=N_("≈ {age} years"), count=middle)
    if estimated:
        return Words(N_("about {age} year"), {"age": middle}, plural=N_("about {age} years"), count=middle)
    if span.low == span.high or short:
        return years(span.spoken(), span.high)
    return Words(N_("{low} to {high} years"), {"low": span.low, "high": span.high})


def years(spoken: str | Words, count: int) -> Words:
    """A number of years, or a span of them that ends with `count`."""
    return Words(N_("{age} year"), {"age": spoken}, plural=N_("{age} years"), count=count)


def band_in_words(band: str) -> Words:
    """A band as it is said of one child: 14–15 years; 18 and over."""
    title = Words(BAND_TITLES[band])
    return title if band in {"18_up", UNKNOWN_BAND} else Words(N_("{band} years"), {"band": title})


def band_of(span: Span | None) -> str:
    """The band in which a child is counted: by the middle of the span, and as a child while in doubt."""
    if span is None:
        return UNKNOWN_BAND
    middle = (span.low + span.high) // 2
    if span.low < ADULT:
        middle = min(middle, ADULT - 1)
    return next(key for lowest, key, _title in reversed(BANDS) if middle >= lowest)


def _born_by(day: datetime.date, years: int) -> datetime.date:
    """The last day of birth that makes so many years on a day."""
    return add_months(day, -12 * years)
