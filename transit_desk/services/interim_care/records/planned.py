"""Beds for a group as they are proposed: the house as the planner reads it, and its answer."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final

from transit_desk.planning import beds
from transit_desk.planning.company import Someone
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.records import Bed, Room, book, house, night, residents
from transit_desk.storage.work import Work

_MATTRESS: Final = "mattress:"


def mattress_in(room_id: str, place: int) -> str:
    """What stands for a mattress that is still to be laid: the so-many-th of a room."""
    return f"{_MATTRESS}{room_id}:{place}"


def room_of_mattress(bed_id: str) -> str:
    """In which room a mattress is to be laid; "" where it is a bed that is there."""
    return bed_id.removeprefix(_MATTRESS).partition(":")[0] if bed_id.startswith(_MATTRESS) else ""


def propose(work: Work, file_ids: Iterable[str]) -> beds.Proposal:
    """A place for each of these children who has none tonight, from tonight on; who is away or missing needs none."""
    today = work.today()
    wanted = {work.stays(file_id) for file_id in file_ids} - book.read(work, today, today).elsewhere(today)
    have = {work.stays(stay.file_id) for stay, _bed in night.tonight(work, sorted(wanted), today)}
    there = house.read(work, today)
    rooms = [_room(there, room, found, today) for room, found in there.rooms]
    alone = night.alone(work, wanted - have)
    children = residents.children(work, wanted - have).values()
    return beds.propose([_child(child, alone=child.id in alone) for child in children], rooms, there.ties)


def _child(child: rules.Child, *, alone: bool) -> beds.Child:
    known = rules.someone(child)
    return beds.Child(known.id, known.number, known.sex, known.low, known.high, known.mother_id, mother=child.mother,
                      isolated=alone)  # fmt: skip


def _room(there: house.House, room: Room, found: Iterable[Bed], today: datetime.date) -> beds.Room:
    low, high = rules.ages_of(room.block)
    free = tuple(
        beds.Bed(bed.id, bed.code, "arrival" in (bed.features or ()), bed.overflow, "upper" in (bed.features or ()))
        for bed in found
        if not there.place(room, bed, today).shut and _is_free(there, bed, today)
    )
    return beds.Room(
        room.id, room.name, rules.where(room.block), rules.sex_of(room.block), low, high, bool(room.isolation), free,
        _sleeping(there, room, today),
    )  # fmt: skip


def _is_free(there: house.House, bed: Bed, today: datetime.date) -> bool:
    return rules.in_the_way(there.taken, rules.Taken(bed.id, "", "", today)) is None


def _sleeping(there: house.House, room: Room, today: datetime.date) -> tuple[Someone, ...]:
    """Whoever sleeps in the room or is promised a bed of it."""
    return there.company(rules.Child("", "", "unknown"), room, today).beside
