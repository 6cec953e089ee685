"""How long thirty arrivals take to lay in a house of forty beds, against one child after the other; what it gains."""

from __future__ import annotations

import random
import statistics
import time

import pytest

from tests.planning import arrivals
from transit_desk.planning import beds, solver

NIGHTS = 20
SLOWEST = 10.0  # seconds: whoever waits for it has thirty children standing in the yard


@pytest.mark.bench
def test_beds_for_thirty_are_proposed_while_one_waits_and_are_never_worse_than_one_after_the_other() -> None:
    beds.propose([], [], arrivals.night(random.Random(0)).ties)
    ratio, took, saved = [], [], []
    for seed in range(NIGHTS):
        night = arrivals.night(random.Random(seed))
        house = beds.House(night.rooms, night.ties)
        start = time.perf_counter()
        puzzle = house.puzzle(night.children)
        one_by_one = solver.greedy(puzzle)
        between = time.perf_counter()
        found, _best = solver.assign(puzzle, beds.LIMIT)
        took.append(time.perf_counter() - between)
        ratio.append(took[-1] / (between - start))
        costs = puzzle.costs(found), puzzle.costs(one_by_one)
        assert costs[0] <= costs[1]
        saved.append(costs[1] != costs[0])

    print(f"\n30 arrivals, 40 beds: {statistics.median(took):.2f} s (longest {max(took):.2f} s),")
    print(f"{statistics.median(ratio):.0f} x one after the other; better on {sum(saved)} nights of {NIGHTS}")
    assert max(took) < SLOWEST
    assert sum(saved) > NIGHTS // 2
