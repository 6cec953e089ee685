"""What must hold of a family: a mother older than her child, nobody bound to themselves, a reason to take back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final

from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.domain.text import N_

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
    """One bond is written once, and two children are not mother of each other."""
    known = set(there)
    if what in known:
        raise errors.RuleBroken(N_("This is already written here."), "other_id")
    if other_way(what) in known:
        raise errors.RuleBroken(N_("It is written the other way round: one of them is the mother."), "what")


def is_a_girl(sex: str) -> None:
    """Own children are written in the file of their mother."""
    if sex == "m":
        raise errors.RuleBroken(N_("Own children are written in the mother's file."), "sex")


def mother_older(mother_from: datetime.date | None, child_to: datetime.date | None, field: str) -> None:
    """A mother is born before her child, whichever of the days that are possible is the true one."""
    if mother_from is not None and child_to is not None and mother_from >= child_to:
        raise errors.RuleBroken(N_("The mother would be younger than her child. Look at both ages again."), field)


def asks_first(wish: object, safe: object) -> bool:
    """Whether somebody has to be asked before this relative is contacted: the only part that others see."""
    wish, safe = (each.value if isinstance(each, Said) else each for each in (wish, safe))
    return wish == "avoid" or safe == "no"
