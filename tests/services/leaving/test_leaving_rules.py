"""Rules of a stay and of leaving, with nothing but values."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import errors
from transit_desk.domain.levels import Answer
from transit_desk.services.leaving import rules
from transit_desk.services.leaving.rules import Span

BEGAN = datetime.date(2026, 6, 1)
DAYS = datetime.timedelta(days=1)
TODAY = BEGAN + 95 * DAYS
days = st.integers(0, 400).map(lambda count: BEGAN + count * DAYS)
spans = st.builds(lambda first, length: Span(first, first + length * DAYS), days, st.integers(0, 60))


def extended(first: int, last: int, *others: Span) -> None:
    rules.may_extend(Span(BEGAN + first * DAYS, BEGAN + last * DAYS), BEGAN, TODAY, others, 90, 90)


@given(began=days, today=days, longest=st.integers(1, 200))
def test_a_stay_is_over_its_limit_on_the_day_after_it(began: datetime.date, today: datetime.date, longest: int) -> None:
    assert rules.over(began, today, longest) == (today >= began + (longest + 1) * DAYS)


@given(st.lists(spans, max_size=4), days)
def test_a_day_is_covered_by_the_extension_that_reaches_farthest(every: list[Span], day: datetime.date) -> None:
    found = rules.covering(every, day)
    there = [each for each in every if each.from_day <= day <= each.to_day]

    assert (found is None) == (not there)
    if found is not None:
        assert found in there
        assert found.to_day == max(each.to_day for each in there)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(91, 90, "to_day"), (91, 94, "to_day"), (-1, 70, "to_day"), (0, 95, "to_day"), (91, 181, "to_day"),
     (92, 120, "from_day")],
)  # fmt: skip
def test_an_extension_that_cannot_be_is_refused_beside_its_day(first: int, last: int, field: str) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        extended(first, last)
    assert refused.value.field == field


def test_an_extension_before_the_arrival_is_refused() -> None:
    with pytest.raises(errors.RuleBroken, match="arrived on") as refused:
        rules.may_extend(Span(BEGAN - DAYS, BEGAN + 40 * DAYS), BEGAN, BEGAN, (), 90, 90)
    assert refused.value.field == "from_day"


def test_an_extension_goes_on_where_the_last_one_ended_and_never_over_it() -> None:
    first = Span(BEGAN + 91 * DAYS, BEGAN + 110 * DAYS)
    extended(91, 120)
    extended(80, 100)
    extended(111, 140, first)
    with pytest.raises(errors.RuleBroken, match="extended from") as refused:
        extended(110, 140, first)
    assert refused.value.field == "from_day"
    with pytest.raises(errors.RuleBroken, match="Nothing covers"):
        extended(112, 140, first)


def test_a_child_is_asked_even_where_it_says_nothing() -> None:
    for answer in Answer:
        if answer is Answer.NOT_ASKED:
            with pytest.raises(errors.RuleBroken):
                rules.child_was_heard(answer)
        else:
            rules.child_was_heard(answer)


def test_nobody_leaves_before_arriving_nor_in_days_to_come() -> None:
    rules.may_leave(BEGAN, BEGAN, TODAY)
    rules.may_leave(TODAY, BEGAN, TODAY)
    for day in (BEGAN - DAYS, TODAY + DAYS):
        with pytest.raises(errors.RuleBroken) as refused:
            rules.may_leave(day, BEGAN, TODAY)
        assert refused.value.field == "left_on"


def test_a_plan_looks_ahead() -> None:
    rules.may_plan(TODAY, TODAY)
    with pytest.raises(errors.RuleBroken):
        rules.may_plan(TODAY - DAYS, TODAY)


@pytest.mark.parametrize(("own", "plan", "fine"), [(False, None, True), (True, "calls us", True), (True, None, False)])
def test_who_goes_by_own_choice_goes_with_a_plan(*, own: bool, plan: str | None, fine: bool) -> None:
    if fine:
        rules.own_choice_is_safe(own_choice=own, safety_plan=plan)
        return
    with pytest.raises(errors.RuleBroken) as refused:
        rules.own_choice_is_safe(own_choice=own, safety_plan=plan)
    assert refused.value.field == "safety_plan"


def test_each_thing_that_is_forgotten_is_named() -> None:
    rules.nothing_forgotten({}, {})
    rules.nothing_forgotten({"a": "A bag"}, {"a": "fetched tomorrow"})
    with pytest.raises(errors.RuleBroken, match="A bag") as one:
        rules.nothing_forgotten({"a": "A bag"}, {"a": "."})
    assert one.value.field == "a"
    with pytest.raises(errors.Several) as both:
        rules.nothing_forgotten({"a": "A bag", "b": "A phone"}, {})
    assert [each.field for each in both.value.refusals] == ["a", "b"]


def test_who_leads_the_house_knows_of_a_child_who_goes_by_own_choice() -> None:
    rules.own_choice_is_known(own_choice=True, known=True)
    rules.own_choice_is_known(own_choice=False, known=False)
    with pytest.raises(errors.RuleBroken) as refused:
        rules.own_choice_is_known(own_choice=True, known=False)
    assert refused.value.field == "own_choice"


def test_only_who_came_with_a_child_goes_along() -> None:
    rules.can_go_along(["baby"], {"baby"})
    with pytest.raises(errors.RuleBroken):
        rules.can_go_along(["another"], {"baby"})
