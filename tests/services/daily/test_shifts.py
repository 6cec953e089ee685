"""Staff on shift, through the desk: who is there, which night has no woman, what is told of it and counted."""

from __future__ import annotations

from typing import Any

import pytest

from tests import makers
from tests.services.daily.looks import ONE_DAY, TODAY, block, cells, child, figures, told, worker
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.module import Facts

NIGHT: Any = {"on_day": TODAY, "part": "night"}


def test_a_night_without_a_woman_is_told_before_it_comes_and_until_a_woman_is_there(desk: Desk) -> None:
    child(desk)
    assert told(desk, "a woman") == []  # nobody keeps shifts here yet

    tomorrow = TODAY + ONE_DAY
    desk.do("daily.put_on_shift", on_day=tomorrow, part="night", worker_id=worker(desk, "Pascal Murhula"))
    assert [(str(each.title), str(each.detail), each.tier, each.urgent) for each in told(desk, "to come")] == [
        ("1 night to come without a woman on the girls’ block", "22 Nov", "tomorrow", True)
    ]

    desk.do("daily.put_on_shift", on_day=tomorrow, part="night", worker_id=worker(desk, "Sifa Balola"), block="girls")
    assert told(desk, "to come") == []


def test_a_woman_of_no_list_counts_and_one_with_the_boys_does_not(desk: Desk) -> None:
    child(desk)
    desk.do("daily.put_on_shift", **NIGHT, worker_id=worker(desk, "Sifa Balola"), block="boys_14_17")
    assert len(told(desk, "block tonight")) == 1

    desk.do("daily.put_on_shift", **NIGHT, name="Maman Rehema", sex="f", block="girls")
    assert told(desk, "block tonight") == []


def test_a_written_reason_makes_it_quieter_but_never_silent(desk: Desk) -> None:
    child(desk)
    desk.do("daily.put_on_shift", **NIGHT, worker_id=worker(desk, "Pascal Murhula"))
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("daily.answer_without_woman", **NIGHT, why="Sifa est malade", instead="..")
    assert refused.value.field == "instead"

    desk.do("daily.answer_without_woman", **NIGHT, why="Sifa est malade", instead="Zawadi dort à la maison")
    (night,) = told(desk, "block tonight")
    missing = block(desk.ask("daily.staff"), "Shifts without a woman")

    assert (night.urgent, str(night.detail)) == (False, "Instead: Zawadi dort à la maison")
    assert cells(missing)[-1] == ("Night, 21 Nov", "Sifa est malade: Zawadi dort à la maison")
    desk.undo()
    assert told(desk, "block tonight")[0].urgent


def test_where_no_girl_lives_no_woman_is_missing(desk: Desk) -> None:
    child(desk, "Amani", "m")
    desk.do("daily.put_on_shift", **NIGHT, worker_id=worker(desk, "Pascal Murhula"))

    assert told(desk, "woman") == []


def test_nights_with_a_woman_are_a_figure(house: makers.House) -> None:
    """Three nights with a girl; on two of them a woman was there."""
    desk = house.desk()
    child(desk)
    sifa, pascal = worker(desk, "Sifa Balola"), worker(desk, "Pascal Murhula")
    desk.do("daily.put_on_shift", **NIGHT, worker_id=sifa, until_day=TODAY + ONE_DAY)
    desk.do("daily.put_on_shift", **NIGHT, worker_id=pascal, until_day=TODAY + 2 * ONE_DAY)
    house.clock.pass_(days=3)
    found = figures(house.desk(), TODAY - 5 * ONE_DAY, TODAY + 9 * ONE_DAY)

    assert (found["daily.nights_with_girls"], found["daily.nights_with_a_woman"]) == (3, 2)
    assert found["daily.nights_with_a_woman_percent"] == 67
    assert (found["daily.people_on_shifts"], found["daily.women_on_shifts"]) == (5, 2)


def test_a_plan_of_days_is_kept_whole_or_not_at_all(desk: Desk) -> None:
    sifa = worker(desk, "Sifa Balola")
    desk.do("daily.put_on_shift", on_day=TODAY + 2 * ONE_DAY, part="day", worker_id=sifa)

    with pytest.raises(errors.RuleBroken, match="Sifa Balola is on this shift already: 23 Nov"):
        desk.do("daily.put_on_shift", on_day=TODAY, part="day", worker_id=sifa, until_day=TODAY + 6 * ONE_DAY)
    tab = desk.ask("daily.staff")

    assert cells(block(tab, "On duty today")) == []
    assert cells(block(tab, "On the days that follow")) == [("23 Nov", "Sifa Balola (women: 1)", "", "")]


def test_who_is_taken_off_a_shift_is_no_longer_on_it_and_undo_puts_them_back(desk: Desk) -> None:
    (shift,) = desk.do("daily.put_on_shift", **NIGHT, worker_id=worker(desk, "Sifa Balola"), from_hour="21h")
    assert cells(block(desk.ask("daily.staff"), "On duty today")) == [
        ("Sifa Balola", "Night", "the whole house", "21:00–…")
    ]

    desk.do("daily.take_off_shift", shift_id=shift)
    assert cells(block(desk.ask("daily.staff"), "On duty today")) == []
    with pytest.raises(errors.RuleBroken):
        desk.do("daily.take_off_shift", shift_id=shift)
    desk.undo()
    assert len(cells(block(desk.ask("daily.staff"), "On duty today"))) == 1


def test_the_page_says_how_many_are_needed_and_how_many_are_women(desk: Desk) -> None:
    for number in range(10):
        child(desk, f"Amani {number}", "m")
    desk.do("daily.put_on_shift", on_day=TODAY, part="day", worker_id=worker(desk, "Sifa Balola"))
    enough = block(desk.ask("daily.staff"), "Enough people?")

    assert isinstance(enough, Facts)
    assert [str(line.value) for line in enough.lines] == ["1 of 2, women: 1", "0 of 2, women: 0", "0 of 1, women: 0"]


def test_a_day_of_before_is_shown_as_it_was_and_what_is_no_day_is_not_here(desk: Desk) -> None:
    view = desk.ask("daily.day", record_id="2026-11-20")

    assert view.header.title == "The day, yesterday"
    assert view.back is not None
    assert view.back.record_id == "2026-11-19"
    with pytest.raises(errors.NotFound):
        desk.ask("daily.day", record_id="tomorrow")


def test_only_those_who_lead_plan_shifts(house: makers.House) -> None:
    desk = house.desk("e.sifa")

    assert desk.ask("daily.staff").key == "daily.staff"
    with pytest.raises(errors.NotAllowed):
        desk.do("daily.put_on_shift", **NIGHT, name="Rehema", sex="f")
