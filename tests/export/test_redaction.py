"""The table of what each audience may learn is the domain's own, cell by cell."""

from __future__ import annotations

import pathlib
import tomllib
from typing import Any

import pytest

from transit_desk.domain.levels import Level, Topic
from transit_desk.export.redaction import (
    MARKING,
    TABLE,
    Audience,
    Consent,
    Element,
    Form,
    Shown,
    element_of,
    never_told,
    shown,
)

FACTS: list[dict[str, Any]] = tomllib.loads((pathlib.Path(__file__).parent / "audiences.toml").read_text("utf-8"))[
    "row"
]
SIGNS = {Form.FULL: "f", Form.BAND: "b", Form.PROVINCE: "p", Form.NOTHING: "-"}
EVERYTHING = frozenset(Consent)
CELLS = [
    pytest.param(Audience(audience), Element(row["element"]), row[audience], id=f"{row['element']}-{audience}")
    for row in FACTS
    for audience in ("centre", "receiving_agency", "foster_family")
]


def sign(told: Shown) -> str:
    return "s" if told.sealed else SIGNS[told.form]


@pytest.mark.parametrize(("audience", "element", "fact"), CELLS)
def test_each_cell_is_the_domains(audience: Audience, element: Element, fact: dict[str, Any]) -> None:
    levels = (Level.C1, Level.C2, Level.C3, Level.C4)
    told = [shown(audience, element, level, consents=EVERYTHING, needed=True) for level in levels]
    cell = TABLE[audience][element]

    assert "".join(map(sign, told)) == fact["levels"], fact["told"]
    assert cell.consent == fact.get("consent")
    assert cell.sealed_consent == fact.get("sealed_consent")
    assert cell.if_needed is fact.get("needed", False)
    assert cell.lines == fact.get("lines")
    if "instead" in fact:
        assert fact["instead"] in str(shown(audience, element, Level.C4, consents=EVERYTHING).instead)


@pytest.mark.parametrize(("audience", "element", "fact"), CELLS)
def test_without_the_consent_it_needs_nothing_is_told(
    audience: Audience, element: Element, fact: dict[str, Any]
) -> None:
    for consents in (frozenset(), EVERYTHING - {fact.get("consent"), fact.get("sealed_consent")}):
        for level in (Level.C1, Level.C2, Level.C3, Level.C4):
            told = shown(audience, element, level, consents=consents, needed=True)
            if "consent" in fact:
                assert told.form is Form.NOTHING
            if "sealed_consent" in fact:
                assert not told.sealed


@pytest.mark.parametrize(("audience", "element", "fact"), CELLS)
def test_what_the_child_withholds_is_told_to_nobody(audience: Audience, element: Element, fact: dict[str, Any]) -> None:
    for level in Level:
        told = shown(audience, element, level, consents=EVERYTHING, needed=True, withheld=True)
        assert (told.form, told.sealed) == (Form.NOTHING, False)


def test_the_table_has_every_row_for_every_audience_and_every_topic_is_a_row() -> None:
    assert {row["element"] for row in FACTS} == {element.value for element in Element}
    assert all(set(TABLE[audience]) == set(Element) for audience in Audience)
    assert {element_of(topic) for topic in Topic} <= set(Element)
    assert set(MARKING) == set(Audience)


def test_a_hunted_childs_village_lifted_to_c3_does_not_even_give_a_province() -> None:
    told = shown(Audience.FOSTER_FAMILY, Element.ORIGIN, Level.C3, consents=EVERYTHING, needed=True)

    assert told.form is Form.NOTHING


def test_what_is_not_marked_as_needed_stays_and_the_neutral_sentence_stands_in_its_place() -> None:
    told = shown(Audience.RECEIVING_AGENCY, Element.ASSOCIATION, Level.C3, consents=EVERYTHING)

    assert told.form is Form.NOTHING
    assert str(told.instead) == "This child fled violence."
    assert "needed" in str(told.why)


def test_what_never_travels_is_on_the_centres_paper_alone() -> None:
    def form(audience: Audience) -> Form:
        return shown(audience, Element.CARE, Level.C1, consents=EVERYTHING, travels=False).form

    assert {audience for audience in Audience if form(audience) is not Form.NOTHING} == {Audience.CENTRE}


def test_a_wider_level_never_shows_more() -> None:
    rank = {Form.NOTHING: 0, Form.PROVINCE: 1, Form.BAND: 1, Form.FULL: 2}
    for audience in Audience:
        for element in Element:
            forms = [rank[shown(audience, element, level, consents=EVERYTHING, needed=True).form] for level in Level]
            assert forms == sorted(forms, reverse=True), (audience, element)


@pytest.mark.parametrize("audience", [Audience.CLINIC, Audience.HOME])
def test_who_treats_a_child_and_who_takes_it_home_are_told_who_it_is_and_what_it_takes_and_nothing_else(
    audience: Audience,
) -> None:
    told = {
        element for element in Element for level in Level
        if level > Level.C0
        and shown(audience, element, level, consents=EVERYTHING, needed=True).form is not Form.NOTHING
    }  # fmt: skip

    assert told == {Element.IDENTITY, Element.HEALTH}


def test_the_further_away_the_less_is_told() -> None:
    chain = (Audience.CENTRE, Audience.RECEIVING_AGENCY, Audience.FOSTER_FAMILY)
    for element in Element:
        for level in Level:
            forms = [shown(audience, element, level, consents=EVERYTHING, needed=True).form for audience in chain]
            fulls = [form is Form.FULL for form in forms]
            assert fulls == sorted(fulls, reverse=True), (element, level)


@pytest.mark.parametrize("audience", Audience)
def test_what_is_never_told_is_what_no_answer_opens(audience: Audience) -> None:
    """The rule that stands beside a paper is the rule that fills it."""
    opened = {
        element
        for element in Element
        for level in (Level.C1, Level.C2, Level.C3)
        if shown(audience, element, level, consents=EVERYTHING, needed=True).form is not Form.NOTHING
    }

    assert set(never_told(audience)) == set(Element) - opened
