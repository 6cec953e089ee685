"""What happens to records on their way to the database: stamped, sealed, told to the trail; and the end of a unit."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy
from sqlalchemy import orm
from sqlalchemy.orm import exc as orm_exc

from transit_desk.domain import errors, fields
from transit_desk.domain.levels import compartment_of
from transit_desk.storage import audit, cells, sight
from transit_desk.storage.records import Record, Tables, fields_of, new_id
from transit_desk.storage.work import VaultSession, Work, place_of


def listen(guard: sight.Guard) -> None:
    """Put the listeners on `VaultSession`; once, before the first vault is opened."""
    guard.watch_session(VaultSession)
    sqlalchemy.event.listen(VaultSession, "before_flush", _before_flush)
    sqlalchemy.event.listen(VaultSession, "after_flush", _after_flush)


def _before_flush(session: orm.Session, context: object, instances: object) -> None:
    del context, instances
    work: Work = session.info["work"]
    session.connection().info["lawful"] = True
    for record in list(session.deleted):
        if isinstance(record, Record):
            raise TypeError("records are withdrawn, never deleted")
    for record in list(session.new):
        if isinstance(record, Record):
            _stamp_new(work, record)
            _seal_all(work, record)
            _collect(work, record, "add")
    for record in list(session.dirty):
        if isinstance(record, Record) and session.is_modified(record):
            if record.write_once:
                raise TypeError("a record that is written once is never changed")
            record.changed_by, record.changed_at = work.actor.worker_id, work.now()
            _seal_all(work, record)
            _collect(work, record, "change")


def _after_flush(session: orm.Session, context: object) -> None:
    del context
    session.connection().info["lawful"] = False


def _stamp_new(work: Work, record: Record) -> None:
    given = vars(record)  # what was given so far: the defaults of columns come only with the flush
    if given.get("id") is None:
        record.id = new_id()
    if given.get("centre_id") is None:
        record.centre_id = work.actor.centre_id
    record.made_by = record.changed_by = work.actor.worker_id
    record.made_at = record.changed_at = work.now()


def _seal_all(work: Work, record: Record) -> None:
    for name, field in fields_of(type(record)).items():
        if not field.sealed:
            continue
        value = getattr(record, name)
        if isinstance(value, cells.Cell) or (value is None and not field.asked):
            continue
        history = sqlalchemy.inspect(record).attrs[name].history
        if not history.has_changes() and not record_is_new(record):
            continue
        before = next((old for old in history.deleted or () if isinstance(old, cells.Cell)), None)
        said = value if isinstance(value, fields.Said) else fields.Said(value)
        compartment = compartment_of(field.level, safeguarding=field.safeguarding)
        content = {"value": said.value, "answer": said.answer.value}
        cell = work.sealer.seal(
            work.session, work.owner_of(record), str(compartment), place_of(record, name), content, before
        )
        setattr(record, name, cell)


def record_is_new(record: Tables) -> bool:
    """Whether a record has not reached the database yet."""
    return bool(sqlalchemy.inspect(record).pending or sqlalchemy.inspect(record).transient)


_UNTOLD = frozenset({"edition", "changed_at", "changed_by"})


def _collect(work: Work, record: Record, kind: str) -> None:
    work.touched.add(type(record).__tablename__)
    state = sqlalchemy.inspect(record)
    change = work.changes.get(record.id)
    if change is None:
        change = work.changes[record.id] = audit.Change(kind, record, {}, {})
    for column in type(record).__table__.columns:
        history = state.attrs[column.key].history
        if column.key in _UNTOLD or (kind == "change" and not history.has_changes()):
            continue
        value = getattr(record, column.key)
        if kind == "add" and value is None:
            continue
        if kind == "change" and column.key not in change.before and change.kind == "change":
            old = history.deleted[0] if history.deleted else None
            change.before[column.key] = audit.canonical(old)
        change.after[column.key] = audit.canonical(value)


def settle(work: Work, trail: audit.Trail, bump: Callable[[sqlalchemy.Connection, str], int]) -> tuple[int, str]:
    """Flush, write the trail and raise the commit number, all in the open transaction. Returns (number, head)."""
    try:
        work.session.flush()
    except orm_exc.StaleDataError:
        raise errors.Stale from None
    connection = work.session.connection()
    with sight.lawful(connection):
        head = trail.write(
            connection, work.now(), work.action, work.reason, list(work.changes.values()), list(work.notes)
        )
        number = bump(connection, head)
    return number, head
