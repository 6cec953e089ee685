"""What the search for an earlier file promises: the right one first, its reasons, and never a decision."""

from __future__ import annotations

import datetime
import random

import pytest

from transit_desk.domain import ages, dates
from transit_desk.matching import candidates
from transit_desk.matching.candidates import Known, Strength, possible_same_child
from transit_desk.matching.names import Weights

TODAY = datetime.date(2026, 11, 21)


def aged(typed: str, on: datetime.date = TODAY) -> dates.PartialDate:
    return ages.told(typed, "child", on).born()


CHILD = Known(
    "new", ("Cirhuza Amani",), "m", aged("15"), ("Chirunga",), mother=("M'Nakalonge Neema",), father=("Bisimwa",)
)
EARLIER = Known(
    "old",
    ("Amani Bahati", "Chirhuza Amani"),
    "m",
    aged("~13", datetime.date(2025, 9, 1)),
    ("groupement de Cirunga",),
    mother=("Nakalonge Neema",),
)


def test_a_child_who_comes_back_under_another_spelling_is_found() -> None:
    others = [
        EARLIER,
        Known("other", ("Cirunga Amani",), "m", aged("15"), ("Miti",), mother=("Zawadi",)),
        Known("far", ("Wilondja Ebuela",), "m", aged("15"), ("Fizi",)),
    ]

    found = possible_same_child(CHILD, others)

    assert found[0].record == "old"
    assert found[0].strength is Strength.STRONG
    assert [str(reason) for reason in found[0].reasons] == [
        "name: Cirhuza ~ Chirhuza (c/ch), Amani =",
        "mother: Neema =, Mnakalonge ~ Nakalonge (m/–)",
        "village: Chirunga ~ Cirunga (ch/c)",
        "the ages fit",
    ]
    assert "far" not in {one.record for one in found}


def test_another_sex_is_another_child_and_an_unknown_one_may_be_the_same() -> None:
    assert candidates.compare(CHILD, Known("x", CHILD.names, "f")) is None
    assert candidates.compare(CHILD, Known("x", CHILD.names, "unknown")) is not None


def test_a_name_alone_is_worth_a_look_and_never_strong() -> None:
    found = candidates.compare(Known("a", ("Cirhuza Amani",)), Known("b", ("Cirhuza Amani",)))

    assert found is not None
    assert found.score == pytest.approx(1)
    assert found.strength is Strength.LOOK


def test_a_name_of_everybody_alone_is_no_evidence() -> None:
    weights = Weights.of(["Amani"] * 500 + ["Cirhuza", "Ebuela"])

    common = candidates.compare(Known("a", ("Amani",)), Known("b", ("Amani",)), weights=weights)
    rare = candidates.compare(Known("a", ("Ebuela",)), Known("b", ("Ebuela",)), weights=weights)

    assert rare is not None
    assert common is None or common.score < rare.score


def test_a_village_or_an_age_alone_names_nobody() -> None:
    assert (
        candidates.compare(Known("a", (), "m", aged("15"), ("Miti",)), Known("b", (), "m", aged("15"), ("Miti",)))
        is None
    )
    assert candidates.compare(Known("a", ()), Known("b", ())) is None


def test_parents_and_siblings_find_a_child_whose_name_was_changed() -> None:
    """Groups rename children; a mother and brothers keep their names."""
    renamed = Known(
        "new", ("Zawadi",), "m", aged("15"), ("Miti",), ("Nakalonge",), ("Bisimwa",), siblings=("Mugisho", "Furaha")
    )
    earlier = Known(
        "old", ("Cirhuza Amani",), "m", aged("15"), ("Miti",), ("Nakaronge",), ("Bisimua",), siblings=("Fulaha",)
    )

    (found,) = possible_same_child(renamed, [earlier])

    assert any(str(reason).startswith("brother or sister") for reason in found.reasons)
    assert any(str(reason).startswith("father") for reason in found.reasons)


@pytest.mark.parametrize(
    ("here", "there", "reason"),
    [
        ("15", "15", "the ages fit"),
        ("13", "15", "the ages are a year apart"),
        ("15", "13", "the ages are a year apart"),
    ],
)
def test_ages_are_compared_as_intervals(here: str, there: str, reason: str) -> None:
    one, other = Known("a", ("Ebuela",), born=aged(here)), Known("b", ("Ebuela",), born=aged(there))

    found = candidates.compare(one, other)

    assert found is not None
    assert reason in {str(said) for said in found.reasons}


def test_ages_far_apart_lower_the_score_and_an_unknown_age_does_not() -> None:
    child = Known("a", ("Ebuela",), born=aged("8"))

    far = candidates.compare(child, Known("b", ("Ebuela",), born=aged("17")))
    unknown = candidates.compare(child, Known("b", ("Ebuela",), born=dates.UNKNOWN))

    assert far is not None
    assert unknown is not None
    assert far.score < unknown.score


def test_a_file_is_never_a_candidate_for_itself() -> None:
    assert possible_same_child(CHILD, [CHILD]) == ()


def test_the_ranking_does_not_depend_on_the_order_and_keeps_to_its_limit() -> None:
    others = [Known(f"o{number}", ("Cirhuza Amani",), "m", aged("15"), ("Chirunga",)) for number in range(9)]

    found = possible_same_child(CHILD, others, limit=3)

    assert found == possible_same_child(CHILD, random.Random(3).sample(others, len(others)), limit=3)
    assert [one.record for one in found] == ["o0", "o1", "o2"]


def test_empty_words_are_no_names() -> None:
    assert candidates.compare(Known("a", ("Ebuela", " ")), Known("b", ("", "  "))) is None


def test_ages_that_fit_do_not_bring_up_a_child_of_another_name() -> None:
    """Thirty-three children of one age are not each other's earlier files."""
    born = dates.in_year(2011)
    here = candidates.Known("new", ("Bahati Chishugi",), "m", born, ("Rurambiro",))
    there = candidates.Known("old", ("Olivier Kashindi",), "m", born, ("Rurambiro",))

    assert candidates.possible_same_child(here, [there]) == ()


def test_another_name_is_looked_at_where_mother_and_village_speak_for_it() -> None:
    """Groups rename children; the mother's name and the village stay."""
    here = Known("new", ("Bahati Chishugi",), "m", None, ("Rurambiro",), ("Nabintu Furaha",))
    there = candidates.Known("old", ("Olivier Kashindi",), "m", None, ("Rurambiro",), ("Nabintu Furaha",))

    assert [found.record for found in candidates.possible_same_child(here, [there])] == ["old"]
