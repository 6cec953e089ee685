"""What a child's page, the search and a statement give to eyes whose ceiling is lower than the fact's."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any

import pytest

from tests.makers import PASSPHRASE, House
from transit_desk import entrance
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.module import Facts, Tab, Window

DAY = datetime.date(2026, 11, 21)


def _words(value: object) -> str:
    """Everything that is shown, in one string."""
    if isinstance(value, str):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = [getattr(value, field.name) for field in dataclasses.fields(value)]
        return "\n".join([str(value) if "message" in vars(value) else "", *map(_words, parts)])
    if isinstance(value, Mapping):
        return "\n".join(map(_words, value.values()))
    if isinstance(value, (list, tuple)):
        return "\n".join(map(_words, value))
    return ""


def _known(desk: Desk) -> str:
    """A child of whom much was said, by somebody who may."""
    file_id: str = desk.do("case_file.receive", name="Baraka Mihigo", sex="m", age="15", village="Lwashi-Haut")
    for what, words in (("name", "Innocent"), ("mother", "Nakalonge"), ("father", "Kashindi"), ("war_name", "Simba")):
        desk.do("case_file.say", file_id=file_id, what=what, words=words, said_by="child")
    desk.do(
        "case_file.withhold", file_id=file_id,
        values={"topics": ["health"], "from_whom": "government", "reason": "fear_of_harm"},
    )  # fmt: skip
    desk.do(
        "case_file.answer_consent", file_id=file_id,
        values={"purpose": "transfer", "decision": "no", "on_day": DAY, "given_by": "caregiver"},
    )  # fmt: skip
    return file_id


def _tab(desk: Desk, file_id: str, key: str) -> Tab:
    if key == "consent":
        tab: Tab = desk.ask("case_file.consent_tab", record_id=file_id)
        return tab
    found: Tab = next(tab for tab in desk.ask("case_file.child", record_id=file_id).tabs if tab.key == key)
    return found


@pytest.mark.parametrize("login", ["r.zawadi", "e.sifa"])
def test_whoever_reads_no_family_reads_no_parent_and_no_village(house: House, login: str) -> None:
    """A statement about a mother or a village is family, whatever else a statement is."""
    file_id = _known(house.desk())

    shown = _words(house.desk(login).ask("case_file.child", record_id=file_id))

    assert "Baraka Mihigo" in shown
    assert not [word for word in ("Lwashi-Haut", "Nakalonge", "Kashindi", "Simba") if word in shown]
    assert ("Innocent" in shown) == (login == "r.zawadi")


@pytest.mark.parametrize(("login", "told"), [("c.aline", True), ("r.zawadi", False), ("e.sifa", False)])
def test_that_there_was_a_war_name_is_told_to_nobody_who_may_not_read_it(
    house: House, login: str, *, told: bool
) -> None:
    desk = house.desk()
    file_id = _known(desk)
    desk.do("case_file.assign", file_id=file_id, worker_id=_worker(desk, "c.aline"))

    lines = _facts(_tab(house.desk(login), file_id, "identity").start).lines

    assert any(str(line.label) == "Name given by the group" for line in lines) is told


def _facts(blocks: Any) -> Facts:
    found: Facts = next(block for block in blocks if isinstance(block, Facts))
    return found


def _kept(tab: Tab) -> Facts:
    """What stays from whom."""
    found: Facts = next(each for each in tab.start if isinstance(each, Facts) and each.title == "What stays from whom")
    return found


def _worker(desk: Desk, login: str) -> str:
    return str(next(each.id for each in desk.ask("office.workers") if each.login == login))


def test_what_is_kept_from_whom_is_for_those_who_read_it(house: House) -> None:
    """The wish is C2 of the law, the answer C1, who gave it C2: an educator reads none of them, a receptionist one."""
    desk = house.desk()
    file_id = _known(desk)
    consent = _tab(desk, file_id, "consent")
    assert "Health" in str(_kept(consent).lines[0].value)
    assert "Transfer" in _words(desk.ask("case_file.child", record_id=file_id).tabs[1])

    desk = house.desk("r.zawadi")
    consent = _tab(desk, file_id, "consent")
    agreed = next(line for line in _facts(consent.start).lines if line.state == "given")
    assert str(agreed.value)
    assert not str(agreed.said_by)
    assert {line.state for line in _kept(consent).lines} == {"hidden"}

    desk = house.desk("e.sifa")
    consent = _tab(desk, file_id, "consent")
    assert {line.state for line in (*_facts(consent.start).lines, *_kept(consent).lines)} == {"hidden"}
    assert "Transfer" not in _words(_tab(desk, file_id, "story"))


def test_nothing_kept_from_anybody_looks_the_same_to_those_who_may_not_know(house: House) -> None:
    desk = house.desk()
    with_wish, without = _known(desk), desk.do("case_file.receive", name="Musa", sex="m")

    desk = house.desk("e.sifa")

    assert _kept(_tab(desk, with_wish, "consent")) == dataclasses.replace(
        _kept(_tab(desk, without, "consent")), verb=_kept(_tab(desk, with_wish, "consent")).verb
    )


def test_a_name_above_the_ceiling_finds_nobody(house: House) -> None:
    """A list that answers to a name tells that name."""
    file_id = _known(house.desk())

    desk = house.desk("e.sifa")
    assert [each.id for each in desk.ask("case_file.find", words="Baraka")] == [file_id]
    assert desk.ask("case_file.find", words="Innocent") == ()
    assert desk.ask("case_file.children", window=Window(words="Innocent")).total == 0

    desk = house.desk("r.zawadi")
    assert [each.id for each in desk.ask("case_file.find", words="Innocent")] == [file_id]


def test_only_who_receives_children_learns_that_there_is_an_earlier_file(house: House) -> None:
    """Past sight, and so for those alone who open files: nobody fishes for a child by name."""
    _known(house.desk())

    for login in ("e.sifa", "x.riziki"):
        with pytest.raises(errors.NotAllowed):
            house.desk(login).ask("case_file.possible_earlier", name="Baraka Mihigo")
    assert house.desk("c.aline").ask("case_file.possible_earlier", name="Baraka Mihigo")


def test_nothing_was_said_on_a_day_that_has_not_come(house: House) -> None:
    desk = house.desk()
    file_id = _known(desk)

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do(
            "case_file.say", file_id=file_id, what="name", words="Amani", said_by="child",
            said_on=DAY + datetime.timedelta(days=1),
        )  # fmt: skip

    assert refused.value.field == "said_on"


def test_nobody_arrived_at_an_hour_that_has_not_come(house: House) -> None:
    desk = house.desk()

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("case_file.open_case", sex="m", care_track="resident", arrived_at=desk.now() + 1)

    assert refused.value.field == "arrived_at"


def test_a_child_of_the_house_is_not_made_to_vanish(house: House) -> None:
    """Taken back are files opened by mistake, never a child who sleeps here or for whom a bed is kept."""
    desk = house.desk()
    here = _known(desk)
    coming = desk.do("case_file.open_case", sex="m", care_track="in_transit", name="Musa", age="15")
    room = desk.do("interim_care.make_room", name="Boys", block="boys_14_17", capacity=1)
    bed = desk.do("interim_care.make_bed", room_id=room, code="B1")
    desk.do("interim_care.give_bed", file_id=coming, bed_id=bed)

    desk = house.desk("r.zawadi")
    for file_id in (here, coming):
        with pytest.raises(errors.RuleBroken):
            desk.do("case_file.take_back", file_id=file_id, why="opened by mistake")
    assert len(desk.ask("case_file.find", words="Baraka")) == 1

    desk.do("interim_care.end_stay", file_id=coming)
    desk.do("case_file.take_back", file_id=coming, why="opened by mistake")


def test_what_belongs_to_another_file_is_not_taken_back_through_this_one(house: House) -> None:
    """A statement or a wish is withdrawn with the file it stands in, so that what is shown is chosen again there."""
    desk = house.desk()
    here, there = _known(desk), desk.do("case_file.receive", name="Musa", sex="m")
    claim = desk.do("case_file.say", file_id=here, what="name", words="Amani", said_by="child")
    wish = desk.do(
        "case_file.withhold", file_id=here, values={"topics": ["care"], "from_whom": "family", "reason": "fear_of_harm"}
    )

    with pytest.raises(errors.Refusal):
        desk.do("case_file.unsay", file_id=there, claim_id=claim, why="a mistake")
    with pytest.raises(errors.Refusal):
        desk.do("case_file.stop_withholding", file_id=there, withholding_id=wish, why="a mistake")
    with pytest.raises(errors.Refusal):
        desk.do("case_file.assign", file_id=here, worker_id="00000000-0000-0000-0000-000000000001")


def test_a_sign_that_no_file_can_hold_finds_nobody(house: House) -> None:
    assert house.desk().ask("case_file.find", words="\ud800") == ()


def _trainer(house: House) -> Desk:
    """Somebody who teaches a trade: identity, education and support at C1, and nothing of care."""
    house.desk()
    assert house.entered is not None
    entrance.let_in(
        house.entered, login="t.baraka", name="Baraka Ebuela", sex="m", roles=("trainer",), passphrase=PASSPHRASE,
        one_time=False,
    )  # fmt: skip
    return house.desk("t.baraka")


CARE = (
    "Lives in the house", "Caseworker", "Furaha Nabintu", "See the nurse", "Registration", "registration", "Arrived",
    "File opened", "day 0", "Slept badly", "Lwashi", "confidential", "to complete: consent",
)  # fmt: skip


def test_whoever_reads_no_care_is_told_none_on_the_page_in_the_list_and_today(house: House) -> None:
    """Where a child lives, who follows it, since when, what is promised: C1 all of it, and none of it a trainer's."""
    desk = house.desk()
    file_id = _known(desk)
    desk.do("case_file.disclose", file_id=file_id, told="something")
    desk.do("case_file.write_note", file_id=file_id, care_words="Slept badly", closed_words="was afraid")
    shown_to_all = _words(desk.ask("case_file.child", record_id=file_id))
    assert [word for word in CARE[:10] if word in shown_to_all][:4], "or nothing was looked for"

    desk = _trainer(house)
    page = desk.ask("case_file.child", record_id=file_id)
    rows = desk.ask("case_file.children", window=Window()).rows
    found = desk.ask("case_file.find", words="Baraka")
    told = "\n".join(map(_words, (page.header, [(tab.start, tab.end) for tab in page.tabs], rows, found)))

    assert "Baraka Mihigo" in told
    assert not [word for word in CARE if word in told]
    assert page.header.ruler_day is None
    assert [(row.where, row.stay, row.worker, row.next_step, row.next_day) for row in rows] == [("",) * 5]
    assert desk.ask("case_file.dues", file_id=file_id) == ()
    assert desk.ask("case_file.tonight").tasks == ()
    assert desk.ask("case_file.children", window=Window(filters={"due": "registration"})).total == 0
    assert desk.ask("case_file.children", window=Window(filters={"mine": True})).total == 0
    with pytest.raises(errors.NotAllowed):
        desk.ask("case_file.readership", file_id=file_id, audience="centre")


def test_what_is_still_to_complete_counts_only_what_these_eyes_read(house: House) -> None:
    """That a child was never asked for consent is a fact of the law, and its village one of the family."""
    desk = house.desk()
    desk.do("case_file.receive", name="Musa", sex="m", age="14")
    director = desk.ask("case_file.children", window=Window()).rows[0]

    trainer = _trainer(house).ask("case_file.children", window=Window()).rows[0]

    assert (str(director.state.words), str(trainer.state.words)) == ("3 to complete", "1 to complete")
