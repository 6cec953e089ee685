"""A mother goes away for a while: whoever writes it down says whether her baby goes along, or who cares for it here."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.interim_care.conftest import Home
from transit_desk.domain import errors
from transit_desk.module import Window

HOUR = 3_600_000_000
MAMA = "Mama Riziki, in the room of the mothers"


def go(home: Home, file_id: str, **more: Any) -> str:
    left = home.house.desk.now() - 2 * HOUR
    return str(home.house.desk.do("interim_care.go_away", file_id=file_id, kind="hospital", left_at=left, **more))


def away(home: Home) -> set[str]:
    return {row.id for row in home.house.desk.ask("interim_care.away_now", window=Window()).rows}


def told(home: Home, file_id: str) -> list[str]:
    return [str(event.detail) for event in home.house.desk.ask("case_file.story", record_id=file_id).events]


def mother_and_child(home: Home) -> tuple[str, str]:
    mother = home.child("f", name="Zawadi")
    return mother, home.child("f", "1", "Neema", of=mother)


def test_a_mother_goes_with_her_baby_or_leaves_it_with_somebody_who_is_named(home: Home) -> None:
    desk = home.house.desk
    mother, baby = mother_and_child(home)
    before = home.house.commits()

    for answers, field in (({}, "baby"), ({"baby": "stays"}, "baby_with"), ({"baby": "stays", "baby_with": "?"},
                           "baby_with"), ({"baby": "along", "baby_with": MAMA}, "baby_with")):  # fmt: skip
        with pytest.raises(errors.RuleBroken) as refused:
            go(home, mother, **answers)
        assert refused.value.field == field
        assert field == "baby_with" or "Neema" in str(refused.value)
    assert home.house.commits() == before

    go(home, mother, baby="along")
    assert away(home) == {mother, baby}
    desk.undo()
    assert away(home) == set()

    go(home, mother, baby="stays", baby_with=MAMA)
    assert away(home) == {mother}
    assert MAMA in " ".join(told(home, baby))
    desk.undo()
    assert MAMA not in " ".join(told(home, baby))


def test_who_went_together_comes_back_together_unless_somebody_says_otherwise(home: Home) -> None:
    desk = home.house.desk
    mother, baby = mother_and_child(home)
    record = go(home, mother, baby="along")

    assert desk.ask("interim_care.return_values", file_id=mother)["baby_back"] is True
    desk.do("interim_care.come_back", file_id=mother, back_at=desk.now())
    assert away(home) == set()
    desk.undo()
    assert away(home) == {mother, baby}
    desk.do("interim_care.come_back", file_id=mother, back_at=desk.now(), baby_back=False)
    assert away(home) == {baby}
    desk.undo()

    due = desk.now() + 9 * HOUR
    desk.do("interim_care.change_absence", record_id=record, due_back=due)
    (row,) = desk.ask("interim_care.tab", record_id=baby).start[0].entries
    assert row.cells[2] != ""
    desk.undo()
    (row,) = desk.ask("interim_care.tab", record_id=baby).start[0].entries
    assert row.cells[2] == ""

    desk.do("interim_care.take_back", record_id=record, why="she did not leave in the end")
    assert away(home) == set()
    desk.undo()
    assert away(home) == {mother, baby}
    desk.do("interim_care.come_back", file_id=baby, back_at=desk.now())
    assert away(home) == {mother}


def test_nothing_is_asked_of_who_has_no_baby_here(home: Home) -> None:
    desk = home.house.desk
    mother, baby = mother_and_child(home)
    go(home, baby)  # with an aunt, before her mother

    assert set(desk.ask("interim_care.leave_values", file_id=mother)) == {"left_at"}
    with pytest.raises(errors.RuleBroken) as refused:
        go(home, mother, baby="along")
    assert refused.value.field == "baby"
    go(home, mother)
    desk.undo()
    desk.undo()
    assert set(desk.ask("interim_care.leave_values", file_id=mother)) == {"left_at", "baby", "baby_with"}


def test_a_mother_who_is_sent_to_the_hospital_is_asked_about_like_any_other(home: Home) -> None:
    desk = home.house.desk
    mother, baby = mother_and_child(home)
    sent = {"sent_at": desk.now() - HOUR, "to_whom": "Hôpital (fictif)", "why": "fever", "admitted": True}

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("health.refer", file_id=mother, values=sent)
    assert refused.value.field == "baby"
    record = desk.do("health.refer", file_id=mother, values={**sent, "baby": "along"})
    assert away(home) == {mother, baby}
    desk.undo()
    assert away(home) == set()
    desk.do("health.refer", file_id=mother, values={**sent, "admitted": False, "baby": "stays", "baby_with": MAMA})
    assert record
    assert away(home) == set()
