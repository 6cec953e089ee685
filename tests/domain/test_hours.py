"""What reading an hour promises: as people write it, and never a minute that no day has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import hours


@pytest.mark.parametrize(
    ("words", "minute"),
    [("7", 420), ("07:00", 420), ("7h", 420), ("14h30", 870), ("14.30", 870), (" 23:59 ", 1439), ("0:00", 0)],
)
def test_an_hour_is_read_as_people_write_it(words: str, minute: int) -> None:
    assert hours.read(words) == minute


@pytest.mark.parametrize("words", ["", "24", "24:00", "7:60", "7:5", "-1", "sept", "7 19", None])
def test_what_no_day_has_is_no_hour(words: str | None) -> None:
    assert hours.read(words) is None


@given(st.integers(0, hours.DAY - 1))
def test_what_is_written_is_read_back(minute: int) -> None:
    assert hours.read(hours.written(minute)) == minute
