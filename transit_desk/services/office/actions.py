"""What can be done in the office."""

from __future__ import annotations

import datetime
import functools

import sqlalchemy

from transit_desk.action import action
from transit_desk.domain import fields, sense
from transit_desk.domain.text import N_
from transit_desk.services.office import rules
from transit_desk.storage import audit
from transit_desk.storage.people import Centre, Draft, SettingRow, Worker
from transit_desk.storage.records import fields_of, new_id
from transit_desk.storage.work import Work


@action(N_("Found the centre"), needs="found")
def found_centre(  # the first unit of work in a new vault
    work: Work, *, name: str, place: str, country: str, zone: str, fictional: bool, worker: dict[str, object]
) -> str:
    """Write down the house and its first worker; returns the centre's identifier."""
    rules.not_founded_yet(work.first(sqlalchemy.select(Centre.id)))
    centre_id = new_id()
    values = fields.check_all(
        fields_of(Centre),
        {"name": name, "place": place, "country": country, "zone": zone, "fictional": fictional},
    )
    rules.known_zone(zone)
    work.add(Centre(id=centre_id, centre_id=centre_id, **values))
    known = fields.check_all(fields_of(Worker), {**worker, "active": True})
    rules.known_roles(known["roles"])
    work.add(Worker(id=work.actor.worker_id, centre_id=centre_id, **known))
    return centre_id


@action(N_("Add a worker"), needs="write")
def add_worker(work: Work, *, worker_id: str, values: dict[str, object]) -> str:
    """Write down a new worker, whose key slot is then made by `entrance.let_in`."""
    known = fields.check_all(fields_of(Worker), {**values, "active": True})
    present = work.all(sqlalchemy.select(Worker.roles).where(Worker.active))
    rules.sight_is_the_directors(rules.known_roles(known["roles"]), work.actor.roles, present)
    rules.login_is_free(str(known["login"]), work.all(sqlalchemy.select(Worker.login)))
    work.add(Worker(id=worker_id, **known))
    return worker_id


@action(N_("Change a worker's roles"), needs="write")
def change_roles(work: Work, *, worker_id: str, roles: list[str]) -> None:
    """Give somebody other roles. The key slot follows when its owner next gets a new one."""
    rules.known_roles(roles)
    worker = work.get(Worker, worker_id)
    rules.not_ones_own(worker.id, work.actor.worker_id)
    others = work.all(sqlalchemy.select(Worker.roles).where(Worker.id != worker.id, Worker.active))
    rules.sight_is_the_directors(set(roles) - set(worker.roles), work.actor.roles, [worker.roles, *others])
    rules.still_a_director(worker.roles, roles, others)
    rules.still_somebody_who_administers(roles, others)
    worker.roles = list(roles)


def _other_keys(work: Work, worker: Worker, sealing_key: str, signing_key: str) -> None:
    """What was sealed to the former pair alone can be opened by nobody any more: those drafts go, and those keys."""
    if worker.sealing_key != sealing_key:
        work.no_holder_of_any(worker.id)
        for draft in work.all(sqlalchemy.select(Draft).where(Draft.worker_id == worker.id)):
            work.session.delete(draft)
    worker.sealing_key, worker.signing_key = sealing_key, signing_key


@action(N_("Give somebody a new way in"), needs="write")
def renew_worker(work: Work, *, worker_id: str, sealing_key: str, signing_key: str) -> None:
    """New public keys for a worker whose slot `entrance.renew` then makes; somebody who had left works here again."""
    worker = work.get(Worker, worker_id)
    rules.somebody_else(worker.id, work.actor.worker_id)
    present = work.all(sqlalchemy.select(Worker.roles).where(Worker.active))
    rules.sight_is_the_directors(worker.roles, work.actor.roles, present)  # whoever renews it could come in by it
    worker.active = True
    _other_keys(work, worker, sealing_key, signing_key)
    work.notes.append(audit.Noted("note", "worker", worker.id, ("way_in",)))


@action(N_("Take somebody's way in away"), needs="write")
def end_work(work: Work, *, worker_id: str) -> None:
    """Somebody no longer works here. The record stays, and the reason stands in the trail beside it."""
    worker = work.get(Worker, worker_id)
    rules.somebody_else(worker.id, work.actor.worker_id)
    sense.reason_given(work.reason)
    statement = sqlalchemy.select(Worker).where(Worker.id != worker.id, Worker.active)
    others = [other.roles for other in work.all(statement) if work.way_in(other.login).there]
    rules.still_a_director(worker.roles, (), others)
    rules.still_somebody_who_administers((), others)
    worker.active = False
    work.no_holder_of_any(worker.id)
    work.notes.append(audit.Noted("note", "worker", worker.id, ("way_in",)))


@action(N_("Change one's own passphrase"), needs="own")
def note_passphrase(work: Work) -> None:
    """Leave a line about a passphrase that was changed by its owner; of the passphrase itself nothing is ever kept."""
    work.notes.append(audit.Noted("note", "worker", work.actor.worker_id, ("passphrase",)))


@action(N_("Make a recovery sheet"), needs="write")
def note_sheet(work: Work) -> None:
    """Leave a line about a new recovery sheet, before which every older one is void."""
    work.notes.append(audit.Noted("note", "vault", "", ("recovery_sheet",)))


@action(N_("Come back with the two halves"), needs="own")
def come_back(work: Work, *, sealing_key: str, signing_key: str) -> None:
    """Somebody opened the vault with the recovery sheet; their public keys are those of the new slot."""
    _other_keys(work, work.get(Worker, work.actor.worker_id), sealing_key, signing_key)
    work.notes.append(audit.Noted("note", "vault", "", ("recovered",)))


@action(N_("Change a setting"), needs="write")
def change_setting(work: Work, *, key: str, value: object, holds_from: datetime.date) -> str:
    """A setting from a day on; what came before is still judged by what held then."""
    rules.setting_fits(value, work.setting(key), functools.partial(work.read_setting, key))
    return work.add(SettingRow(key=key, value={"value": value}, holds_from=holds_from)).id


@action(N_("The vault was checked"), needs="keep")
def note_check(work: Work, *, found: int) -> None:
    """Leave a line about a look at the whole vault: that it was done, and how much was found."""
    work.notes.append(audit.Noted("check", "vault", str(found)))


@action(N_("A backup was made"), needs="keep")
def note_copy(work: Work, *, rows: int) -> None:
    """Leave a line about a backup that was read back and opened; its age is shown every day."""
    work.notes.append(audit.Noted("backup", "vault", str(rows)))
