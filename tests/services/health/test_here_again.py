"""A child who is here again: the medicines it took along are asked about, and the doses of its time away."""

from __future__ import annotations

import datetime

import pytest

from tests import makers
from tests.services.health.house import (
    TODAY,
    block,
    cells,
    child,
    hook,
    lines,
    mark,
    marks_of,
    medicine,
    tasks_of,
    with_nurse,
)
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.module import Target, Task

ASK = "A child came back: ask which medicines it took along"
ONE = datetime.timedelta(days=1)
PLAN = {"dose": "1", "hours": "7 19"}


def leaves(desk: Desk, file_id: str) -> None:
    """The child goes home with what it takes."""
    desk.do("health.send_along", file_id=file_id, along_with="his uncle")
    desk.do("leaving.leave", file_id=file_id, values={
        "left_on": desk.day(desk.now()), "track": "reunified", "with_whom": None, "own_choice": False,
        "safety_plan": None,
    })  # fmt: skip


def came_back(house: makers.House) -> tuple[Desk, str, list[str]]:
    """Two days at home with three sachets, one of them closed, and received again."""
    desk = house.desk()
    psychologist = next(row.id for row in desk.ask("health.witnesses") if row.name == "Neema Bashizi")
    file_id = child(desk, "Adam", worker_id=psychologist)
    desk.do("case_file.admit", file_id=file_id, began_on=TODAY - ONE)
    found = [medicine(desk, file_id, 1, name="Phenobarbital"), medicine(desk, file_id, 2, hours="20"),
             medicine(desk, file_id, 3, hours="21", name=None, closed_name="Ténofovir")]  # fmt: skip
    medicine(desk, file_id, 4, name="Zinc", to_day=TODAY)
    leaves(desk, file_id)
    house.clock.pass_(days=2)
    assert ASK not in tasks_of(desk)
    desk.do("case_file.receive_again", file_id=file_id)
    return desk, file_id, found


def asked(desk: Desk) -> Task:
    """The line of Today that asks about the medicines of a child who is here again."""
    (task,) = [each for each in hook(desk, "alerts_of") if isinstance(each, Task) and str(each.title) == ASK]
    return task


def test_who_comes_back_is_asked_about_each_medicine_until_it_goes_on_or_is_ended(house: makers.House) -> None:
    desk, file_id, (first, second, closed) = came_back(house)
    assert lines(desk) == {}
    task = asked(desk)
    assert task.target == Target("health", file_id)
    assert str(task.detail) == "3 medicines: go on with each, or write that it is ended"
    assert not {"Adam", "Phenobarbital", "Ténofovir"} & set(repr(task).replace("'", " ").split())
    assert "medicines of before: ask" in marks_of(desk, file_id)
    night = house.desk("e.sifa")
    assert tasks_of(night) == ["A child came back: its medicines wait for a decision"]  # who gives them reads no name
    desk = house.desk()
    told = block(desk, file_id, "Medicines")
    can = [[verb.title for verb in entry.verbs] for entry in told.entries]
    assert can == [["Take it up again", "Not taken any more"]] * 3 + [[]]

    desk.do("health.take_up", record_id=first, sachet=11, **PLAN)
    desk.do("health.stop_medicine", record_id=second, why="it was finished at home")
    assert str(asked(desk).detail).startswith("1 medicine:")
    desk.do("health.take_up", record_id=closed, sachet=3, dose="2", hours="21")

    assert ASK not in tasks_of(desk)
    assert "medicines of before: ask" not in marks_of(desk, file_id)
    today = f"{desk.day(desk.now()):%d}"
    assert {key for key in lines(desk) if key[1].startswith(today)} == {("Adam", f"{today} 21:00", 3)}
    assert {line.sachet for line in lines(desk).values()} == {3, 11}
    told = cells(desk, file_id, "Medicines")
    assert ("Phenobarbital", "11", "1", "07:00 19:00", "") in told
    assert [str(each.title) for each in hook(desk, "settle_of", file_id=file_id)] == [
        "2 medicines are being given: send them along, or stop them"
    ]
    assert "Medicine taken up again" in [str(each.title) for each in hook(desk, "timeline_of", file_id=file_id)]


def test_what_was_given_before_was_given_from_the_sachet_of_then(house: makers.House) -> None:
    desk = house.desk()
    file_id = child(desk, "Adam")
    desk.do("case_file.admit", file_id=file_id, began_on=TODAY)
    first = medicine(desk, file_id, 40, hours="19")
    mark(desk, first, minute=19 * 60)
    leaves(desk, file_id)
    house.clock.pass_(hours=4)
    desk.do("case_file.receive_again", file_id=file_id)
    medicine(desk, child(desk, "Ben"), 40, hours="20", name="Zinc")
    before = hook(desk, "timeline_of", file_id=file_id)
    desk.do("health.take_up", record_id=first, sachet=41, dose="1", hours="7")
    desk.undo()
    assert hook(desk, "timeline_of", file_id=file_id) == before
    desk.do("health.take_up", record_id=first, sachet=41, dose="1", hours="7")

    assert [row[1] for row in cells(desk, file_id, "Doses of the last days")] == ["40"]
    assert {key for key in lines(desk) if key[0] == "Adam"} == {("Adam", "21 19:00", 40), ("Adam", "22 07:00", 41)}
    told = {str(each.title): str(each.detail) for each in hook(desk, "timeline_of", file_id=file_id)}
    assert (told["Medicine planned"], told["Medicine taken up again"]) == ("sachet 40", "sachet 41")
    (seen,) = hook(desk, "whereabouts_of", file_ids=[file_id], seen_from=0)
    assert str(seen.what).startswith("dose of sachet 40, ")


def test_who_does_not_read_a_closed_name_takes_it_up_by_its_sachet(house: makers.House) -> None:
    _desk, file_id, (_first, _second, closed) = came_back(house)
    with_nurse(house)
    nurse = house.desk("n.innocent")
    assert ASK in tasks_of(nurse)
    nurse.do("health.take_up", record_id=closed, sachet=3, **PLAN)

    assert ("by the number on the sachet", "3", "1", "07:00 19:00", "") in cells(nurse, file_id, "Medicines")
    assert ASK not in tasks_of(house.desk("e.sifa"))
    told = cells(house.desk("p.neema"), file_id, "Medicines")
    assert ("Ténofovir", "3", "1", "07:00 19:00", "") in told


def test_what_was_taken_up_or_ended_by_mistake_is_asked_about_again(house: makers.House) -> None:
    desk, file_id, (first, second, _closed) = came_back(house)
    desk.do("health.take_up", record_id=first, sachet=11, **PLAN)
    desk.undo()
    desk.do("health.stop_medicine", record_id=second, why="it was finished at home")
    desk.undo()
    assert str(asked(desk).detail).startswith("3 medicines:")
    assert ("Phenobarbital", "1", "1", "07:00 19:00", "") in cells(desk, file_id, "Medicines")

    desk.do("health.take_up", record_id=first, sachet=11, dose="1", hours="20")
    mark(desk, first, on_day=desk.day(desk.now()), minute=20 * 60)
    desk._done.pop()
    with pytest.raises(errors.RuleBroken, match="A dose of it was marked since"):
        desk.undo()


def test_a_medicine_is_taken_up_by_who_is_here_under_a_number_that_is_free(house: makers.House) -> None:
    desk, file_id, (first, second, _closed) = came_back(house)
    other = child(desk, "Baraka")
    running = medicine(desk, other, 9)
    with pytest.raises(errors.RuleBroken, match="Sachet 9 is in use") as refused:
        desk.do("health.take_up", record_id=first, sachet=9, **PLAN)
    assert refused.value.field == "sachet"
    with pytest.raises(errors.RuleBroken, match="is being given, or was ended"):
        desk.do("health.take_up", record_id=running, sachet=10, **PLAN)
    desk.do("case_file.leave", file_id=file_id, ended_on=desk.day(desk.now()), track="reunified")
    for name, more in (("take_up", {"sachet": 11, **PLAN}), ("stop_medicine", {"why": "it was finished at home"})):
        with pytest.raises(errors.RuleBroken):
            desk.do(f"health.{name}", record_id=second, **more)
    assert ASK not in tasks_of(desk)
