"""What can be done with who is away for a while."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from transit_desk import children, forms, last_seen
from transit_desk.action import Undone, action
from transit_desk.domain import errors, fields, sense
from transit_desk.domain.text import N_, Words
from transit_desk.module import where_each_is
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.actions.given import UNDONE, checked
from transit_desk.services.interim_care.records import Absence, away, residents
from transit_desk.storage.work import Work


def _undo_leaving(work: Work, undone: Undone) -> None:
    for each in away.wrong_together(work, work.get(Absence, undone.result)):
        work.withdraw(each, UNDONE)


@action(N_("Write down an absence"), needs="away", undo=_undo_leaving)
def go_away(
    work: Work,
    *,
    file_id: str,
    kind: str,
    left_at: int,
    due_back: int | None = None,
    with_whom: str | None = None,
    why: str | None = None,
    though_seen: str | None = None,
    baby: str | None = None,
    baby_with: str | None = None,
) -> str:
    """A child of the house leaves for a while; the bed is kept until the return.

    Who was seen here after that hour had not left yet, unless `though_seen` says what is wrong there.
    Of a mother's `baby` that lives here it is said whether it goes *along*, or with whom it *stays*: that is told in
    the baby's own file. Of two babies the answer is of both; who goes elsewhere is written down at its own file first.
    """
    kept = checked(
        Absence,
        {"kind": kind, "left_at": left_at, "due_back": due_back, "with_whom": with_whom, "why": why,
         "though_seen": though_seen},
    )  # fmt: skip
    answer = fields.check_all(forms.HER_BABY, {"baby": baby, "baby_with": baby_with})
    babies = away.babies_at_home(work, file_id)
    rules.baby_is_thought_of([each.name for each in babies], *answer.values())
    _nobody_searched(work, [children.child(work, file_id)], "kind")
    _nobody_searched(work, babies, "baby")
    along = [each.file_id for each in babies] if baby == rules.ALONG else []
    for each in (file_id, *along):
        _in_order(work, each, kept)
    last_seen.not_after_hour(work, [file_id, *along], left_at, though_seen, "left_at")
    absence = _leave(work, file_id, {**kept, "baby_with": answer["baby_with"]})
    number = residents.child(work, file_id).number
    for each in along:
        _leave(work, each, {**kept, "with_whom": number, "goes_with_id": absence})
    return absence


def _nobody_searched(work: Work, going: Sequence[children.Child], field: str) -> None:
    """Whom nobody finds neither goes away, nor along, nor stays with somebody: the search ends first."""
    places = where_each_is(work.gather("whereabouts", file_ids=[each.file_id for each in going])) if going else {}
    for each in going:
        place = places.get(each.file_id)
        if place is not None and place.kind == "not_found":
            words = Words(N_("{name} is not accounted for: end the search first."), {"name": each.name})
            raise errors.RuleBroken(words, field, about=place.about)


def _in_order(work: Work, file_id: str, kept: Mapping[str, Any]) -> None:
    """One child may be away from an hour on: it lives here by then, and is not away already."""
    left_at = kept["left_at"]
    if not residents.lives_here(work, file_id):
        raise errors.RuleBroken(N_("This child does not live in the house now."))
    rules.leaves_in_order(left_at, _due(kept), work.now())
    rules.leaves_from_here(work.day_of(left_at), residents.since(work, file_id))
    rules.away_once(_spans(work, file_id), residents.child(work, file_id).number, left_at)


def _leave(work: Work, file_id: str, kept: dict[str, Any]) -> str:
    """One child is away from an hour on."""
    absence = work.add(Absence(file_id=file_id, **kept))
    work.session.flush()
    return absence.id


def _due(kept: Mapping[str, object]) -> int | None:
    """When a return is expected, of values that were checked."""
    due = kept["due_back"]
    return due if isinstance(due, int) else None


def _undo_return(work: Work, undone: Undone) -> None:
    ended = [work.get(Absence, absence_id) for absence_id in undone.result]
    for each in ended:
        number = residents.child(work, each.file_id).number
        rules.away_once(_spans(work, each.file_id, besides=undone.result), number, each.left_at)
    for each in ended:
        each.back_at = None


@action(N_("Write down a return"), needs="away", undo=_undo_return)
def come_back(work: Work, *, file_id: str, back_at: int, baby_back: bool | None = None) -> tuple[str, ...]:
    """The child is in the house again, and the baby that went along, unless somebody says that it is not.

    A baby that left later is back with its mother where somebody says so. Of two files that were joined, each may have
    an absence open.
    """
    kept = checked(Absence, {"back_at": back_at})
    own = away.open_of(work, file_id)
    if not own:
        raise errors.RuleBroken(N_("No absence of this child is open."))
    if kept["back_at"] is None:
        raise errors.RuleBroken(N_("Write a day and an hour."), "back_at")
    ended = own if baby_back is False else _with_babies(work, own)
    if baby_back:
        ended = list({each.id: each for each in (*ended, *(more for one in own for more in away.followed(work, one)))}
                     .values())  # fmt: skip
    for each in ended:
        rules.returns_in_order(each.left_at, back_at, work.now())
        last_seen.not_before_return(work, each.file_id, each.left_at, back_at, "back_at")
        work.put(each, kept)
    return tuple(each.id for each in ended)


def _with_babies(work: Work, own: Sequence[Absence]) -> list[Absence]:
    """These absences, and those of the babies who went along and are not back."""
    found = {other.id: other for each in own for other in away.with_babies(work, each)}
    return [each for each in found.values() if each.back_at is None and each.gone_on is None]


@dataclasses.dataclass(frozen=True)
class Awaited:
    """When a child was expected back, and with whom it was, before this was changed."""

    absence_id: str
    due_back: int | None
    with_whom: str | None
    baby_with: str | None


def _undo_change(work: Work, undone: Undone) -> None:
    for before in undone.result:
        absence = work.get(Absence, before.absence_id)
        rules.return_awaited(absence.back_at, absence.gone_on)
        absence.due_back, absence.with_whom, absence.baby_with = before.due_back, before.with_whom, before.baby_with


@action(N_("Expected back at another hour"), needs="away", undo=_undo_change)
def change_absence(
    work: Work,
    *,
    record_id: str,
    due_back: int | None = None,
    with_whom: str | None = None,
    baby_with: str | None = None,
) -> tuple[Awaited, ...]:
    """Who is away comes back at another hour than was said, or is with somebody else; the baby with its mother.

    Of a baby that is here without her it can be said anew who cares for it; what was said is not emptied.
    """
    kept = checked(Absence, {"due_back": due_back, "with_whom": with_whom, "baby_with": baby_with})
    absence = work.get(Absence, record_id)
    if kept["baby_with"] is None:
        del kept["baby_with"]
    else:
        at_home = [each.name for each in away.babies_at_home(work, absence.file_id)]
        rules.baby_is_thought_of(at_home, rules.STAYS, baby_with)
    rules.return_awaited(absence.back_at, absence.gone_on)
    rules.leaves_in_order(absence.left_at, _due(kept), work.now())
    changed = _with_babies(work, [absence])
    before = tuple(Awaited(each.id, each.due_back, each.with_whom, each.baby_with) for each in changed)
    work.put(absence, kept)
    for each in changed:
        each.due_back = absence.due_back
    return before


def _undo_taking_back(work: Work, undone: Undone) -> None:
    for absence_id in undone.result:
        row = work.get(Absence, absence_id)
        rules.away_once(_spans(work, row.file_id), residents.child(work, row.file_id).number, row.left_at,
                        away.ended_at(work, row))  # fmt: skip
        row.withdrawn_at = row.withdrawn_by = row.withdrawn_why = None


@action(N_("Take this back"), needs="away", undo=_undo_taking_back)
def take_back(work: Work, *, record_id: str, why: str) -> tuple[str, ...]:
    """An absence that was written down by mistake: the child did not leave, nor the baby that was to go along.

    A baby that came back by itself had left: its absence stands.
    """
    sense.reason_given(why)
    wrong = away.wrong_together(work, work.get(Absence, record_id))
    for each in wrong:
        work.withdraw(each, why)
    return tuple(each.id for each in wrong)


def _spans(work: Work, file_id: str, besides: Collection[str] = ()) -> list[tuple[int, int | None, Words]]:
    found = [each for each in away.absences_of(work, file_id) if each.id not in besides]
    return [(each.left_at, away.ended_at(work, each), away.said(work, each)) for each in found]
