"""What can be done with who sleeps where."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence

from transit_desk.action import Undone, action
from transit_desk.domain import errors, sense
from transit_desk.domain.text import N_
from transit_desk.planning import company
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.actions import again
from transit_desk.services.interim_care.actions.given import checked
from transit_desk.services.interim_care.actions.giving import Wanted, lay, lay_in, leave
from transit_desk.services.interim_care.actions.rooms import one_more, unmake
from transit_desk.services.interim_care.records import Bed, Stay, away, house, night, planned, residents
from transit_desk.storage.work import Work


def _undo_stays(work: Work, undone: Undone) -> None:
    keys = undone.result if isinstance(undone.result, tuple) else (undone.result,)
    for stay_id in keys:
        again.unmake(work, work.get(Stay, stay_id))


@action(N_("Give a bed"), needs="give", undo=_undo_stays)
def give_bed(
    work: Work,
    *,
    file_id: str,
    bed_id: str,
    from_day: datetime.date | None = None,
    to_day: datetime.date | None = None,
    until: datetime.date | None = None,
    why: str | None = None,
    exception: str | None = None,
    alone_for: str | None = None,
) -> str:
    """Give a child a bed from tonight or an earlier night on. The refusal names the bed and the file in the way."""
    day = from_day or work.today()
    return lay(work, Wanted(file_id, bed_id, day, why, exception, to_day, until, alone_for))


def _undo_group(work: Work, undone: Undone) -> None:
    """The mattresses that were laid for the group are taken up again."""
    _undo_stays(work, undone)
    stays = [work.get(Stay, stay_id) for stay_id in undone.result]
    laid = [bed for bed in (work.get(Bed, stay.bed_id) for stay in stays) if bed.overflow]
    for bed in laid:
        if bed.made_at == next(stay.made_at for stay in stays if stay.bed_id == bed.id):
            unmake(work, bed)


@action(N_("Give beds to a group"), needs="give", undo=_undo_group)
def give_beds(
    work: Work,
    *,
    assignments: Sequence[tuple[str, ...]],
    from_day: datetime.date | None = None,
    why: str | None = None,
) -> tuple[str, ...]:
    """Give every child of a group the bed chosen for it and lay the mattresses that are needed, or none at all.

    Each is the child, the bed or the mattress as `beds_for` proposed it, and why where that needs a few words.
    """
    day = from_day or work.today()
    rooms = [planned.room_of_mattress(bed_id) for _file_id, bed_id, *_reason in assignments]
    given = [one_more(work, room_id) if room_id else each[1] for each, room_id in zip(assignments, rooms, strict=True)]
    there, found = house.read(work, day), []
    for (file_id, _bed_id, *reason), bed_id in zip(assignments, given, strict=True):
        stay_id, there = lay_in(work, Wanted(file_id, bed_id, day, next(iter(reason), None) or why), there)
        found.append(stay_id)
    return tuple(found)


@action(N_("Reserve a bed"), needs="give", undo=_undo_stays)
def reserve_bed(
    work: Work,
    *,
    file_id: str,
    bed_id: str,
    from_day: datetime.date | None = None,
    until: datetime.date | None = None,
    why: str | None = None,
    exception: str | None = None,
) -> str:
    """Promise a bed to a child who is on the way, or the next one that comes free; nobody sleeps in it yet."""
    day = from_day or work.today()
    return lay(work, Wanted(file_id, bed_id, day, why, exception, until=until, reserved=True))


def _undo_unreserve(work: Work, undone: Undone) -> None:
    again.make_again(work, work.get(Stay, undone.result))


@action(N_("Take a reservation back"), needs="give", undo=_undo_unreserve)
def cancel_reservation(work: Work, *, stay_id: str, why: str | None = None) -> str:
    """The promise is taken back; whoever sleeps in the bed goes on sleeping there."""
    stay = work.get(Stay, stay_id)
    if not stay.reserved or stay.to_day is not None or stay.withdrawn_at is not None:
        raise errors.RuleBroken(N_("This reservation was taken up or taken back already."))
    night.unmake(work, stay, str(checked(Stay, {"why": why})["why"] or "taken back"))
    return stay.id


@dataclasses.dataclass(frozen=True)
class Moved:
    """A move or a swap, as undo needs it: the stays that ended and those that began."""

    ended: tuple[str, ...]
    began: tuple[str, ...]


def _undo_move(work: Work, undone: Undone) -> None:
    moved: Moved = undone.result
    for stay_id in moved.began:
        again.unmake(work, work.get(Stay, stay_id))
    for stay_id in moved.ended:
        again.reopen(work, work.get(Stay, stay_id))


def _sleeping(work: Work, file_id: str, on_day: datetime.date, from_bed: str | None = None) -> Stay:
    """The stay that a move ends, if it lies so that it can be ended on this day."""
    stay = night.current(work, file_id)
    if stay is None:
        raise errors.RuleBroken(N_("This child has no bed yet."))
    code, number = work.get(Bed, stay.bed_id).code, residents.child(work, file_id).number
    rules.moved_from(number, code, stay.bed_id, from_bed)
    rules.moves_in_order(number, code, night.as_taken(stay), on_day)
    return stay


@action(N_("Move to another bed"), needs="give", undo=_undo_move)
def move_bed(
    work: Work,
    *,
    file_id: str,
    bed_id: str,
    on_day: datetime.date | None = None,
    why: str | None = None,
    exception: str | None = None,
    alone_for: str | None = None,
    from_bed: str | None = None,
) -> Moved:
    """End the stay in one bed and begin it in another, on the same day and in one unit of work."""
    day = on_day or work.today()
    stay = _sleeping(work, file_id, day, from_bed)
    ended = _leave_with_sons(work, stay, day, why, bed_id)
    began = lay(work, _moved(stay, Wanted(file_id, bed_id, day, why, exception, alone_for=alone_for)))
    return Moved(ended, (began,))


def _moved(stay: Stay, wanted: Wanted) -> Wanted:
    """The day on which the child leaves goes on in the other bed."""
    until = stay.until if stay.until is not None and stay.until > wanted.from_day else None
    return dataclasses.replace(wanted, until=until, day_field="on_day")


def _leave_with_sons(
    work: Work, stay: Stay, day: datetime.date, why: str | None, bed_id: str | None = None, *, to_clean: bool = True
) -> tuple[str, ...]:
    """End a stay, and those of the baby boys who sleep there because she does: they go with her out of the room.

    `bed_id` is the bed she goes to; None where she has no other.
    """
    sons = _sons_beside(work, stay, bed_id)
    leave(work, stay, day, why, to_clean=to_clean)
    for son in sons:
        leave(work, _sleeping(work, son.file_id, day), day, why)
    return stay.id, *(son.id for son in sons)


def _sons_beside(work: Work, stay: Stay, bed_id: str | None) -> list[Stay]:
    room_id = work.get(Bed, stay.bed_id).room_id
    if bed_id is not None and work.get(Bed, bed_id).room_id == room_id:
        return []
    there = night.tonight(work, None, work.today())
    own = [each for each, bed in there if bed.room_id == room_id and each.exception == company.MOTHER_WITH_INFANT]
    mother = work.stays(stay.file_id)
    return [each for each in own if residents.child(work, each.file_id).mother_id == mother]


@action(N_("Swap two beds"), needs="give", undo=_undo_move)
def swap_beds(
    work: Work,
    *,
    file_id: str,
    other_id: str,
    on_day: datetime.date | None = None,
    why: str | None = None,
    from_bed: str | None = None,
    other_bed: str | None = None,
) -> Moved:
    """Two children change beds in one act; what is reserved for either of them stays reserved."""
    day = on_day or work.today()
    one, other = _sleeping(work, file_id, day, from_bed), _sleeping(work, other_id, day, other_bed)
    if one.id == other.id:
        raise errors.RuleBroken(N_("A swap is between two children."), "other_id")
    ended = [
        stay_id
        for stay, after in ((one, other), (other, one))
        for stay_id in _leave_with_sons(work, stay, day, why, after.bed_id, to_clean=False)
    ]
    began = tuple(
        lay(work, _moved(before, Wanted(child, after.bed_id, day, why)))
        for child, before, after in ((file_id, one, other), (other_id, other, one))
    )
    return Moved(tuple(ended), began)


@action(N_("Free the bed"), needs="give", undo=_undo_move)
def end_stay(
    work: Work,
    *,
    file_id: str,
    on_day: datetime.date | None = None,
    why: str | None = None,
    from_bed: str | None = None,
) -> Moved:
    """The child sleeps in this bed no longer, and lives here still until the file says otherwise."""
    day = on_day or work.today()
    return Moved(_leave_with_sons(work, _sleeping(work, file_id, day, from_bed), day, why), ())


@action(N_("Keep no bed for who leaves"), needs="give")
def leave_beds(work: Work, *, file_id: str, on_day: datetime.date) -> None:
    """The child leaves the house: the bed is free from this day on, nothing stays reserved, no absence open."""
    for promise, _bed in night.promised(work, file_id):
        night.unmake(work, promise, "left the house")
    if night.current(work, file_id) is not None:
        leave(work, _sleeping(work, file_id, on_day), on_day, None)
    for absence in away.open_of(work, file_id):
        absence.gone_on = max(on_day, work.day_of(absence.left_at))


@dataclasses.dataclass(frozen=True)
class Changed:
    """A day that was changed, as undo needs it: the stay, and what stood there."""

    stay_id: str
    before: datetime.date | None


def _undo_plan(work: Work, undone: Undone) -> None:
    changed: Changed = undone.result
    night.set_until(work, work.get(Stay, changed.stay_id), changed.before)


@action(N_("Plan when a bed comes free"), needs="give", undo=_undo_plan)
def plan_end(work: Work, *, file_id: str, until: datetime.date | None = None) -> Changed:
    """The day on which a bed is expected to be free; who stays longer keeps the bed all the same."""
    day = checked(Stay, {"until": until})["until"]
    stay = night.current(work, file_id)
    if stay is None:
        raise errors.RuleBroken(N_("This child has no bed yet."))
    rules.until_in_order(stay.from_day, until)
    again.room_for(work, stay, dataclasses.replace(night.as_taken(stay), until=until), "until")
    before = stay.until
    night.set_until(work, stay, day if isinstance(day, datetime.date) else None)
    return Changed(stay.id, before)


def _undo_correction(work: Work, undone: Undone) -> None:
    changed: Changed = undone.result
    stay = work.get(Stay, changed.stay_id)
    again.room_for(work, stay, dataclasses.replace(night.as_taken(stay), to_day=changed.before), None)
    night.set_end(work, stay, changed.before)


@action(N_("Correct when a stay ended"), needs="give", undo=_undo_correction)
def correct_end(work: Work, *, record_id: str, to_day: datetime.date, end_why: str) -> Changed:
    """A stay of before ended on another day than was written down; not into whoever had the bed next."""
    kept = checked(Stay, {"to_day": to_day, "end_why": end_why})
    sense.reason_given(end_why, "end_why")
    stay = work.get(Stay, record_id)
    if stay.to_day is None or stay.reserved or stay.withdrawn_at is not None:
        raise errors.RuleBroken(N_("This stay has not ended: free the bed instead."))
    if kept["to_day"] is None:
        raise errors.RuleBroken(N_("Write a day, for example 14 March 2026."), "to_day")
    rules.ends_in_order(stay.from_day, to_day, work.today(), "to_day")
    again.room_for(work, stay, dataclasses.replace(night.as_taken(stay), to_day=to_day), "to_day")
    before = stay.to_day
    stay.end_why = end_why
    night.set_end(work, stay, to_day)
    return Changed(stay.id, before)
