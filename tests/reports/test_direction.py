"""Mixed lines are read as the Unicode rules say; python-bidi, which knows them by another road, is the yardstick."""

from __future__ import annotations

import bidi
import hypothesis
import hypothesis.strategies as st
import pytest

from transit_desk.reports import direction

LETTERS = "abX אבج دم٣4 5-+,.:/%$()[]{}«»\u0301\u064e\u2066\u2067\u2068\u2069 ش!?\u200f\u200d"


@hypothesis.given(st.text(alphabet=LETTERS, max_size=40), st.sampled_from([0, 1]))
@hypothesis.settings(max_examples=600)
def test_letters_stand_where_the_rules_put_them(text: str, base: int) -> None:
    """The rules leave the place of a joiner open, which is not seen; all else is compared."""
    found = direction.levels(text, base)

    drawn = "".join(text[place] for place in direction.visual(found))

    expected = bidi.get_display(text, base_dir="LR"[base])
    assert drawn.replace("\u200d", "") == expected.replace("\u200d", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Kindu", "L"), ("12 كيلو", "R"), ("+235 66", None), ("\u2067א\u2069 Kindu", "L"), ("", None)],
)
def test_the_first_letter_with_a_direction_decides(text: str, expected: str | None) -> None:
    assert direction.first_strong(direction.classes(text)) == expected
