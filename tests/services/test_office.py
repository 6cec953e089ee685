"""What the office may change, and what would close the house to everybody."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from tests.makers import NOON, PASSPHRASE, House
from transit_desk import entrance, opening, services
from transit_desk.clock import FrozenClock
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.module import Window
from transit_desk.services.office.views.trail import TrailRow
from transit_desk.storage.records import new_id

DAY = datetime.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("office.night_ends", "abc"),
        ("office.night_ends", 24),
        ("office.night_ends", None),
        ("office.night_ends", 1.5),
        ("office.idle_minutes", 0),
        ("office.idle_minutes", 600),
        ("office.idle_minutes", "5"),
        ("case_file.first_visit_days", "soon"),
        ("case_file.first_visit_days", -1),
        ("case_file.first_visit_days", True),
        ("case_file.follow_up", 14),
        ("case_file.follow_up", "soon"),
        ("presence.evening_at", "six"),
        ("health.arm_young", "115"),
        ("health.vaccines", "6 weeks polio"),
        ("health.vaccines", "6y polio"),
        ("health.visits_before_birth", "12 99"),
        ("daily.children_by_night", 0),
        ("daily.tools_back_at", 24),
    ],
)
def test_a_setting_nobody_could_read_is_refused(house: House, key: str, value: object) -> None:
    """Every desk reads some settings as it opens: a wrong one would close the vault to everybody."""
    desk = house.desk()
    before = desk.vault.state()

    with pytest.raises(errors.RuleBroken):
        desk.do("office.change_setting", key=key, value=value, holds_from=DAY)

    assert desk.vault.state() == before
    assert house.desk().ask("office.setting", key=key) == desk.default_of(key)


def test_every_setting_that_was_declared_can_be_read_by_whoever_declared_it() -> None:
    """What cannot be read fails here, as it would at every desk."""
    declared = [setting for module in services.modules() for setting in module.settings]

    for setting in declared:
        setting.reads(setting.default)
    assert len({setting.key for setting in declared}) == len(declared) > 0


def test_a_setting_of_its_own_kind_holds(house: House) -> None:
    house.desk().do("office.change_setting", key="office.night_ends", value=4, holds_from=DAY)

    assert house.desk().ask("office.setting", key="office.night_ends") == 4


@pytest.fixture
def real(tmp_path: pathlib.Path) -> Iterator[entrance.Entered]:
    """A centre that is no demonstration, so that a passphrase has to be a good one."""
    founding = entrance.Founding("Maison Amahoro", "d.furaha", PASSPHRASE, "Furaha Nabintu", "f")
    entered = entrance.found(tmp_path / "vault", founding, FrozenClock(NOON), cost=opening.Cost.lowest())
    yield entered
    entered.desk.lock()


def test_somebody_who_could_not_be_let_in_is_not_half_there(real: entrance.Entered) -> None:
    """A passphrase that is refused leaves neither a worker nor a taken login."""

    def let_in(passphrase: str) -> None:
        entrance.let_in(real, login="n.esther", name="Esther Nabintu", sex="f", roles=("nurse",), passphrase=passphrase)

    with pytest.raises(errors.RuleBroken):
        let_in("too short")
    assert [each.login for each in real.desk.ask("office.workers")] == ["d.furaha"]

    let_in("onze bananes vertes sur le lac")
    with pytest.raises(errors.RuleBroken):
        let_in("onze bananes vertes sur le lac")
    assert [each.login for each in real.desk.ask("office.workers")] == ["n.esther", "d.furaha"]


def test_the_trail_does_not_tell_of_a_closed_record_to_whoever_may_not_know_of_it(house: House) -> None:
    """A director reads who did what; that a child confided something is for those who hold it."""
    desk = house.desk("c.aline")
    file_id = desk.do("case_file.receive", name="Baraka", sex="m")
    desk.do("case_file.disclose", file_id=file_id, told="something", reason="asked by the nurse")
    desk.do("case_file.write_note", file_id=file_id, care_words="Slept well")

    lines = house.desk().ask("office.trail").rows

    assert not [word for word in ("disclos", "told", "when_it_was", "asked by the nurse") if word in repr(lines)]
    assert ("case_file.write_note", "add", "note") in [(line.action, line.kind, line.record) for line in lines]
    assert [(line.worker, line.columns) for line in lines if not line.record] == [("Aline Nakalonge", ())]
    assert [line.columns for line in lines if not line.action and line.record == "case_file"] == []


def _id_of(desk: Desk, login: str) -> str:
    return str(next(each.id for each in desk.ask("office.workers") if each.login == login))


@pytest.mark.parametrize("login", ["a.tuli", "d.furaha"])
def test_nobody_changes_their_own_roles(house: House, login: str) -> None:
    """Who may change roles would else be whoever they wish to be."""
    desk = house.desk(login)
    before = desk.vault.state()

    for roles in (["director"], ["administrator", "director"], ["administrator"]):
        with pytest.raises(errors.NotAllowed):
            desk.do("office.change_roles", worker_id=_id_of(desk, login), roles=roles)

    assert desk.vault.state() == before


@pytest.mark.parametrize("role", ["director", "supervisor", "caseworker", "educator", "storekeeper", "safeguarding"])
def test_sight_of_cases_is_given_by_the_director(house: House, role: str) -> None:
    """A technical administrator sees no child, and makes nobody who does: of a colleague or of somebody new."""
    desk = house.desk("a.tuli")
    before = desk.vault.state()
    with pytest.raises(errors.NotAllowed):
        desk.do("office.change_roles", worker_id=_id_of(desk, "m.musa"), roles=["reporting", role, "caseworker"])
    assert house.entered is not None
    with pytest.raises(errors.Refusal):
        entrance.let_in(
            house.entered, login="z.new", name="Zawadi", sex="f", roles=(role,), passphrase=PASSPHRASE, one_time=False
        )
    assert desk.vault.state() == before

    desk = house.desk()
    desk.do("office.change_roles", worker_id=_id_of(desk, "a.tuli"), roles=["reporting", role])
    assert {each.login: each.roles for each in desk.ask("office.workers")}["a.tuli"] == ("reporting", role)


def test_an_administrator_gives_what_sees_no_case_and_takes_any_role_but_the_last_directors(house: House) -> None:
    desk = house.desk("a.tuli")

    desk.do("office.change_roles", worker_id=_id_of(desk, "c.aline"), roles=["reporting"])
    with pytest.raises(errors.RuleBroken):
        desk.do("office.change_roles", worker_id=_id_of(desk, "d.furaha"), roles=["administrator"])

    with pytest.raises(errors.RuleBroken):
        desk.do("office.end_work", "gone", worker_id=_id_of(desk, "d.furaha"))

    told = {each.login: each.roles for each in desk.ask("office.workers")}
    assert (told["c.aline"], told["d.furaha"]) == (("reporting",), ("director",))


def test_a_house_founded_without_a_director_names_its_first_one(tmp_path: pathlib.Path) -> None:
    """Only the first: from then on sight of cases is the director's to give."""
    founding = entrance.Founding(
        "Maison Amahoro (fictive)", "a.tuli", PASSPHRASE, "Tuliabu Wilondja", "m", ("administrator",)
    )
    entered = entrance.found(
        tmp_path / "vault", founding, FrozenClock(NOON), cost=opening.Cost.lowest(), fictional=True
    )
    desk = entered.desk

    def added(login: str, role: str) -> str:
        values = {"login": login, "name": login, "sex": "f", "roles": [role], "sealing_key": "0", "signing_key": "0"}
        return str(desk.do("office.add_worker", worker_id=new_id(), values=values))

    with pytest.raises(errors.NotAllowed):
        desk.do("office.change_roles", worker_id=desk.actor.worker_id, roles=["director"])
    added("d.furaha", "director")
    with pytest.raises(errors.NotAllowed):
        added("c.aline", "caseworker")
    desk.lock()


def test_a_key_without_a_worker_founds_no_second_house(house: House) -> None:
    """As after an older file was put back: the slot is there, and the worker is not."""
    house.desk()
    assert house.entered is not None
    opened = house.entered.opened
    keyring = opening.keyring_for(opened, new_id(), "z.ghost", ())
    opening.add_slot(opened, "z.ghost", PASSPHRASE, keyring)
    house.lock()

    desk = entrance.come_in(house.folder, "z.ghost", PASSPHRASE, house.clock).desk

    with pytest.raises(errors.NotAllowed):
        desk.do("office.found_centre", name="Another", place="", country="", zone="UTC", fictional=False, worker={})
    with pytest.raises(errors.NotAllowed):
        desk.ask("case_file.find", words="a")
    desk.lock()


def test_who_did_what_is_told_of_one_worker_and_of_some_days_in_words_without_a_value(house: House) -> None:
    desk = house.desk("c.aline")
    file_id = desk.do("case_file.receive", name="Baraka", sex="m")
    house.clock.pass_(days=3)
    desk = house.desk("c.aline")
    desk.do("case_file.write_note", file_id=file_id, care_words="Slept well")
    desk = house.desk()
    desk.do("case_file.write_note", file_id=file_id, care_words="Ate well")
    aline = _id_of(desk, "c.aline")

    def told(**asked: Any) -> list[TrailRow]:
        return list(desk.ask("office.trail", window=Window(count=500, **asked)).rows)

    notes = [row for row in told() if row.action == "case_file.write_note" and row.record == "note"]
    hers, today = told(filters={"worker": aline}), told(filters={"days": "0"})
    third = desk.day(desk.now()) - datetime.timedelta(3)
    assert [row.worker for row in notes] == [desk.actor.name, "Aline Nakalonge"]
    assert str(notes[0].what) == "Add a note"
    assert "Slept well" not in repr(told())
    assert {row.worker for row in hers} == {"Aline Nakalonge"} == {row.worker for row in told(words="nakal")}
    assert "case_file.receive" in {row.action for row in hers}
    assert "case_file.receive" not in {row.action for row in today}
    assert {desk.day(row.at) for row in told(words=f"{third:%d/%m/%Y}")} == {third}
    assert told(words="nobody of this name") == []


def test_the_trail_goes_on_where_its_first_window_ended(desk: Desk) -> None:
    for words in ("one", "two", "three"):
        desk.do("case_file.write_note", file_id=desk.do("case_file.receive", name=words, sex="m"), care_words=words)
    whole = desk.ask("office.trail", window=Window(count=500))

    first = desk.ask("office.trail", window=Window(count=4))
    second = desk.ask("office.trail", window=Window(count=500, after=first.after))

    assert [*first.rows, *second.rows] == list(whole.rows)
    assert first.total == whole.total == len(whole.rows)
    assert second.after is None
