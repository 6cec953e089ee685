"""Who sleeps where, as it is kept: reading the nights of the beds, and writing both sides of a stay together."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import Final

import sqlalchemy

from transit_desk import children, choices
from transit_desk.domain import errors
from transit_desk.domain.dates import ONE_DAY
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.records import Bed, BedBlock, BedTaken, Room, Stay
from transit_desk.storage import kept
from transit_desk.storage.work import Work


def _by_number(code: str) -> tuple[tuple[int, str], ...]:
    """F2 before F10, as the beds stand in the room."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", code))


def places(work: Work) -> list[tuple[Room, list[Bed]]]:
    """Every room with its beds: rooms in the order of their blocks, beds by code, mattresses last."""
    beds: dict[str, list[Bed]] = {}
    for bed in sorted(work.standing(Bed), key=lambda bed: (bed.overflow, _by_number(bed.code))):
        beds.setdefault(bed.room_id, []).append(bed)
    kinds = choices.load("block_kind")
    rooms = sorted(work.standing(Room), key=lambda room: (kinds.place(room.block), room.name, room.id))
    return [(room, beds.get(room.id, [])) for room in rooms]


# -- the nights of the beds, whoever sleeps in them

EVERY_BED: Final = sqlalchemy.select(Bed)
_DAY: Final = sqlalchemy.bindparam("day", type_=sqlalchemy.Date)
_TAKEN: Final = sqlalchemy.select(BedTaken).where(BedTaken.withdrawn_at.is_(None)).order_by(BedTaken.from_day)
_TAKEN_SINCE: Final = _TAKEN.where(sqlalchemy.or_(BedTaken.to_day.is_(None), BedTaken.to_day > _DAY))
_TAKEN_IN: Final = _TAKEN_SINCE.where(
    BedTaken.bed_id.in_(sqlalchemy.bindparam("beds", expanding=True)), BedTaken.from_day <= _DAY
)
_SHUT_SINCE: Final = kept.standing(BedBlock).where(sqlalchemy.or_(BedBlock.to_day.is_(None), BedBlock.to_day > _DAY))
_FILES_OF: Final = sqlalchemy.select(Stay.id, Stay.file_id).where(
    Stay.id.in_(sqlalchemy.bindparam("ids", expanding=True))
)


def taken(work: Work, since: datetime.date | None = None) -> list[rules.Taken]:
    """The nights that are taken or promised, all that ever were or those after a day; whoever the children are."""
    return _known(work, work.all(_TAKEN) if since is None else work.all(_TAKEN_SINCE, day=since))


def taken_in(work: Work, beds: Iterable[str], day: datetime.date) -> list[rules.Taken]:
    """The same of these beds on one night alone."""
    return _known(work, work.all(_TAKEN_IN, beds=sorted(beds), day=day))


def _known(work: Work, rows: Sequence[BedTaken]) -> list[rules.Taken]:
    unkeyed = [row.stay_id for row in rows if row.child_key is None]  # kept before step 0023
    keys = {row.id: row.file_id for row in work.rows(_FILES_OF, ids=unkeyed)} if unkeyed else {}
    return [_taken(work, row, row.child_key or keys.get(row.stay_id, "")) for row in rows]


def _taken(work: Work, row: BedTaken, key: str) -> rules.Taken:
    return rules.Taken(
        row.bed_id, row.number, row.sex, row.from_day, row.to_day, row.until, bool(row.reserved),
        work.stays(key) if key else "", row.stay_id,
    )  # fmt: skip


def blocks(work: Work, since: datetime.date | None = None) -> list[rules.Block]:
    """The nights on which nobody is given a bed, all that ever were or those after a day.

    One that was shut before step 0023 is so until somebody opens it.
    """
    found = [
        rules.Block(row.id, row.bed_id, row.kind, row.from_day, row.to_day, row.why or "")
        for row in (work.standing(BedBlock) if since is None else work.all(_SHUT_SINCE, day=since))
    ]
    return found + [
        rules.Block("", bed.id, "repair", work.day_of(bed.made_at), None, bed.out_why or "")
        for bed in work.standing(Bed)
        if bed.out_of_use
    ]


# -- a child's own stays

_STANDING: Final = sqlalchemy.select(Stay, Bed).join(Bed, Bed.id == Stay.bed_id).where(Stay.withdrawn_at.is_(None))
_LATELY: Final = (
    sqlalchemy.select(Stay, Room.isolation)
    .join(Bed, Bed.id == Stay.bed_id)
    .join(Room, Room.id == Bed.room_id)
    .where(
        Stay.file_id.in_(kept.FILES),
        Stay.withdrawn_at.is_(None),
        Stay.reserved.is_not(True),
        sqlalchemy.or_(Stay.to_day.is_(None), Stay.to_day >= _DAY),
    )
    .order_by(Stay.from_day, Stay.made_at)
)
_OWN: Final = _STANDING.where(Stay.file_id.in_(kept.FILES)).order_by(Stay.from_day, Stay.made_at)
_TONIGHT: Final = _STANDING.where(
    Stay.reserved.is_not(True), Stay.from_day <= _DAY, sqlalchemy.or_(Stay.to_day.is_(None), Stay.to_day > _DAY)
)
_TONIGHT_OF: Final = _TONIGHT.where(Stay.file_id.in_(kept.FILES))


def own(work: Work, file_id: str) -> list[tuple[Stay, Bed]]:
    """Every stay and reservation of a child, the oldest first."""
    return [(stay, bed) for stay, bed in work.rows(_OWN, files=sorted(work.same(file_id)))]


def own_nights(work: Work, file_id: str) -> list[tuple[str, rules.Taken]]:
    """The same as the rules know them, each with the code of its bed."""
    return [(bed.code, as_taken(stay)) for stay, bed in own(work, file_id)]


def as_taken(stay: Stay) -> rules.Taken:
    """A child's own stay as the rules know it."""
    return rules.Taken(
        stay.bed_id, "", "", stay.from_day, stay.to_day, stay.until, bool(stay.reserved), stay.file_id, stay.id
    )


def current(work: Work, file_id: str) -> Stay | None:
    """The stay of a child that has not ended."""
    return next((stay for stay, _bed in own(work, file_id) if stay.to_day is None and not stay.reserved), None)


def promised(work: Work, file_id: str) -> list[tuple[Stay, Bed]]:
    """The reservations of a child that nobody took up or back, the first to come first."""
    return [(stay, bed) for stay, bed in own(work, file_id) if stay.to_day is None and stay.reserved]


def alone(work: Work, file_ids: Iterable[str]) -> dict[str, str]:
    """Which of these children slept alone until last night or tonight, since they live here this time.

    That they did is told by the room; why, as far as these eyes read it, by what somebody said then.
    """
    wanted = {work.stays(each) for each in file_ids}
    files = sorted({other for each in wanted for other in work.same(each)})
    if not files:
        return {}
    lived = children.lived_of(work, wanted)
    last = {
        work.stays(stay.file_id): (stay, apart)
        for stay, apart in work.rows(_LATELY, files=files, day=work.today() - ONE_DAY)
        if not any(_within(stay, each) for each in lived[work.stays(stay.file_id)])
    }
    return {key: _reason(work, stay) for key, (stay, apart) in last.items() if apart}


def _within(stay: Stay, before: children.Lived) -> bool:
    """Whether a stay was of a time in the house that has ended."""
    ended = before.ended is not None and stay.to_day is not None and stay.to_day <= before.ended
    return ended and before.began <= stay.from_day


def _reason(work: Work, stay: Stay) -> str:
    why = work.see(stay, "alone_for")
    return why if isinstance(why, str) else ""


def tonight(work: Work, file_ids: Sequence[str] | None, day: datetime.date) -> list[tuple[Stay, Bed]]:
    """Who sleeps in which bed on a night, among the children of these files or all that these eyes see."""
    if file_ids is None:
        return [(stay, bed) for stay, bed in work.rows(_TONIGHT, day=day)]
    files = sorted({other for each in file_ids for other in work.same(each)})
    return [(stay, bed) for stay, bed in work.rows(_TONIGHT_OF, day=day, files=files)]


# -- writing both sides

OTHER_TAKEN_UP: Final = "the other one was taken up"
_GIVEN_UP: Final = sqlalchemy.select(Stay).where(
    Stay.file_id.in_(kept.FILES),
    Stay.withdrawn_why == OTHER_TAKEN_UP,
    Stay.withdrawn_at == sqlalchemy.bindparam("at", type_=sqlalchemy.BigInteger),
)


def given_up_for(work: Work, stay: Stay) -> list[Stay]:
    """The promises that were taken back because another of the same nights became this stay."""
    return list(work.all(_GIVEN_UP, files=sorted(work.same(stay.file_id)), at=stay.made_at))


_SIDE: Final = sqlalchemy.select(BedTaken).where(BedTaken.stay_id == sqlalchemy.bindparam("stay_id"))


def side(work: Work, stay: Stay) -> BedTaken:
    """What is known of the bed past sight."""
    found = work.first(_SIDE, stay_id=stay.id)
    if found is None:
        raise errors.NotFound
    return found


def begin(work: Work, stay: Stay, number: str, sex: str) -> Stay:
    """A stay or a reservation begins, and with it what is known of the bed past sight."""
    work.add(stay)
    work.session.flush()
    work.add(
        BedTaken(
            stay_id=stay.id, bed_id=stay.bed_id, number=number, sex=sex, from_day=stay.from_day, to_day=stay.to_day,
            until=stay.until, reserved=stay.reserved, child_key=stay.file_id,
        )
    )  # fmt: skip
    work.session.flush()
    return stay


def end(work: Work, stay: Stay, on_day: datetime.date, why: str | None) -> None:
    """The stay ends: from this day on the bed is free."""
    rules.ends_in_order(stay.from_day, on_day, max(work.today(), stay.from_day))
    set_end(work, stay, on_day)
    if why:
        stay.end_why = why
    work.session.flush()


def set_end(work: Work, stay: Stay, on_day: datetime.date | None) -> None:
    """The day on which the bed is free again, on both sides; None where the stay goes on."""
    stay.to_day = on_day
    side(work, stay).to_day = on_day
    work.session.flush()


def set_until(work: Work, stay: Stay, until: datetime.date | None) -> None:
    """The day on which the bed is expected to be free, on both sides."""
    stay.until = until
    side(work, stay).until = until
    work.session.flush()


def unmake(work: Work, stay: Stay, why: str) -> None:
    """Take a stay back that was entered by mistake; its night was never slept."""
    work.withdraw(stay, why)
    work.withdraw(side(work, stay), why)
    work.session.flush()
