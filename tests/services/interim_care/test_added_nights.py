"""Nights that are added to a stay, whichever act adds them, are asked as those of a bed that is given."""

from __future__ import annotations

import datetime

import pytest

from tests.services.arrivals.house import DAY
from tests.services.interim_care.conftest import Home
from transit_desk.domain import errors
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.rules import Taken

ONE = datetime.timedelta(days=1)
FEVER = "a fever since last night"


def test_a_bed_that_was_taken_away_is_not_slept_in_again(home: Home) -> None:
    desk = home.house.desk
    first, second = home.child("m", name="Adam"), home.child("m", name="Zed")
    home.give(first, "boys_14_17-1")
    desk.do("interim_care.end_stay", file_id=first)
    desk.do("interim_care.remove_bed", bed_id=home.beds["boys_14_17-1"], why="it broke down")
    home.beds["new"] = desk.do("interim_care.make_bed", room_id=home.rooms["boys_14_17"], code="boys_14_17-1")
    with pytest.raises(errors.RuleBroken):
        desk.undo()  # of taking it away: there is one of its code
    before = home.house.commits()

    assert desk.can_undo() is None  # the end of the stay lies under it
    assert home.house.commits() == before
    assert [each.file_id for each in desk.ask("interim_care.board").to_bed] == [first, second]
    home.give(second, "new")


def test_nobody_is_written_into_nights_of_the_other_sex(home: Home) -> None:
    desk = home.house.desk
    boy, girl = home.child("m", name="Ben"), home.child("f", name="Gina")
    stay = home.give(boy, "infirmary-1", why=FEVER)
    home.house.clock.pass_(days=1)
    desk.do("interim_care.end_stay", file_id=boy)
    home.house.clock.pass_(days=1)
    home.give(girl, "infirmary-2", why=FEVER)
    number = home.bed("infirmary-2").number
    home.house.clock.pass_(days=3)
    ended = {"record_id": stay, "end_why": "he left the bed only later"}

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("interim_care.correct_end", to_day=DAY + 3 * ONE, **ended)

    assert refused.value.field == "to_day"
    assert "girls and boys sleep apart." in str(refused.value)
    assert f"On those nights {number} has a bed in this room." in str(refused.value)
    desk.do("interim_care.correct_end", to_day=DAY + 2 * ONE, **ended)
    desk.do("interim_care.correct_end", to_day=DAY, **ended)


def test_a_plan_reaches_no_further_than_the_promise_to_a_girl(home: Home) -> None:
    desk = home.house.desk
    boy, girl = home.child("m", name="Ben"), home.child("f", name="Gina")
    desk.do("interim_care.reserve_bed", file_id=girl, bed_id=home.beds["infirmary-2"], from_day=DAY + 5 * ONE,
            why="an operation is planned")  # fmt: skip
    home.give(boy, "infirmary-1", why=FEVER, until=DAY + 3 * ONE)

    for until in (DAY + 6 * ONE, None):
        with pytest.raises(errors.RuleBroken, match="sleep apart") as refused:
            desk.do("interim_care.plan_end", file_id=boy, until=until)
        assert refused.value.field == "until"
    desk.do("interim_care.plan_end", file_id=boy, until=DAY + 5 * ONE)
    desk.do("interim_care.plan_end", file_id=boy, until=DAY + 1 * ONE)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ((3, None), (5, None), (3, 5)),
        ((3, None), (3, None), None),
        ((5, None), (3, None), None),
        ((3, None), (None, None), (3, None)),
        ((None, 4), (None, 6), (4, 6)),
        ((None, 4), (None, None), (4, None)),
        ((None, None), (None, 6), None),
        ((None, None), (8, None), None),
    ],
)
def test_only_nights_that_come_at_the_end_are_added(
    before: tuple[int | None, int | None], after: tuple[int | None, int | None], found: tuple[int, int | None] | None
) -> None:
    def nights(days: tuple[int | None, int | None]) -> Taken:
        end, until = (DAY + day * ONE if day is not None else None for day in days)
        return Taken("b", "TD-1", "m", DAY, end, until)

    told = rules.added(nights(before), nights(after))

    if found is None:
        assert told is None
        return
    assert told is not None
    assert told.from_day == DAY + found[0] * ONE
    assert told.end(planned=True) == (DAY + found[1] * ONE if found[1] is not None else None)


def test_no_night_lies_between_two_stays_in_the_house(home: Home) -> None:
    desk = home.house.desk
    boy = home.child("m", name="Neo")
    home.house.clock.pass_(days=2)
    stay = home.give(boy, "boys_14_17-1", from_day=DAY, to_day=DAY + ONE)
    desk.do("case_file.leave", file_id=boy, ended_on=DAY + 2 * ONE, track="reunified")
    with pytest.raises(errors.RuleBroken, match="no night here comes after"):
        home.give(boy, "boys_14_17-2")
    home.house.clock.pass_(days=8)
    desk.do("case_file.receive_again", file_id=boy)

    for first, last, field in ((5, None, "from_day"), (1, 4, "to_day"), (1, None, "from_day")):
        with pytest.raises(errors.RuleBroken, match="no night here lies between") as refused:
            home.give(boy, "boys_14_17-2", from_day=DAY + first * ONE, to_day=last and DAY + last * ONE)
        assert refused.value.field == field
    with pytest.raises(errors.RuleBroken, match="no night here lies between") as refused:
        desk.do("interim_care.correct_end", record_id=stay, to_day=DAY + 3 * ONE, end_why="he stayed on")
    assert refused.value.field == "to_day"
    desk.do("interim_care.correct_end", record_id=stay, to_day=DAY + 2 * ONE, end_why="he stayed on")
    home.give(boy, "boys_14_17-2")


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([], []),
        ([(1, None)], []),
        ([(1, 3)], [(3, None)]),
        ([(5, None), (1, 3)], [(3, 5)]),
        ([(1, 3), (3, None)], []),
        ([(1, 6), (2, 4), (8, 9)], [(6, 8), (9, None)]),
        ([(1, None), (4, 6)], []),
        ([(1, 3), (4, None), (6, 7)], [(3, 4)]),
    ],
)
def test_what_lies_between_spans(spans: list[tuple[int, int | None]], found: list[tuple[int, int | None]]) -> None:
    assert rules.between(spans) == found
