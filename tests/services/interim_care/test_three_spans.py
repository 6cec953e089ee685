"""Stays, blocks and absences on a real vault: one test of overlap for every act, and what is in the way is named.

The faults of like programs are marked with their ids.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import sqlalchemy.exc

from tests.services.arrivals.house import DAY
from tests.services.interim_care.conftest import Home
from transit_desk.domain import errors
from transit_desk.services.interim_care.records import BedTaken, Stay
from transit_desk.storage.work import VaultSession, Work

ONE = datetime.timedelta(days=1)


def do(home: Home, name: str, **values: Any) -> Any:
    return home.house.desk.do(f"interim_care.{name}", **values)


def refusal(home: Home, name: str, **values: Any) -> errors.RuleBroken:
    """What is refused, with nothing kept."""
    before = home.house.commits()
    with pytest.raises(errors.RuleBroken) as refused:
        do(home, name, **values)
    assert home.house.commits() == before
    return refused.value


def words(home: Home, code: str, day: datetime.date | None = None) -> str:
    """The word of a bed on a night."""
    board = home.house.desk.ask("interim_care.board", day=day)
    return next(str(bed.state) for room in board.rooms for bed in room.beds if bed.code == code)


@pytest.fixture
def two(home: Home) -> tuple[Home, str, str]:
    """Two boys in two beds since three nights."""
    one, other = home.child("m", name="Safari"), home.child("m", name="Musa")
    home.give(one, "boys_14_17-1")
    home.give(other, "boys_14_17-2")
    home.house.clock.pass_(days=3)
    return home, one, other


# -- the word of a bed, on any night


def test_each_word_of_a_bed_is_derived_from_the_three_spans(two: tuple[Home, str, str]) -> None:
    home, one, _other = two
    desk = home.house.desk
    do(home, "block_bed", bed_id=home.beds["girls-1"], kind="cleaning")
    do(home, "block_bed", bed_id=home.beds["girls-2"], kind="isolation_hold", why="two with scabies")
    do(home, "go_away", file_id=one, kind="leave", left_at=desk.now())
    coming = desk.do("case_file.open_case", sex="m", care_track="in_transit", name="Amani", age="15")
    do(home, "reserve_bed", file_id=coming, bed_id=home.beds["boys_14_17-3"], from_day=DAY + 5 * ONE)

    assert {code: words(home, code) for code in (
        "girls-1", "girls-2", "boys_14_17-1", "boys_14_17-2", "boys_14_17-3", "family-1",
    )} == {
        "girls-1": "to_clean", "girls-2": "out_of_use", "boys_14_17-1": "kept", "boys_14_17-2": "taken",
        "boys_14_17-3": "reserved", "family-1": "free",
    }  # fmt: skip


def test_the_house_can_be_looked_at_on_another_night(two: tuple[Home, str, str]) -> None:
    home, one, _other = two
    do(home, "move_bed", file_id=one, bed_id=home.beds["boys_14_17-3"], on_day=DAY + 2 * ONE)

    told = [(words(home, "boys_14_17-1", DAY + each * ONE), words(home, "boys_14_17-3", DAY + each * ONE))
            for each in range(-1, 4)]  # fmt: skip

    assert told == [("free", "free"), ("taken", "free"), ("taken", "free"), ("free", "taken"), ("free", "taken")]
    then = home.house.desk.ask("interim_care.board", day=DAY)
    assert (then.in_beds, then.to_bed) == (2, ())


# -- bad input: each refused, with the record in the way


@pytest.mark.fault("6")
@pytest.mark.fault("care#850")
def test_a_bed_that_is_taken_is_neither_offered_nor_given(two: tuple[Home, str, str]) -> None:
    home, one, _other = two
    third = home.child("m")

    offered = {bed.code for bed in home.house.desk.ask("interim_care.free_beds", file_id=third)}
    refused = refusal(home, "give_bed", file_id=third, bed_id=home.beds["boys_14_17-1"])

    assert not {"boys_14_17-1", "boys_14_17-2"} & offered
    assert refused.about == ("case_file", one)


def test_no_stay_over_a_block_and_no_block_over_a_stay(two: tuple[Home, str, str]) -> None:
    home, one, _other = two
    third, bed = home.child("m"), home.beds["boys_14_17-3"]
    do(home, "block_bed", bed_id=bed, kind="repair", from_day=DAY + 3 * ONE, why="a slat broke")

    over = refusal(home, "give_bed", file_id=third, bed_id=bed)
    move = refusal(home, "move_bed", file_id=one, bed_id=bed)
    under = refusal(home, "block_bed", bed_id=home.beds["boys_14_17-1"], kind="cleaning")
    twice = refusal(home, "block_bed", bed_id=bed, kind="closed", why="the room is painted")

    assert "to repair since" in str(over)
    assert (over.about, move.about, twice.about) == (("bed", bed),) * 3
    assert under.about == ("case_file", one)


def test_a_block_that_ends_before_a_promise_is_no_hindrance(home: Home) -> None:
    boy, bed = home.child("m"), home.beds["boys_14_17-1"]
    do(home, "block_bed", bed_id=bed, kind="repair", to_day=DAY + 2 * ONE, why="a slat broke")

    assert "to repair" in str(refusal(home, "reserve_bed", file_id=boy, bed_id=bed, from_day=DAY + ONE))
    do(home, "reserve_bed", file_id=boy, bed_id=bed, from_day=DAY + 2 * ONE)
    assert refusal(home, "block_bed", bed_id=bed, kind="closed", from_day=DAY + 3 * ONE, why="painted").about


def test_lengthening_into_the_next_is_refused_and_names_the_next(two: tuple[Home, str, str]) -> None:
    home, one, other = two
    do(home, "plan_end", file_id=one, until=DAY + 6 * ONE)
    third = home.child("m")
    do(home, "reserve_bed", file_id=third, bed_id=home.beds["boys_14_17-1"], from_day=DAY + 6 * ONE)

    longer = refusal(home, "plan_end", file_id=one, until=DAY + 7 * ONE)
    open_ended = refusal(home, "plan_end", file_id=one)

    assert (longer.field, longer.about, open_ended.about) == ("until", ("case_file", third), ("case_file", third))
    do(home, "plan_end", file_id=one, until=DAY + 5 * ONE)
    do(home, "end_stay", file_id=other)
    stay = _stay_of(home, other)
    do(home, "give_bed", file_id=other, bed_id=home.beds["boys_14_17-3"])
    assert refusal(home, "correct_end", record_id=stay, to_day=DAY - ONE, end_why="a slip").field == "to_day"


def test_an_ended_stay_is_not_lengthened_over_whoever_came_next(two: tuple[Home, str, str]) -> None:
    home, one, other = two
    do(home, "end_stay", file_id=one, on_day=DAY + ONE)
    do(home, "move_bed", file_id=other, bed_id=home.beds["boys_14_17-1"], on_day=DAY + 2 * ONE)

    refused = refusal(home, "correct_end", record_id=_stay_of(home, one), to_day=DAY + 3 * ONE, end_why="left later")
    do(home, "correct_end", record_id=_stay_of(home, one), to_day=DAY + 2 * ONE, end_why="left a day later")

    assert (refused.field, refused.about) == ("to_day", ("case_file", other))
    assert words(home, "boys_14_17-1", DAY + ONE) == "taken"
    home.house.desk.undo()
    assert words(home, "boys_14_17-1", DAY + ONE) == "free"


def _stay_of(home: Home, file_id: str) -> str:
    desk = home.house.desk
    with VaultSession(desk.vault.reader) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test")
        return next(stay.id for stay in work.standing(Stay, file_id))


def test_a_child_already_moved_is_not_moved_from_before(two: tuple[Home, str, str]) -> None:
    home, one, _other = two
    do(home, "move_bed", file_id=one, bed_id=home.beds["boys_14_17-3"], on_day=DAY + 2 * ONE)

    back = refusal(home, "move_bed", file_id=one, bed_id=home.beds["boys_14_17-1"], on_day=DAY + ONE)
    stale = refusal(home, "move_bed", file_id=one, bed_id=home.beds["boys_14_17-1"], from_bed=home.beds["boys_14_17-1"])

    assert (back.field, back.about) == ("on_day", ("bed", home.beds["boys_14_17-3"]))
    assert "moved this child since you looked" in str(stale)


def test_a_back_dated_move_before_the_arrival_is_refused(two: tuple[Home, str, str]) -> None:
    home, one, _other = two

    assert refusal(home, "move_bed", file_id=one, bed_id=home.beds["boys_14_17-3"], on_day=DAY - ONE).field == "on_day"
    third = home.child("m")
    early = refusal(home, "give_bed", file_id=third, bed_id=home.beds["boys_14_17-3"], from_day=DAY)
    assert (early.field, "arrived on" in str(early)) == ("from_day", True)


def test_an_occupied_or_promised_bed_is_not_removed(two: tuple[Home, str, str]) -> None:
    home, one, _other = two
    third = home.child("m")
    do(home, "reserve_bed", file_id=third, bed_id=home.beds["boys_14_17-3"], from_day=DAY + 9 * ONE)

    occupied = refusal(home, "remove_bed", bed_id=home.beds["boys_14_17-1"], why="given away")
    promised = refusal(home, "remove_bed", bed_id=home.beds["boys_14_17-3"], why="given away")

    assert (occupied.about, promised.about) == (("case_file", one), ("case_file", third))
    assert refusal(home, "remove_bed", bed_id=home.beds["girls-1"], why="").field == "why"
    do(home, "remove_bed", bed_id=home.beds["girls-1"], why="given to the neighbours")
    home.house.desk.undo()
    assert words(home, "girls-1") == "free"


# -- the faults of like programs


@pytest.mark.fault("1")
def test_a_back_dated_move_ends_one_stay_on_the_day_the_other_begins(two: tuple[Home, str, str]) -> None:
    home, one, _other = two

    do(home, "move_bed", file_id=one, bed_id=home.beds["boys_14_17-3"], on_day=DAY + ONE, why="quieter there")

    assert words(home, "boys_14_17-1", DAY + ONE) == "free"
    assert words(home, "boys_14_17-3", DAY + ONE) == "taken"
    board = home.house.desk.ask("interim_care.board", day=DAY + ONE)
    assert board.in_beds == 2, "nobody is counted twice"


@pytest.mark.fault("2")
@pytest.mark.fault("esm#1326")
@pytest.mark.fault("esm#1349")
def test_a_move_frees_the_former_bed_and_keeps_what_it_is_like_or_does_nothing(two: tuple[Home, str, str]) -> None:
    home, one, _other = two
    bed = home.beds["boys_14_17-1"]
    do(home, "change_bed", record_id=bed, code="boys_14_17-1", features=["lower", "quiet"])

    refusal(home, "move_bed", file_id=one, bed_id=home.beds["girls-1"])
    assert words(home, "boys_14_17-1") == "taken"
    do(home, "move_bed", file_id=one, bed_id=home.beds["boys_14_17-3"])

    assert (words(home, "boys_14_17-1"), words(home, "boys_14_17-3")) == ("free", "taken")
    assert "Quiet corner" in str(home.bed("boys_14_17-1").features)


@pytest.mark.fault("3")
def test_a_reservation_taken_back_frees_nothing_that_another_holds(two: tuple[Home, str, str]) -> None:
    home, one, _other = two
    third = home.child("m")
    do(home, "plan_end", file_id=one, until=DAY + 4 * ONE)
    promise = do(home, "reserve_bed", file_id=third, bed_id=home.beds["boys_14_17-1"], from_day=DAY + 4 * ONE)
    home.house.clock.pass_(days=2)

    late = refusal(home, "give_bed", file_id=third, bed_id=home.beds["boys_14_17-1"])
    do(home, "cancel_reservation", stay_id=promise, why="goes home instead")

    assert late.about == ("case_file", one), "who stays longer than planned still has the bed"
    assert words(home, "boys_14_17-1") == "taken"
    home.house.desk.undo()
    do(home, "end_stay", file_id=one)
    assert words(home, "boys_14_17-1") == "reserved"
    do(home, "give_bed", file_id=third, bed_id=home.beds["boys_14_17-1"], from_day=DAY + 5 * ONE)
    assert words(home, "boys_14_17-1", DAY + 5 * ONE) == "taken"


@pytest.mark.fault("4")
def test_everybody_of_a_room_is_shown_and_history_is_never_written_anew(two: tuple[Home, str, str]) -> None:
    home, one, other = two
    do(home, "move_bed", file_id=one, bed_id=home.beds["boys_14_17-3"], on_day=DAY + 2 * ONE)
    desk = home.house.desk

    room = next(room for room in desk.ask("interim_care.board").rooms if room.name == "boys_14_17")
    view = desk.ask("interim_care.bed_page", record_id=home.beds["boys_14_17-1"])

    assert {bed.file_id for bed in room.beds if bed.file_id} == {one, other}
    history, _shut = view.tabs[0].start
    assert [[str(cell) for cell in entry.cells[:2]] for entry in history.entries] == [["14 Sep to 16 Sep", "Safari"]]


@pytest.mark.fault("5")
def test_nothing_is_counted_but_what_is_there(two: tuple[Home, str, str]) -> None:
    home, one, _other = two
    kept = {column.key for kind in (Stay, BedTaken) for column in kind.__table__.columns}

    do(home, "end_stay", file_id=one)

    meter = next(each for each in home.house.desk.ask("interim_care.blocks") if each.title == "boys_14_17")
    assert (meter.taken, meter.places) == (1, 3)
    assert not {name for name in kept if "count" in name or "available" in name}


@pytest.mark.fault("esm#1350")
def test_a_bed_is_left_without_leaving_the_house(two: tuple[Home, str, str]) -> None:
    home, one, _other = two

    do(home, "end_stay", file_id=one, why="sleeps beside the nurse's door tonight")

    board = home.house.desk.ask("interim_care.board")
    assert [each.file_id for each in board.to_bed] == [one]
    assert words(home, "boys_14_17-1") == "free"


@pytest.mark.fault("esm#1360")
@pytest.mark.fault("esm#1367")
def test_a_swap_is_one_act_and_leaves_what_was_planned(two: tuple[Home, str, str]) -> None:
    home, one, other = two
    do(home, "reserve_bed", file_id=one, bed_id=home.beds["boys_14_17-3"], from_day=DAY + 8 * ONE)
    before = home.house.commits()

    do(home, "swap_beds", file_id=one, other_id=other, why="he is afraid of the window")

    assert home.house.commits() == before + 1
    assert (home.bed("boys_14_17-1").file_id, home.bed("boys_14_17-2").file_id) == (other, one)
    assert words(home, "boys_14_17-3") == "reserved"
    home.house.desk.undo()
    assert (home.bed("boys_14_17-1").file_id, home.bed("boys_14_17-2").file_id) == (one, other)
    assert home.bed("boys_14_17-1").night == 4
    assert refusal(home, "swap_beds", file_id=one, other_id=one).field == "other_id"


def test_a_swap_that_breaks_a_rule_moves_nobody(two: tuple[Home, str, str]) -> None:
    home, one, _other = two
    girl = home.child("f")
    home.give(girl, "girls-1")

    refused = refusal(home, "swap_beds", file_id=one, other_id=girl)

    assert "girls and boys sleep apart" in str(refused)
    assert home.bed("girls-1").file_id == girl


@pytest.mark.fault("care_fe#13759")
def test_the_next_bed_that_comes_free_is_promised_to_one_child(two: tuple[Home, str, str]) -> None:
    home, one, _other = two
    third, fourth = home.child("m"), home.child("m")
    do(home, "plan_end", file_id=one, until=DAY + 5 * ONE)
    soon = home.house.desk.ask("interim_care.board").next_free
    do(home, "reserve_bed", file_id=third, bed_id=home.beds["boys_14_17-1"], from_day=DAY + 5 * ONE)

    refused = refusal(home, "reserve_bed", file_id=fourth, bed_id=home.beds["boys_14_17-1"], from_day=DAY + 6 * ONE)

    assert [(each.code, each.on_day, each.promised_to) for each in soon] == [("boys_14_17-1", DAY + 5 * ONE, "")]
    assert refused.about == ("case_file", third)
    told = home.house.desk.ask("interim_care.board").next_free
    assert told[0].promised_to.startswith("TD-")


@pytest.mark.fault("AnimalShelterStarter#78")
def test_a_room_that_says_nothing_of_mattresses_is_in_every_list(home: Home) -> None:
    desk = home.house.desk
    boy = home.child("m")

    assert "boys_14_17" in [room.name for room in desk.ask("interim_care.board").rooms]
    assert "boys_14_17" in [room.name for room in desk.ask("interim_care.rooms")]
    assert "boys_14_17" in {bed.room for bed in desk.ask("interim_care.free_beds", file_id=boy)}


# -- promises, cleaning, the second wall


def test_a_promise_ends_as_the_child_lies_down_and_an_undo_gives_it_back(home: Home) -> None:
    coming = home.child("m")
    do(home, "reserve_bed", file_id=coming, bed_id=home.beds["boys_14_17-1"])
    assert refusal(home, "reserve_bed", file_id=coming, bed_id=home.beds["boys_14_17-2"]).about

    home.give(coming, "boys_14_17-1")
    assert words(home, "boys_14_17-1") == "taken"
    home.house.desk.undo()

    assert words(home, "boys_14_17-1") == "reserved"
    assert refusal(home, "reserve_bed", file_id=coming, bed_id=home.beds["girls-1"], from_day=DAY - ONE).field


def test_a_bed_is_to_be_cleaned_after_a_stay_where_the_house_wishes_it(home: Home) -> None:
    home.house.desk.do("office.change_setting", key="interim_care.clean_after", value=1, holds_from=DAY)
    boy, other = home.child("m"), home.child("m")
    home.give(boy, "boys_14_17-1")

    do(home, "end_stay", file_id=boy)

    assert words(home, "boys_14_17-1") == "to_clean"
    assert "to clean" in str(refusal(home, "give_bed", file_id=other, bed_id=home.beds["boys_14_17-1"]))
    home.house.desk.undo()
    assert home.bed("boys_14_17-1").file_id == boy
    do(home, "end_stay", file_id=boy)
    do(home, "unblock_bed", bed_id=home.beds["boys_14_17-1"])
    home.give(other, "boys_14_17-1")


def test_opening_a_bed_is_undone_unless_somebody_sleeps_there_by_now(home: Home) -> None:
    bed = home.beds["boys_14_17-1"]
    do(home, "block_bed", bed_id=bed, kind="repair", why="a slat broke")
    assert "is not shut" in str(refusal(home, "unblock_bed", bed_id=home.beds["girls-1"]))
    do(home, "unblock_bed", bed_id=bed)
    assert words(home, "boys_14_17-1") == "free"

    home.house.desk.undo()

    assert words(home, "boys_14_17-1") == "out_of_use"


def test_the_database_itself_refuses_two_children_in_one_bed(two: tuple[Home, str, str]) -> None:
    """The second wall, should an act ever forget the first."""
    home, one, _other = two
    desk = home.house.desk
    stay = _stay_of(home, one)

    with VaultSession(desk.vault.writer) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test")
        work.add(BedTaken(stay_id=stay, bed_id=home.beds["boys_14_17-2"], number="TD-X", sex="m", from_day=DAY))
        with pytest.raises(sqlalchemy.exc.IntegrityError):
            session.flush()
