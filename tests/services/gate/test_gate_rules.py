"""The rules of the gate, each branch by a sentence."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from transit_desk import choices
from transit_desk.domain import errors
from transit_desk.services.gate import rules
from transit_desk.services.gate.rules import Asked, Decision, Outsider

WHOLE = Decision("allowed", "yes", "Oui.", "worker", "jugement", "la psychologue", True, "le bureau", 20)


def points(asked: Asked, **other: Any) -> set[str | None]:
    given = dataclasses.replace(WHOLE, **other)
    return {each.field for each in (*rules.the_childs_word(given), *rules.may_be_allowed(asked, given))}


@pytest.mark.parametrize("wish", choices.load("gate_wish").keys)
@pytest.mark.parametrize("asker", choices.load("gate_asker").keys)
def test_whatever_is_asked_the_childs_no_is_a_no_and_a_refusal_needs_nothing(asker: str, wish: str) -> None:
    asked = Asked(asker, wish, girl=True)

    assert "child_answer" in points(asked, child_answer="no")
    assert "child_answer" in points(asked, child_answer="not_asked")
    assert rules.may_be_allowed(asked, Decision("refused", "not_asked")) == []
    assert rules.the_childs_word(Decision("refused", "not_asked")) == []


@pytest.mark.parametrize("asker", choices.load("gate_asker").keys)
def test_nothing_is_ever_allowed_to_the_press(asker: str) -> None:
    assert ("decision" in points(Asked(asker, "see", girl=False))) is (asker == "media")
    assert ("decision" in points(Asked(asker, "photograph", girl=False))) is (asker in {"media", "donor"})


@pytest.mark.parametrize("asker", choices.load("gate_asker").keys)
def test_a_paper_of_the_law_is_needed_by_those_with_power_and_for_taking(asker: str) -> None:
    needs = asker in {"army", "police", "court", "authority"}

    assert ("legal_paper" in points(Asked(asker, "see", girl=False), legal_paper=None)) is needs
    assert "legal_paper" in points(Asked(asker, "take", girl=False), legal_paper=" ")
    assert "legal_paper" not in points(Asked(asker, "take", girl=False))


def test_conditions_are_asked_one_by_one() -> None:
    boy, girl = Asked("claimant", "see", girl=False), Asked("claimant", "see", girl=True)

    assert points(boy) == points(girl) == set()
    assert points(boy, woman=None) == set()
    assert points(girl, woman=None) == points(girl, woman=False) == {"woman"}
    assert points(boy, present="", place=None, minutes=None) == {"present", "place", "minutes"}
    assert points(Asked("claimant", "take", girl=False), minutes=None) == set()
    assert points(boy, child_words="", asked_by=None) == {"child_words", "asked_by"}


def test_which_child_is_needed_to_allow_and_to_tell_its_word() -> None:
    assert rules.needs_a_child(WHOLE)
    assert rules.needs_a_child(Decision("refused", "no"))
    assert not rules.needs_a_child(Decision("refused", "not_asked"))


def test_a_decision_and_an_end_come_once_and_in_their_order() -> None:
    rules.decided_once(decided=False)
    rules.has_an_end_once(decided=True, ended=False)
    rules.after_the_request(5, 5)
    rules.as_it_was_allowed("took_place", "allowed")
    rules.as_it_was_allowed("went_away", "refused")
    with pytest.raises(errors.RuleBroken):
        rules.decided_once(decided=True)
    for decided, ended in ((False, False), (True, True)):
        with pytest.raises(errors.RuleBroken):
            rules.has_an_end_once(decided=decided, ended=ended)
    with pytest.raises(errors.RuleBroken):
        rules.after_the_request(4, 5)
    with pytest.raises(errors.RuleBroken):
        rules.as_it_was_allowed("took_place", "refused")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Jean Mugisho", None), ("Jean Mugijo", None), True),
        (("Jean Mugisho", None), ("Neema Balola", None), False),
        (("J. Mugisho", None), ("Jean Mugisho", None), True),
        (("J. Mugisho", None), ("Paul Mugisho", None), False),
        (("J. M.", None), ("Jean Mugisho", None), True),
        (("J. B.", None), ("Jean Mugisho", None), False),
        ((None, None), (None, None), False),
        (("Un homme", "+243 970 000 111"), (None, "0970000111"), True),
        (("Un homme", "970"), (None, "970"), False),
        (("Un homme", "+243 970 000 111"), (None, "0970000112"), False),
    ],
)
def test_the_same_outsider_is_known_by_name_or_telephone(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None], *, same: bool
) -> None:
    assert rules.the_same(Outsider("a", *one), Outsider("b", *other)) is same


def test_only_what_came_before_counts() -> None:
    first, second, third = (Outsider(each, "Jean Mugisho", None) for each in "abc")

    assert rules.before(first, [first, second, third]) == []
    assert rules.before(third, [first, second, third]) == [first, second]
    assert rules.before(third, [first, Outsider("d", "Neema Balola", None)]) == [first]
    assert str(rules.said_again(2)) == "asked before: 2 times"


def test_of_who_has_left_nothing_is_allowed() -> None:
    assert rules.of_who_is_here(gone=False) == []
    assert [each.field for each in rules.of_who_is_here(gone=True)] == ["file_id"]


def test_what_is_allowed_is_about_one_child() -> None:
    assert rules.of_one_child([]) == []
    (broken,) = rules.of_one_child(["TD-1", "TD-2"])
    assert (broken.field, "TD-1" in str(broken.words), "TD-2" in str(broken.words)) == ("file_id", True, True)
