"""What can be asked of the office."""

from __future__ import annotations

import sqlalchemy

from transit_desk.action import query
from transit_desk.domain.text import N_, Words
from transit_desk.services.office.views import LastCopy, TrailRow, WorkerRow
from transit_desk.storage.audit import AuditLine
from transit_desk.storage.people import Worker
from transit_desk.storage.work import Work

_DAY = 86_400_000_000


@query(N_("Who works here"), needs="read")
def workers(work: Work) -> tuple[WorkerRow, ...]:
    """Everybody, by name."""
    rows = work.all(sqlalchemy.select(Worker).order_by(Worker.name))
    return tuple(WorkerRow(row.id, row.name, row.login, row.sex, tuple(row.roles), row.active) for row in rows)


@query(N_("A setting of the office"), needs="read")
def setting(work: Work, *, key: str) -> object:
    """The setting as it holds today."""
    return work.setting(key)


@query(N_("Who did what"), needs="audit")
def trail(work: Work, *, count: int = 200) -> tuple[TrailRow, ...]:
    """The newest lines of the trail."""
    names = {row.id: row.name for row in work.all(sqlalchemy.select(Worker))}
    lines = work.all(sqlalchemy.select(AuditLine).order_by(AuditLine.at.desc(), AuditLine.id.desc()).limit(count))
    return tuple(
        TrailRow(
            line.at, names.get(line.worker_id, ""), line.action, line.kind, line.record_table, tuple(line.columns),
            line.reason,
        )
        for line in lines
    )  # fmt: skip


@query(N_("The last backup"), needs="read")
def last_copy(work: Work) -> LastCopy:
    """How long ago the last verified backup was made, and whether the next one is due."""
    at = work.first(sqlalchemy.select(AuditLine.at).where(AuditLine.kind == "backup").order_by(AuditLine.at.desc()))
    days = None if at is None else (work.now() - at) // _DAY
    return LastCopy(days, days is None or days >= int(work.setting("office.backup_days")))


@query(N_("Whether the trail is whole"), needs="keep")
def trail_breaks(work: Work) -> tuple[Words, ...]:
    """Where the trail, its signatures or the records it speaks of do not hold; empty where all is whole."""
    keys = {row.id: row.signing_key for row in work.all(sqlalchemy.select(Worker))}
    found = work.verify_trail(keys)
    said = {
        "record": N_("A record is not what was last saved: {where}"),
        "signature": N_("A signature of the trail does not hold: {where}"),
        "value": N_("What the trail kept was changed: {where}"),
    }
    return tuple(
        Words(said.get(each.what, N_("A line of the trail is missing or was changed: {where}")), {"where": each.where})
        for each in found
    )
