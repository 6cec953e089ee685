"""What must hold of a family, rule by rule."""

from __future__ import annotations

import datetime

import pytest

from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.services.family import rules

TODAY = datetime.date(2026, 11, 21)


def day(year: int) -> datetime.date:
    """The first day of a year."""
    return datetime.date(year, 1, 1)


def test_a_bond_told_from_the_other_side() -> None:
    assert rules.other_way("mother_of") == "child_of"
    assert rules.other_way("child_of") == "mother_of"
    assert rules.other_way("sibling") == "sibling"


@pytest.mark.parametrize(("what", "said"), [("sibling", "brother or sister"), ("friend", "same child")])
def test_nobody_is_bound_to_themselves(what: str, said: str) -> None:
    """A child its own sibling is refused beside the field."""
    rules.two_children("a", "b", what)
    with pytest.raises(errors.RuleBroken) as refused:
        rules.two_children("a", "a", what)

    assert refused.value.field == "other_id"
    assert said in str(refused.value.words)


def test_a_bond_is_written_once_and_never_both_ways_round() -> None:
    rules.new_bond("friend", ["sibling"])
    with pytest.raises(errors.RuleBroken) as again:
        rules.new_bond("sibling", ["sibling"])
    with pytest.raises(errors.RuleBroken) as turned:
        rules.new_bond("mother_of", ["child_of"])

    assert (again.value.field, turned.value.field) == ("other_id", "what")


def test_own_children_stand_in_the_file_of_their_mother() -> None:
    rules.is_a_girl("f")
    rules.is_a_girl("unknown")
    with pytest.raises(errors.RuleBroken):
        rules.is_a_girl("m")


@pytest.mark.parametrize(("mother", "child"), [(None, day(2010)), (day(2008), None), (day(2008), day(2024))])
def test_a_mother_may_be_as_old_as_is_possible(mother: datetime.date | None, child: datetime.date | None) -> None:
    rules.mother_older(mother, child, "age")


def test_a_mother_younger_than_her_child_is_refused_beside_the_field() -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        rules.mother_older(day(2012), day(2011), "age")

    assert refused.value.field == "age"


@pytest.mark.parametrize(
    ("wish", "safe", "first"),
    [("avoid", "yes", True), ("contact", "no", True), (Said("avoid"), Said(), True), ("contact", "yes", False),
     (None, None, False)],
)  # fmt: skip
def test_others_learn_only_that_somebody_has_to_be_asked(wish: object, safe: object, first: object) -> None:
    assert rules.asks_first(wish, safe) is first
