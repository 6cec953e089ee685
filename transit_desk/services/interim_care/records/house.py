"""The house on a night as the rules need it, read once: beds, who is in them, what is known between children."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from transit_desk import children
from transit_desk.domain import dates
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, Words
from transit_desk.planning import company
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.records import Bed, Room, night, residents
from transit_desk.storage.work import Work


@dataclasses.dataclass(frozen=True)
class House:
    """Rooms with their beds, the nights that are taken and shut, who sleeps here and who is kept with or from whom."""

    rooms: Sequence[tuple[Room, Sequence[Bed]]]
    taken: Sequence[rules.Taken]
    blocks: Sequence[rules.Block]
    known: Mapping[str, rules.Child]  # those whom these eyes see
    ties: company.Ties

    def beds(self) -> Iterable[tuple[Room, Bed]]:
        """Every bed with its room, in the order in which one walks."""
        return ((room, bed) for room, beds in self.rooms for bed in beds)

    def room_of(self, bed: Bed) -> Room:
        """The room a bed stands in."""
        return next(room for room, _beds in self.rooms if room.id == bed.room_id)

    def place(self, room: Room, bed: Bed, from_day: datetime.date, to_day: datetime.date | None = None) -> rules.Place:
        """A bed with its block, as it is from a day on."""
        block = rules.block_in_the_way(self.blocks, bed.id, from_day, to_day)
        return rules.Place(
            bed.id, bed.code, room.id, room.block, bed.overflow, block.kind if block else "", bool(room.isolation),
            frozenset(bed.features or ()),
        )  # fmt: skip

    def company(
        self, child: rules.Child, room: Room, from_day: datetime.date, to_day: datetime.date | None = None
    ) -> rules.Company:
        """Who would sleep in the same room on these nights, as it is planned; never the child itself."""
        beds = {bed.id for each, bed in self.beds() if each.id == room.id}
        nights = [
            each
            for each in self.taken
            if each.bed_id in beds
            and each.key != child.id
            and rules.overlap(from_day, to_day, each.from_day, each.end(planned=each.reserved))
        ]
        there = {each.key or each.number: each for each in nights}
        unseen = {key: company.Someone(key, each.number, each.sex) for key, each in there.items()}
        found = tuple(
            rules.someone(self.known[key]) if key in self.known else someone for key, someone in unseen.items()
        )
        mine = rules.Taken("", child.number, child.sex, from_day, to_day, key=child.id)
        sons = {each.id: each.mother_id for each in (*found, rules.someone(child)) if each.infant and each.sex != "f"}
        return rules.Company(found, self.ties, rules.without_their_sons([mine, *nights], sons, from_day, to_day))

    def with_one_more(self, nights: rules.Taken, child: rules.Child) -> House:
        """The house once another child has a bed."""
        return dataclasses.replace(self, taken=[*self.taken, nights], known={**self.known, nights.key: child})

    def amiss(self, day: datetime.date) -> dict[str, Words]:
        """The beds in which, on a night, somebody sleeps who may not stay there by now, and why.

        Whoever stays longer than was planned may lie in a bed that is shut by now: that is told first.
        """
        found = {}
        for room, bed in self.beds():
            here = [each for each in self.taken if each.bed_id == bed.id and not each.reserved and each.covers(day)]
            shut = rules.block_in_the_way(self.blocks, bed.id, day, day + ONE_DAY)
            if here and shut is not None:
                said = {"block": rules.block_said(shut), "day": dates.say_day(shut.from_day)}
                found[bed.id] = Words(
                    N_("This bed is shut since {day} ({block}), and a child still sleeps in it."), said
                )
                continue
            for child in (self.known[each.key] for each in here if each.key in self.known):
                words = rules.amiss(child, room.block, self.company(child, room, day, day + ONE_DAY))
                if words is not None:
                    found[bed.id] = words
        return found

    def adults(self, day: datetime.date) -> list[str]:
        """The beds in which, on a night, an adult sleeps in a room with a child that is none of its own."""
        found = []
        for room, beds in self.rooms:
            own = {bed.id: child for bed in beds if (child := self._sleeper(bed, day)) is not None}
            there = rules.Company(tuple(rules.someone(child) for child in own.values()), self.ties)
            found += [bed_id for bed_id, child in own.items() if rules.among_children(child, room.block, there)]
        return found

    def _sleeper(self, bed: Bed, day: datetime.date) -> rules.Child | None:
        here = (each for each in self.taken if each.bed_id == bed.id and not each.reserved and each.covers(day))
        return next((self.known[each.key] for each in here if each.key in self.known), None)


_PLANNED: Final = "leaving.to_leave"
_AHEAD: Final = 90  # days within which a planned leaving says when a bed comes free


def as_planned(work: Work, taken: Iterable[rules.Taken]) -> list[rules.Taken]:
    """The same nights, with the day on which a child is to leave the house where nobody said more of its bed."""
    if "leaving.read" not in work.actor.rights:
        return list(taken)
    until = {each.file_id: each.on_day for each in work.ask(_PLANNED, until=work.today() + ONE_DAY * _AHEAD)}
    return [
        dataclasses.replace(each, until=until[each.key])
        if each.key in until and each.to_day is None and each.until is None and not each.reserved
        else each
        for each in taken
    ]


def read(work: Work, since: datetime.date) -> House:
    """The house as it is from a day on. What is kept between two children is known past sight, without its reason."""
    taken = as_planned(work, night.taken(work, since))
    people = residents.children(work, sorted({each.key for each in taken if each.key}))
    return House(night.places(work), taken, night.blocks(work, since), people, children.ties(work))


def around(work: Work, room_ids: Collection[str], day: datetime.date) -> House:
    """A few rooms on one night: what the page of one child asks of the house, without reading all of it."""
    rooms = [(room, beds) for room, beds in night.places(work) if room.id in room_ids]
    taken = night.taken_in(work, [bed.id for _room, beds in rooms for bed in beds], day)
    people = residents.children(work, sorted({each.key for each in taken if each.key}))
    return House(rooms, taken, night.blocks(work, day), people, children.ties(work))
