"""Two files of one child: what is read of both, what is refused, and that taking them apart undoes it wholly."""

from __future__ import annotations

import pytest

from tests import makers
from tests.services.case_file import pairs
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.domain.timeline import Event
from transit_desk.module import Task, View, Window

TODAY = makers.NOON.date()


def _said(view: View) -> list[str]:
    identity = next(tab for tab in view.tabs if tab.key == "identity")
    return sorted(str(line.value) for line in identity.start[0].lines if str(line.value))  # type: ignore[union-attr]


def _consent(desk: Desk, file_id: str, decision: str, purpose: str = "transfer") -> None:
    values = {"purpose": purpose, "decision": decision, "on_day": TODAY, "given_by": "child"}
    desk.do("case_file.answer_consent", file_id=file_id, values=values)


def _story(desk: Desk, file_id: str) -> list[str]:
    return [str(event.title) for event in desk.ask("case_file.story", record_id=file_id).events]


# -- what is read


def test_the_page_of_either_number_tells_what_was_said_under_both(desk: Desk) -> None:
    earlier, now = pairs.earlier(desk, village="Kalonge-Haut (fictif)"), pairs.now(desk)
    former = pairs.number(desk, earlier)
    pairs.join(desk, earlier, now)

    views = [desk.ask("case_file.child", record_id=file_id) for file_id in (earlier, now)]

    assert {view.record_id for view in views} == {now}
    assert all("Amani Wilondja" in _said(view) and "Kalonge-Haut (fictif)" in _said(view) for view in views)
    assert any(former in str(mark.words) for mark in views[0].header.marks)


def test_the_former_number_and_the_former_name_find_the_file_that_stays(desk: Desk) -> None:
    earlier, now = pairs.earlier(desk, "Baraka Mihigo"), pairs.now(desk)
    former = pairs.number(desk, earlier)
    pairs.join(desk, earlier, now)

    for words in (former, "Baraka Mihigo", "Amani Wilonja"):
        assert [each.id for each in desk.ask("case_file.find", words=words)] == [now], words
    assert desk.ask("case_file.by_number", number=former) == now
    assert [row.id for row in desk.ask("case_file.children", window=Window()).rows] == [now]
    assert [row.id for row in desk.ask("case_file.children", window=Window(words=former)).rows] == [now]


def test_a_child_of_two_numbers_is_one_child_in_the_house(desk: Desk) -> None:
    one, other = pairs.now(desk), pairs.now(desk, "Amani W.")
    pairs.join(desk, one, other, why_both="opened twice the same night")

    tonight = desk.ask("case_file.tonight")

    assert (tonight.total, tonight.followed) == (1, 1)


def test_the_story_the_promises_and_the_notes_of_both_are_one(desk: Desk) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)
    desk.do("case_file.write_note", file_id=earlier, care_words="afraid of dogs")
    pairs.join(desk, earlier, now)

    events: tuple[Event, ...] = desk.ask("case_file.story", record_id=now).events

    assert "afraid of dogs" in [str(event.detail) for event in events]
    assert [str(event.title) for event in events].count("File opened") == 2
    assert "Joined with another file" in _story(desk, now)
    assert len(desk.ask("case_file.dues", file_id=earlier)) == len(desk.ask("case_file.dues", file_id=now)) == 4


@pytest.mark.parametrize("refusing", ["earlier", "now"])
def test_the_strictest_consent_of_both_counts(desk: Desk, refusing: str) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)
    for name, file_id in (("earlier", earlier), ("now", now)):
        _consent(desk, file_id, "no" if name == refusing else "yes")
    pairs.join(desk, earlier, now)

    for file_id in (earlier, now):
        assert not desk.ask("case_file.readership", file_id=file_id, audience="receiving_agency").consents


def test_an_answer_given_after_they_were_joined_is_for_both(desk: Desk, house: makers.House) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)
    _consent(desk, earlier, "no")
    pairs.join(desk, earlier, now)
    house.clock.pass_(minutes=1)
    _consent(desk, now, "yes")

    assert desk.ask("case_file.readership", file_id=now, audience="receiving_agency").consents


def test_what_is_withheld_under_one_number_is_withheld_under_the_other(desk: Desk) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)
    kept = {"from_whom": "other_agency", "reason": "fear_of_harm"}
    for file_id, topic in ((earlier, "care"), (now, "family")):
        desk.do("case_file.withhold", file_id=file_id, values={**kept, "topics": [topic]})
    pairs.join(desk, earlier, now)

    withheld = desk.ask("case_file.readership", file_id=now, audience="receiving_agency").withheld

    assert {str(getattr(topic, "value", topic)) for topic in withheld} == {"family", "care"}


def test_readmission_goes_on_in_the_same_file(desk: Desk) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)
    pairs.join(desk, earlier, now)
    desk.do("case_file.leave", file_id=now, ended_on=TODAY, track="reunified")

    desk.do("case_file.admit", file_id=earlier, began_on=TODAY)

    assert [row.id for row in desk.ask("case_file.children", window=Window(filters={"house": True})).rows] == [now]
    assert _story(desk, now).count("Arrived at the house") == 2


# -- what is refused


def _refused(desk: Desk, ends: str, stays: str, **more: str) -> errors.RuleBroken:
    with pytest.raises(errors.RuleBroken) as refused:
        pairs.join(desk, ends, stays, **more)
    return refused.value


def test_chains_and_circles_are_refused_beside_the_field(desk: Desk) -> None:
    one, two, three = (pairs.earlier(desk, name) for name in ("Amani", "Bahati", "Safari"))
    pairs.join(desk, one, two)

    for ends, stays in ((two, three), (two, one), (three, one), (one, three), (three, three)):
        assert _refused(desk, ends, stays).field == "other_id"
    pairs.join(desk, three, two)
    assert desk.ask("case_file.child", record_id=three).record_id == two


def test_two_living_here_need_a_word_how_that_came(desk: Desk) -> None:
    one, other = pairs.now(desk), pairs.now(desk)

    assert _refused(desk, one, other).field == "why_both"
    assert pairs.join(desk, one, other, why_both="opened twice the same night") == other


def test_the_number_under_which_the_child_lives_here_stays(desk: Desk) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)

    assert _refused(desk, now, earlier).field == "other_id"
    assert desk.do("case_file.answer_same", file_id=now, other_id=earlier, decision="same", why="the mother") == now


def test_two_rows_of_one_event_are_two_children(desk: Desk) -> None:
    event = desk.do("arrivals.start_event", day=TODAY)
    rows = [desk.do("arrivals.write_row", event_id=event, values={"sex": "m", "name_typed": Said(name)})
            for name in ("Amani", "Amanie")]  # fmt: skip
    files = [row.file_id for row in desk.ask("arrivals.event", record_id=event).rows]

    assert len(rows) == len(files) == 2
    assert "two children" in str(_refused(desk, files[0], files[1], why_both="twice"))


def test_joining_is_the_supervisors(desk: Desk, house: makers.House) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)
    aline = house.desk("c.aline")

    for act in ("case_file.merge", "case_file.split", "case_file.answer_same", "case_file.comparison"):
        assert not aline.may(act)
    with pytest.raises(errors.NotAllowed):
        pairs.join(aline, earlier, now)


# -- apart again


def test_apart_each_file_is_what_it_was_with_what_was_written_since(desk: Desk) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)
    before = {file_id: _said(desk.ask("case_file.child", record_id=file_id)) for file_id in (earlier, now)}
    pairs.join(desk, earlier, now)
    for file_id, words in ((now, "Kalehe (fictif)"), (earlier, "Bunyakiri (fictif)")):
        desk.do("case_file.say", file_id=file_id, what="place", words=words, said_by="child")

    desk.do("case_file.split", file_id=earlier, why="two brothers")

    assert _said(desk.ask("case_file.child", record_id=earlier)) == sorted([*before[earlier], "Bunyakiri (fictif)"])
    assert _said(desk.ask("case_file.child", record_id=now)) == sorted([*before[now], "Kalehe (fictif)"])
    assert [each.id for each in desk.ask("case_file.find", words="Bunyakiri")] == []
    for file_id in (earlier, now):
        assert "Taken apart from another file" in _story(desk, file_id)


def test_who_saw_one_file_sees_both_and_apart_only_the_one(desk: Desk, house: makers.House) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)
    pairs.join(desk, earlier, now)
    educator = house.desk("e.sifa")
    assert educator.ask("case_file.child", record_id=earlier).record_id == now

    house.desk("s.pascal").do("case_file.split", file_id=earlier, why="two brothers")

    educator = house.desk("e.sifa")
    assert educator.ask("case_file.child", record_id=now).record_id == now
    with pytest.raises(errors.NotFound):
        educator.ask("case_file.child", record_id=earlier)


def test_joining_can_be_undone_and_so_can_taking_apart(desk: Desk) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)
    pairs.join(desk, earlier, now)
    desk.undo()
    assert desk.ask("case_file.child", record_id=earlier).record_id == earlier

    desk.do("case_file.answer_same", file_id=now, other_id=earlier, decision="same", why="the mother")
    desk.undo()
    assert desk.ask("case_file.child", record_id=earlier).record_id == earlier

    pairs.join(desk, earlier, now)
    desk.do("case_file.split", file_id=earlier, why="two brothers")
    desk.undo()
    assert desk.ask("case_file.child", record_id=earlier).record_id == now


def test_who_stayed_when_two_boys_were_one_by_mistake_is_asked_about_once_they_are_apart(desk: Desk) -> None:
    """The leaving of the one ended the stay of the other too: no roll call would ever call him."""
    stayed, left = pairs.now(desk), pairs.now(desk, "Amani Wilondja")
    pairs.join(desk, stayed, left, why_both="written down twice tonight")
    desk.do("case_file.leave", file_id=left, ended_on=desk.day(desk.now()), track="reunified")

    desk.do("case_file.split", file_id=stayed, why="two boys after all")

    assert "lives_where" in [row.what for row in desk.ask("case_file.dues", file_id=stayed)]
    assert "lives_where" not in [row.what for row in desk.ask("case_file.dues", file_id=left)]


# -- the question at the door


def _asked(desk: Desk) -> list[Task]:
    tasks = desk.ask("case_file.tonight").tasks
    return [task for task in tasks if task.target is not None and task.target.page == "case_file.compare"]


def test_a_file_nobody_at_the_door_sees_is_asked_of_the_supervisor_without_a_name(
    desk: Desk, house: makers.House
) -> None:
    earlier = pairs.earlier(desk)
    zawadi = house.desk("r.zawadi")
    now = pairs.now(zawadi)
    assert [each.file_id for each in zawadi.ask("case_file.possible_earlier", name="Amani Wilondja")] == [now, ""]
    assert _asked(zawadi) == []

    pascal = house.desk("s.pascal")
    (task,) = _asked(pascal)

    assert "Amani" not in f"{task.title} {task.detail}"
    side = pascal.ask("case_file.comparison", record_id=task.target.record_id)  # type: ignore[union-attr]
    assert (side.file_id, side.other_id, side.asked) == (now, earlier, True)


@pytest.mark.parametrize("decision", ["not_same", "do_not_know"])
def test_an_answer_is_remembered_and_not_asked_again(desk: Desk, house: makers.House, decision: str) -> None:
    earlier = pairs.earlier(desk)
    now = pairs.now(house.desk("r.zawadi"))
    pascal = house.desk("s.pascal")

    pascal.do("case_file.answer_same", file_id=now, other_id=earlier, decision=decision)

    assert _asked(pascal) == []
    assert pascal.ask("case_file.left_to_compare", file_id=now) == ()
    assert pascal.ask("case_file.comparison", record_id=now, other_id=earlier).decision == decision
    again = pascal.ask("case_file.possible_earlier", name="Amani Wilondja", but=now)
    assert [each.file_id for each in again] == ([] if decision == "not_same" else [earlier])


def test_two_files_stand_side_by_side_with_every_account(desk: Desk) -> None:
    earlier, now = pairs.earlier(desk), pairs.now(desk)

    side = desk.ask("case_file.comparison", record_id=now, number=pairs.number(desk, earlier))
    lines = {str(line.label): line for line in side.lines}

    assert (side.stays, side.in_the_way, side.asks_both) == (side.number, None, False)
    assert lines["Sex"].agree
    assert not lines["Name in use"].agree
    assert "Amani Wilonja" in str(lines["Name in use"].left[0])


def test_what_is_due_under_both_numbers_is_asked_once_and_done_once(desk: Desk) -> None:
    one, other = (str(desk.do("case_file.receive", sex="f", name=name, age="14")) for name in ("Amina", "Aminata"))
    desk.do("case_file.merge", file_id=one, other_id=other, why="the same girl", why_both="written down twice")
    waits = [due for due in desk.ask("case_file.dues", file_id=other) if due.done_on is None]

    desk.do("case_file.finish_due", due_id=waits[0].id, on_day=desk.day(desk.now()))

    assert [due.what for due in waits] == ["registration", "stay_review", "stay_review", "stay_review"]
    left = [due.what for due in desk.ask("case_file.dues", file_id=other) if due.done_on is None]
    assert left == ["stay_review"] * 3
