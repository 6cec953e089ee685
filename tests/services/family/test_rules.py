"""What must hold of a family, rule by rule."""

from __future__ import annotations

import datetime
from typing import NamedTuple

import pytest

from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.services.family import rules

TODAY = datetime.date(2026, 11, 21)


class Person(NamedTuple):
    """One of the two."""

    sex: str
    birth_from: datetime.date | None
    birth_to: datetime.date | None


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


@pytest.mark.parametrize(("what", "there"), [("sibling", "mother_of"), ("child_of", "sibling")])
def test_nobody_is_mother_and_sister_of_one_child(what: str, there: str) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        rules.new_bond(what, [there])

    assert refused.value.field == "what"


def test_a_child_has_one_mother() -> None:
    rules.new_mother("neema", "amani", {"amani": {"neema"}})
    with pytest.raises(errors.RuleBroken) as second:
        rules.new_mother("zawadi", "amani", {"amani": {"neema"}})

    assert second.value.field == "other_id"


def test_nobody_descends_from_her_own_child() -> None:
    with pytest.raises(errors.RuleBroken) as circle:
        rules.new_mother("c", "a", {"b": {"a"}, "c": {"b"}})

    assert circle.value.field == "other_id"


GIRL, BABY = Person("f", day(2009), day(2010)), Person("m", day(2025), day(2026))


def told(known: dict[str, set[str]], *siblings: tuple[str, str], **people: Person) -> list[tuple[str, bool]]:
    """What is at odds, in words, and whether it cannot be at all."""
    found = rules.at_odds(known, set(siblings), people, 12, 14)
    return [(str(each.words), each.certain) for each in found]


def test_what_was_written_before_it_stopped_fitting_is_found_again() -> None:
    """Two mothers, a circle, mother and sister: as files that are joined later bring together."""
    assert told({"amani": {"neema"}}, neema=GIRL, amani=BABY) == []
    assert told({"amani": {"neema"}}, neema=GIRL) == []
    assert ["Two mothers" in words for words, _certain in told({"amani": {"neema", "zawadi"}})] == [True]
    assert len(told({"a": {"b"}, "b": {"a"}})) == 2
    assert ["sister" in words for words, _certain in told({"amani": {"neema"}}, ("neema", "amani"))] == [True]


def test_few_years_between_are_looked_at_and_fewer_cannot_be() -> None:
    young = Person("f", day(2012), day(2013))

    assert told({"amani": {"neema"}}, neema=young, amani=BABY) == []
    ((words, certain),) = told({"amani": {"neema"}}, neema=young, amani=Person("m", day(2024), day(2025)))
    assert ("14 years" in words, certain) == (True, False)
    ((words, certain),) = told({"amani": {"neema"}}, neema=young, amani=Person("m", day(2022), day(2023)))
    assert ("12 years" in words, certain) == (True, True)


@pytest.mark.parametrize(
    ("wish", "safe", "first"),
    [("avoid", "yes", True), ("contact", "no", True), (Said("avoid"), Said(), True), ("contact", "yes", False),
     (None, None, False)],
)  # fmt: skip
def test_others_learn_only_that_somebody_has_to_be_asked(wish: object, safe: object, first: object) -> None:
    assert rules.asks_first(wish, safe) is first
