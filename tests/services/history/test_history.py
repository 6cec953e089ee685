"""The time before the centre at work: written, changed, ended, taken back; shown to few, and never in clear."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any

import pytest
import sqlalchemy

from tests import makers
from tests.makers import House
from transit_desk.desk import Desk
from transit_desk.domain import errors, permissions
from transit_desk.domain.fields import Said
from transit_desk.domain.instants import HOUR
from transit_desk.domain.levels import Answer, Level, Topic
from transit_desk.module import Entries, Facts, Tab, Task
from transit_desk.services.history.records import KINDS, Association, Detention, Summons
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import VaultSession, Work

DAY = datetime.date(2026, 11, 20)


def child(desk: Desk, **values: Any) -> str:
    """A child at the door."""
    file_id: str = desk.do("case_file.receive", **{"sex": "f", "name": "Furaha", **values})
    return file_id


def tab(desk: Desk, file_id: str) -> Tab:
    """The tab as this desk shows it."""
    found: Tab = desk.ask("history.tab", record_id=file_id)
    return found


def table(desk: Desk, file_id: str, title: str) -> Entries:
    """One table of the tab."""
    shown = tab(desk, file_id)
    return next(block for block in (*shown.start, *shown.end) if isinstance(block, Entries) and block.title == title)


def words(value: object) -> str:
    """Everything that is shown, in one string."""
    if isinstance(value, str):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = [getattr(value, field.name) for field in dataclasses.fields(value)]
        return "\n".join([str(value) if "message" in vars(value) else "", *map(words, parts)])
    if isinstance(value, Mapping):
        return "\n".join(map(words, value.values()))
    return "\n".join(map(words, value)) if isinstance(value, (list, tuple)) else ""


def held(desk: Desk, file_id: str, **values: Any) -> str:
    """One detention."""
    given = {"began": "01/03/2026", "ended": "20/03/2026", "authority": "army", **values}
    found: str = desk.do("history.add_detention", file_id=file_id, values=given)
    return found


def figures(desk: Desk) -> dict[str, int]:
    """What this slice counts in the month of the tests."""
    with VaultSession(desk.vault.reader, expire_on_commit=False) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test")
        return dict(work.gather("figures", start=datetime.date(2026, 11, 1), end=datetime.date(2026, 11, 30)))


# -- who sees it


@pytest.mark.parametrize("role", permissions.ROLES)
def test_the_right_goes_with_the_ceiling_and_with_nothing_else(desk: Desk, role: str) -> None:
    """Whoever reads C3 of the association has the tab; nobody else is told that there is one."""
    module = next(module for module in desk.modules if module.name == "history")
    reads = permissions.ceiling(permissions.ROLES, (role,), Topic.ASSOCIATION) == Level.C3

    for right in module.rights:
        assert (role in right.roles) is reads, right.key


@pytest.mark.parametrize("login", ["r.zawadi", "e.sifa", "m.musa"])
def test_others_see_neither_the_tab_nor_a_line_of_it(house: House, login: str) -> None:
    desk = house.desk()
    file_id = child(desk)
    desk.do(
        "history.add_association",
        file_id=file_id,
        values={"said_by": "child", "roles": Said(["wife"]), "joined": Said("03/2024")},
    )
    desk.do("history.add_summons", file_id=file_id,
            values={"kind": "summoned", "at": desk.now(), "authority": "police"})  # fmt: skip
    held(desk, file_id)

    other = house.desk(login)

    assert not other.may("history.tab")
    with pytest.raises(errors.NotAllowed):
        other.ask("history.tab", record_id=file_id)
    if other.may("case_file.child"):
        shown = words(other.ask("case_file.child", record_id=file_id)) + words(other.ask("case_file.tonight"))
        assert not [
            said
            for said in ("force or group", "With a group", "Detained", "Summons", "An authority asks")
            if said in shown
        ]


def test_a_psychologist_sees_the_association_and_not_that_there_was_a_detention(house: House) -> None:
    """Her ceiling for what is legal lies below: not even an empty table says so."""
    desk = house.desk()
    file_id = child(desk)
    held(desk, file_id)
    neema = next(worker.id for worker in desk.ask("office.workers") if worker.login == "p.neema")
    desk.do("case_file.assign", file_id=file_id, worker_id=neema)

    shown = tab(house.desk("p.neema"), file_id)
    titles = {block.title for block in (*shown.start, *shown.end) if isinstance(block, Entries)}

    assert "With a force or group" in titles
    assert not titles & {"Detention", "Summoned or arrested", "What was said about the age"}
    with pytest.raises(errors.NotAllowed):
        held(house.desk("p.neema"), file_id)


def test_every_opening_of_the_tab_leaves_a_line_in_the_trail(desk: Desk) -> None:
    file_id = child(desk)

    tab(desk, file_id)

    assert any(line.action == "history.tab" and line.kind == "read" for line in desk.ask("office.trail").rows)


# -- the association


def test_a_time_with_a_group_is_kept_as_told_with_how_long_it_lasted(desk: Desk) -> None:
    file_id = child(desk)
    desk.do(
        "history.add_association", file_id=file_id,
        values={
            "said_by": "child", "force_type": Said("armed_group"), "joined": Said("mars 2024"), "left": Said("03/2026"),
            "roles": Said(["cook", "wife"]), "push_reasons": Said(None, Answer.REFUSED), "taken_again": Said(1),
        },
    )  # fmt: skip

    entry = table(desk, file_id, "With a force or group").entries[0]
    facts = words([block for block in tab(desk, file_id).start if isinstance(block, Facts)])

    assert [str(cell) for cell in entry.cells] == [
        "Armed group", "mars 2024", "03/2026", "23 to 25 months", "The child",
    ]  # fmt: skip
    assert "Cook, Given as a wife, forced marriage" in facts
    assert "refused" in facts


def test_a_time_that_ends_before_it_begins_is_refused_beside_its_field_also_when_changed(desk: Desk) -> None:
    file_id = child(desk)
    record_id = desk.do("history.add_association", file_id=file_id, values={"said_by": "child", "joined": Said("2024")})

    for act, about, why in (
        ("history.add_association", {"file_id": file_id}, {}),
        ("history.correct", {"record_id": record_id}, {"because": "she said so"}),
    ):
        with pytest.raises(errors.RuleBroken) as refused:
            desk.do(act, **about, values={"said_by": "child", "joined": Said("2024"), "left": Said("05/2023"), **why})
        assert refused.value.field == "left"
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("history.correct", record_id=record_id, values={"left": Said("05/2023"), "because": "she said so"})
    assert refused.value.field == "left"


def test_a_time_put_right_keeps_what_was_not_named_and_shows_what_stood_there_and_why(desk: Desk) -> None:
    """The old words can still be read, also those that no table shows."""
    file_id = child(desk)
    told = {"said_by": "child", "roles": Said(["porter"]), "group_code": Said("m23"), "words": "as her brother saw it"}
    record_id = desk.do("history.add_association", file_id=file_id, values=told)

    corrected = desk.do("history.correct", record_id=record_id, values={
        "roles": Said(["cook"]), "words": None, "because": "her brother told it, she tells it otherwise",
    })  # fmt: skip

    begun = desk.ask("history.values", record_id=corrected)
    now, before = table(desk, file_id, "With a force or group").entries
    facts = {block.title: words(block) for block in tab(desk, file_id).start if isinstance(block, Facts)}
    assert (begun["roles"].value, begun["group_code"].value) == (["cook"], "m23")
    assert (now.past, before.past, before.verbs) == (False, True, ())
    assert before.mark is not None
    assert "she tells it otherwise" in str(before.mark.words)
    assert "Cook" in facts["What the child told of it"]
    assert "Porter" in facts["What stood there before"]
    assert "as her brother saw it" in facts["What stood there before"]
    assert "M23" not in facts["What stood there before"], "what is the same is not said twice"
    assert figures(desk)["history.associated"] == 1


def test_a_correction_names_what_it_may_change_and_why(desk: Desk) -> None:
    file_id = child(desk)
    record_id = desk.do(
        "history.add_association", file_id=file_id, values={"said_by": "child", "roles": Said(["porter"])}
    )

    for values in ({"roles": Said(["cook"])}, {"file_id": child(desk, name="Sifa"), "because": "another child"}):
        with pytest.raises(errors.RuleBroken):
            desk.do("history.correct", record_id=record_id, values=values)
    with pytest.raises(errors.NotFound):
        desk.do("history.correct", record_id=held(desk, file_id), values={"because": "nobody told of it"})


def test_a_separation_put_right_comes_back_with_the_correction_taken_back(house: House) -> None:
    """Whoever may not read the cause is not told why the place was put right either."""
    desk = house.desk()
    file_id = child(desk)
    told = {"said_by": "child", "place": Said("Kalehe"), "narrative": Said("On the road to the market.")}
    record_id = desk.do("history.add_separation", file_id=file_id, values=told)
    neema = next(worker.id for worker in desk.ask("office.workers") if worker.login == "p.neema")
    desk.do("case_file.assign", file_id=file_id, worker_id=neema)
    newer = desk.do("history.correct", record_id=record_id, values={
        "place": Said("Minova"), "narrative": Said("On the way home."), "because": "taken by the group at Minova",
    })  # fmt: skip

    shown, hers = tab(desk, file_id), words(tab(house.desk("p.neema"), file_id))
    desk = house.desk()
    desk.do("history.take_back", record_id=newer, why="it was Kalehe after all")

    before = next(block for block in shown.start if isinstance(block, Facts))
    assert [str(line.value) for line in before.lines] == ["Kalehe", "On the road to the market."]
    assert "Minova" in hers
    assert "taken by the group" not in hers
    assert "Kalehe" not in hers
    (back,) = table(desk, file_id, "Separation from the family").entries
    assert (str(back.cells[1]), back.past) == ("Kalehe", False)


def test_no_field_asks_what_the_child_did_and_every_free_word_says_so() -> None:
    """Where somebody can write freely about a group or how it happened, the notice stands at the box."""
    for kind in KINDS:
        for name, field in fields_of(kind).items():
            if field.kind.__class__.__name__ == "Text" and getattr(field.kind, "lines", 1) > 1:
                assert field.help == "Do not write what the child did.", (kind.__name__, name)
    assert fields_of(Association)["group_words"].help == "Do not write what the child did."


def test_a_girl_of_whom_only_wife_is_known_counts_and_one_of_whom_nothing_is_told_does_not(desk: Desk) -> None:
    wife, nothing = child(desk), child(desk, name="Sifa")
    desk.do("history.add_association", file_id=wife, values={"said_by": "child", "roles": Said(["wife"])})
    desk.do("case_file.change_file", file_id=nothing, values={"category": Said(["vulnerable"])})

    assert figures(desk)["history.associated"] == 1


# -- separation


def test_a_separation_keeps_its_cause_as_secret_as_the_group(house: House) -> None:
    desk = house.desk()
    file_id = child(desk)
    desk.do(
        "history.add_separation", file_id=file_id,
        values={"on_date": Said("saison sèche 2023"), "place": Said("Kalehe"), "cause": Said("association"),
                "said_by": "family"},
    )  # fmt: skip
    neema = next(worker.id for worker in desk.ask("office.workers") if worker.login == "p.neema")
    desk.do("case_file.assign", file_id=file_id, worker_id=neema)

    cells = [str(cell) for cell in table(desk, file_id, "Separation from the family").entries[0].cells]
    hers = [str(cell) for cell in table(house.desk("p.neema"), file_id, "Separation from the family").entries[0].cells]

    assert cells == ["saison sèche 2023", "Kalehe", "Association with a force or group", "The family"]
    assert hers == ["saison sèche 2023", "Kalehe", "not for your role", "The family"]


# -- detention


def test_overlapping_detentions_are_refused_beside_the_field_and_open_ones_go_on(desk: Desk) -> None:
    file_id, other = child(desk), child(desk, name="Sifa")
    first = held(desk, file_id)
    still = held(desk, file_id, began="01/11/2026", ended=None)
    held(desk, other)  # another child's days are another child's

    for values in ({"began": "10/03/2026", "ended": "30/03/2026"}, {"began": "05/11/2026", "ended": None}):
        with pytest.raises(errors.RuleBroken) as refused:
            held(desk, file_id, **values)
        assert refused.value.field == "began"
    with pytest.raises(errors.RuleBroken):
        desk.do("history.change_detention", record_id=first, values={"ended": "10/11/2026"})
    desk.do("history.change_detention", record_id=first, values={"ended": "25/03/2026"})
    desk.do("history.end_detention", record_id=still, ended="15/11/2026", outcome="handed_to_centre")
    held(desk, file_id, began="15/11/2026", ended=None)


def test_detentions_that_overlap_since_files_were_joined_are_shown_until_one_is_changed(desk: Desk) -> None:
    """Two numbers of one child: a mark in the table and at the head, a line on Today, and no third one in between."""
    ends, stays = child(desk, name="Furaha"), child(desk, name="Furaha M.")
    held(desk, ends, began="01/01/2026", ended="01/04/2026")
    second = held(desk, stays, began="01/02/2026", ended="01/05/2026")
    desk.do("case_file.merge", file_id=ends, other_id=stays, why="same scar", why_both="opened twice")

    with pytest.raises(errors.RuleBroken) as refused:
        held(desk, stays, began="15/01/2026", ended="20/01/2026")
    shown, head, today = overlaps(desk, stays)
    desk.do("history.change_detention", record_id=second, values={"began": "01/04/2026"})

    assert refused.value.field == "began"
    assert (shown, head, today) == (2, True, True)
    assert overlaps(desk, stays) == (0, False, False)


def overlaps(desk: Desk, file_id: str) -> tuple[int, bool, bool]:
    """How many lines of the tab say that they overlap; whether the head and Today do."""
    blocks = tab(desk, file_id)
    tables = [block for block in (*blocks.start, *blocks.end) if isinstance(block, Entries)]
    lines = [entry for block in tables for entry in block.entries if "overlaps another" in words(entry)]
    head = [str(mark.words) for mark in desk.ask("case_file.child", record_id=file_id).header.marks]
    with VaultSession(desk.vault.reader, expire_on_commit=False) as session:
        tasks = Work(session, desk.actor, desk, desk._sealer, "test").gather("alerts", file_id=None)
    waiting = [str(task.title) for task in tasks if isinstance(task, Task)]
    return len(lines), "two detentions overlap" in head, "Two detentions of one child overlap" in waiting


def test_a_detention_taken_back_is_in_nobodys_way(desk: Desk) -> None:
    file_id = child(desk)
    first = held(desk, file_id)

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("history.take_back", record_id=first, why=" ")
    assert refused.value.field == "why"
    desk.do("history.take_back", record_id=first, why="noté deux fois")
    held(desk, file_id)

    assert len(table(desk, file_id, "Detention").entries) == 1
    for again in (
        ("history.take_back", {"why": "encore"}), ("history.change_detention", {"values": {"ended": "04/2026"}}),
    ):  # fmt: skip
        with pytest.raises(errors.RuleBroken):
            desk.do(again[0], record_id=first, **again[1])


def test_the_hours_to_the_handover_are_counted_and_late_by_the_settings(desk: Desk) -> None:
    file_id = child(desk)
    at = desk.now() - 90 * HOUR
    held(desk, file_id, known_at=at, handed_over_at=at + 60 * HOUR)
    held(desk, file_id, began="01/04/2026", ended="02/04/2026", known_at=at, handed_over_at=at + 20 * HOUR)
    held(desk, file_id, began="18/11/2026", ended=None, known_at=at)

    entries = table(desk, file_id, "Detention").entries

    assert [(str(entry.cells[3]), str(entry.mark.words) if entry.mark else "") for entry in entries] == [
        ("60 h", "late"), ("20 h", ""), ("90 h so far", "very late"),
    ]  # fmt: skip
    desk.do("office.change_setting", key="history.late_hours", value=72, holds_from=DAY)
    assert table(desk, file_id, "Detention").entries[0].mark is None


def test_figures_tell_the_median_of_days_and_hours(desk: Desk) -> None:
    at = desk.now() - 100 * HOUR
    for number, (days, hours) in enumerate(((5, 10), (19, 50), (30, 80))):
        file_id = child(desk, name=f"Enfant {number}")
        until = datetime.date(2026, 6, 1) + datetime.timedelta(days)
        held(desk, file_id, began="01/06/2026", ended=until.isoformat(), known_at=at, handed_over_at=at + hours * HOUR)

    told = figures(desk)

    assert told["history.detained"] == 3
    assert told["history.median_days_detained"] == 19
    assert told["history.median_hours_to_handover"] == 50
    assert (told["history.handovers_late"], told["history.handovers_very_late"]) == (2, 1)


def test_figures_over_sealed_fields_are_told_by_those_who_hold_the_key(house: House) -> None:
    file_id = child(house.desk())
    held(house.desk(), file_id)

    assert not [name for name in figures(house.desk("p.neema")) if name.startswith("history.")]


# -- summons


def test_a_summons_marks_the_child_and_today_without_a_name_until_it_is_answered(desk: Desk) -> None:
    file_id = child(desk, name="Baraka Mihigo")
    record_id = desk.do(
        "history.add_summons", file_id=file_id, values={"kind": "arrested", "at": desk.now(), "authority": "police"}
    )

    marks = [str(mark.words) for mark in desk.ask("case_file.child", record_id=file_id).header.marks]
    tasks = [task for task in desk.ask("case_file.tonight").tasks if "authority" in str(task.title)]

    assert "Arrest" in marks
    assert len(tasks) == 1
    assert tasks[0].target.record_id == file_id
    assert "Baraka" not in words(tasks[0])
    desk.do("history.answer_summons", record_id=record_id, answered_at=desk.now(), answered_by="Me Balola, avocate")
    assert "Arrest" not in [str(mark.words) for mark in desk.ask("case_file.child", record_id=file_id).header.marks]
    assert not [task for task in desk.ask("case_file.tonight").tasks if "authority" in str(task.title)]


def test_an_answer_says_by_whom_and_comes_after_the_summons(desk: Desk) -> None:
    file_id = child(desk)
    record_id = desk.do(
        "history.add_summons", file_id=file_id, values={"kind": "summoned", "at": desk.now(), "authority": "army"}
    )

    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"answered_at": desk.now() - HOUR, "answered_by": "Pascal"}, "answered_at"),
        ({"answered_at": desk.now(), "answered_by": " "}, "answered_by"),
        ({"answered_at": desk.now() + HOUR, "answered_by": "Pascal"}, "answered_at"),
    )
    for values, field in wrong:
        with pytest.raises(errors.RuleBroken) as refused:
            desk.do("history.answer_summons", record_id=record_id, **values)
        assert refused.value.field == field


def test_an_open_detention_is_told_on_the_childs_page(desk: Desk) -> None:
    file_id = child(desk)
    record_id = held(desk, file_id, began="10/11/2026", ended=None)

    marks = [str(mark.words) for mark in desk.ask("case_file.child", record_id=file_id).header.marks]
    desk.do("history.end_detention", record_id=record_id, ended="12/11/2026")
    after = [str(mark.words) for mark in desk.ask("case_file.child", record_id=file_id).header.marks]

    assert "in detention" in marks
    assert "in detention" not in after


# -- certification, age, risk


def _certification(desk: Desk, file_id: str) -> object:
    begun = desk.ask("case_file.child", record_id=file_id)
    lines = next(tab for tab in begun.tabs if tab.key == "identity").end[0].lines
    return next(str(line.value) for line in lines if str(line.label) == "Certification")


def test_the_newest_step_by_its_day_is_the_state_of_the_file(desk: Desk) -> None:
    file_id = child(desk)
    desk.do("case_file.change_file", file_id=file_id, values={"certification": "self_reported"})

    step = desk.do("history.record_certification", file_id=file_id, state="verified_un", on_day=DAY, by_whom="un")
    desk.do(
        "history.record_certification", file_id=file_id, state="referred_for_verification",
        on_day=DAY - datetime.timedelta(days=9), by_whom="centre",
    )  # fmt: skip
    assert _certification(desk, file_id) == "Verified by the UN"

    desk.do("history.take_back", record_id=step, why="autre enfant")
    assert _certification(desk, file_id) == "Referred for UN verification"
    desk.undo()  # the other step; the one taken back does not come again
    assert _certification(desk, file_id) == "Told by the child"


def test_taking_back_the_only_step_brings_back_what_stood_there(desk: Desk) -> None:
    file_id = child(desk)
    desk.do("case_file.change_file", file_id=file_id, values={"certification": "self_reported"})

    step = desk.do("history.record_certification", file_id=file_id, state="disputed", on_day=DAY, by_whom="ddr")
    assert _certification(desk, file_id) == "Disputed"
    desk.do("history.take_back", record_id=step, why="autre enfant")

    assert _certification(desk, file_id) == "Told by the child"


def test_an_issued_attestation_names_who_issued_it_and_days_to_come_are_refused(desk: Desk) -> None:
    file_id = child(desk)

    for values, field in (
        ({"state": "issued", "on_day": DAY}, "issued_by"),
        ({"state": "requested", "on_day": DAY + datetime.timedelta(days=5)}, "on_day"),
    ):
        with pytest.raises(errors.RuleBroken) as refused:
            desk.do("history.add_attestation", file_id=file_id, values=values)
        assert refused.value.field == field


def test_an_adult_by_an_army_doctors_word_is_disputed_and_a_child(desk: Desk) -> None:
    file_id = child(desk, age="15")
    desk.do(
        "history.add_age_finding", file_id=file_id,
        values={"on_day": DAY, "by_whom": "army_doctor", "finding": "adult", "basis": "appearance"},
    )  # fmt: skip

    entry = table(desk, file_id, "Age disputed: a child, who keeps everything").entries[0]

    assert entry.mark is not None
    assert str(entry.mark.words) == "disputed"
    assert "15" in words(desk.ask("case_file.child", record_id=file_id).header)


def test_the_risk_shows_where_it_goes(desk: Desk) -> None:
    file_id = child(desk)
    for ago, occasion, told in (
        (9, "intake", {}), (2, "stay", {"approached": Said("yes"), "threatened": Said("yes")}),
        (5, "stay", {"peers_left": Said("yes")}),
    ):  # fmt: skip
        desk.do(
            "history.add_risk", file_id=file_id,
            values={"on_day": DAY - datetime.timedelta(days=ago), "occasion": occasion, **told},
        )  # fmt: skip

    entries = table(desk, file_id, "Risk of being taken again").entries

    assert [(str(entry.mark.words), str(entry.cells[-1])) for entry in entries if entry.mark] == [
        ("very high", "rising"), ("some sign", "rising"), ("no sign", "first look"),
    ]  # fmt: skip
    assert [str(cell) for cell in entries[0].cells[1:5]] == ["During the stay", "Yes", "Yes", "not asked yet"]


# -- the story and undoing


def test_the_story_tells_days_and_no_sealed_word(desk: Desk) -> None:
    file_id = child(desk)
    desk.do(
        "history.add_association", file_id=file_id,
        values={"said_by": "child", "joined": Said("mars 2024"), "left": Said("14/03/2026"), "group_code": Said("fdlr"),
                "roles": Said(["cook"]), "recruited_at": Said("Nyabibwe")},
    )  # fmt: skip
    held(desk, file_id, authority="intelligence")

    story = makers.story_of(desk.ask("case_file.child", record_id=file_id))
    mine = [event for event in story if event.module == "history"]

    assert {(event.day.isoformat(), str(event.title)) for event in mine} == {
        ("2024-03-01", "With a group, from"), ("2026-03-14", "With a group, until"),
        ("2026-03-01", "Detained"), ("2026-03-20", "No longer detained"),
    }  # fmt: skip
    assert not [said for said in ("FDLR", "Cook", "Nyabibwe", "Intelligence") if said in words(mine)]


@pytest.mark.parametrize(
    ("act", "values"),
    [
        ("history.add_association", {"roles": Said(["cook"]), "said_by": "child"}),
        ("history.add_separation", {"place": Said("Kalehe"), "said_by": "child"}),
        ("history.add_detention", {"began": "2024", "authority": "police"}),
        ("history.add_risk", {"on_day": DAY, "occasion": "intake"}),
    ],
)
def test_what_was_written_can_be_undone(desk: Desk, act: str, values: dict[str, object]) -> None:
    file_id = child(desk)
    desk.do(act, file_id=file_id, values=values)
    assert any(block.entries for block in (*tab(desk, file_id).start, *tab(desk, file_id).end)
               if isinstance(block, Entries))  # fmt: skip

    desk.undo()

    assert not any(block.entries for block in (*tab(desk, file_id).start, *tab(desk, file_id).end)
                   if isinstance(block, Entries))  # fmt: skip


def test_every_field_of_detention_and_summons_stays_in_the_house() -> None:
    for kind in (Detention, Summons):
        assert not [name for name, field in fields_of(kind).items() if field.travels]


def test_the_tab_costs_the_same_number_of_statements_whatever_stands_in_it(desk: Desk) -> None:
    """The settings and cells are read a table at a time, not a line at a time."""
    counted: list[str] = []
    sqlalchemy.event.listen(
        desk.vault.reader, "before_cursor_execute", lambda _c, _cur, text, *_rest: counted.append(text)
    )
    file_id = child(desk)
    numbers = []
    for more in (1, 6):
        for _each in range(more):
            desk.do("history.add_association", file_id=file_id, values={"said_by": "child", "joined": Said("2024")})
            desk.do("history.add_risk", file_id=file_id, values={"on_day": DAY, "occasion": "stay"})
        counted.clear()
        tab(desk, file_id)
        numbers.append(len(counted))

    assert numbers[0] == numbers[1]
