"""What a schedule promises: the same days whoever asks, no month that overflows, nothing overdue too early."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import errors, schedule
from transit_desk.domain.schedule import Due, Rule, State, Step
from transit_desk.domain.text import N_, Words

HOME = datetime.date(2026, 8, 31)
DAYS = st.dates(min_value=datetime.date(2000, 1, 1), max_value=datetime.date(2080, 1, 1))
VISIT = Rule("visit", "case_file.returned_home", 0, 14, "caseworker", Words(N_("Visit the child")))


def a_rule() -> st.SearchStrategy[Rule]:
    return st.builds(
        Rule,
        st.just("visit"),
        st.just("case_file.returned_home"),
        st.integers(-10, 400),
        st.integers(0, 60),
        st.just("caseworker"),
        st.just(VISIT.what),
        st.integers(0, 36),
    )


def test_a_first_visit_is_due_within_fourteen_days() -> None:
    assert schedule.due(VISIT, HOME) == Due(HOME, datetime.date(2026, 9, 14))


def test_a_window_that_closes_before_it_opens_is_a_mistake_in_the_program() -> None:
    with pytest.raises(ValueError, match="window"):
        Rule("visit", "home", 0, -1, "caseworker", VISIT.what)


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2026-08-30", "planned"), ("2026-08-31", "due"), ("2026-09-14", "due"), ("2026-09-15", "overdue")],
)
def test_a_promise_is_planned_then_due_then_overdue(today: str, expected: str) -> None:
    assert schedule.state(schedule.due(VISIT, HOME), datetime.date.fromisoformat(today)) == expected


def test_what_is_done_stays_done() -> None:
    assert schedule.state(schedule.due(VISIT, HOME), datetime.date(2030, 1, 1), done=True) is State.DONE


@given(a_rule(), DAYS)
def test_a_window_is_as_long_as_its_rule_says(rule: Rule, trigger: datetime.date) -> None:
    due = schedule.due(rule, trigger)

    assert (due.day_to - due.day_from).days == rule.window_days


@given(a_rule(), DAYS, st.integers(0, 400))
def test_a_later_trigger_never_makes_an_earlier_promise(rule: Rule, trigger: datetime.date, wait: int) -> None:
    first, second = schedule.due(rule, trigger), schedule.due(rule, trigger + datetime.timedelta(days=wait))

    assert first.day_from <= second.day_from
    assert first.day_to <= second.day_to


@given(a_rule(), DAYS, st.integers(-800, 2000))
def test_time_only_moves_a_promise_forward(rule: Rule, trigger: datetime.date, on: int) -> None:
    order = [State.PLANNED, State.DUE, State.OVERDUE]
    due = schedule.due(rule, trigger)
    today = trigger + datetime.timedelta(days=on)

    now, tomorrow = schedule.state(due, today), schedule.state(due, today + datetime.timedelta(days=1))

    assert order.index(now) <= order.index(tomorrow)
    assert (now is State.DUE) == (due.day_from <= today <= due.day_to)


def test_follow_up_after_going_home_has_seven_visits() -> None:
    rules = schedule.series(VISIT, schedule.steps(schedule.FOLLOW_UP))

    windows = [schedule.due(rule, HOME) for rule in rules]

    assert [rule.key for rule in rules] == [f"visit_{step}" for step in schedule.FOLLOW_UP.split()]
    assert windows[0] == Due(HOME, datetime.date(2026, 9, 14))
    assert windows[1] == Due(datetime.date(2026, 9, 23), datetime.date(2026, 10, 7))
    assert windows[4] == Due(datetime.date(2027, 2, 21), datetime.date(2027, 3, 7))  # around 28 February
    assert windows == sorted(windows, key=lambda due: due.day_from)


def test_each_visit_of_a_series_says_after_how_long() -> None:
    rules = schedule.series(VISIT, schedule.steps("14d 1m 3m"))

    assert [str(rule.what) for rule in rules] == [
        "Visit the child (14 days)",
        "Visit the child (1 month)",
        "Visit the child (3 months)",
    ]


def test_a_series_that_begins_with_a_month_does_not_open_at_once() -> None:
    (rule,) = schedule.series(VISIT, schedule.steps("1m"), lead_days=3, late_days=4)

    assert schedule.due(rule, HOME) == Due(datetime.date(2026, 9, 27), datetime.date(2026, 10, 4))


def test_an_office_writes_its_own_series() -> None:
    assert schedule.steps("7d, 21D ٢m") == (
        Step(7, in_months=False),
        Step(21, in_months=False),
        Step(2, in_months=True),
    )


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("", "Write at least one step."),
        ("14", "Write each step as days or months"),
        ("two weeks", "Write each step as days or months"),
        ("2m 1m", "Each step must come later"),
        ("14d 14d", "Each step must come later"),
        ("2m 40d", "Each step must come later"),
        ("99m", "The last step can be 36 months away"),
    ],
)
def test_a_series_that_makes_no_sense_is_refused_in_words(setting: str, words: str) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        schedule.steps(setting)

    assert str(refused.value).startswith(words)
