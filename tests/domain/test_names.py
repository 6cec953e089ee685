"""What a shown name promises: whole letters, its own direction, and the code where no name may be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import names

CODE = "TD-7KQ2MX-8"


def test_a_code_and_a_name_keep_their_own_direction() -> None:
    line = names.name_and_code("فاطمة", CODE)

    assert line == "\u2068فاطمة\u2069 · \u2066TD-7KQ2MX-8\u2069"


@pytest.mark.parametrize("name", [None, "", "   "])
def test_the_code_stands_where_there_is_no_name(name: str | None) -> None:
    assert names.shown(name, CODE) == names.name_and_code(name, CODE) == names.isolated_code(CODE)


def test_codes_only_hides_every_name() -> None:
    assert "Furaha" not in names.shown("Furaha", CODE, codes_only=True)
    assert "Furaha" not in names.name_and_code("Furaha", CODE, codes_only=True)


def test_a_name_is_shown_without_the_spaces_around_it() -> None:
    assert names.shown(" Furaha ", CODE) == "\u2068Furaha\u2069"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Nduhu\u0302ra", ["N", "d", "u", "h", "u\u0302", "r", "a"]),
        ("👩🏾‍🎓a", ["👩🏾‍🎓", "a"]),
        ("🇨🇩🇸🇸", ["🇨🇩", "🇸🇸"]),
        ("\u1112\u1161\u11ab", ["\u1112\u1161\u11ab"]),
        ("مُوسى", ["مُ", "و", "س", "ى"]),
        ("", []),
    ],
)
def test_letters_are_counted_as_a_reader_counts_them(text: str, letters: list[str]) -> None:
    assert names.graphemes(text) == letters


@given(st.text(max_size=60), st.integers(1, 20))
def test_a_shortened_name_is_never_longer_and_never_cut_within_a_letter(text: str, longest: int) -> None:
    short = names.shortened(text, longest)

    assert len(names.graphemes(short)) <= max(longest, 1)
    assert short == text or short.endswith("…")
    if short != text:
        kept = short.removesuffix("…")
        assert names.graphemes(text)[: len(names.graphemes(kept))] == names.graphemes(kept)


@given(st.text(max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    assert "".join(names.graphemes(text)) == text


@pytest.mark.parametrize(
    ("name", "badge"),
    [
        ("Furaha", "F"),
        ("amani bisimwa nshombo", "AN"),
        ("É\u0301tienne", "É\u0301"),
        ("(ne veut pas)", "VP"),
        ("", ""),
        ("…", ""),
    ],
)
def test_a_badge_has_at_most_two_letters(name: str, badge: str) -> None:
    assert names.initials(name) == badge


def test_a_worker_is_short_in_a_narrow_place() -> None:
    assert names.in_short("Furaha Nabintu") == "Furaha N."
    assert names.in_short("Furaha") == "Furaha"
    assert names.in_short("") == ""


def test_first_names_keep_a_letter_only_where_two_are_alike() -> None:
    told = names.first_names({"a": "Amani Bisimwa", "b": "Amani Kitoko", "c": "Neema Balola", "d": "Amani", "e": ""})

    assert told == {"a": "Amani B.", "b": "Amani K.", "c": "Neema", "d": "Amani", "e": ""}
