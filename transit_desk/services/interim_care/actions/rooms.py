"""What can be done with rooms, beds and mattresses, and with a bed in which nobody is to sleep for a while."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence

from transit_desk import paper as papers
from transit_desk.action import Undone, action
from transit_desk.domain import errors, sense
from transit_desk.domain.text import N_, Words
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.actions.given import UNDONE, checked
from transit_desk.services.interim_care.records import Bed, BedBlock, MattressPlan, Room, night
from transit_desk.storage.work import Work


@action(N_("Add a room"), needs="rooms")
def make_room(
    work: Work, *, name: str, block: str, capacity: int, surge: int | None = None, isolation: bool | None = None
) -> str:
    """Write down a room: its name, for whom, for how many."""
    given = {"name": name, "block": block, "capacity": capacity, "surge": surge, "isolation": isolation}
    return work.add(Room(**checked(Room, given))).id


def _nobody_in(work: Work, bed: Bed, from_day: datetime.date, to_day: datetime.date | None = None) -> None:
    rules.nobody_in(night.taken(work, from_day), bed.id, bed.code, from_day, to_day)


def _undo_bed(work: Work, undone: Undone) -> None:
    unmake(work, work.get(Bed, undone.result))


def unmake(work: Work, bed: Bed) -> None:
    """Take a bed or a mattress back that was written down by mistake; nobody lies in it."""
    _nobody_in(work, bed, work.today())
    work.withdraw(bed, UNDONE)


@action(N_("Add a bed"), needs="rooms")
def make_bed(work: Work, *, room_id: str, code: str, features: Sequence[str] | None = None) -> str:
    """Write down a bed of a room; its code is written on it."""
    return _new_bed(work, room_id, code, features, overflow=False)


@action(N_("Lay a mattress"), needs="give", undo=_undo_bed)
def lay_mattress(work: Work, *, room_id: str, code: str | None = None) -> str:
    """One more place in the right block on a full night: nobody is turned away, and everybody is counted.

    Without a code it is called after the beds beside it.
    """
    return one_more(work, room_id, code)


def one_more(work: Work, room_id: str, code: str | None = None) -> str:
    """A mattress more in a room, for whichever act needs one."""
    if code is None:
        beside = next((beds for room, beds in night.places(work) if room.id == room_id), [])
        known = {bed.code for bed in work.standing(Bed)}
        code = rules.mattress_code(work.get(Room, room_id).name, [bed.code for bed in beside], known)
    return _new_bed(work, room_id, code, None, overflow=True)


def _new_bed(work: Work, room_id: str, code: str, features: Sequence[str] | None, *, overflow: bool) -> str:
    kept = checked(Bed, {"room_id": room_id, "code": code, "features": features})
    room = work.get(Room, room_id)
    _code_is_free(work, str(kept["code"]))
    beds = work.count(Bed, Bed.room_id == room.id, Bed.withdrawn_at.is_(None), Bed.overflow.is_(False))
    rules.room_has_place(beds, room.capacity, overflow=overflow)
    bed = work.add(Bed(overflow=overflow, out_of_use=False, **kept))
    work.session.flush()
    return bed.id


def _code_is_free(work: Work, code: str) -> None:
    if work.count(Bed, Bed.code == code, Bed.withdrawn_at.is_(None)):
        raise errors.RuleBroken(N_("There is a bed with this code already."), "code")


@action(N_("Change a bed"), needs="rooms")
def change_bed(work: Work, *, record_id: str, code: str, features: Sequence[str] | None = None) -> None:
    """Another code on it, or another word of what it is like; who sleeps in it stays."""
    bed = work.get(Bed, record_id)
    kept = checked(Bed, {"code": code, "features": features})
    if kept["code"] != bed.code:
        _code_is_free(work, str(kept["code"]))
    work.put(bed, kept)


def _undo_taking_away(work: Work, undone: Undone) -> None:
    bed = work.get(Bed, undone.result)
    _code_is_free(work, bed.code)
    bed.withdrawn_at = bed.withdrawn_by = bed.withdrawn_why = None


@action(N_("Take a mattress away"), needs="give", undo=_undo_taking_away)
def take_mattress_away(work: Work, *, bed_id: str) -> str:
    """Take up a mattress on which nobody sleeps any more."""
    bed = work.get(Bed, bed_id)
    if not bed.overflow:
        raise errors.RuleBroken(N_("This is a bed of the house. Take it out of use instead."))
    _nobody_in(work, bed, work.today())
    work.withdraw(bed, "taken up")
    return bed.id


@action(N_("Remove a bed"), needs="rooms", undo=_undo_taking_away)
def remove_bed(work: Work, *, bed_id: str, why: str) -> str:
    """The house has this bed no more; never from under a child, nor one that is promised."""
    sense.reason_given(why)
    bed = work.get(Bed, bed_id)
    _nobody_in(work, bed, work.today())
    work.withdraw(bed, why)
    return bed.id


# -- beds in which nobody is to sleep for a while


def _undo_block(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(BedBlock, undone.result), UNDONE)


@action(N_("Shut a bed for a while"), needs="block", undo=_undo_block)
def block_bed(
    work: Work,
    *,
    bed_id: str,
    kind: str,
    from_day: datetime.date | None = None,
    to_day: datetime.date | None = None,
    why: str | None = None,
) -> str:
    """Nobody is given this bed while it is cleaned or repaired, kept for isolation or closed; never under a child."""
    begin = from_day or work.today()
    kept = checked(BedBlock, {"kind": kind, "from_day": begin, "to_day": to_day, "why": why})
    if kind != rules.CLEANING:
        sense.reason_given(why)
    if to_day is not None and to_day <= begin:
        raise errors.RuleBroken(N_("The last day comes before the first."), "to_day")
    bed = work.get(Bed, bed_id)
    other = rules.block_in_the_way(night.blocks(work), bed.id, begin, to_day)
    if other is not None:
        words = Words(N_("Bed {code} is shut already: {block}."), {"code": bed.code, "block": rules.block_said(other)})
        raise errors.RuleBroken(words, "from_day", about=("bed", bed.id))
    _nobody_in(work, bed, begin, to_day)
    block = work.add(BedBlock(bed_id=bed.id, **kept))
    work.session.flush()
    return block.id


@dataclasses.dataclass(frozen=True)
class Opened:
    """A bed that can be given again, as undo needs it: which block ended, and on which day it would have."""

    bed_id: str
    block_id: str  # empty where the bed was shut before step 0023
    to_day: datetime.date | None = None


def _undo_opening(work: Work, undone: Undone) -> None:
    opened: Opened = undone.result
    bed = work.get(Bed, opened.bed_id)
    _nobody_in(work, bed, work.today(), opened.to_day)
    if not opened.block_id:
        bed.out_of_use = True
        return
    work.get(BedBlock, opened.block_id).to_day = opened.to_day


@action(N_("Open a bed again"), needs="block", undo=_undo_opening)
def unblock_bed(work: Work, *, bed_id: str) -> Opened:
    """It is clean, it is repaired: from tonight on it can be given."""
    bed = work.get(Bed, bed_id)
    today = work.today()
    found = next((each for each in night.blocks(work) if each.bed_id == bed.id and each.covers(today)), None)
    if found is None:
        raise errors.RuleBroken(N_("This bed is not shut."))
    if not found.id:
        bed.out_of_use = False
        return Opened(bed.id, "")
    block = work.get(BedBlock, found.id)
    before, block.to_day = block.to_day, today
    return Opened(bed.id, block.id, before)


@action(N_("Write the mattress plan"), needs="rooms")
def plan_mattresses(work: Work, *, words: str, look_again: datetime.date) -> str:
    """What the house does while it is crowded, until a day on which somebody looks at it again."""
    kept = checked(MattressPlan, {"words": words, "look_again": look_again})
    if look_again <= work.today():
        raise errors.RuleBroken(N_("Choose a day to come."), "look_again")
    return work.add(MattressPlan(**kept)).id


@action(N_("A paper of the house left the screen"), needs="read")
def note_paper(work: Work, *, paper: str, way: str, day: object = "") -> None:
    """Leave a line about a night sheet or a register that was printed or saved."""
    papers.left(work, paper, way, str(day or ""))
