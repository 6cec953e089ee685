"""Where a child is tonight: who lies in hospital is in the care of the house, and not without a bed."""

from __future__ import annotations

from typing import Any

import pytest

from transit_desk.desk import Desk


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
