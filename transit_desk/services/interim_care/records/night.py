"""Who sleeps where, as it is kept: reading stays and beds, and writing both sides of a stay together."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

import sqlalchemy

from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.records import Bed, BedTaken, Room, Stay
from transit_desk.storage import kept
from transit_desk.storage.work import Work


def place(work: Work, bed: Bed) -> rules.Place:
    """A bed with the block of its room."""
    room = work.get(Room, bed.room_id)
    return rules.Place(bed.id, bed.code, room.id, room.block, bed.overflow, bed.out_of_use)


def _by_number(code: str) -> tuple[tuple[int, str], ...]:
    """F2 before F10, as the beds stand in the room."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", code))


def places(work: Work) -> list[tuple[Room, list[Bed]]]:
    """Every room with its beds: rooms in the order of their blocks, beds by code, mattresses last."""
    rooms = work.all(sqlalchemy.select(Room).where(Room.withdrawn_at.is_(None)))
    beds: dict[str, list[Bed]] = {}
    statement = sqlalchemy.select(Bed).where(Bed.withdrawn_at.is_(None))
    for bed in sorted(work.all(statement), key=lambda bed: (bed.overflow, _by_number(bed.code))):
        beds.setdefault(bed.room_id, []).append(bed)
    order = ("girls", "girls_with_children", "boys_10_13", "boys_14_17", "infirmary", "quiet", "family")
    return [
        (room, beds.get(room.id, []))
        for room in sorted(rooms, key=lambda room: (order.index(room.block), room.name, room.id))
    ]


def taken(work: Work, bed_ids: Sequence[str] | None = None) -> list[rules.Taken]:
    """The nights that are taken, in some beds or in all; whoever the children are."""
    statement = sqlalchemy.select(BedTaken).where(BedTaken.withdrawn_at.is_(None))
    if bed_ids is not None:
        statement = statement.where(BedTaken.bed_id.in_(bed_ids))
    return [rules.Taken(row.bed_id, row.number, row.sex, row.from_day, row.to_day) for row in work.all(statement)]


def sexes_beside(work: Work, bed: Bed, from_day: datetime.date) -> set[str]:
    """The sexes of the children who sleep in the same room from a day on."""
    beds = work.all(sqlalchemy.select(Bed.id).where(Bed.room_id == bed.room_id, Bed.id != bed.id))
    return {each.sex for each in taken(work, list(beds)) if rules.overlap(from_day, None, each.from_day, each.to_day)}


def stays_of(work: Work, file_id: str) -> list[tuple[str, datetime.date, datetime.date | None]]:
    """A child's own stays: code of the bed, from, to."""
    statement = (
        sqlalchemy.select(Bed.code, Stay.from_day, Stay.to_day)
        .join(Bed, Bed.id == Stay.bed_id)
        .where(Stay.file_id.in_(work.same(file_id)), Stay.withdrawn_at.is_(None))
    )
    return [(row.code, row.from_day, row.to_day) for row in work.rows(statement)]


def current(work: Work, file_id: str) -> Stay | None:
    """The stay of a child that has not ended."""
    return work.first(
        sqlalchemy.select(Stay).where(
            Stay.file_id.in_(work.same(file_id)), Stay.to_day.is_(None), Stay.withdrawn_at.is_(None)
        )
    )


def tonight(work: Work, file_ids: Sequence[str] | None, day: datetime.date) -> list[tuple[Stay, Bed]]:
    """Who sleeps in which bed on a night, among the children of these files or all that these eyes see."""
    if file_ids is None:
        return [(stay, bed) for stay, bed in work.rows(_TONIGHT, day=day)]
    files = sorted({other for each in file_ids for other in work.same(each)})
    return [(stay, bed) for stay, bed in work.rows(_TONIGHT_OF, day=day, files=files)]


_DAY = sqlalchemy.bindparam("day", type_=sqlalchemy.Date)
_TONIGHT = (
    sqlalchemy.select(Stay, Bed)
    .join(Bed, Bed.id == Stay.bed_id)
    .where(
        Stay.withdrawn_at.is_(None), Stay.from_day <= _DAY, sqlalchemy.or_(Stay.to_day.is_(None), Stay.to_day > _DAY)
    )
)
_TONIGHT_OF = _TONIGHT.where(Stay.file_id.in_(kept.FILES))


def nobody_in(work: Work, bed: Bed, day: datetime.date) -> None:
    """No bed is taken away from under a child, nor from one for whom it is kept."""
    other = rules.in_the_way(taken(work, [bed.id]), bed.id, day, None)
    if other is not None:
        raise errors.RuleBroken(
            Words(N_("{number} has bed {code}. Move the child first."), {"number": other.number, "code": bed.code}),
            "bed_id",
        )


# -- writing both sides


def _side(work: Work, stay: Stay) -> BedTaken:
    found = work.first(sqlalchemy.select(BedTaken).where(BedTaken.stay_id == stay.id))
    if found is None:
        raise errors.NotFound
    return found


def end(work: Work, stay: Stay, on_day: datetime.date, why: str | None) -> None:
    """The stay ends: from this day on the bed is free."""
    rules.ends_in_order(stay.from_day, on_day, max(work.today(), stay.from_day))
    stay.to_day = on_day
    if why:
        stay.why = why
    _side(work, stay).to_day = on_day
    work.session.flush()


def reopen(work: Work, stay: Stay) -> None:
    """Undo of an end: the bed may have been given to somebody else in the meantime."""
    bed = work.get(Bed, stay.bed_id)
    side = _side(work, stay)
    others = [
        rules.Taken(row.bed_id, row.number, row.sex, row.from_day, row.to_day)
        for row in work.all(
            sqlalchemy.select(BedTaken).where(
                BedTaken.bed_id == bed.id, BedTaken.withdrawn_at.is_(None), BedTaken.id != side.id
            )
        )
    ]
    rules.bed_is_free(others, place(work, bed), stay.from_day, None)
    own = work.all(
        sqlalchemy.select(Stay).where(
            Stay.file_id.in_(work.same(stay.file_id)), Stay.id != stay.id, Stay.withdrawn_at.is_(None)
        )
    )
    rules.child_is_free([(bed.code, each.from_day, each.to_day) for each in own], side.number, stay.from_day, None)
    stay.to_day, side.to_day = None, None
    work.session.flush()


def unmake(work: Work, stay: Stay, why: str) -> None:
    """Take a stay back that was entered by mistake; its night was never slept."""
    work.withdraw(stay, why)
    work.withdraw(_side(work, stay), why)
    work.session.flush()
