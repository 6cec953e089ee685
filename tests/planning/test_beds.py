"""Beds for a group: no hard rule is ever broken, brothers stay together, and everybody is told why."""

from __future__ import annotations

import dataclasses
import itertools
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning import arrivals
from transit_desk.planning import beds, solver
from transit_desk.planning.beds import Bed, Child, Proposal, Room
from transit_desk.planning.company import Someone, Ties, Where, pairs

NIGHTS, MANY_NIGHTS = 50, 500


def looked_at(nights: range) -> None:
    broken: dict[int, list[str]] = {}
    for seed in nights:
        night = arrivals.night(random.Random(seed))
        proposal = beds.propose(night.children, night.rooms, night.ties)
        broken |= {seed: told} if (told := list(arrivals.faults(night, proposal))) else {}
    assert not broken


def test_thirty_who_arrive_at_once_are_laid_without_breaking_a_rule() -> None:
    looked_at(range(NIGHTS))


@pytest.mark.soak
def test_five_hundred_nights_break_no_rule() -> None:
    looked_at(range(NIGHTS, MANY_NIGHTS))


@pytest.mark.parametrize("seed", range(5))
def test_the_judge_sees_each_fault(seed: int) -> None:
    night = arrivals.night(random.Random(seed))
    good = beds.propose(night.children, night.rooms, night.ties)
    assert not list(arrivals.faults(night, good))

    girl = next(each for each in good.given if each.child.sex == "f" and each.room and each.bed)
    boy = next(each for each in good.given if each.child.sex == "m" and each.room and each.bed)
    for changed in (
        dataclasses.replace(girl, room=boy.room, bed=boy.bed),
        dataclasses.replace(girl, room=boy.room, bed=None),
        dataclasses.replace(girl, room=None, bed=None),
        dataclasses.replace(girl, bed=None),
        dataclasses.replace(girl, why=()),
    ):
        rest = [each for each in good.given if each is not girl]
        assert list(arrivals.faults(night, Proposal((*rest, changed)))), changed.words
    assert list(arrivals.faults(night, Proposal(good.given[1:])))


@pytest.mark.parametrize("seed", range(3))
def test_it_is_the_same_in_whatever_order_the_group_is_told(seed: int) -> None:
    night = arrivals.night(random.Random(seed), 15)
    shuffled = random.Random(seed + 1).sample(night.children, len(night.children))

    assert beds.propose(shuffled, night.rooms, night.ties) == beds.propose(night.children, night.rooms, night.ties)


def test_without_time_the_first_that_breaks_no_rule_is_taken_and_said_to_be_so() -> None:
    night = arrivals.night(random.Random(4))
    hasty = beds.propose(night.children, night.rooms, night.ties, limit=0)

    assert not hasty.best
    assert not [fault for fault in arrivals.faults(night, hasty) if "brothers" not in fault]
    assert beds.propose(night.children, night.rooms, night.ties).best


two_and_a_room = st.tuples(st.integers(0, 1), st.integers(2, 3), st.integers(0, 2))
one_and_a_room = st.tuples(st.integers(0, 3), st.integers(0, 2))


@st.composite
def puzzles(draw: st.DrawFn) -> solver.Puzzle:
    """Four children and three rooms, few enough to try everything."""
    fits = draw(st.dictionaries(one_and_a_room, st.sampled_from(("right", "age", "special"))))
    free = draw(st.tuples(*[st.integers(0, 2)] * 3))

    def fit(key: tuple[int, int, int]) -> bool:
        return (key[0], key[2]) in fits and (key[1], key[2]) in fits

    never = frozenset(filter(fit, draw(st.lists(two_and_a_room, max_size=4))))
    dear = draw(st.dictionaries(two_and_a_room, st.integers(1, 3), max_size=4))
    mixed = frozenset(filter(fit, draw(st.lists(two_and_a_room, max_size=2))))
    there = draw(st.lists(one_and_a_room, max_size=2))
    return solver.Puzzle(
        4, 3, fits, free, free, never, dear={key: cost for key, cost in dear.items() if fit(key)},
        kin=draw(st.sampled_from([(), ((0, 1),), ((0, 1), (1, 2)), ((0, 3),)])),
        kin_there=tuple(key for key in there if key in fits), mixed=mixed,
        mixed_there={key: 1 for key in draw(st.lists(one_and_a_room, max_size=2)) if key in fits},
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(puzzles())
def test_nothing_better_is_found_by_trying_everything(puzzle: solver.Puzzle) -> None:
    choices = [[None, *(r for r in range(3) if (c, r) in puzzle.fits)] for c in range(4)]
    every = [
        laid for laid in itertools.product(*choices)
        if not any(laid[one] == laid[other] == room for one, other, room in puzzle.never)
    ]  # fmt: skip
    found, certain = solver.assign(puzzle, 10)

    assert certain
    assert found in every
    assert puzzle.costs(found) == min(puzzle.costs(laid) for laid in every)
    assert puzzle.costs(solver.greedy(puzzle)) >= puzzle.costs(found)


# -- one thing at a time


def child(key: str, sex: str = "m", age: int | None = 15, **more: Any) -> Child:
    return Child(key, f"TD-{key}", sex, age, age, **more)


def room(key: str, count: int = 2, sex: str = "m", **more: Any) -> Room:
    there = tuple(Bed(f"{key}{number}", f"{key}-{number}") for number in range(count))
    return Room(key, key, sex=sex, beds=there, **more)


def laid(children: list[Child], rooms: list[Room], **ties: list[tuple[str, str]]) -> dict[str, beds.Given]:
    known = Ties(**{name: pairs(each) for name, each in ties.items()})
    return {each.child.id: each for each in beds.propose(children, rooms, known).given}


def rooms_of(found: dict[str, beds.Given]) -> dict[str, str]:
    return {key: each.room.id if each.room else "" for key, each in found.items()}


def test_a_full_house_lays_mattresses_in_the_right_block_and_names_who_sleeps_on_them() -> None:
    found = laid([child("a"), child("b"), child("c", "f")], [room("B", 1), room("G", 2, "f")])

    assert rooms_of(found) == {"a": "B", "b": "B", "c": "G"}
    assert {key: each.overflow for key, each in found.items()} == {"a": False, "b": True, "c": False}
    assert "mattress" in str(found["b"].words)


def test_brothers_stay_together_rather_than_in_the_last_two_beds() -> None:
    found = laid([child("a"), child("b"), child("c")], [room("A", 2), room("B", 1)], siblings=[("b", "c")])

    assert found["b"].room == found["c"].room
    assert "TD-c" in str(found["b"].words)
    assert not any(each.overflow for each in found.values())


def test_a_brother_joins_who_is_in_bed_already_and_nobody_in_bed_is_moved() -> None:
    there = Someone("z", "TD-z", "m", 15, 15)
    found = laid([child("a")], [room("A"), room("B", 0, sleeping=(there,))], siblings=[("a", "z")])

    assert rooms_of(found) == {"a": "B"}
    assert found["a"].overflow


def test_a_sister_is_told_where_her_brother_sleeps() -> None:
    found = laid([child("a"), child("b", "f")], [room("Boys"), room("Girls", 2, "f")], siblings=[("a", "b")])

    assert rooms_of(found) == {"a": "Boys", "b": "Girls"}
    assert "Boys" in str(found["b"].words)


def test_a_mother_sleeps_among_the_mothers_with_her_baby_beside_her() -> None:
    mother, baby = child("a", "f", 17, mother=True), child("b", "m", 0, mother_id="a")
    found = laid([baby, mother, child("c", "f")], [room("G", 2, "f"), room("M", 2, "f", where=Where.MOTHERS_ROOM)])

    assert rooms_of(found) == {"a": "M", "b": "M", "c": "G"}
    assert (found["b"].beside, found["b"].bed, found["b"].overflow) == ("a", None, False)


def test_a_baby_girl_has_a_bed_that_is_left_over_and_takes_nobody_s() -> None:
    mother, babies = child("a", "f", 17, mother=True), [child(key, "f", 0, mother_id="a") for key in "bc"]

    roomy = laid([mother, *babies], [room("M", 2, "f", where=Where.MOTHERS_ROOM)])
    full = laid([mother, *babies], [room("M", 1, "f", where=Where.MOTHERS_ROOM)])

    assert [each.bed.code if each.bed else "" for each in roomy.values()] == ["M-0", "M-1", ""]
    assert [each.bed.code if each.bed else "" for each in full.values()] == ["M-0", "", ""]
    assert not any(each.overflow for each in (*roomy.values(), *full.values()))


def test_a_baby_whose_mother_has_no_place_waits_with_her_and_one_without_mother_gets_a_bed() -> None:
    mother, baby = child("a", "f", 17, mother=True), child("b", "f", 0, mother_id="a")

    assert rooms_of(laid([baby, mother], [room("B")])) == {"a": "", "b": ""}
    assert rooms_of(laid([baby], [room("G", 1, "f")])) == {"b": "G"}


def test_whoever_is_kept_apart_from_a_baby_does_not_sleep_in_the_room_of_the_mother() -> None:
    mother, baby = child("a", "f", 17, mother=True), child("b", "m", 0, mother_id="a")
    rooms = [room("M", 2, "f", where=Where.MOTHERS_ROOM), room("G", 1, "f")]

    assert rooms_of(laid([mother, baby, child("c", "f")], rooms, apart=[("b", "c")]))["c"] == "G"


def test_two_in_fear_never_share_a_room_even_where_one_sleeps_in_another_block() -> None:
    found = laid([child("a", "f"), child("b", "f")],
                 [room("G", 2, "f"), room("M", 2, "f", where=Where.MOTHERS_ROOM)], apart=[("b", "a")])  # fmt: skip

    assert sorted(rooms_of(found).values()) == ["G", "M"]
    assert "among the mothers" in str(next(each for each in found.values() if each.room and each.room.id == "M").words)


def test_a_mother_in_fear_sleeps_outside_the_block_of_mothers() -> None:
    there = Someone("z", "TD-z", "f", 16, 16)
    rooms = [room("M", 2, "f", where=Where.MOTHERS_ROOM, sleeping=(there,)), room("G", 1, "f")]
    found = laid([child("a", "f", 16, mother=True)], rooms, apart=[("a", "z")])

    assert "not among the mothers" in str(found["a"].words)


def test_what_cannot_be_met_is_told_with_who_stands_in_the_way() -> None:
    found = laid([child("a"), child("b")], [room("A", 5)], apart=[("a", "b")])
    left = next(each for each in found.values() if each.room is None)

    assert "kept apart" in str(left.words)
    assert "TD-" in str(left.words)


def test_where_no_room_is_for_a_child_that_is_told() -> None:
    assert "No room" in str(laid([child("a", "f")], [room("B")])["a"].words)
    assert "No room" in str(laid([child("a", "f")], [])["a"].words)


def test_nobody_of_whom_it_is_not_known_whether_it_is_a_girl_sleeps_beside_others() -> None:
    two = [child("a", "unknown"), child("b", "unknown")]
    found = laid(two, [room("A"), room("Quiet", 2, "")])

    assert sorted(rooms_of(found).values()) == ["", "Quiet"]
    assert "Write first" in str(next(each for each in found.values() if each.room is None).words)
    assert "nobody’s block" in str(next(each for each in found.values() if each.room).words)


def test_boys_of_another_age_sleep_elsewhere_rather_than_beside_whom_they_fear() -> None:
    rooms = [room("Small", 2, low=0, high=13), room("Big", 2, low=14)]

    assert rooms_of(laid([child("a", age=12), child("b", age=15)], rooms)) == {"a": "Small", "b": "Big"}
    feared = laid([child("a", age=12), child("b", age=13)], rooms, apart=[("a", "b")])
    assert sorted(rooms_of(feared).values()) == ["Big", "Small"]
    assert "another age" in str(next(each for each in feared.values() if each.room and each.room.id == "Big").words)


def test_ages_far_apart_are_separated_where_there_is_room_and_told_where_there_is_not() -> None:
    group = [child("a", "f", 6), child("b", "f", 16), child("c", "f", 7), child("d", "f", 17)]
    roomy = laid(group, [room("A", 2, "f"), room("B", 2, "f")])
    narrow = laid(group, [room("A", 4, "f")])

    assert roomy["a"].room == roomy["c"].room != roomy["b"].room == roomy["d"].room
    assert "TD-b, TD-d" in str(narrow["a"].words)


def test_an_adult_sleeps_away_from_the_children_and_no_child_is_laid_beside_one() -> None:
    boys, quiet = room("Boys", 3, low=0, high=13), room("Quiet", 1, "")
    man = Someone("m", "TD-m", "m", 25, 25)

    apart = laid([child("a", age=25), child("b", age=11)], [boys, quiet])
    assert rooms_of(apart) == {"a": "Quiet", "b": "Boys"}
    assert "away from the children" in str(apart["a"].words)
    only = laid([child("a", age=25)], [boys])
    assert "away from the children" in str(only["a"].words), "nobody else sleeps there"
    among = laid([child("a", age=25), child("b", age=11)], [boys])
    assert "an adult among children" in str(among["a"].words)
    assert "a child beside an adult" in str(among["b"].words)
    beside = dataclasses.replace(boys, sleeping=(man,))
    assert rooms_of(laid([child("b", age=5)], [beside, room("Other", 1, low=0, high=13)])) == {"b": "Other"}
    assert rooms_of(laid([child("a", age=25)], [beside, quiet])) in ({"a": "Boys"}, {"a": "Quiet"})
    grown = laid([child("a", "f", age=24, mother=True)], [room("Mothers", 1, "f", where=Where.MOTHERS_ROOM), quiet])
    assert rooms_of(grown) == {"a": "Mothers"}


ORPHAN, ILL = Someone("o", "TD-o", "m", 2, 2), Someone("i", "TD-i", "m", 11, 11)


@pytest.mark.parametrize("there", [ORPHAN, ILL])
def test_an_adult_is_laid_in_an_empty_block_or_on_a_mattress_before_beside_a_child_of_any_room(there: Someone) -> None:
    taken = room("Taken", 2, "", where=Where.FAMILY_ROOM if there is ORPHAN else Where.BEDROOM, sleeping=(there,))
    big, other = room("Big", 6, low=14), room("Full", 0, "")
    man, woman, brother = child("a", age=24), child("w", "f", 24), child("b", age=24)

    found = laid([man], [taken, room("Small", 3, high=13), big])
    assert (rooms_of(found), str(found["a"].words)) == ({"a": "Big"}, "away from the children")
    mattress = laid([man], [taken, other])["a"]
    assert (mattress.room, mattress.overflow) == (other, True)
    last = laid([man], [taken])["a"]
    assert last.room == taken
    assert "no other room is free" in str(last.words)
    assert "away from the children" not in str(last.words)
    assert laid([brother], [taken, big], siblings=[("b", there.id)])["b"].room == taken, "one of its own"
    mothers = room("M", 2, "f", where=Where.MOTHERS_ROOM, sleeping=(Someone("z", "TD-z", "f", 16, 16),))
    assert rooms_of(laid([woman], [mothers, room("Girls", 2, "f")])) == {"w": "Girls"}


def test_a_child_is_not_laid_where_an_adult_sleeps_nor_an_orphan_with_a_man_of_its_own_group() -> None:
    family, big = room("Family", 3, "", where=Where.FAMILY_ROOM), room("Big", 6, low=14)
    grown = dataclasses.replace(family, sleeping=(Someone("m", "TD-m", "m", 24, 24),))

    assert rooms_of(laid([child("o", age=2)], [grown, big])) == {"o": "Big"}
    found = rooms_of(laid([child("o", age=2), child("a", age=24)], [family, big]))
    assert found == {"o": "Family", "a": "Big"}


def test_one_of_whom_nobody_knows_how_old_is_laid_with_the_big_ones_not_beside_a_small_one() -> None:
    small, big = room("Small", 3, low=0, high=13), room("Big", 3, low=14)

    assert rooms_of(laid([child("u", age=None), child("s", age=5)], [small, big])) == {"u": "Big", "s": "Small"}
    only = laid([child("u", age=None), child("s", age=5)], [small])
    assert "better not beside a child under 14" in str(only["u"].words)


def test_of_a_boy_whose_age_nobody_knows_it_is_said() -> None:
    found = laid([child("a", age=None)], [room("Small", 2, low=0, high=13)])

    assert "nobody knows how old" in str(found["a"].words)
    assert "nobody knows" not in str(laid([child("a", "f", age=None)], [room("Girls", 2, "f")])["a"].words)


def test_an_ill_child_sleeps_in_the_isolation_place_and_nobody_else_does() -> None:
    away = room("Away", 1, "", isolation=True)

    assert rooms_of(laid([child("a", isolated=True), child("b")], [room("A"), away])) == {"a": "Away", "b": "A"}
    found = laid([child("a", isolated=True)], [room("A")])
    assert rooms_of(found) == {"a": "A"}
    assert "away from the others" in str(found["a"].words)


def test_beds_for_the_first_night_are_given_first_and_mattresses_last() -> None:
    first = dataclasses.replace(
        room("B"), beds=(Bed("x", "x", mattress=True), Bed("y", "y"), Bed("z", "z", arrival=True))
    )
    proposal = beds.propose([child("a"), child("b"), child("c")], [first], Ties())

    assert [each.bed.code for each in proposal.given if each.bed] == ["z", "y", "x"]
    assert [each.overflow for each in proposal.given] == [False, False, True]
    assert proposal.mattresses == 1
    assert rooms_of(laid([child("a")], [room("A"), first])) == {"a": "B"}


def test_a_night_on_which_nobody_comes_needs_no_place() -> None:
    assert beds.propose([], [room("A")], Ties()) == Proposal(())


def test_a_small_one_without_its_mother_is_laid_where_somebody_can_care_for_it_if_there_is_such_a_room() -> None:
    boy, girl = child("a", "m", 1), child("b", "f", 1)
    boys, girls = room("B", low=0, high=13), room("G", sex="f")
    family, mothers = room("F", sex="", where=Where.FAMILY_ROOM), room("M", sex="f", where=Where.MOTHERS_ROOM)

    found = laid([boy, girl], [boys, girls, family, mothers])
    assert rooms_of(found)["a"] == "F"
    assert rooms_of(found)["b"] in {"F", "M"}
    assert "beside it at night" in str(found["a"].words)

    alone = laid([boy, girl], [boys, girls])
    assert rooms_of(alone) == {"a": "B", "b": "G"}
    assert "the right block" not in str(alone["a"].words)
    assert "care for it at night" in str(alone["a"].words)
    brother = laid([boy, child("c", "m", 12)], [boys, family], siblings=[("a", "c")])
    assert rooms_of(brother) == {"a": "B", "c": "B"}
