"""What another office wrote, shown in lines: known parts by name, anything else as it came, nothing that does harm."""

from __future__ import annotations

import datetime

import pytest

from ui.screens.handover import their_words
from ui.screens.handover.their_words import Said


def test_a_statement_says_what_it_is_about_who_said_it_and_when() -> None:
    content = {"version": 1, "claims": [{"what": "name_in_use", "words": "Bahati", "said_by": "child",
                                         "said_on": "2026-11-21", "known_by": "told"}]}  # fmt: skip

    found = their_words.lines(content)

    assert [said.words for said in found] == ["Bahati"]
    assert "21 Nov 2026" in found[0].source


def test_a_promise_says_until_when() -> None:
    content = {"dues": [{"what": "first_visit", "from": "2026-11-21", "to": "2026-12-05", "who": "ONG (fictive)"}]}

    found = their_words.lines(content)

    assert "5 Dec 2026" in found[0].words
    assert found[0].source == "ONG (fictive)"


def test_days_between_which_a_child_was_born_are_one_line() -> None:
    found = their_words.lines({"born": {"from": "2011-11-22", "to": "2012-11-21"}})

    assert found == [Said("Born", "between the days 22 Nov 2011 and 21 Nov 2012")]


def test_a_birth_is_one_sentence_with_the_age_it_makes() -> None:
    """Somebody who decides about a child reads an age, never the words of a format."""
    today = datetime.date(2026, 11, 22)
    told = {"born": {"from": "2010-11-23", "to": "2012-11-22", "estimated": True}}
    known = {"born": {"from": "2012-03-04", "to": "2012-03-04", "estimated": False}}

    assert [said.words for said in their_words.lines(told, today)] == [
        "about 14 years: between the days 23 Nov 2010 and 22 Nov 2012"
    ]
    assert [said.words for said in their_words.lines(known, today)] == ["14 years: 4 Mar 2012"]


def test_a_birth_that_is_not_written_as_agreed_is_shown_as_it_came() -> None:
    found = their_words.lines({"born": {"from": "2013-01-01", "to": "2012-01-01", "estimated": 7}})

    assert all("2013" in said.words or said.words == "7" or "2012" in said.words for said in found)


@pytest.mark.parametrize(
    "content",
    [None, 7, "words", [1, [2]], {"claims": 5}, {"claims": [None, {"what": {"a": []}, "words": {"x": [1]}}]},
     {"sex": {"deep": {"deeper": []}}}, {"dues": [{"to": {"from": 1, "to": None}}]}, {"facts": [[], {}]}],
)  # fmt: skip
def test_whatever_form_it_has_it_becomes_lines_of_words(content: object) -> None:
    for said in their_words.lines(content):
        assert all(isinstance(part, str) for part in said)


def test_nothing_invisible_and_nothing_endless_is_shown() -> None:
    found = their_words.lines({"name_in_use": "Ama\u202eni\u0007" + "x" * 5000})

    assert "\u202e" not in found[0].words
    assert "\u0007" not in found[0].words
    assert len(found[0].words) < 300
