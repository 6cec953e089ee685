"""The smaller rules of the day: sheets, rations, care notes, initials, what a look at a room asks for."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import errors
from transit_desk.services.daily.rules import care, rooms, sheet

TODAY = datetime.date(2026, 11, 21)
IN_ORDER = dict.fromkeys(rooms.POINTS, "in_order")
SCALE = st.sampled_from(["well", "middling", "badly"])


@pytest.mark.parametrize("told", [{"meals": ["lunch"]}, {"water": "none"}, {"done": ["sport"]}, {"events": "Pluie"}])
def test_a_sheet_says_at_least_one_thing(told: dict[str, object]) -> None:
    sheet.says_something(told)
    with pytest.raises(errors.RuleBroken):
        sheet.says_something(dict.fromkeys(told))


@pytest.mark.parametrize(
    ("led_by", "name", "field"), [(None, None, "led_by_id"), (None, " ", "led_by_id"), ("w", "Rehema", "led_by_name")]
)
def test_an_activity_is_led_by_one_person(led_by: str | None, name: str | None, field: str) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        sheet.somebody_leads(led_by, name)

    assert refused.value.field == field
    sheet.somebody_leads("w", None)
    sheet.somebody_leads(None, "Rehema")


@given(st.integers(0, 200), st.integers(0, 20), st.integers(0, 1000), st.integers(0, 1000))
def test_a_week_needs_seven_times_what_everybody_gets_on_a_day(
    children: int, babies: int, per_child: int, per_baby: int
) -> None:
    portion = sheet.Portion("g", per_child, per_baby)

    assert portion.week(children, babies) == sum([per_child] * children * 7) + sum([per_baby] * babies * 7)


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [(0, "g", "0 g"), (999, "g", "999 g"), (1_000, "g", "1 kg"), (1_500, "g", "1,5 kg"), (1_050, "ml", "1,05 l"),
     (12_000, "g", "12 kg"), (20_004, "g", "20,004 kg"), (14, "piece", "14")],
)  # fmt: skip
def test_an_amount_is_said_as_a_storekeeper_weighs_it(amount: int, unit: str, said: str) -> None:
    assert sheet.say_amount(amount, unit) == said


def test_a_ration_of_nothing_is_none() -> None:
    sheet.says_how_much(0, 40)
    with pytest.raises(errors.RuleBroken):
        sheet.says_how_much(0, 0)


def test_one_walks_from_the_girls_to_the_boys_and_the_sick() -> None:
    walked = sorted(["infirmary", "boys_14_17", "girls"], key=sheet.walking_order)

    assert walked == ["girls", "boys_14_17", "infirmary"]


@pytest.mark.parametrize("told", [{"mood": "badly"}, {"words": "Dort peu"}, {"asks": True}])
def test_a_care_note_says_at_least_one_thing(told: dict[str, object]) -> None:
    care.says_something(told)
    with pytest.raises(errors.RuleBroken):
        care.says_something({"asks": False})


@given(st.lists(SCALE, max_size=9))
def test_a_trend_is_what_the_last_three_say_against_the_three_before(told: list[str]) -> None:
    """The same said of two halves in the plainest way; of fewer than four notes nothing is said."""
    marks = {"badly": 0.0, "middling": 1.0, "well": 2.0}
    late, before = [marks[each] for each in told[:3]], [marks[each] for each in told[3:6]]

    way = care.trend(told)

    if len(told) < 4:
        assert way == ""
    else:
        change = sum(late) / len(late) - sum(before) / len(before)
        assert way == (care.STEADY if abs(change) < 1e-9 else care.BETTER if change > 0 else care.WORSE)


def test_a_note_is_initialled_once_and_by_somebody_else() -> None:
    care.initialled_by_another("a", "b")
    care.initialled_once(already=False)
    with pytest.raises(errors.RuleBroken):
        care.initialled_by_another("a", "a")
    with pytest.raises(errors.RuleBroken):
        care.initialled_once(already=True)


def test_a_correction_is_of_the_note_itself() -> None:
    care.corrects_a_note(None)
    with pytest.raises(errors.RuleBroken):
        care.corrects_a_note("the correction of another")


def test_findings_stand_in_the_order_of_the_list_and_what_is_not_there_is_none() -> None:
    assert rooms.findings({**IN_ORDER, "fire": "to_repair", "locks": "to_repair", "nets": "not_there"}) == (
        "locks", "fire",
    )  # fmt: skip
    assert rooms.findings(IN_ORDER) == ()


@pytest.mark.parametrize(
    ("who", "until", "field"),
    [(None, TODAY, "who_id"), ("w", None, "until_day"), ("w", TODAY - datetime.timedelta(1), "until_day")],
)
def test_what_is_to_be_put_right_has_somebody_and_a_day_to_come(who: Any, until: Any, field: str) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        rooms.somebody_sees_to_it(("locks",), who, until, TODAY)

    assert refused.value.field == field
    rooms.somebody_sees_to_it((), who, until, TODAY)
    rooms.somebody_sees_to_it(("locks",), "w", TODAY, TODAY)


def test_what_was_put_right_is_put_right_once() -> None:
    rooms.not_done_yet(None)
    with pytest.raises(errors.RuleBroken):
        rooms.not_done_yet(TODAY)


@pytest.mark.parametrize("known", [None, {"I-7": "x"}])
def test_an_entry_that_is_named_stands_in_the_book_for_those_who_read_it(known: Any) -> None:
    care.entry_is_in_the_book("I-7", known)
    with pytest.raises(errors.RuleBroken) as refused:
        care.entry_is_in_the_book("I-8", {"I-7": "x"})
    assert refused.value.field == "incident"


def test_nobody_of_the_shift_that_wrote_a_note_initials_it() -> None:
    care.initialled_by_the_next(same_shift=False)
    with pytest.raises(errors.RuleBroken):
        care.initialled_by_the_next(same_shift=True)
