"""What a told birth promises: every way of telling it is read, and the days kept hold every day that fits the words."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from transit_desk.domain import ages, births, errors
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.months import age_on
from transit_desk.domain.seasons import SEASONS

TODAY = datetime.date(2026, 11, 21)
ERUPTION = ("nyiragongo_2021", datetime.date(2021, 5, 1), datetime.date(2021, 5, 31))
_SAID = {"dry": "saison sèche", "short_dry": "petite saison sèche", "rainy": "saison des pluies"}


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("words", "first", "last", "told_as", "estimated"),
    [
        ("14/09/2011", "2011-09-14", "2011-09-14", "day", False),
        ("mars 2011", "2011-03-01", "2011-03-31", "month", False),
        ("2011", "2011-01-01", "2011-12-31", "year", False),
        ("vers 2009", "2008-01-01", "2010-12-31", "about", True),
        ("saison sèche 2010", "2010-06-01", "2010-08-31", "season", False),
        ("vers 2009, saison des pluies", "2008-01-01", "2010-12-31", "season", True),
        ("vers 2009, saison sèche", "2008-06-01", "2010-08-31", "season", True),
        ("2010, pendant la saison sèche", "2010-06-01", "2010-08-31", "season", False),
        ("entre 2008 et 2010", "2008-01-01", "2010-12-31", "between", False),
        ("avant 2010", "2000-11-22", "2009-12-31", "before", False),
        ("après 2010", "2011-01-01", "2026-11-21", "after", False),
        ("14", "2011-11-22", "2012-11-21", "age", False),
        ("environ 14 ans", "2010-11-22", "2013-11-21", "age", True),
        ("14-16", "2009-11-22", "2012-11-21", "age", False),
        ("9 ans en mai 2021", "2011-05-02", "2012-05-31", "age", False),
        ("9 years old in May 2021", "2011-05-02", "2012-05-31", "age", False),
        ("miaka 9 mwaka 2021", "2011-01-02", "2012-12-31", "age", False),
        ("8 mois le 1/3/2020", "2019-03-02", "2020-03-01", "age", False),
    ],
)
def test_a_birth_is_read_as_people_tell_it(words: str, first: str, last: str, told_as: str, estimated: bool) -> None:
    told = births.told(words, "mother", TODAY)

    assert (told.born.earliest, told.born.latest) == (day(first), day(last))
    assert (told.told_as, told.estimated) == (told_as, estimated)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("hier matin", "Write a date"),
        ("22/11/2026", "not come yet"),
        ("9 ans en 2031", "not come yet"),
        ("1994", "an age above 25"),
        ("20 ans en 2010", "an age above 25"),
        ("?", "choose that answer"),
    ],
)
def test_what_cannot_be_a_birth_of_a_child_here_is_refused_in_words(words: str, refusal: str) -> None:
    with pytest.raises(errors.RuleBroken, match=refusal):
        births.told(words, "mother", TODAY)


@pytest.mark.parametrize(
    ("side", "then", "first", "last"),
    [
        ("age_then", 9, "2011-05-02", "2012-05-31"),
        ("before", None, "2000-11-22", "2021-05-31"),
        ("after", None, "2021-05-01", "2026-11-21"),
    ],
)
def test_an_event_gives_the_days_of_a_birth_and_is_kept(side: str, then: int | None, first: str, last: str) -> None:
    told = births.by_event(*ERUPTION, side, then, TODAY)

    assert (told.born.earliest, told.born.latest) == (day(first), day(last))
    assert (told.parts()["event"], told.parts()["side"], told.told_as) == ("nyiragongo_2021", side, "event")
    assert told.parts().get("age_then") == then


def test_an_event_without_an_age_ahead_or_of_long_ago_is_refused_beside_its_field() -> None:
    with pytest.raises(errors.RuleBroken) as nothing:
        births.by_event(*ERUPTION, "age_then", None, TODAY)
    with pytest.raises(errors.RuleBroken) as ahead:
        births.by_event("later", day("2027-01-01"), day("2027-01-02"), "before", None, TODAY)
    with pytest.raises(errors.RuleBroken) as long_ago:
        births.by_event("refugees_1994", day("1994-07-01"), day("1994-07-31"), "age_then", 10, TODAY)

    assert (nothing.value.field, ahead.value.field, long_ago.value.field) == ("age_then", "event", "event")


BORN = st.dates(datetime.date(2003, 1, 1), TODAY)


@st.composite
def truly_told(draw: st.DrawFn) -> tuple[datetime.date, str]:
    """A day of birth, and words that are true of it."""
    born = draw(BORN)
    then = draw(st.dates(born, TODAY))
    year = born.year + draw(st.integers(-1, 1))
    seasons = [key for key, each in SEASONS.items() if each.first_month <= born.month <= each.last_month]
    season = _SAID[draw(st.sampled_from(seasons))]
    age = age_on(born, then)
    words = draw(
        st.sampled_from(
            [
                f"{born:%d/%m/%Y}", f"{born:%m/%Y}", f"{born.year}", f"vers {year}", f"about {year}",
                f"{season} {born.year}", f"{born.year}, {season}", f"vers {year}, {season}", f"{season} vers {year}",
                f"avant {born.year + 1}", f"après {born.year - 1}", f"entre {born.year} et {born.year + 2}",
                f"{born.year - 1} – {born.year}", f"{age_on(born, TODAY)}", f"~{age_on(born, TODAY)}",
                f"{age} ans le {then:%d/%m/%Y}", f"{age} ans en {then:%m/%Y}", f"{age} years in {then.year}",
            ]
        )
    )  # fmt: skip
    return born, words


@given(truly_told())
def test_the_days_kept_hold_every_day_that_fits_the_words(told: tuple[datetime.date, str]) -> None:
    born, words = told

    kept = births.told(words, "mother", TODAY)

    assert kept.born.holds(born)
    assert births.days_of(kept.parts()).holds(born)


@given(BORN, st.dates(datetime.date(2004, 1, 1), TODAY), st.integers(0, 60))
def test_the_days_kept_of_an_event_hold_every_birth_that_fits_it(
    born: datetime.date, begin: datetime.date, long: int
) -> None:
    end = begin + datetime.timedelta(days=long)
    there = min(end, TODAY)
    fitting: list[tuple[str, int | None]] = []
    if born <= there:
        fitting += [("before", None)]
        fitting += [("age_then", age_on(born, each)) for each in (begin, there) if born <= each]
    if born >= begin:
        fitting += [("after", None)]
    assume(fitting)

    for side, then in fitting:
        assert births.by_event("it", begin, end, side, then, TODAY).born.holds(born)


@given(st.dates(datetime.date(2003, 1, 1), TODAY), st.integers(0, 20))
def test_an_age_on_a_day_holds_those_births_and_no_others(on: datetime.date, years: int) -> None:
    born = ages.born_of(ages.Span(years, years), on, on)

    assert age_on(born.earliest, on) == age_on(born.latest, on) == years
    assert age_on(born.earliest - ONE_DAY, on) == years + 1
    assert born.latest == on or age_on(born.latest + ONE_DAY, on) == years - 1
