"""A family at work: relatives, own children, bonds in both files, fear, whom not to contact; who sees how much."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any

import pytest

from tests.makers import House
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.module import Entries, Tab, Ties
from transit_desk.storage.work import VaultSession, Work

DAY = datetime.date(2026, 11, 20)


def child(desk: Desk, **values: Any) -> str:
    """A child at the door."""
    file_id: str = desk.do("case_file.receive", **{"sex": "f", "name": "Furaha", **values})
    return file_id


def tab(desk: Desk, file_id: str) -> Tab:
    """The tab as this desk shows it."""
    found: Tab = desk.ask("family.tab", record_id=file_id)
    return found


def table(desk: Desk, file_id: str, title: str) -> Entries:
    """One table of the tab."""
    shown = tab(desk, file_id)
    return next(block for block in (*shown.start, *shown.end) if isinstance(block, Entries) and block.title == title)


def ties(desk: Desk, file_id: str) -> dict[str, str]:
    """The picture: who, and what they are."""
    pictures = [block for block in tab(desk, file_id).start if isinstance(block, Ties)]
    return {str(tie.who): str(tie.what) for picture in pictures for tie in picture.ties}


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


def marks(desk: Desk, file_id: str) -> list[str]:
    """What the head of the file says at once."""
    return [str(mark.words) for mark in desk.ask("case_file.child", record_id=file_id).header.marks]


def relative(desk: Desk, file_id: str, **values: Any) -> str:
    """Somebody of the family."""
    given = {"relation": "uncle", "name": Said("Bahati"), "said_by": "child", "said_on": DAY, **values}
    found: str = desk.do("family.add_relative", file_id=file_id, values=given)
    return found


# -- relatives


def test_a_relative_needs_who_said_it_and_nothing_else(desk: Desk) -> None:
    file_id = child(desk)

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("family.add_relative", file_id=file_id, values={"relation": "aunt", "said_on": DAY})
    desk.do("family.add_relative", file_id=file_id, values={"relation": "aunt", "said_by": "child", "said_on": DAY})

    assert refused.value.field == "said_by"
    assert len(table(desk, file_id, "Relatives").entries) == 1


def test_whom_a_child_avoids_is_an_alert_without_a_name_for_those_who_may_not_know(house: House) -> None:
    """The receptionist learns that she has to ask, never whom the child fears."""
    desk = house.desk()
    file_id = child(desk)
    relative(desk, file_id, wish=Said("avoid"))

    entry = table(desk, file_id, "Relatives").entries[0]
    other = house.desk("r.zawadi")

    assert str(entry.mark.words) == "avoid"  # type: ignore[union-attr]
    assert "ask before any contact with the family" in marks(other, file_id)
    assert not other.may("family.tab")
    assert "Bahati" not in words(other.ask("case_file.child", record_id=file_id))


def test_a_change_of_mind_takes_the_alert_away(desk: Desk) -> None:
    file_id = child(desk)
    record_id = relative(desk, file_id, safe=Said("no"))
    before = marks(desk, file_id)

    desk.do("family.correct", record_id=record_id, values={"safe": Said("yes"), "because": "she asked again"})

    assert "ask before any contact with the family" in before
    assert "ask before any contact with the family" not in marks(desk, file_id)


def test_what_was_taken_back_is_no_longer_changed(desk: Desk) -> None:
    file_id = child(desk)
    record_id = relative(desk, file_id)
    with pytest.raises(errors.RuleBroken):
        desk.do("family.take_back", record_id=record_id, why="")
    desk.do("family.take_back", record_id=record_id, why="another child's uncle")

    with pytest.raises(errors.RuleBroken):
        desk.do("family.correct", record_id=record_id, values={"phone": Said("0990"), "because": "a new number"})

    assert not table(desk, file_id, "Relatives").entries


# -- own children


def test_the_child_of_a_girl_is_a_person_with_a_file_of_its_own(desk: Desk) -> None:
    mother = child(desk, name="Neema", age="17")

    desk.do("family.add_own_child", file_id=mother, sex="m", name="Amani", age="8 mois", present=Said("yes"),
            registration=Said("needed_free"))  # fmt: skip

    entry = table(desk, mother, "Own children").entries[0]
    baby = entry.target.record_id  # type: ignore[union-attr]
    view = desk.ask("case_file.child", record_id=baby)
    assert view.header.title == "Amani"
    assert ties(desk, mother)["Amani"] == "her child"
    assert ties(desk, baby) == {"Neema": "mother"}
    assert desk.ask("case_file.tonight").total == 2


def test_a_mother_younger_than_her_child_is_refused_and_no_file_stays_behind(desk: Desk) -> None:
    mother = child(desk, name="Neema", age="14")

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("family.add_own_child", file_id=mother, sex="f", name="Zawadi", age="16")

    assert refused.value.field == "age"
    assert not desk.ask("case_file.find", words="Zawadi")


def test_own_children_are_not_written_in_a_boys_file(desk: Desk) -> None:
    boy = child(desk, sex="m", name="Kito")

    with pytest.raises(errors.RuleBroken):
        desk.do("family.add_own_child", file_id=boy, sex="f")

    assert "Own children" not in words(tab(desk, boy))


def test_a_father_is_sealed_from_who_wrote_it(desk: Desk) -> None:
    mother = child(desk, name="Neema", age="17")
    desk.do("family.add_own_child", file_id=mother, sex="f", father="QXFATHERXQ")

    assert "QXFATHERXQ" not in words(tab(desk, mother))
    assert "QXFATHERXQ" not in words(desk.ask("case_file.child", record_id=mother))


def test_taking_an_own_child_back_loosens_the_bond_in_both_files(desk: Desk) -> None:
    mother = child(desk, name="Neema", age="17")
    own = desk.do("family.add_own_child", file_id=mother, sex="f", name="Amani")
    baby = table(desk, mother, "Own children").entries[0].target.record_id  # type: ignore[union-attr]

    desk.do("family.change_own_child", record_id=own, registration=Said("registered"))
    desk.do("family.take_back", record_id=own, why="it is her sister's child")

    assert ties(desk, mother) == {}
    assert ties(desk, baby) == {}


def test_a_baby_who_came_beside_a_girl_is_completed_and_bound_to_her(desk: Desk) -> None:
    mother, alone = child(desk, name="Neema", age="17"), child(desk, name="Kito", sex="m")
    baby = desk.do("case_file.open_case", sex="f", care_track="resident", name="Amani", accompanies_id=mother)
    before = table(desk, mother, "Own children").entries[0]

    desk.do("family.complete_own_child", record_id=baby, present=Said("yes"), registration=Said("registered"))

    assert "came with her" in words(before.cells)
    assert "Registered" in words(table(desk, mother, "Own children").entries[0].cells)
    assert ties(desk, baby) == {"Neema": "mother"}
    with pytest.raises(errors.RuleBroken):
        desk.do("family.complete_own_child", record_id=alone)


# -- bonds and fear


def test_a_bond_stands_in_both_files_and_goes_from_both(desk: Desk) -> None:
    one, two = child(desk, name="Furaha"), child(desk, name="Kito", sex="m")
    bond = desk.do("family.add_bond", file_id=one, values={"said_by": "child", "other_id": two, "what": "sibling"})

    assert ties(desk, one) == {"Kito": "Brother or sister"}
    assert ties(desk, two) == {"Furaha": "Brother or sister"}
    assert set(desk.ask("family.siblings")) == {(one, two), (two, one)}

    desk.do("family.take_back", record_id=bond, why="they are cousins")

    assert ties(desk, one) == ties(desk, two) == {}


def test_bonds_of_joined_files_are_read_from_each_and_go_back_where_they_belong(desk: Desk) -> None:
    """Written before and while they were joined, under either number."""
    ends, stays = child(desk, name="Amani", sex="m"), child(desk, name="Amani W.", sex="m")
    brother, friend, later = (child(desk, name=name, sex="m") for name in ("Kito", "Musa", "Safari"))
    bind = {"brother": (ends, brother, "sibling"), "friend": (stays, friend, "friend")}
    for file_id, other, what in bind.values():
        desk.do("family.add_bond", file_id=file_id, values={"said_by": "child", "other_id": other, "what": what})
    before = {each: ties(desk, each) for each in (ends, stays)}
    desk.do("case_file.merge", file_id=ends, other_id=stays, why="same scar", why_both="opened twice")
    desk.do("family.add_bond", file_id=ends, values={"said_by": "child", "other_id": later, "what": "sibling"})

    joined = [ties(desk, each) for each in (ends, stays)]

    assert joined[0] == joined[1] == {"Kito": "Brother or sister", "Musa": "Friend", "Safari": "Brother or sister"}
    assert set(desk.ask("family.siblings")) >= {(stays, brother), (brother, stays), (stays, later)}
    desk.do("case_file.split", file_id=ends, why="two children")
    assert ties(desk, ends) == {**before[ends], "Safari": "Brother or sister"}
    assert ties(desk, stays) == before[stays]
    assert (stays, brother) not in desk.ask("family.siblings")


@pytest.mark.parametrize(("act", "values"), [
    ("family.add_bond", {"what": "sibling", "said_by": "child"}),
    ("family.keep_apart", {"what": "fear_of", "said_by": "child"}),
])  # fmt: skip
def test_two_who_are_bound_to_each_other_are_not_joined(desk: Desk, act: str, values: dict[str, str]) -> None:
    """Nobody becomes their own brother."""
    one, two = child(desk, name="Amani", sex="m"), child(desk, name="Amani W.", sex="m")
    bond = desk.do(act, file_id=one, values={"other_id": two, **values})

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("case_file.merge", file_id=one, other_id=two, why="same scar", why_both="opened twice")

    assert refused.value.field == "other_id"
    desk.do("family.take_back", record_id=bond, why="it is one child")
    desk.do("case_file.merge", file_id=one, other_id=two, why="same scar", why_both="opened twice")


def test_a_child_is_not_its_own_sibling_and_a_bond_is_written_once(desk: Desk) -> None:
    one, two = child(desk, name="Furaha"), child(desk, name="Kito", sex="m")
    with pytest.raises(errors.RuleBroken) as own:
        desk.do("family.add_bond", file_id=one, values={"said_by": "child", "other_id": one, "what": "sibling"})
    desk.do("family.add_bond", file_id=one, values={"said_by": "child", "other_id": two, "what": "friend"})
    with pytest.raises(errors.RuleBroken) as again:
        desk.do("family.add_bond", file_id=two, values={"said_by": "child", "other_id": one, "what": "friend"})

    assert own.value.field == again.value.field == "other_id"


def test_a_bond_to_a_mother_younger_than_the_child_is_refused(desk: Desk) -> None:
    young, old = child(desk, name="Furaha", age="12"), child(desk, name="Kito", age="16", sex="m")

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("family.add_bond", file_id=young, values={"said_by": "child", "other_id": old, "what": "mother_of"})

    assert refused.value.field == "what"


def test_fear_is_sealed_and_its_being_kept_apart_is_seen_by_whoever_gives_beds(house: House) -> None:
    """The educator sees from whom, and neither what it is nor a word of it."""
    desk = house.desk()
    one, two = child(desk, name="Furaha"), child(desk, name="Kito", sex="m")
    desk.do(
        "family.keep_apart",
        file_id=one,
        values={"said_by": "child", "other_id": two, "what": "fear_of", "words": "QXBECAUSEXQ"},
    )

    assert ties(desk, one) == {"Kito": "frightens this child"}
    assert ties(desk, two) == {"Furaha": "is afraid of this child"}
    with pytest.raises(errors.RuleBroken):
        desk.do("family.keep_apart", file_id=two, values={"said_by": "child", "other_id": one, "what": "conflict"})

    educator = house.desk("e.sifa")

    assert set(educator.ask("family.apart")) == {(one, two), (two, one)}
    assert "keep apart from Kito" in marks(educator, one)
    shown = words(educator.ask("case_file.child", record_id=one))
    assert "afraid" not in shown
    assert "QXBECAUSEXQ" not in shown


def test_who_does_not_see_the_other_file_takes_no_bond_from_it(house: House) -> None:
    desk = house.desk()
    one = desk.do("case_file.open_case", sex="f", care_track="kin", name="Furaha")
    two = desk.do("case_file.open_case", sex="m", care_track="kin", name="Kito")
    bond = desk.do("family.add_bond", file_id=one, values={"said_by": "child", "other_id": two, "what": "cousin"})
    aline = next(worker.id for worker in desk.ask("office.workers") if worker.login == "c.aline")
    desk.do("case_file.assign", file_id=one, worker_id=aline)

    hers = house.desk("c.aline")

    assert ties(hers, one) == {"another child": "Cousin"}
    with pytest.raises(errors.RuleBroken):
        hers.do("family.take_back", record_id=bond, why="not true")


# -- whom not to contact


def test_whom_not_to_contact_is_told_by_the_head_of_the_file_without_the_reason(house: House) -> None:
    desk = house.desk()
    file_id = child(desk)
    values = {"said_by": "child", "who": "QXUNCLEXQ", "why": "QXTHREATXQ", "since": DAY}
    record_id = desk.do("family.forbid_contact", file_id=file_id, values=values)

    assert "QXUNCLEXQ" in words(table(desk, file_id, "Must not be contacted"))
    head = words(desk.ask("case_file.child", record_id=file_id).header)
    assert "ask before any contact with the family" in head
    assert "QXTHREATXQ" not in head

    desk.do("family.take_back", record_id=record_id, why="he came with his wife and apologised")

    assert "ask before any contact with the family" not in marks(desk, file_id)


# -- what is gathered


def gathered(desk: Desk, hook: str, **values: Any) -> list[Any]:
    """What the slices tell for one hook."""
    with VaultSession(desk.vault.reader, expire_on_commit=False) as session:
        return Work(session, desk.actor, desk, desk._sealer, "test").gather(hook, **values)


def test_the_story_figures_and_package_tell_of_the_family_and_never_of_fear(desk: Desk) -> None:
    one, two = child(desk, name="Furaha", age="17"), child(desk, name="Kito", sex="m")
    relative(desk, one, wish=Said("contact"))
    desk.do("family.add_bond", file_id=one, values={"said_by": "child", "other_id": two, "what": "friend"})
    desk.do(
        "family.keep_apart",
        file_id=one,
        values={"said_by": "child", "other_id": two, "what": "conflict", "words": "QXBECAUSEXQ"},
    )
    desk.do("family.add_own_child", file_id=one, sex="f", father="QXFATHERXQ", registration=Said("needed_court"))

    titles = {str(event.title) for event in desk.ask("case_file.story", record_id=one).events}
    figures = dict(gathered(desk, "figures", start=datetime.date(2026, 11, 1), end=datetime.date(2026, 11, 30)))
    packed = next(
        part for part in gathered(desk, "handover", file_id=one, audience="centre") if part.section == "family"
    )

    assert {"Relative told of", "Own child written down", "Bond with another child"} <= titles
    assert (figures["family.girls_with_children"], figures["family.births_to_register"]) == (1, 1)
    assert set(packed.content) >= {"relatives", "own_children", "bonds"}
    assert not {"QXBECAUSEXQ", "QXFATHERXQ", "Kito", "conflict"} & set(words(packed.content).split())


def test_the_forms_begin_with_what_is_known(desk: Desk) -> None:
    mother = child(desk, name="Neema", age="17")
    record_id = relative(desk, mother, phone=Said("0990 000 000"))
    own = desk.do("family.add_own_child", file_id=mother, sex="f", present=Said("no"))

    assert desk.ask("family.values", record_id=record_id)["phone"] == Said("0990 000 000")
    assert desk.ask("family.own_child_values", record_id=own)["present"] == Said("no")


def test_the_children_one_may_be_bound_to_are_those_of_these_eyes(desk: Desk) -> None:
    file_id = child(desk, name="Furaha")

    assert [row.id for row in desk.ask("case_file.to_choose")] == [file_id]


def test_whoever_lives_here_is_offered_first_and_everybody_is_found_by_typing(desk: Desk) -> None:
    """The list is a beginning: a name written otherwise, and a number, find a child who is not in it."""
    elsewhere = desk.do("case_file.open_case", name="Amani", sex="m", age="14", care_track="kin")
    here = desk.do("case_file.receive", name="Zawadi", sex="f", age="14")
    number = desk.ask("case_file.child", record_id=elsewhere).header.code

    assert [row.id for row in desk.ask("case_file.to_choose")] == [here, elsewhere]
    for words in ("ammani", number):
        assert [row.id for row in desk.ask("case_file.to_choose", words=words)] == [elsewhere]
    assert desk.ask("case_file.to_choose", words="Qwrtz") == ()


# -- corrections


def test_a_relative_put_right_shows_what_stood_there_before_and_why(desk: Desk) -> None:
    file_id = child(desk)
    record_id = relative(desk, file_id, name=Said("Bahati"))

    desk.do("family.correct", record_id=record_id, values={
        "name": Said("Bahati Cizungu"), "said_by": "family", "because": "the aunt gave the whole name",
    })  # fmt: skip

    now, before = table(desk, file_id, "Relatives").entries
    assert [str(entry.cells[1]) for entry in (now, before)] == ["Bahati Cizungu", "Bahati"]
    assert (now.past, before.past, before.verbs) == (False, True, ())
    assert before.mark is not None
    assert "the aunt gave the whole name" in str(before.mark.words)
    assert list(ties(desk, file_id)) == ["Bahati Cizungu"]


def test_a_correction_needs_a_reason_and_holds_to_what_the_first_statement_held_to(desk: Desk) -> None:
    file_id = child(desk)
    record_id = relative(desk, file_id)

    ahead = DAY + datetime.timedelta(days=9)
    for values, beside in (
        ({"phone": Said("0990")}, "because"),
        ({"said_on": ahead, "because": "she said so"}, "said_on"),
    ):
        with pytest.raises(errors.RuleBroken) as refused:
            desk.do("family.correct", record_id=record_id, values=values)
        assert refused.value.field == beside


def test_a_correction_that_is_undone_or_taken_back_brings_the_earlier_words_back(desk: Desk) -> None:
    file_id = child(desk)
    values = {"said_by": "child", "who": "l’oncle", "why": "menaces", "since": DAY}
    record_id = desk.do("family.forbid_contact", file_id=file_id, values=values)
    newer = desk.do(
        "family.correct",
        record_id=record_id,
        values={"said_by": "child", "who": "le beau-père", "because": "another man"},
    )
    corrected = [str(entry.cells[0]) for entry in table(desk, file_id, "Must not be contacted").entries]

    desk.do("family.take_back", record_id=newer, why="it was the uncle after all")

    assert corrected == ["le beau-père", "l’oncle"]
    (back,) = table(desk, file_id, "Must not be contacted").entries
    assert (str(back.cells[0]), back.past) == ("l’oncle", False)
    assert "ask before any contact with the family" in marks(desk, file_id)
