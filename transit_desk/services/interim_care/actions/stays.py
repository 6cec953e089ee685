"""What can be done with who sleeps where."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence

from transit_desk.action import Undone, action
from transit_desk.domain import errors
from transit_desk.domain.text import N_
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.actions.given import UNDONE, checked
from transit_desk.services.interim_care.records import Bed, BedTaken, Stay, night, residents
from transit_desk.storage.work import Work

_EXCEPTION = "interim_care.exception"


def _undo_stays(work: Work, undone: Undone) -> None:
    keys = undone.result if isinstance(undone.result, tuple) else (undone.result,)
    for stay_id in keys:
        night.unmake(work, work.get(Stay, stay_id), UNDONE)


@action(N_("Give a bed"), needs="give", undo=_undo_stays)
def give_bed(
    work: Work,
    *,
    file_id: str,
    bed_id: str,
    from_day: datetime.date | None = None,
    why: str | None = None,
    exception: str | None = None,
) -> str:
    """Give a child a bed from tonight or an earlier night on. The refusal names the bed and the file in the way."""
    return _give(work, file_id, bed_id, from_day or work.today(), why, exception)


def _give(
    work: Work, file_id: str, bed_id: str, from_day: datetime.date, why: str | None, exception: str | None
) -> str:
    kept = checked(Stay, {"from_day": from_day, "why": why, "exception": exception})
    bed = work.get(Bed, bed_id)
    if bed.withdrawn_at is not None:
        raise errors.NotFound
    child = residents.with_kin(work, {file_id: residents.child(work, file_id)}, from_day)[file_id]
    rules.begins_in_order(from_day, residents.arrived(work, file_id), work.today())
    place = night.place(work, bed)
    rules.child_is_free(night.stays_of(work, file_id), child.number, from_day, None)
    rules.bed_is_free(night.taken(work, [bed.id]), place, from_day, None)
    others = night.sexes_beside(work, bed, from_day)
    rules.may_sleep(
        rules.verdict(child, place, others), why=why, exception=exception, may_except=_EXCEPTION in work.actor.rights
    )
    stay = work.add(Stay(file_id=file_id, bed_id=bed.id, **kept))
    work.session.flush()
    work.add(
        BedTaken(stay_id=stay.id, bed_id=bed.id, number=child.number, sex=child.sex, from_day=from_day, to_day=None)
    )
    work.session.flush()
    return stay.id


@action(N_("Give beds to a group"), needs="give", undo=_undo_stays)
def give_beds(
    work: Work, *, assignments: Sequence[tuple[str, str]], from_day: datetime.date | None = None,
    why: str | None = None,
) -> tuple[str, ...]:  # fmt: skip
    """Give every child of a group the bed chosen for it, or none at all."""
    day = from_day or work.today()
    return tuple(_give(work, file_id, bed_id, day, why, None) for file_id, bed_id in assignments)


@dataclasses.dataclass(frozen=True)
class Moved:
    """A move, as undo needs it: the stay that ended and the one that began."""

    ended: str
    began: str


def _undo_move(work: Work, undone: Undone) -> None:
    moved: Moved = undone.result
    night.unmake(work, work.get(Stay, moved.began), UNDONE)
    night.reopen(work, work.get(Stay, moved.ended))


@action(N_("Move to another bed"), needs="give", undo=_undo_move)
def move_bed(
    work: Work,
    *,
    file_id: str,
    bed_id: str,
    on_day: datetime.date | None = None,
    why: str | None = None,
    exception: str | None = None,
) -> Moved:
    """End the stay in one bed and begin it in another, on the same day."""
    day = on_day or work.today()
    current = night.current(work, file_id)
    if current is None:
        raise errors.RuleBroken(N_("This child has no bed yet."))
    night.end(work, current, day, why)
    return Moved(current.id, _give(work, file_id, bed_id, day, why, exception))


def _undo_end(work: Work, undone: Undone) -> None:
    night.reopen(work, work.get(Stay, undone.result))


@action(N_("Free the bed"), needs="give", undo=_undo_end)
def end_stay(work: Work, *, file_id: str, on_day: datetime.date | None = None, why: str | None = None) -> str:
    """The child sleeps here no longer; from this day on the bed is free."""
    current = night.current(work, file_id)
    if current is None:
        raise errors.RuleBroken(N_("This child has no bed yet."))
    night.end(work, current, on_day or work.today(), why)
    return current.id
