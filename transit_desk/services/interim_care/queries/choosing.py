"""Which bed suits whom, and where a child sleeps."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from typing import Final

from transit_desk.action import query
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Words
from transit_desk.planning import beds
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.records import Bed, Room, house, night, planned, residents
from transit_desk.services.interim_care.views import BedOf, FreeBed, Proposed
from transit_desk.storage.work import Work


@query(N_("The beds of some children"), needs="read")
def beds_of(work: Work, *, file_ids: Sequence[str]) -> dict[str, BedOf]:
    """Where each of these children sleeps tonight, by the number that was asked for; who has no bed is left out."""
    rooms = {room.id: room.name for room in work.standing(Room)}
    found = {
        work.stays(stay.file_id): BedOf(stay.id, bed.id, bed.code, rooms[bed.room_id], stay.from_day, bed.overflow)
        for stay, bed in night.tonight(work, file_ids, work.today())
    }
    return {each: found[work.stays(each)] for each in file_ids if work.stays(each) in found}


@query(N_("Which bed suits"), needs="read")
def free_beds(work: Work, *, file_id: str, day: datetime.date | None = None) -> tuple[FreeBed, ...]:
    """Every bed nobody else has from a night on, those that suit first; of the others, why not.

    A bed that is promised to another child from a later day on can be had until then. The child's own is left out.
    """
    night_of = day or work.today()
    child = residents.child(work, work.stays(file_id))
    there = house.read(work, night_of)
    child = residents.with_kin(work, {child.id: child}, there.ties, night_of)[child.id]
    mine = {each.bed_id for each in there.taken if each.key == child.id and not each.reserved}
    found = [_answer(there, child, room, bed, night_of) for room, bed in there.beds() if bed.id not in mine]
    why = night.alone(work, [child.id]).get(child.id, "")
    free = [dataclasses.replace(each, alone_for=why) if each.isolation else each for each in found if each is not None]
    return tuple(sorted(free, key=lambda bed: (_RANK[bed.answer], bool(bed.told))))


_RANK: Final = {"suits": 0, "with_reason": 1, "exception": 2, "not_now": 3, "never": 4}


def _answer(there: house.House, child: rules.Child, room: Room, bed: Bed, today: datetime.date) -> FreeBed | None:
    others = [each for each in there.taken if each.key != child.id]
    other = rules.in_the_way(others, rules.Taken(bed.id, child.number, child.sex, today))
    if other is not None and other.from_day <= today and not other.reserved:
        return None
    until = other.from_day if other is not None else None
    told = rules.verdict(child, there.place(room, bed, today), there.company(child, room, today))
    words = told.words
    if other is not None and until is not None and told.answer not in ("never", "not_now"):
        said = {"number": other.number, "day": dates.say_day(until)}
        if until <= today:
            told, words = dataclasses.replace(told, answer="not_now"), Words(N_("Kept for {number}."), said)
        else:
            words = Words(N_("Free until {day}, then kept for {number}."), said)
    return FreeBed(
        bed.id, bed.code, room.name, told.answer == "suits", words, told.answer, told.exception, told.told, until,
        bool(room.isolation),
    )  # fmt: skip


@query(N_("Beds for a group"), needs="read")
def beds_for(work: Work, *, file_ids: Sequence[str]) -> tuple[Proposed, ...]:
    """A place for each of a group with its reasons, a mattress where no bed is left; who has a bed is left out."""
    proposal = planned.propose(work, file_ids)
    names = residents.names(work, [given.child.id for given in proposal.given])
    return tuple(_proposed(given, names[given.child.id], place) for place, given in enumerate(proposal.given))


def _proposed(given: beds.Given, name: str, place: int) -> Proposed:
    child, room, bed = given.child, given.room, given.bed
    if room is None:
        return Proposed(child.id, name, child.number, "", "", "", "", given.words)
    bed_id = bed.id if bed is not None else "" if given.beside else planned.mattress_in(room.id, place)
    return Proposed(child.id, name, child.number, bed_id, bed.code if bed is not None else "", room.name, room.id,
                    given.words, given.overflow)  # fmt: skip
