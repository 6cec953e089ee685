"""What the clock promises: exact instants, the office's own day, and no time without a zone."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk import clock

EVENING = datetime.datetime(2026, 11, 21, 21, 30, tzinfo=datetime.UTC)


def test_the_machine_s_clock_is_aware_and_in_utc() -> None:
    now = clock.Clock().now()

    assert now.utcoffset() == datetime.timedelta(0)


def test_micros_are_the_same_instant_as_now() -> None:
    frozen = clock.FrozenClock(EVENING)

    assert clock.to_instant(frozen.micros()) == frozen.now()


def test_the_monotonic_clock_never_goes_back() -> None:
    watch = clock.Clock()

    first = watch.monotonic()
    second = watch.monotonic()

    assert second >= first


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="this system has no clock that counts sleep")
def test_sleep_counts_where_the_system_can_count_it() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)

    read = clock.Clock().monotonic()

    assert before <= read <= time.clock_gettime(time.CLOCK_BOOTTIME)


def test_without_such_a_clock_the_plain_monotonic_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_BOOTTIME", None)
    before = time.monotonic()

    read = clock.Clock().monotonic()

    assert before <= read <= time.monotonic()


def test_a_shifted_clock_begins_at_its_hour_and_runs_on() -> None:
    shifted = clock.ShiftedClock.beginning(EVENING)

    first, second = shifted.now(), shifted.now()

    assert EVENING <= first <= second < EVENING + datetime.timedelta(minutes=5)


def test_a_frozen_clock_stands_still_until_time_passes() -> None:
    frozen = clock.FrozenClock(EVENING)

    stood = frozen.now()
    frozen.pass_(days=1, hours=2, minutes=3, seconds=4)

    assert stood == EVENING
    assert frozen.now() == EVENING + datetime.timedelta(days=1, hours=2, minutes=3, seconds=4)
    assert frozen.monotonic() == pytest.approx(93_784)


def test_a_clock_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        clock.FrozenClock(datetime.datetime(2026, 11, 21))  # noqa: DTZ001


def test_half_past_eleven_at_night_in_bukavu_is_still_the_same_day() -> None:
    assert clock.FrozenClock(EVENING).today("Africa/Lubumbashi") == datetime.date(2026, 11, 21)


def test_a_night_belongs_to_the_evening_it_began_on_until_the_hour_it_ends() -> None:
    frozen = clock.FrozenClock(datetime.datetime(2026, 11, 22, 3, 59, tzinfo=datetime.UTC))  # 05:59 in Bukavu

    before = frozen.today("Africa/Lubumbashi", night_ends_hour=6)
    frozen.pass_(minutes=1)
    after = frozen.today("Africa/Lubumbashi", night_ends_hour=6)

    assert (before, after) == (datetime.date(2026, 11, 21), datetime.date(2026, 11, 22))


@given(st.integers(min_value=-2_000_000_000_000_000, max_value=4_000_000_000_000_000))
def test_no_microsecond_is_lost_on_the_way_to_an_instant_and_back(micros: int) -> None:
    assert clock.to_micros(clock.to_instant(micros)) == micros


@given(
    st.integers(min_value=0, max_value=4_000_000_000_000_000),
    st.integers(min_value=0, max_value=86_400_000_000),
    st.integers(min_value=0, max_value=12),
)
def test_a_later_instant_never_has_an_earlier_day(micros: int, step: int, hour: int) -> None:
    first = clock.day_of(micros, "Africa/Lubumbashi", hour)
    second = clock.day_of(micros + step, "Africa/Lubumbashi", hour)

    assert first <= second


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2090, 12, 31)), st.integers(min_value=0, max_value=12))
def test_a_day_begins_with_its_first_instant(day: datetime.date, hour: int) -> None:
    begin = clock.begin_of(day, "Africa/Lubumbashi", hour)

    assert clock.day_of(begin, "Africa/Lubumbashi", hour) == day
    assert clock.day_of(begin - 1, "Africa/Lubumbashi", hour) == day - datetime.timedelta(1)
