"""What changes after a bed was given: who sleeps wrongly by then is told, a stale board changes nothing, all ends."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests import counting
from tests.services.interim_care.conftest import Home
from tests.services.interim_care.test_beds import asked
from transit_desk.domain import dates, errors
from transit_desk.services.interim_care import hooks
from transit_desk.services.interim_care.records import BedTaken, Stay, book, house

ONE = datetime.timedelta(days=1)
TOLD = "Say why, in a sentence of some length."


def do(home: Home, name: str, **values: Any) -> Any:
    return home.house.desk.do(f"interim_care.{name}", **values)


def amiss(home: Home) -> dict[str, str]:
    """What the board says of the beds in which somebody sleeps wrongly."""
    rooms = home.house.desk.ask("interim_care.board").rooms
    return {bed.code: str(bed.amiss) for room in rooms for bed in room.beds if bed.amiss is not None}


def told(home: Home, file_id: str | None = None) -> list[str]:
    """Today's tasks of beds, or the marks of one child."""
    found = asked(home, hooks.alerts_of, **({} if file_id is None else {"file_id": file_id}))
    return [f"{getattr(each, 'title', None) or getattr(each, 'words', '')}" for each in found]


def test_a_sex_that_is_put_right_after_the_bed_is_told_and_leads_to_a_move(home: Home) -> None:
    girl, other = home.child("f"), home.child("f", name="Neema")
    home.give(girl, "girls-1")
    home.give(other, "girls-2")
    assert amiss(home) == {}

    home.house.desk.do("case_file.change_file", file_id=girl, values={}, sex="m")

    assert amiss(home) == {"girls-1": "Girls: girls and boys sleep apart."}
    assert "1 child sleeps where it may not stay" in told(home)
    assert told(home, girl) == ["Girls: girls and boys sleep apart."]
    assert told(home, other) == []
    do(home, "move_bed", file_id=girl, bed_id=home.beds["boys_14_17-1"], from_bed=home.beds["girls-1"])
    assert (amiss(home), told(home, girl)) == ({}, [])


def test_two_who_are_kept_apart_once_they_share_a_room_are_both_told(home: Home) -> None:
    one, other = home.child("m"), home.child("m", name="Musa")
    home.give(one, "boys_14_17-1")
    home.give(other, "boys_14_17-2")

    home.house.desk.do(
        "family.keep_apart", file_id=one, values={"other_id": other, "what": "fear_of", "said_by": "child"}
    )

    number = home.bed("boys_14_17-2").number
    assert amiss(home)["boys_14_17-1"] == f"{number} is kept apart from this child."
    assert set(amiss(home)) == {"boys_14_17-1", "boys_14_17-2"}
    assert "2 children sleep where they may not stay" in told(home)


def test_a_baby_boy_left_among_the_mothers_is_told_when_she_moves_without_him(home: Home) -> None:
    mother = home.child("f")
    baby = home.child("m", "1", "Riziki", of=mother)
    home.give(mother, "mothers-1")
    home.give(baby, "mothers-2", exception="mother_with_infant", why=TOLD)
    assert amiss(home) == {}

    do(home, "leave_beds", file_id=mother, on_day=home.house.desk.day(home.house.desk.now()))

    assert set(amiss(home)) == {"mothers-2"}
    home.give(mother, "mothers-1", exception="mother_with_infant", why=TOLD)
    assert amiss(home) == {}
    moved = do(home, "move_bed", file_id=mother, bed_id=home.beds["girls-1"], why="her sister is there")
    assert len(moved.ended) == 2
    assert (home.bed("mothers-2").state, amiss(home)) == ("free", {})
    home.house.desk.undo()
    assert (home.bed("mothers-2").file_id, home.bed("mothers-1").file_id) == (baby, mother)

    other = home.child("f", name="Neema")
    home.give(other, "girls-1")
    for act, values in (("end_stay", {}), ("swap_beds", {"other_id": other, "why": "a night near the door"})):
        assert len(do(home, act, file_id=mother, **values).ended) == 2 + (act == "swap_beds")
        assert (home.bed("mothers-2").state, amiss(home)) == ("free", {}), act
        home.house.desk.undo()
        assert (home.bed("mothers-2").file_id, home.bed("mothers-1").file_id) == (baby, mother), act


def test_small_brother_and_sister_are_told_when_they_are_six(home: Home) -> None:
    desk = home.house.desk
    girl, boy = home.child("f", "5"), home.child("m", "4", "Musa")
    desk.do("family.add_bond", file_id=girl, values={"said_by": "child", "other_id": boy, "what": "sibling"})
    home.give(girl, "family-1", why="with her brother")
    home.give(boy, "family-2", exception="siblings_under_six", why=TOLD)
    assert amiss(home) == {}

    home.house.clock.pass_(days=800)

    assert set(amiss(home)) == {"family-1", "family-2"}


def test_two_promises_of_one_bed_on_nights_apart_stand_and_on_one_night_do_not(home: Home) -> None:
    desk, bed = home.house.desk, home.beds["girls-1"]
    day = desk.day(desk.now())
    one, other, third = (home.child("f", name=name) for name in ("Neema", "Furaha", "Bahati"))
    do(home, "reserve_bed", file_id=one, bed_id=bed, from_day=day + ONE, until=day + 5 * ONE)
    stay = do(home, "reserve_bed", file_id=other, bed_id=bed, from_day=day + 5 * ONE, until=day + 9 * ONE)
    with pytest.raises(errors.RuleBroken):
        do(home, "reserve_bed", file_id=third, bed_id=bed, from_day=day + 4 * ONE, until=day + 6 * ONE)

    row = BedTaken(stay_id=stay, bed_id=bed, number="X", sex="f", from_day=day + 4 * ONE, until=day + 6 * ONE,
                   reserved=True)  # fmt: skip
    with pytest.raises(errors.RuleBroken, match="in the meantime"), desk._unit("test", "") as unit:
        unit.add(row)  # an act that forgot to ask: the wall says it in words


def test_a_stale_board_frees_and_swaps_nobody(home: Home) -> None:
    one, other = home.child("m"), home.child("m", name="Musa")
    home.give(one, "boys_14_17-1")
    home.give(other, "boys_14_17-2")
    do(home, "move_bed", file_id=one, bed_id=home.beds["boys_14_17-3"])
    seen = {"from_bed": home.beds["boys_14_17-1"]}

    with pytest.raises(errors.RuleBroken, match="somebody moved this child") as refused:
        do(home, "end_stay", file_id=one, **seen)
    assert refused.value.about == ("bed", home.beds["boys_14_17-3"])
    with pytest.raises(errors.RuleBroken, match="somebody moved this child"):
        do(home, "swap_beds", file_id=one, other_id=other, **seen)
    with pytest.raises(errors.RuleBroken, match="somebody moved this child"):
        do(home, "swap_beds", file_id=other, other_id=one, from_bed=home.beds["boys_14_17-2"],
           other_bed=home.beds["boys_14_17-1"])  # fmt: skip


def test_a_move_keeps_when_a_child_leaves_and_proposes_why_it_is_alone_in_another_room_of_those(home: Home) -> None:
    desk = home.house.desk
    day = desk.day(desk.now())
    ill = [desk.do("interim_care.make_room", name=name, block="infirmary", capacity=1, isolation=True)
           for name in ("One", "Two")]  # fmt: skip
    beds = [desk.do("interim_care.make_bed", room_id=room, code=f"x-{place}") for place, room in enumerate(ill)]
    child = home.child("m")
    do(home, "give_bed", file_id=child, bed_id=beds[0], why="chickenpox", alone_for="illness", until=day + 9 * ONE)

    assert [bed.alone_for for bed in desk.ask("interim_care.free_beds", file_id=child) if bed.isolation] == ["illness"]
    do(home, "move_bed", file_id=child, bed_id=beds[1], why="the roof leaks", alone_for="illness")
    stay = desk.ask("interim_care.beds_of", file_ids=[child])[child].stay_id
    with desk._unit("test", "") as unit:
        kept = unit.get(Stay, stay)
        assert (kept.until, unit.see(kept, "alone_for")) == (day + 9 * ONE, "illness")

    do(home, "move_bed", file_id=child, bed_id=home.beds["boys_14_17-1"])
    with desk._unit("test", "") as unit:
        kept = unit.get(Stay, desk.ask("interim_care.beds_of", file_ids=[child])[child].stay_id)
        assert (kept.until, unit.see(kept, "alone_for")) == (day + 9 * ONE, None)


def test_an_undo_leaves_the_cleaning_that_a_colleague_wrote(home: Home) -> None:
    desk = home.house.desk
    child = home.child("m")
    home.give(child, "boys_14_17-1")
    do(home, "end_stay", file_id=child)
    home.house.clock.pass_(hours=1)
    do(home, "block_bed", bed_id=home.beds["boys_14_17-1"], kind="cleaning")
    desk._done = desk._done[:-1]  # it was another's desk

    with pytest.raises(errors.RuleBroken) as refused:
        desk.undo()

    assert refused.value.about == ("bed", home.beds["boys_14_17-1"])
    assert home.bed("boys_14_17-1").state == "to_clean"


def test_an_absence_lies_within_a_time_in_the_house_and_ends_with_it(home: Home) -> None:
    desk = home.house.desk
    child = home.child("m")
    home.give(child, "boys_14_17-1")
    with pytest.raises(errors.RuleBroken, match="no absence") as refused:
        do(home, "go_away", file_id=child, kind="leave", left_at=desk.now() - 40 * 86_400_000_000)
    assert refused.value.field == "left_at"
    home.house.clock.pass_(days=2)
    do(home, "go_away", file_id=child, kind="leave", left_at=desk.now())
    home.house.clock.pass_(days=1)

    do(home, "leave_beds", file_id=child, on_day=desk.day(desk.now()))

    (entry,) = desk.ask("interim_care.tab", record_id=child).start[0].entries
    assert asked(home, hooks.whereabouts_of, file_ids=[child]) == []
    assert str(entry.cells[3]) == "left the house on 17 Sep 2026", "nobody came back, and no hour of a return is told"
    with pytest.raises(errors.RuleBroken, match="No absence"):
        do(home, "come_back", file_id=child, back_at=desk.now())
    with pytest.raises(errors.RuleBroken, match="left the house on") as refused:
        do(home, "change_absence", record_id=entry.verbs[0].extra["record_id"], due_back=desk.now() + 1)
    assert refused.value.field is None
    with desk._unit("test", "") as unit:
        today = unit.today()
        kept = book.read(unit, today - dates.ONE_DAY, today)
        assert kept.elsewhere(today - dates.ONE_DAY) == {child}
        assert not kept.elsewhere(today)


def test_a_return_ends_the_absence_of_each_of_two_files_that_were_joined(home: Home) -> None:
    desk = home.house.desk
    one, other = home.child("m"), home.child("m")
    for file_id in (one, other):
        do(home, "go_away", file_id=file_id, kind="leave", left_at=desk.now())
    desk.do("case_file.merge", file_id=one, other_id=other, why="the same scar", why_both="opened twice")
    home.house.clock.pass_(hours=2)

    do(home, "come_back", file_id=other, back_at=desk.now())

    assert asked(home, hooks.whereabouts_of, file_ids=[other]) == []
    desk.undo()
    assert len(asked(home, hooks.whereabouts_of, file_ids=[other])) == 2


def test_who_slept_alone_is_proposed_a_bed_away_from_the_others_and_nobody_says_why_for_it(home: Home) -> None:
    desk = home.house.desk
    room = desk.do("interim_care.make_room", name="Apart", block="infirmary", capacity=2, isolation=True)
    beds = {code: desk.do("interim_care.make_bed", room_id=room, code=code) for code in ("x-1", "x-2")}
    ill, well = home.child("m"), home.child("m", name="Musa")
    do(home, "give_bed", file_id=ill, bed_id=beds["x-1"], why="chickenpox", alone_for="illness")
    do(home, "end_stay", file_id=ill)

    proposed = desk.ask("interim_care.beds_for", file_ids=[ill, well])
    assert {each.file_id: each.room for each in proposed} == {ill: "Apart", well: "boys_14_17"}
    do(home, "give_beds", assignments=[(each.file_id, each.bed_id, str(each.why)) for each in proposed])

    with desk._unit("test", "") as unit:
        assert unit.get(Stay, desk.ask("interim_care.beds_of", file_ids=[ill])[ill].stay_id).alone_for is None
    reasons = {bed.alone_for for bed in desk.ask("interim_care.free_beds", file_id=ill)}
    assert reasons == {""}, "the last word on it is of a bed for which nobody said why"


def test_who_was_alone_long_ago_or_before_it_left_sleeps_among_the_others_and_no_reason_is_proposed(home: Home) -> None:
    desk = home.house.desk
    room = desk.do("interim_care.make_room", name="Apart", block="infirmary", capacity=2, isolation=True)
    bed = desk.do("interim_care.make_bed", room_id=room, code="x-1")
    child, left = home.child("m"), home.child("m", name="Musa")

    def proposed(file_id: str) -> tuple[str, set[str]]:
        (found,) = desk.ask("interim_care.beds_for", file_ids=[file_id])
        return found.room, {free.alone_for for free in desk.ask("interim_care.free_beds", file_id=file_id)}

    def alone(file_id: str) -> None:
        do(home, "give_bed", file_id=file_id, bed_id=bed, why="chickenpox", alone_for="illness")

    alone(child)
    home.house.clock.pass_(days=3)
    do(home, "end_stay", file_id=child)
    home.house.clock.pass_(days=1)
    assert proposed(child) == ("Apart", {"", "illness"})
    home.house.clock.pass_(days=1)
    assert proposed(child) == ("boys_14_17", {""})

    alone(left)
    today = desk.day(desk.now())
    desk.do("leaving.leave", file_id=left, values={"left_on": today, "track": "kin", "own_choice": False,
                                                   "with_whom": None, "safety_plan": None})  # fmt: skip
    desk.do("case_file.receive_again", file_id=left)
    assert proposed(left) == ("boys_14_17", {""})


def test_of_two_promises_of_one_night_under_joined_numbers_the_one_taken_up_takes_the_other_back(home: Home) -> None:
    desk = home.house.desk
    one, other = home.child("m"), home.child("m")
    day = desk.day(desk.now())
    for place, file_id in ((1, one), (2, other)):
        do(home, "reserve_bed", file_id=file_id, bed_id=home.beds[f"boys_14_17-{place}"], from_day=day)
    do(home, "reserve_bed", file_id=home.child("m", name="Musa"), bed_id=home.beds["boys_14_17-3"], from_day=day)
    desk.do("case_file.merge", file_id=one, other_id=other, why="the same scar", why_both="opened twice")

    def board() -> list[str]:
        return [home.bed(f"boys_14_17-{place}").state for place in (1, 2, 3)]

    home.give(other, "boys_14_17-2")
    assert board() == ["free", "taken", "reserved"]
    desk.undo()
    assert board() == ["reserved"] * 3


def test_who_lives_here_and_is_in_hospital_can_be_written_away_and_needs_no_bed(home: Home) -> None:
    desk = home.house.desk
    child = home.child("m")
    desk.do("case_file.move_care", file_id=child, track="hospital", since=desk.day(desk.now()))

    do(home, "go_away", file_id=child, kind="hospital", left_at=desk.now())

    assert told(home, child) == []
    assert asked(home, hooks.alerts_of) == []


def test_an_adult_in_a_room_of_children_needs_a_reason_and_is_told(home: Home) -> None:
    man, boy, big = home.child("m", "25"), home.child("m", "11", "Musa"), home.child("m", "19", "Safari")
    with pytest.raises(errors.RuleBroken, match="he is an adult"):
        home.give(man, "boys_10_13-1")
    home.give(big, "boys_14_17-1", why="it is late at night")
    home.give(man, "boys_14_17-2", why="it is late at night")
    assert told(home) == ["1 child without a bed tonight"], "adults among themselves"

    home.give(boy, "boys_14_17-3", why="no other bed is free")

    assert told(home) == ["2 adults sleep in rooms of children"]
    orphan = home.child("m", "2", "Baraka")
    home.give(orphan, "family-1", why="the smallest sleep there")
    with pytest.raises(errors.RuleBroken, match="is an adult"):
        do(home, "move_bed", file_id=man, bed_id=home.beds["family-2"])
    do(home, "move_bed", file_id=man, bed_id=home.beds["family-2"], why="a night for the two")
    do(home, "end_stay", file_id=boy)
    assert "1 adult sleeps in a room of children" in told(home)


def test_a_refused_bed_names_who_is_in_the_way_and_an_exception_nobody_needs_is_said_so(home: Home) -> None:
    girl, boy = home.child("f"), home.child("m", name="Musa")
    home.give(girl, "infirmary-1", why="a fever")
    with pytest.raises(errors.RuleBroken, match="girls and boys") as refused:
        home.give(boy, "infirmary-2", why="a fever")
    assert refused.value.about == ("case_file", girl)
    with pytest.raises(errors.RuleBroken, match="No such exception") as refused:
        home.give(boy, "boys_14_17-1", exception="siblings_under_six", why=TOLD)
    assert refused.value.field == "exception"


def test_the_page_of_a_child_reads_its_own_room_and_no_other(home: Home) -> None:
    girl, other, boy = home.child("f"), home.child("f", name="Neema"), home.child("m", name="Musa")
    home.give(girl, "girls-1")
    home.give(other, "girls-2")
    home.give(boy, "boys_14_17-1")

    with home.house.desk._unit("test", "") as unit:
        room = home.rooms["girls"]
        there = house.around(unit, [room], unit.today())
        assert {each.number for each in there.known.values()} == {home.bed(f"girls-{each}").number for each in (1, 2)}
        assert {bed.code for _room, bed in there.beds()} == {"girls-1", "girls-2"}
    assert told(home, girl) == []


def test_the_house_is_read_once_for_a_group(home: Home) -> None:
    desk = home.house.desk
    group = [home.child("m", name=name) for name in ("Amani", "Musa", "Safari")]
    codes = [f"boys_14_17-{place}" for place in (1, 2, 3)]

    def statements(children: list[str], beds: list[str]) -> int:
        assignments = list(zip(children, [home.beds[code] for code in beds], strict=True))
        with counting.statements(desk) as said:
            do(home, "give_beds", assignments=assignments)
        return sum("FROM room" in each for each in said)

    assert statements(group[:1], codes[:1]) == statements(group[1:], codes[1:])


def test_a_bed_that_is_shut_while_its_child_stays_longer_is_told_with_the_child_to_move(home: Home) -> None:
    desk = home.house.desk
    today = desk.day(desk.now())
    boy = home.child("m")
    do(home, "block_bed", bed_id=home.beds["boys_14_17-1"], kind="repair", why="the slats are broken",
       from_day=today + 3 * dates.ONE_DAY)  # fmt: skip
    home.give(boy, "boys_14_17-1", until=today + 2 * dates.ONE_DAY)
    assert home.bed("boys_14_17-1").amiss is None

    home.house.clock.pass_(days=3)

    assert "still sleeps in it" in str(home.bed("boys_14_17-1").amiss)
    (task,) = [each for each in asked(home, hooks.alerts_of) if "may not stay" in str(each.title)]
    assert "shut since" in str(task.detail)
    assert any("still sleeps in it" in str(mark.words) for mark in asked(home, hooks.alerts_of, file_id=boy))


def test_a_small_orphan_needs_a_word_in_any_room_of_children(home: Home) -> None:
    orphan = home.child("m", "1")
    with pytest.raises(errors.RuleBroken, match="Who cares for it at night") as refused:
        home.give(orphan, "boys_10_13-1")
    assert refused.value.field == "why"

    (proposed,) = home.house.desk.ask("interim_care.beds_for", file_ids=[orphan])
    assert proposed.room == "family"
    home.give(home.child("f", "1"), "mothers-1")
