"""Dates of uncertain children: what was said, and the first and last day it can mean."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import re
from typing import Final

from transit_desk.domain import datewords, errors
from transit_desk.domain.months import add_months, month_end
from transit_desk.domain.seasons import SEASONS
from transit_desk.domain.text import N_, Words

FIRST: Final = datetime.date(1900, 1, 1)  # nothing here is older …
LAST: Final = datetime.date(2100, 12, 31)  # … or later; an open end is one of these two
ONE_DAY: Final = datetime.timedelta(days=1)
DECEMBER: Final = 12

MONTHS: Final = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


class Precision(enum.StrEnum):
    """How exactly a date was told."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    ABOUT = "about"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"
    UNKNOWN = "unknown"


@dataclasses.dataclass(frozen=True)
class PartialDate:
    """A date as it was told: the days it can mean, how exactly it was told, and in which words."""

    earliest: datetime.date
    latest: datetime.date
    precision: Precision
    basis: str = ""  # the words that were typed or said

    def __post_init__(self) -> None:
        if not FIRST <= self.earliest <= self.latest <= LAST:
            raise errors.RuleBroken(N_("The first day must come before the last, between 1900 and 2100."))

    def holds(self, day: datetime.date) -> bool:
        """Whether the date can mean this day."""
        return self.earliest <= day <= self.latest

    def meets(self, other: PartialDate) -> bool:
        """Whether the two can mean one and the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def narrowed(self, other: PartialDate) -> PartialDate | None:
        """The days that fit both; None where they contradict each other."""
        if not self.meets(other):
            return None
        earliest, latest = max(self.earliest, other.earliest), min(self.latest, other.latest)
        for whole in (self, other):
            if (whole.earliest, whole.latest) == (earliest, latest):
                return whole
        return PartialDate(earliest, latest, Precision.DAY if earliest == latest else Precision.BETWEEN)

    def edtf(self) -> str:
        """The date as EDTF level-1 text, as it is kept and as it travels."""
        shape = _shape(self.earliest, self.latest)
        match self.precision:
            case Precision.UNKNOWN:
                return "XXXX"
            case Precision.BEFORE:
                return f"../{self.latest.isoformat()}"
            case Precision.AFTER:
                return f"{self.earliest.isoformat()}/.."
            case Precision.ABOUT:
                return f"{_middle(self)}~"
            case Precision.SEASON:
                # EDTF's own seasons are those of Europe; an approximate pair of months says what is meant here.
                return f"{self.earliest:%Y-%m}~/{self.latest:%Y-%m}~"
            case Precision.BETWEEN:
                return f"{_written(self.earliest, shape)}/{_written(self.latest, shape)}"
            case _:
                return _written(self.earliest, self.precision)

    def spoken(self) -> Words:
        """The date in words, as short as it may be."""
        match self.precision:
            case Precision.UNKNOWN:
                return Words(N_("not known"))
            case Precision.BEFORE:
                after = min(self.latest, LAST - ONE_DAY) + ONE_DAY
                return Words(N_("before {date}"), {"date": _say(after, _start(after))})
            case Precision.AFTER:
                before = max(self.earliest, FIRST + ONE_DAY) - ONE_DAY
                return Words(N_("after {date}"), {"date": _say(before, _end(before))})
            case Precision.ABOUT:
                told = from_edtf(_middle(self))
                return Words(N_("about {date}"), {"date": told.spoken()})
            case Precision.SEASON:
                return _say_season(self)
            case Precision.BETWEEN:
                shape = _shape(self.earliest, self.latest)
                ends = {"first": _say(self.earliest, shape), "last": _say(self.latest, shape)}
                return Words(N_("between {first} and {last}"), ends)
            case _:
                return _say(self.earliest, self.precision)


_ABOUT_YEARS: Final = 2  # between the first and the last year of *about*
UNKNOWN: Final = PartialDate(FIRST, LAST, Precision.UNKNOWN)


def say_day(day: datetime.date) -> Words:
    """A day, short and never to be misread: 21 Nov 2026."""
    return Words(
        N_("{day} {month} {year}"), {"day": numbered(day), "month": Words(MONTHS[day.month - 1]), "year": day.year}
    )


def numbered(day: datetime.date) -> Words | int:
    """The number of a day in its month, to be said: French writes the first, and it alone, 1er."""
    return Words(N_("1")) if day.day == 1 else day.day


def say_month(day: datetime.date) -> Words:
    """A month and its year: Nov 2026."""
    return Words(N_("{month} {year}"), {"month": Words(MONTHS[day.month - 1]), "year": day.year})


def exactly(day: datetime.date, basis: str = "") -> PartialDate:
    """One day."""
    return PartialDate(day, day, Precision.DAY, basis)


def in_month(year: int, month: int, basis: str = "") -> PartialDate:
    """One month."""
    return PartialDate(datetime.date(year, month, 1), month_end(year, month), Precision.MONTH, basis)


def in_year(year: int, basis: str = "") -> PartialDate:
    """One year."""
    return PartialDate(datetime.date(year, 1, 1), datetime.date(year, 12, 31), Precision.YEAR, basis)


def in_season(season: str, year: int, until: int | None = None, basis: str = "") -> PartialDate:
    """One season of a year, or of one of several years."""
    months = SEASONS[season]
    first = datetime.date(year, months.first_month, 1)
    return PartialDate(first, month_end(until or year, months.last_month), Precision.SEASON, basis)


def about(told: PartialDate, basis: str = "") -> PartialDate:
    """A day give or take a week, a month give or take a month, a year give or take a year."""
    match told.precision:
        case Precision.DAY:
            earliest, latest = told.earliest - datetime.timedelta(days=7), told.latest + datetime.timedelta(days=7)
        case Precision.MONTH:
            earliest = add_months(told.earliest, -1)
            after = add_months(told.earliest, 1)
            latest = month_end(after.year, after.month)
        case Precision.YEAR:
            earliest = datetime.date(told.earliest.year - 1, 1, 1)
            latest = datetime.date(told.latest.year + 1, 12, 31)
        case _:
            return told  # a season or a span is already about
    if earliest < FIRST or latest > LAST:
        return told
    return PartialDate(earliest, latest, Precision.ABOUT, basis)


def before(told: PartialDate, basis: str = "") -> PartialDate:
    """Any day before the first that was meant."""
    return PartialDate(FIRST, told.earliest - ONE_DAY, Precision.BEFORE, basis)


def after(told: PartialDate, basis: str = "") -> PartialDate:
    """Any day after the last that was meant."""
    return PartialDate(told.latest + ONE_DAY, LAST, Precision.AFTER, basis)


def between(first: PartialDate, last: PartialDate, basis: str = "") -> PartialDate:
    """From the first day of the one to the last day of the other."""
    if first.earliest > last.latest:
        raise errors.RuleBroken(N_("The first date must come before the last."))
    return PartialDate(first.earliest, last.latest, Precision.BETWEEN, basis)


def from_edtf(text: str, basis: str = "") -> PartialDate:
    """Read kept EDTF level-1 text; text of another program may use more forms than ours writes."""
    try:
        told = _read_edtf(text.strip())
    except (ValueError, OverflowError):
        raise errors.RuleBroken(Words(N_("This date cannot be read: {text}"), {"text": text[:40]})) from None
    return dataclasses.replace(told, basis=basis)


_NOT_A_DATE: Final = N_("Write a date, for example 14/09/2026, March 2024 or about 2008.")
_YEAR: Final = re.compile(r"^(\d{4})$")
_DAY_FIRST: Final = re.compile(r"^(\d{1,2})[/ -](\d{1,2})[/ -](\d{4})$")
_YEAR_FIRST: Final = re.compile(r"^(\d{4})[/ -](\d{1,2})[/ -](\d{1,2})$")
_MONTH_YEAR: Final = re.compile(r"^(\d{1,2})[/ -](\d{4})$")
_YEAR_MONTH: Final = re.compile(r"^(\d{4})[/ -](\d{1,2})$")
_SHORT_YEAR: Final = re.compile(r"^\d{1,2}[/ -]\S+[/ -]\d{2}$")


def parse(text: str, today: datetime.date, *, born: bool = False) -> PartialDate:
    """Read a date as people write it; what was typed stays beside it as its basis.

    `born` refuses what lies ahead: nobody in this house is born tomorrow.
    """
    folded = datewords.fold(text)
    told = UNKNOWN if datewords.is_unknown(folded) else _parse(folded)
    if born and told.earliest > today:
        raise errors.RuleBroken(N_("This day has not come yet."))
    return dataclasses.replace(told, basis=" ".join(text.split()))


def _parse(folded: str) -> PartialDate:
    if told := _parse_season(folded):
        return told
    for pattern, make in ((datewords.ABOUT, about), (datewords.BEFORE, before), (datewords.AFTER, after)):
        if found := pattern.match(folded):
            return make(_parse_rest(found))
    if found := datewords.BETWEEN.match(folded):
        first, last = (part for part in found.groups() if part is not None)
        return between(_parse(datewords.fold(first)), _parse(datewords.fold(last)))
    return _parse_numbers(folded) or _parse_words(folded)


def _parse_season(folded: str) -> PartialDate | None:
    """A season before or after its year; the year itself may be about."""
    found = datewords.season_of(folded)
    if found is None:
        return None
    season, said = found
    if _YEAR.match(said):
        return in_season(season, _year(said))
    inner = datewords.ABOUT.match(said)
    years = _parse_rest(inner) if inner else None
    if years is None or years.precision is not Precision.YEAR:
        return None
    years = about(years)
    return in_season(season, years.earliest.year, years.latest.year)


def _parse_rest(found: re.Match[str]) -> PartialDate:
    return _parse(datewords.fold(next(part for part in found.groups() if part is not None)))


def _parse_numbers(folded: str) -> PartialDate | None:
    if _YEAR.match(folded):
        return in_year(_year(folded))
    if found := _DAY_FIRST.match(folded):
        return exactly(_day(found[3], found[2], found[1]))
    if found := _YEAR_FIRST.match(folded):
        return exactly(_day(found[1], found[2], found[3]))
    if found := _MONTH_YEAR.match(folded):
        return in_month(_year(found[2]), _month(found[1]))
    if found := _YEAR_MONTH.match(folded):
        return in_month(_year(found[1]), _month(found[2]))
    return None


def _parse_words(folded: str) -> PartialDate:
    """Read "14 sept 2026", "mars 2024", "September 14 2026": a month by its name, the rest by place."""
    words = re.split(r"[ /-]+", folded)
    months = [month for word in words if (month := datewords.month_of(word)) is not None]
    others = [word for word in words if datewords.month_of(word) is None]
    if len(months) == 1:
        match others:
            case [year] if _YEAR.match(year):
                return in_month(_year(year), months[0])
            case [number, year] if _YEAR.match(year) and (day := datewords.day_of(number)) is not None:
                return exactly(_day(year, str(months[0]), str(day)))
            case [] | [_]:
                raise errors.RuleBroken(N_("Write the year too."))
    if _SHORT_YEAR.match(folded):
        raise errors.RuleBroken(N_("Write the year with four digits."))
    raise errors.RuleBroken(_NOT_A_DATE)


def _year(text: str) -> int:
    if not FIRST.year <= int(text) <= LAST.year:
        raise errors.RuleBroken(N_("The year must lie between 1900 and 2100."))
    return int(text)


def _month(text: str) -> int:
    if not 1 <= int(text) <= DECEMBER:
        raise errors.RuleBroken(Words(N_("There is no month {month}. Write day, month, year."), {"month": int(text)}))
    return int(text)


def _day(year: str, month: str, day: str) -> datetime.date:
    first = datetime.date(_year(year), _month(month), 1)
    if not 1 <= int(day) <= month_end(first.year, first.month).day:
        raise errors.RuleBroken(Words(N_("{month} has no day {day}."), {"month": say_month(first), "day": int(day)}))
    return first.replace(day=int(day))


def _start(day: datetime.date) -> Precision:
    if day.day != 1:
        return Precision.DAY
    return Precision.YEAR if day.month == 1 else Precision.MONTH


def _end(day: datetime.date) -> Precision:
    if day != month_end(day.year, day.month):
        return Precision.DAY
    return Precision.YEAR if day.month == DECEMBER else Precision.MONTH


_FINER: Final = (Precision.DAY, Precision.MONTH, Precision.YEAR)


def _shape(earliest: datetime.date, latest: datetime.date) -> Precision:
    """The coarsest unit in which both ends can be written without losing a day."""
    return min(_start(earliest), _end(latest), key=_FINER.index)


def _written(day: datetime.date, shape: Precision) -> str:
    if shape is Precision.YEAR:
        return f"{day.year:04}"
    return day.isoformat() if shape is Precision.DAY else f"{day.year:04}-{day.month:02}"


def _say(day: datetime.date, shape: Precision) -> Words:
    if shape is Precision.YEAR:
        return Words(N_("{year}"), {"year": day.year})
    return say_day(day) if shape is Precision.DAY else say_month(day)


def _say_season(date: PartialDate) -> Words:
    years = date.latest.year - date.earliest.year
    for season in SEASONS.values():
        if (season.first_month, season.last_month) == (date.earliest.month, date.latest.month):
            if years == 0:
                return Words(season.said, {"year": date.earliest.year})
            if years == _ABOUT_YEARS:
                return Words(season.said_about, {"year": date.earliest.year + 1})
            return Words(season.said_between, {"first": date.earliest.year, "last": date.latest.year})
    ends = {"first": say_month(date.earliest), "last": say_month(date.latest)}
    return Words(N_("a season between {first} and {last}"), ends)


def _middle(date: PartialDate) -> str:
    """What stood behind *about*, found back from the margin that `about` gave it."""
    shape = _shape(date.earliest, date.latest)
    middle = date.earliest + (date.latest - date.earliest) / 2
    return _written(middle, shape)


def _read_edtf(text: str) -> PartialDate:
    if text == "XXXX":
        return UNKNOWN
    first, slash, last = text.partition("/")
    if not slash:
        told = _read_one(first)
        return about(told) if first[-1:] in tuple("~?%") else told
    if first in ("..", ""):
        return PartialDate(FIRST, _read_one(last).latest, Precision.BEFORE)
    if last in ("..", ""):
        return PartialDate(_read_one(first).earliest, LAST, Precision.AFTER)
    whole = between(_read_one(first), _read_one(last))
    if first.endswith("~") and last.endswith("~"):
        return dataclasses.replace(whole, precision=Precision.SEASON)
    return whole


def _read_one(text: str) -> PartialDate:
    bare = text.rstrip("~?%")
    if bare.endswith("-XX"):
        return _read_one(bare.removesuffix("-XX"))
    if bare.endswith("X"):
        known = bare.rstrip("X")
        missing = len(bare) - len(known)
        low, high = int(known) * 10**missing, (int(known) + 1) * 10**missing - 1
        return between(in_year(low), in_year(high))
    parts = [int(part) for part in bare.split("-")]
    match parts:
        case [year]:
            return in_year(year)
        case [year, month]:
            return in_month(year, month)
        case [year, month, day]:
            return exactly(datetime.date(year, month, day))
        case _:
            raise ValueError
