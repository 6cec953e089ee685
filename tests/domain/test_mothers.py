"""Who can be the mother of whom, by what is known of both births."""

from __future__ import annotations

import datetime
from typing import NamedTuple

import pytest

from transit_desk.domain import errors, mothers


class Person(NamedTuple):
    """One of the two."""

    sex: str
    birth_from: datetime.date | None
    birth_to: datetime.date | None


def known(year: int | None, sex: str = "f") -> Person:
    """A child born in the course of a year, or of whom nobody knows when."""
    if year is None:
        return Person(sex, None, None)
    return Person(sex, datetime.date(year, 1, 1), datetime.date(year, 12, 31))


@pytest.mark.parametrize(("mother", "child"), [(None, 2020), (2008, None), (2008, 2024), (2008, 2020)])
def test_a_mother_may_be_as_old_as_is_possible(mother: int | None, child: int | None) -> None:
    """The earliest of her days and the latest of the child's: in doubt they are believed."""
    mothers.refuse(known(mother), known(child), 12, "age")


@pytest.mark.parametrize(
    ("mother", "child", "said"),
    [
        (known(2012), known(2011), "younger"),
        (known(2012), known(2023), "12 years"),
        (known(2000, "m"), known(2024), "boy"),
    ],
)
def test_who_cannot_be_the_mother_is_refused_beside_the_field_with_the_reason(
    mother: Person, child: Person, said: str
) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        mothers.refuse(mother, child, 12, "age")

    assert refused.value.field == "age"
    assert said in str(refused.value.words)


def test_a_mother_as_old_as_her_child_is_younger_by_the_same_rule() -> None:
    day = datetime.date(2012, 1, 1)

    assert mothers.years_between(Person("f", day, day), Person("m", day, day)) == -1
