"""Which earlier file may be a child's: by every name and by who belongs to the child, and no leak past sight."""

from __future__ import annotations

import pytest

from tests import makers
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.module import Task
from transit_desk.services.case_file.views.alike import Likely

CHILD = {"name": "Bahati Mulamba", "sex": "m", "age": "15", "village": "Kalonge-Haut (fictif)"}
_VILLAGE, _MOTHER = "Kalonge-Haut (fictif)", "Nakalonge Furaha"


def _earlier(desk: Desk, **more: str) -> str:
    return str(desk.do("case_file.open_case", care_track="reunified", **{**CHILD, **more}))


def _here(desk: Desk, **more: str) -> str:
    return str(desk.do("case_file.receive", **{**CHILD, **more}))


def _say(desk: Desk, file_id: str, what: str, words: str) -> None:
    desk.do("case_file.say", file_id=file_id, what=what, words=words, said_by="child")


def _ask(desk: Desk, **typed: str) -> tuple[Likely, ...]:
    found: tuple[Likely, ...] = desk.ask("case_file.possible_earlier", **typed)
    return found


def _files(desk: Desk, **typed: str) -> list[str]:
    return [each.file_id for each in _ask(desk, **typed)]


def _tasks(desk: Desk) -> list[Task]:
    tasks = desk.ask("case_file.tonight").tasks
    return [task for task in tasks if task.target is not None and task.target.page == "case_file.compare"]


# -- by what a child is recognised


@pytest.mark.parametrize(
    ("what", "said", "typed"),
    [
        ("nickname", "Kadogo Shujaa", "Kadogo Shujaa"), ("first_name", "Célestin", "Selestin"),
        ("post_name", "Cirhuza", "Chiruza"), ("baptism", "Jean-Baptiste", "Jean Baptiste"),
        ("listed", "Safari Byamungu", "Safari Byamungu"), ("other_spelling", "محمد", "محمد"),
    ],
)  # fmt: skip
def test_every_name_that_was_ever_said_finds_the_file(desk: Desk, what: str, said: str, typed: str) -> None:
    earlier = _earlier(desk)
    _say(desk, earlier, what, said)

    assert _files(desk, name=typed, sex="m", age="15") == [earlier]


def test_a_name_that_was_said_under_a_number_that_ended_finds_the_file_that_stays(desk: Desk) -> None:
    ends, stays = _earlier(desk, name="Safari Byamungu"), _earlier(desk)
    desk.do("case_file.merge", file_id=ends, other_id=stays, why="same mother, same scar")

    assert _files(desk, name="Safari Byamungu", sex="m") == [stays]


def test_a_statement_that_was_taken_back_speaks_for_nobody(desk: Desk) -> None:
    earlier = _earlier(desk)
    claim = desk.do("case_file.say", file_id=earlier, what="nickname", words="Kadogo Shujaa", said_by="child")
    desk.do("case_file.unsay", file_id=earlier, claim_id=claim, why="heard wrongly")

    assert _files(desk, name="Kadogo Shujaa") == []


def test_the_sexes_shut_out_and_ages_far_apart_speak_against(desk: Desk) -> None:
    earlier = _earlier(desk, age="14-16")

    assert _files(desk, name="Bahati Mulamba", sex="f") == []
    near, far = (_ask(desk, name="Bahati Mulamba", sex="m", age=age)[0] for age in ("16-17", "9"))
    assert near.file_id == far.file_id == earlier
    assert near.score > far.score


def test_a_child_who_is_called_otherwise_is_found_by_the_mother_and_the_village(desk: Desk) -> None:
    """Groups rename children; the mother's name and the village stay."""
    earlier = _earlier(desk, name="Amani")
    _say(desk, earlier, "mother", _MOTHER)

    (found,) = _ask(desk, name="Zawadi", sex="m", village=_VILLAGE, mother="Nakalonge Fulaha")

    assert found.file_id == earlier
    assert "mother" in str(found.reason)
    assert _files(desk, name="Zawadi", sex="m", mother=_MOTHER) == [], "one parent's name alone speaks for nobody"


def test_a_relative_who_was_written_down_speaks_as_a_parent_who_was_told_of(desk: Desk) -> None:
    earlier = _earlier(desk)
    relative = {"relation": "mother", "name": Said(_MOTHER), "said_by": "child", "said_on": makers.NOON.date()}
    desk.do("family.add_relative", file_id=earlier, values=relative)

    (found,) = _ask(desk, name="Bahati", sex="m", mother="Nakalonge Fulaha")

    assert "mother" in str(found.reason)


# -- what is not for these eyes


def test_a_name_of_war_finds_a_file_only_for_who_holds_its_key(desk: Desk, house: makers.House) -> None:
    here = _here(desk)
    _say(desk, here, "war_name", "Simba Mweusi")
    assert _files(desk, name="Simba Mweusi", sex="m") == [here]

    zawadi = house.desk("r.zawadi")

    assert _files(zawadi, name="Simba Mweusi", sex="m") == []
    assert _files(zawadi, name="Bahati Mulamba", sex="m") == [here], "she sees this very file"
    assert "Simba" not in str([each.reason for each in _ask(zawadi, name="Bahati", sex="m")])


def test_a_name_of_war_past_sight_says_nothing_at_all(desk: Desk, house: makers.House) -> None:
    _say(desk, _earlier(desk), "war_name", "Simba Mweusi")

    assert _ask(house.desk("r.zawadi"), name="Simba Mweusi", sex="m") == ()


def test_whoever_reads_no_family_learns_no_village_and_no_parent(desk: Desk, house: makers.House) -> None:
    here = _here(desk)
    _say(desk, here, "mother", _MOTHER)
    zawadi = house.desk("r.zawadi")

    plain, guessed = (
        _ask(zawadi, name="Bahati Mulamba", sex="m", **more) for more in ({}, {"village": _VILLAGE, "mother": _MOTHER})
    )

    assert [each.file_id for each in guessed] == [here]
    assert [(str(each.reason), each.score) for each in guessed] == [(str(each.reason), each.score) for each in plain]
    assert _ask(zawadi, name="Zawadi", sex="m", village=_VILLAGE, mother=_MOTHER) == ()


@pytest.mark.parametrize("many", [1, 3])
def test_past_sight_there_is_one_sentence_however_many_there_are(desk: Desk, house: makers.House, many: int) -> None:
    for _each in range(many):
        _earlier(desk)

    (only,) = _ask(house.desk("r.zawadi"), name="Bahati Mulamba", sex="m")

    assert (only.file_id, only.label, only.score, only.decision) == ("", "", 0.0, "")
    assert str(only.reason) == "Possible earlier file: ask the supervisor."


@pytest.mark.parametrize(
    "typed",
    [
        {"sex": "f"}, {"sex": "unknown"}, {"age": "9"}, {"age": "15"}, {"village": _VILLAGE}, {"village": "Fizi"},
        {"mother": _MOTHER}, {"father": "Kashindi"},
    ],
)  # fmt: skip
def test_past_sight_nobody_feels_their_way_to_what_a_file_says(
    desk: Desk, house: makers.House, typed: dict[str, str]
) -> None:
    """The answer follows from the name: a sex, an age, a village or a parent typed beside it changes nothing."""
    _say(desk, _earlier(desk), "mother", _MOTHER)
    zawadi = house.desk("r.zawadi")

    assert _ask(zawadi, name="Bahati Mulamba", **typed) == _ask(zawadi, name="Bahati Mulamba")
    assert _ask(zawadi, name="Wilondja Ebuela", **typed) == ()


# -- a child who comes back


def test_a_child_who_comes_back_is_received_in_the_file_that_is_there(desk: Desk) -> None:
    earlier = _earlier(desk)

    desk.do("case_file.receive_again", file_id=earlier)

    tonight = desk.ask("case_file.tonight")
    assert tonight.total == 1
    assert _files(desk, name="Bahati Mulamba") == [earlier], "no second file"
    assert [due.what for due in desk.ask("case_file.dues", file_id=earlier)] == ["registration", *["stay_review"] * 3]
    desk.undo()
    assert desk.ask("case_file.tonight").total == 0
    assert desk.ask("case_file.dues", file_id=earlier) == ()


def test_a_child_who_lives_here_is_not_received_again(desk: Desk) -> None:
    here = _here(desk)

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("case_file.receive_again", file_id=here)

    assert "lives in the house already" in str(refused.value)


# -- what is said of it, and who is asked


def test_the_supervisor_is_asked_of_a_child_called_otherwise_and_the_door_is_told_nothing(
    desk: Desk, house: makers.House
) -> None:
    earlier = _earlier(desk, name="Amani")
    _say(desk, earlier, "mother", _MOTHER)
    zawadi = house.desk("r.zawadi")
    now = _here(zawadi, name="Zihindula", village=_VILLAGE)
    assert _ask(zawadi, name="Zihindula", but=now) == ()

    _say(zawadi, now, "mother", _MOTHER)

    assert _ask(zawadi, name="Zihindula", but=now) == ()
    (task,) = _tasks(pascal := house.desk("s.pascal"))
    assert task.target is not None
    assert pascal.ask("case_file.comparison", record_id=task.target.record_id).other_id == earlier


def _mother(desk: Desk, file_id: str, name: str = _MOTHER, relation: str = "mother") -> str:
    values = {"relation": relation, "name": Said(name), "said_by": "child", "said_on": makers.NOON.date()}
    return str(desk.do("family.add_relative", file_id=file_id, values=values))


def _compared(desk: Desk) -> list[str]:
    return [
        desk.ask("case_file.comparison", record_id=task.target.record_id).other_id
        for task in _tasks(desk)
        if task.target
    ]


def test_a_mother_written_down_as_a_relative_has_the_supervisor_asked_past_sight(
    desk: Desk, house: makers.House
) -> None:
    """The interview asks for the parents as relatives, in the earlier file and in the one of now."""
    earlier = _earlier(desk, name="Amani")
    _mother(desk, earlier)
    aline = house.desk("c.aline")
    now = str(aline.do("case_file.receive", **{**CHILD, "name": "Zihindula"}))
    assert _tasks(house.desk("s.pascal")) == []

    _mother(house.desk("c.aline"), now)

    assert _compared(house.desk("s.pascal")) == [earlier]


@pytest.mark.parametrize("way", ["undo", "take_back", "correct", "an aunt"])
def test_a_mother_who_was_taken_back_or_put_right_speaks_no_longer(desk: Desk, house: makers.House, way: str) -> None:
    earlier = _earlier(desk, name="Amani")
    relative = _mother(desk, earlier, relation="aunt" if way == "an aunt" else "mother")
    if way == "undo":
        desk.undo()
    elif way == "take_back":
        desk.do("family.take_back", record_id=relative, why="another child's mother")
    elif way == "correct":
        desk.do("family.correct", record_id=relative, values={"name": Said("Wivine Bora"), "because": "heard wrongly"})
    aline = house.desk("c.aline")
    now = str(aline.do("case_file.receive", **{**CHILD, "name": "Zihindula"}))

    _mother(aline, now)

    assert _tasks(house.desk("s.pascal")) == []


_BEFORE, _TODAY = "Buhavu, Kalehe, Sud-Kivu", "Mbinga, Kalehe, Sud-Kivu"


@pytest.mark.parametrize(
    ("then", "now"), [(_BEFORE, _TODAY), (_TODAY, _BEFORE), ("Buhavu", _TODAY), (_TODAY, "Buhavu")]
)
@pytest.mark.parametrize("sees", [True, False], ids=["in sight", "past sight"])
def test_a_former_and_a_present_name_of_a_place_are_one_place(
    desk: Desk, house: makers.House, then: str, now: str, sees: bool
) -> None:
    desk.do("places.rename", place_key="kalehe_buhavu", name="Mbinga", since=makers.NOON.date())
    earlier = _earlier(desk, name="Amani", village=then)
    _say(desk, earlier, "mother", _MOTHER)
    if sees:
        assert _files(desk, name="Zawadi", sex="m", mother=_MOTHER, village=now) == [earlier]
        return

    aline = house.desk("c.aline")
    child = str(aline.do("case_file.receive", **{**CHILD, "name": "Zihindula", "village": now}))
    _say(aline, child, "mother", _MOTHER)

    assert _compared(house.desk("s.pascal")) == [earlier]


def test_a_name_said_later_asks_the_supervisor_as_one_said_at_the_door(desk: Desk, house: makers.House) -> None:
    _earlier(desk)
    zawadi = house.desk("r.zawadi")
    now = _here(zawadi, name="Zihindula", village="Fizi (fictif)")

    _say(zawadi, now, "nickname", "Bahati Mulamba")

    assert [task.target.record_id for task in _tasks(house.desk("s.pascal")) if task.target] == [now]


def test_what_the_door_says_to_be_the_same_child_waits_for_a_supervisor_and_joins_nothing(
    desk: Desk, house: makers.House
) -> None:
    earlier, now = _earlier(desk), _here(desk)
    zawadi = house.desk("r.zawadi")
    other = _here(zawadi, name="Bahati Mulambwa")

    zawadi.do("case_file.say_same", file_id=other, other_id=now, decision="same")

    assert zawadi.ask("case_file.child", record_id=other).record_id == other
    pascal = house.desk("s.pascal")
    (task,) = [each for each in _tasks(pascal) if each.target and each.target.record_id == other]
    assert "Bahati" not in f"{task.title} {task.detail}"
    assert pascal.ask("case_file.comparison", record_id=other).other_id == now, "not the likelier one"
    pascal.do("case_file.answer_same", file_id=other, other_id=now, decision="same", why="mother", why_both="twice")
    assert [task for task in _tasks(pascal) if "Said to have been here before" in str(task.title)] == []
    assert pascal.ask("case_file.child", record_id=earlier).record_id == earlier


@pytest.mark.parametrize(("decision", "asked"), [("not_same", 0), ("do_not_know", 1)])
def test_another_answer_is_kept_and_what_is_not_known_is_asked(
    desk: Desk, house: makers.House, decision: str, asked: int
) -> None:
    first, now = _here(desk), _here(desk, name="Bahati Mulambwa")

    desk.do("case_file.say_same", file_id=now, other_id=first, decision=decision)

    kept = [(each.file_id, each.decision) for each in _ask(desk, name="Bahati Mulamba", sex="m", but=now)]
    assert kept == ([(first, decision)] if asked else [])
    assert len(_tasks(desk)) == asked
    desk.undo()
    assert [each.decision for each in _ask(desk, name="Bahati Mulamba", sex="m", but=now)] == [""]
    assert _tasks(desk) == []


def test_of_a_file_nobody_sees_nothing_can_be_said_so_it_is_asked(desk: Desk, house: makers.House) -> None:
    _earlier(desk)
    zawadi = house.desk("r.zawadi")
    now = _here(zawadi)

    zawadi.do("case_file.say_same", file_id=now, decision="not_same")

    assert len(_tasks(house.desk("s.pascal"))) == 1


def test_two_rows_of_one_event_are_not_said_to_be_one_child(desk: Desk) -> None:
    event = desk.do("arrivals.start_event", day=makers.NOON.date())
    for name in ("Amani", "Amanie"):
        desk.do("arrivals.write_row", event_id=event, values={"sex": "m", "name_typed": Said(name)})
    one, other = (row.file_id for row in desk.ask("arrivals.event", record_id=event).rows)

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("case_file.say_same", file_id=one, other_id=other, decision="same")

    assert refused.value.field == "other_id"
    assert "two children" in str(refused.value)
