"""What an age promises: kept as said, turned into births and back without losing a day, in doubt a child."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transit_desk.domain import ages, dates, errors
from transit_desk.domain.ages import AgeTold, Span
from transit_desk.domain.months import age_on

TODAY = datetime.date(2026, 11, 21)
DAYS = st.dates(min_value=datetime.date(1980, 1, 1), max_value=datetime.date(2060, 12, 31))


@pytest.mark.parametrize(
    ("typed", "low", "high", "estimated"),
    [
        ("14", 14, 14, False),
        ("14 ans", 14, 14, False),
        ("14 years old", 14, 14, False),
        ("miaka 14", 14, 14, False),
        ("١٤", 14, 14, False),
        ("≈ 15", 15, 15, True),
        ("≈15", 15, 15, True),
        ("~15", 15, 15, True),
        ("environ 15 ans", 15, 15, True),
        ("about 15", 15, 15, True),
        ("15 ?", 15, 15, True),
        ("karibu miaka 15", 15, 15, True),
        ("14-16", 14, 16, False),
        ("14 – 16 ans", 14, 16, False),
        ("entre 14 et 16 ans", 14, 16, False),
        ("14 à 16", 14, 16, False),
        ("vers 14-16", 14, 16, True),
        ("8 mois", 0, 0, False),
        ("miezi 18", 1, 1, False),
        ("0", 0, 0, False),
        ("25", 25, 25, False),
    ],
)
def test_an_age_is_read_as_people_write_it(typed: str, low: int, high: int, estimated: bool) -> None:
    assert ages.told(typed, "child", TODAY) == AgeTold(low, high, estimated, "child", TODAY)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("26", "This house receives children"),
        ("14-30", "This house receives children"),
        ("999", "This house receives children"),
        ("16-14", "The lower age comes first."),
        ("-3", "Write an age"),
        ("1414", "Write an age"),
        ("", "Write an age"),
        ("~", "Write an age"),
        ("grand", "Write an age"),
        ("14.5.6", "Write an age"),
    ],
)
def test_what_is_no_age_is_refused_in_words(typed: str, words: str) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        ages.told(typed, "child", TODAY)

    assert str(refused.value).startswith(words)


@pytest.mark.parametrize(
    ("typed", "spoken"), [("14", "14"), ("14-16", "14–16"), ("~15", "about 15"), ("vers 14-16", "about 14–16")]
)
def test_an_age_is_said_again_as_it_was_told(typed: str, spoken: str) -> None:
    assert str(ages.told(typed, "child", TODAY).spoken()) == spoken


def test_fourteen_told_today_allows_one_year_of_births() -> None:
    born = ages.told("14", "child", TODAY).born()

    assert (born.earliest, born.latest) == (datetime.date(2011, 11, 22), datetime.date(2012, 11, 21))


def test_an_estimate_allows_a_year_more_on_either_side() -> None:
    assert ages.told("~15", "child", TODAY).span == Span(14, 16)
    assert ages.told("~0", "child", TODAY).span == Span(0, 1)


@example(on=datetime.date(2024, 2, 29), born=datetime.date(2009, 2, 28), one=14, other=15, estimated=False)
@example(on=datetime.date(2024, 2, 29), born=datetime.date(2009, 3, 1), one=14, other=15, estimated=False)
@example(on=datetime.date(2026, 2, 28), born=datetime.date(2012, 2, 29), one=13, other=14, estimated=False)
@example(on=datetime.date(2026, 3, 1), born=datetime.date(2012, 2, 29), one=13, other=14, estimated=False)
@given(on=DAYS, born=DAYS, one=st.integers(0, 25), other=st.integers(0, 25), estimated=st.booleans())
def test_a_birth_is_allowed_exactly_where_the_age_fits(
    on: datetime.date, born: datetime.date, one: int, other: int, estimated: bool
) -> None:
    age = AgeTold(min(one, other), max(one, other), estimated, "child", on)

    assert age.born().holds(born) == (age.span.low <= age_on(born, on) <= age.span.high)


@given(DAYS, st.integers(0, 25), st.integers(0, 25))
def test_an_age_comes_back_from_its_births(on: datetime.date, one: int, other: int) -> None:
    age = AgeTold(min(one, other), max(one, other), estimated=False, said_by="child", on=on)

    assert ages.age_span(age.born(), on) == age.span


@given(DAYS, st.integers(0, 25), st.integers(0, 9000))
def test_a_child_only_grows_older(on: datetime.date, years: int, wait: int) -> None:
    born = AgeTold(years, years, estimated=True, said_by="child", on=on).born()

    now, later = ages.age_span(born, on), ages.age_span(born, on + datetime.timedelta(days=wait))

    assert now is not None
    assert later is not None
    assert later.low >= now.low
    assert later.high >= now.high


def test_nothing_known_is_no_age() -> None:
    assert ages.age_span(dates.UNKNOWN, TODAY) is None
    assert ages.band_of(None) == "unknown"


def test_a_birth_that_lies_ahead_has_no_age() -> None:
    assert ages.age_span(dates.exactly(datetime.date(2027, 1, 1)), TODAY) is None


def test_a_birth_within_this_year_is_counted_until_today() -> None:
    assert ages.age_span(dates.in_year(2026), TODAY) == Span(0, 0)


@pytest.mark.parametrize(
    ("low", "high", "band"),
    [
        (0, 0, "0_4"), (4, 4, "0_4"), (5, 5, "5_9"), (9, 9, "5_9"), (10, 10, "10_13"), (13, 13, "10_13"),
        (14, 14, "14_15"), (15, 15, "14_15"), (16, 16, "16_17"), (17, 17, "16_17"), (18, 18, "18_up"),
        (14, 16, "14_15"), (17, 19, "16_17"), (16, 25, "16_17"), (18, 20, "18_up"),
    ],
)  # fmt: skip
def test_a_child_is_counted_in_one_band(low: int, high: int, band: str) -> None:
    assert ages.band_of(Span(low, high)) == band
    assert band in ages.BAND_TITLES


@pytest.mark.parametrize(
    ("span", "estimated", "short", "words"),
    [
        (ages.Span(1, 1), False, False, "1 year"), (ages.Span(1, 1), True, False, "about 1 year"),
        (ages.Span(1, 1), True, True, "≈ 1 year"), (ages.Span(0, 0), False, False, "0 years"),
        (ages.Span(0, 1), False, False, "0 to 1 years"), (ages.Span(15, 15), False, False, "15 years"),
        (ages.Span(14, 16), True, False, "about 15 years"), (None, False, True, "age?"),
        (None, True, False, "age not known"),
    ],
)  # fmt: skip
def test_an_age_is_said_of_one_year_and_of_many(
    span: ages.Span | None, estimated: bool, short: bool, words: str
) -> None:
    assert str(ages.in_words(span, estimated=estimated, short=short)) == words


@pytest.mark.parametrize(("band", "words"), [("14_15", "14–15 years"), ("18_up", "18 and over"), ("unknown", "")])
def test_a_band_is_said_of_one_child(band: str, words: str) -> None:
    assert words in str(ages.band_in_words(band if band != "unknown" else ages.UNKNOWN_BAND))
