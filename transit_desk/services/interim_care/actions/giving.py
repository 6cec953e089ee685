"""How a child comes to a bed, whichever act brings it there: given, moved, swapped, reserved; one test for all."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Final

from transit_desk.domain import errors
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.actions.given import checked
from transit_desk.services.interim_care.records import Bed, BedBlock, Stay, house, night, residents
from transit_desk.storage.work import Work

_EXCEPTION: Final = "interim_care.exception"
BACK_DAYS: Final = "interim_care.back_days"
CLEAN_AFTER: Final = "interim_care.clean_after"


@dataclasses.dataclass(frozen=True)
class Wanted:
    """A bed for a child, from a day on."""

    file_id: str
    bed_id: str
    from_day: datetime.date
    why: str | None = None
    exception: str | None = None
    to_day: datetime.date | None = None
    until: datetime.date | None = None
    alone_for: str | None = None
    reserved: bool = False
    day_field: str = "from_day"  # what the act calls the day it begins


def lay(work: Work, wanted: Wanted) -> str:
    """The child has the bed, or is promised it. The refusal names what is in the way."""
    stay_id, _there = lay_in(work, wanted, house.read(work, wanted.from_day))
    return stay_id


def lay_in(work: Work, wanted: Wanted, there: house.House) -> tuple[str, house.House]:
    """The same in a house that was read already; with the house as it is then, for the next of a group."""
    kept = checked(
        Stay, {name: getattr(wanted, name) for name in ("from_day", "to_day", "until", "why", "exception", "alone_for")}
    )
    bed = work.get(Bed, wanted.bed_id)
    if bed.withdrawn_at is not None:
        raise errors.NotFound
    child = residents.child(work, wanted.file_id)
    child = residents.with_kin(work, {wanted.file_id: child}, there.ties, wanted.from_day)[wanted.file_id]
    _in_order(work, wanted)
    own = night.own_nights(work, wanted.file_id)
    nights = rules.Taken(
        bed.id, child.number, child.sex, wanted.from_day, wanted.to_day, wanted.until, wanted.reserved,
        work.stays(wanted.file_id),
    )  # fmt: skip
    rules.child_is_free(own, nights)
    mine = {each.stay_id for _code, each in own if each.reserved}
    others = [each for each in there.taken if wanted.reserved or each.stay_id not in mine]
    rules.bed_is_free(others, there.blocks, bed.code, nights, "bed_id")
    room = there.room_of(bed)
    end = nights.end(planned=True)
    found = rules.verdict(
        child, there.place(room, bed, wanted.from_day, end), there.company(child, room, wanted.from_day, end)
    )
    rules.may_sleep(found, why=wanted.why, exception=wanted.exception, may_except=_EXCEPTION in work.actor.rights)
    stay = Stay(file_id=wanted.file_id, bed_id=bed.id, reserved=True if wanted.reserved else None, **kept)
    night.begin(work, stay, child.number, child.sex)
    if not wanted.reserved:
        _promise_is_kept(work, wanted)
    return stay.id, there.with_one_more(dataclasses.replace(nights, stay_id=stay.id), child)


def _in_order(work: Work, wanted: Wanted) -> None:
    rules.until_in_order(wanted.from_day, wanted.until)
    if wanted.reserved:
        rules.promised_in_order(wanted.from_day, work.today())
        return
    end_field = "to_day" if wanted.to_day is not None else wanted.day_field
    gone = residents.gone(work, wanted.file_id)
    rules.in_the_house(wanted.from_day, wanted.to_day, gone, wanted.day_field, end_field)
    arrived, window = residents.arrived(work, wanted.file_id), work.setting(BACK_DAYS)
    try:
        rules.begins_in_order(wanted.from_day, arrived, work.today(), window)
        if wanted.to_day is not None:
            rules.ends_in_order(wanted.from_day, wanted.to_day, work.today(), "to_day")
    except errors.RuleBroken as refusal:
        field = wanted.day_field if refusal.field == "from_day" else refusal.field
        raise errors.RuleBroken(refusal.words, field, about=("case_file", wanted.file_id)) from None


def _promise_is_kept(work: Work, wanted: Wanted) -> None:
    """A reservation of this very bed ends as the stay begins; one of another bed is a plan that stands.

    Of two of the same nights, one under each number of two files that were joined, the other is taken back with it.
    """
    promises = [stay for stay, _bed in night.promised(work, wanted.file_id)]
    kept = next((each for each in promises if each.bed_id == wanted.bed_id), None)
    if kept is None:
        return
    for other in promises:
        if other is not kept and rules.overlap(kept.from_day, kept.until, other.from_day, other.until):
            night.unmake(work, other, night.OTHER_TAKEN_UP)
    night.set_end(work, kept, wanted.from_day)


def leave(work: Work, stay: Stay, on_day: datetime.date, why: str | None, *, to_clean: bool = True) -> None:
    """The stay ends; where the house wishes it so, the bed is to be cleaned before somebody else has it."""
    checked(Stay, {"end_why": why})
    night.end(work, stay, on_day, why)
    if to_clean and work.setting(CLEAN_AFTER):
        clash = rules.in_the_way(night.taken(work, on_day), rules.Taken(stay.bed_id, "", "", on_day))
        if clash is None:
            work.add(BedBlock(bed_id=stay.bed_id, kind=rules.CLEANING, from_day=on_day))
            work.session.flush()
