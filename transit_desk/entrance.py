"""From a folder and a passphrase to a desk: found a centre, come in, let somebody else in."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from transit_desk import opening, services
from transit_desk.clock import Clock
from transit_desk.desk import Desk
from transit_desk.domain import permissions
from transit_desk.domain.progress import Progress, quietly
from transit_desk.storage import backups, migrate
from transit_desk.storage.records import new_id
from transit_desk.storage.vault import Vault


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
        for happened, kind in ((opened.went_on, "went_on"), (opened.restored, "restored")):
            if happened:
                entered.desk.note(kind, "vault")
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
    held = {part for role in roles for part in permissions.ROLES[role].compartments}
    worker_id = new_id()
    keyring = opening.keyring_for(entered.opened, worker_id, login, sorted(held))
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
    opening.add_slot(entered.opened, login, passphrase, keyring, expires=expires)
    return worker_id


def keep_copy(entered: Entered, target: Path, *, app: str = "", progress: Progress = quietly) -> backups.BackupReport:
    """Make a backup, read it back, open it, and leave a line about it. Whoever may not is refused before it begins."""
    entered.desk.ask("office.trail_breaks")
    report = backups.backup(entered.opened.vault, target, entered.desk.now(), app=app, progress=progress)
    entered.desk.do("office.note_copy", rows=report.rows)
    return report


def look_through(entered: Entered) -> list[opening.Finding]:
    """Every page, every row, the state against the anchor, and the trail; an empty list is a whole vault."""
    breaks = entered.desk.ask("office.trail_breaks")
    return [*opening.check(entered.opened), *(opening.Finding(words) for words in breaks)]


def _sit_down(opened: opening.Opened, clock: Clock) -> Entered:
    acts = services.acts()
    return Entered(opened, Desk(opened.vault, opened.keyring, services.modules(), acts, clock))
