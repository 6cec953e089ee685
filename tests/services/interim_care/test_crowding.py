"""A full house and a house in which several are isolated, on a real vault: told, counted, and nobody turned away."""

from __future__ import annotations

import datetime

from tests.services.arrivals.house import DAY
from tests.services.interim_care.conftest import Home
from tests.services.interim_care.test_beds import asked
from transit_desk.desk import Desk
from transit_desk.module import Task
from transit_desk.services.interim_care import hooks

ONE = datetime.timedelta(days=1)


def told(home: Home) -> dict[str, Task]:
    """What beds tell Today."""
    return {str(task.title): task for task in asked(home, hooks.alerts_of) if isinstance(task, Task)}


def small(desk: Desk, beds: int) -> None:
    """The house is said to be for so many children."""
    desk.do("office.change_setting", key="interim_care.capacity", value=beds, holds_from=DAY)


def test_a_full_house_says_for_how_many_nights_and_asks_for_a_plan(home: Home) -> None:
    desk = home.house.desk
    small(desk, 2)
    for place in (1, 2):
        home.give(home.child("m"), f"boys_14_17-{place}")
    home.house.clock.pass_(days=2)

    board = desk.ask("interim_care.board")
    assert (board.crowding.level, board.crowding.percent, board.crowded_nights) == ("full", 100, 3)
    (task,) = told(home).values()
    assert str(task.title) == "Every bed has been taken for 3 nights"
    assert task.target is not None
    assert task.target.page == "interim_care.mattress_plan"
    home.give(home.child("m"), "boys_14_17-3")
    assert desk.ask("interim_care.board").crowding.percent == 150, "an arrival at night is never refused"

    desk.do("interim_care.plan_mattresses", words="Two mattresses, water twice a day.", look_again=DAY + 9 * ONE)
    (task,) = told(home).values()
    assert "Two mattresses" in str(task.detail)
    home.house.clock.pass_(days=9)
    assert desk.ask("interim_care.board").plan == "", "its day has come: it is written anew"


def test_children_isolated_for_an_illness_are_counted_and_no_illness_is_named(home: Home) -> None:
    desk = home.house.desk
    room = desk.do("interim_care.make_room", name="Alone", block="quiet", capacity=3, isolation=True)
    for place in (1, 2, 3):
        home.beds[f"alone-{place}"] = desk.do("interim_care.make_bed", room_id=room, code=f"alone-{place}")
    one, other, third = (home.child("m", name=name) for name in ("Safari", "Musa", "Amani"))

    home.give(one, "alone-1", why="the nurse asked for it", alone_for="illness")
    home.give(other, "alone-2", why="the nurse asked for it", alone_for="quiet")
    assert not [title for title in told(home) if "isolated" in title]
    home.give(third, "alone-3", why="the nurse asked for it", alone_for="illness")

    (task,) = told(home).values()
    assert str(task.title) == "2 children isolated for an illness"
    assert task.urgent


def test_a_reservation_is_told_in_the_story_as_what_it_is(home: Home) -> None:
    boy = home.child("m")
    home.house.desk.do("interim_care.reserve_bed", file_id=boy, bed_id=home.beds["boys_14_17-1"],
                       from_day=DAY + 3 * ONE)  # fmt: skip
    home.give(boy, "boys_14_17-2")
    home.house.desk.do("interim_care.end_stay", file_id=boy, why="sleeps beside his brother")

    events = asked(home, hooks.timeline_of, file_id=boy)

    assert {(str(event.title), event.detail) for event in events} == {
        ("Bed boys_14_17-1 reserved", ""),
        ("Bed boys_14_17-2 given", ""),
        ("Bed boys_14_17-2 free again", "sleeps beside his brother"),
    }
