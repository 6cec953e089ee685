"""What can be asked of the office."""

from __future__ import annotations

import sqlalchemy

from transit_desk.action import query
from transit_desk.domain import instants
from transit_desk.domain.text import N_, Words
from transit_desk.module import Rows, View, Window
from transit_desk.services.office import views
from transit_desk.services.office.views import InHands, LastCheck, LastCopy, WorkerRow
from transit_desk.services.office.views.trail import trail_rows
from transit_desk.storage.audit import AuditLine
from transit_desk.storage.people import Worker
from transit_desk.storage.work import Work

_NEWEST = Window(count=200)


@query(N_("Who works here"), needs="read")
def workers(work: Work) -> tuple[WorkerRow, ...]:
    """Everybody, by name."""
    rows = work.all(sqlalchemy.select(Worker).order_by(Worker.name))
    return tuple(WorkerRow(row.id, row.name, row.login, row.sex, tuple(row.roles), row.active) for row in rows)


@query(N_("Who works here now"), needs="read")
def colleagues(work: Work) -> tuple[WorkerRow, ...]:
    """Everybody who still works here, by name: to whom a file can be given."""
    rows = work.all(sqlalchemy.select(Worker).where(Worker.active).order_by(Worker.name))
    return tuple(WorkerRow(row.id, row.name, row.login, row.sex, tuple(row.roles), row.active) for row in rows)


@query(N_("Staff"), needs="read")
def staff(work: Work, *, window: Window) -> Rows:
    """The staff as a list: who, as what, since when, and whether their way in is open."""
    return views.staff_rows(work, window)


@query(N_("Worker"), needs="read")
def worker(work: Work, *, record_id: str) -> View:
    """One worker's page: roles, way in, and what is in their hands."""
    return views.worker_view(work, work.get(Worker, record_id))


@query(N_("What the form begins with"), needs="read")
def roles_of(work: Work, *, worker_id: str) -> dict[str, object]:
    """The present roles of a worker."""
    return {"roles": list(work.get(Worker, worker_id).roles)}


@query(N_("What is in somebody's hands"), needs="read")
def in_hands(work: Work, *, worker_id: str) -> InHands:
    """The files and dues that would have nobody if this worker left; counted among those these eyes see."""
    return views.in_hands(work, work.get(Worker, worker_id))


@query(N_("A setting of the office"), needs="read")
def setting(work: Work, *, key: str) -> object:
    """The setting as it holds today."""
    return work.setting(key)


@query(N_("Who did what"), needs="audit")
def trail(work: Work, *, window: Window = _NEWEST) -> Rows:
    """The trail, the newest line first, without what would tell of a closed record that is not for these eyes."""
    return trail_rows(work, window)


@query(N_("The last backup"), needs="read")
def last_copy(work: Work) -> LastCopy:
    """How long ago the last verified backup was made, and whether the next one is due."""
    at = work.first(sqlalchemy.select(AuditLine.at).where(AuditLine.kind == "backup").order_by(AuditLine.at.desc()))
    days = None if at is None else (work.now() - at) // instants.DAY
    return LastCopy(days, days is None or days >= int(work.setting("office.backup_days")))


@query(N_("The last check of the vault"), needs="read")
def last_check(work: Work) -> LastCheck:
    """Once a day it is time again; after something was found, each time somebody comes in."""
    kept = work.first(sqlalchemy.select(AuditLine).where(AuditLine.kind == "check").order_by(AuditLine.at.desc()))
    if kept is None:
        return LastCheck(None, 0, due=True)
    found = int(kept.record_id)
    return LastCheck(kept.at, found, due=bool(found) or work.day_of(kept.at) != work.today())


@query(N_("State of the vault"), needs="read")
def health(work: Work, *, record_id: str = "") -> View:
    """The last check and the last backup, on one page."""
    del record_id  # there is one vault
    return views.health_view(work, last_check.run(work), last_copy.run(work))


@query(N_("Whether the trail is whole"), needs="keep")
def trail_breaks(work: Work) -> tuple[Words, ...]:
    """Where the trail, its signatures or the records it speaks of do not hold; empty where all is whole."""
    found = work.verify_trail(views.signing_keys(work))
    said = {
        "record": N_("A record is not what was last saved: {where}"),
        "signature": N_("A signature of the trail does not hold: {where}"),
        "value": N_("What the trail kept was changed: {where}"),
    }
    return tuple(
        Words(said.get(each.what, N_("A line of the trail is missing or was changed: {where}")), {"where": each.where})
        for each in found
    )
