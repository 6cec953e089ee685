"""Where a child is tonight: who lies in hospital is in the care of the house, and not without a bed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from transit_desk.desk import Desk
from transit_desk.module import Hooks, Module, Place, where_each_is
from transit_desk.storage.work import Work


@pytest.fixture
def file_id(desk: Desk) -> str:
    """A child of the house."""
    return str(desk.do("case_file.receive", name="Amani", sex="m", age="14"))


def _parts(desk: Desk) -> dict[str, int]:
    found: Any = desk.ask("case_file.tonight")
    return dict(found.parts)


def test_a_child_in_hospital_is_counted_there_and_not_as_without_a_bed(desk: Desk, file_id: str) -> None:
    before = _parts(desk)

    desk.do("case_file.move_care", file_id=file_id, track="hospital", since=desk.day(desk.now()))
    after = _parts(desk)

    assert (before["hospital"], after["hospital"]) == (0, 1)
    assert after["to_bed"] == before["to_bed"] - 1
    assert sum(after.values()) == sum(before.values())


def test_a_child_in_hospital_is_said_to_be_there_in_words(desk: Desk, file_id: str) -> None:
    desk.do("case_file.move_care", file_id=file_id, track="hospital", since=desk.day(desk.now()))

    said = [str(fact) for fact in desk.ask("case_file.child", record_id=file_id).header.facts]

    assert "in hospital" in said


def _told(kinds: dict[str, str]) -> Module:
    """A module that knows where children are."""

    def whereabouts_of(work: Work, file_ids: Sequence[str] | None = None) -> list[Place]:
        del work
        return [Place(each, kind, kind) for each, kind in kinds.items() if file_ids is not None and each in file_ids]

    return Module("elsewhere", "Elsewhere", 900, (), hooks=Hooks(whereabouts=whereabouts_of))


@pytest.mark.parametrize(
    ("kind", "part"),
    [("class", "elsewhere"), ("leave", "elsewhere"), ("trial", "elsewhere"), ("with_staff", "elsewhere"),
     ("elsewhere", "elsewhere"), ("hospital", "hospital"), ("not_found", "not_found")],
)  # fmt: skip
def test_the_sum_of_tonight_holds_wherever_a_child_is(desk: Desk, file_id: str, kind: str, part: str) -> None:
    room = desk.do("interim_care.make_room", name="Garçons B", block="boys_14_17", capacity=1)
    bed = desk.do("interim_care.make_bed", room_id=room, code="B-01")
    desk.do("interim_care.give_bed", file_id=file_id, bed_id=bed)
    desk.do("case_file.receive", name="Musa", sex="m", age="15")
    before = _parts(desk)

    desk.modules = (*desk.modules, _told({file_id: kind}))
    after = _parts(desk)

    assert before == {"in_bed": 1, "hospital": 0, "elsewhere": 0, "not_found": 0, "to_bed": 1}
    assert after == {**before, "in_bed": 0, part: 1}


def test_who_is_not_found_is_nowhere_else(desk: Desk, file_id: str) -> None:
    desk.modules = (*desk.modules, _told({file_id: "not_found"}), _told({file_id: "class"}))

    assert _parts(desk)["not_found"] == 1


def test_a_child_is_where_what_weighs_most_says_whoever_told_it_first() -> None:
    bed, away = Place("amani", "bed 4", "bed"), Place("amani", "on leave", "leave")
    lost, hospital = Place("amani", "not accounted for", "not_found"), Place("amani", "in hospital", "hospital")

    since = Place("amani", "with staff", "with_staff", 9)
    before = Place("amani", "on leave", "leave", 5)

    for told, where in (
        ((since, before), since), ((before, since), since), ((away, bed), away), ((lost, away, bed), lost),
        ((bed, lost, hospital), lost), ((hospital, away), away),
    ):  # fmt: skip
        assert where_each_is((*told, "a meter")) == {"amani": where}
