"""Who is away and keeps a bed here, as it is kept."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy

from transit_desk import children, choices
from transit_desk.domain import days
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, Words
from transit_desk.said import moment
from transit_desk.services.interim_care.records import Absence
from transit_desk.storage import kept
from transit_desk.storage.records import Record, records
from transit_desk.storage.work import Work


def absences_of(work: Work, file_id: str) -> list[Absence]:
    """A child's absences, the oldest first."""
    return sorted(work.all(_OF, files=sorted(work.same(file_id))), key=lambda each: each.left_at)


def open_of(work: Work, file_id: str) -> list[Absence]:
    """The absences from which a child has not come back: one, or one under each number of two files joined since."""
    return [each for each in absences_of(work, file_id) if each.back_at is None and each.gone_on is None]


def ended_at(work: Work, absence: Absence) -> int | None:
    """When an absence was over: with the return, or with the day on which the child left the house; None while open."""
    if absence.back_at is not None or absence.gone_on is None:
        return absence.back_at
    return max(absence.left_at, work.begin_of(absence.gone_on + ONE_DAY))


def babies_at_home(work: Work, file_id: str) -> list[children.Child]:
    """The babies of a child who are in the house: where she goes, somebody says whether they go along."""
    return [each for each in children.babies_here(work, file_id) if not open_of(work, each.file_id)]


def with_babies(work: Work, absence: Absence) -> list[Absence]:
    """An absence, and those of the babies who went along: they left at the same hour, written down in the same act."""
    mother = work.stays(absence.file_id)
    return [absence, *(
        each for each in work.all(_TOGETHER, left=absence.left_at, made=absence.made_at)
        if each.id != absence.id and children.child(work, each.file_id).mother_id == mother
    )]  # fmt: skip


def written_with(work: Work, absence: Absence) -> list[Record]:
    """All that was written down with an absence: those of the babies who went along, or on each who cares for it."""
    babies = [each.file_id for each in children.babies_here(work, absence.file_id)]
    notes = work.all(_notes_of(), files=babies, made=absence.made_at) if babies else ()
    return [*with_babies(work, absence), *notes]


@functools.cache
def _notes_of() -> sqlalchemy.Select[Any]:
    note: Any = records()["note"]
    made = sqlalchemy.bindparam("made", type_=sqlalchemy.BigInteger)
    return sqlalchemy.select(note).where(
        note.file_id.in_(kept.FILES), note.made_at == made, note.withdrawn_at.is_(None)
    )


def away(work: Work, file_ids: Sequence[str] | None = None) -> list[Absence]:
    """Who is away now, of these files or of all that these eyes see."""
    if file_ids is None:
        return list(work.all(_AWAY))
    return list(work.all(_AWAY_OF, files=sorted({other for each in file_ids for other in work.same(each)})))


def said(work: Work, absence: Absence) -> Words:
    """An absence in a few words: what it is, since when, until when."""
    kind = choices.say("absence_kind", absence.kind)
    if absence.gone_on is not None:
        day = days.near(absence.gone_on, work.today())
        return Words(N_("{kind} since {since}, left the house on {day}"),
                     {"kind": kind, "since": moment(work, absence.left_at), "day": day})  # fmt: skip
    until = absence.due_back if absence.back_at is None else absence.back_at
    if until is None:
        return Words(N_("{kind} since {since}"), {"kind": kind, "since": moment(work, absence.left_at)})
    return Words(
        N_("{kind} from {since} to {until}"),
        {"kind": kind, "since": moment(work, absence.left_at), "until": moment(work, until)},
    )


_STANDING: Final = sqlalchemy.select(Absence).where(Absence.withdrawn_at.is_(None))
_OF: Final = _STANDING.where(Absence.file_id.in_(kept.FILES))
_TOGETHER: Final = _STANDING.where(
    Absence.left_at == sqlalchemy.bindparam("left", type_=sqlalchemy.BigInteger),
    Absence.made_at == sqlalchemy.bindparam("made", type_=sqlalchemy.BigInteger),
)
_AWAY: Final = _STANDING.where(Absence.back_at.is_(None), Absence.gone_on.is_(None))
_AWAY_OF: Final = _AWAY.where(Absence.file_id.in_(kept.FILES))
