"""What was promised: for one child, and in one worker's hands."""

from __future__ import annotations

import dataclasses
import datetime

import sqlalchemy

from transit_desk import choices
from transit_desk.action import query
from transit_desk.domain.text import N_, Words
from transit_desk.services.case_file import rules, views
from transit_desk.services.case_file.records import IN_USE, CaseFile, Due, Person
from transit_desk.storage.work import Work


@dataclasses.dataclass(frozen=True)
class DueRow:
    """One thing that was promised or is required, done or not."""

    id: str
    what: str
    from_day: datetime.date
    to_day: datetime.date
    who: str
    done_on: datetime.date | None
    ends: bool  # with the stay in the house; what does not goes on with the file


@query(N_("What was promised"), needs="read")
def dues(work: Work, *, file_id: str) -> tuple[DueRow, ...]:
    """What is due for a child: what waits first, by its last day; then what is done."""
    if not work.reads(Due, "what"):
        return ()
    rows = work.all(
        sqlalchemy.select(Due)
        .where(Due.file_id.in_(work.same(file_id)), Due.withdrawn_at.is_(None))
        .order_by(Due.done_on.is_not(None), Due.to_day, Due.id)
    )
    return tuple(
        DueRow(row.id, row.what, row.from_day, row.to_day, row.who or "", row.done_on, row.what in rules.HOUSE_CARE)
        for row in views.once(work, rows)
    )


@dataclasses.dataclass(frozen=True)
class HeldRow:
    """One file in somebody's hands, with what is due in it first; `assigned` unless only the promise is theirs."""

    file_id: str
    label: str
    what: Words | None
    by: datetime.date | None
    assigned: bool


@query(N_("What is in somebody's hands"), needs="assign")
def held_by(work: Work, *, worker_id: str, name: str) -> tuple[HeldRow, ...]:
    """The files given to a worker and every promise in them, and promises that name them in other files."""
    rows = work.rows(
        sqlalchemy.select(CaseFile, Person)
        .join(Person, Person.id == CaseFile.person_id)
        .where(CaseFile.worker_id == worker_id, *IN_USE)
        .order_by(CaseFile.listed_as, CaseFile.number)
    )
    labels = {file.id: f"{views.name_of(work, person, file)} · {file.number}" for file, person in rows}
    waiting = sqlalchemy.select(Due).where(Due.done_on.is_(None), Due.withdrawn_at.is_(None)).order_by(Due.to_day)
    every = views.every_file(work, list(labels))
    found = work.all(waiting.where(sqlalchemy.or_(Due.file_id.in_(list(every)), Due.who == name)))
    dues = [(work.stays(due.file_id), due) for due in found]
    others = [file_id for file_id, _due in dues if file_id not in labels]
    named = work.rows(
        sqlalchemy.select(CaseFile, Person)
        .join(Person, Person.id == CaseFile.person_id)
        .where(CaseFile.id.in_(others), CaseFile.withdrawn_at.is_(None))
    )
    theirs = {file.id: f"{views.name_of(work, person, file)} · {file.number}" for file, person in named}
    told = [
        HeldRow(file_id, {**theirs, **labels}[file_id], choices.say("due_what", due.what), due.to_day,
                file_id in labels)
        for file_id, due in dues if file_id in labels or file_id in theirs
    ]  # fmt: skip
    quiet = set(labels) - {each.file_id for each in told}
    return (
        *told,
        *(HeldRow(file_id, label, None, None, assigned=True) for file_id, label in labels.items() if file_id in quiet),
    )
