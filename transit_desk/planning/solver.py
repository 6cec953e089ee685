"""The group and the house in numbers, and the solver that lays one over the other: HiGHS, asked stage by stage."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

Rooms = tuple[int | None, ...]
"""The room of each child; None where there is none."""

_SPECIAL: Final = ("special",)  # a room that is for neither
_OTHERS: Final = ("age", "mothers", "lone")  # blocks that are another's
_HALF: Final = 0.5  # all costs are whole numbers


@dataclasses.dataclass(frozen=True)
class Puzzle:
    """Children and rooms by number: which room fits how, who never shares one, what it costs where they do.

    Of rooms that do not fit nothing else is said.
    """

    children: int
    rooms: int
    fits: Mapping[tuple[int, int], str]  # child, room: right, care, empty, age, mothers, lone, special
    free: tuple[int, ...]  # free beds of each room
    arrival: tuple[int, ...] = ()  # of these for a first night
    never: frozenset[tuple[int, int, int]] = frozenset()  # two children and a room
    mixed: frozenset[tuple[int, int, int]] = frozenset()  # a child and an adult who is none of its own, and a room
    mixed_there: Mapping[tuple[int, int], int] = dataclasses.field(default_factory=dict)  # with so many asleep already
    dear: Mapping[tuple[int, int, int], int] = dataclasses.field(default_factory=dict)
    kin: tuple[tuple[int, int], ...] = ()
    kin_there: tuple[tuple[int, int], ...] = ()  # a child, and the room in which a brother or sister sleeps already
    dear_there: Mapping[tuple[int, int], int] = dataclasses.field(default_factory=dict)

    def costs(self, laid: Rooms) -> tuple[int, ...]:
        """What a proposal costs, stage by stage: the smaller, the better."""

        def of(kinds: Sequence[str]) -> int:
            return sum(self.fits[c, r] in kinds for c, r in enumerate(laid) if r is not None)

        full = [laid.count(room) for room in range(self.rooms)]
        together = [(key, cost) for key, cost in self.dear.items() if laid[key[0]] == laid[key[1]] == key[2]]
        mixed = sum(laid[c] == laid[d] == r for c, d, r in self.mixed)
        return (
            laid.count(None), mixed + sum(count for (c, r), count in self.mixed_there.items() if laid[c] == r),
            of(_SPECIAL), _split(laid, self.kin, self.kin_there), of(_OTHERS),
            sum(max(0, count - free) for count, free in zip(full, self.free, strict=True)),
            sum(cost for _key, cost in together)
            + sum(cost for (c, r), cost in self.dear_there.items() if laid[c] == r),
            -sum(min(count, beds) for count, beds in zip(full, self.arrival, strict=True)),
        )  # fmt: skip


def _split(laid: Rooms, pairs: Sequence[tuple[int, int]], there: Sequence[tuple[int, int]]) -> int:
    return sum(laid[c] != laid[d] for c, d in pairs) + sum(laid[c] != r for c, r in there)


def greedy(puzzle: Puzzle) -> Rooms:
    """One child after the other into the room that is best by then: no hard rule broken, nothing looked at ahead."""
    laid: list[int | None] = [None] * puzzle.children
    for child in range(puzzle.children):
        best = puzzle.costs(tuple(laid))
        for room in range(puzzle.rooms):
            if (child, room) not in puzzle.fits or _refused(puzzle, laid, child, room):
                continue
            tried = [*laid[:child], room, *laid[child + 1 :]]
            if (cost := puzzle.costs(tuple(tried))) < best:
                best, laid = cost, tried
    return tuple(laid)


def _refused(puzzle: Puzzle, laid: Sequence[int | None], child: int, room: int) -> bool:
    return any((other, child, room) in puzzle.never for other in range(child) if laid[other] == room)


def assign(puzzle: Puzzle, limit: float) -> tuple[Rooms, bool]:
    """The best room for each child, and whether nothing better can be found; after `limit` seconds the best so far."""
    best = greedy(puzzle)
    if not puzzle.fits:
        return best, True
    until = time.monotonic() + limit
    model = _Model(puzzle)
    for stage, cost in enumerate(model.stages()):
        known = puzzle.costs(best)
        found, certain = model.minimize(cost, best, until - time.monotonic())
        if found is not None and puzzle.costs(found) < known:
            best = found
        if not certain:
            return best, False
        model.hold(cost, puzzle.costs(best)[stage])
    return best, True


class _Model:
    """The puzzle as HiGHS reads it: a choice for each child and each room that fits."""

    def __init__(self, puzzle: Puzzle) -> None:
        import highspy  # here, since it brings numpy: only who proposes beds waits for them

        self._puzzle = puzzle
        made: Any = highspy.Highs  # it comes without types
        self._highs = made()
        self._highs.silent()
        self._highs.setOptionValue("threads", 1)
        # With it, HiGHS 1.15 takes a stage for infeasible that is not: night 87 of the tests.
        self._highs.setOptionValue("presolve", "off")
        self._highs.setOptionValue("mip_rel_gap", 0.0)
        self._done = highspy.HighsModelStatus.kOptimal
        self._sum = made.qsum
        self._in = {key: self._highs.addBinary() for key in puzzle.fits}
        self._out = [self._highs.addBinary() for _child in range(puzzle.children)]
        for child, out in enumerate(self._out):
            self._highs.addConstr(self._sum([out, *self._rooms_of(child)]) == 1)
        for one, other, room in puzzle.never:
            self._highs.addConstr(self._in[one, room] + self._in[other, room] <= 1)

    def _rooms_of(self, child: int) -> list[Any]:
        return [each for (other, _room), each in self._in.items() if other == child]

    def _of_room(self, room: int) -> list[Any]:
        return [each for (_child, other), each in self._in.items() if other == room]

    def stages(self) -> Iterator[Any]:
        """What is made small, one after the other, in the order of `Puzzle.costs`."""
        puzzle = self._puzzle
        yield self._sum(self._out)
        yield self._sum(list(self._together(dict.fromkeys(sorted(puzzle.mixed), 1), puzzle.mixed_there)))
        yield self._of(_SPECIAL)
        yield self._apart(puzzle.kin, puzzle.kin_there)
        yield self._of(_OTHERS)
        yield self._sum([self._over(room) for room in range(puzzle.rooms)])
        yield self._sum(list(self._together(puzzle.dear, puzzle.dear_there)))
        yield self._sum([-1 * self._first_nights(room) for room in range(puzzle.rooms)])

    def _of(self, kinds: Sequence[str]) -> Any:
        return self._sum([each for key, each in self._in.items() if self._puzzle.fits[key] in kinds])

    def _apart(self, pairs: Sequence[tuple[int, int]], there: Sequence[tuple[int, int]]) -> Any:
        found = []
        for one, other in pairs:
            apart = self._highs.addVariable(0, 1)
            for room in range(self._puzzle.rooms):
                here, beside = self._in.get((one, room), 0), self._in.get((other, room), 0)
                if here is not beside:
                    self._highs.addConstr(apart >= here - beside)
                    self._highs.addConstr(apart >= beside - here)
            found.append(apart)
        return self._sum([*found, *(1 - self._in[key] for key in there)])

    def _over(self, room: int) -> Any:
        over = self._highs.addVariable(0)
        self._highs.addConstr(over >= self._sum(self._of_room(room)) - self._puzzle.free[room])
        return over

    def _together(
        self, pairs: Mapping[tuple[int, int, int], int], there: Mapping[tuple[int, int], int]
    ) -> Iterator[Any]:
        for (one, other, room), cost in pairs.items():
            both = self._highs.addVariable(0, 1)
            self._highs.addConstr(both >= self._in[one, room] + self._in[other, room] - 1)
            yield cost * both
        yield from (cost * self._in[key] for key, cost in there.items())

    def _first_nights(self, room: int) -> Any:
        first = self._highs.addVariable(0, self._puzzle.arrival[room])
        self._highs.addConstr(first <= self._sum(self._of_room(room)))
        return first

    def minimize(self, cost: Any, start: Rooms, seconds: float) -> tuple[Rooms | None, bool]:
        """The best there is for one stage, as far as time allows, and whether it is."""
        chosen = {key for key in enumerate(start) if key[1] is not None}
        columns = [*(each.index for each in self._in.values()), *(each.index for each in self._out)]
        values = [*(float(key in chosen) for key in self._in), *(float(room is None) for room in start)]
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + max(0.0, seconds))
        self._highs.setSolution(len(columns), columns, values)
        self._highs.minimize(cost)
        certain = self._highs.getModelStatus() == self._done
        if not certain and self._highs.getInfo().primal_solution_status != _FEASIBLE:
            return None, False
        found: list[int | None] = [None] * self._puzzle.children
        for (child, room), each in self._in.items():
            if self._highs.val(each) > _HALF:
                found[child] = room
        return tuple(found), certain

    def hold(self, cost: Any, value: int) -> None:
        """What one stage reached, the next ones keep."""
        self._highs.addConstr(cost <= value + _HALF)


_FEASIBLE: Final = 2  # HiGHS: a point that keeps every rule
