"""A day as people say it, and when its year is left out."""

from __future__ import annotations

import datetime

import pytest

from transit_desk import languages
from transit_desk.domain import dates, days, text

TODAY = datetime.date(2026, 11, 21)


@pytest.mark.parametrize(("after", "said"), [(0, "21 Nov"), (-180, "25 May"), (181, "21 May 2027")])
def test_a_day_of_these_months_is_said_without_its_year(after: int, said: str) -> None:
    assert str(days.near(TODAY + datetime.timedelta(days=after), TODAY)) == said


def test_what_happened_of_late_is_said_as_people_do() -> None:
    assert str(days.of_late(TODAY, TODAY)) == "today"
    assert str(days.of_late(datetime.date(2026, 11, 20), TODAY)) == "yesterday"
    assert str(days.of_late(datetime.date(2026, 11, 2), TODAY)) == "2 Nov"
    assert str(days.of_late(datetime.date(2024, 2, 3), TODAY)) == "3 Feb 2024"


def test_a_day_in_full_names_its_weekday_and_its_hour() -> None:
    assert str(days.in_full(TODAY, "18:04")) == "Saturday 21 November 2026 · 18:04"


def test_french_says_the_first_of_a_month_otherwise_than_the_other_days() -> None:
    first, second = datetime.date(2026, 9, 1), datetime.date(2026, 9, 2)
    assert str(days.near(first, TODAY)) == "1 Sep"
    with text.speak(languages.catalogue("fr")):
        assert [str(dates.say_day(day)) for day in (first, second)] == ["1er sept. 2026", "2 sept. 2026"]
        assert str(days.near(first, TODAY)) == "1er sept."
        assert str(days.in_full(first, "18:04")) == "mardi 1er septembre 2026 · 18:04"


def test_an_hour_of_the_night_stands_on_the_day_of_the_wall_calendar() -> None:
    """The office's day lasts until the night ends; what is written as 01:30 happened on the day that had begun."""
    assert (
        str(days.hour(datetime.datetime(2026, 11, 22, 1, 30, tzinfo=datetime.UTC), datetime.date(2026, 11, 21)))
        == "22 Nov, 01:30"
    )
