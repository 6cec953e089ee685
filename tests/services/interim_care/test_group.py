"""Beds for a group: proposed with reasons, taken whole or changed by hand, mattresses laid with it, undone at once."""

from __future__ import annotations

import pytest

from tests.services.interim_care.conftest import Home
from transit_desk.domain import errors
from transit_desk.services.interim_care.views import Proposed


def proposed(home: Home, *files: str) -> dict[str, Proposed]:
    return {each.file_id: each for each in home.house.desk.ask("interim_care.beds_for", file_ids=list(files))}


def accept(home: Home, found: dict[str, Proposed]) -> object:
    lines = [(each.file_id, each.bed_id, str(each.why)) for each in found.values()]
    return home.house.desk.do("interim_care.give_beds", assignments=lines)


def test_a_full_block_lays_mattresses_that_are_counted_and_go_with_the_undo(home: Home) -> None:
    desk = home.house.desk
    boys = [home.child("m") for _each in range(5)]
    found = proposed(home, *boys)

    assert sum(each.mattress for each in found.values()) == 2
    assert {each.room for each in found.values()} == {"boys_14_17"}
    accept(home, found)
    board = desk.ask("interim_care.board")
    assert (board.in_beds, board.on_mattresses) == (3, 2)
    assert not board.to_bed

    desk.undo()

    board = desk.ask("interim_care.board")
    assert (board.in_beds, board.on_mattresses) == (0, 0)
    assert not [bed for room in board.rooms for bed in room.beds if bed.overflow]


def test_one_who_cannot_be_laid_leaves_the_whole_group_without_beds(home: Home) -> None:
    boy, girl = home.child("m"), home.child("f")
    found = proposed(home, boy, girl)
    before = home.house.commits()

    with pytest.raises(errors.RuleBroken, match="girls and boys sleep apart"):
        home.house.desk.do("interim_care.give_beds",
                           assignments=[(boy, found[boy].bed_id), (girl, home.beds["boys_14_17-2"])])  # fmt: skip

    assert home.house.commits() == before


def test_whoever_has_a_bed_is_left_out_and_not_moved(home: Home) -> None:
    first, second = home.child("m"), home.child("m")
    home.give(first, "boys_14_17-1")

    assert list(proposed(home, first, second)) == [second]


def test_a_bed_that_is_promised_or_shut_is_not_proposed(home: Home) -> None:
    desk = home.house.desk
    promised, boys = home.child("m"), [home.child("m"), home.child("m")]
    desk.do("interim_care.reserve_bed", file_id=promised, bed_id=home.beds["boys_14_17-1"])

    found = proposed(home, *boys)

    assert sorted(each.code for each in found.values()) == ["boys_14_17-2", "boys_14_17-3"]


def test_a_child_who_is_feared_sleeps_in_another_room_and_the_paper_gives_no_reason(home: Home) -> None:
    one, other = home.child("f"), home.child("f")
    home.house.desk.do(
        "family.keep_apart", file_id=one,
        values={"other_id": other, "what": "fear_of", "words": "She hit her.", "said_by": "child"},
    )  # fmt: skip

    found = proposed(home, one, other)

    assert found[one].room_id != found[other].room_id
    assert "hit" not in " ".join(str(each.why) for each in found.values())
    accept(home, found)
    assert not home.house.desk.ask("interim_care.board").to_bed


def test_what_is_proposed_can_always_be_taken(home: Home) -> None:
    girl = home.child("f", "16")
    baby = home.child("m", "0", of=girl)
    group = [girl, baby, *(home.child(sex, age) for sex in "fm" for age in ("8", "12", "15", "17"))]
    found = proposed(home, *group)

    assert "beside the mother" in str(found[baby].why)
    assert all(each.bed_id or each.file_id == baby for each in found.values())
    accept(home, {key: each for key, each in found.items() if each.bed_id})
    assert [each.file_id for each in home.house.desk.ask("interim_care.board").to_bed if not each.baby] == []
