"""A data key of one case, sealed to one person: who is made holder of a child, of what, and until when."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy

from tests import makers
from tests.services.case_file import pairs
from tests.services.health.house import NURSE, child, with_nurse
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.services.case_file.records import Disclosure
from transit_desk.storage.people import Worker
from transit_desk.storage.records import new_id
from transit_desk.storage.sealing import DataKey
from transit_desk.storage.work import HIDDEN, VaultSession, Work

WHEN = "à la saison sèche"


@contextlib.contextmanager
def working(desk: Desk) -> Iterator[Work]:
    """A unit of work of this desk, kept at its end."""
    with desk._unit("test", "") as unit:
        yield unit


def confide(desk: Desk, file_id: str) -> None:
    desk.do("case_file.disclose", file_id=file_id, told="Wanjala-Siri", when_it_was=Said(WHEN))


def seen(desk: Desk, file_id: str) -> list[Any]:
    """What this desk reads of when it was; the words themselves are of another topic."""
    with VaultSession(desk.vault.reader) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test", reads_only=True)
        rows = work.standing(Disclosure, file_id)
        assert all(work.see(row, "told") is HIDDEN for row in rows) or "psychologist" in desk.actor.roles
        found = [work.see(row, "when_it_was") for row in rows]
    return [each.value if isinstance(each, Said) else each for each in found]


def rows_of(desk: Desk, holder: str) -> list[tuple[str, str]]:
    with VaultSession(desk.vault.reader) as session:
        found = session.execute(sqlalchemy.select(DataKey.owner_id, DataKey.id).where(DataKey.holder == holder))
        return [(str(row[0]), str(row[1])) for row in found]


def keys_in_use(desk: Desk, file_id: str) -> list[object]:
    """Under which key each thing that was confided lies, in the order in which it was."""
    with VaultSession(desk.vault.reader) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test", reads_only=True)
        return [getattr(row.told, "key_id", None) for row in work.standing(Disclosure, file_id)]


@pytest.fixture
def two(house: makers.House) -> tuple[makers.House, str, str, str]:
    """Two children of the psychologist, of each something confided by the night; and a nurse."""
    nurse = with_nurse(house)
    desk = house.desk()
    psychologist = next(row.id for row in desk.ask("health.witnesses") if row.name == "Neema Bashizi")
    one, other = (child(desk, name, "f", worker_id=psychologist) for name in ("Nsimire", "Furaha"))
    night = house.desk("e.sifa")
    for file_id in (one, other):
        confide(night, file_id)
    return house, nurse, one, other


def hold(house: makers.House, file_id: str, nurse: str) -> None:
    with working(house.desk("p.neema")) as work:
        work.make_holder(file_id, work.get(Worker, nurse))


def test_who_is_made_holder_reads_what_was_there_and_what_the_keyless_write_later(
    two: tuple[makers.House, str, str, str],
) -> None:
    house, nurse, one, other = two
    assert seen(house.desk(NURSE), one) == [HIDDEN]
    hold(house, one, nurse)
    for file_id in (one, other):
        confide(house.desk("e.sifa"), file_id)

    desk = house.desk(NURSE)
    assert seen(desk, one) == [WHEN, WHEN]
    assert seen(desk, other) == [HIDDEN, HIDDEN]
    assert {owner for owner, _key in rows_of(desk, nurse)} == {one}
    assert seen(house.desk("e.sifa"), one) == [HIDDEN, HIDDEN]


def test_the_key_is_opened_by_the_roles_ceiling_too(two: tuple[makers.House, str, str, str]) -> None:
    """Whoever is moved to another task holds the key and is shown nothing by the door."""
    house, nurse, one, _other = two
    hold(house, one, nurse)
    house.desk().do("office.change_roles", worker_id=nurse, roles=["educator"])

    assert seen(house.desk(NURSE), one) == [HIDDEN]


def test_only_who_holds_it_makes_a_holder(two: tuple[makers.House, str, str, str]) -> None:
    house, nurse, one, _other = two
    for login in ("s.pascal", NURSE):
        desk = house.desk(login)
        before = desk.vault.state()
        with pytest.raises(errors.NotAllowed), working(desk) as work:
            work.make_holder(one, work.get(Worker, nurse))
        with pytest.raises(errors.NotAllowed), working(desk) as work:
            work.end_holder(one, nurse)
        assert desk.vault.state() == before


def test_who_is_holder_no_more_has_no_key_of_what_comes_after(two: tuple[makers.House, str, str, str]) -> None:
    house, nurse, one, _other = two
    hold(house, one, nurse)
    with working(house.desk("p.neema")) as work:
        work.end_holder(one, nurse)
    confide(house.desk("p.neema"), one)

    assert rows_of(house.desk(), nurse) == []
    assert seen(house.desk(NURSE), one) == [HIDDEN, HIDDEN]
    assert seen(house.desk("p.neema"), one) == [WHEN, WHEN]


def test_where_nobody_is_holder_any_more_what_comes_after_lies_under_a_key_they_never_had(
    two: tuple[makers.House, str, str, str],
) -> None:
    """Whoever ends it need not read it; what somebody holds of another compartment stays."""
    house, nurse, one, other = two
    for file_id in (one, other):
        hold(house, file_id, nurse)
    had = {key for owner, key in rows_of(house.desk(), nurse) if owner == one}
    with working(house.desk()) as work:
        kept = new_id()
        work.session.add(
            DataKey(id=kept, holder=nurse, owner_id=one, compartment="c4_safeguarding", generation=1, sealed=b"x")
        )
    with working(house.desk("s.pascal")) as work:
        work.no_holders(one)
    confide(house.desk("p.neema"), one)

    assert [key for owner, key in rows_of(house.desk(), nurse) if owner == one] == [kept]
    assert keys_in_use(house.desk("p.neema"), one)[-1] not in had
    assert seen(house.desk("p.neema"), one) == [WHEN, WHEN]
    assert seen(house.desk(NURSE), other) == [WHEN]


def test_a_holder_is_one_under_every_number_of_the_child(house: makers.House) -> None:
    nurse = with_nurse(house)
    desk = house.desk()
    ended, stays = pairs.earlier(desk, "Neema Wilondja", "f"), pairs.now(desk, "Neema Wilonja", "f")
    for file_id in (ended, stays):
        desk.do("case_file.assign", file_id=file_id, worker_id=next(
            row.id for row in desk.ask("health.witnesses") if row.name == "Neema Bashizi"))  # fmt: skip
    pairs.join(desk, ended, stays)
    hold(house, stays, nurse)

    assert {owner for owner, _key in rows_of(house.desk(), nurse)} == {ended, stays}


def test_who_left_holds_nothing(two: tuple[makers.House, str, str, str]) -> None:
    house, nurse, one, _other = two
    hold(house, one, nurse)
    house.desk().do("office.end_work", "she went home", worker_id=nurse)
    confide(house.desk("e.sifa"), one)

    assert rows_of(house.desk(), nurse) == []
