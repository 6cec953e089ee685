"""The rules of shifts: a woman wherever girls live, enough people, hours as people write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import errors
from transit_desk.domain.text import Words
from transit_desk.services.daily.rules import shifts as rules
from transit_desk.services.daily.rules.shifts import Person, Ratios

TODAY = datetime.date(2026, 11, 21)
PEOPLE = st.lists(
    st.builds(
        Person,
        st.sampled_from(rules.PARTS),
        st.sampled_from(["f", "m", "unknown"]),
        st.sampled_from(["", "girls", "girls_with_children", "boys_14_17", "infirmary"]),
        st.text("abc", min_size=1, max_size=3),
    ),
    max_size=8,
)


@given(PEOPLE, st.integers(0, 5))
def test_a_shift_is_without_a_woman_exactly_where_girls_live_and_none_counts(people: list[Person], girls: int) -> None:
    """By night a woman counts who is there for the whole house or where the girls sleep; by day any in the house."""
    told = rules.without_woman(people, girls=girls)

    by_night = [each for each in people if each.part == "night" and each.sex == "f"]
    near = [each for each in by_night if each.block in ("", "girls", "girls_with_children")]
    assert ("night" in told) is (girls > 0 and not near)
    for part in ("day", "evening"):
        here = [each for each in people if each.part == part and each.sex == "f"]
        assert (part in told) is (girls > 0 and not here)


def test_a_woman_on_the_boys_block_does_not_guard_the_girls_by_night_but_counts_by_day() -> None:
    with_boys = [Person(part, "f", "boys_14_17", "Sifa") for part in rules.PARTS]

    assert rules.without_woman(with_boys, girls=3) == ("night",)
    assert rules.without_woman(with_boys, girls=0) == ()
    assert rules.women(with_boys) == 3


@pytest.mark.parametrize(
    ("part", "children", "small", "people"),
    [("day", 0, 0, 0), ("day", 9, 0, 1), ("day", 10, 0, 2), ("night", 15, 0, 1), ("night", 16, 0, 2),
     ("day", 9, 2, 2), ("evening", 40, 4, 5), ("night", 2, 3, 1)],
)  # fmt: skip
def test_a_shift_needs_a_carer_for_so_many_children(part: str, children: int, small: int, people: int) -> None:
    assert rules.needed(part, children, small, Ratios()) == people


@pytest.mark.parametrize(
    ("words", "kept"),
    [("6", "06:00"), ("14h30", "14:30"), ("14:30", "14:30"), ("23.59", "23:59"), (" 7h ", "07:00"), (None, None),
     ("", None)],
)  # fmt: skip
def test_an_hour_is_read_as_people_write_it(words: str | None, kept: str | None) -> None:
    assert rules.hour(words, "from_hour") == kept


@pytest.mark.parametrize("words", ["24", "14:60", "noon", "1430", "-1"])
def test_what_is_no_hour_is_refused_beside_its_field(words: str) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        rules.hour(words, "to_hour")

    assert refused.value.field == "to_hour"


@pytest.mark.parametrize(
    ("worker", "name", "sex", "field"),
    [("w", "Furaha", "f", "name"), (None, None, None, "worker_id"), ("", "", "f", "worker_id"),
     (None, "Furaha", None, "sex")],
)  # fmt: skip
def test_who_is_on_duty_is_said_once_and_of_a_name_whether_it_is_a_woman(
    worker: str | None, name: str | None, sex: str | None, field: str
) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        rules.somebody(worker, name, sex)

    assert refused.value.field == field


def test_a_colleague_or_a_name_with_its_sex_is_somebody() -> None:
    rules.somebody("w", None, None)
    rules.somebody(None, "Furaha", "f")


@given(st.integers(-31, 31), st.integers(0, 30))
def test_a_plan_holds_every_day_once(begin: int, more: int) -> None:
    first = TODAY + datetime.timedelta(begin)
    days = rules.days(first, first + datetime.timedelta(more), TODAY)

    assert len(set(days)) == len(days) == more + 1
    assert (days[0], days[-1]) == (first, first + datetime.timedelta(more))
    assert rules.days(first, None, TODAY) == (first,)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(32, None, "on_day"), (-32, None, "on_day"), (0, -1, "until_day"), (0, 31, "until_day")],
)
def test_a_plan_too_far_or_backwards_is_refused(first: int, last: int | None, field: str) -> None:
    until = None if last is None else TODAY + datetime.timedelta(last)
    with pytest.raises(errors.RuleBroken) as refused:
        rules.days(TODAY + datetime.timedelta(first), until, TODAY)

    assert refused.value.field == field


def test_nobody_is_on_one_shift_twice_and_the_refusal_names_who_and_when() -> None:
    there = [Person("night", "f", "girls", "Sifa Balola")]

    rules.not_there_yet(there, Person("day", "f", "", "Sifa Balola"), Words("21 Nov"))
    rules.not_there_yet(there, Person("night", "f", "", "Furaha"), Words("21 Nov"))
    with pytest.raises(errors.RuleBroken, match="Sifa Balola is on this shift already: 21 Nov"):
        rules.not_there_yet(there, Person("night", "f", "", "Sifa Balola"), Words("21 Nov"))


@pytest.mark.parametrize(
    ("why", "instead", "field"), [("..", "Zawadi sleeps here", "why"), ("Sifa is ill", "-", "instead")]
)
def test_a_shift_without_a_woman_is_not_passed_over(why: str, instead: str, field: str) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        rules.answers_something(why, instead)

    assert refused.value.field == field


def test_a_reason_and_what_is_done_instead_are_enough() -> None:
    rules.answers_something("Sifa is ill", "Zawadi sleeps here")
