"""A dose given by the plan before is not given a second time by the next without a word."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.health.test_dose_rules import BUKAVU, DAY, at, plan
from transit_desk.domain import instants
from transit_desk.domain.instants import HOUR
from transit_desk.services.health.rules import doses, doubts
from transit_desk.services.health.rules.doubts import Handed


def handed(medicine: str, minute: int, given_at: int | None = None, day: datetime.date = DAY) -> Handed:
    due = at(day, minute)
    return Handed((medicine, day, minute), due, at(day, given_at) if given_at is not None else due, "sifa")


def first(one: doses.Plan) -> doses.Dose:
    return doses.due([one], at(DAY), at(DAY) + 48 * HOUR, BUKAVU)[0]


def test_doses_are_as_far_apart_as_the_nearest_two() -> None:
    assert doubts.apart(plan(minutes=(420, 1140))) == 12 * HOUR
    assert doubts.apart(plan(minutes=(720, 1150))) == 430 * instants.MINUTE
    assert doubts.apart(plan(minutes=(0, 1380))) == HOUR
    assert doubts.apart(plan(minutes=(420,), every_days=7)) == 7 * 24 * HOUR


def test_what_another_plan_gave_near_this_hour_is_told_by_its_last_line() -> None:
    later = plan("new", (720, 1150), begins_at=at(DAY, 1141))
    before, noon = handed("m", 1140, 1114), handed("m", 720)

    assert doubts.given_already(later, first(later), [noon, before], BUKAVU, first(later).at) == before
    assert doubts.given_already(later, first(later), [noon], BUKAVU, first(later).at) is None
    assert (
        doubts.given_already(later, first(later), [handed("m", 720, 1100)], BUKAVU, first(later).at) is not None
    )  # given late
    assert doubts.given_already(later, first(later), [handed("other", 1150)], BUKAVU, first(later).at) is not None


def test_another_sachet_may_hold_the_same_by_its_number_its_name_or_what_was_stopped_before_it() -> None:
    one = doubts.Held("amani", 8, "Amoxicilline 500 mg", 10, None)
    same = {
        doubts.Held("amani", 8, "Cefixime", 0, None), doubts.Held("amani", 7, "AMOXICILLIN", 0, None),
        doubts.Held("amani", 7, "", 0, 10),
    }  # fmt: skip
    other = {
        doubts.Held("neema", 8, "Amoxicilline 500 mg", 0, 5), doubts.Held("amani", 7, "", 0, 11),
        doubts.Held("amani", 7, "Amodiaquine", 0, None),
    }  # fmt: skip

    assert all(doubts.may_be_same(one, each) for each in same)
    assert not any(doubts.may_be_same(one, each) for each in other)
    assert not doubts.may_be_same(dataclasses.replace(one, name=""), doubts.Held("amani", 7, "", 0, None))


def test_two_names_may_be_of_one_medicine_by_a_word_of_both() -> None:
    for other in ("Augmentin (amoxicilline)", "AMOXICILLIN", "amoxicilline comprimé 250 mg"):
        assert doubts.same_name("Amoxicilline 500 mg", other), other
    assert doubts.same_name("Fer 200 mg", "fer")
    assert doubts.same_name("Ténofovir", "tenofovir 300mg")
    for one, other in (
        ("Fer", "Zinc"), ("", ""), ("Zinc", ""), ("comprimé de zinc", "comprimé de fer"), ("500 mg", "250 mg"),
        ("Acide folique", "Acide ascorbique"),
    ):  # fmt: skip
        assert not doubts.same_name(one, other), (one, other)


def test_what_is_long_ago_is_counted_from_its_hour() -> None:
    dose = first(plan(minutes=(420,)))

    assert doubts.long_ago(dose, dose.at + 14 * HOUR, 14)
    assert not doubts.long_ago(dose, dose.at + 14 * HOUR - 1, 14)


def test_a_child_lived_here_between_each_coming_and_going() -> None:
    day, one = DAY, datetime.timedelta(days=1)
    lived = ((day, day + one), (day + 4 * one, None))

    assert [doubts.lived_here(day + more * one, lived) for more in (-1, 0, 1, 2, 4, 90)] == [
        False, True, True, False, True, True,
    ]  # fmt: skip
    assert doubts.lived_here(day, ())


def test_a_late_dose_and_the_next_of_the_same_plan_meet_at_the_hour_they_are_given() -> None:
    own = plan(minutes=(0, 720), from_day=DAY - datetime.timedelta(days=1), begins_at=at(DAY) - 24 * HOUR)
    midnight, noon = doses.due([own], at(DAY), at(DAY) + 24 * HOUR, BUKAVU)
    late = handed("m", 720, 404, DAY)
    late = dataclasses.replace(late, of=("m", DAY - datetime.timedelta(days=1), 720), due_at=at(DAY, 720) - 24 * HOUR)

    assert doubts.given_already(own, midnight, [late], BUKAVU, at(DAY, 405)) == late  # a minute after the late one
    assert doubts.given_already(own, noon, [late], BUKAVU, at(DAY, 720)) == late
    assert doubts.given_already(own, noon, [late], BUKAVU, at(DAY, 765)) is None  # half the span after it
    assert doubts.given_already(own, noon, [handed("m", 720, 719)], BUKAVU, at(DAY, 720)) is None  # itself


@given(st.lists(st.integers(0, 1439), min_size=1, max_size=8, unique=True), st.integers(-720, 720))
def test_a_plan_never_doubts_what_it_gave_itself_at_its_hours(minutes: list[int], late: int) -> None:
    own = plan(minutes=tuple(sorted(minutes)))
    found = doses.due([own], at(DAY), at(DAY) + 72 * HOUR, BUKAVU)
    gave = [Handed(dose.key, dose.at, dose.at + late * instants.MINUTE, "sifa") for dose in found]

    for dose in found:
        assert doubts.given_already(own, dose, gave, BUKAVU, dose.at + late * instants.MINUTE) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sulfate ferreux", "Sulfate de zinc 20 mg", False), ("Sulfate ferreux", "SULFATE FERREUX cp", True),
        ("Vitamine A", "Vitamine B", False), ("Vitamine A", "vitamine a", True),
        ("Chlorure de sodium", "chlorure de sodium", True), ("Sulfate de zinc", "zinc, sulfate de", True),
        ("Chlorhydrate de tramadol", "Tramadol", True), ("Chlorhydrate de tramadol", "Chlorhydrate d’éphédrine", False),
    ],
)  # fmt: skip
def test_a_salt_alone_makes_no_two_names_the_same(one: str, other: str, *, same: bool) -> None:
    assert doubts.same_name(one, other) is same
