"""What must hold of talks, places and births by events, rule by rule."""

from __future__ import annotations

import datetime

import pytest

from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.services.identity import rules

TODAY = datetime.date(2026, 11, 21)
ERUPTION = (datetime.date(2021, 5, 1), datetime.date(2021, 5, 31))


def test_a_talk_was_led_by_somebody() -> None:
    rules.somebody_led(1, 0)
    rules.somebody_led(0, 1)
    with pytest.raises(errors.RuleBroken):
        rules.somebody_led(0, 0)


@pytest.mark.parametrize("reason", [None, "", "..........", "personne  "])
def test_a_girl_among_men_only_needs_a_reason_of_ten_letters(reason: str | None) -> None:
    """R-08: dots are no letters, and blanks are none either."""
    with pytest.raises(errors.RuleBroken) as refused:
        rules.woman_or_reason("f", 0, reason, 10)

    assert refused.value.field == "reason"


@pytest.mark.parametrize(
    ("sex", "women", "reason"),
    [("f", 1, None), ("m", 0, None), ("unknown", 0, None), ("f", 0, "Aucune collègue avant lundi")],
)
def test_a_woman_a_reason_or_a_boy_is_enough(sex: str, women: int, reason: str | None) -> None:
    rules.woman_or_reason(sex, women, reason, 10)


def test_an_agency_outside_the_list_has_a_name() -> None:
    rules.agency_named("icrc", None)
    rules.agency_named("other", "Maison voisine")
    with pytest.raises(errors.RuleBroken):
        rules.agency_named("other", None)


def test_a_place_is_chosen_written_or_known_not_to_be_known() -> None:
    rules.somewhere("kalehe", Said())
    rules.somewhere(None, Said("Nyalubindi"))
    rules.somewhere(None, Said(None, Answer.UNKNOWN))
    with pytest.raises(errors.RuleBroken):
        rules.somewhere(None, Said())


def test_the_ethnic_group_is_kept_only_where_the_office_asks() -> None:
    rules.ethnicity_wanted(Said("…"), asked=True)
    rules.ethnicity_wanted(Said(), asked=False)
    with pytest.raises(errors.RuleBroken):
        rules.ethnicity_wanted(Said("…"), asked=False)


@pytest.mark.parametrize(
    ("side", "then", "ages"),
    [("age_then", 9, (14, 15)), ("before", None, (5, 25)), ("after", None, (0, 5)), ("age_then", 0, (5, 6))],
)
def test_an_event_gives_a_range_of_ages(side: str, then: int | None, ages: tuple[int, int]) -> None:
    """Nine years old in May 2021 is fourteen or fifteen in November 2026."""
    assert rules.age_by_event(*ERUPTION, side, then, TODAY) == ages


def test_an_event_without_an_age_ahead_or_of_long_ago_is_refused_beside_its_field() -> None:
    with pytest.raises(errors.RuleBroken) as nothing:
        rules.age_by_event(*ERUPTION, "age_then", None, TODAY)
    with pytest.raises(errors.RuleBroken) as ahead:
        rules.age_by_event(datetime.date(2027, 1, 1), datetime.date(2027, 1, 2), "before", None, TODAY)
    with pytest.raises(errors.RuleBroken) as long_ago:
        rules.age_by_event(datetime.date(1994, 7, 1), datetime.date(1994, 7, 31), "age_then", 10, TODAY)

    assert (nothing.value.field, ahead.value.field, long_ago.value.field) == ("age_then", "event", "event")
