"""The census, with nothing but values: on every day of a random year yesterday + arrivals − departures = today."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.rules import Night, Taken

START = datetime.date(2026, 1, 1)
END = datetime.date(2026, 12, 31)
YEAR = [START + datetime.timedelta(days=each) for each in range((END - START).days + 1)]

stays = st.lists(
    st.builds(
        lambda child, bed, begin, length, reserved: Taken(
            f"bed-{bed}", f"TD-{child}", "m", START + datetime.timedelta(days=begin),
            None if length is None else START + datetime.timedelta(days=begin + length), reserved=reserved,
            key=f"child-{child}",
        ),
        st.integers(0, 5), st.integers(0, 6), st.integers(-40, 380), st.none() | st.integers(0, 90), st.booleans(),
    ),
    max_size=25,
)  # fmt: skip


def here(taken: list[Taken], day: datetime.date) -> set[str]:
    """Who was here on a night, counted one by one."""
    return {each.key for each in taken if not each.reserved and each.covers(day)}


@given(taken=stays)
def test_yesterday_and_arrivals_less_departures_is_today_on_every_day_of_a_year(taken: list[Taken]) -> None:
    nights = rules.census(taken, START, END)

    assert [night.day for night in nights] == YEAR
    for night in nights:
        before, now = here(taken, night.day - datetime.timedelta(days=1)), here(taken, night.day)
        assert night.before + night.arrivals - night.departures == night.children == len(now)
        assert (night.before, night.arrivals, night.departures) == (len(before), len(now - before), len(before - now))


def test_a_move_is_neither_an_arrival_nor_a_departure_and_mattresses_are_counted_apart() -> None:
    day = datetime.date(2026, 3, 3)
    taken = [
        Taken("bed", "TD-1", "m", day, day + datetime.timedelta(days=2), key="child"),
        Taken("floor", "TD-1", "m", day + datetime.timedelta(days=2), day + datetime.timedelta(days=5), key="child"),
    ]

    nights = rules.census(taken, day, day + datetime.timedelta(days=5), {"floor"})

    assert [night.arrivals for night in nights] == [1, 0, 0, 0, 0, 0]
    assert [night.departures for night in nights] == [0, 0, 0, 0, 0, 1]
    assert [(night.in_beds, night.on_mattresses) for night in nights] == [(1, 0)] * 2 + [(0, 1)] * 3 + [(0, 0)]
    assert rules.stay_lengths(rules.spans(taken), day, END) == (5, 5)
    assert rules.stay_lengths(rules.spans(taken), day, day) is None


@pytest.mark.parametrize(
    ("children", "level"), [(35, "ok"), (36, "nearly"), (39, "nearly"), (40, "full"), (44, "full")]
)
def test_the_house_is_nearly_full_at_ninety_percent_and_full_at_a_hundred(children: int, level: str) -> None:
    assert rules.Crowding(children, 40, 50).level == level


def test_a_house_without_beds_is_not_full() -> None:
    assert rules.Crowding(3, 0, 0).level == "ok"
    assert rules.Crowding(3, 0, 0).percent == 0
    assert rules.capacity(44, 40) == 40
    assert rules.capacity(12, 40) == 12


def test_crowded_nights_are_those_in_a_row_up_to_the_last() -> None:
    def nights(*children: int) -> list[Night]:
        return [Night(START, 0, 0, 0, each) for each in children]

    assert rules.crowded_nights(nights(40, 39, 40, 41), 40) == 2
    assert rules.crowded_nights(nights(40, 39), 40) == 0
    assert rules.crowded_nights(nights(40, 40), 40) == 2
    assert rules.crowded_nights(nights(1), 0) == 0


def test_who_left_and_was_received_again_on_one_day_went_and_came() -> None:
    day = START + datetime.timedelta(days=10)
    stays = [Taken("a", "TD-1", "m", START, day, key="one"), Taken("b", "TD-1", "m", day, key="one")]

    (moved,) = rules.census(stays, day, day)
    (left,) = rules.census(stays, day, day, left={("one", day)})

    assert (moved.arrivals, moved.departures, moved.children) == (0, 0, 1)
    assert (left.arrivals, left.departures, left.children) == (1, 1, 1)
