"""Roll calls on a real vault: whom they expect and in which order, what is marked and refused, what it sets going."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.services.presence.conftest import Home
from transit_desk.domain import errors
from transit_desk.module import Hooks, Module, Place, Task, Window
from transit_desk.storage.work import Work

HOUR = 3_600


def tasks(home: Home) -> list[Task]:
    return [task for task in home.desk.ask("case_file.tonight").tasks if task.icon in {"list", "warning"}]


def titles(home: Home) -> list[str]:
    return [str(task.title) for task in tasks(home)]


def test_the_list_follows_the_way_from_bed_to_bed_and_a_baby_stands_with_her_mother(home: Home) -> None:
    call = home.call(home.begin())

    assert [(row.bed, row.name) for row in call.rows] == [
        ("F-01", "Neema"), ("M-01", "Riziki"), ("M-02", "Dorcas"), ("B-01", "Amani"), ("B-02", "Safari"),
    ]  # fmt: skip
    assert [row.name for row in call.rows if row.baby] == ["Dorcas"]
    assert call.rooms == ("Filles", "Mères", "Garçons B")


def test_nobody_is_marked_at_the_beginning(home: Home) -> None:
    call = home.call(home.begin())

    assert {row.mark for row in call.rows} == {""}
    assert {row.expected for row in call.rows} == {"present"}


def test_each_mark_is_kept_at_once_and_undone_by_its_name(home: Home) -> None:
    call = home.begin()
    before = home.commits()

    home.mark(call, "Amani")
    home.mark(call, "Neema", "clinic", remark="avec Sifa")
    kept = home.commits() - before
    marked = home.marks(call)
    undone = home.desk.undo()

    assert kept == 2
    assert (marked["Amani"], marked["Neema"]) == ("present", "clinic")
    assert undone == "Mark a child"
    assert home.marks(call)["Neema"] == ""
    assert home.marks(call)["Amani"] == "present"


def test_a_second_mark_stands_for_the_first_and_undo_brings_the_first_back(home: Home) -> None:
    call = home.begin()
    home.mark(call, "Amani")

    home.mark(call, "Amani", "class")
    second = home.marks(call)["Amani"]
    home.desk.undo()

    assert (second, home.marks(call)["Amani"]) == ("class", "present")


def test_a_call_cannot_close_with_a_child_unmarked(home: Home) -> None:
    call = home.begin()
    for name in ("Amani", "Neema", "Riziki"):
        home.mark(call, name)

    with pytest.raises(errors.RuleBroken) as refused:
        home.desk.do("presence.close", call_id=call)

    assert str(refused.value) == "2 children are still to be marked."
    assert home.call(call).closed == ""


def test_a_closed_call_is_locked_and_put_right_by_a_line_beside_it(home: Home) -> None:
    call = home.begin()
    home.everybody(call)
    home.desk.do("presence.close", call_id=call)
    line = next(row.line_id for row in home.call(call).rows if row.name == "Amani")

    with pytest.raises(errors.RuleBroken) as refused:
        home.mark(call, "Amani", "class")
    home.desk.do("presence.rectify", record_id=line, values={"mark": "with_staff", "why": "parti avec Baraka"})
    after = home.call(call)

    assert str(refused.value) == "This roll call is closed. Put the line right instead."
    assert home.marks(call)["Amani"] == "with_staff"
    assert [row.name for row in after.rows if row.put_right] == ["Amani"]
    (row,) = home.desk.ask("presence.calls", window=Window()).rows
    assert row.sums == "5 = 4 + 1 + 0"
    home.desk.undo()
    assert home.marks(call)["Amani"] == "present"
    assert home.desk.ask("presence.calls", window=Window()).rows[0].sums == "5 = 5 + 0 + 0"


@pytest.mark.parametrize(
    ("values", "field"),
    [({"mark": "present", "why": "une raison"}, "mark"), ({"mark": "class", "why": "."}, "why")],
)
def test_a_correction_says_something_else_and_why(home: Home, values: dict[str, object], field: str) -> None:
    call = home.begin()
    home.everybody(call)
    home.desk.do("presence.close", call_id=call)
    line = home.call(call).rows[0].line_id

    with pytest.raises(errors.RuleBroken) as refused:
        home.desk.do("presence.rectify", record_id=line, values=values)

    assert refused.value.field == field


def test_an_open_call_is_marked_and_not_put_right(home: Home) -> None:
    line = home.call(home.begin()).rows[0].line_id

    with pytest.raises(errors.RuleBroken, match="still open"):
        home.desk.do("presence.rectify", record_id=line, values={"mark": "class", "why": "une raison"})


def test_a_roll_call_for_tomorrow_is_refused(home: Home) -> None:
    before = home.commits()

    with pytest.raises(errors.RuleBroken, match="taken for today") as on_paper:
        home.desk.do("presence.enter_from_paper", part="evening", called_at=home.desk.now() + 24 * HOUR * 1_000_000,
                     caller_id=home.desk.actor.worker_id)  # fmt: skip

    assert on_paper.value.field == "called_at"
    assert home.commits() == before


def test_a_second_call_of_the_same_part_is_refused_and_the_first_is_named(home: Home) -> None:
    first = home.begin()

    with pytest.raises(errors.RuleBroken) as refused:
        home.begin()

    assert "Evening roll call, today, 19:04, Furaha Nabintu" in str(refused.value)
    assert refused.value.field == "part"
    (row,) = home.desk.ask("presence.calls", window=Window()).rows
    assert row.id == first  # and there it is opened


def test_all_who_remain_are_those_expected_here_with_their_number(home: Home) -> None:
    home.desk.do("case_file.move_care", file_id=home.files["Neema"], track="hospital",
                 since=home.desk.day(home.desk.now()))  # fmt: skip
    call = home.begin()
    home.mark(call, "Amani", "with_staff")

    with pytest.raises(errors.RuleBroken) as wrong:
        home.desk.do("presence.mark_rest", call_id=call, count=4)
    home.desk.do("presence.mark_rest", call_id=call, count=3)
    rest = home.marks(call)
    home.desk.undo()

    assert str(wrong.value) == "3 children are still to be marked as present now. Look again."
    assert rest == {"Neema": "", "Riziki": "present", "Dorcas": "present", "Amani": "with_staff", "Safari": "present"}
    assert home.marks(call) == {"Neema": "", "Riziki": "", "Dorcas": "", "Amani": "with_staff", "Safari": ""}


def test_all_who_remain_of_one_room_alone(home: Home) -> None:
    call = home.begin()

    home.desk.do("presence.mark_rest", call_id=call, count=2, room="Mères")

    assert [name for name, mark in home.marks(call).items() if mark] == ["Riziki", "Dorcas"]


@pytest.mark.parametrize(
    ("part", "begun", "marked"), [("night", 1, 0), ("evening", 4, 0), ("evening", 0, 3), ("morning", 10, 0)]
)
def test_at_night_nobody_is_marked_in_one_go_whatever_the_call_is_called(
    home: Home, part: str, begun: int, marked: int
) -> None:
    home.later(hours=begun)
    call = home.begin(part)
    home.later(hours=marked)

    with pytest.raises(errors.RuleBroken, match="At night every child is looked at"):
        home.desk.do("presence.mark_rest", call_id=call, count=5)

    assert home.call(call).night


@pytest.mark.parametrize(("ago", "night"), [(0, False), (10, True), (14, False)])
def test_a_paper_of_the_night_is_marked_one_by_one_by_its_true_hour(home: Home, ago: int, night: bool) -> None:
    home.later(hours=14 if ago else 4)  # 09:04 in the morning, or 23:04 with the sheet of 19:04
    called_at = home.desk.now() - (ago or 4) * HOUR * 1_000_000

    call = home.desk.do("presence.enter_from_paper", part="evening", called_at=called_at,
                        caller_id=home.desk.actor.worker_id)  # fmt: skip

    assert home.call(call).night is night
    if night:
        with pytest.raises(errors.RuleBroken, match="At night every child is looked at"):
            home.desk.do("presence.mark_rest", call_id=call, count=5)


def test_a_call_begins_two_hours_before_its_hour_at_the_earliest(home: Home) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        home.begin("night")
    with pytest.raises(errors.RuleBroken) as on_paper:
        home.desk.do("presence.enter_from_paper", part="night", called_at=home.desk.now() - 9 * HOUR * 1_000_000,
                     caller_id=home.desk.actor.worker_id)  # fmt: skip
    home.later(hours=1)

    assert (str(refused.value), refused.value.field) == ("Night roll call: from 20:00 on.", "part")
    assert on_paper.value.field == "called_at"
    assert home.begin("night")


def test_who_comes_after_the_call_began_is_not_on_its_list(home: Home) -> None:
    call = home.begin()
    home.later(seconds=60)

    home.child("Musa", "m", "15", "B-03")

    assert "Musa" not in home.marks(call)
    home.later(hours=1)
    assert "Musa" in home.marks(home.begin("night"))


def test_who_was_here_and_was_written_down_later_is_on_the_list_and_holds_the_close(home: Home) -> None:
    came = home.desk.now() - HOUR * 1_000_000
    call = home.begin()
    home.everybody(call)
    home.later(minutes=5)
    file_id = home.desk.do("case_file.open_case", sex="m", care_track="resident", name="Musa", age="13",
                           arrived_at=came)  # fmt: skip
    home.desk.do("case_file.admit", file_id=file_id, began_on=home.desk.day(came))
    home.house.desk("e.sifa")
    told = [str(task.detail) for task in tasks(home) if "not closed" in str(task.title)]

    with pytest.raises(errors.RuleBroken, match="1 child is still to be marked"):
        home.desk.do("presence.close", call_id=call)
    listed = home.marks(call)
    home.desk.do("presence.mark", call_id=call, file_id=file_id, mark="class")
    home.desk.do("presence.close", call_id=call)

    assert (told, listed["Musa"]) == (["1 child to mark"], "")
    assert home.desk.ask("presence.calls", window=Window()).rows[0].sums == "6 = 5 + 1 + 0"


def test_nobody_closes_or_sums_a_list_of_which_a_child_is_out_of_sight(home: Home) -> None:
    call, today = home.begin(), home.desk.day(home.desk.now())
    for name in set(home.files) - {"Safari", "Amani"}:
        home.mark(call, name)
    home.desk.do("interim_care.end_stay", file_id=home.files["Safari"])
    home.desk.do("case_file.leave", file_id=home.files["Safari"], ended_on=today, track="kin")
    home.house.desk("e.sifa")
    home.mark(call, "Amani", "class")
    told = [str(task.detail) for task in tasks(home) if "not closed" in str(task.title)]

    with pytest.raises(errors.RuleBroken, match="1 child of this list is not in your sight") as refused:
        home.desk.do("presence.close", call_id=call)
    home.house.desk()
    home.mark(call, "Safari", "with_staff")
    home.desk.do("presence.close", call_id=call)
    home.house.desk("e.sifa")
    line = next(row.line_id for row in home.call(call).rows if row.name == "Amani")
    home.desk.do("presence.rectify", record_id=line, values={"mark": "present", "why": "il était là"})

    assert "leads the house" in str(refused.value)
    assert told == ["whoever leads the house closes it"]
    assert home.desk.ask("presence.calls", window=Window()).rows[0].sums == "5 = 4 + 1 + 0"
    assert home.call(call).sums == (5, 4, 1, 0)


def test_a_paper_of_an_hour_that_passed_asks_where_each_child_was_then(home: Home) -> None:
    home.desk.do("interim_care.go_away", file_id=home.files["Amani"], kind="leave", left_at=home.desk.now() - 1)
    search_of = home.begin()
    home.mark(search_of, "Neema", "not_accounted_for")
    (search,) = home.call(search_of).searches
    home.desk.do("presence.take_back", record_id=search_of, why="repris sur papier")
    home.later(minutes=1)
    called_at = home.desk.now()
    home.later(hours=15)
    home.desk.do("interim_care.come_back", file_id=home.files["Amani"], back_at=home.desk.now())
    home.desk.do("presence.found", record_id=search, values={"ended_how": "came_back"})
    home.desk.do("interim_care.move_bed", file_id=home.files["Safari"], bed_id=home.beds["B-03"])

    call = home.desk.do("presence.enter_from_paper", part="evening", called_at=called_at,
                        caller_id=home.desk.actor.worker_id)  # fmt: skip
    told = {row.name: (row.bed, row.expected) for row in home.call(call).rows}

    assert told["Amani"] == ("B-01", "on_leave")
    assert told["Neema"] == ("F-01", "not_accounted_for")
    assert told["Safari"] == ("B-02", "present")


def test_who_left_is_called_no_more(home: Home) -> None:
    home.desk.do("interim_care.end_stay", file_id=home.files["Safari"])
    home.desk.do("case_file.leave", file_id=home.files["Safari"], ended_on=home.desk.day(home.desk.now()), track="kin")

    assert "Safari" not in home.marks(home.begin())


def test_a_call_from_paper_has_its_true_hour_its_caller_and_the_list_of_that_hour(home: Home) -> None:
    called_at = home.desk.now()
    home.later(seconds=2 * HOUR)
    home.child("Musa", "m", "15", "B-03")
    sifa = next(each.id for each in home.desk.ask("office.colleagues") if each.name == "Sifa Balola")

    call = home.desk.do("presence.enter_from_paper", part="evening", called_at=called_at, caller_id=sifa)
    told = home.call(call)

    assert "called at 19:04 by Sifa Balola" in str(told.begun)
    assert "Musa" not in home.marks(call)
    assert told.from_paper


def test_beginning_is_undone_while_nobody_is_marked(home: Home) -> None:
    home.begin()
    home.desk.undo()
    call = home.begin()
    home.mark(call, "Amani")
    home.desk.undo()
    home.desk.undo()

    assert home.call() is None


def test_who_leaves_the_house_while_it_is_called_needs_no_mark(home: Home) -> None:
    call = home.begin()
    home.mark(call, "Neema")
    leaves = {"left_on": home.desk.day(home.desk.now()), "track": "reunified", "own_choice": False, "with_whom": None,
              "safety_plan": None}  # fmt: skip
    for name in ("Safari", "Neema"):
        home.desk.do("leaving.leave", file_id=home.files[name], values=leaves)
    with pytest.raises(errors.RuleBroken, match="left the house on 21 Nov 2026: nobody searches") as refused:
        home.mark(call, "Safari", "not_accounted_for")
    assert (refused.value.field, refused.value.about) == ("mark", ("case_file", home.files["Safari"]))
    page = home.desk.ask("presence.call_page", record_id=call)
    told = {str(each.cells[1]).split("  ")[0]: str(each.mark.words) for each in page.tabs[0].start[0].entries}
    listed = home.marks(call)
    assert (told["Safari"], told["Neema"], told["Amani"]) == ("has left the house", "Present", "still to be marked")
    for name in ("Amani", "Riziki", "Dorcas"):
        home.mark(call, name)
    home.desk.do("presence.close", call_id=call)

    assert "Safari" not in listed
    assert listed["Neema"] == "present"  # seen before she left
    assert home.call(call).sums == (4, 4, 0, 0)


def test_nothing_that_a_closed_call_rests_on_is_undone(home: Home) -> None:
    home.desk.do("interim_care.move_bed", file_id=home.files["Safari"], bed_id=home.beds["B-03"])
    call = home.begin()
    home.everybody(call)
    home.desk.do("presence.close", call_id=call)

    assert home.desk.can_undo() is None


def test_an_open_call_is_taken_back_with_a_reason_and_a_closed_one_never(home: Home) -> None:
    home.later(hours=1)
    call = home.begin("night")
    home.mark(call, "Amani", "not_accounted_for")

    with pytest.raises(errors.RuleBroken):
        home.desk.do("presence.take_back", record_id=call, why=".")
    home.desk.do("presence.take_back", record_id=call, why="c’était l’appel du soir")
    again = home.begin("night")
    home.everybody(again)
    home.desk.do("presence.close", call_id=again)
    with pytest.raises(errors.RuleBroken, match="closed"):
        home.desk.do("presence.take_back", record_id=again, why="une raison")

    assert (
        len([title for title in titles(home) if "not accounted for" in title]) == 1
    )  # the search that began with it goes on


# -- fed by the others


def training(*file_ids: str, kind: str = "class", where: str = "at the workshop") -> Module:
    """A module nobody has heard of, which knows who is in class."""

    def whereabouts_of(work: Work, file_ids: Sequence[str] | None = None) -> list[Place]:
        del work
        return [Place(each, where, kind) for each in asked if file_ids is not None and each in file_ids]

    asked = file_ids
    return Module("workshop", "Workshop", 900, (), hooks=Hooks(whereabouts=whereabouts_of))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("class", "class"), ("hospital", "clinic"), ("leave", "on_leave"), ("trial", "foster_trial"),
     ("with_staff", "with_staff"), ("elsewhere", ""), ("not_found", "not_accounted_for")],
)  # fmt: skip
def test_what_any_module_knows_is_what_the_call_expects(home: Home, kind: str, expected: str) -> None:
    home.desk.modules = (*home.desk.modules, training(home.files["Amani"], kind=kind))

    call = home.call(home.begin())

    assert {row.name: row.expected for row in call.rows}["Amani"] == expected
    assert {row.name: row.expected for row in call.rows}["Safari"] == "present"


def test_who_is_not_back_at_the_hour_said_is_asked_about(home: Home) -> None:
    def late(work: Work, file_ids: Sequence[str] | None = None) -> list[Place]:
        return [Place(home.files["Amani"], "on leave", "leave", 1, until=work.now() - 1)] if file_ids else []

    home.desk.modules = (*home.desk.modules, Module("leave", "Leave", 900, (), hooks=Hooks(whereabouts=late)))

    row = next(row for row in home.call(home.begin()).rows if row.name == "Amani")

    assert row.expected == ""
    assert row.remark.startswith("back 21 Nov at")


def test_an_overdue_return_is_told_on_today_with_its_hour(home: Home) -> None:
    now = home.desk.now()
    home.desk.do("interim_care.go_away", file_id=home.files["Amani"], kind="leave", left_at=now - 1,
                 due_back=now + 60_000_000)  # fmt: skip
    expected = {row.name: row.expected for row in home.call(home.begin()).rows}["Amani"]
    before = [str(task.title) for task in home.desk.ask("case_file.tonight").tasks]
    home.later(minutes=2)
    after = {str(task.title): task.at for task in home.desk.ask("case_file.tonight").tasks}
    home.desk.do("interim_care.come_back", file_id=home.files["Amani"], back_at=home.desk.now())
    back = [str(task.title) for task in home.desk.ask("case_file.tonight").tasks]

    late = "1 child is not back at the hour that was said"
    assert expected == "on_leave"
    assert (late in before, after[late], late in back) == (False, "19:05", False)


# -- who


def test_an_educator_marks_with_first_names_and_codes_only(home: Home) -> None:
    home.desk.do("case_file.say", file_id=home.files["Amani"], what="name", words="Amani Byamungu Mushagalusha",
                 said_by="child")  # fmt: skip
    home.house.desk("e.sifa")

    call = home.call(home.begin())
    home.mark(call.id, "Amani")

    row = next(row for row in call.rows if row.name == "Amani")
    assert row.number.startswith("TD-")
    assert "Byamungu" not in repr(call)
    assert {field.name for field in dataclasses.fields(row)} == {
        "id", "line_id", "bed", "room", "name", "number", "age", "mark", "expected", "remark", "baby", "put_right",
    }  # fmt: skip
    trail = home.house.desk().ask("office.trail", window=Window(count=50)).rows
    assert ("presence.mark", "Sifa Balola") in {(line.action, line.worker) for line in trail}


def test_who_sees_not_every_child_takes_no_roll_call(home: Home) -> None:
    home.house.desk("c.aline")

    with pytest.raises(errors.NotAllowed):
        home.begin()


# -- what is told


def test_a_call_that_is_due_and_not_taken_is_told_with_its_hour(home: Home) -> None:
    before = {str(task.title): (task.tier, task.at) for task in tasks(home)}
    home.later(seconds=3 * HOUR)

    after = {str(task.title): (task.tier, task.at) for task in tasks(home)}

    assert before["Evening roll call: not taken"] == ("now", "18:00")
    assert before["Night roll call"] == ("night", "22:00")
    assert after["Night roll call: not taken"] == ("now", "22:00")


def test_a_call_that_was_not_taken_stands_in_the_list(home: Home) -> None:
    call = home.begin()
    home.everybody(call)
    home.desk.do("presence.close", call_id=call)
    home.later(seconds=20 * HOUR)

    rows = home.desk.ask("presence.calls", window=Window()).rows
    missing = home.desk.ask("presence.calls", window=Window(filters={"not_taken": True})).rows

    assert [(row.part, str(row.state.words)) for row in rows] == [
        ("Morning", "not taken"), ("Night", "not taken"), ("Evening", "closed"),
    ]  # fmt: skip
    assert [row.part for row in missing] == ["Morning", "Night"]
    assert "1 roll call of the last days was not taken" in titles(home)


def test_an_open_call_says_how_many_are_left(home: Home) -> None:
    call = home.begin()
    home.mark(call, "Amani")

    told = next(task for task in tasks(home) if "not closed" in str(task.title))

    assert str(told.detail) == "4 children to mark"
    assert told.target is not None
    assert told.target.extra == {"call_id": call}


def test_who_was_not_seen_at_three_calls_running_is_told(home: Home) -> None:
    parts = ("morning", "evening", "night")
    said: list[list[str]] = []
    for part in parts:
        call = home.begin(part)
        home.everybody(call, Amani="with_staff")
        home.desk.do("presence.close", call_id=call)
        home.later(hours=1)
        said.append([str(task.title) for task in home.desk.ask("case_file.tonight").tasks])

    wanted = "1 child not seen here at 3 roll calls running"
    assert [wanted in each for each in said] == [False, False, True]


def test_the_figures_count_absences_by_sex_and_band(home: Home) -> None:
    call = home.begin()
    home.everybody(call, Amani="on_leave", Neema="not_accounted_for")
    home.desk.do("presence.close", call_id=call)
    day = home.desk.day(home.desk.now())
    module = next(each for each in home.desk.modules if each.name == "presence")
    figures: Callable[..., list[Any]] | None = module.hooks.figures
    assert figures is not None

    with home.desk._unit("figures", "") as work:
        found = dict(figures(work, day, day))

    assert found == {
        "presence.calls_taken": 1, "presence.calls_not_taken": 0, "presence.absences": 2,
        "presence.absences.m.16_17": 1, "presence.absences.f.14_15": 1, "presence.not_accounted_for": 1,
        "presence.not_accounted_for.f.14_15": 1,
    }  # fmt: skip
