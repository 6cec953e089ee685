"""The day through the desk: sheets, meals, visitors, activities, notes of shifts, care notes, rooms, tools."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from sqlalchemy import event

from tests import makers
from tests.services.daily.looks import ONE_DAY, TODAY, block, cells, child, figures, gathered, told, worker
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.module import Facts, Mark
from transit_desk.services.daily.records import ToolMove, lent
from transit_desk.storage.work import VaultSession, Work

OK: Any = dict.fromkeys(("beds", "nets", "locks", "water", "latrines", "fire"), "in_order")


def room(desk: Desk, name: str = "Bloc Filles", kind: str = "girls") -> str:
    return str(desk.do("interim_care.make_room", name=name, block=kind, capacity=4))


# -- the sheet


def test_a_block_has_one_line_a_day_written_again_it_says_what_it_says_now(desk: Desk) -> None:
    room(desk)
    room(desk, "Infirmerie", "infirmary")
    room(desk, "Bloc Garçons", "boys_14_17")
    first = desk.do("daily.write_sheet", on_day=TODAY, block="girls", water="little", events="La pompe est en panne")
    again = desk.do("daily.write_sheet", on_day=TODAY, block="girls", water="enough", meals=["lunch"])
    found = cells(block(desk.ask("daily.sheet"), "Block by block"))

    assert first == again
    assert [line[0] for line in found] == ["Girls", "Boys 14–17", "Infirmary"]  # as one walks
    assert found[0] == ("Girls", "Enough water", "Lunch", "", "")


@pytest.mark.parametrize(
    ("values", "field"),
    [({"on_day": TODAY + ONE_DAY, "events": "Fête"}, "on_day"), ({"on_day": TODAY}, "events"),
     ({"on_day": TODAY, "events": "x" * 161}, "events")],
)  # fmt: skip
def test_a_sheet_of_tomorrow_an_empty_one_and_a_long_story_are_refused(
    desk: Desk, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("daily.write_sheet", block="girls", **values)

    assert refused.value.field == field


def test_meals_are_counted_once_each_and_visitors_are_seen_by_somebody(desk: Desk) -> None:
    meal: dict[str, Any] = {"on_day": TODAY, "meal": "lunch", "babies": 2, "staff": 5}
    assert desk.do("daily.serve_meal", **meal, children=30) == desk.do("daily.serve_meal", **meal, children=31)
    visitor = desk.do("daily.note_visitor", on_day=TODAY, name="Papa Wilondja", kind="family", hour="10h",
                      seen_by_id=worker(desk, "Zawadi Mihigo"), relation="oncle")  # fmt: skip
    tab = desk.ask("daily.sheet")

    assert cells(block(tab, "Meals")) == [("Lunch", "", "children 31, babies 2, staff 5")]
    assert cells(block(tab, "Visitors")) == [("Papa Wilondja", "Family of a child, oncle", "10:00", "Zawadi Mihigo")]
    with pytest.raises(errors.RuleBroken):
        desk.do("daily.take_back", record_id=visitor, why="..")
    desk.do("daily.take_back", record_id=visitor, why="Écrit deux fois")
    assert cells(block(desk.ask("daily.sheet"), "Visitors")) == []


def test_a_week_of_food_is_reckoned_for_those_who_live_here(desk: Desk) -> None:
    child(desk)
    child(desk, "Amani", "m")
    ration = desk.do("daily.set_ration", food="Riz", unit="g", per_child=150, per_baby=40)
    desk.do("daily.plan_meal", on_day=TODAY + ONE_DAY, meal="lunch", dish="Fufu, sombe")
    tab = desk.ask("daily.menu")

    assert cells(block(tab, "Rations")) == [("Riz", "150 g", "2,1 kg")]
    assert cells(block(tab, "The menu of seven days"))[1] == ("22 Nov", "–", "Fufu, sombe", "–")
    desk.do("daily.drop_ration", ration_id=ration)
    assert cells(block(desk.ask("daily.menu"), "Rations")) == []
    desk.undo()
    assert len(cells(block(desk.ask("daily.menu"), "Rations"))) == 1


# -- activities


def test_many_children_take_part_and_are_counted_by_sex_and_age(house: makers.House) -> None:
    desk = house.desk()
    girls, boy = [child(desk, name) for name in ("Zawadi", "Neema")], child(desk, "Amani", "m", "11")
    activity = desk.do("daily.hold_activity", on_day=TODAY, kind="sport", led_by_name="Maître Olivier", hour="15h30",
                       children=[*girls, boy, boy])  # fmt: skip
    assert cells(block(desk.ask("daily.activities"), "Activities of these seven days")) == [
        ("Sport", "today, 15:30", "Maître Olivier", "3 children, 2 girls: Amani, Neema, Zawadi")
    ]

    desk.do("daily.say_who_took_part", activity_id=activity, children=[girls[0], boy])
    assert set(desk.ask("daily.who_took_part", activity_id=activity)["children"]) == {girls[0], boy}
    house.clock.pass_(days=1)
    found = figures(house.desk(), TODAY, TODAY)

    assert (found["daily.activities"], found["daily.activities.sport"]) == (1, 1)
    assert found["daily.activities.taking_part"] == 2
    assert found["daily.activities.taking_part.f.14_15"] == found["daily.activities.taking_part.m.10_13"] == 1


def test_an_activity_that_is_undone_leaves_nobody_in_it(desk: Desk) -> None:
    desk.do("daily.hold_activity", on_day=TODAY, kind="play", led_by_name="Rehema", children=[child(desk)])
    desk.undo()

    assert cells(block(desk.ask("daily.activities"), "Activities of these seven days")) == []


def test_a_child_that_is_not_here_takes_part_in_nothing(desk: Desk) -> None:
    with pytest.raises(errors.NotFound):
        desk.do("daily.hold_activity", on_day=TODAY, kind="play", led_by_name="Rehema", children=["nobody"])


# -- notes


def test_a_note_is_read_by_another_of_the_next_shift_and_until_then_told(house: makers.House) -> None:
    desk = house.desk("e.sifa")
    note = desk.do("daily.write_note", on_day=TODAY, part="day", words="Deux matelas sèchent sur la terrasse.")
    assert told(desk, "to read") == []  # one's own waits for another
    with pytest.raises(errors.RuleBroken):
        desk.do("daily.initial_note", note_id=note)

    desk = house.desk("r.zawadi")
    assert [str(each.title) for each in told(desk, "to read")] == ["1 note of a shift to read and initial"]
    desk.do("daily.initial_note", note_id=note)
    assert told(desk, "to read") == []
    with pytest.raises(errors.RuleBroken):
        desk.do("daily.initial_note", note_id=note)


def test_a_note_is_final_and_its_correction_stands_after_it_and_is_read_too(house: makers.House) -> None:
    desk = house.desk("e.sifa")
    note = desk.do("daily.write_note", on_day=TODAY, part="day", words="Deux matelas sèchent.")
    fixed = desk.do("daily.correct_note", note_id=note, words="Trois matelas.")
    with pytest.raises(errors.RuleBroken):
        desk.do("daily.correct_note", note_id=fixed, words="Quatre.")
    desk = house.desk("r.zawadi")

    assert [line[0] for line in cells(block(desk.ask("daily.notes"), "From shift to shift"))] == [
        "Deux matelas sèchent.", "Correction: Trois matelas.",
    ]  # fmt: skip
    assert [str(each.title) for each in told(desk, "to read")] == ["2 notes of shifts to read and initial"]


def test_a_child_who_asks_is_told_until_somebody_heard_it(house: makers.House) -> None:
    desk = house.desk()
    file_id = child(desk)
    desk = house.desk("e.sifa")
    note = desk.do("daily.write_care_note", file_id=file_id, on_day=TODAY, mood="badly", asks=True)
    with pytest.raises(errors.NotAllowed):
        desk.do("daily.hear_child", record_id=note)

    desk = house.desk()
    marks = desk.ask("case_file.child", record_id=file_id).header.marks
    assert Mark in {type(each) for each in marks}
    assert "asks for the social worker" in {str(each.words) for each in marks}
    assert len(told(desk, "asks for the social worker")) == 1
    desk.do("daily.hear_child", record_id=note)
    assert told(desk, "asks for the social worker") == []
    with pytest.raises(errors.RuleBroken):
        desk.do("daily.hear_child", record_id=note)


def test_the_child_s_page_shows_the_days_and_which_way_they_go(house: makers.House) -> None:
    desk = house.desk()
    file_id = child(desk)
    house.clock.pass_(days=6)
    desk = house.desk()
    for number, mood in enumerate(("well", "well", "middling", "badly", "badly")):
        desk.do("daily.write_care_note", file_id=file_id, on_day=TODAY + number * ONE_DAY, mood=mood)
    view = desk.ask("case_file.child", record_id=file_id)
    beside = next(tab for tab in view.tabs if tab.key == "story")

    days, way = block(beside, "From day to day"), block(beside, "Which way it goes")
    assert [line[1] for line in cells(days)][:3] == ["Mood: Badly", "Mood: Badly", "Mood: Middling"]
    assert isinstance(way, Facts)
    assert [(str(line.label), str(line.value)) for line in way.lines] == [("Mood", "worse than before")]


def test_a_note_of_the_wrong_child_is_taken_back_with_its_reason(desk: Desk) -> None:
    file_id = child(desk)
    note = desk.do("daily.write_care_note", file_id=file_id, on_day=TODAY, sleep="well")
    desk.do("daily.take_back", record_id=note, why="C’était sa sœur")

    (days, *_rest) = desk.ask("daily.blocks", record_id=file_id)
    assert cells(days) == []
    with pytest.raises(errors.RuleBroken):
        desk.do("daily.take_back", record_id=note, why="encore une fois")


def test_what_was_agreed_leads_to_the_incident_book_and_knows_no_punishment(desk: Desk) -> None:
    file_id = child(desk)
    agreed: dict[str, Any] = {"file_id": file_id, "on_day": TODAY, "words": "Ils réparent la porte ensemble"}
    for kind in ("slap", "isolation", "no_food", ""):
        with pytest.raises(errors.RuleBroken):
            desk.do("daily.agree_after", **agreed, kind=kind)
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("daily.agree_after", **agreed, kind="mending", incident="I-999")
    assert refused.value.field == "incident"

    desk.do("daily.agree_after", **agreed, kind="mending")
    found = desk.ask("daily.blocks", record_id=file_id)[-1]
    assert cells(found) == [("today", "Mending together what was broken · Ils réparent la porte ensemble")]
    desk.undo()
    assert len(desk.ask("daily.blocks", record_id=file_id)) == 1


# -- rooms


def test_what_is_found_in_a_room_is_told_until_it_is_put_right(house: makers.House) -> None:
    desk = house.desk()
    room_id, musa = room(desk), worker(desk, "Musa Kashindi")
    look: dict[str, Any] = {"room_id": room_id, "on_day": TODAY, **OK, "locks": "to_repair", "fire": "to_repair"}
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("daily.inspect_room", **look, until_day=TODAY)
    assert refused.value.field == "who_id"

    desk.do("daily.inspect_room", **look, who_id=musa, until_day=TODAY + ONE_DAY, remark="Le verrou ne ferme plus")
    assert [str(each.title) for each in told(desk, "put right")] == ["2 things to put right in the rooms"]
    house.clock.pass_(days=2)
    desk = house.desk()
    (late,) = told(desk, "put right")
    assert (late.tier, late.urgent, str(late.detail)) == ("night", True, "late: 2")

    for entry in block(desk.ask("daily.rooms"), "To put right").entries:
        desk.do("daily.put_right", **entry.verbs[0].extra, done_how="Verrou changé")
    assert told(desk, "put right") == []
    assert cells(block(desk.ask("daily.rooms"), "To put right")) == []


def test_a_room_in_order_asks_for_nobody(desk: Desk) -> None:
    desk.do("daily.inspect_room", room_id=room(desk), on_day=TODAY, **OK)
    found = block(desk.ask("daily.rooms"), "Room by room")

    assert cells(found) == [("Bloc Filles", "today", "")]
    assert str(found.entries[0].mark.words) == "in order"
    desk.undo()
    assert cells(block(desk.ask("daily.rooms"), "Room by room")) == [("Bloc Filles", "never", "")]


# -- tools


def test_a_tool_that_is_not_back_is_told_and_asked_of_the_child_who_leaves(house: makers.House) -> None:
    desk = house.desk()
    file_id = child(desk, "Amani", "m")
    house.clock.pass_(hours=-10)
    desk = house.desk()
    saw = desk.do("daily.add_tool", name="Scie", count=2, sharp=True, workshop="Menuiserie")
    loan = desk.do("daily.give_out", tool_id=saw, amount=2, file_id=file_id)
    assert told(desk, "not back") == []  # the workshop goes on
    with pytest.raises(errors.RuleBroken, match=r"Still in the workshop: 0. The others are with: Amani \(2\)"):
        desk.do("daily.give_out", tool_id=saw, amount=1, to_name="Plamedi")

    house.clock.pass_(hours=10)
    desk = house.desk()
    (late,) = told(desk, "not back")
    assert (str(late.title), str(late.detail), late.urgent) == ("2 tools are not back", "that cut or stab: 2", True)
    assert [str(each.title) for each in gathered(desk, "settle", file_id=file_id)
            if "Scie" in str(each.title)] == ["Take back: Scie (2)"]  # fmt: skip

    desk.do("daily.take_in", loan_id=loan, amount=1)
    with pytest.raises(errors.RuleBroken):
        desk.do("daily.take_in", loan_id=loan, amount=2)
    desk.do("daily.write_off", loan_id=loan, amount=1, why="Lame cassée")
    assert told(desk, "not back") == []
    assert cells(block(desk.ask("daily.tools"), "Tools of the workshops")) == [("Scie", "Menuiserie", "1", "0")]
    with pytest.raises(errors.RuleBroken):
        desk.do("daily.count_tool", tool_id=saw, count=0)


def test_taking_back_is_undone_only_while_nothing_stands_on_it(desk: Desk) -> None:
    hammer = desk.do("daily.add_tool", name="Marteau", count=1)
    loan = desk.do("daily.give_out", tool_id=hammer, amount=1, to_name="Plamedi")
    desk.do("daily.take_in", loan_id=loan, amount=1)
    desk.undo()
    assert cells(block(desk.ask("daily.tools"), "Out now"))[0][:3] == ("Marteau", "1", "Plamedi")
    assert desk.ask("daily.still_out", loan_id=loan) == {"amount": 1}
    desk.undo()
    assert cells(block(desk.ask("daily.tools"), "Out now")) == []


def test_what_is_out_is_read_without_what_came_back_long_ago(desk: Desk) -> None:
    """Years of movements cost Today and a leaving nothing: only what is still out is opened."""
    saw, hammer = (desk.do("daily.add_tool", name=name, count=9) for name in ("Scie", "Marteau"))
    for amount in (1, 2, 3):
        done = desk.do("daily.give_out", tool_id=saw, amount=amount, to_name="Plamedi")
        desk.do("daily.take_in", loan_id=done, amount=amount)
    loan = desk.do("daily.give_out", tool_id=saw, amount=4, to_name="Plamedi")
    desk.do("daily.take_in", loan_id=loan, amount=1)
    desk.do("daily.take_in", loan_id=loan, amount=2)
    desk.undo()
    desk.do("daily.write_off", loan_id=loan, amount=1, why="Lame cassée")
    desk.do("daily.give_out", tool_id=hammer, amount=5, to_name="Aline")
    loaded: list[str] = []

    def seen(row: ToolMove, _context: object) -> None:
        loaded.append(row.id)

    event.listen(ToolMove, "load", seen)
    try:
        with VaultSession(desk.vault.reader) as session:
            work = Work(session, desk.actor, desk, desk._sealer, "test", reads_only=True)
            told = [(each.tool.name, each.left) for each in lent.loans(work)]
            of_hammer = [each.left for each in lent.loans(work, hammer)]
    finally:
        event.remove(ToolMove, "load", seen)

    assert (told, of_hammer) == ([("Scie", 2), ("Marteau", 5)], [5])
    assert len(set(loaded)) == 2


def test_a_loan_is_never_given_out_at_an_hour_to_come(desk: Desk) -> None:
    hammer = desk.do("daily.add_tool", name="Marteau", count=1)
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("daily.give_out", tool_id=hammer, amount=1, to_name="Plamedi", at=desk.now() + 3_600_000_000)

    assert refused.value.field == "at"


def test_figures_of_a_day_count_plates_tools_and_children_to_a_carer(house: makers.House) -> None:
    desk = house.desk()
    for number in range(4):
        child(desk, f"Amani {number}", "m")
    desk.do("daily.put_on_shift", on_day=TODAY, part="day", worker_id=worker(desk, "Sifa Balola"))
    desk.do("daily.put_on_shift", on_day=TODAY, part="day", name="Rehema", sex="f")
    desk.do("daily.serve_meal", on_day=TODAY, meal="lunch", children=4, babies=0, staff=2)
    hammer = desk.do("daily.add_tool", name="Marteau", count=3)
    desk.do("daily.give_out", tool_id=hammer, amount=2, to_name="Plamedi")
    house.clock.pass_(days=1)
    found = figures(house.desk(), TODAY, TODAY + datetime.timedelta(3))

    assert found["daily.children_to_a_carer.day"] == 2
    assert (found["daily.meals.plates_of_children"], found["daily.tools.given_out"]) == (4, 2)
    assert found["daily.nights_with_girls"] == 0
    assert "daily.nights_with_a_woman_percent" not in found
