"""Growth, hours left, weeks: each rule in a sentence, held to its branches."""

from __future__ import annotations

import datetime

import pytest

from transit_desk.domain import errors, instants
from transit_desk.services.health.rules import clocks, growth, weeks
from transit_desk.services.health.rules.clocks import Clock

DAY = datetime.date(2026, 11, 21)


def points(*amounts: int) -> list[tuple[datetime.date, int]]:
    return [(DAY + datetime.timedelta(days=30 * place), amount) for place, amount in enumerate(amounts)]


# -- growth


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [("41,5", growth.WEIGHT, 41_500), ("41.537", growth.WEIGHT, 41_537), ("12", growth.ARM, 120),
     ("12,5", growth.ARM, 125), ("12,57", growth.ARM, 125), ("0,5", growth.WEIGHT, 500)],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(text: str, unit: growth.Unit, amount: int) -> None:
    assert growth.read_amount(text, unit, "weight") == amount


def test_what_was_not_measured_is_nothing_and_what_is_no_number_is_refused() -> None:
    assert growth.read_amount(None, growth.WEIGHT, "weight") is None
    assert growth.read_amount("  ", growth.WEIGHT, "weight") is None
    with pytest.raises(errors.RuleBroken, match="41,5") as refused:
        growth.read_amount("heavy", growth.WEIGHT, "weight")
    assert refused.value.field == "weight"


def test_what_no_child_measures_is_refused_in_the_unit_it_is_read_off_in() -> None:
    for told in ("300", "0"):
        with pytest.raises(errors.RuleBroken, match="Write it in kg, from 0,5 to 250") as refused:
            growth.read_amount(told, growth.WEIGHT, "weight")
        assert refused.value.field == "weight"
    for unit, words in ((growth.HEIGHT, "cm, from 30 to 230"), (growth.ARM, "cm, from 5 to 50")):
        with pytest.raises(errors.RuleBroken, match=words):
            growth.read_amount("400", unit, "arm")


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [(41_500, 1000, "41,5"), (41_000, 1000, "41"), (41_050, 1000, "41,05"), (125, 10, "12,5")],
)
def test_amounts_are_said_as_they_were_written(amount: int, unit: int, words: str) -> None:
    assert growth.say_amount(amount, unit) == words


def test_a_measure_measures_something() -> None:
    growth.something_measured(None, 1)
    with pytest.raises(errors.RuleBroken, match="at least one"):
        growth.something_measured(None, None)


def test_the_trend_is_told_from_two_measures_on_and_not_for_a_plate_of_rice() -> None:
    assert growth.trend(points(40_000)) is None
    assert growth.trend(points(40_000, 40_700)) == "steady"
    assert growth.trend(points(40_000, 40_800)) == "rising"
    assert growth.trend(points(45_000, 40_000, 39_100)) == "falling"


def test_twice_in_a_row_is_seen_however_little() -> None:
    assert growth.lost_twice(points(40_000, 39_900, 39_800))
    assert not growth.lost_twice(points(40_000, 39_900))
    assert not growth.lost_twice(points(40_000, 39_900, 39_900))


@pytest.mark.parametrize(
    ("arm", "months", "word"),
    [(114, 12, "severe"), (115, 12, "moderate"), (125, 12, "enough"), (150, 60, "severe"), (150, 5, "severe"),
     (170, None, "moderate"), (190, 180, "enough")],
)  # fmt: skip
def test_the_upper_arm_is_held_to_the_threshold_of_its_age(arm: int, months: int | None, word: str) -> None:
    assert growth.arm_word(arm, months, (115, 125), growth.two_thresholds("160 185")) == word


# -- hours left


def test_of_an_event_twenty_hours_ago_52_and_100_hours_are_left() -> None:
    found = clocks.clocks(0, 20 * instants.HOUR, {}, clocks.helps("f"))

    assert found == [Clock("against_hiv", 52), Clock("contraception", 100)]


def test_what_is_settled_runs_no_more_and_what_was_sent_for_goes_on() -> None:
    answers: dict[str, str | None] = {"against_hiv": "sent", "contraception": "given"}

    assert clocks.clocks(0, instants.HOUR, answers, clocks.helps("f")) == [Clock("against_hiv", 71)]


@pytest.mark.parametrize(
    ("hours", "minutes", "left"), [(71, 1, 0), (71, 59, 0), (72, 0, clocks.OVER), (73, 0, clocks.OVER)]
)
def test_to_the_last_minute_it_is_not_too_late(hours: int, minutes: int, left: int) -> None:
    found = clocks.clocks(0, hours * instants.HOUR + minutes * instants.HOUR // 60, {}, clocks.helps("m"))

    assert found == [Clock("against_hiv", left)]


def test_what_ran_out_is_told_until_somebody_says_what_was_done() -> None:
    assert clocks.next_of([Clock("against_hiv", clocks.OVER), Clock("contraception", 30)]) == 30
    assert clocks.next_of([Clock("against_hiv", clocks.OVER)]) == clocks.OVER
    assert clocks.next_of([]) is None


# -- weeks


def test_the_next_visit_before_a_birth_is_the_first_after_the_last() -> None:
    expected = DAY + datetime.timedelta(weeks=40)

    def key(seen: list[datetime.date], known: datetime.date = DAY) -> str:
        found = weeks.next_before_birth(expected, weeks.BEFORE_BIRTH, seen, known)
        return found.key if found else ""

    first = weeks.next_before_birth(expected, weeks.BEFORE_BIRTH, [], DAY)
    assert first == weeks.Window("12", DAY + datetime.timedelta(weeks=12), DAY + datetime.timedelta(weeks=12, days=6))
    assert key([DAY + datetime.timedelta(weeks=21)]) == "26"
    assert key([expected]) == ""
    assert key([], DAY + datetime.timedelta(weeks=12, days=6)) == "12"
    assert key([], DAY + datetime.timedelta(weeks=13)) == "20"


def test_weeks_are_counted_from_the_day_it_is_expected() -> None:
    assert weeks.week_of(DAY + datetime.timedelta(weeks=15), DAY) == 25


def test_a_birth_is_expected_within_the_time_it_takes() -> None:
    weeks.expected_in_time(DAY, DAY)
    for days in (-29, 281):
        with pytest.raises(errors.RuleBroken, match="40 weeks"):
            weeks.expected_in_time(DAY + datetime.timedelta(days=days), DAY)


def test_vaccines_are_due_by_the_day_of_birth_and_once_each() -> None:
    series = weeks.vaccines(DAY, weeks.VACCINES)

    assert [step.window.key for step in series] == ["0w", "6w", "10w", "14w", "9m"]
    assert series[-1].window.first == datetime.date(2027, 8, 21)
    left = weeks.not_given(series, ["bcg", "polio", "polio", "penta"])
    assert left[0].what == ("pcv", "rota")
    assert [step.window.key for step in left] == ["6w", "10w", "14w", "9m"]


def test_a_setting_that_names_no_time_is_a_fault() -> None:
    with pytest.raises(ValueError, match="soon"):
        weeks.vaccines(DAY, "soon bcg")


def test_by_weeks_is_for_infants() -> None:
    assert weeks.is_infant(DAY, datetime.date(2028, 11, 21), 24)
    assert not weeks.is_infant(DAY, datetime.date(2028, 11, 22), 24)


def test_the_weeks_of_the_visits_before_a_birth_are_read_in_their_order() -> None:
    assert weeks.weeks_before_birth("26 12 20") == [12, 20, 26]


@pytest.mark.parametrize("words", ["0 12", "12 46", "soon"])
def test_weeks_that_no_pregnancy_has_are_not_read(words: str) -> None:
    with pytest.raises(ValueError, match=words):
        weeks.weeks_before_birth(words)
