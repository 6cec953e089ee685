"""What a child lets the centre keep: taken in and given back against signature, the attestation among it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests import makers
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.module import Entries, Facts, Settle, Task

TODAY = datetime.date(2026, 11, 21)
YESTERDAY = TODAY - datetime.timedelta(days=1)


def child(desk: Desk) -> str:
    return str(desk.do("case_file.receive", name="Baraka", sex="m"))


def take(desk: Desk, file_id: str, kind: str = "clothes", how_many: str = "3", **more: Any) -> str:
    given = {"condition": "worn", "place": "own_box", "signed": "thumb", "on_day": YESTERDAY}
    return str(desk.do("safekeeping.take_in", file_id=file_id, kind=kind, how_many=how_many, **{**given, **more}))


def give(desk: Desk, thing_id: str, how_many: str = "1", **more: Any) -> str:
    given = {"to_whom": "child", "signed": "child", "on_day": TODAY}
    return str(desk.do("safekeeping.give_back", thing_id=thing_id, how_many=how_many, **{**given, **more}))


def held(desk: Desk, file_id: str) -> dict[str, str]:
    return {str(each.what): each.said for each in desk.ask("safekeeping.still_here", file_id=file_id)}


def tab(desk: Desk, file_id: str) -> tuple[Entries, Entries, Facts | None]:
    found = desk.ask("safekeeping.tab", record_id=file_id)
    things, moves, _handed = (block for block in found.start if isinstance(block, Entries))
    facts = next((block for block in found.end if isinstance(block, Facts)), None)
    return things, moves, facts


def attestation(desk: Desk, file_id: str) -> dict[str, str]:
    facts = tab(desk, file_id)[2]
    return {str(line.label): str(line.value) for line in facts.lines} if facts else {}


def settled(desk: Desk, file_id: str) -> list[Settle]:
    from transit_desk.services.safekeeping import hooks
    from transit_desk.storage.work import VaultSession, Work

    with VaultSession(desk.vault.reader) as session:
        return hooks.settle_of(Work(session, desk.actor, desk, desk._sealer, "test"), file_id)


# -- things


def test_what_is_taken_in_is_given_back_in_parts(desk: Desk) -> None:
    """All or a part, never more than is here; each line stays, and says who signed."""
    file_id = child(desk)
    thing = take(desk, file_id, words="two shirts, one pair of trousers")
    assert held(desk, file_id) == {"Clothes: two shirts, one pair of trousers": "3"}

    give(desk, thing, "2")

    assert list(held(desk, file_id).values()) == ["1"]
    with pytest.raises(errors.RuleBroken, match="Only 1") as refused:
        give(desk, thing, "2")
    assert refused.value.field == "how_many"
    give(desk, thing, "1", to_whom="family", to_name="Mwamini")
    assert held(desk, file_id) == {}
    things, moves, _facts = tab(desk, file_id)
    assert [entry.past for entry in things.entries] == [True]
    said = [" | ".join(map(str, entry.cells)) for entry in moves.entries]
    assert len(said) == 3
    assert "The child's thumbprint" in said[-1]
    assert "The family" in said[0]


def test_money_is_kept_to_the_last_cent(desk: Desk) -> None:
    file_id = child(desk)
    dollars = take(desk, file_id, "money", "12,50", currency="usd", place="safe")
    francs = take(desk, file_id, "money", "45 000", currency="cdf", place="safe")

    give(desk, dollars, "0.05")
    give(desk, francs, "44 999")

    assert sorted(each.said for each in desk.ask("safekeeping.still_here", file_id=file_id)) == ["1 CDF", "12,45 USD"]
    with pytest.raises(errors.RuleBroken, match="12,45"):
        give(desk, dollars, "12,46")


def test_a_slip_is_corrected_by_a_later_line(desk: Desk) -> None:
    """The line itself stays; what it should have said counts from its own day on."""
    file_id = child(desk)
    thing = take(desk, file_id, how_many="3")
    line = desk.ask("safekeeping.still_here", file_id=file_id)[0].last_move
    give(desk, thing, "2")
    with pytest.raises(errors.RuleBroken, match="already"):
        desk.do("safekeeping.correct", move_id=line, how_many="1", why="counted twice")

    desk.do("safekeeping.correct", move_id=line, how_many="5", why="two more in the bag")

    assert list(held(desk, file_id).values()) == ["3"]
    said = [(str(entry.cells[1]), str(entry.cells[2]), str(entry.mark.words) if entry.mark else "")
            for entry in tab(desk, file_id)[1].entries]  # fmt: skip
    assert ("Taken in", "3", "corrected since") in said
    assert ("Corrected: two more in the bag", "5", "") in said
    desk.undo()
    assert list(held(desk, file_id).values()) == ["1"]


def test_what_was_lost_is_written_off_with_its_reason(desk: Desk) -> None:
    file_id = child(desk)
    thing = take(desk, file_id, "phone", "1")
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("safekeeping.write_off", thing_id=thing, way="lost", how_many="1", why="")
    assert refused.value.field == "why"

    desk.do("safekeeping.write_off", thing_id=thing, way="lost", how_many="1", why="stolen from the store")

    assert held(desk, file_id) == {}
    with pytest.raises(errors.RuleBroken):
        desk.do("safekeeping.write_off", thing_id=thing, way="given_back", how_many="1", why="a way round")


def test_undo_goes_back_line_by_line(desk: Desk) -> None:
    file_id = child(desk)
    thing = take(desk, file_id)
    give(desk, thing, "3")

    desk.undo()
    assert list(held(desk, file_id).values()) == ["3"]
    desk.undo()
    assert tab(desk, file_id)[0].entries == ()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"how_many": "0"}, "how_many"),
        ({"how_many": "two"}, "how_many"),
        ({"kind": "money"}, "currency"),
        ({"currency": "usd"}, "currency"),
        ({"condition": "lovely"}, "condition"),
        ({"on_day": TODAY + datetime.timedelta(days=1)}, "on_day"),
        ({"signed": "nobody"}, "witness"),
        ({"attestation": True}, "attestation"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_beside_its_field(desk: Desk, given: dict[str, Any], field: str) -> None:
    file_id = child(desk)

    with pytest.raises(errors.RuleBroken) as refused:
        take(desk, file_id, **given)

    assert refused.value.field == field
    assert tab(desk, file_id)[0].entries == ()


def test_nothing_is_given_back_to_nobody_or_before_it_came(desk: Desk) -> None:
    thing = take(desk, child(desk))

    for given, field in (
        ({"to_whom": "family"}, "to_name"),
        ({"signed": "nobody"}, "witness"),
        ({"on_day": YESTERDAY - datetime.timedelta(days=1)}, "how_many"),
        ({"on_day": TODAY + datetime.timedelta(days=1)}, "on_day"),
    ):
        with pytest.raises(errors.RuleBroken) as refused:
            give(desk, thing, **given)
        assert refused.value.field == field


# -- the attestation


def test_the_safe_and_the_word_about_the_attestation_never_contradict_each_other(desk: Desk) -> None:
    file_id = child(desk)
    desk.do("safekeeping.tell_attestation", file_id=file_id, original_with="child")
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("safekeeping.tell_attestation", file_id=file_id, original_with="centre_safe")
    assert refused.value.field == "original_with"

    paper = take(desk, file_id, "official_paper", "1", attestation=True, condition="sealed", place="safe", on_day=TODAY)

    assert attestation(desk, file_id)["Original"] == "The safe of the centre"
    with pytest.raises(errors.RuleBroken):
        desk.do("safekeeping.tell_attestation", file_id=file_id, original_with="child")
    with pytest.raises(errors.RuleBroken, match="already"):
        take(desk, file_id, "official_paper", "1", attestation=True)
    give(desk, paper, "1", to_whom="caregiver", to_name="Mama Chantal")
    assert attestation(desk, file_id)["Original"] == "The family"
    desk.undo()
    assert attestation(desk, file_id)["Original"] == "The safe of the centre"


def test_an_attestation_that_burned_is_written_off_as_destroyed(desk: Desk) -> None:
    file_id = child(desk)
    paper = take(desk, file_id, "official_paper", "1", attestation=True, place="safe")

    desk.do("safekeeping.write_off", thing_id=paper, way="destroyed", how_many="1", why="fire in the office")

    assert attestation(desk, file_id)["Original"] == "Destroyed"


def test_who_may_not_know_of_the_attestation_sees_an_official_paper(house: makers.House) -> None:
    """The house keeps it for the child; that it is the attestation is for those who follow the child."""
    desk = house.desk("s.pascal")
    file_id = child(desk)
    take(desk, file_id, "official_paper", "1", attestation=True, place="safe")

    for login in ("r.zawadi", "e.sifa"):
        other = house.desk(login)
        said = repr(other.ask("safekeeping.tab", record_id=file_id))
        words = " ".join(held(other, file_id)) + " ".join(str(task.title) for task in settled(other, file_id))
        story = makers.story_of(other.ask("case_file.child", record_id=file_id))
        assert attestation(other, file_id) == {}
        assert "Attestation" not in words + " ".join(f"{event.title} {event.detail}" for event in story)
        assert "Attestation, in safekeeping" not in said
        assert "Other official paper" in words


# -- leaving


def test_what_is_still_held_is_to_be_settled_the_attestation_first(desk: Desk) -> None:
    file_id = child(desk)
    shirts = take(desk, file_id)
    paper = take(desk, file_id, "official_paper", "1", attestation=True, place="safe")

    tasks = settled(desk, file_id)

    assert [task.urgent for task in tasks] == [True, False]
    assert "Attestation" in str(tasks[0].title)
    assert all(task.target and task.target.page == "safekeeping" for task in tasks)
    with pytest.raises(errors.RuleBroken):
        desk.do("case_file.take_back", file_id=file_id, why="opened twice")
    give(desk, shirts, "3")
    give(desk, paper, "1")
    assert settled(desk, file_id) == []


def test_a_child_who_left_without_the_attestation_is_an_alert(desk: Desk) -> None:
    """At the head of the file and on Today, without a name; not while the child lives here."""
    file_id = child(desk)
    paper = take(desk, file_id, "official_paper", "1", attestation=True, place="safe")

    def marks() -> str:
        header = desk.ask("case_file.child", record_id=file_id).header
        return " ".join(str(mark.words) for mark in header.marks)

    def today() -> list[Task]:
        return [task for task in desk.ask("case_file.tonight").tasks if task.icon == "box"]

    assert ("attestation" in marks(), today()) == (False, [])
    desk.do("case_file.leave", file_id=file_id, ended_on=TODAY, track="reunified")
    assert "the attestation is still here" in marks()
    (task,) = today()
    assert task.urgent
    assert "Baraka" not in f"{task.title} {task.detail}"
    give(desk, paper, "1")
    assert ("attestation" in marks(), today()) == (False, [])


def test_a_package_says_what_is_held_and_the_attestation_only_under_its_own_yes(desk: Desk) -> None:
    from transit_desk.services.safekeeping import hooks
    from transit_desk.storage.work import VaultSession, Work

    def packed() -> dict[str, Any]:
        with VaultSession(desk.vault.reader) as session:
            work = Work(session, desk.actor, desk, desk._sealer, "test")
            parts = hooks.handover_of(work, file_id, "receiving_agency")
        return dict(parts[0].content) if parts else {}

    def agree(purpose: str) -> None:
        values = {"purpose": purpose, "decision": "yes", "on_day": TODAY, "given_by": "child"}
        desk.do("case_file.answer_consent", file_id=file_id, values=values)

    file_id = child(desk)
    take(desk, file_id, "money", "12,50", currency="usd", place="safe")
    take(desk, file_id, "official_paper", "1", attestation=True, place="safe")
    assert packed() == {}
    agree("transfer")
    assert [each["amount"] for each in packed()["held"]] == ["12,50"]
    assert "attestation" not in packed()
    agree("certification")
    assert packed()["attestation"]["original_with"] == "centre_safe"
    assert len(packed()["held"]) == 2
    values = {"topics": ["legal"], "from_whom": "other_agency", "reason": "fear_of_harm"}
    desk.do("case_file.withhold", file_id=file_id, values=values)
    assert "attestation" not in packed()


def test_the_tab_costs_the_same_for_one_thing_and_for_ten(desk: Desk) -> None:
    from sqlalchemy import event

    file_id = child(desk)
    counted: list[int] = []
    for more in (1, 9):
        for _each in range(more):
            take(desk, file_id)
        said: list[str] = []

        def heard(_c: object, _cur: object, statement: str, *_rest: object, told: list[str] = said) -> None:
            told.append(statement)

        event.listen(desk.vault.reader, "before_cursor_execute", heard)
        desk.ask("safekeeping.tab", record_id=file_id)
        event.remove(desk.vault.reader, "before_cursor_execute", heard)
        counted.append(len(said))

    assert counted[0] == counted[1]
