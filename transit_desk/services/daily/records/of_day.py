"""What was written of a day, as it is kept: sheets, visitors, meals, activities and who took part, notes."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy

from transit_desk.services.daily.records.activities import TookPart
from transit_desk.services.daily.records.notes import CareNote, Initial, ShiftNote
from transit_desk.services.daily.records.rooms import Inspection, Repair
from transit_desk.storage import kept
from transit_desk.storage.records import Record
from transit_desk.storage.work import Work

R = TypeVar("R", bound=Record)
_FIRST, _LAST = (sqlalchemy.bindparam(name, type_=sqlalchemy.Date) for name in ("first", "last"))


def lines(work: Work, kind: type[R], first: datetime.date, last: datetime.date) -> Sequence[R]:
    """The records of a kind that stand, of the days of a span, the oldest first."""
    return work.all(_lines(kind), first=first, last=last)


@functools.cache
def _lines(kind: type[R]) -> sqlalchemy.Select[Any]:
    dated: Any = kind  # of a day: only such kinds are asked for
    return kept.standing(kind).where(dated.on_day >= _FIRST, dated.on_day <= _LAST)


def took_part(work: Work, activity_ids: Sequence[str]) -> Sequence[TookPart]:
    """Who took part in these activities, among the children these eyes see."""
    return work.all(_TOOK_PART, activities=list(activity_ids)) if activity_ids else ()


_TOOK_PART = kept.standing(TookPart).where(TookPart.activity_id.in_(sqlalchemy.bindparam("activities", expanding=True)))


def initials(work: Work, note_ids: Sequence[str]) -> Mapping[str, str]:
    """Who initialled these notes, by the note."""
    found = work.all(_INITIALS, notes=list(note_ids)) if note_ids else ()
    return {row.note_id: row.by_id for row in found}


_INITIALS = kept.standing(Initial).where(Initial.note_id.in_(sqlalchemy.bindparam("notes", expanding=True)))


def unread(work: Work, since: datetime.date) -> Sequence[ShiftNote]:
    """The notes since a day that nobody of the next shift initialled, whoever wrote them."""
    return work.all(_UNREAD, first=since)


_UNREAD = (
    kept.standing(ShiftNote)
    .outerjoin(Initial, sqlalchemy.and_(Initial.note_id == ShiftNote.id, Initial.withdrawn_at.is_(None)))
    .where(ShiftNote.on_day >= _FIRST, Initial.id.is_(None))
)


def asking(work: Work) -> Sequence[CareNote]:
    """The notes in which a child asks for the social worker and was not heard yet."""
    return work.all(_ASKING)


_ASKING = kept.standing(CareNote).where(CareNote.asks.is_(True), CareNote.heard_on.is_(None))


def to_repair(work: Work) -> Sequence[Repair]:
    """What is to be put right, the first day first."""
    return work.all(_TO_REPAIR)


_TO_REPAIR = (
    sqlalchemy.select(Repair)
    .where(Repair.withdrawn_at.is_(None), Repair.done_on.is_(None))
    .order_by(Repair.until_day, Repair.made_at, Repair.id)
)


def last_looks(work: Work) -> Mapping[str, Inspection]:
    """The newest inspection of each room."""
    return {row.room_id: row for row in work.all(_LOOKS)}


_LOOKS = (
    sqlalchemy.select(Inspection)
    .where(Inspection.withdrawn_at.is_(None))
    .order_by(Inspection.on_day, Inspection.made_at, Inspection.id)
)
