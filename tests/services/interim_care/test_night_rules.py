"""The nights of a bed, with nothing but values: who is in the way, the word of a bed, the order of days."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import errors
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.rules import Block, Taken

TODAY = datetime.date(2026, 11, 20)


def day(past: int) -> datetime.date:
    """So many days from today."""
    return TODAY + datetime.timedelta(days=past)


def nights(
    begin: int,
    end: int | None = None,
    number: str = "TD-1",
    *,
    bed: str = "B1",
    until: int | None = None,
    reserved: bool = False,
    stay: str = "",
) -> Taken:
    """A child in a bed from a day to a day, counted from today."""
    return Taken(
        bed, number, "m", day(begin), None if end is None else day(end), None if until is None else day(until),
        reserved=reserved, key=f"file of {number}", stay_id=stay,
    )  # fmt: skip


def shut(begin: int, end: int | None = None, kind: str = "repair") -> Block:
    """The same bed, shut."""
    return Block("block", "B1", kind, day(begin), None if end is None else day(end))


def refused(act: Callable[[], object]) -> errors.RuleBroken:
    """What is said to somebody who may not."""
    with pytest.raises(errors.RuleBroken) as broken:
        act()
    return broken.value


# -- two in one bed

_days = st.integers(-20, 20)
_stays = st.builds(
    lambda begin, length, number: nights(begin, None if length is None else begin + length, f"TD-{number}"),
    _days, st.none() | st.integers(1, 9), st.integers(1, 4),
)  # fmt: skip


@given(taken=st.lists(_stays, max_size=5), wanted=_stays)
def test_something_is_in_the_way_exactly_when_a_night_is_shared_and_it_is_the_first(
    taken: list[Taken], wanted: Taken
) -> None:
    span = range(-40, 80)
    shared = [each for each in taken if any(each.covers(day(at)) and wanted.covers(day(at)) for at in span)]

    found = rules.in_the_way(taken, wanted)

    assert (found is None) is (not shared)
    assert found is None or found.from_day == min(each.from_day for each in shared)


def test_another_bed_and_the_stay_itself_are_never_in_the_way() -> None:
    assert rules.in_the_way([nights(-3, bed="B2")], nights(0)) is None
    assert rules.in_the_way([nights(-3, stay="one")], nights(0, stay="one")) is None


def test_who_stays_longer_than_planned_still_has_the_bed_and_a_promise_goes_by_the_plan() -> None:
    overdue = nights(-9, until=-1)

    assert rules.in_the_way([overdue], nights(0)) is overdue
    assert rules.in_the_way([overdue], nights(1, reserved=True)) is None


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (nights(-3), "Bed B-01 is taken by TD-1. Choose another one."),
        (nights(-3, 2), "Bed B-01 was taken by TD-1 from 17 Nov 2026 to 22 Nov 2026. Choose another one."),
        (nights(-3, reserved=True), "Bed B-01 is reserved for TD-1 from 17 Nov 2026. Choose another one."),
    ],
)
def test_the_refusal_of_a_taken_bed_names_who_has_it_and_leads_there(other: Taken, words: str) -> None:
    told = refused(lambda: rules.bed_is_free([other], [], "B-01", nights(0, number="TD-2"), "bed_id"))

    assert str(told) == words
    assert (told.field, told.about) == ("bed_id", ("case_file", "file of TD-1"))


def test_a_bed_that_is_shut_is_given_to_nobody_and_the_refusal_says_why() -> None:
    told = refused(lambda: rules.bed_is_free([], [shut(1), shut(-1, 4)], "B-01", nights(0), "bed_id"))

    assert "since 19 Nov 2026" in str(told), "the first of two"
    assert str(rules.block_said(shut(0))) in str(told)
    assert told.about == ("bed", "B1")
    rules.bed_is_free([], [shut(3)], "B-01", nights(0, until=3), "bed_id")


# -- one child in two beds


def test_a_child_has_one_bed_at_a_time_and_one_promise() -> None:
    two = refused(lambda: rules.child_is_free([("B-02", nights(-1, bed="B2"))], nights(0)))
    twice = refused(
        lambda: rules.child_is_free([("B-02", nights(2, bed="B2", reserved=True))], nights(3, reserved=True))
    )

    assert str(two) == "TD-1 already has bed B-02. Move the child instead."
    assert str(twice) == "TD-1 has a reservation already: bed B-02. Take that one back first."
    assert (two.field, two.about) == ("bed_id", ("bed", "B2"))


def test_a_stay_that_ended_the_stay_itself_and_a_promise_beside_a_stay_are_no_second_bed() -> None:
    own = [
        ("B-02", nights(-9, -1, bed="B2")), ("B-03", nights(-1, bed="B3", stay="one")),
        ("B-04", nights(2, bed="B4", reserved=True)),
    ]  # fmt: skip

    rules.child_is_free(own, nights(0, stay="one"))


# -- a bed that is shut or taken away


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (nights(-3), "TD-1 has bed B-01. Move the child first."),
        (nights(2, reserved=True), "Bed B-01 is reserved for TD-1. Take the reservation back first."),
    ],
)
def test_no_bed_is_shut_under_a_child_nor_under_a_promise(other: Taken, words: str) -> None:
    told = refused(lambda: rules.nobody_in([other], "B1", "B-01", TODAY, None))

    assert str(told) == words
    assert told.about == ("case_file", "file of TD-1")
    rules.nobody_in([nights(-3, 0)], "B1", "B-01", TODAY, None)


# -- the word of a bed


@pytest.mark.parametrize(
    ("taken", "blocks", "word"),
    [
        ([], [], "free"),
        ([nights(-2)], [], "taken"),
        ([nights(-2, 0)], [], "free"),
        ([nights(-2, number="away")], [], "kept"),
        ([], [shut(-1)], "out_of_use"),
        ([], [shut(-1, kind=rules.CLEANING)], "to_clean"),
        ([], [shut(-3, 0)], "free"),
        ([nights(3, reserved=True)], [], "reserved"),
        ([nights(-3, 0, reserved=True)], [], "free"),
        ([nights(-2), nights(3, reserved=True)], [shut(5)], "taken"),
    ],
)
def test_the_word_of_a_bed_follows_from_the_three_spans(taken: list[Taken], blocks: list[Block], word: str) -> None:
    assert rules.shown(TODAY, TODAY, taken, blocks, {"file of away"}).word == word


def test_a_promise_says_nothing_of_a_night_before_and_the_first_of_two_is_shown() -> None:
    promises = [nights(5, number="TD-9", reserved=True), nights(2, number="TD-3", reserved=True)]

    assert rules.shown(day(-1), TODAY, promises, []).word == "free"
    found = rules.shown(day(6), TODAY, promises, []).who
    assert found is not None
    assert found.number == "TD-3"


@given(begin=_days, length=st.none() | st.integers(0, 15), start=_days, span=st.integers(0, 20))
def test_nights_are_counted_as_one_would_on_the_fingers(begin: int, length: int | None, start: int, span: int) -> None:
    stay = nights(begin, None if length is None else begin + length)

    counted = sum(stay.covers(day(start + past)) for past in range(span + 1))

    assert rules.nights(stay.from_day, stay.to_day, day(start), day(start + span)) == counted


# -- the order of days


@pytest.mark.parametrize(
    ("act", "words", "field"),
    [
        (lambda: rules.begins_in_order(day(1), None, TODAY),
         "A bed is given for tonight, or for nights that have passed.", "from_day"),
        (lambda: rules.begins_in_order(day(-3), day(-2), TODAY),
         "The child arrived on 18 Nov 2026: no night here comes before.", "from_day"),
        (lambda: rules.begins_in_order(day(-9), day(-20), TODAY, 8),
         "Nights are written down up to 8 days later.", "from_day"),
        (lambda: rules.promised_in_order(day(-1), TODAY), "A bed is reserved for days to come.", "from_day"),
        (lambda: rules.ends_in_order(day(-3), day(-4), TODAY), "The last day comes before the first.", "on_day"),
        (lambda: rules.until_in_order(TODAY, TODAY), "The last day comes before the first.", "until"),
        (lambda: rules.moves_in_order("TD-1", "B-01", nights(-2), day(-3)),
         "TD-1 has had bed B-01 since 18 Nov 2026: moved already. Choose that day or a later one.", "on_day"),
        (lambda: rules.moved_from("TD-1", "B-01", "B1", "B2"),
         "TD-1 sleeps in bed B-01 by now: somebody moved this child since you looked.", "bed_id"),
    ],
)  # fmt: skip
def test_days_in_another_order_are_refused_beside_their_field(
    act: Callable[[], object], words: str, field: str
) -> None:
    told = refused(act)

    assert (str(told), told.field) == (words, field)


def test_days_in_order_are_taken() -> None:
    rules.begins_in_order(TODAY, None, TODAY)
    rules.begins_in_order(day(-8), day(-8), TODAY, 8)
    rules.promised_in_order(TODAY, TODAY)
    rules.ends_in_order(day(-3), TODAY, TODAY)
    rules.until_in_order(TODAY, None)
    rules.until_in_order(TODAY, day(1))
    rules.moves_in_order("TD-1", "B-01", nights(-2), day(-2))
    rules.moved_from("TD-1", "B-01", "B1", None)
    rules.moved_from("TD-1", "B-01", "B1", "B1")


# -- nights that come to a stay


def test_only_nights_that_come_after_the_former_end_are_added() -> None:
    assert rules.added(None, nights(0, 3)) == nights(0, 3)
    assert rules.added(nights(0, 5), nights(0, 3)) is None
    assert rules.added(nights(0), nights(0, 9)) is None
    assert rules.added(nights(0, 3), nights(0, 9)) == nights(3, 9)
    assert rules.added(nights(0, 3), nights(0)) == nights(3)


@pytest.mark.parametrize(
    ("hers", "away"),
    [([(0, None)], False), ([(0, 3), (3, None)], False), ([(0, 3)], True), ([(0, 3), (4, None)], True), ([], True)],
)
def test_a_mother_is_with_her_son_on_each_of_his_nights_or_passes(
    hers: list[tuple[int, int | None]], away: bool
) -> None:
    room = [nights(0, number="son"), nights(0, number="another"), *(nights(*span, number="she") for span in hers)]

    found = rules.without_their_sons(room, {"file of son": "file of she"}, day(0), None)

    assert found == (frozenset({"file of she"}) if away else frozenset())


def test_of_a_son_only_the_nights_that_are_asked_for_count() -> None:
    room = [nights(0, 5, number="son"), nights(0, 3, number="she")]
    sons = {"file of son": "file of she"}

    assert rules.without_their_sons(room, sons, day(0), day(3)) == frozenset()
    assert rules.without_their_sons(room, sons, day(0), day(9)) == {"file of she"}


def test_a_bed_promised_to_a_mother_is_not_one_in_which_she_sleeps() -> None:
    room = [nights(0, number="son"), nights(0, number="she", reserved=True)]

    assert rules.without_their_sons(room, {"file of son": "file of she"}, day(0), None) == {"file of she"}


@pytest.mark.parametrize(
    ("begin", "end", "field", "said"),
    [(-9, -6, None, ""), (-9, -2, "to_day", "comes after"), (-4, None, "from_day", "comes after")],
)
def test_no_night_here_comes_after_the_child_left(begin: int, end: int | None, field: str | None, said: str) -> None:
    gone = [(day(-5), None)]

    def ask() -> None:
        rules.in_the_house(day(begin), None if end is None else day(end), gone, "from_day", "to_day")

    if field is None:
        ask()
    else:
        broken = refused(ask)
        assert (broken.field, said in str(broken.words)) == (field, True)


def test_no_night_here_lies_between_two_stays() -> None:
    broken = refused(lambda: rules.in_the_house(day(-4), day(-3), [(day(-5), day(-2))], "from_day", "to_day"))

    assert "lies between" in str(broken.words)
