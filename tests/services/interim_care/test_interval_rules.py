"""Spans and absences, with nothing but values."""

from __future__ import annotations

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


def test_only_who_was_to_be_back_by_now_is_late_and_nobody_who_is_back_is_awaited() -> None:
    assert [rules.late(due, 5) for due in (None, 4, 5, 6)] == [False, True, False, False]
    rules.return_awaited(None)
    with pytest.raises(errors.RuleBroken):
        rules.return_awaited(5)
