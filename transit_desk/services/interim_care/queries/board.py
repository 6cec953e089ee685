"""The house on a night: who sleeps where, how full it is, who waits for a bed and which comes free next."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

import sqlalchemy

from transit_desk import choices, said
from transit_desk.action import query
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.names import first_names
from transit_desk.domain.text import N_, Words
from transit_desk.module import Mark, Meter, Rows, Window
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.records import Bed, MattressPlan, Room, book, house, residents
from transit_desk.services.interim_care.views import BedRow, BedView, Board, NextFree, RoomRow, RoomView, ToBed
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
def board(work: Work, *, day: datetime.date | None = None) -> Board:
    """Rooms, beds and who sleeps in them on a night, tonight or another; and who has no bed yet."""
    today = work.today()
    asked = day or today
    there = _Nights(work, asked)
    rooms = [_room_view(room, tuple(there.view(bed) for bed in beds)) for room, beds in there.places]
    views = [view for room in rooms for view in room.beds]
    lying = [view for view in views if view.state == "taken"]
    waiting = _to_bed(work, there) if asked == today else ()
    return Board(
        tuple(rooms), waiting, sum(not view.overflow for view in lying), sum(view.overflow for view in lying),
        sum(view.state == "kept" for view in views), asked, today, there.crowding(work), there.crowded(work, asked),
        _plan(work, today), there.next_free(), tuple(there.house.adults(asked)) if asked == today else (),
        rules.census(there.book, asked, asked)[0].where,
    )  # fmt: skip


class _Nights:
    """What one night of the house is read from."""

    def __init__(self, work: Work, day: datetime.date) -> None:
        self.day, self.today = day, work.today()
        self.house = house.read(work, day - ONE_DAY * _LOOKED_BACK)
        self.places, self.all_taken = self.house.rooms, self.house.taken
        self.taken: dict[str, list[rules.Taken]] = {}
        for each in self.all_taken:
            self.taken.setdefault(each.bed_id, []).append(each)
        self.blocks: dict[str, list[rules.Block]] = {}
        for block in self.house.blocks:
            self.blocks.setdefault(block.bed_id, []).append(block)
        self.book = book.read(work, day, day)
        self.elsewhere = self.book.elsewhere(day)
        self.amiss = self.house.amiss(day) if day == self.today else {}
        keys = {each.key for each in self.all_taken if each.key and (each.to_day is None or each.to_day > day)}
        self.names = residents.names(work, keys)
        self.short = first_names(self.names)
        self.babies = residents.babies(work, sorted(keys))
        self.beds = {bed.id: (room, bed) for room, beds in self.places for bed in beds}

    @property
    def sleeping(self) -> set[str]:
        """The files of those who have a bed this night."""
        return {each.key for each in self.all_taken if not each.reserved and each.covers(self.day)}

    def view(self, bed: Bed) -> BedView:
        """One bed of the board."""
        taken = self.taken.get(bed.id, [])
        found = rules.shown(self.day, self.today, taken, self.blocks.get(bed.id, []), self.elsewhere)
        features = choices.say_all("bed_feature", bed.features or [])
        if found.block is not None:
            words = found.block.why or str(rules.block_said(found.block))
            return BedView(bed.id, bed.code, found.word, bed.overflow, remark=words, kind=found.block.kind,
                           until=found.block.to_day, features=features)  # fmt: skip
        who = found.who
        if who is None:
            return BedView(bed.id, bed.code, "free", bed.overflow, features=features)
        seen = who.key if who.key in self.names else ""  # of a child out of sight the number alone
        after = min(
            (each for each in taken if each.reserved and each is not who and each.to_day is None),
            key=lambda each: each.from_day, default=None,
        )  # fmt: skip
        return BedView(
            bed.id, bed.code, found.word, bed.overflow, seen, self.names.get(seen, who.number), who.number,
            self.babies.get(seen, 0), who.from_day, 0 if who.reserved else (self.day - who.from_day).days + 1,
            features=features, until=who.until, stay_id=who.stay_id,
            next_number=after.number if after else "", next_from=after.from_day if after else None,
            short=self.short.get(seen, who.number), amiss=self.amiss.get(bed.id) if not who.reserved else None,
        )  # fmt: skip

    def crowding(self, work: Work) -> rules.Crowding:
        """How full the house is this night."""
        beds = sum(not bed.overflow for _room, bed in self.beds.values())
        nominal = rules.capacity(beds, int(work.setting("interim_care.capacity", self.day)))
        floor = sum(room.surge or 0 for room, _beds in self.places)
        return rules.Crowding(
            len(self.sleeping), nominal, nominal + floor, int(work.setting("interim_care.crowded", self.day))
        )

    def crowded(self, work: Work, day: datetime.date) -> int:
        """How many nights in a row the house was full, this one included."""
        told = rules.beds_had(self.all_taken, day - ONE_DAY * _LOOKED_BACK, day)
        return rules.crowded_nights(told, self.crowding(work).nominal)

    def next_free(self) -> tuple[NextFree, ...]:
        """The beds that are expected to come free, the soonest first, with whom each is promised to."""
        found = []
        for each in self.all_taken:
            if each.reserved or each.to_day is not None or each.until is None or each.bed_id not in self.beds:
                continue
            room, bed = self.beds[each.bed_id]
            promise = next((other for other in self.taken[bed.id] if other.reserved and other.to_day is None), None)
            name = self.names.get(each.key, each.number)
            found.append(NextFree(bed.id, bed.code, room.name, name, each.until, promise.number if promise else "",
                                  each.until < self.today))  # fmt: skip
        return tuple(sorted(found, key=lambda each: (each.on_day, each.code)))


_LOOKED_BACK: Final = 90  # nights behind which nobody counts how long the house was full


def _plan(work: Work, today: datetime.date) -> str:
    """What a leader said is done while the house is crowded; nothing once its day has come."""
    return next((plan.words for plan in reversed(work.standing(MattressPlan)) if plan.look_again > today), "")


def _room_view(room: Room, beds: tuple[BedView, ...]) -> RoomView:
    ordinary = [bed for bed in beds if not bed.overflow]
    had = {"taken", "kept"}
    return RoomView(
        room.id, room.name, choices.say("block_kind", room.block),
        sum(bed.state in had for bed in ordinary), len(ordinary),
        sum(bed.state in had for bed in beds if bed.overflow),
        sum(bed.state == "out_of_use" for bed in beds), sum(bed.state == "reserved" for bed in beds), beds,
        sum(bed.state == "to_clean" for bed in beds), bool(room.isolation), room.surge or 0,
    )  # fmt: skip


def _to_bed(work: Work, there: _Nights) -> tuple[ToBed, ...]:
    here = [
        file_id for file_id in residents.in_track(work, residents.SLEEPS)
        if file_id not in there.sleeping and file_id not in there.elsewhere
    ]  # fmt: skip
    coming = [file_id for file_id in residents.in_track(work, "in_transit") if file_id not in there.sleeping]
    children = residents.children(work, [*here, *coming])
    names = residents.names(work, [*here, *coming])
    promised = {
        each.key: (each.bed_id, each.stay_id) for each in there.all_taken if each.reserved and each.to_day is None
    }
    return tuple(
        ToBed(file_id, names[file_id], children[file_id].number, children[file_id].baby, file_id in set(coming),
              *promised.get(file_id, ("", "")))
        for file_id in [*here, *coming]
    )  # fmt: skip


_STATES: Final[Mapping[str, Mark]] = {
    "free": Mark(Words(N_("free")), "ring", "ok"),
    "taken": Mark(Words(N_("taken")), "bed", "plain"),
    "kept": Mark(Words(N_("kept, away")), "route", "plain"),
    "reserved": Mark(Words(N_("reserved")), "calendar", "accent"),
    "to_clean": Mark(Words(N_("to clean")), "repair", "idle"),
    "out_of_use": Mark(Words(N_("out of use")), "repair", "idle"),
}


@query(N_("Rooms"), needs="read")
def rooms(work: Work) -> tuple[RoomRow, ...]:
    """Every room, by its name."""
    found = work.all(sqlalchemy.select(Room).where(Room.withdrawn_at.is_(None)).order_by(Room.name))
    return tuple(RoomRow(row.id, row.name, row.block) for row in found)


@query(N_("What the form begins with"), needs="rooms")
def bed_values(work: Work, *, record_id: str) -> dict[str, object]:
    """A bed, before it is changed."""
    return said.held(work, work.get(Bed, record_id), ("code", "features"))


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
