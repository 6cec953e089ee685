"""Whose name a text may mean, however it is written."""

from __future__ import annotations

import pytest

from transit_desk.matching import mentions

RIZIKI = ("Riziki Ebuela", "x.riziki")


@pytest.mark.parametrize(
    "words",
    ["Riziki Ebuela", "Mme Riziki", "R. Ebuela", "Ebuela", "Rizikii Ebwela", "x.riziki", "EBUELA", "c'est R.E.",
     "RE, du bureau", "je crois que c'est rizki", "E. R."],
)  # fmt: skip
def test_a_name_is_heard_in_other_letters_in_part_and_by_its_first_letters(words: str) -> None:
    assert mentions.may_name(words, *RIZIKI)


@pytest.mark.parametrize("words", [None, "", "un veilleur, arrivé en mai", "le re de la gamme", "r", "un casque bleu"])
def test_who_is_not_spoken_of_is_not_named(words: str | None) -> None:
    assert not mentions.may_name(words, *RIZIKI)


def test_nobody_without_a_name_is_named() -> None:
    assert not mentions.may_name("Riziki", "", None)


@pytest.mark.parametrize(
    "words", ["la point focal sauvegarde", "the safeguarding focal point", "celle de la sauvegarde"]
)
def test_a_task_is_heard_by_its_long_words(words: str) -> None:
    assert mentions.may_task(words, ["Safeguarding focal point", "Point focal sauvegarde (PEAS)"])


def test_a_task_is_not_heard_in_little_words() -> None:
    assert not mentions.may_task("au point du jour", ["Point focal sauvegarde"])
    assert not mentions.may_task(None, ["Point focal sauvegarde"])
