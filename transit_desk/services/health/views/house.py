"""Health over the whole house: who takes medicines, who is to be seen until when."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy

from transit_desk import said
from transit_desk.domain import errors
from transit_desk.services.health.records import Condition, HealthNeed, Visit, given
from transit_desk.storage import corrections, kept
from transit_desk.storage.records import asked_of, records
from transit_desk.storage.work import Work

_WHAT: Final = ("health_check", "vaccination")


def running_by_child(work: Work, file_ids: Sequence[str]) -> dict[str, int]:
    """How many medicines each of these children takes now."""
    found: dict[str, int] = {}
    for course in given.courses(work, [each for file_id in file_ids for each in work.same(file_id)]):
        if course.runs(work.now(), work.today()):
            stays = work.stays(course.medicine.file_id)
            found[stays] = found.get(stays, 0) + 1
    return found


def dues_of(work: Work, file_ids: Sequence[str]) -> dict[str, datetime.date]:
    """By when each of these children is to be seen next, of those who are."""
    if not work.reads(records()["due"], "what"):
        return {}
    rows = work.all(_waiting(), files=sorted({each for file_id in file_ids for each in work.same(file_id)}))
    return {work.stays(row.file_id): row.to_day for row in rows}


@functools.cache
def _waiting() -> sqlalchemy.Select[Any]:
    due: Any = records()["due"]
    return (
        sqlalchemy.select(due)
        .where(due.file_id.in_(kept.FILES), due.what.in_(_WHAT), due.done_on.is_(None), due.withdrawn_at.is_(None))
        .order_by(due.to_day.desc())
    )


def held_of(work: Work, record_id: str) -> dict[str, object]:
    """A visit, a need or a condition as a form holds it."""
    record = corrections.find(work, (Visit, HealthNeed, Condition), record_id)
    if record.withdrawn_at is not None:
        raise errors.NotFound
    return said.held(work, record, asked_of(type(record)))
