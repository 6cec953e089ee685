"""What another office wrote, shown in lines: known parts by name, anything else as it came, nothing that does harm."""

from __future__ import annotations

import datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.desks import words_of
from transit_desk import services
from transit_desk.export.incoming import difference
from transit_desk.services.handover.queries.incoming import known_fields
from transit_desk.services.handover.views import PartShown
from ui.screens.handover.children_panel import PartCard
from ui.screens.handover.their_words import Reader, Said


def test_a_statement_says_what_it_is_about_who_said_it_and_when() -> None:
    content = {"version": 1, "claims": [{"what": "name_in_use", "words": "Bahati", "said_by": "child",
                                         "said_on": "2026-11-21", "known_by": "told"}]}  # fmt: skip

    found = Reader().lines(content)

    assert [said.words for said in found] == ["Bahati"]
    assert "21 Nov 2026" in found[0].source


def test_a_promise_says_until_when() -> None:
    content = {"dues": [{"what": "first_visit", "from": "2026-11-21", "to": "2026-12-05", "who": "ONG (fictive)"}]}

    found = Reader().lines(content)

    assert "5 Dec 2026" in found[0].words
    assert found[0].source == "ONG (fictive)"


def test_days_between_which_a_child_was_born_are_one_line() -> None:
    found = Reader().lines({"born": {"from": "2011-11-22", "to": "2012-11-21"}})

    assert found == [Said("Born", "between the days 22 Nov 2011 and 21 Nov 2012")]


def test_a_birth_is_one_sentence_with_the_age_it_makes() -> None:
    """Somebody who decides about a child reads an age, never the words of a format."""
    today = datetime.date(2026, 11, 22)
    told = {"born": {"from": "2010-11-23", "to": "2012-11-22", "estimated": True}}
    known = {"born": {"from": "2012-03-04", "to": "2012-03-04", "estimated": False}}

    assert [said.words for said in Reader(today).lines(told)] == [
        "about 14 years: between the days 23 Nov 2010 and 22 Nov 2012"
    ]
    assert [said.words for said in Reader(today).lines(known)] == ["14 years: 4 Mar 2012"]


def test_a_birth_that_is_not_written_as_agreed_is_shown_as_it_came() -> None:
    found = Reader().lines({"born": {"from": "2013-01-01", "to": "2012-01-01", "estimated": 7}})

    assert all("2013" in said.words or said.words == "7" or "2012" in said.words for said in found)


@pytest.mark.parametrize(
    "content",
    [None, 7, "words", [1, [2]], {"claims": 5}, {"claims": [None, {"what": {"a": []}, "words": {"x": [1]}}]},
     {"sex": {"deep": {"deeper": []}}}, {"dues": [{"to": {"from": 1, "to": None}}]}, {"facts": [[], {}]}],
)  # fmt: skip
def test_whatever_form_it_has_it_becomes_lines_of_words(content: object) -> None:
    for said in Reader().lines(content):
        assert all(isinstance(part, str) for part in said)


def test_nothing_invisible_and_nothing_endless_is_shown() -> None:
    found = Reader().lines({"name_in_use": "Ama\u202eni\u0007" + "x" * 5000})

    assert "\u202e" not in found[0].words
    assert "\u0007" not in found[0].words
    assert len(found[0].words) < 300


def test_what_another_centre_asked_is_said_in_the_words_of_our_own_questions() -> None:
    services.load_records()
    told = {"return": {"link_checks": ["child_recognised"], "heard_apart": "yes",
                       "recruiter_near": {"value": "no", "answer": "given"}}}  # fmt: skip

    found = Reader(known=known_fields("arrival")).lines(told)

    assert found == [
        Said("How was the link checked?", "The child recognised the adult"),
        Said("Was the child heard apart?", "Yes"),
        Said("Does somebody who recruits live near home?", "No"),
    ]


@pytest.mark.parametrize("section", ["arrival", "who", "history", "family", "safekeeping", "documents"])
def test_every_slice_that_packs_a_section_lends_it_its_words(section: str) -> None:
    services.load_records()

    assert known_fields(section)


def test_the_people_of_a_family_are_a_line_each() -> None:
    services.load_records()
    told = {"relatives": [{"relation": "mother", "name": "Nabintu"}, {"relation": "father", "name": None}]}

    found = Reader(known=known_fields("family")).lines(told)

    assert [said.label for said in found] == ["Relatives", "Relatives"]
    assert "Nabintu" in found[0].words
    assert "Mother" in found[0].words


def _part(state: str) -> PartShown:
    theirs: dict[str, object] = {"name_in_use": "Musa", "born": {"from": "2011-01-01", "to": "2012-12-31"}}
    ours: dict[str, object] = {"name_in_use": "Musa", "born": {"from": "2010-01-01", "to": "2013-12-31"}}
    return PartShown("p", "identity", state, theirs, ours, difference(ours, theirs), True, {})


def test_a_birth_that_differs_is_one_line_of_each_side_and_never_the_words_of_a_format(qtbot: QtBot) -> None:
    card = PartCard(_part("waiting"), datetime.date(2026, 11, 21), compared=True)
    qtbot.addWidget(card)

    said = words_of(card)

    assert "between the days 1 Jan 2011 and 31 Dec 2012" in said
    assert "between the days 1 Jan 2010 and 31 Dec 2013" in said
    assert "from" not in said.split()


def test_what_was_taken_over_is_shown_as_it_came_and_no_longer_as_a_difference(qtbot: QtBot) -> None:
    card = PartCard(_part("accepted"), datetime.date(2026, 11, 21), compared=True)
    qtbot.addWidget(card)

    said = words_of(card)

    assert "Musa" in said
    assert "only with them" not in said
    assert "only here" not in said
