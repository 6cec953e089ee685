"""The census, with nothing but values: every child of the house is somewhere on every night of a random year."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.rules import Book, Span, Taken

START = datetime.date(2026, 1, 1)
END = datetime.date(2026, 12, 31)
YEAR = [START + datetime.timedelta(days=each) for each in range((END - START).days + 1)]


def on(number: int) -> datetime.date:
    return START + datetime.timedelta(days=number)


def spans(least: int, most: int) -> st.SearchStrategy[list[Span]]:
    """Times of a few children that may lie over each other, end on the day they began, or go on."""
    return st.lists(
        st.builds(
            lambda child, begin, length: Span(f"child-{child}", on(begin), None if length is None else
                                              on(begin + length)),
            st.integers(0, 4), st.integers(-40, 380), st.none() | st.integers(least, most),
        ),
        max_size=12,
    )  # fmt: skip


stays = st.lists(
    st.builds(
        lambda child, bed, begin, length, reserved: Taken(
            f"bed-{bed}", f"TD-{child}", "m", on(begin), None if length is None else on(begin + length),
            reserved=reserved, key=f"child-{child}",
        ),
        st.integers(0, 5), st.integers(0, 6), st.integers(-40, 380), st.none() | st.integers(0, 90), st.booleans(),
    ),
    max_size=15,
)  # fmt: skip


def covering(found: Iterable[Span], day: datetime.date) -> set[str]:
    return {each.key for each in found if each.covers(day)}


@given(lived=spans(0, 90), taken=stays, away=spans(1, 9), missing=spans(1, 9))
def test_on_every_day_of_a_year_yesterday_and_who_came_less_who_left_is_everybody_wherever_they_are(
    lived: list[Span], taken: list[Taken], away: list[Span], missing: list[Span]
) -> None:
    book = Book(rules.times(lived), taken, {"bed-0"}, away, missing, {"child-0": "child-1"})

    nights = rules.census(book, START, END)

    assert [night.day for night in nights] == YEAR
    for night in nights:
        day, here = night.day, covering(lived, night.day)
        assert night.before == len(covering(lived, day - datetime.timedelta(days=1)))
        assert night.before + night.arrivals - night.departures == night.children == len(here)
        bed = {each.key for each in taken if not each.reserved and each.covers(day)}
        lost = covering(missing, day)
        gone = covering(away, day) - lost
        assert (night.where["missing"], night.where["away"]) == (len(here & lost), len(here & gone))
        assert night.where["in_bed"] + night.where["on_mattress"] == len(here & bed - lost - gone)
        assert night.beds == sum(not each.reserved and each.covers(day) for each in taken)


DAY: Final = datetime.date(2026, 3, 3)


def of_day(day: datetime.date, *more: Taken, **kept: Any) -> dict[str, int]:
    """Where the children are on a night: a mother from the third of March on, and her baby."""
    here = (Span("mother", DAY, None), Span("baby", DAY, None))
    book = Book(here, more, mothers={"baby": "mother"}, **kept)
    return dict(rules.census(book, day, day)[0].where)


def test_a_baby_is_a_child_of_the_house_beside_its_mother_in_a_bed_of_its_own_or_without_her() -> None:
    hers = Taken("bed", "TD-1", "f", DAY, key="mother")
    own = Taken("cot", "TD-2", "f", DAY, key="baby")

    assert of_day(DAY) == {"no_bed": 2}
    assert of_day(DAY, hers) == {"in_bed": 1, "with_mother": 1}
    assert of_day(DAY, hers, mattresses={"bed"}) == {"on_mattress": 1, "with_mother": 1}
    assert of_day(DAY, hers, own) == {"in_bed": 2}
    assert of_day(DAY, hers, away=[Span("mother", DAY, None)]) == {"away": 1, "no_bed": 1}
    assert of_day(DAY, hers, missing=[Span("mother", DAY, None)], away=[Span("mother", DAY, None)]) == {
        "missing": 1, "no_bed": 1,
    }  # fmt: skip
    assert of_day(DAY, hers, away=[Span("mother", DAY, DAY)]) == {"in_bed": 1, "with_mother": 1}


def test_a_bed_is_kept_for_who_is_away_and_freed_while_the_child_lives_on() -> None:
    two, five = DAY + datetime.timedelta(days=2), DAY + datetime.timedelta(days=5)
    taken = [Taken("bed", "TD-1", "m", DAY, two, key="boy"), Taken("floor", "TD-1", "m", two, five, key="boy")]
    book = Book([Span("boy", DAY, None)], taken, {"floor"}, away=[Span("boy", two, five)])

    nights = rules.census(book, DAY, five)

    assert [(night.arrivals, night.departures, night.children) for night in nights] == [(1, 0, 1)] + [(0, 0, 1)] * 5
    assert [night.beds for night in nights] == [1] * 5 + [0]
    assert [dict(night.where) for night in nights] == [{"in_bed": 1}] * 2 + [{"away": 1}] * 3 + [{"no_bed": 1}]
    assert len(rules.bed_nights(book, DAY, five)) == 5
    assert [len(rules.bed_nights(book, DAY, five, mattresses=which)) for which in (True, False)] == [3, 2]
    assert book.elsewhere(two) == {"boy"}
    assert book.elsewhere(five) == frozenset()


def test_who_came_left_and_came_again_on_one_day_did_all_of_it() -> None:
    told = [Span("one", START, DAY), Span("one", DAY, DAY), Span("one", DAY, None), Span("two", DAY, DAY)]

    (night,) = rules.census(Book(rules.times(told), []), DAY, DAY)

    assert (night.before, night.arrivals, night.departures, night.children) == (1, 3, 3, 1)


def test_what_two_numbers_tell_of_the_same_days_is_one_time_and_beds_that_touch_are_no_departure() -> None:
    two, five = DAY + datetime.timedelta(days=2), DAY + datetime.timedelta(days=5)
    assert rules.times([Span("one", DAY, five), Span("one", two, None)]) == (Span("one", DAY, None),)
    assert rules.times([Span("one", DAY, None), Span("one", two, five)]) == (Span("one", DAY, None),)
    assert rules.times([Span("one", DAY, five), Span("one", DAY, two)]) == (Span("one", DAY, five),)
    assert len(rules.times([Span("one", DAY, two), Span("one", two, None)])) == 2
    stays = [Taken("a", "TD-1", "m", DAY, two), Taken("b", "TD-1", "m", two, five), Taken("c", "TD-2", "m", two, two)]
    assert rules.by_beds(stays) == (Span("TD-1", DAY, five),)
    assert rules.stay_lengths(rules.by_beds(stays), DAY, END) == (5, 5)
    assert rules.stay_lengths(rules.by_beds(stays), DAY, DAY) is None


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
    assert rules.crowded_nights([40, 39, 40, 41], 40) == 2
    assert rules.crowded_nights([40, 39], 40) == 0
    assert rules.crowded_nights([40, 40], 40) == 2
    assert rules.crowded_nights([1], 0) == 0


def test_two_files_that_each_came_with_the_other_sleep_in_the_bed_they_have_or_in_none() -> None:
    book = Book([], [Taken("bed-1", "TD-1", "f", START, None, key="girl")], mothers={
        "girl": "baby", "baby": "girl", "one": "other", "other": "one",
    })  # fmt: skip

    assert [book.where(key, START) for key in ("girl", "baby", "one", "other")] == [
        "in_bed", "with_mother", "no_bed", "no_bed",
    ]  # fmt: skip
