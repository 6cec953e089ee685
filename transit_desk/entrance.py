"""From a folder and a passphrase to a desk: found a centre, come in; give a way in, renew it, take it away."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path

import sqlalchemy
from sqlalchemy import orm

from transit_desk import opening, services
from transit_desk.clock import Clock
from transit_desk.desk import Desk
from transit_desk.domain import errors, permissions
from transit_desk.domain.progress import Progress, quietly
from transit_desk.domain.text import N_, Words
from transit_desk.services.office import rules
from transit_desk.services.office.views import WorkerRow
from transit_desk.storage import backups, migrate
from transit_desk.storage.compartments import ADMIN
from transit_desk.storage.header import RECOVERY
from transit_desk.storage.people import Worker
from transit_desk.storage.records import new_id
from transit_desk.storage.vault import Vault

_NOT_YET = N_(
    "{name} is written down, but the way in could not be written. Nothing else was changed. "
    "Open the list of staff and renew the way in of this person."
)
_EVERY_KEY = N_(
    "This person may be the only one who holds some of the keys. Somebody who holds every key must do this, "
    "or come back with both halves of the recovery sheet."
)
_NOBODY = N_("Nobody who works here has this user name.")


@dataclasses.dataclass(frozen=True)
class Founding:
    """What has to be known of a house and of its first worker before anything can be written."""

    name: str
    login: str
    passphrase: str
    worker_name: str
    worker_sex: str = "unknown"
    worker_roles: tuple[str, ...] = ("director",)
    place: str = ""
    country: str = ""
    zone: str = "Africa/Lubumbashi"


@dataclasses.dataclass
class Entered:
    """An open vault and the desk in it."""

    opened: opening.Opened
    desk: Desk


def _prepare(vault: Vault) -> None:
    services.load_records()  # what is written once says so itself, and its triggers are made with the tables
    migrate.bring_up_to_date(vault)


def found(
    folder: Path, founding: Founding, clock: Clock, *, cost: opening.Cost | None = None, fictional: bool = False
) -> Entered:
    """Make a vault, write down the house and its first worker, and sit down at the desk."""
    opened = opening.make_vault(
        folder,
        login=founding.login,
        passphrase=founding.passphrase,
        worker_id=new_id(),
        now=clock.micros(),
        cost=cost,
        demo=fictional,
        prepare=_prepare,
    )
    entered = _sit_down(opened, clock)
    entered.desk.do(
        "office.found_centre",
        name=founding.name,
        place=founding.place,
        country=founding.country,
        zone=founding.zone,
        fictional=fictional,
        worker={
            "login": founding.login,
            "name": founding.worker_name,
            "sex": founding.worker_sex,
            "roles": list(founding.worker_roles),
            "sealing_key": opened.keyring.own_public.hex(),
            "signing_key": opened.keyring.verifying.hex(),
        },
    )
    entered.desk.look_again()
    return entered


def come_in(folder: Path, login: str, passphrase: str, clock: Clock, *, go_on: bool = False) -> Entered:
    """Unlock a vault and sit down at its desk. `go_on` accepts that saved work may be missing; the trail says so."""
    opened = opening.unlock(folder, login, passphrase, clock.micros(), prepare=_prepare, go_on=go_on)
    try:
        entered = _sit_down(opened, clock)
        _note_what_happened(entered)
    except BaseException:
        opened.close(clock.micros())
        if opened.went_on:
            opened.vault.anchor.forget()  # the trail does not say so yet: the next one to come in is asked again
        raise
    return entered


def let_in(
    entered: Entered, *, login: str, name: str, sex: str, roles: tuple[str, ...], passphrase: str, one_time: bool = True
) -> str:
    """Write down a new worker and make their key slot; returns the worker's identifier."""
    opening.may_add_slot(entered.opened, login, passphrase)
    worker_id = new_id()
    keyring = opening.keyring_for(entered.opened, worker_id, login, _held(roles))
    entered.desk.do(
        "office.add_worker",
        worker_id=worker_id,
        values={
            "login": login,
            "name": name,
            "sex": sex,
            "roles": list(roles),
            "sealing_key": keyring.own_public.hex(),
            "signing_key": keyring.verifying.hex(),
        },
    )
    expires = entered.desk.clock.micros() + opening.ONE_TIME if one_time else None
    try:
        opening.add_slot(entered.opened, login, passphrase, keyring, expires=expires)
    except (errors.Fault, OSError) as problem:
        raise errors.DeviceFailed(Words(_NOT_YET, {"name": name})) from problem
    return worker_id


def at(desk: Desk) -> Entered:
    """The open vault behind a desk, for whoever was only given the desk."""
    vault, keyring = desk.vault, desk.keyring
    way = next(
        slot for slot in vault.header.slots if slot.find == opening.find_of(vault.header.vault_id, keyring.login)
    )
    return Entered(opening.Opened(vault, keyring, way), desk)


def renew(entered: Entered, worker_id: str, passphrase: str) -> None:
    """A new one-time passphrase for somebody written down: forgotten, never used in time, or never kept at all.

    The passphrase, the pair and the signing key of before are gone: drafts sealed to them stay closed for ever.
    """
    desk, opened = entered.desk, entered.opened
    worker = _worker(desk, worker_id)
    _sure_to_lose_no_key(opened, worker.roles)
    opening.may_add_slot(opened, worker.login, passphrase, replace=True)
    keyring = opening.keyring_for(opened, worker.id, worker.login, _held(worker.roles))
    desk.do(
        "office.renew_worker",
        worker_id=worker.id,
        sealing_key=keyring.own_public.hex(),
        signing_key=keyring.verifying.hex(),
    )
    expires = desk.clock.micros() + opening.ONE_TIME
    try:
        opening.add_slot(opened, worker.login, passphrase, keyring, expires=expires, replace=True)
    except (errors.Fault, OSError) as problem:
        raise errors.DeviceFailed(Words(_NOT_YET, {"name": worker.name})) from problem


def take_away(entered: Entered, worker_id: str, why: str) -> Words:
    """Somebody no longer works here: the record stays, the slot goes. Says what that does not do."""
    worker = _worker(entered.desk, worker_id)
    _sure_to_lose_no_key(entered.opened, worker.roles)
    opening.may_remove_slot(entered.opened, worker.login)
    entered.desk.do("office.end_work", why, worker_id=worker.id)
    if entered.desk.way_in(worker.login).there:
        opening.remove_slot(entered.opened, worker.login)
    return Words(opening.COPIES_STAY)


def change_passphrase(entered: Entered, old: str, new: str) -> None:
    """One's own passphrase, knowing the present one; the desk opens if it was waiting for this."""
    opening.change_passphrase(entered.opened, old, new)
    entered.desk.must_change = False
    entered.desk.do("office.note_passphrase")


def new_sheet(entered: Entered) -> tuple[str, str]:
    """Two new halves for two envelopes; a sheet printed earlier no longer opens the vault."""
    if not entered.desk.may("office.note_sheet"):
        entered.desk.do("office.note_sheet")  # refuses in words, before anything is made
    halves = opening.recovery_sheet(entered.opened)
    entered.desk.do("office.note_sheet")
    return halves


def pair_sign(entered: Entered) -> str:
    """The sign on both halves by which two envelopes are known to belong together; it tells nothing of either."""
    slot = next((each for each in entered.opened.header.slots if each.kind == RECOVERY), None)
    return f"RS-{slot.id[:6].upper()}" if slot is not None else ""


def recover(
    folder: Path,
    halves: tuple[str, str],
    login: str,
    new_passphrase: str,
    clock: Clock,
    *,
    cost: opening.Cost | None = None,
    go_on: bool = False,
) -> Entered:
    """Every passphrase is lost: with both halves, somebody who administers access comes back with a new one."""

    def whose(vault: Vault) -> str:
        with orm.Session(vault.reader) as session:
            for worker in session.scalars(sqlalchemy.select(Worker)):
                if worker.login.casefold() == login.strip().casefold():
                    rules.may_come_back(worker.roles, active=worker.active)
                    return worker.id
        raise errors.RuleBroken(_NOBODY, "login")

    opened = opening.recover(
        folder, *halves, login.strip(), new_passphrase, clock.micros(), whose=whose, cost=cost, prepare=_prepare,
        go_on=go_on,
    )  # fmt: skip
    try:
        entered = _sit_down(opened, clock)
        _note_what_happened(entered)
        ring = opened.keyring
        entered.desk.do("office.come_back", sealing_key=ring.own_public.hex(), signing_key=ring.verifying.hex())
    except BaseException:
        opened.close(clock.micros())
        if opened.went_on:
            opened.vault.anchor.forget()
        raise
    return entered


def roles_to_give(entered: Entered) -> frozenset[str]:
    """The roles whose keys this worker holds and may therefore give; none without the right to give any.

    Sight of children is a director's to give, as the office holds it.
    """
    if not entered.desk.may("office.add_worker") or not entered.opened.keyring.holds(ADMIN):
        return frozenset()
    held = entered.opened.keyring.compartments
    directs = "director" in entered.desk.actor.roles
    return frozenset(
        key
        for key, role in permissions.ROLES.items()
        if set(role.compartments) <= set(held) and (directs or not role.sees_children)
    )


def _note_what_happened(entered: Entered) -> None:
    """That the office went on without missing work, or from a backup, stands in the trail."""
    for happened, kind in ((entered.opened.went_on, "went_on"), (entered.opened.restored, "restored")):
        if happened:
            entered.desk.note(kind, "vault")


def _held(roles: Iterable[str]) -> list[str]:
    return sorted({part for role in roles for part in permissions.ROLES[role].compartments})


def _worker(desk: Desk, worker_id: str) -> WorkerRow:
    found = next((each for each in desk.ask("office.workers") if each.id == worker_id), None)
    if not isinstance(found, WorkerRow):
        raise errors.NotFound
    return found


def _sure_to_lose_no_key(opened: opening.Opened, roles: Iterable[str]) -> None:
    """Who founded the centre holds every key, and nobody sees from outside who that is.

    So the slot of somebody who administers access is replaced only by a worker who holds every key as well.
    """
    if ADMIN in _held(roles) and not opening.holds_every_key(opened):
        raise errors.NotAllowed(_EVERY_KEY)


def keep_copy(entered: Entered, target: Path, *, app: str = "", progress: Progress = quietly) -> backups.BackupReport:
    """Make a backup, read it back, open it, leave a line, thin out older ones. Whoever may not is refused at once."""
    entered.desk.ask("office.trail_breaks")
    report = backups.backup(entered.opened.vault, target, entered.desk.now(), app=app, progress=progress)
    entered.desk.do("office.note_copy", rows=report.rows)
    thinned = backups.rotate(entered.opened.vault, target, report.path)
    return dataclasses.replace(report, thinned=len(thinned))


def look_through(entered: Entered, progress: Progress = quietly) -> list[opening.Finding]:
    """Every page, every row, the state against the anchor, and the trail; an empty list is a whole vault.

    Whoever may not is refused before it begins. That it was done is noted, so that it is done once a day.
    """
    desk = entered.desk
    desk.ask("office.last_check")
    if not desk.may("office.note_check"):
        desk.ask("office.trail_breaks")
    found = opening.check(entered.opened, progress)
    found += [opening.Finding(words) for words in desk.ask("office.trail_breaks")]
    desk.do("office.note_check", found=len(found))
    return found


def _sit_down(opened: opening.Opened, clock: Clock) -> Entered:
    acts = services.acts()
    desk = Desk(opened.vault, opened.keyring, services.modules(), acts, clock)
    desk.must_change = opened.must_change
    return Entered(opened, desk)
