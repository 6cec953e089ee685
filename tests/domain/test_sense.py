"""A reason says something, and what is written down as past has come."""

from __future__ import annotations

import datetime

import pytest

from transit_desk.domain import errors, sense
from transit_desk.domain.text import N_

TODAY = datetime.date(2026, 11, 21)
TOMORROW = TODAY + datetime.timedelta(days=1)


@pytest.mark.parametrize("why", [None, "", "  ", "ab", " ok ", "...", "?! – no", "\t.\n"])
def test_a_reason_that_says_nothing_is_refused_beside_its_box(why: object) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        sense.reason_given(why, "why_both")

    assert refused.value.field == "why_both"


def test_a_reason_with_a_sign_no_hand_writes_is_refused() -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        sense.reason_given("she\x07 left")

    assert refused.value.field == "why"


def test_a_reason_in_a_few_words_is_enough() -> None:
    sense.reason_given("écrit deux fois")
    sense.reason_given("ᠠᠠᠠ")


def test_the_refusal_may_be_said_in_other_words() -> None:
    with pytest.raises(errors.RuleBroken, match="Say it in a few words"):
        sense.reason_given("ok", "words", N_("Say it in a few words."))


@pytest.mark.parametrize("day", [TODAY, datetime.date(1990, 1, 1), None, "no day"])
def test_today_the_past_and_no_day_pass(day: object) -> None:
    sense.day_has_come(day, TODAY, "said_on")


def test_a_day_ahead_is_refused_beside_its_box() -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        sense.day_has_come(TOMORROW, TODAY, "said_on")

    assert refused.value.field == "said_on"


@pytest.mark.parametrize("at", [5, 4, None])
def test_an_hour_that_has_come_passes(at: object) -> None:
    sense.hour_has_come(at, 5, "at")


def test_an_hour_ahead_is_refused_beside_its_box() -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        sense.hour_has_come(6, 5, "at")

    assert refused.value.field == "at"
