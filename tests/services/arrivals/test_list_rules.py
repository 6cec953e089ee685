"""A list from elsewhere, cell by cell, and the few rules of an event that need no house."""

from __future__ import annotations

import pytest

from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import Words
from transit_desk.services.arrivals import rules
from transit_desk.services.arrivals.rules import lists


def test_columns_are_found_by_their_meaning_and_the_first_of_two_counts() -> None:
    headings = ("Nom de l’enfant", "Colour", "Prénom", "Âge ?")

    columns, passed, rows = lists.mapped(headings, [("Amani", "red", "A.", " "), ("", "blue", "B.", "")])

    assert columns == (("Nom de l’enfant", "name_typed"), ("Âge ?", "age_typed"))
    assert passed == ("Colour", "Prénom")
    assert rows == ({"name_typed": "Amani"},), "an empty row is no child"


def test_a_list_of_which_nothing_is_known_is_refused() -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        lists.mapped(("Colour", "Weight"), [("red", "4")])

    assert refused.value.field == "list"


@pytest.mark.parametrize(
    ("cell", "typed", "read"),
    [
        ("name_typed", "Amani", "Amani"), ("name_typed", " – ", None), ("age_typed", "?", Said(None, Answer.UNKNOWN)),
        ("village_typed", "Refusé", Said(None, Answer.REFUSED)), ("village_typed", "Kalonge", "Kalonge"),
        ("sex", "Féminin", "f"), ("sex", "?", "unknown"), ("sex", "m", "m"), ("language", "Kiswahili", "swc"),
        ("disposition", "Rentré en famille", "returned_on_site"), ("disposition", "to_centre", "to_centre"),
        ("needs", 4, 4), ("needs", " ; ", []),
    ],
)  # fmt: skip
def test_a_word_is_read_as_it_is_meant_there(cell: str, typed: object, read: object) -> None:
    assert lists.read_cell(cell, typed) == read


def test_a_label_of_any_language_means_its_key() -> None:
    from transit_desk import choices

    for choice in choices.load("urgent_need"):
        for label in choice.labels.values():
            assert lists.read_cell("needs", label.replace(",", " ").replace(";", " ")) == [choice.key]


def test_each_cell_that_nobody_can_take_is_refused_by_itself() -> None:
    read, refused = lists.read_row({"name_typed": "Amani", "sex": "xyz", "colour": "red"})

    assert read == {"name_typed": "Amani"}
    assert [each.field for each in refused] == ["sex", "colour"]
    assert lists.beside(3, "sex", "Sex", refused[0].words).field == "3.sex"
    assert str(lists.beside(3, None, "Sex", Words("No."))) == "Row 3, Sex: No."


def test_only_those_who_were_there_tell_of_a_release() -> None:
    rules.takes_part(among=True)
    with pytest.raises(errors.NotAllowed, match="take part"):
        rules.takes_part(among=False)


def test_a_closed_event_stays_as_it_was_signed() -> None:
    rules.not_closed(None)
    with pytest.raises(errors.RuleBroken, match="closed"):
        rules.not_closed(1)
