"""What a told date promises: every way of saying it, the days it can mean, and the way to text and back."""

from __future__ import annotations

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import dates, datewords, errors, months
from transit_desk.domain.dates import PartialDate, Precision
from transit_desk.domain.months import add_months, age_on
from transit_desk.domain.seasons import SEASONS

TODAY = datetime.date(2026, 11, 21)
DAYS = st.dates(min_value=datetime.date(1902, 2, 1), max_value=datetime.date(2098, 1, 1))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("typed", "earliest", "latest", "precision"),
    [
        ("14/09/2026", "2026-09-14", "2026-09-14", "day"),
        ("14-9-2026", "2026-09-14", "2026-09-14", "day"),
        ("14.09.2026", "2026-09-14", "2026-09-14", "day"),
        ("2026-09-14", "2026-09-14", "2026-09-14", "day"),
        ("١٤/٠٩/٢٠٢٦", "2026-09-14", "2026-09-14", "day"),
        ("14 sept 2026", "2026-09-14", "2026-09-14", "day"),
        ("14 sept. 2026", "2026-09-14", "2026-09-14", "day"),
        ("le 1er août 2024", "2024-08-01", "2024-08-01", "day"),
        ("September 2nd, 2024", "2024-09-02", "2024-09-02", "day"),
        ("tarehe 14 Septemba 2026", "2026-09-14", "2026-09-14", "day"),
        ("tarehe 3 mwezi wa kumi na moja 2024", "2024-11-03", "2024-11-03", "day"),
        ("١٤ سبتمبر ٢٠٢٦", "2026-09-14", "2026-09-14", "day"),
        ("29/02/2024", "2024-02-29", "2024-02-29", "day"),
        ("mars 2024", "2024-03-01", "2024-03-31", "month"),
        ("MARS 2024", "2024-03-01", "2024-03-31", "month"),
        ("03/2024", "2024-03-01", "2024-03-31", "month"),
        ("2024-03", "2024-03-01", "2024-03-31", "month"),
        ("in February 2024", "2024-02-01", "2024-02-29", "month"),
        ("au mois de juillet 2020", "2020-07-01", "2020-07-31", "month"),
        ("mwezi wa tatu 2024", "2024-03-01", "2024-03-31", "month"),
        ("mwezi 3 2024", "2024-03-01", "2024-03-31", "month"),
        ("juil 2020", "2020-07-01", "2020-07-31", "month"),
        ("2011", "2011-01-01", "2011-12-31", "year"),
        ("en 2011", "2011-01-01", "2011-12-31", "year"),
        ("mwaka wa 2011", "2011-01-01", "2011-12-31", "year"),
        ("~2008", "2007-01-01", "2009-12-31", "about"),
        ("≈ 2008", "2007-01-01", "2009-12-31", "about"),
        ("vers 2008", "2007-01-01", "2009-12-31", "about"),
        ("about 2008", "2007-01-01", "2009-12-31", "about"),
        ("2008 environ", "2007-01-01", "2009-12-31", "about"),
        ("2008?", "2007-01-01", "2009-12-31", "about"),
        ("karibu 2008", "2007-01-01", "2009-12-31", "about"),
        ("vers mars 2024", "2024-02-01", "2024-04-30", "about"),
        ("vers le 14/09/2026", "2026-09-07", "2026-09-21", "about"),
        ("avant 2010", "1900-01-01", "2009-12-31", "before"),
        ("before March 2024", "1900-01-01", "2024-02-29", "before"),
        ("kabla ya 2010", "1900-01-01", "2009-12-31", "before"),
        ("après 2010", "2011-01-01", "2100-12-31", "after"),
        ("after 14/09/2026", "2026-09-15", "2100-12-31", "after"),
        ("baada ya 2010", "2011-01-01", "2100-12-31", "after"),
        ("entre 2008 et 2010", "2008-01-01", "2010-12-31", "between"),
        ("between March 2024 and May 2024", "2024-03-01", "2024-05-31", "between"),
        ("de 2008 à 2010", "2008-01-01", "2010-12-31", "between"),
        ("kati ya 2008 na 2010", "2008-01-01", "2010-12-31", "between"),
        ("2008-2010", "2008-01-01", "2010-12-31", "between"),
        ("2008 ou 2009", "2008-01-01", "2009-12-31", "between"),
        ("saison sèche 2022", "2022-06-01", "2022-08-31", "season"),
        ("petite saison sèche de 2022", "2022-01-01", "2022-02-28", "season"),
        ("saison des pluies 2022", "2022-01-01", "2022-12-31", "season"),
        ("dry season of 2022", "2022-06-01", "2022-08-31", "season"),
        ("kiangazi 2022", "2022-06-01", "2022-08-31", "season"),
        ("vers saison sèche 2022", "2022-06-01", "2022-08-31", "season"),
        ("inconnu", "1900-01-01", "2100-12-31", "unknown"),
        ("?", "1900-01-01", "2100-12-31", "unknown"),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str, earliest: str, latest: str, precision: str) -> None:
    told = dates.parse(typed, TODAY)

    assert (told.earliest, told.latest, told.precision) == (day(earliest), day(latest), precision)
    assert told.basis == typed


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31/02/2026", "Feb 2026 has no day 31."),
        ("29 février 2025", "Feb 2025 has no day 29."),
        ("00/02/2025", "Feb 2025 has no day 0."),
        ("9/14/2026", "There is no month 14. Write day, month, year."),
        ("2026/00", "There is no month 0. Write day, month, year."),
        ("2009-21", "There is no month 21. Write day, month, year."),
        ("mwezi 13 2024", "Write a date"),
        ("1899", "The year must lie between 1900 and 2100."),
        ("14/09/2101", "The year must lie between 1900 and 2100."),
        ("avant 1900", "The first day must come before the last, between 1900 and 2100."),
        ("14/09/26", "Write the year with four digits."),
        ("14 septembre", "Write the year too."),
        ("mars", "Write the year too."),
        ("jui 2020", "Write a date"),
        ("ma 2020", "Write a date"),
        ("14 15 mars 2020", "Write a date"),
        ("quand j'étais petit mars 2020", "Write a date"),
        ("saison sèche", "Write a date"),
        ("entre 2010 et 2008", "The first date must come before the last."),
        ("", "Write a date"),
        ("<script>", "Write a date"),
        ("😀", "Write a date"),
    ],
)
def test_what_is_no_date_is_refused_in_words(typed: str, words: str) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        dates.parse(typed, TODAY)

    assert str(refused.value).startswith(words)


def test_nobody_is_born_tomorrow() -> None:
    with pytest.raises(errors.RuleBroken, match="not come yet"):
        dates.parse("22/11/2026", TODAY, born=True)


@pytest.mark.parametrize("typed", ["21/11/2026", "novembre 2026", "2026", "après 2010", "inconnu"])
def test_a_birth_that_may_lie_behind_us_is_taken(typed: str) -> None:
    assert dates.parse(typed, TODAY, born=True).earliest <= TODAY


def test_a_day_to_come_is_taken_where_no_birth_is_meant() -> None:
    assert dates.parse("01/01/2027", TODAY).earliest == day("2027-01-01")


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused_and_nothing_else(typed: str) -> None:
    with contextlib.suppress(errors.RuleBroken):  # anything else raised fails the test
        told = dates.parse(typed, TODAY)

        assert told.earliest <= told.latest


@pytest.mark.parametrize(
    ("typed", "text", "spoken"),
    [
        ("14/09/2026", "2026-09-14", "14 Sep 2026"),
        ("mars 2024", "2024-03", "Mar 2024"),
        ("2011", "2011", "2011"),
        ("~2008", "2008~", "about 2008"),
        ("vers janvier 2008", "2008-01~", "about Jan 2008"),
        ("vers le 8/01/2008", "2008-01-08~", "about 8 Jan 2008"),
        ("avant 2010", "../2009-12-31", "before 2010"),
        ("avant mars 2010", "../2010-02-28", "before Mar 2010"),
        ("avant le 3/4/2010", "../2010-04-02", "before 3 Apr 2010"),
        ("après 2010", "2011-01-01/..", "after 2010"),
        ("après mars 2010", "2010-04-01/..", "after Mar 2010"),
        ("après le 3/4/2010", "2010-04-04/..", "after 3 Apr 2010"),
        ("entre 2008 et 2010", "2008/2010", "between 2008 and 2010"),
        ("entre mars 2008 et 2010", "2008-03/2010-12", "between Mar 2008 and Dec 2010"),
        ("entre le 3/4/2008 et 2010", "2008-04-03/2010-12-31", "between 3 Apr 2008 and 31 Dec 2010"),
        ("saison sèche 2022", "2022-06~/2022-08~", "dry season 2022"),
        ("saison des pluies 2022", "2022-01~/2022-12~", "rainy season 2022"),
        ("vers 2009, saison des pluies", "2008-01~/2010-12~", "about 2009, rainy season"),
        ("saison sèche vers 2009", "2008-06~/2010-08~", "about 2009, dry season"),
        ("2009, pendant la petite saison sèche", "2009-01~/2009-02~", "short dry season 2009"),
        ("avant 2009, saison sèche", "../2009-05-31", "before Jun 2009"),
        ("inconnu", "XXXX", "not known"),
    ],
)
def test_a_date_goes_to_text_and_to_words_and_back(typed: str, text: str, spoken: str) -> None:
    told = dates.parse(typed, TODAY)

    assert told.edtf() == text
    assert dates.from_edtf(text, basis=typed) == told
    assert str(told.spoken()) == spoken


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("1985-04-XX", "1985-04-01", "1985-04-30"),
        ("1985-XX-XX", "1985-01-01", "1985-12-31"),
        ("2009-05?", "2009-04-01", "2009-06-30"),
        ("2008%", "2007-01-01", "2009-12-31"),
        ("/2010", "1900-01-01", "2010-12-31"),
        ("2010/", "2010-01-01", "2100-12-31"),
        ("2022-03~/2022-05~", "2022-03-01", "2022-05-31"),
    ],
)
def test_the_text_of_other_programs_is_read(text: str, earliest: str, latest: str) -> None:
    told = dates.from_edtf(text)

    assert (told.earliest, told.latest) == (day(earliest), day(latest))


@pytest.mark.parametrize("text", ["", "X", "2009-21", "2026-02-31", "2026-02-03-04", "abc", "99999", "1850", "-0500"])
def test_text_that_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(errors.RuleBroken):
        dates.from_edtf(text)


def test_a_season_of_elsewhere_is_said_by_its_months() -> None:
    assert str(dates.from_edtf("2022-03~/2022-05~").spoken()) == "a season between Mar 2022 and May 2022"


def test_a_season_of_one_of_several_years_is_said_with_its_years() -> None:
    assert str(dates.from_edtf("2019-06~/2022-08~").spoken()) == "dry season, 2019 to 2022"


def test_about_at_the_edge_of_time_stays_what_it_is() -> None:
    assert dates.about(dates.in_year(1900)).precision is Precision.YEAR
    assert dates.about(dates.in_year(2100)).precision is Precision.YEAR


def test_open_ends_at_the_edge_of_time_can_be_said() -> None:
    everything_before = PartialDate(dates.FIRST, dates.LAST, Precision.BEFORE)
    everything_after = PartialDate(dates.FIRST, dates.LAST, Precision.AFTER)

    assert str(everything_before.spoken()) == "before 31 Dec 2100"
    assert str(everything_after.spoken()) == "after 1 Jan 1900"


def a_date() -> st.SearchStrategy[PartialDate]:
    pairs = st.tuples(DAYS, DAYS).map(sorted)
    plain = st.one_of(
        DAYS.map(dates.exactly),
        DAYS.map(lambda d: dates.in_month(d.year, d.month)),
        DAYS.map(lambda d: dates.in_year(d.year)),
    )
    return st.one_of(
        plain,
        plain.map(dates.about),
        plain.map(dates.before),
        plain.map(dates.after),
        st.tuples(st.sampled_from(sorted(SEASONS)), DAYS).map(lambda s: dates.in_season(s[0], s[1].year)),
        st.tuples(st.sampled_from(sorted(SEASONS)), DAYS).map(
            lambda s: dates.in_season(s[0], s[1].year, s[1].year + 2)
        ),
        pairs.map(lambda p: PartialDate(p[0], p[1], Precision.BETWEEN)),
        st.just(dates.UNKNOWN),
    )


@given(a_date())
def test_every_date_survives_the_way_to_text_and_back(told: PartialDate) -> None:
    assert dates.from_edtf(told.edtf()) == told


@given(a_date())
def test_every_date_can_be_said(told: PartialDate) -> None:
    assert str(told.spoken())


@given(a_date(), a_date(), DAYS)
def test_what_is_narrowed_holds_exactly_the_days_of_both(
    one: PartialDate, other: PartialDate, on: datetime.date
) -> None:
    both = one.narrowed(other)

    assert (both is not None) == one.meets(other) == other.meets(one)
    assert (both is not None and both.holds(on)) == (one.holds(on) and other.holds(on))


@given(a_date(), a_date())
def test_narrowing_does_not_depend_on_the_order(one: PartialDate, other: PartialDate) -> None:
    first, second = one.narrowed(other), other.narrowed(one)

    assert (first is None) == (second is None)
    if first is not None and second is not None:
        assert (first.earliest, first.latest) == (second.earliest, second.latest)


def test_two_spans_that_share_one_day_name_that_day() -> None:
    shared = dates.between(dates.in_year(2008), dates.exactly(day("2010-03-01"))).narrowed(
        dates.between(dates.exactly(day("2010-03-01")), dates.in_year(2012))
    )

    assert shared is not None
    assert shared.precision is Precision.DAY


@given(DAYS, st.integers(-400, 400))
def test_a_month_later_never_falls_into_the_month_after(start: datetime.date, count: int) -> None:
    later = add_months(start, count)

    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == count
    assert later.day <= start.day
    assert later.day == start.day or later == months.month_end(later.year, later.month)


def test_the_end_of_january_plus_a_month_is_the_end_of_february() -> None:
    assert add_months(day("2024-01-31"), 1) == day("2024-02-29")
    assert add_months(day("2026-01-31"), 1) == day("2026-02-28")
    assert add_months(day("2026-12-31"), 2) == day("2027-02-28")


@given(DAYS, st.integers(0, 30))
def test_a_birthday_makes_one_year_older_and_the_day_before_does_not(born: datetime.date, years: int) -> None:
    birthday = add_months(born, 12 * years)
    if (birthday.month, birthday.day) != (born.month, born.day):
        birthday += dates.ONE_DAY

    assert age_on(born, birthday) == years
    assert age_on(born, birthday - dates.ONE_DAY) == years - 1


def test_months_are_never_guessed() -> None:
    assert datewords.month_of("jui") is None
    assert datewords.month_of("j") is None
    assert datewords.month_of("sep") == datewords.month_of("sept") == 9
