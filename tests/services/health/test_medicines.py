"""Medicines by the round: due without a list, marked once, corrected by a later line, nothing told of a closed one."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests import makers
from tests.services.health.house import (
    TODAY,
    agreed,
    block,
    cells,
    child,
    hook,
    lines,
    mark,
    medicine,
    tasks_of,
    with_nurse,
)
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.instants import HOUR


@pytest.mark.fault("opendigitalproductfactory#4508")
def test_the_round_is_there_without_anybody_making_it(desk: Desk) -> None:
    medicine(desk, child(desk), hours="7 19")

    found = lines(desk)

    assert set(found) == {("Amani", "21 07:00", 7), ("Amani", "21 19:00", 7), ("Amani", "22 07:00", 7)}
    assert found["Amani", "21 07:00", 7].late
    assert not found["Amani", "22 07:00", 7].may_mark


@pytest.mark.fault("asm3#366")
def test_who_gives_is_told_on_today_what_is_late_without_a_name(house: makers.House) -> None:
    desk = house.desk()
    medicine(desk, child(desk, "Nsimire"), hours="7")

    night = house.desk("e.sifa")
    told = tasks_of(night)

    assert told == ["2 doses of medicines are late"]
    assert "Nsimire" not in repr(hook(night, "alerts_of"))


def test_what_is_marked_is_late_no_more(desk: Desk) -> None:
    key = medicine(desk, child(desk), hours="7", from_day=TODAY - datetime.timedelta(days=1))
    mark(desk, key, on_day=TODAY - datetime.timedelta(days=1), words="Sifa gave it, from the paper round")
    mark(desk, key, words="on the paper round as well")

    assert tasks_of(desk) == []
    assert str(lines(desk)["Amani", "21 07:00", 7].marked) == "Given at 19:04 by Furaha Nabintu"


def test_a_second_mark_is_refused_with_the_first(house: makers.House) -> None:
    desk = house.desk()
    key = medicine(desk, child(desk))
    mark(desk, key)

    with pytest.raises(errors.RuleBroken, match="already at 19:04 by Furaha Nabintu: Given"):
        mark(house.desk("e.sifa"), key, "refused")


def test_a_slip_is_corrected_by_a_later_line_and_once(desk: Desk) -> None:
    file_id = child(desk)
    first = mark(desk, medicine(desk, file_id))
    later = desk.do("health.correct_dose", record_id=first, mark="refused", words="spat it out at once")

    assert lines(desk)["Amani", "21 07:00", 7].mark == "refused"
    with pytest.raises(errors.RuleBroken, match="corrected already"):
        desk.do("health.correct_dose", record_id=first, mark="given", words="it was the other one")
    desk.do("health.correct_dose", record_id=later, mark="given", words="took it after all")
    assert lines(desk)["Amani", "21 07:00", 7].mark == "given"
    desk.undo()
    assert lines(desk)["Amani", "21 07:00", 7].mark == "refused"


def test_a_mark_that_was_undone_is_still_to_be_given_and_both_lines_stay(desk: Desk) -> None:
    file_id = child(desk)
    key = medicine(desk, file_id)
    mark(desk, key)
    desk.undo()

    assert lines(desk)["Amani", "21 07:00", 7].mark == ""
    mark(desk, key, "refused")
    assert lines(desk)["Amani", "21 07:00", 7].mark == "refused"
    with pytest.raises(errors.RuleBroken, match="left as it is"):
        mark(desk, key, "not_yet", minute=19 * 60)


def test_a_dose_that_no_plan_asks_for_is_not_marked(desk: Desk) -> None:
    key = medicine(desk, child(desk))

    with pytest.raises(errors.RuleBroken, match="No dose of this sachet"):
        mark(desk, key, minute=8 * 60)
    with pytest.raises(errors.RuleBroken, match="planned for 07:00"):
        mark(desk, key, on_day=TODAY + datetime.timedelta(days=1))
    with pytest.raises(errors.RuleBroken, match="has not come yet"):
        mark(desk, key, at=desk.now() + HOUR)


def test_what_is_given_before_a_witness_names_another(house: makers.House) -> None:
    desk = house.desk()
    key = medicine(desk, child(desk), controlled=True)

    with pytest.raises(errors.RuleBroken, match="before a witness") as refused:
        mark(desk, key)
    assert refused.value.field == "witness_id"
    with pytest.raises(errors.RuleBroken, match="is not the witness"):
        mark(desk, key, witness_id=desk.actor.worker_id)
    witness = next(each for each in desk.ask("health.witnesses") if each.name == "Sifa Balola")
    mark(desk, key, witness_id=witness.id)
    assert lines(desk)["Amani", "21 07:00", 7].mark == "given"


def test_what_is_undone_stands_as_it_was_with_who_saw_it(desk: Desk) -> None:
    file_id = child(desk)
    key = medicine(desk, file_id, controlled=True)
    witness = next(each for each in desk.ask("health.witnesses") if each.name == "Sifa Balola")
    first = mark(desk, key, witness_id=witness.id)
    desk.do("health.correct_dose", record_id=first, mark="refused", words="spat it out at once")
    desk.undo()

    assert lines(desk)["Amani", "21 07:00", 7].mark == "given"
    assert "Furaha Nabintu, witness: Sifa Balola" in repr(cells(desk, file_id, "Doses of the last days"))


def test_what_is_withheld_has_a_reason(desk: Desk) -> None:
    key = medicine(desk, child(desk))

    with pytest.raises(errors.RuleBroken, match="Say why"):
        mark(desk, key, "withheld")
    mark(desk, key, "withheld", words="vomits since noon")


def test_a_change_of_plan_leaves_what_was_due_before(desk: Desk) -> None:
    key = medicine(desk, child(desk), hours="7 19")
    mark(desk, key)
    desk.do("health.change_plan", record_id=key, dose="2", hours="6 20")

    found = lines(desk)

    assert {name[1]: line.dose for name, line in found.items()} == {
        "21 07:00": "1", "21 19:00": "1", "21 20:00": "2", "22 06:00": "2",
    }  # fmt: skip
    desk.undo()
    assert "21 20:00" not in {name[1] for name in lines(desk)}


def test_what_was_given_ahead_stays_given_after_a_change_and_its_new_hour_asks_why_again(house: makers.House) -> None:
    desk = house.desk()
    key = medicine(desk, child(desk), hours="12 20")
    mark(desk, key, minute=20 * 60)
    desk.do("health.change_plan", record_id=key, dose="1", hours="12 20:10")

    found = lines(desk)
    assert found["Amani", "21 20:00", 7].mark == "given"
    assert "19:04, by Furaha Nabintu" in str(found["Amani", "21 20:10", 7].doubts[0])
    house.clock.pass_(minutes=10)
    with pytest.raises(errors.RuleBroken, match="given already: today, 19:04, by Furaha Nabintu") as refused:
        mark(desk, key, minute=20 * 60 + 10)
    assert refused.value.field == "words"
    mark(desk, key, "refused", minute=20 * 60 + 10)
    desk.undo()
    mark(desk, key, minute=20 * 60 + 10, words="he had spat out the first")
    assert lines(desk)["Amani", "21 20:10", 7].mark == "given"


def test_a_sachet_that_is_planned_anew_asks_why_it_is_given_again(desk: Desk) -> None:
    file_id = child(desk)
    key = medicine(desk, file_id, hours="12 20")
    mark(desk, key, minute=20 * 60)
    desk.do("health.stop_medicine", record_id=key, why="the sachet is torn")
    anew = medicine(desk, file_id, hours="12 20", from_day=TODAY)

    with pytest.raises(errors.RuleBroken, match="given already: today, 19:04, by Furaha Nabintu"):
        mark(desk, anew, minute=20 * 60)


@pytest.mark.parametrize("same", ["name", "stopped"])
def test_the_same_medicine_in_another_sachet_asks_why_it_is_given_as_well(desk: Desk, same: str) -> None:
    """By its name, however it is spelt; and whatever its name where it was planned in place of what was stopped."""
    file_id = child(desk)
    key = medicine(desk, file_id, hours="20")
    mark(desk, key, minute=20 * 60)
    other = medicine(desk, child(desk, "Neema"), sachet=9, hours="20", from_day=TODAY)
    if same == "stopped":
        desk.do("health.stop_medicine", record_id=key, why="the rash has come back")
    name = "amoxicillin" if same == "name" else "Cefixime"
    anew = medicine(desk, file_id, sachet=8, hours="20", from_day=TODAY, name=name)

    told = "what was given from sachet 7: today, 19:04, by Furaha Nabintu"
    assert told in str(lines(desk)["Amani", "21 20:00", 8].doubts[0])
    with pytest.raises(errors.RuleBroken, match=told):
        mark(desk, anew, minute=20 * 60)
    mark(desk, other, minute=20 * 60)


def test_the_same_closed_medicine_in_two_sachets_is_asked_about_for_who_reads_its_name(house: makers.House) -> None:
    with_nurse(house)
    desk = house.desk()
    psychologist = next(row.id for row in desk.ask("health.witnesses") if row.name == "Neema Bashizi")
    file_id = child(desk, worker_id=psychologist)
    desk = house.desk("n.innocent")
    closed: dict[str, Any] = {"name": None, "closed_name": "Ténofovir", "from_day": TODAY, "hours": "20"}
    first, second = medicine(desk, file_id, 21, **closed), medicine(desk, file_id, 22, **closed)
    medicine(desk, file_id, 23, hours="20", from_day=TODAY)
    twice, told = "A child may be given one medicine from two sachets", "what was given from sachet 21: today, 19:04"
    assert twice not in tasks_of(desk)
    assert "may be" not in repr(block(desk, file_id, "Medicines"))
    mark(desk, first, minute=20 * 60)
    assert not any(line.doubts for line in lines(desk).values())  # it would tell which are closed

    holder = house.desk("p.neema")
    assert twice in tasks_of(holder)
    assert repr(block(holder, file_id, "Medicines")).count("may be what sachet {sachet} holds") == 2
    with pytest.raises(errors.RuleBroken, match=told):
        mark(holder, second, minute=20 * 60)
    holder.do("health.stop_medicine", record_id=second, why="it is the same as sachet 21")
    assert twice not in tasks_of(holder)


def test_a_change_of_hour_goes_on_with_the_rhythm_of_the_days(desk: Desk) -> None:
    key = medicine(desk, child(desk), hours="20", every_days=2, from_day=TODAY - datetime.timedelta(days=1))

    desk.do("health.change_plan", record_id=key, dose="1", hours="20:30", every_days=2)
    assert set(lines(desk)) == set()
    desk.do("health.change_plan", record_id=key, dose="1", hours="20:30", every_days=1)
    assert set(lines(desk)) == {("Amani", "21 20:30", 7)}


def test_who_puts_a_dose_right_did_not_give_it(house: makers.House) -> None:
    desk = house.desk()
    key = medicine(desk, child(desk), controlled=True)
    sifa = next(each.id for each in desk.ask("health.witnesses") if each.name == "Sifa Balola")
    furaha = desk.actor.worker_id
    first = mark(house.desk("e.sifa"), key, witness_id=furaha)
    desk = house.desk()
    right = {"record_id": first, "mark": "given", "words": "it was Sifa, before me"}

    with pytest.raises(errors.RuleBroken, match="is not the witness"):
        desk.do("health.correct_dose", **right, witness_id=sifa)
    desk.do("health.correct_dose", **right, witness_id=furaha)
    told = "Given at 19:04 by Sifa Balola; put right by Furaha Nabintu"
    assert str(lines(desk)["Amani", "21 07:00", 7].marked) == told


@pytest.mark.fault("Pet-Shelter-MVP#20")
def test_medicines_that_go_along_are_due_until_the_child_has_left(desk: Desk) -> None:
    file_id = agreed(desk)
    desk.do("case_file.admit", file_id=file_id, began_on=TODAY - datetime.timedelta(days=2))
    medicine(desk, file_id)
    before = set(lines(desk))
    desk.do("health.send_along", file_id=file_id, along_with="her aunt")
    assert set(lines(desk)) == before
    desk.undo()
    assert [line.by_itself for line in desk.ask("leaving.door", file_id=file_id).lines] == [False]
    desk.do("health.send_along", file_id=file_id, along_with="her aunt")

    (line,) = desk.ask("leaving.door", file_id=file_id).lines
    assert (str(line.title), line.by_itself) == ("1 medicine goes along", True)
    desk.do("leaving.leave", file_id=file_id, values={
        "left_on": TODAY, "track": "kin", "with_whom": None, "own_choice": False, "safety_plan": None,
    })  # fmt: skip

    assert lines(desk) == {}
    desk.do("health.leave_house", file_id=file_id)  # and once more changes nothing
    assert "07:00, 19:00" in repr(desk.ask("health.health_card", file_id=file_id))
    desk.do("case_file.admit", file_id=file_id, began_on=TODAY)
    assert {name[1] for name in lines(desk)} == {"21 07:00", "21 19:00"}  # what was due before it left


def test_nothing_of_health_ends_for_who_leaves_nowhere(desk: Desk) -> None:
    resident, admitted = child(desk), child(desk, "Baraka")
    desk.do("case_file.admit", file_id=admitted, began_on=TODAY)
    medicine(desk, resident)
    medicine(desk, admitted, 8)
    before = set(lines(desk))

    for file_id in (resident, admitted):
        with pytest.raises(errors.RuleBroken, match="lives here still"):
            desk.do("health.leave_house", file_id=file_id)
    assert set(lines(desk)) == before


def test_a_plan_that_was_changed_and_stopped_offers_nothing_of_the_plan_before(desk: Desk) -> None:
    key = medicine(desk, child(desk), hours="7 19:30 20")
    mark(desk, key, minute=20 * 60)
    desk.do("health.change_plan", record_id=key, dose="1", hours="8")
    assert "21 19:30" in {name[1] for name in lines(desk)}

    desk.do("health.stop_medicine", record_id=key, why="the rash has come back")
    assert "21 19:30" not in {name[1] for name in lines(desk)}


def test_what_is_given_long_after_its_hour_says_who_gave_it(desk: Desk) -> None:
    key = medicine(desk, child(desk), hours="7")
    yesterday = TODAY - datetime.timedelta(days=1)

    with pytest.raises(errors.RuleBroken, match="due yesterday at 07:00") as refused:
        mark(desk, key, on_day=yesterday)
    assert refused.value.field == "words"
    mark(desk, key, words="Sifa gave it, from the paper round", on_day=yesterday)


def test_a_late_dose_is_not_followed_by_the_next_without_a_word_nor_said_given_before_its_hour(desk: Desk) -> None:
    key = medicine(desk, child(desk), hours="7 12")
    mark(desk, key)

    with pytest.raises(errors.RuleBroken, match="was given already") as refused:
        mark(desk, key, minute=12 * 60)
    assert refused.value.field == "words"
    assert "was given already" in str(lines(desk)["Amani", "21 12:00", 7].doubts[0])
    with pytest.raises(errors.RuleBroken, match="when it is given"):
        mark(desk, key, minute=12 * 60, at=desk.now() - 40 * HOUR, words="the ward asked for both")
    mark(desk, key, minute=12 * 60, words="the ward asked for both")


def test_what_is_given_to_a_child_who_is_away_says_where(desk: Desk) -> None:
    file_id = child(desk)
    key = medicine(desk, file_id)
    desk.do("interim_care.go_away", file_id=file_id, kind="leave", left_at=desk.now() - 13 * HOUR)

    assert "written as away" in str(lines(desk)["Amani", "21 07:00", 7].doubts[0])
    with pytest.raises(errors.RuleBroken, match="written as away"):
        mark(desk, key)
    mark(desk, key, "absent")


def test_no_dose_is_due_before_the_child_came_or_after_it_left(desk: Desk) -> None:
    file_id = child(desk)
    desk.do("case_file.admit", file_id=file_id, began_on=TODAY)
    key = medicine(desk, file_id, from_day=TODAY - datetime.timedelta(days=30))

    assert "20 19:00" not in {name[1] for name in lines(desk)}
    with pytest.raises(errors.RuleBroken, match="No dose of this sachet"):
        mark(desk, key, on_day=TODAY - datetime.timedelta(days=1), words="from the health post")
    desk.do("case_file.leave", file_id=file_id, ended_on=TODAY, track="reunified")
    with pytest.raises(errors.RuleBroken, match="not in the care of the house"):
        mark(desk, key)


def test_a_medicine_that_was_stopped_is_due_no_more(desk: Desk) -> None:
    file_id = child(desk)
    key = medicine(desk, file_id, hours="7 22")
    desk.do("health.stop_medicine", record_id=key, why="the rash has come back")

    assert "21 22:00" not in {name[1] for name in lines(desk)}
    with pytest.raises(errors.RuleBroken, match="not given any more"):
        desk.do("health.stop_medicine", record_id=key, why="again, to be sure")
    desk.undo()
    assert "21 22:00" in {name[1] for name in lines(desk)}


def test_two_sachets_in_use_bear_two_numbers(desk: Desk) -> None:
    first = child(desk)
    key = medicine(desk, first)
    other = child(desk, "Baraka")
    number = desk.ask("case_file.child", record_id=first).header.code

    with pytest.raises(errors.RuleBroken, match=number) as refused:
        medicine(desk, other)
    assert refused.value.field == "sachet"
    desk.do("health.stop_medicine", record_id=key, why="the course is over")
    medicine(desk, other)
    assert desk.ask("health.medicine_values", file_id=other)["sachet"] == 8


def test_a_closed_medicine_looks_like_every_other_to_who_does_not_hold_it(house: makers.House) -> None:
    desk = house.desk()
    file_id = child(desk)
    medicine(desk, file_id, 7)
    medicine(desk, file_id, 8, name=None, closed_name="Tenofovir 300 mg")
    with_nurse(house)

    for login in ("n.innocent", "s.pascal", "e.sifa"):
        assert "Tenofovir" not in repr(house.desk(login).ask("health.round_now")), login
        assert "Amoxicilline" not in repr(house.desk(login).ask("health.round_now")), login
    told = cells(house.desk("n.innocent"), file_id, "Medicines")
    assert sorted(row[0] for row in told) == ["Amoxicilline 500 mg", "by the number on the sachet"]


def test_the_night_gives_without_seeing_a_file_of_health(house: makers.House) -> None:
    desk = house.desk()
    file_id = child(desk)
    key = medicine(desk, file_id)
    night = house.desk("e.sifa")

    assert [block.title for block in night.ask("health.tab", record_id=file_id).start] == [
        "What to mind", "For named persons only", "To be treated within hours",
    ]  # fmt: skip
    mark(night, key)
    assert lines(night)["Amani", "21 07:00", 7].mark == "given"


def test_why_a_closed_medicine_was_stopped_is_for_its_holders(desk: Desk) -> None:
    """The reason names what the name was closed for."""
    file_id = child(desk)
    shown = medicine(desk, file_id)
    hidden = medicine(desk, file_id, sachet=8, name=None, closed_name="Ténofovir")
    for key, why in ((shown, "rash on both arms"), (hidden, "side effects of the treatment")):
        desk.do("health.stop_medicine", record_id=key, why=why)

    told = [str(entry.mark.words) for entry in block(desk, file_id, "Medicines").entries]
    assert sorted(told) == ["stopped", "stopped: rash on both arms"]
    desk.undo()
    entries = block(desk, file_id, "Medicines").entries
    assert sum("Stop" in [verb.title for verb in entry.verbs] for entry in entries) == 1


def test_leaving_settles_what_runs(desk: Desk) -> None:
    file_id = child(desk)
    key = medicine(desk, file_id)

    assert [str(each.title) for each in hook(desk, "settle_of", file_id=file_id)] == [
        "1 medicine is being given: send it along, or stop it"
    ]
    desk.do("health.stop_medicine", record_id=key, why="the course is over")
    assert hook(desk, "settle_of", file_id=file_id) == []
    with pytest.raises(errors.RuleBroken, match="No medicine"):
        desk.do("health.send_along", file_id=file_id, along_with="the aunt")


def test_doses_are_counted_by_what_was_due(desk: Desk) -> None:
    key = medicine(desk, child(desk), hours="7", from_day=TODAY)
    before = dict(hook(desk, "figures_of", start=TODAY, end=TODAY))
    assert "health.doses_given_percent" not in before  # it begins now: today's seven o'clock was before it

    other = medicine(desk, child(desk, "Baraka"), 9, hours="7 19")
    mark(desk, other)
    found = dict(hook(desk, "figures_of", start=TODAY, end=TODAY))

    assert (found["health.doses_due"], found["health.doses_given"]) == (2, 1)
    assert found["health.doses_given_percent"] == 50
    assert key
