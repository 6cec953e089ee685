"""What must hold of a family: one mother, older than her child; nobody bound to themselves, nor in two ways at odds."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from transit_desk.domain import errors, mothers
from transit_desk.domain.fields import Said
from transit_desk.domain.text import N_, Words

MOTHER_OF: Final = "mother_of"
CHILD_OF: Final = "child_of"
SIBLING: Final = "sibling"
_OTHER_WAY: Final = {MOTHER_OF: CHILD_OF, CHILD_OF: MOTHER_OF}


def other_way(what: str) -> str:
    """The same bond, told from the other child's side."""
    return _OTHER_WAY.get(what, what)


def two_children(one: str, other: object, what: str) -> None:
    """A bond is between two: nobody is their own sibling."""
    if one != other:
        return
    if what == SIBLING:
        raise errors.RuleBroken(N_("A child is not its own brother or sister. Choose the other child."), "other_id")
    raise errors.RuleBroken(N_("This is the same child. Choose the other one."), "other_id")


def new_bond(what: str, there: Iterable[str]) -> None:
    """One bond is written once; two children are not mother of each other, nor mother and sister."""
    known = set(there)
    if what in known:
        raise errors.RuleBroken(N_("This is already written here."), "other_id")
    if what in _OTHER_WAY and other_way(what) in known:
        raise errors.RuleBroken(N_("It is written the other way round: one of them is the mother."), "what")
    if (what == SIBLING and known & set(_OTHER_WAY)) or (what in _OTHER_WAY and SIBLING in known):
        raise errors.RuleBroken(_MOTHER_AND_SISTER, "what")


def new_mother(mother: str, child: str, known: Mapping[str, AbstractSet[str]]) -> None:
    """A child has one mother, and nobody descends from her own child."""
    if known.get(child, set()) - {mother}:
        raise errors.RuleBroken(N_("Another mother of this child is written down. Take that back first."), "other_id")
    if child in _above(mother, known):
        raise errors.RuleBroken(_CIRCLE, "other_id")


def _above(child: str, known: Mapping[str, AbstractSet[str]]) -> set[str]:
    """The mother, her mother, and so on; the child too where that comes round to the child."""
    found: set[str] = set()
    waiting = [child]
    while waiting:
        more = known.get(waiting.pop(), set()) - found
        found |= more
        waiting.extend(more)
    return found


def is_a_girl(sex: str) -> None:
    """Own children are written in the file of their mother."""
    if sex == "m":
        raise errors.RuleBroken(N_("Own children are written in the mother's file."), "sex")


@dataclasses.dataclass(frozen=True)
class AtOdds:
    """What is written of some children and cannot be, or hardly: said in all of their files."""

    files: frozenset[str]
    words: Words
    certain: bool = True


_MOTHER_AND_SISTER: Final = N_("A mother is not a sister of her child too. Take one of the two bonds back.")
_CIRCLE: Final = N_("She would be descended from her own child. Look at which of them is the mother.")
_TWO_MOTHERS: Final = N_("Two mothers of one child are written down. Take one of the two bonds back.")
_FEW_YEARS: Final = N_("Mother and child are fewer than {count} years apart. Look at both ages again.")


def at_odds(
    known: Mapping[str, AbstractSet[str]],
    siblings: AbstractSet[tuple[str, str]],
    people: Mapping[str, mothers.Born],
    least: int,
    few: int,
) -> Iterator[AtOdds]:
    """What does not fit of the mothers that are written down, by each child: ages and sexes change after a bond."""
    for child, hers in known.items():
        if len(hers) > 1:
            yield AtOdds(frozenset({child, *hers}), Words(_TWO_MOTHERS))
        if child in _above(child, known):
            yield AtOdds(frozenset({child, *hers}), Words(_CIRCLE))
        for mother in sorted(hers):
            pair = frozenset({mother, child})
            if (mother, child) in siblings:
                yield AtOdds(pair, Words(_MOTHER_AND_SISTER))
            if mother in people and child in people:
                yield from _of_ages(pair, people[mother], people[child], least, few)


def _of_ages(pair: frozenset[str], mother: mothers.Born, child: mothers.Born, least: int, few: int) -> Iterator[AtOdds]:
    words = mothers.objection(mother, child, least)
    if words is not None:
        yield AtOdds(pair, words)
        return
    between = mothers.years_between(mother, child)
    if between is not None and between < few:
        yield AtOdds(pair, Words(_FEW_YEARS, {"count": few}), certain=False)


def asks_first(wish: object, safe: object) -> bool:
    """Whether somebody has to be asked before this relative is contacted: the only part that others see."""
    wish, safe = (each.value if isinstance(each, Said) else each for each in (wish, safe))
    return wish == "avoid" or safe == "no"
