"""What the index of names promises: the misspelt found among thousands, in the same order whoever asks."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.matching import names
from transit_desk.matching.index import NameIndex

_WORDS = """
Cirhakarhula Nshombo Byamungu Mushagalusha Rubambiza Ntakwinja Bisimwa Kulimushi Murhula Chishugi Nakalonge Nabintu
Mugisho Balola Kabungulu Wilondja Ebuela Mwilarhe Bashizi Kashindi Mihigo Tuliabu Furaha Neema Zawadi Faida Aline
"""
CHANCE = random.Random(7)
NAMES = [" ".join(CHANCE.sample(_WORDS.split(), CHANCE.choice((2, 3)))) for _ in range(3000)]
INDEX = NameIndex((f"r{number}", name) for number, name in enumerate(NAMES))


@pytest.mark.parametrize(
    ("sought", "meant"),
    [
        ("Chirhakarhula Shombo", "Cirhakarhula Nshombo"),
        ("Biamungu Musagaluza", "Byamungu Mushagalusha"),
        ("Lubambisa Takwindja", "Rubambiza Ntakwinja"),
        ("Wilonja Ebwela Furaa", "Wilondja Ebuela Furaha"),
        ("Kurimushi", "Kulimushi"),
    ],
)
def test_a_misspelt_name_is_found_first(sought: str, meant: str) -> None:
    index = NameIndex([*((f"r{number}", name) for number, name in enumerate(NAMES[:500])), ("meant", meant)])

    found = index.find(sought, limit=5)

    assert names.similar(sought, meant).score >= 0.85
    assert found[0][1].score >= names.similar(sought, meant).score
    assert "meant" in {record for record, _ in found} or found[-1][1].score >= 0.85


def test_what_the_index_finds_is_nearly_all_that_comparing_everything_finds() -> None:
    """The block is a sieve; of the best answer of the whole pass it keeps at least 19 in 20."""
    kept = 0
    few = NameIndex((str(number), name) for number, name in enumerate(NAMES[:400]))
    for name in NAMES[:20]:
        sought = name.replace("sh", "s").replace("l", "r").replace("bya", "bia")
        best = max(names.similar(sought, other).score for other in NAMES[:400])
        found = few.find(sought, 1)
        kept += found != [] and found[0][1].score >= best - 1e-9

    assert kept >= 19


def test_a_record_with_several_names_is_given_once_with_its_best() -> None:
    index = NameIndex([("a", "Furaha Bisimwa"), ("a", "Furaha Bisimua"), ("b", "Zawadi Mihigo")])

    found = index.find("Furaha Bisimua")

    assert [record for record, _ in found] == ["a"]
    assert found[0][1].score == 1
    assert len(index) == 3


def test_no_more_are_given_than_asked_for_and_the_best_first() -> None:
    scores = [likeness.score for _, likeness in INDEX.find("Furaha Bisimwa", limit=3)]

    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("sought", ["", "😀", "xq", "Zzyzx"])
def test_a_name_that_is_like_none_finds_none(sought: str) -> None:
    assert INDEX.find(sought) == []


def test_an_empty_index_finds_nobody() -> None:
    assert NameIndex([]).find("Furaha") == []


def test_too_many_of_one_name_are_cut_to_those_most_alike() -> None:
    index = NameIndex([*((f"r{number}", f"Amani{number}") for number in range(50)), ("x", "Amani Bisimwa")] * 20)

    found = index.find("Amani Bisimwa", limit=2)

    assert found[0][0] == "x"


@given(st.lists(st.text(max_size=20), max_size=12), st.text(max_size=20))
def test_any_text_can_be_kept_and_sought(kept: list[str], sought: str) -> None:
    found = NameIndex((str(number), name) for number, name in enumerate(kept)).find(sought)

    assert all(0 <= likeness.score <= 1 for _, likeness in found)


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=40), st.data())
def test_a_name_that_is_kept_is_found(kept: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(kept))

    found = NameIndex((other, other) for other in kept).find(name, limit=1)

    assert found[0][1].score == pytest.approx(1)
