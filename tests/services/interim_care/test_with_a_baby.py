"""A mother goes away for a while: whoever writes it down says whether her baby goes along, or who cares for it here."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.interim_care.conftest import Home
from transit_desk.domain import errors
from transit_desk.module import Task, Window

HOUR = 3_600_000_000
MAMA = "Mama Riziki, in the room of the mothers"


def go(home: Home, file_id: str, **more: Any) -> str:
    left = home.house.desk.now() - 2 * HOUR
    return str(home.house.desk.do("interim_care.go_away", file_id=file_id, kind="hospital", left_at=left, **more))


def away(home: Home) -> set[str]:
    return {row.id for row in home.house.desk.ask("interim_care.away_now", window=Window()).rows}


def of_babies(home: Home) -> list[str]:
    """What Today says of babies without their mothers."""
    tasks: list[Task] = home.house.desk.ask("case_file.tonight").tasks
    return [str(task.detail) for task in tasks if str(task.title) == "A baby is in the house without its mother"]


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


ASK = "say who looks after it, or write down that it is with her"


def test_who_cares_for_the_baby_stands_with_the_absence_and_on_both_pages_in_its_own_words(home: Home) -> None:
    desk = home.house.desk
    mother, baby = mother_and_child(home)
    record = go(home, mother, baby="stays", baby_with=MAMA)

    assert of_babies(home) == ["its file says who looks after it"]
    (row,) = desk.ask("interim_care.tab", record_id=mother).start[0].entries
    line, _hers = desk.ask("interim_care.tab", record_id=baby).start[0].lines
    assert MAMA in map(str, row.cells)
    assert str(line.value) == MAMA
    assert desk.ask("interim_care.absence_values", record_id=record)["baby_with"] == MAMA
    desk.do("interim_care.change_absence", record_id=record, baby_with="Sifa, of the night shift")
    assert str(desk.ask("interim_care.tab", record_id=baby).start[0].lines[0].value) == "Sifa, of the night shift"
    desk.undo()
    assert str(desk.ask("interim_care.tab", record_id=baby).start[0].lines[0].value) == MAMA

    desk.do("interim_care.take_back", record_id=record, why="she did not leave in the end")
    assert MAMA not in " ".join(told(home, baby))


def test_where_nobody_was_asked_who_cares_for_a_baby_today_asks_until_somebody_says_it(home: Home) -> None:
    desk = home.house.desk
    mother, baby = mother_and_child(home)
    record = go(home, mother, baby="along")
    desk.do("interim_care.come_back", file_id=baby, back_at=desk.now())

    assert of_babies(home) == [ASK]
    block = desk.ask("interim_care.tab", record_id=baby).start[0]
    assert block.verb.extra == {"record_id": record}
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("interim_care.change_absence", record_id=record, baby_with="?")
    assert refused.value.field == "baby_with"
    desk.do("interim_care.change_absence", record_id=record, baby_with=MAMA)
    assert of_babies(home) == ["its file says who looks after it"]

    desk.do("interim_care.take_back", record_id=record, why="she did not leave in the end")
    (row,) = desk.ask("interim_care.tab", record_id=baby).start[0].entries
    assert row.past, "the baby's own return was seen by somebody: its absence stands"


def test_a_baby_that_followed_its_mother_is_asked_about_when_she_is_back(home: Home) -> None:
    desk = home.house.desk
    mother, baby = mother_and_child(home)
    go(home, mother, baby="stays", baby_with=MAMA)
    left = desk.now() - HOUR
    desk.do("interim_care.go_away", file_id=baby, kind="leave", left_at=left, with_whom="to its mother")

    assert desk.ask("interim_care.return_values", file_id=mother)["baby_back"] is False
    desk.do("interim_care.come_back", file_id=mother, back_at=desk.now())
    assert away(home) == {baby}, "nobody said that it is back"
    desk.undo()
    desk.do("interim_care.come_back", file_id=mother, back_at=desk.now(), baby_back=True)
    assert away(home) == set()


@pytest.mark.parametrize("answers", [{"baby": "along"}, {"baby": "stays", "baby_with": MAMA}])
def test_a_mother_whose_baby_is_searched_leaves_for_no_while(home: Home, answers: dict[str, str]) -> None:
    desk = home.house.desk
    mother, baby = mother_and_child(home)
    call = desk.do("presence.begin", part="morning")
    desk.do("presence.mark", call_id=call, file_id=baby, mark="not_accounted_for")

    with pytest.raises(errors.RuleBroken) as refused:
        go(home, mother, **answers)

    assert refused.value.field == "baby"
    assert "Neema" in str(refused.value)
    assert refused.value.about is not None
    assert refused.value.about[0] == "missing_child"
    assert away(home) == set()
