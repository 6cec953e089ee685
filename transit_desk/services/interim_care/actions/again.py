"""Nights that are added to a stay, whichever act adds them: lengthened, corrected, planned otherwise, undone."""

from __future__ import annotations

from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.actions.given import UNDONE
from transit_desk.services.interim_care.records import Bed, BedBlock, Stay, house, night, residents
from transit_desk.storage.work import Work


def room_for(work: Work, stay: Stay, wanted: rules.Taken, field: str | None) -> None:
    """Whether other nights of a stay would fit: in its bed and room, over no block, and beside the child's own.

    Who sleeps in the room is asked for the nights that are added; those that were slept were slept.
    """
    bed = work.get(Bed, stay.bed_id)
    if bed.withdrawn_at is not None:
        words = Words(N_("Bed {code} is no longer there. Give another bed."), {"code": bed.code})
        raise errors.RuleBroken(words, field)
    others = [each for each in night.taken(work) if each.stay_id != stay.id]
    rules.bed_is_free(others, night.blocks(work), bed.code, wanted, field)
    rules.child_is_free(night.own_nights(work, stay.file_id), wanted, field)
    before = None if stay.withdrawn_at is not None else night.as_taken(stay)
    added = rules.added(before, wanted)
    if added is not None:
        if not stay.reserved:
            gone = residents.gone(work, stay.file_id)
            rules.in_the_house(added.from_day, added.to_day, gone, field or "to_day", field or "to_day")
        _company_is_right(work, stay, bed, added, field)


def _company_is_right(work: Work, stay: Stay, bed: Bed, added: rules.Taken, field: str | None) -> None:
    there = house.read(work, added.from_day)
    room = there.room_of(bed)
    child = residents.child(work, work.stays(stay.file_id))
    beside = there.company(child, room, added.from_day, added.end(planned=True))
    rules.may_stay(child, room.block, beside, stay.exception, field)


def reopen(work: Work, stay: Stay) -> None:
    """Undo of an end: the bed may have been given to somebody else, shut or taken away in the meantime."""
    for block in work.standing(BedBlock):
        if (block.bed_id, block.kind, block.made_at) == (stay.bed_id, rules.CLEANING, stay.changed_at):
            work.withdraw(block, UNDONE)  # it came of the end itself; what a colleague wrote stays
    work.session.flush()
    side = night.side(work, stay)
    wanted = rules.Taken(stay.bed_id, side.number, side.sex, stay.from_day, until=stay.until,
                         reserved=bool(stay.reserved), stay_id=stay.id)  # fmt: skip
    room_for(work, stay, wanted, "bed_id")
    stay.end_why = None
    night.set_end(work, stay, None)


def unmake(work: Work, stay: Stay) -> None:
    """Undo of a bed that was given or promised. A promise it fulfilled stands again."""
    night.unmake(work, stay, UNDONE)
    if stay.reserved:
        return
    for kept_one, _bed in night.own(work, stay.file_id):
        if kept_one.reserved and kept_one.bed_id == stay.bed_id and kept_one.to_day == stay.from_day:
            reopen(work, kept_one)
    for other in night.given_up_for(work, stay):
        _stand_again(work, other)


def make_again(work: Work, stay: Stay) -> None:
    """Undo of taking a reservation back; the bed may be promised to somebody else by now."""
    side = night.side(work, stay)
    room_for(work, stay, rules.Taken(stay.bed_id, side.number, side.sex, stay.from_day, None, stay.until,
                                     reserved=True, stay_id=stay.id), "bed_id")  # fmt: skip
    _stand_again(work, stay)


def _stand_again(work: Work, stay: Stay) -> None:
    for record in (stay, night.side(work, stay)):
        record.withdrawn_at = record.withdrawn_by = record.withdrawn_why = None
    work.session.flush()
