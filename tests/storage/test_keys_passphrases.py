"""Passphrases: words that cannot be mistaken for each other, and what is said of a weak one."""

from __future__ import annotations

import math

import pytest

from transit_desk.storage import passphrases


def test_six_words_are_worth_seventy_two_bits() -> None:
    assert len(set(passphrases.words())) == len(passphrases.words())
    assert math.log2(len(passphrases.words())) * 6 >= 72


def test_no_two_words_differ_by_one_letter() -> None:
    masked = [word[:place] + "?" + word[place + 1 :] for word in passphrases.words() for place in range(6)]

    assert len(masked) == len(set(masked))


def test_what_is_proposed_is_made_of_the_words_and_strong() -> None:
    proposed = {passphrases.propose() for _ in range(50)}

    assert len(proposed) == 50
    for phrase in proposed:
        assert len(phrase.split()) == 6
        assert set(phrase.split()) <= set(passphrases.words())
        assert passphrases.weak(phrase, ("d1",)) is None
    assert len(passphrases.propose(7).split()) == 7


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "short",
        "x" * 14,
        "a" * 40,
        "motdepasse2024!!",
        "azertyuiopqsdfghjklm",
        "bukavu bukavu goma",
        "1234567890123456",
        "directeur directeur",
        "password password",
        "Karibu Karibu 2012",
    ],
)
def test_what_is_tried_first_is_refused_in_words(phrase: str) -> None:
    against = passphrases.weak(phrase, ("directeur",))

    assert against is not None
    assert str(against).endswith(".")
    assert phrase not in str(against) or not phrase


@pytest.mark.parametrize(
    "phrase", ["le chat dort sous la table verte", "mvua inanyesha juu ya mlima 7", "ዝናብ በተራራ ላይ ይዘንባል ዛሬ"]
)
def test_a_sentence_of_ones_own_is_accepted(phrase: str) -> None:
    assert passphrases.weak(phrase) is None
