"""Who can be the mother of whom: a girl, born enough years before her child."""

from __future__ import annotations

import datetime
from typing import Final, Protocol

from transit_desk.domain import errors
from transit_desk.domain.months import age_on
from transit_desk.domain.text import N_, Words

YEARS: Final = "family.mother_years"
FEW_YEARS: Final = "family.mother_years_few"
"""The settings: how many years lie between them at the least, and below how many both ages are looked at again."""

_A_BOY: Final = N_("A boy cannot be the mother. Look at the sex, and at which child it is.")
_YOUNGER: Final = N_("The mother would be younger than her child. Look at both ages again.")
_TOO_FEW: Final = N_("Mother and child would be fewer than {count} years apart. Look at both ages again.")


class Born(Protocol):
    """What is known of one of the two, as a person's record tells it: the sex, and the days around the birth."""

    @property
    def sex(self) -> str: ...

    @property
    def birth_from(self) -> datetime.date | None: ...

    @property
    def birth_to(self) -> datetime.date | None: ...


def years_between(mother: Born, child: Born) -> int | None:
    """The most years there can be between the two births; below nought where she is younger, None if not known."""
    if mother.birth_from is None or child.birth_to is None:
        return None
    return -1 if mother.birth_from >= child.birth_to else age_on(mother.birth_from, child.birth_to)


def objection(mother: Born, child: Born, least: int) -> Words | None:
    """Why she cannot be the mother of this child, whichever of the days that are possible is the true one."""
    if mother.sex == "m":
        return Words(_A_BOY)
    between = years_between(mother, child)
    if between is None or between >= least:
        return None
    return Words(_YOUNGER) if between < 0 else Words(_TOO_FEW, {"count": least})


def refuse(mother: Born, child: Born, least: int, field: str) -> None:
    """Refuse beside a field what cannot be."""
    words = objection(mother, child, least)
    if words is not None:
        raise errors.RuleBroken(words, field)
