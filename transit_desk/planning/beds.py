"""Beds for a group that arrives tonight: everybody gets a bed, or a mattress in the right block, with the reasons.

Pure. Nobody who is in bed already is moved. The order of what counts: no hard rule is ever broken; nobody is left
without a place; brothers and sisters stay together; each sleeps in the block that is meant for them; few mattresses;
few of the things that `company` tells of a room. Babies sleep where their mothers do, and take nobody's bed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from transit_desk.domain.text import N_, Joined, Words
from transit_desk.planning import company, solver
from transit_desk.planning.company import Answer, Someone, Ties, Where

_ANY_AGE: Final = (0, 99)
_CARED_FOR: Final = frozenset({Where.FAMILY_ROOM, Where.MOTHERS_ROOM})
LIMIT: Final = 10.0
"""Seconds after which the best proposal so far is taken, and told as such."""


@dataclasses.dataclass(frozen=True)
class Child(Someone):
    """A child to be laid."""

    mother: bool = False  # has a baby with her
    isolated: bool = False  # has to sleep away from the others


@dataclasses.dataclass(frozen=True)
class Bed:
    """A place nobody has from tonight on."""

    id: str
    code: str
    arrival: bool = False  # kept for the first night
    mattress: bool = False
    upper: bool = False  # above in a bunk


@dataclasses.dataclass(frozen=True)
class Room:
    """A room with its free places and with those who sleep there already."""

    id: str
    name: str
    where: Where = Where.BEDROOM
    sex: str = ""  # whom its block is for; empty: for nobody in particular
    low: int = 0
    high: int = 99
    isolation: bool = False
    beds: tuple[Bed, ...] = ()
    sleeping: tuple[Someone, ...] = ()

    @property
    def proper(self) -> tuple[Bed, ...]:
        """Its free beds, the lower ones and those for arrivals first; mattresses left aside."""
        found = (bed for bed in self.beds if not bed.mattress)
        return tuple(sorted(found, key=lambda bed: (bed.upper, not bed.arrival)))


@dataclasses.dataclass(frozen=True)
class Given:
    """What is proposed for one child. Without a room nobody found one: `why` says what stands in the way."""

    child: Child
    room: Room | None = None
    bed: Bed | None = None  # None in a room: a mattress is laid, or the child sleeps beside the mother
    beside: str = ""  # the mother beside whom a baby sleeps
    why: tuple[Words, ...] = ()
    told: tuple[Answer, ...] = ()  # what a person should look at

    @property
    def overflow(self) -> bool:
        """Whether the child sleeps on a mattress."""
        return self.room is not None and not self.beside and (self.bed is None or self.bed.mattress)

    @property
    def words(self) -> Words:
        """All of it in one line."""
        return Joined((*self.why, *company.in_words(self.told)), " · ")


@dataclasses.dataclass(frozen=True)
class Proposal:
    """A place for each of a group."""

    given: tuple[Given, ...]
    best: bool = True  # False where time ran out before it was certain that nothing better can be found

    @property
    def mattresses(self) -> int:
        return sum(each.overflow for each in self.given)


def propose(children: Iterable[Child], rooms: Sequence[Room], ties: Ties, limit: float = LIMIT) -> Proposal:
    """A place for each child of a group; the same for the same group, in whatever order it is told."""
    house = House(tuple(rooms), ties)
    group = sorted(children, key=_turn)
    mothers = {each.id for each in group} | {each.id for room in rooms for each in room.sleeping}
    carried = [each for each in group if each.mother_id in mothers]
    laid = [each for each in group if each.mother_id not in mothers]
    house = house.with_babies(carried)
    found, best = solver.assign(house.puzzle(laid), limit)
    places = {child.id: house.rooms[room] for child, room in zip(laid, found, strict=True) if room is not None}
    beds = _beds(laid, places)
    given = [house.told(child, places, beds.get(child.id), laid) for child in laid]
    at_home = {each.id: room for room in rooms for each in room.sleeping} | places
    taken = {bed.id for bed in beds.values()}
    for baby in carried:
        given.append(_carried(baby, at_home.get(baby.mother_id), taken))
        taken |= {bed.id for bed in (given[-1].bed,) if bed is not None}
    return Proposal(tuple(sorted(given, key=lambda each: _turn(each.child))), best)


def _turn(child: Child) -> tuple[bool, int, int, str, str]:
    """Mothers, then girls, then boys, each from the youngest: whoever comes later gets the mattress."""
    order = {"f": 0, "m": 1}
    return (
        not child.mother,
        order.get(child.sex, 2),
        child.high if child.high is not None else 99,
        child.number,
        child.id,
    )


def _beds(laid: Sequence[Child], places: Mapping[str, Room]) -> dict[str, Bed]:
    """The beds of each room, then the mattresses that are there, to those who sleep in it, in their turn."""
    waiting = {room.id: [*room.proper, *(bed for bed in room.beds if bed.mattress)] for room in places.values()}
    found: dict[str, Bed] = {}
    for child in laid:
        if child.id in places and waiting[places[child.id].id]:
            found[child.id] = waiting[places[child.id].id].pop(0)
    return found


def _carried(baby: Child, room: Room | None, taken: AbstractSet[str]) -> Given:
    """A baby is where the mother is. A girl gets a bed that is left over there; for a boy a supervisor has to ask."""
    if room is None:
        return Given(baby, why=(Words(N_("stays with the mother, who has no place yet")),))
    left = next((bed for bed in room.proper if bed.id not in taken), None) if baby.sex == "f" else None
    return Given(baby, room, left, beside=baby.mother_id, why=(Words(N_("beside the mother")),))


@dataclasses.dataclass(frozen=True)
class House:
    """The rooms and what is known between two, as the solver and the reasons ask for it."""

    rooms: tuple[Room, ...]
    ties: Ties

    def with_babies(self, carried: Iterable[Child]) -> House:
        """Whoever is kept apart from a baby is kept apart from the mother too: they sleep side by side."""
        mothers = {baby.id: baby.mother_id for baby in carried}
        apart = company.pairs(
            (mothers.get(one, one), mothers.get(other, other)) for one, other in map(sorted, self.ties.apart)
        )
        return dataclasses.replace(self, ties=dataclasses.replace(self.ties, apart=self.ties.apart | apart))

    def fit(self, child: Child, room: Room) -> str | None:
        """How a room is for a child; None where never.

        *right* and *care*; *empty*, a block of children for an adult while none sleeps there; *age*, *mothers* and
        *lone*, where the block is another's; *special*. Who is under three and has no mother here is laid where
        somebody grown can be beside it, not alone among children. Beside whom is asked by `puzzle`.
        """
        if room.sex and room.sex != child.sex:
            return None
        if any(answer.hard for answer in company.beside(child, room.sleeping, self.ties, room.where)):
            return None
        if room.isolation != (child.isolated and self._isolates(child)):
            return None
        if child.tiny and room.where in _CARED_FOR:
            return "care"
        if child.tiny and room.sex:
            return "lone"
        if not room.sex:
            return "right" if room.isolation or (child.adult and not child.mother) else "special"
        if child.adult and not child.mother and room.where is Where.BEDROOM:
            return "empty"
        if child.low is None and (room.low, room.high) != _ANY_AGE:
            return "age"  # whether he is small or nearly grown
        if child.high is not None and child.low is not None and (child.high < room.low or child.low > room.high):
            return "age"
        return "right" if child.mother == (room.where is Where.MOTHERS_ROOM) else "mothers"

    def _isolates(self, child: Child) -> bool:
        """Whether there is a room to keep this child away from the others."""
        return any(room.isolation and room.sex in ("", child.sex) for room in self.rooms)

    def puzzle(self, laid: Sequence[Child]) -> solver.Puzzle:
        """The group and the house in numbers."""
        fits = {(c, r): found for c, child in enumerate(laid) for r, room in enumerate(self.rooms)
                if (found := self.fit(child, room)) is not None}  # fmt: skip
        place = {child.id: number for number, child in enumerate(laid)}
        couples = [(c, d) for c in range(len(laid)) for d in range(c + 1, len(laid))]
        never, mixed, dear = set(), set(), {}
        for c, d in couples:
            for r, room in enumerate(self.rooms):
                if (c, r) not in fits or (d, r) not in fits:
                    continue
                answers = company.between(laid[c], laid[d], self.ties, room.where)
                if any(answer.hard for answer in answers):
                    never.add((c, d, r))
                    continue
                if _mixes(laid[c], laid[d], answers, room):
                    mixed.add((c, d, r))
                if cost := _dear(answers):
                    dear[c, d, r] = cost
        return solver.Puzzle(
            children=len(laid), rooms=len(self.rooms), fits=fits,
            free=tuple(len(room.proper) for room in self.rooms),
            arrival=tuple(sum(bed.arrival for bed in room.proper) for room in self.rooms),
            never=frozenset(never), mixed=frozenset(mixed), dear=dear,
            kin=tuple(pair for pair in couples if self._belong(laid, pair, fits, never)),
            kin_there=self._there(place, fits),
            mixed_there={(c, r): count for c, r in fits
                         if (count := len(self._mixed(laid[c], self.rooms[r].sleeping, self.rooms[r])))},
            dear_there={(c, r): cost for c, r in fits if (cost := _kept_for_others(laid[c], self.rooms[r]) + _dear(
                company.beside(laid[c], self.rooms[r].sleeping, self.ties, self.rooms[r].where)))},
        )  # fmt: skip

    def _mixed(self, child: Child, others: Iterable[Someone], room: Room) -> list[Someone]:
        """Beside whom an adult would sleep in a room with a child that is none of its own."""
        return [
            other for other in others
            if _mixes(child, other, company.between(child, other, self.ties, room.where), room)
        ]  # fmt: skip

    def _belong(
        self,
        laid: Sequence[Child],
        pair: tuple[int, int],
        fits: Mapping[tuple[int, int], str],
        never: AbstractSet[tuple[int, int, int]],
    ) -> bool:
        """Whether two belong together and there is a room that they may share."""
        one, other = pair
        return self.ties.kin(laid[one].id, laid[other].id) and any(
            (one, room) in fits and (other, room) in fits and (one, other, room) not in never
            for room in range(len(self.rooms))
        )

    def _there(self, place: Mapping[str, int], fits: Mapping[tuple[int, int], str]) -> tuple[tuple[int, int], ...]:
        """Who of the group has somebody in which room already, and may sleep there too."""
        rooms = {each.id: number for number, room in enumerate(self.rooms) for each in room.sleeping}
        both_ways = (pair for one, other in map(sorted, self.ties.siblings) for pair in ((one, other), (other, one)))
        found = {(place[one], rooms[other]) for one, other in both_ways if one in place and other in rooms}
        return tuple(sorted(found & fits.keys()))

    # -- the reasons

    def told(self, child: Child, places: Mapping[str, Room], bed: Bed | None, laid: Sequence[Child]) -> Given:
        """The place of a child with everything that speaks for it and what remains to be looked at."""
        room = places.get(child.id)
        if room is None:
            return Given(child, why=(self._why_none(child, places, laid),))
        everybody: dict[str, tuple[Someone, Room]] = {
            other.id: (other, places[other.id]) for other in laid if other.id in places and other is not child
        }
        everybody |= {other.id: (other, there) for there in self.rooms for other in there.sleeping}
        here = [other for other, there in everybody.values() if there.id == room.id]
        others = [other for other, there in everybody.values() if there.id != room.id]
        answers = company.beside(child, here, self.ties, room.where, others)
        why = [*self._why_here(child, room, here), *self._parted(child, everybody, room)]
        if bed is None or bed.mattress:
            why.append(Words(N_("on a mattress: every bed of this room is taken")))
        if child.isolated and not room.isolation:
            why.append(Words(N_("no room is left to sleep away from the others")))
        return Given(child, room, bed, why=tuple(why), told=answers)

    def _why_here(self, child: Child, room: Room, here: Sequence[Someone]) -> Iterable[Words]:
        with_kin = [other for other in here if self.ties.kin(child.id, other.id)]
        if with_kin:
            numbers = Joined(other.number for other in sorted(with_kin, key=lambda other: other.number))
            yield Words(N_("together with {numbers}"), {"numbers": numbers})
        fit, mixed = self.fit(child, room), self._mixed(child, here, room)
        if mixed and child.adult:
            yield Words(N_("an adult among children: no other room is free"))
            return
        if mixed:
            yield Words(N_("a child beside an adult: no other room is free"))
        if fit == "empty" or (fit == "right" and not room.sex and not room.isolation):
            yield Words(N_("away from the children"))
        elif fit == "right":
            yield Words(N_("the right block"))
        elif fit == "age":
            yield Words(N_("a block for another age") if child.low is not None else N_("nobody knows how old"))
        elif fit == "lone":
            yield Words(N_("a small one without its mother among children: somebody has to care for it at night"))
        elif fit == "care":
            yield Words(N_("a small one without its mother: where somebody can be beside it at night"))
        elif fit == "mothers":
            yield Words(N_("not among the mothers") if child.mother else N_("among the mothers, without a baby"))
        else:
            yield Words(N_("a room that is nobody’s block"))

    def _parted(self, child: Child, everybody: Mapping[str, tuple[Someone, Room]], room: Room) -> Iterable[Words]:
        """Brothers and sisters who could not sleep in this room: where they are."""
        for other, there in sorted(everybody.values(), key=lambda told: told[0].number):
            if self.ties.kin(child.id, other.id) and there.id != room.id and {child.sex, other.sex} == {"f", "m"}:
                yield Words(N_("{number} sleeps in {room}: girls and boys sleep apart"),
                            {"number": other.number, "room": there.name})  # fmt: skip

    def _why_none(self, child: Child, places: Mapping[str, Room], laid: Sequence[Child]) -> Words:
        if child.sex == "unknown":
            return Words(N_("Write first whether {number} is a girl or a boy."), {"number": child.number})
        for room in self.rooms:
            here = [*room.sleeping, *(other for other in laid if places.get(other.id) is room)]
            refused = [each for each in company.beside(child, here, self.ties, room.where) if each.rule == "apart"]
            if room.sex in ("", child.sex) and refused:
                return Words(N_("In every room that is right sleeps somebody kept apart. {reason}"),
                             {"reason": refused[0].words})  # fmt: skip
        return Words(N_("No room of the house is for this child. Write one down first."))


_DEAR: Final = {"adult": 3, "rivals": 3, "ageless": 3, "age_gap": 1}


def _dear(answers: Iterable[Answer]) -> int:
    """How much what is told of a room weighs."""
    return sum(_DEAR.get(answer.rule, 0) for answer in answers)


def _mixes(one: Someone, other: Someone, answers: Iterable[Answer], room: Room) -> bool:
    """Whether one of two is an adult and the other a child of somebody else; a mother is at home among the mothers."""
    if not any(answer.rule == "adult" for answer in answers):
        return False
    grown = one if one.adult else other
    return room.where is not Where.MOTHERS_ROOM or (isinstance(grown, Child) and not grown.mother)


def _kept_for_others(child: Child, room: Room) -> int:
    """An adult leaves to children what is for them: least the block of the big ones, most the family room."""
    if not child.adult or child.mother or room.isolation:
        return 0
    if room.where is Where.FAMILY_ROOM:
        return 3
    return (1 + (room.high < company.BIG)) if room.sex else 0
