"""What can be asked of the house at night: how full it is, who sleeps where, which bed suits whom."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import sqlalchemy

from transit_desk import choices
from transit_desk.action import query
from transit_desk.domain.text import N_, Words
from transit_desk.module import Mark, Meter, Rows, Window
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.records import Bed, BedTaken, Room, night, residents
from transit_desk.services.interim_care.views import (
    BedOf,
    BedRow,
    BedView,
    Board,
    FreeBed,
    Proposed,
    RoomRow,
    RoomView,
    ToBed,
)
from transit_desk.storage.work import Work


@query(N_("How full the house is"), needs="read")
def blocks(work: Work) -> tuple[Meter, ...]:
    """Each room tonight: taken of places, and how many sleep on mattresses."""
    return tuple(Meter(room.name, room.taken, room.places, _remark(room), room.over) for room in board(work).rooms)


def _remark(room: RoomView) -> Words | str:
    if room.out_of_use:
        return Words(
            N_("{count} bed out of use"), {"count": room.out_of_use}, plural=N_("{count} beds out of use"),
            count=room.out_of_use,
        )  # fmt: skip
    return ""


@query(N_("Who sleeps where"), needs="read")
def board(work: Work) -> Board:
    """Rooms, beds and who sleeps in them tonight; and who has no bed yet."""
    today = work.today()
    sleeping = night.tonight(work, None, today)
    by_bed = {bed.id: work.stays(stay.file_id) for stay, bed in sleeping}
    nights = _nights(work, today)
    files = [work.stays(stay.file_id) for stay, _bed in sleeping]
    names = residents.names(work, files)
    carried = residents.babies(work, files)
    rooms = []
    for room, beds in night.places(work):
        views = tuple(_bed_view(bed, nights.get(bed.id, []), by_bed.get(bed.id), names, carried, today) for bed in beds)
        rooms.append(_room_view(room, views))
    own = [view for room in rooms for view in room.beds if view.state == "taken"]
    return Board(
        tuple(rooms), _to_bed(work, set(files)), sum(not view.overflow for view in own),
        sum(view.overflow for view in own),
    )  # fmt: skip


def _nights(work: Work, today: datetime.date) -> dict[str, list[BedTaken]]:
    found: dict[str, list[BedTaken]] = {}
    statement = (
        sqlalchemy.select(BedTaken)
        .where(
            BedTaken.withdrawn_at.is_(None),
            sqlalchemy.or_(BedTaken.to_day.is_(None), BedTaken.to_day > today),
        )
        .order_by(BedTaken.from_day)
    )
    for row in work.all(statement):
        found.setdefault(row.bed_id, []).append(row)
    return found


def _bed_view(
    bed: Bed, taken: Sequence[BedTaken], file_id: str | None, names: Mapping[str, str], carried: Mapping[str, int],
    today: datetime.date,
) -> BedView:  # fmt: skip
    if bed.out_of_use:
        return BedView(bed.id, bed.code, "out_of_use", bed.overflow, remark=bed.out_why or "")
    first = taken[0] if taken else None
    if first is None:
        return BedView(bed.id, bed.code, "free", bed.overflow)
    if first.from_day > today:
        return BedView(bed.id, bed.code, "reserved", bed.overflow, number=first.number, since=first.from_day)
    there = file_id or ""  # of a child out of sight the number alone
    return BedView(
        bed.id, bed.code, "taken", bed.overflow, there, names.get(there, first.number), first.number,
        carried.get(there, 0), first.from_day, (today - first.from_day).days + 1,
    )  # fmt: skip


def _room_view(room: Room, beds: tuple[BedView, ...]) -> RoomView:
    ordinary = [bed for bed in beds if not bed.overflow]
    return RoomView(
        room.id, room.name, choices.say("block_kind", room.block),
        sum(bed.state == "taken" for bed in ordinary), len(ordinary),
        sum(bed.state == "taken" for bed in beds if bed.overflow),
        sum(bed.state == "out_of_use" for bed in beds), sum(bed.state == "reserved" for bed in beds), beds,
    )  # fmt: skip


def _to_bed(work: Work, sleeping: set[str]) -> tuple[ToBed, ...]:
    here = [file_id for file_id in residents.in_track(work, "resident") if file_id not in sleeping]
    coming = [file_id for file_id in residents.in_track(work, "in_transit") if file_id not in sleeping]
    children = residents.children(work, [*here, *coming])
    names = residents.names(work, [*here, *coming])
    return tuple(
        ToBed(file_id, names[file_id], children[file_id].number, children[file_id].baby, file_id in set(coming))
        for file_id in [*here, *coming]
    )


_STATES = {
    "free": Mark(Words(N_("free")), "ring", "ok"),
    "taken": Mark(Words(N_("taken")), "bed", "plain"),
    "reserved": Mark(Words(N_("reserved")), "calendar", "accent"),
    "out_of_use": Mark(Words(N_("out of use")), "repair", "idle"),
}


@query(N_("Rooms"), needs="read")
def rooms(work: Work) -> tuple[RoomRow, ...]:
    """Every room, by its name."""
    found = work.all(sqlalchemy.select(Room).where(Room.withdrawn_at.is_(None)).order_by(Room.name))
    return tuple(RoomRow(row.id, row.name) for row in found)


@query(N_("Beds"), needs="read")
def beds(work: Work, *, window: Window) -> Rows:
    """Every bed of the house in one list, room by room; a house has few enough of them for one window."""
    told = board(work)
    rows = []
    for room in told.rooms:
        for bed in room.beds:
            if window.filters.get("free") and bed.state != "free":
                continue
            nights = Words(N_("night {count}"), {"count": bed.night}) if bed.night else bed.remark
            rows.append(
                BedRow(bed.file_id, bed.code, room.name, bed.name or bed.number, str(nights), _STATES[bed.state])
            )
    return Rows(tuple(rows), len(rows), None, told.sum_up)


@query(N_("A child's bed"), needs="read")
def bed_of(work: Work, *, file_id: str) -> BedOf | None:
    """Where a child sleeps tonight; None where it has no bed."""
    for stay, bed in night.tonight(work, [file_id], work.today()):
        room = work.get(Room, bed.room_id)
        return BedOf(stay.id, bed.id, bed.code, room.name, stay.from_day, bed.overflow)
    return None


@query(N_("Which bed suits"), needs="read")
def free_beds(work: Work, *, file_id: str) -> tuple[FreeBed, ...]:
    """Every bed nobody has from tonight on, those that suit first; of the others, why not."""
    today = work.today()
    child = residents.child(work, work.stays(file_id))
    child = residents.with_kin(work, {child.id: child}, today)[child.id]
    taken = night.taken(work)
    found: list[FreeBed] = []
    for room, beds in night.places(work):
        for bed in beds:
            place = rules.Place(bed.id, bed.code, room.id, room.block, bed.overflow, bed.out_of_use)
            other = rules.in_the_way(taken, bed.id, today, None)
            if other is not None and other.from_day <= today:
                continue
            told = rules.verdict(child, place, night.sexes_beside(work, bed, today))
            if other is not None and told.suits:
                told = rules.Verdict("not_now", Words(N_("Kept for {number}."), {"number": other.number}))
            found.append(FreeBed(bed.id, bed.code, room.name, told.suits, told.words, told.answer, told.exception))
    rank = {"suits": 0, "with_reason": 1, "exception": 2, "not_now": 3, "never": 4}
    return tuple(sorted(found, key=lambda bed: rank[bed.answer]))


@query(N_("Beds for a group"), needs="read")
def beds_for(work: Work, *, file_ids: Sequence[str]) -> tuple[Proposed, ...]:
    """A bed for each of a group, first come first served by block, sex and age; those who have one are left out."""
    today = work.today()
    have = {work.stays(stay.file_id) for stay, _bed in night.tonight(work, file_ids, today)}
    wanted = residents.children(work, {work.stays(file_id) for file_id in file_ids} - have)
    children = residents.with_kin(work, wanted, today)
    names = residents.names(work, children)
    rooms = {room.id: room for room, _beds in night.places(work)}
    places = [
        rules.Place(bed.id, bed.code, room.id, room.block, bed.overflow, bed.out_of_use)
        for room, beds in night.places(work)
        for bed in beds
    ]
    found = rules.first_fit(children.values(), places, night.taken(work), today)
    return tuple(
        Proposed(
            child.id, names[child.id], child.number, place.id if place else "", place.code if place else "",
            rooms[place.room_id].name if place else "", place.room_id if place else "", told.words, told.exception,
        )
        for child, place, told in found
    )  # fmt: skip
