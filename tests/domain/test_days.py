"""A day as people say it, and when its year is left out."""

from __future__ import annotations

import datetime

import pytest

from transit_desk.domain import days

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
