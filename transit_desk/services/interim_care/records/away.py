"""Who is away and keeps a bed here, as it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import sqlalchemy

from transit_desk import children, choices
from transit_desk.domain import days
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, Words
from transit_desk.said import moment
from transit_desk.services.interim_care.records import Absence
from transit_desk.storage import kept
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
    """An absence, and those of the babies who went along."""
    return [absence, *work.all(_ALONG, mothers=absence.id)]


def wrong_together(work: Work, absence: Absence) -> list[Absence]:
    """An absence, and those of the babies that are as wrong as it is; one whose own return was seen is not."""
    return [each for each in with_babies(work, absence) if each.back_at in {None, absence.back_at}]


def followed(work: Work, absence: Absence) -> list[Absence]:
    """The absences, open still, of babies who left after their mother and not along with her: to her, or elsewhere."""
    babies = [each.file_id for each in children.babies_here(work, absence.file_id)]
    return [
        each for each in away(work, babies) if each.left_at >= absence.left_at and each.goes_with_id != absence.id
    ] if babies else []  # fmt: skip


def without_its_mother(work: Work, file_id: str) -> list[Absence]:
    """The absences of a baby's mother in which somebody else cared for it, the oldest first."""
    mother = children.child(work, file_id).mother_id
    if not mother or not work.reads(Absence, "baby_with"):
        return []
    return [each for each in absences_of(work, mother) if each.baby_with is not None]


def of_its_mother(work: Work, file_id: str) -> Absence | None:
    """While a baby is in the house without its mother: the absence in which she is."""
    mother = children.child(work, file_id).mother_id
    if not mother or open_of(work, file_id):
        return None
    return next(iter(reversed(open_of(work, mother))), None)


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
_ALONG: Final = _STANDING.where(Absence.goes_with_id == sqlalchemy.bindparam("mothers"))
_AWAY: Final = _STANDING.where(Absence.back_at.is_(None), Absence.gone_on.is_(None))
_AWAY_OF: Final = _AWAY.where(Absence.file_id.in_(kept.FILES))
