"""Beds on a real vault: who sleeps where, who may change it, what is refused and what the house is told."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests import makers
from tests.services.arrivals.house import DAY, House
from tests.services.interim_care.conftest import Home
from transit_desk.domain import errors
from transit_desk.module import Mark, Task, Window
from transit_desk.services.interim_care import hooks
from transit_desk.storage.work import Work


def test_a_bed_is_given_and_the_house_knows_where_the_child_sleeps(home: Home) -> None:
    boy = home.child("m", name="Safari")

    home.give(boy, "boys_14_17-2")

    desk = home.house.desk
    shown = home.bed("boys_14_17-2")
    assert (shown.state, shown.name, shown.file_id, shown.night) == ("taken", "Safari", boy, 1)
    assert desk.ask("interim_care.beds_of", file_ids=[boy])[boy].code == "boys_14_17-2"
    (row,) = desk.ask("case_file.children", window=Window()).rows
    assert row.where == "boys_14_17-2"
    told = desk.ask("case_file.child", record_id=boy)
    assert "bed boys_14_17-2" in [str(fact) for fact in told.header.facts]
    assert "Bed boys_14_17-2 given" in [str(event.title) for event in makers.story_of(told)]


def test_no_two_children_in_one_bed_and_the_refusal_names_the_other(home: Home) -> None:
    first, second = home.child("m", name="Safari"), home.child("m", name="Musa")
    home.give(first, "boys_14_17-1")
    number = home.bed("boys_14_17-1").number
    before = home.house.commits()

    with pytest.raises(errors.RuleBroken) as refused:
        home.give(second, "boys_14_17-1")

    assert str(refused.value) == f"Bed boys_14_17-1 is taken by {number}. Choose another one."
    assert refused.value.field == "bed_id"
    assert home.house.commits() == before


def test_no_child_in_two_beds(home: Home) -> None:
    boy = home.child("m")
    home.give(boy, "boys_14_17-1")

    with pytest.raises(errors.RuleBroken) as refused:
        home.give(boy, "boys_14_17-2")

    assert "already has bed boys_14_17-1" in str(refused.value)


@pytest.mark.parametrize(("sex", "code"), [("f", "boys_14_17-1"), ("m", "girls-1"), ("m", "mothers-1")])
def test_girls_and_boys_sleep_apart_whoever_asks(home: Home, sex: str, code: str) -> None:
    child = home.child(sex)
    before = home.house.commits()

    for exception in (None, "mother_with_infant", "siblings_under_six"):
        with pytest.raises(errors.RuleBroken) as refused:
            home.give(child, code, why="a reason that is long enough", exception=exception)
        assert "girls and boys sleep apart" in str(refused.value)
        assert refused.value.field == "bed_id"
    assert home.house.commits() == before


def test_girls_and_boys_sleep_apart_in_the_infirmary_too(home: Home) -> None:
    home.give(home.child("f"), "infirmary-1", why="fever tonight")

    with pytest.raises(errors.RuleBroken) as refused:
        home.give(home.child("m"), "infirmary-2", why="fever tonight")

    assert "girls and boys sleep apart" in str(refused.value)


def test_a_mother_keeps_her_baby_boy_when_a_supervisor_says_why(staffed: Home) -> None:
    mother = staffed.child("f", "16", "Zawadi")
    baby = staffed.child("m", "8 mois", "Baraka", of=mother)
    staffed.give(mother, "mothers-1")

    staffed.house.at("receptionist")
    with pytest.raises(errors.NotAllowed):
        staffed.give(baby, "mothers-2", why="he is eight months old", exception="mother_with_infant")
    staffed.house.at("supervisor")
    with pytest.raises(errors.RuleBroken) as refused:
        staffed.give(baby, "mothers-2", why="baby", exception="mother_with_infant")
    assert refused.value.field == "why"
    staffed.give(baby, "mothers-2", why="he is eight months old", exception="mother_with_infant")

    assert staffed.bed("mothers-2").name == "Baraka"
    assert staffed.bed("mothers-1").babies == 1


def test_a_baby_boy_is_not_among_the_mothers_without_his_own(home: Home) -> None:
    mother, girl = home.child("f", "17", "Zawadi"), home.child("f", "15", "Neema")
    baby = home.child("m", "8 mois", "Baraka", of=mother)
    home.give(mother, "girls-1", why="no bed is left among the mothers")
    asked = {"why": "he is eight months old", "exception": "mother_with_infant"}

    with pytest.raises(errors.RuleBroken, match="only where his own does"):
        home.give(baby, "mothers-2", **asked)
    home.house.clock.pass_(days=2)
    home.house.desk.do("interim_care.move_bed", file_id=mother, bed_id=home.beds["mothers-1"])
    with pytest.raises(errors.RuleBroken, match="only where his own does"):
        home.give(baby, "mothers-2", from_day=DAY, **asked)
    with pytest.raises(errors.RuleBroken):
        home.give(girl, "mothers-2", **asked)
    home.give(baby, "mothers-2", **asked)


def test_a_small_brother_stays_with_his_small_sister_in_the_family_room(home: Home) -> None:
    sister, brother = home.child("f", "5", "Neema"), home.child("m", "4", "Amani")
    home.give(sister, "family-1", why="sister and brother")
    with pytest.raises(errors.RuleBroken):
        home.give(brother, "family-2", why="brother and sister, four years old", exception="siblings_under_six")
    _siblings(home, brother, sister)

    home.give(brother, "family-2", why="brother and sister, four years old", exception="siblings_under_six")

    assert home.bed("family-2").state == "taken"


def test_a_boy_of_another_age_needs_a_reason(home: Home) -> None:
    boy = home.child("m", "16")

    with pytest.raises(errors.RuleBroken) as refused:
        home.give(boy, "boys_10_13-1")
    assert refused.value.field == "why"

    home.give(boy, "boys_10_13-1", why="beside his brother")
    assert home.bed("boys_10_13-1").file_id == boy


def test_undo_takes_the_bed_back(home: Home) -> None:
    boy = home.child("m")
    home.give(boy, "boys_14_17-1")

    home.house.desk.undo()

    assert home.bed("boys_14_17-1").state == "free"
    assert home.house.desk.ask("interim_care.beds_of", file_ids=[boy]).get(boy) is None


def test_a_move_ends_one_stay_and_begins_another_and_can_be_undone(home: Home) -> None:
    boy = home.child("m")
    home.give(boy, "boys_14_17-1")
    home.house.clock.pass_(days=2)
    desk = home.house.desk

    desk.do("interim_care.move_bed", file_id=boy, bed_id=home.beds["boys_14_17-3"], why="quieter there")

    assert (home.bed("boys_14_17-1").state, home.bed("boys_14_17-3").file_id) == ("free", boy)
    told = dict(asked(home, hooks.figures_of, start=DAY, end=DAY + datetime.timedelta(days=30)))
    assert (told["interim_care.bed_nights"], told["interim_care.mattress_nights"]) == (3, 0)

    desk.undo()

    assert (home.bed("boys_14_17-1").file_id, home.bed("boys_14_17-3").state) == (boy, "free")
    assert home.bed("boys_14_17-1").night == 3


def test_a_refused_move_changes_nothing(home: Home) -> None:
    boy = home.child("m")
    home.give(boy, "boys_14_17-1")
    before = home.house.commits()

    with pytest.raises(errors.RuleBroken):
        home.house.desk.do("interim_care.move_bed", file_id=boy, bed_id=home.beds["girls-1"])
    with pytest.raises(errors.RuleBroken):
        home.house.desk.do("interim_care.move_bed", file_id=home.child("m"), bed_id=home.beds["boys_14_17-2"])

    assert home.bed("boys_14_17-1").file_id == boy
    assert home.house.commits() == before + 2, "only the second child was received"


def test_a_freed_bed_is_free_from_its_day_and_undo_looks_who_came_since(home: Home) -> None:
    first, second = home.child("m"), home.child("m")
    desk = home.house.desk
    home.give(first, "boys_14_17-1")
    home.house.clock.pass_(days=1)
    desk.do("interim_care.end_stay", file_id=first, why="went home")
    assert home.bed("boys_14_17-1").state == "free"

    desk.undo()
    assert home.bed("boys_14_17-1").file_id == first

    desk.do("interim_care.end_stay", file_id=first)
    home.give(second, "boys_14_17-1")
    desk.undo()
    home.give(second, "boys_14_17-1")
    with pytest.raises(errors.RuleBroken):
        desk.do("interim_care.end_stay", file_id=first)


def test_a_day_to_come_or_before_the_stay_is_refused(home: Home) -> None:
    boy = home.child("m")
    home.give(boy, "boys_14_17-1")

    for days in (-1, 1):
        with pytest.raises(errors.RuleBroken) as refused:
            home.house.desk.do("interim_care.end_stay", file_id=boy, on_day=DAY + datetime.timedelta(days=days))
        assert refused.value.field == "on_day"


@pytest.mark.parametrize(("days", "told"), [(1, "for tonight"), (20_000, "for tonight"), (-1, "arrived on")])
def test_no_stay_begins_in_days_to_come_nor_before_the_child_arrived(home: Home, days: int, told: str) -> None:
    boy = home.child("m")
    before = home.house.commits()
    day = DAY + datetime.timedelta(days=days)

    with pytest.raises(errors.RuleBroken) as one:
        home.give(boy, "boys_14_17-1", from_day=day)
    with pytest.raises(errors.RuleBroken) as group:
        home.house.desk.do("interim_care.give_beds", assignments=[(boy, home.beds["boys_14_17-1"])], from_day=day)

    assert one.value.field == group.value.field == "from_day"
    assert told in str(one.value)
    assert home.house.commits() == before


def test_a_stay_may_be_written_down_days_later(home: Home) -> None:
    boy = home.child("m")
    home.house.clock.pass_(days=5)

    home.give(boy, "boys_14_17-1", from_day=DAY + datetime.timedelta(days=1))

    assert home.bed("boys_14_17-1").night == 5


def test_a_bed_of_days_to_come_is_kept_when_the_clock_was_set_back(home: Home) -> None:
    boy, other = home.child("m", name="Safari"), home.child("m")
    home.house.clock.pass_(days=3)
    home.give(boy, "boys_14_17-1")
    home.house.clock.pass_(days=-3)

    assert home.bed("boys_14_17-1").state == "reserved"
    with pytest.raises(errors.RuleBroken):
        home.give(other, "boys_14_17-1")
    why = {bed.code: bed for bed in home.house.desk.ask("interim_care.free_beds", file_id=other)}
    assert why["boys_14_17-1"].until == DAY + datetime.timedelta(days=3)
    assert "then kept for TD-" in str(why["boys_14_17-1"].why)


def test_why_a_bed_does_not_suit_is_said_in_words(home: Home) -> None:
    home.house.desk.do("interim_care.block_bed", bed_id=home.beds["boys_14_17-3"], kind="repair", why="a slat broke")
    boy = home.child("m", "15")
    home.give(home.child("m"), "boys_14_17-2")

    found = home.house.desk.ask("interim_care.free_beds", file_id=boy)

    told = {bed.code: (bed.suits, str(bed.why)) for bed in found}
    assert found[0].code == "boys_14_17-1"
    assert told["boys_14_17-1"] == (True, "free, and suits")
    assert told["girls-1"] == (False, "Girls: girls and boys sleep apart.")
    assert told["boys_14_17-3"] == (False, "This bed is out of use.")
    assert told["boys_10_13-1"] == (False, "Boys 10–13: this boy is of another age.")
    assert "boys_14_17-2" not in told, "who sleeps there is no reason to give"


def test_nobody_is_turned_away_a_mattress_is_laid_and_counted(home: Home) -> None:
    for _each in range(3):
        (bed,) = home.house.desk.ask("interim_care.beds_for", file_ids=[home.child("m")])
        home.house.desk.do("interim_care.give_beds", assignments=[(bed.file_id, bed.bed_id)])
    fourth = home.child("m", name="Héritier")

    (none,) = home.house.desk.ask("interim_care.beds_for", file_ids=[fourth])
    assert (none.mattress, none.room) == (True, "boys_14_17")
    assert "on a mattress: every bed of this room is taken" in str(none.why)
    with pytest.raises(errors.RuleBroken):
        home.house.desk.do("interim_care.make_bed", room_id=home.rooms["boys_14_17"], code="one too many")
    home.beds["M-1"] = home.house.desk.do("interim_care.lay_mattress", room_id=home.rooms["boys_14_17"], code="M-1")
    home.give(fourth, "M-1")

    board = home.house.desk.ask("interim_care.board")
    assert (board.in_beds, board.on_mattresses, board.to_bed) == (3, 1, ())
    assert str(board.sum_up) == "4 children = 3 in beds + 1 on a mattress"
    meter = next(meter for meter in home.house.desk.ask("interim_care.blocks") if meter.title == "boys_14_17")
    assert (meter.taken, meter.places, meter.over) == (3, 3, 1)
    with pytest.raises(errors.RuleBroken):
        home.house.desk.do("interim_care.take_mattress_away", bed_id=home.beds["M-1"])
    with pytest.raises(errors.RuleBroken):
        home.house.desk.do("interim_care.take_mattress_away", bed_id=home.beds["girls-1"])
    home.house.desk.do("interim_care.end_stay", file_id=fourth)
    laid = [home.house.desk.do("interim_care.lay_mattress", room_id=home.rooms[room]) for room in ("girls", "family")]
    codes = {bed.id: bed.code for room in home.house.desk.ask("interim_care.board").rooms for bed in room.beds}
    assert [codes[bed] for bed in laid] == ["girls+1", "family+1"], "it is called after the beds beside it"
    home.house.desk.do("interim_care.take_mattress_away", bed_id=home.beds["M-1"])
    with pytest.raises(errors.NotFound):
        home.give(fourth, "M-1")


def test_a_group_gets_its_beds_together_or_none(home: Home) -> None:
    girl, mother, boy = home.child("f", "14"), home.child("f", "17"), home.child("m", "12")
    baby = home.child("f", "8 mois", of=mother)
    desk = home.house.desk

    proposed = {each.file_id: each for each in desk.ask("interim_care.beds_for", file_ids=[girl, mother, boy, baby])}

    assert [proposed[each].room for each in (girl, mother, boy, baby)] == [
        "girls", "girls_with_children", "boys_10_13", "girls_with_children",
    ]  # fmt: skip
    before = home.house.commits()
    with pytest.raises(errors.RuleBroken):
        desk.do("interim_care.give_beds", assignments=[(girl, proposed[girl].bed_id), (boy, proposed[girl].bed_id)])
    assert home.house.commits() == before
    assert home.bed(proposed[girl].code).state == "free"

    desk.do("interim_care.give_beds", assignments=[(each.file_id, each.bed_id) for each in proposed.values()])
    assert desk.ask("interim_care.board").to_bed == ()
    assert desk.ask("interim_care.beds_for", file_ids=[girl, boy]) == ()
    desk.undo()
    assert len(desk.ask("interim_care.board").to_bed) == 4


def test_a_bed_is_never_taken_away_from_under_a_child(home: Home) -> None:
    boy = home.child("m")
    home.give(boy, "boys_14_17-1")
    bed = home.beds["boys_14_17-1"]

    with pytest.raises(errors.RuleBroken) as refused:
        home.house.desk.do("interim_care.block_bed", bed_id=bed, kind="repair", why="a slat broke")
    assert home.bed("boys_14_17-1").number in str(refused.value)
    assert refused.value.about == ("case_file", boy)
    with pytest.raises(errors.RuleBroken) as silent:
        home.house.desk.do("interim_care.block_bed", bed_id=home.beds["girls-1"], kind="closed")
    assert silent.value.field == "why"

    home.house.desk.do("interim_care.end_stay", file_id=boy)
    home.house.desk.do("interim_care.block_bed", bed_id=bed, kind="repair", why="a slat broke")
    assert (home.bed("boys_14_17-1").state, home.bed("boys_14_17-1").remark) == ("out_of_use", "a slat broke")
    with pytest.raises(errors.RuleBroken):
        home.give(boy, "boys_14_17-1")
    home.house.desk.do("interim_care.unblock_bed", bed_id=bed)
    home.give(boy, "boys_14_17-1")


@pytest.mark.parametrize(
    ("name", "values", "field"),
    [
        ("make_room", {"name": "", "block": "girls", "capacity": 4}, "name"),
        ("make_room", {"name": "A", "block": "boys", "capacity": 4}, "block"),
        ("make_room", {"name": "A", "block": "girls", "capacity": 0}, "capacity"),
        ("make_room", {"name": "A\x00", "block": "girls", "capacity": 4}, "name"),
        ("make_room", {"name": "é" * 81, "block": "girls", "capacity": 4}, "name"),
    ],
)
def test_a_room_that_cannot_be_is_refused_beside_its_field(
    home: Home, name: str, values: dict[str, Any], field: str
) -> None:
    before = home.house.commits()

    with pytest.raises(errors.RuleBroken) as refused:
        home.house.desk.do(f"interim_care.{name}", **values)

    assert refused.value.field == field
    assert home.house.commits() == before


def test_no_two_beds_have_one_code(home: Home) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        home.house.desk.do("interim_care.lay_mattress", room_id=home.rooms["girls"], code="girls-1")

    assert refused.value.field == "code"


# -- who may, and who sees what


def test_whoever_cannot_see_a_child_still_does_not_get_its_bed(staffed: Home) -> None:
    director = staffed.house.desk
    hidden = staffed.child("m", name="Olivier")
    staffed.give(hidden, "boys_14_17-1")
    desk = staffed.house.at("caseworker")
    own = desk.do("case_file.open_case", sex="m", care_track="resident", name="Musa", age="15")
    del director

    shown = staffed.bed("boys_14_17-1")
    assert (shown.state, shown.file_id) == ("taken", "")
    assert shown.name == shown.number, "the number, since the child is not among her files"
    with pytest.raises(errors.RuleBroken) as refused:
        staffed.give(own, "boys_14_17-1")
    assert shown.number in str(refused.value)
    staffed.give(own, "boys_14_17-2")
    assert staffed.bed("boys_14_17-2").name == "Musa"


def test_rights_are_those_of_the_role_and_a_refusal_writes_nothing(staffed: Home) -> None:
    boy = staffed.child("m")
    rooms: tuple[tuple[str, dict[str, Any]], ...] = (
        ("make_room", {"name": "B", "block": "girls", "capacity": 1}),
        ("make_bed", {"room_id": staffed.rooms["girls"], "code": "new"}),
        ("change_bed", {"bed_id": staffed.beds["girls-1"], "out_of_use": True, "why": "a slat broke"}),
    )
    beds: tuple[tuple[str, dict[str, Any]], ...] = (
        ("give_bed", {"file_id": boy, "bed_id": staffed.beds["boys_14_17-1"]}),
        ("give_beds", {"assignments": [(boy, staffed.beds["boys_14_17-1"])]}),
        ("move_bed", {"file_id": boy, "bed_id": staffed.beds["boys_14_17-1"]}),
        ("end_stay", {"file_id": boy}),
        ("lay_mattress", {"room_id": staffed.rooms["girls"], "code": "M-9"}),
        ("take_mattress_away", {"bed_id": staffed.beds["girls-1"]}),
    )
    for role, refused in (("educator", rooms), ("receptionist", rooms), ("caseworker", rooms),
                          ("trainer", rooms + beds)):  # fmt: skip
        desk = staffed.house.at(role)
        before = staffed.house.commits()
        for name, values in refused:
            with pytest.raises(errors.NotAllowed):
                desk.do(f"interim_care.{name}", **values)
        assert staffed.house.commits() == before
    with pytest.raises(errors.NotAllowed):
        staffed.house.desk.ask("interim_care.board")

    staffed.house.at("educator")
    staffed.give(boy, "boys_14_17-1")
    assert staffed.bed("boys_14_17-1").state == "taken"


# -- what the house is told


def asked(home: Home, hook: Callable[..., list[Any]], **arguments: object) -> list[Any]:
    """What a hook answers in a unit of work of whoever sits at the desk."""
    desk = home.house.desk
    with desk._session(desk.vault.reader) as session:
        return hook(Work(session, desk.actor, desk, desk._sealer, "test"), **arguments)


def test_today_says_how_many_have_no_bed_and_names_nobody(home: Home) -> None:
    boy = home.child("m", name="Wilondja")
    girl = home.child("f", name="Esther")
    home.child("f", "8 mois", "Neema", of=girl)

    tonight = home.house.desk.ask("case_file.tonight")

    (task,) = [task for task in tonight.tasks if isinstance(task, Task) and task.icon == "bed"]
    assert str(task.title) == "2 children without a bed tonight", "a baby may share her mother's"
    assert (task.urgent, task.tier) == (True, "now")
    assert not any(word in str(task) for word in ("Wilondja", "Esther", "Neema", "TD-", "girls-"))
    assert dict(tonight.parts)["to_bed"] == 3

    home.give(boy, "boys_14_17-1")
    tonight = home.house.desk.ask("case_file.tonight")
    assert dict(tonight.parts)["in_bed"] == 1
    assert [meter.title for meter in tonight.meters] == [
        "girls", "girls_with_children", "boys_10_13", "boys_14_17", "infirmary", "family",
    ]  # fmt: skip
    marks = home.house.desk.ask("case_file.child", record_id=girl).header.marks
    assert "no bed tonight" in [str(mark.words) for mark in marks if isinstance(mark, Mark)]


def test_a_bed_is_settled_before_a_child_leaves(home: Home) -> None:
    boy = home.child("m")
    assert asked(home, hooks.settle_of, file_id=boy) == []

    home.give(boy, "boys_14_17-1")
    (task,) = asked(home, hooks.settle_of, file_id=boy)
    assert str(task.title) == "Free the bed"


def test_a_mattress_laid_by_mistake_is_undone(home: Home) -> None:
    home.house.desk.do("interim_care.lay_mattress", room_id=home.rooms["girls"], code="M-1")

    home.house.desk.undo()

    assert "M-1" not in [bed.code for room in home.house.desk.ask("interim_care.board").rooms for bed in room.beds]


def test_beds_stand_in_a_plain_list_too(home: Home) -> None:
    home.give(home.child("m", name="Wilondja"), "boys_14_17-1")

    rows = home.house.desk.ask("interim_care.beds", window=Window())

    assert rows.total == 12
    taken = next(row for row in rows.rows if row.code == "boys_14_17-1")
    assert (taken.who, taken.nights, str(taken.state.words)) == ("Wilondja", "night 1", "taken")
    assert home.house.desk.ask("interim_care.beds", window=Window(filters={"free": True})).total == 11


# -- brothers and sisters


def _siblings(home: Home, one: str, other: str) -> None:
    home.house.desk.do(
        "family.add_bond", file_id=one, values={"said_by": "child", "other_id": other, "what": "sibling"}
    )


def _two_rooms_for_boys(home: Home) -> None:
    home.furnish(boys_14_17=3)
    home.rooms["first"] = home.rooms["boys_14_17"]
    room = home.house.desk.do("interim_care.make_room", name="other boys", block="boys_14_17", capacity=2)
    for code in ("other-1", "other-2"):
        home.beds[code] = home.house.desk.do("interim_care.make_bed", room_id=room, code=code)


@pytest.fixture
def two_rooms(tmp_path: pathlib.Path) -> Iterator[Home]:
    """Two rooms for boys of one age, and one for girls."""
    built = Home(House(tmp_path, "educator"))
    built.furnish(girls=2)
    _two_rooms_for_boys(built)
    yield built
    built.house.desk.lock()


def test_parting_brothers_needs_a_reason_beside_its_field_and_keeps_it(two_rooms: Home) -> None:
    """R-51. Whoever gives beds is told that they belong together, and needs no right to read the family."""
    older, younger = two_rooms.child("m", "16", "Safari"), two_rooms.child("m", "15", "Musa")
    _siblings(two_rooms, older, younger)
    two_rooms.house.at("educator")
    two_rooms.give(older, "boys_14_17-1")
    shown = {bed.code: bed for bed in two_rooms.house.desk.ask("interim_care.free_beds", file_id=younger)}

    with pytest.raises(errors.RuleBroken) as refused:
        two_rooms.give(younger, "other-1")

    assert refused.value.field == "why"
    assert "A brother or sister sleeps in another room." in str(refused.value)
    assert (shown["boys_14_17-2"].answer, shown["other-1"].answer) == ("suits", "with_reason")
    two_rooms.give(younger, "other-1", why="he asked for it himself")
    told = makers.story_of(two_rooms.house.at("director").ask("case_file.child", record_id=younger))
    assert "he asked for it himself" in [str(event.detail) for event in told]


def test_moving_one_of_two_brothers_away_needs_a_reason(two_rooms: Home) -> None:
    older, younger = two_rooms.child("m", "16", "Safari"), two_rooms.child("m", "15", "Musa")
    _siblings(two_rooms, older, younger)
    two_rooms.give(older, "boys_14_17-1")
    two_rooms.give(younger, "boys_14_17-2")

    with pytest.raises(errors.RuleBroken) as refused:
        two_rooms.house.desk.do("interim_care.move_bed", file_id=older, bed_id=two_rooms.beds["other-1"])

    assert refused.value.field == "why"


def test_a_brother_and_a_sister_sleep_apart_without_a_reason(two_rooms: Home) -> None:
    """Girls and boys sleep apart: nobody is asked why."""
    boy, girl = two_rooms.child("m", name="Safari"), two_rooms.child("f", name="Furaha")
    _siblings(two_rooms, boy, girl)
    two_rooms.give(boy, "boys_14_17-1")

    assert two_rooms.give(girl, "girls-1")


def test_a_group_is_given_beds_in_which_brothers_stay_together(two_rooms: Home) -> None:
    others = [two_rooms.child("m", name=f"Amani {place}") for place in range(2)]
    older, younger = two_rooms.child("m", "15", "Safari"), two_rooms.child("m", "15", "Musa")
    _siblings(two_rooms, older, younger)

    proposed = two_rooms.house.desk.ask("interim_care.beds_for", file_ids=[*others, older, younger])

    rooms = {each.file_id: each.room_id for each in proposed}
    assert rooms[older] == rooms[younger]
    assert all(each.bed_id for each in proposed)


def test_brothers_are_kept_together_under_the_number_that_stays(two_rooms: Home) -> None:
    """The bond was written under a number that ended when its file was joined."""
    desk = two_rooms.house.desk
    older, younger = two_rooms.child("m", "16", "Safari"), two_rooms.child("m", "15", "Musa")
    former = desk.do("case_file.open_case", sex="m", care_track="reunified", name="Musa")
    _siblings(two_rooms, older, former)
    two_rooms.give(older, "boys_14_17-1")
    assert desk.ask("interim_care.free_beds", file_id=younger)[0].suits
    desk.do("case_file.merge", file_id=former, other_id=younger, why="his mother told us")

    with pytest.raises(errors.RuleBroken):
        two_rooms.give(younger, "other-1")

    desk.do("case_file.split", file_id=former, why="two children after all")
    assert two_rooms.give(younger, "other-1")
