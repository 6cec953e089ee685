"""Spans and absences, with nothing but values."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import errors
from transit_desk.domain.text import Words
from transit_desk.services.interim_care import rules

hours = st.integers(0, 20)
ends = st.none() | hours


def within(begin: int, end: int | None) -> set[int]:
    return set(range(begin, 40 if end is None else end))


@given(a=hours, b=ends, c=hours, d=ends)
def test_spans_of_instants_overlap_exactly_when_they_share_one(a: int, b: int | None, c: int, d: int | None) -> None:
    assert rules.overlap(a, b, c, d) == bool(within(a, b) & within(c, d))


@given(a=hours, b=ends, others=st.lists(st.tuples(hours, ends), max_size=4))
def test_nobody_is_away_twice(a: int, b: int | None, others: list[tuple[int, int | None]]) -> None:
    absences = [(left, back, Words("leave")) for left, back in others]

    field = None
    try:
        rules.away_once(absences, "TD-1", a, b)
    except errors.RuleBroken as broken:
        field = broken.field

    assert (field == "left_at") == any(within(a, b) & within(left, back) for left, back in others)


def test_nobody_leaves_or_returns_in_an_hour_to_come() -> None:
    rules.leaves_in_order(5, None, 5)
    rules.leaves_in_order(5, 6, 5)
    rules.returns_in_order(4, 5, 5)
    with pytest.raises(errors.RuleBroken) as to_come:
        rules.leaves_in_order(6, None, 5)
    with pytest.raises(errors.RuleBroken) as due:
        rules.leaves_in_order(4, 4, 5)
    assert (to_come.value.field, due.value.field) == ("left_at", "due_back")
    for back_at in (6, 4):
        with pytest.raises(errors.RuleBroken) as back:
            rules.returns_in_order(4, back_at, 5)
        assert back.value.field == "back_at"


def test_nobody_is_away_from_the_house_before_living_in_it() -> None:
    day = datetime.date(2026, 9, 14)
    rules.leaves_from_here(day, day)
    rules.leaves_from_here(day, None)
    with pytest.raises(errors.RuleBroken) as early:
        rules.leaves_from_here(day, day + datetime.timedelta(days=1))
    assert early.value.field == "left_at"


def test_only_who_was_to_be_back_by_now_is_late_and_nobody_who_is_back_is_awaited() -> None:
    assert [rules.late(due, 5) for due in (None, 4, 5, 6)] == [False, True, False, False]
    rules.return_awaited(None)
    with pytest.raises(errors.RuleBroken):
        rules.return_awaited(5)


@given(spans=st.lists(st.tuples(hours, ends), max_size=4), begin=hours, end=ends)
def test_a_span_is_covered_exactly_when_each_of_its_nights_is(
    spans: list[tuple[int, int | None]], begin: int, end: int | None
) -> None:
    nights = {night for first, last in spans for night in within(first, last)}

    assert rules.covered(spans, begin, end) == (within(begin, end) <= nights and (end is not None or 39 in nights))


@given(spans=st.lists(st.tuples(hours, ends).filter(lambda span: span[1] is None or span[0] <= span[1]), max_size=4))
def test_what_lies_between_is_what_no_span_has_after_the_first_began(spans: list[tuple[int, int | None]]) -> None:
    first = min((begin for begin, _end in spans), default=40)
    gone = {night for begin, end in rules.between(spans) for night in within(begin, end)}

    assert gone == within(first, None) - {night for begin, end in spans for night in within(begin, end)}


def test_of_a_baby_whose_mother_leaves_it_is_said_that_it_goes_along_or_who_cares_for_it() -> None:
    rules.baby_is_thought_of([], None, None)
    rules.baby_is_thought_of(["Kito"], rules.ALONG, None)
    rules.baby_is_thought_of(["Kito"], "stays", "Gina, of the kitchen")
    for names, goes, cared_by, field in (
        ([], rules.ALONG, None, "baby"), ([], None, "Gina", "baby"), (["Kito"], None, None, "baby"),
        (["Kito"], rules.ALONG, "Gina", "baby_with"), (["Kito"], "stays", " ", "baby_with"),
    ):  # fmt: skip
        with pytest.raises(errors.RuleBroken) as refused:
            rules.baby_is_thought_of(names, goes, cared_by)
        assert refused.value.field == field
