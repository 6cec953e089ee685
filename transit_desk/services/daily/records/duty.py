"""Who is on duty, as it is kept: the staff of the list and those written by name, read as people of a shift."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import sqlalchemy

from transit_desk.services.daily.records.shifts import OnShift, WithoutWoman
from transit_desk.services.daily.rules.shifts import Person
from transit_desk.storage.people import Worker
from transit_desk.storage.work import Work

_FIRST, _LAST = (sqlalchemy.bindparam(name, type_=sqlalchemy.Date) for name in ("first", "last"))
_ON = (
    sqlalchemy.select(OnShift, Worker.name, Worker.sex)
    .outerjoin(Worker, Worker.id == OnShift.worker_id)
    .where(OnShift.withdrawn_at.is_(None), OnShift.on_day >= _FIRST, OnShift.on_day <= _LAST)
    .order_by(OnShift.on_day, OnShift.made_at, OnShift.id)
)
_ANSWERS = (
    sqlalchemy.select(WithoutWoman)
    .where(WithoutWoman.withdrawn_at.is_(None), WithoutWoman.on_day >= _FIRST, WithoutWoman.on_day <= _LAST)
    .order_by(WithoutWoman.made_at, WithoutWoman.id)
)
_ANY = sqlalchemy.select(OnShift.id).where(OnShift.withdrawn_at.is_(None), OnShift.on_day >= _FIRST).limit(1)


def on_duty(
    work: Work, first: datetime.date, last: datetime.date
) -> Mapping[datetime.date, Sequence[tuple[OnShift, Person]]]:
    """Everybody on duty on each of these days, with the line that says so."""
    found: dict[datetime.date, list[tuple[OnShift, Person]]] = {}
    for row, name, sex in work.rows(_ON, first=first, last=last):
        who = Person(row.part, sex or row.sex or "", row.block or "", name or row.name or "")
        found.setdefault(row.on_day, []).append((row, who))
    return found


def is_on(work: Work, day: datetime.date, part: str, worker_id: str) -> bool:
    """Whether the list has a worker on a shift."""
    rows = work.rows(_ON, first=day, last=day)
    return any(row.part == part and row.worker_id == worker_id for row, _name, _sex in rows)


def answers(work: Work, first: datetime.date, last: datetime.date) -> Mapping[tuple[datetime.date, str], WithoutWoman]:
    """What was decided about shifts without a woman; of two words about one shift the later counts."""
    return {(row.on_day, row.part): row for row in work.all(_ANSWERS, first=first, last=last)}


def keeps_shifts(work: Work, since: datetime.date) -> bool:
    """Whether this house writes its shifts down here: one that does not is not told of every night."""
    return work.first(_ANY, first=since) is not None
