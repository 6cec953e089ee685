"""Rules of alerts: girls are asked about, a woman goes, one step follows another, hours are counted."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import errors
from transit_desk.domain.instants import HOUR
from transit_desk.services.alerts import rules

DAY = datetime.date(2026, 9, 14)


def test_no_girl_named_asks_whether_it_was_asked_and_names_discreet_ways() -> None:
    """R-11: silence is not an answer, whether nobody spoke of girls or somebody said none."""
    for girls in (0, None):
        with pytest.raises(errors.RuleBroken) as refused:
            rules.girls_answered(7, girls, None)

        assert refused.value.field == "girls_asked"
        assert "health centre" in str(refused.value)


def test_any_answer_about_girls_is_taken_and_an_honest_one_stays_open() -> None:
    rules.girls_answered(7, 0, "not_asked")
    rules.girls_answered(7, 2, None)

    assert rules.girls_open(None, "not_asked")
    assert rules.girls_open(0, None)
    assert not rules.girls_open(0, "asked_none")
    assert not rules.girls_open(2, None)


def test_there_are_no_more_girls_than_children() -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        rules.girls_answered(7, 8, None)

    assert refused.value.field == "girls"


def test_a_woman_goes_or_it_is_said_why_not() -> None:
    rules.a_woman_goes(3, 1, None)
    rules.a_woman_goes(3, 0, "deux collègues malades")
    with pytest.raises(errors.RuleBroken) as alone:
        rules.a_woman_goes(3, 0, " x ")
    with pytest.raises(errors.RuleBroken) as too_many:
        rules.a_woman_goes(3, 4, None)

    assert (alone.value.field, too_many.value.field) == ("no_woman_why", "women")


def test_what_led_to_an_arrival_has_come_to_its_end() -> None:
    with pytest.raises(errors.RuleBroken, match="already led"):
        rules.follows(rules.RECEIVED, rules.LOST)
    rules.follows(rules.LOST, rules.PLANNED)

    assert {state for state in rules.STATES if rules.may_follow(state, rules.RECEIVED)} == set(rules.STATES) - {
        rules.RECEIVED
    }


def test_days_lie_between_the_word_and_today() -> None:
    rules.has_happened(DAY, DAY, DAY)
    rules.mission_day(DAY, DAY)
    before, after = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)
    with pytest.raises(errors.RuleBroken, match="not come yet"):
        rules.has_happened(after, DAY, DAY)
    with pytest.raises(errors.RuleBroken, match="before the alert"):
        rules.has_happened(before, DAY, DAY)
    with pytest.raises(errors.RuleBroken, match="before the alert"):
        rules.mission_day(before, DAY)


def test_no_more_disappear_than_there_were() -> None:
    rules.no_more_than(None, 12)
    rules.no_more_than(12, 12)
    with pytest.raises(errors.RuleBroken) as refused:
        rules.no_more_than(13, 12)

    assert refused.value.field == "children"


def test_a_sheet_is_for_a_mission_somebody_planned() -> None:
    rules.is_planned(planned=True)
    with pytest.raises(errors.RuleBroken):
        rules.is_planned(planned=False)


def test_an_answer_is_due_so_many_days_after_the_word() -> None:
    assert rules.answer_day(DAY, 7) == datetime.date(2026, 9, 21)


def test_an_event_written_on_its_day_counts_from_then_and_a_later_one_from_the_middle_of_its_day() -> None:
    noon = int(datetime.datetime(2026, 9, 14, 12, tzinfo=datetime.UTC).timestamp()) * 1_000_000
    said = noon - 30 * HOUR

    assert rules.received_at(said, noon + HOUR, DAY, DAY) == noon + HOUR
    assert rules.received_at(said, noon + 50 * HOUR, DAY, DAY + datetime.timedelta(days=2)) == noon
    assert rules.received_at(noon + HOUR, noon + 50 * HOUR, DAY, DAY + datetime.timedelta(days=2)) == noon + HOUR


@given(st.integers(0, 10**15), st.integers(0, 10**15), st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 1, 1)))
def test_hours_are_never_below_none(said: int, written: int, day: datetime.date) -> None:
    for written_on in (day, day + datetime.timedelta(days=1)):
        assert rules.hours(said, rules.received_at(said, written, day, written_on)) >= 0
    assert rules.hours(said, written) >= 0


def test_an_alert_is_late_past_the_limit_and_not_upon_it() -> None:
    assert [rules.lateness(told, (48, 72)) for told in (47, 48, 49, 72, 73)] == [0, 0, 1, 1, 2]
    assert rules.hours(0, 49 * HOUR - 1) == 48
