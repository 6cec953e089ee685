"""Which doses are due, over changes of plan, stops and changes of time; what is refused, each in its sentence."""

from __future__ import annotations

import datetime
import zoneinfo
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import errors, hours, instants
from transit_desk.domain.instants import HOUR
from transit_desk.services.health.rules import away, doses
from transit_desk.services.health.rules.doses import Dose, Mark, Plan

BUKAVU = zoneinfo.ZoneInfo("Africa/Lubumbashi")
PARIS = zoneinfo.ZoneInfo("Europe/Paris")  # an hour is skipped and another repeated each year
ZONES = (BUKAVU, PARIS, zoneinfo.ZoneInfo("UTC"), zoneinfo.ZoneInfo("America/St_Johns"))
DAY = datetime.date(2026, 11, 21)


def at(day: datetime.date, minute: int = 0, zone: datetime.tzinfo = BUKAVU) -> int:
    return doses.instant(day, minute, zone)


def plan(key: str = "p", minutes: tuple[int, ...] = (420, 1140), **more: Any) -> Plan:
    values: dict[str, Any] = {
        "medicine": "m",
        "dose": "1",
        "every_days": 1,
        "from_day": DAY,
        "to_day": None,
        "begins_at": at(DAY),
        "ends_at": None,
    }
    return Plan(key, minutes=minutes, **{**values, **more})


def told(found: list[Dose]) -> list[tuple[int, str]]:
    return [(dose.day.day, hours.written(dose.minute)) for dose in found]


def week(*plans: Plan, zone: datetime.tzinfo = BUKAVU) -> list[Dose]:
    return doses.due(plans, at(DAY, 0, zone), at(DAY + datetime.timedelta(days=4), 0, zone), zone)


# -- examples


def test_a_plan_is_due_at_its_hours_each_day() -> None:
    assert told(week(plan()))[:3] == [(21, "07:00"), (21, "19:00"), (22, "07:00")]


def test_every_few_days_is_counted_from_the_first() -> None:
    assert told(week(plan(minutes=(420,), every_days=2))) == [(21, "07:00"), (23, "07:00")]


def test_the_last_day_is_given_and_the_next_is_not() -> None:
    assert told(week(plan(minutes=(420,), to_day=DAY + datetime.timedelta(days=1)))) == [(21, "07:00"), (22, "07:00")]


def test_nothing_is_due_before_it_begins_or_from_when_it_ends() -> None:
    held = plan(minutes=(420, 720, 1140), begins_at=at(DAY, 421), ends_at=at(DAY, 1140))

    assert told(week(held)) == [(21, "12:00")]
    assert week(plan(begins_at=at(DAY, 600), ends_at=at(DAY, 600))) == []


def test_a_plan_of_today_begins_now_and_one_of_before_with_its_day() -> None:
    now = at(DAY, 1000)

    assert doses.begins(DAY, now, BUKAVU) == now
    assert doses.begins(DAY - datetime.timedelta(days=2), now, BUKAVU) == at(DAY - datetime.timedelta(days=2))


def test_what_is_late_is_what_nobody_marked_so_long_after_its_hour() -> None:
    found = week(plan(minutes=(420, 1140)))
    marks = doses.last_of([Mark("a", found[0].key, "given", 1)])

    assert doses.late(found, marks, at(DAY, 1140 + 59), 60) == []
    assert doses.late(found, marks, at(DAY, 1140 + 60), 60) == [found[1]]
    assert doses.late(found, {}, at(DAY, 1140 + 60), 60) == found[:2]


def test_the_latest_line_of_a_dose_counts_and_one_that_is_still_to_be_given_is_unmarked() -> None:
    key = ("m", DAY, 420)
    lines = [Mark("b", key, "refused", 2, "a"), Mark("a", key, "given", 1)]

    assert doses.last_of(lines)[key].mark == "refused"
    assert doses.last_of([*lines, Mark("c", key, "not_yet", 3, "b")]) == {}


# -- hours as people write them


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("7 19", "07:00 19:00"), ("19h30, 6:05", "06:05 19:30"), ("22;8.15", "08:15 22:00"), ("0", "00:00")],
)
def test_hours_are_read_as_they_are_written(text: str, minutes: str) -> None:
    assert doses.say_hours(doses.read_hours(text)) == minutes
    assert doses.read_hours(minutes) == doses.read_hours(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("24", "hours of the day"), ("7:60", "hours of the day"), ("", "hours of the day"), ("seven", "hours of the day"),
     ("7 07:00", "twice"), ("1 2 3 4 5 6 7 8 9", "or fewer")],
)  # fmt: skip
def test_what_is_no_hour_is_refused_beside_it(text: str, reason: str) -> None:
    with pytest.raises(errors.RuleBroken, match=reason) as refused:
        doses.read_hours(text)
    assert refused.value.field == "hours"


# -- what is refused


def test_a_plan_lies_in_order() -> None:
    doses.plan_in_order(DAY, None, 7)
    doses.plan_in_order(DAY, DAY, 1)
    with pytest.raises(errors.RuleBroken, match="before the first"):
        doses.plan_in_order(DAY, DAY - datetime.timedelta(days=1), 1)
    with pytest.raises(errors.RuleBroken, match="once only"):
        doses.plan_in_order(DAY, DAY + datetime.timedelta(days=2), 3)


def test_a_medicine_has_its_name_in_one_place() -> None:
    doses.one_name("Paracétamol", None)
    doses.one_name(None, "closed")
    with pytest.raises(errors.RuleBroken, match="open or for named") as refused:
        doses.one_name("", None)
    assert refused.value.field == "name"
    with pytest.raises(errors.RuleBroken, match="one place"):
        doses.one_name("a", "b")


def test_only_a_dose_that_is_due_is_marked_and_when_its_hour_is_near() -> None:
    (dose, *_rest) = week(plan(minutes=(420,)))

    assert doses.is_due([dose], dose.key) == dose
    with pytest.raises(errors.RuleBroken, match="No dose"):
        doses.is_due([dose], ("m", DAY, 421))
    doses.has_come(dose, at(DAY, 360), 60)
    with pytest.raises(errors.RuleBroken, match="planned for 07:00"):
        doses.has_come(dose, at(DAY, 359), 60)


def test_what_is_held_back_says_why_and_what_is_given_before_a_witness_who_saw_it() -> None:
    doses.says_something("given")
    with pytest.raises(errors.RuleBroken, match="left as it is"):
        doses.says_something("not_yet")
    doses.says_why("refused", None)
    doses.says_why("withheld", "fever since noon")
    with pytest.raises(errors.RuleBroken, match="Say why"):
        doses.says_why("withheld", "")
    doses.was_seen("refused", controlled=True, witness=None, giver="a")
    doses.was_seen("given", controlled=False, witness=None, giver="a")
    doses.was_seen("given", controlled=True, witness="b", giver="a")
    with pytest.raises(errors.RuleBroken, match="choose who saw"):
        doses.was_seen("given", controlled=True, witness=None, giver="a")
    with pytest.raises(errors.RuleBroken, match="not the witness"):
        doses.was_seen("given", controlled=True, witness="a", giver="a")


# -- whatever the plans, the zone and the day

DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
MINUTES = st.lists(st.integers(0, 1439), min_size=1, max_size=4, unique=True).map(lambda found: tuple(sorted(found)))


@st.composite
def courses(draw: st.DrawFn) -> tuple[list[Plan], datetime.tzinfo]:
    """One medicine whose plan was changed a few times, and perhaps stopped."""
    zone = draw(st.sampled_from(ZONES))
    day = draw(DAYS)
    begins = at(day, 0, zone)
    plans: list[Plan] = []
    for place in range(draw(st.integers(1, 4))):
        held = draw(st.integers(1, 6 * 24 * 60)) * instants.MINUTE
        last = place == 3 or draw(st.booleans())
        ends = None if last and draw(st.booleans()) else begins + held
        from_day = doses.day_at(begins, zone)
        more = draw(st.none() | st.integers(0, 6))
        until = None if more is None else from_day + datetime.timedelta(days=more)
        plans.append(Plan(f"p{place}", "m", str(place), draw(MINUTES), draw(st.integers(1, 3)), from_day, until, begins,
                          ends))  # fmt: skip
        if ends is None or last:
            break
        begins = ends
    return plans, zone


@given(courses(), st.integers(-48, 200), st.integers(1, 200))
def test_what_is_due_lies_in_its_plan_in_order_and_once(
    course: tuple[list[Plan], datetime.tzinfo], ahead: int, hours: int
) -> None:
    plans, zone = course
    start = plans[0].begins_at + ahead * HOUR
    end = start + hours * HOUR
    found = doses.due(plans, start, end, zone)
    by_key = {one.key: one for one in plans}

    assert found == sorted(found)
    assert len({(dose.plan, dose.key) for dose in found}) == len(found)
    for dose in found:
        one = by_key[dose.plan]
        assert start <= dose.at < end
        assert one.begins_at <= dose.at
        assert one.ends_at is None or dose.at < one.ends_at
        assert dose.minute in one.minutes
        assert one.from_day <= dose.day
        assert one.to_day is None or dose.day <= one.to_day
        assert (dose.day - one.from_day).days % one.every_days == 0


@given(courses(), st.integers(0, 150), st.integers(0, 150))
def test_two_halves_of_a_span_are_the_whole(
    course: tuple[list[Plan], datetime.tzinfo], first: int, second: int
) -> None:
    """However the hours are asked for, each dose is told in one of them: none falls between two rounds."""
    plans, zone = course
    start = plans[0].begins_at - 24 * HOUR
    middle, end = start + first * HOUR, start + (first + second) * HOUR

    assert doses.due(plans, start, middle, zone) + doses.due(plans, middle, end, zone) == sorted(
        doses.due(plans, start, end, zone)
    )


@given(st.sampled_from(ZONES), DAYS, MINUTES)
def test_a_change_of_time_neither_loses_a_dose_nor_makes_two_of_one(
    zone: datetime.tzinfo, day: datetime.date, minutes: tuple[int, ...]
) -> None:
    held = Plan("p", "m", "1", minutes, 1, day, day + datetime.timedelta(days=6), at(day, 0, zone), None)
    found = doses.due([held], at(day, 0, zone) - 48 * HOUR, at(day, 0, zone) + 10 * 24 * HOUR, zone)

    assert sorted(dose.key for dose in found) == sorted(
        ("m", day + datetime.timedelta(days=more), minute) for more in range(7) for minute in minutes
    )


@given(courses(), st.integers(0, 6 * 24 * 60))
def test_a_change_of_plan_changes_nothing_of_what_was_due_before(
    course: tuple[list[Plan], datetime.tzinfo], later: int
) -> None:
    """Back-dated marks stay marks of doses that were due: a change or a stop begins at its hour and not before."""
    plans, zone = course
    first = plans[0]
    stop = first.begins_at + later * instants.MINUTE
    stopped = Plan(first.key, first.medicine, first.dose, first.minutes, first.every_days, first.from_day,
                   first.to_day, first.begins_at, min(stop, first.ends_at or stop))  # fmt: skip
    start, end = first.begins_at - HOUR, first.begins_at + 10 * 24 * HOUR

    before = [dose for dose in doses.due([first], start, end, zone) if dose.at < stop]
    assert doses.due([stopped], start, end, zone) == before


def test_a_changed_plan_goes_on_in_its_rhythm_or_begins_another_at_once() -> None:
    one = datetime.timedelta(days=1)

    assert [doses.in_rhythm(DAY + more * one, DAY, 3, 3) for more in range(4)] == [
        DAY, DAY + 3 * one, DAY + 3 * one, DAY + 3 * one,
    ]  # fmt: skip
    assert doses.in_rhythm(DAY + one, DAY, 3, 2) == DAY + one


def test_a_dose_of_a_time_away_lies_between_the_leaving_and_the_return_and_nothing_else_is_said_of_it() -> None:
    times = (away.Away(10, 20), away.Away(30, None))

    assert [away.while_away(instant, times) for instant in (9, 10, 19, 20, 29, 30, 99)] == [
        False, True, True, False, False, True, True,
    ]  # fmt: skip
    away.is_said("not_known", 10, times)
    away.is_said("given", 9, times)
    with pytest.raises(errors.RuleBroken, match="was not away"):
        away.is_said("given_there", 9, times)
