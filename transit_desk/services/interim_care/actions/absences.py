"""What can be done with who is away for a while."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping

from transit_desk.action import Undone, action
from transit_desk.domain import errors, sense
from transit_desk.domain.text import N_, Words
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.actions.given import UNDONE, checked
from transit_desk.services.interim_care.records import Absence, away, residents
from transit_desk.storage.work import Work


def _undo_leaving(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(Absence, undone.result), UNDONE)


@action(N_("Write down an absence"), needs="away", undo=_undo_leaving)
def go_away(
    work: Work, *, file_id: str, kind: str, left_at: int, due_back: int | None = None, with_whom: str | None = None,
    why: str | None = None,
) -> str:  # fmt: skip
    """A child of the house leaves for a while; the bed is kept until the return."""
    kept = checked(
        Absence,
        {"kind": kind, "left_at": left_at, "due_back": due_back, "with_whom": with_whom, "why": why},
    )
    if not residents.lives_here(work, file_id):
        raise errors.RuleBroken(N_("This child does not live in the house now."))
    rules.leaves_in_order(left_at, _due(kept), work.now())
    rules.leaves_from_here(work.day_of(left_at), residents.since(work, file_id))
    rules.away_once(_spans(work, file_id), residents.child(work, file_id).number, left_at)
    absence = work.add(Absence(file_id=file_id, **kept))
    work.session.flush()
    return absence.id


def _due(kept: Mapping[str, object]) -> int | None:
    """When a return is expected, of values that were checked."""
    due = kept["due_back"]
    return due if isinstance(due, int) else None


def _undo_return(work: Work, undone: Undone) -> None:
    absence = work.get(Absence, undone.result)
    number, back_at = residents.child(work, absence.file_id).number, absence.back_at
    ended = [each for each in away.absences_of(work, absence.file_id) if each.back_at == back_at]
    rules.away_once(_spans(work, absence.file_id, besides={each.id for each in ended}), number, absence.left_at)
    for each in ended:
        each.back_at = None


@action(N_("Write down a return"), needs="away", undo=_undo_return)
def come_back(work: Work, *, file_id: str, back_at: int) -> str:
    """The child is in the house again; of two files that were joined, each may have an absence open."""
    kept = checked(Absence, {"back_at": back_at})
    absence, *others = away.open_of(work, file_id) or (None,)
    if absence is None:
        raise errors.RuleBroken(N_("No absence of this child is open."))
    if kept["back_at"] is None:
        raise errors.RuleBroken(N_("Write a day and an hour."), "back_at")
    for each in (absence, *others):
        rules.returns_in_order(each.left_at, back_at, work.now())
        work.put(each, kept)
    return absence.id


@dataclasses.dataclass(frozen=True)
class Awaited:
    """When a child was expected back, and with whom it was, before this was changed."""

    absence_id: str
    due_back: int | None
    with_whom: str | None


def _undo_change(work: Work, undone: Undone) -> None:
    before: Awaited = undone.result
    absence = work.get(Absence, before.absence_id)
    rules.return_awaited(absence.back_at, absence.gone_on)
    absence.due_back, absence.with_whom = before.due_back, before.with_whom


@action(N_("Expected back at another hour"), needs="away", undo=_undo_change)
def change_absence(work: Work, *, record_id: str, due_back: int | None = None, with_whom: str | None = None) -> Awaited:
    """Who is away comes back at another hour than was said, or is with somebody else."""
    kept = checked(Absence, {"due_back": due_back, "with_whom": with_whom})
    absence = work.get(Absence, record_id)
    rules.return_awaited(absence.back_at, absence.gone_on)
    rules.leaves_in_order(absence.left_at, _due(kept), work.now())
    before = Awaited(absence.id, absence.due_back, absence.with_whom)
    work.put(absence, kept)
    return before


def _undo_taking_back(work: Work, undone: Undone) -> None:
    absence = work.get(Absence, undone.result)
    others = _spans(work, absence.file_id)
    rules.away_once(others, residents.child(work, absence.file_id).number, absence.left_at,
                    away.ended_at(work, absence))  # fmt: skip
    absence.withdrawn_at = absence.withdrawn_by = absence.withdrawn_why = None


@action(N_("Take this back"), needs="away", undo=_undo_taking_back)
def take_back(work: Work, *, record_id: str, why: str) -> str:
    """An absence that was written down by mistake: the child did not leave."""
    sense.reason_given(why)
    absence = work.get(Absence, record_id)
    work.withdraw(absence, why)
    return absence.id


def _spans(work: Work, file_id: str, besides: Collection[str] = ()) -> list[tuple[int, int | None, Words]]:
    found = [each for each in away.absences_of(work, file_id) if each.id not in besides]
    return [(each.left_at, away.ended_at(work, each), away.said(work, each)) for each in found]
