"""What can be done with rooms, beds and mattresses."""

from __future__ import annotations

from transit_desk.action import Undone, action
from transit_desk.domain import errors, sense
from transit_desk.domain.text import N_
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.actions.given import UNDONE, checked
from transit_desk.services.interim_care.records import Bed, Room, night
from transit_desk.storage.work import Work


@action(N_("Add a room"), needs="rooms")
def make_room(work: Work, *, name: str, block: str, capacity: int) -> str:
    """Write down a room: its name, for whom, for how many."""
    return work.add(Room(**checked(Room, {"name": name, "block": block, "capacity": capacity}))).id


def _undo_bed(work: Work, undone: Undone) -> None:
    bed = work.get(Bed, undone.result)
    night.nobody_in(work, bed, work.today())
    work.withdraw(bed, UNDONE)


@action(N_("Add a bed"), needs="rooms")
def make_bed(work: Work, *, room_id: str, code: str) -> str:
    """Write down a bed of a room; its code is written on it."""
    return _new_bed(work, room_id, code, overflow=False)


@action(N_("Lay a mattress"), needs="give", undo=_undo_bed)
def lay_mattress(work: Work, *, room_id: str, code: str) -> str:
    """One more place in the right block on a full night: nobody is turned away, and everybody is counted."""
    return _new_bed(work, room_id, code, overflow=True)


def _new_bed(work: Work, room_id: str, code: str, *, overflow: bool) -> str:
    kept = checked(Bed, {"room_id": room_id, "code": code})
    room = work.get(Room, room_id)
    if work.count(Bed, Bed.code == kept["code"], Bed.withdrawn_at.is_(None)):
        raise errors.RuleBroken(N_("There is a bed with this code already."), "code")
    beds = work.count(Bed, Bed.room_id == room.id, Bed.withdrawn_at.is_(None), Bed.overflow.is_(False))
    rules.room_has_place(beds, room.capacity, overflow=overflow)
    bed = work.add(Bed(overflow=overflow, out_of_use=False, **kept))
    work.session.flush()
    return bed.id


@action(N_("Take a bed out of use"), needs="rooms")
def change_bed(work: Work, *, bed_id: str, out_of_use: bool, why: str | None = None) -> None:
    """Take a bed out of use, with the reason, or put it back; never under a child."""
    bed = work.get(Bed, bed_id)
    kept = checked(Bed, {"out_of_use": out_of_use, "out_why": why if out_of_use else None})
    if out_of_use:
        sense.reason_given(why)
        night.nobody_in(work, bed, work.today())
    work.put(bed, kept)


@action(N_("Take a mattress away"), needs="give")
def take_mattress_away(work: Work, *, bed_id: str) -> None:
    """Take up a mattress on which nobody sleeps any more."""
    bed = work.get(Bed, bed_id)
    if not bed.overflow:
        raise errors.RuleBroken(N_("This is a bed of the house. Take it out of use instead."))
    night.nobody_in(work, bed, work.today())
    work.withdraw(bed, "taken up")
