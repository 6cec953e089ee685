"""Nights on which many arrive at once, made at random; and a judge of what is proposed, written from the rules.

The judge knows neither the solver nor `company`: it reads `domain.md` §3.2 once more, in its own words.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator

from transit_desk.planning.beds import Bed, Child, Given, Proposal, Room
from transit_desk.planning.company import Someone, Ties, Where, pairs

# Name, where, for whom, ages, beds: forty in all.
FORTY = (
    ("Girls A", Where.BEDROOM, "f", 0, 99, 7),
    ("Girls B", Where.BEDROOM, "f", 0, 99, 4),
    ("Mothers", Where.MOTHERS_ROOM, "f", 0, 99, 5),
    ("Boys 10-13 A", Where.BEDROOM, "m", 0, 13, 5),
    ("Boys 10-13 B", Where.BEDROOM, "m", 0, 13, 3),
    ("Boys 14-17 A", Where.BEDROOM, "m", 14, 99, 6),
    ("Boys 14-17 B", Where.BEDROOM, "m", 14, 99, 4),
    ("Infirmary", Where.BEDROOM, "", 0, 99, 2),
    ("Quiet room", Where.BEDROOM, "", 0, 99, 2),
    ("Family room", Where.FAMILY_ROOM, "", 0, 99, 2),
)


@dataclasses.dataclass(frozen=True)
class Night:
    """One night: who arrives, into which house, and what is known between two."""

    children: tuple[Child, ...]
    rooms: tuple[Room, ...]
    ties: Ties


def night(chance: random.Random, count: int = 30) -> Night:
    """So many arrivals, with brothers and sisters, babies and fears, into a house of forty beds in part asleep."""
    rooms = tuple(_room(chance, number) for number in range(len(FORTY)))
    asleep = [each for room in rooms for each in room.sleeping]
    children: list[Child] = []
    siblings: list[tuple[str, str]] = []
    while len(children) < count:
        family = [_child(chance, len(children) + each) for each in range(chance.choice((1, 1, 1, 1, 2, 2, 3)))]
        children += family
        siblings += [(one.id, other.id) for one in family for other in family if one.id < other.id]
    children = children[:count]
    for _each in range(chance.randint(0, 4)):
        children = _with_a_baby(chance, children)
    keys = [each.id for each in (*children, *asleep)]
    beside = {each.id: each.mother_id for each in children if each.mother_id}
    fears = [(chance.choice(children).id, chance.choice(keys)) for _each in range(chance.randint(0, 10))]
    fears = [(one, other) for one, other in fears if beside.get(one) != other and beside.get(other) != one]
    if asleep and chance.random() < 0.5:
        siblings.append((chance.choice(children).id, chance.choice(asleep).id))
    ties = Ties(pairs(fears), pairs(siblings))
    return Night(tuple(children), rooms, ties)


def _room(chance: random.Random, number: int) -> Room:
    name, where, sex, low, high, count = FORTY[number]
    full = chance.randint(0, count // 2) if sex else chance.randint(0, 1)
    ages = range(max(low, 8), min(high, 17) + 1) if sex else (2, 11, 16, 24)
    sleeping = tuple(
        Someone(f"s{number}-{each}", f"TD-S{number}{each}", sex or chance.choice("fm"), age, age)
        for each in range(full) for age in [chance.choice(ages)]
    )  # fmt: skip
    beds = tuple(Bed(f"b{number}-{each}", f"{name[0]}-{each}", chance.random() < 0.2) for each in range(count - full))
    return Room(f"r{number}", name, where, sex, low, high, beds=beds, sleeping=sleeping)


def _child(chance: random.Random, number: int) -> Child:
    age = chance.choice((2, *range(5, 19), 24))
    low, high = (None, None) if chance.random() < 0.05 else (age, age + chance.choice((0, 0, 1, 2)))
    sex = chance.choices(("f", "m", "unknown"), (45, 53, 2))[0]
    return Child(f"c{number:02}", f"TD-{number:02}", sex, low, high)


def _with_a_baby(chance: random.Random, children: list[Child]) -> list[Child]:
    """A girl of the group has a baby with her, which takes the place of somebody who comes another day."""
    girls = [each for each in children if each.sex == "f" and (each.low or 0) >= 14 and not each.mother]
    others = [each for each in children if each not in girls and not each.mother_id]
    if not girls or not others:
        return children
    mother, left = chance.choice(girls), chance.choice(others)
    baby = Child(left.id, left.number, chance.choice("fm"), 0, 1, mother_id=mother.id)
    rest = [each for each in children if each not in (mother, left)]
    return sorted([*rest, dataclasses.replace(mother, mother=True), baby], key=lambda each: each.id)


def faults(told: Night, proposal: Proposal) -> Iterator[str]:
    """Every rule that a proposal breaks, in words; nothing where it keeps them all."""
    if sorted(each.child.id for each in proposal.given) != sorted(each.id for each in told.children):
        yield "somebody is left out, or laid twice"
        return
    by_id = {each.child.id: each for each in proposal.given}
    beds = [each.bed.id for each in proposal.given if each.bed]
    if len(beds) != len(set(beds)):
        yield "two in one bed"
    for given in proposal.given:
        if given.room is None:
            yield from _left_without(told, proposal, given)
            continue
        if given.bed is not None and given.bed not in given.room.beds:
            yield f"{given.bed.code} is not free in {given.room.name}"
        if given.beside and by_id[given.beside].room != given.room:
            yield f"{given.child.number} is a baby and not with the mother"
        if given.overflow and len([each for each in _laid(proposal, given.room) if each.bed]) < len(given.room.beds):
            yield f"{given.child.number} lies on a mattress beside a free bed"
        if not given.why:
            yield f"{given.child.number} is laid without a reason"
    for room in told.rooms:
        yield from _of_room(told, proposal, room)
    yield from _siblings(told, proposal)
    yield from _adults(told, proposal)


def _adults(told: Night, proposal: Proposal) -> Iterator[str]:
    """Nobody is laid so that an adult and a child of somebody else share a room while there is another for it."""
    for given in proposal.given:
        child = given.child
        if child.mother_id or given.room is None or not _strangers(told, proposal, child, given.room):
            continue
        for room in told.rooms:
            if not _kept_out(told, proposal, child, room) and not _strangers(told, proposal, child, room):
                yield f"{child.number} shares {given.room.name} with one who is grown or small; {room.name} is free"
        if "no other room is free" not in str(given.words):
            yield f"{child.number} is not told that an adult sleeps among children"


def _strangers(told: Night, proposal: Proposal, child: Child, room: Room) -> list[Someone]:
    """Those of a room who are grown beside this child, or children beside this adult; mothers are among their own."""
    here: list[Someone] = [*(each.child for each in _laid(proposal, room) if not each.beside), *room.sleeping]
    return [
        each for each in here
        if each.id != child.id and each.adult != child.adult
        and frozenset((each.id, child.id)) not in told.ties.siblings
        and not (room.where is Where.MOTHERS_ROOM and getattr(child if child.adult else each, "mother", True))
    ]  # fmt: skip


def _laid(proposal: Proposal, room: Room) -> list[Given]:
    return [each for each in proposal.given if each.room == room]


def _of_room(told: Night, proposal: Proposal, room: Room) -> Iterator[str]:
    """Girls and boys sleep apart, but for a baby beside its mother; nobody sleeps beside whom they fear."""
    here = [each.child for each in _laid(proposal, room) if not each.beside]
    sexes = {each.sex for each in (*here, *room.sleeping)}
    if len(sexes) > 1 or (room.sex and sexes - {room.sex}):
        yield f"girls and boys in {room.name}"
    if "unknown" in sexes and len(here) + len(room.sleeping) > 1:
        yield f"somebody of whom nobody knows whether it is a girl sleeps with others in {room.name}"
    there = {each.child.id for each in _laid(proposal, room)} | {each.id for each in room.sleeping}
    yield from (f"{sorted(pair)} share {room.name} in fear" for pair in told.ties.apart if pair <= there)


def _left_without(told: Night, proposal: Proposal, given: Given) -> Iterator[str]:
    """A mattress can always be laid: whoever has no place is kept out of each room by somebody in it."""
    child = given.child
    if child.mother_id:
        return
    for room in told.rooms:
        if not given.why:
            yield f"{child.number} has no place and is not told why"
        if not _kept_out(told, proposal, child, room):
            yield f"{child.number} could sleep in {room.name}"


def _kept_out(told: Night, proposal: Proposal, child: Child, room: Room) -> bool:
    if room.sex and room.sex != child.sex:
        return True
    here: list[Someone] = [*(each.child for each in _laid(proposal, room) if each.child != child), *room.sleeping]
    unlike = any(each.sex != child.sex or child.sex == "unknown" for each in here if not getattr(each, "mother_id", ""))
    own = {child.id, *(each.id for each in told.children if each.mother_id == child.id)}
    return unlike or any(frozenset((one, other.id)) in told.ties.apart for one in own for other in here)


def _siblings(told: Night, proposal: Proposal) -> Iterator[str]:
    """Two brothers are parted only where each block for them holds somebody one of them is kept apart from."""
    rooms = {each.child.id: each.room for each in proposal.given}
    children = {each.id: each for each in told.children}
    families = [pair for pair in told.ties.siblings if pair <= children.keys()]
    for pair in families:
        one, other = (children[each] for each in sorted(pair))
        alone = sum(bool(pair & each) for each in told.ties.siblings) == 1
        if not alone or one.sex != other.sex or rooms[one.id] == rooms[other.id] or pair in told.ties.apart:
            continue
        if one.mother_id or other.mother_id or not rooms[one.id] or not rooms[other.id]:
            continue
        for room in told.rooms:
            if _strangers(told, proposal, one, room) or _strangers(told, proposal, other, room):
                continue  # away from an adult is more than together
            if room.sex and not (_kept_out(told, proposal, one, room) or _kept_out(told, proposal, other, room)):
                yield f"{one.number} and {other.number} are brothers or sisters, and could both sleep in {room.name}"
