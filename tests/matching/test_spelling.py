"""What hearing a name promises: one sign for each sound, whoever wrote it down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.matching import distance, spelling


@pytest.mark.parametrize(
    ("token", "signs", "nasal"),
    [
        ("cirunga", "Cirunga", ""),
        ("chirunga", "Cirunga", ""),
        ("tshibangu", "Cibangu", ""),
        ("luindi", "lwindi", ""),
        ("bafuliiru", "bafuliru", ""),
        ("djibril", "jibril", ""),
        ("ndjoli", "joli", "n"),
        ("nshombo", "Sombo", "n"),
        ("moussa", "musa", ""),
        ("ouedraogo", "wedraogo", ""),
        ("pascal", "paskal", ""),
        ("benoit", "benwat", ""),
        ("moise", "mwase", ""),
        ("claude", "klode", ""),
        ("moreau", "moro", ""),
        ("cecile", "sesile", ""),
        ("rebecca", "rebeka", ""),
        ("kinye", "KiNe", ""),
        ("gilbert", "jilbert", ""),
        ("mugisho", "muGiSo", ""),
        ("xavier", "ksavyer", ""),
        ("mary", "mari", ""),
        ("cyiza", "Cyiza", ""),
        ("victor", "viktor", ""),
        ("mboc", "mbok", ""),
        ("deng", "deng", ""),
        ("nyabintu", "Nabintu", ""),
    ],
)
def test_a_word_is_heard(token: str, signs: str, nasal: str) -> None:
    word = spelling.heard(token)

    assert (word.signs, word.nasal) == (signs, nasal)


@given(st.text(max_size=30))
def test_every_letter_is_heard_once(text: str) -> None:
    for token in spelling.tokens(text):
        word = spelling.heard(token)

        assert word.nasal + "".join(sound.written for sound in word.sounds) == token


def test_an_apostrophe_belongs_to_its_word_and_a_hyphen_parts_two() -> None:
    assert spelling.tokens("M’Cirunga Jean-Bosco O'Brien_x") == ("mcirunga", "jean", "bosco", "obrien", "x")


def test_a_cedilla_is_heard_as_s() -> None:
    assert spelling.tokens("François") == ("fransois",)


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12),
    st.text(alphabet="abcdehinrswyz", min_size=1, max_size=12),
)
def test_a_distance_is_the_same_both_ways(one: str, other: str) -> None:
    here, there = spelling.heard(one), spelling.heard(other)

    assert distance.compare(here, there).likeness == pytest.approx(distance.compare(there, here).likeness)
    assert distance.compare(here, here).likeness == 1


def test_a_word_without_a_sound_is_like_nothing() -> None:
    assert distance.compare(spelling.heard(""), spelling.heard("amani")).likeness == 0
