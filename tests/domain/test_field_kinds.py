"""Each kind of field: what it keeps, what it refuses beside its own box, and how it says a value."""

from __future__ import annotations

import datetime

import pytest

from transit_desk.domain import errors, fields
from transit_desk.domain.fields import Field, Said, check_all
from transit_desk.domain.levels import Answer, Level

DAY = datetime.date(2026, 11, 21)
ONE_OF = fields.Choice("sex", frozenset({"f", "m"}))
MANY_OF = fields.Many("needs", frozenset({"care", "food"}))


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        (fields.Text(), "Amani", "Amani"), (fields.Text(20, lines=2), "one\n\ttwo", "one\n\ttwo"),
        (fields.Number(0, 9), 4, 4), (fields.Flag(), False, False), (fields.Day(), DAY, DAY),
        (fields.Day(), "2026-11-21", DAY), (fields.Moment(), 0, 0), (ONE_OF, "f", "f"),
        (fields.Choice("sex"), "whatever", "whatever"), (MANY_OF, ("food", "care", "food"), ["food", "care"]),
        (fields.Many("needs"), ["any"], ["any"]), (fields.Structured(), {"low": 1}, {"low": 1}),
        (fields.Reference("room"), "a-key", "a-key"), (fields.Kind(), 7, 7),
        (fields.References("room"), ("b", "a", "b"), ["b", "a"]),
    ],
)  # fmt: skip
def test_what_fits_is_kept(kind: fields.Kind, value: object, kept: object) -> None:
    assert Field(kind, "A box", name="box").check(value) == kept


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (fields.Text(), 4, "Write words"), (fields.Text(3), "four", "4 characters long"),
        (fields.Text(), "one\ntwo", "cannot be seen (U+000A)"), (fields.Text(20, lines=2), "a\x07", "U+0007"),
        (fields.Text(), "\ud800", "U+D800"), (fields.Number(0, 9), 10, "from 0 to 9"),
        (fields.Number(), True, "whole number"), (fields.Number(), 1.5, "whole number"),
        (fields.Flag(), "yes", "yes or no"),
        (fields.Day(), "21/11/2026", "Write a day"), (fields.Day(), 4, "Write a day"),
        (fields.Day(), datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), "Write a day"),
        (fields.Day(), datetime.date(1899, 12, 31), "1900"), (fields.Moment(), True, "a day and an hour"),
        (fields.Moment(), 1 << 62, "1900"), (ONE_OF, "x", "one of the answers"), (ONE_OF, 4, "one of the answers"),
        (MANY_OF, "food", "among the answers"), (MANY_OF, ["rest"], "among the answers"), (MANY_OF, [4], "among"),
        (fields.Structured(), [1], "missing"), (fields.Reference("room"), 4, "Choose one"),
        (fields.References("room"), "a-key", "among the answers"), (fields.References("room"), [""], "among"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_beside_the_box(kind: fields.Kind, value: object, words: str) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        Field(kind, "A box", name="box").check(value)

    assert words in str(refused.value)
    assert refused.value.field == "box"


@pytest.mark.parametrize("empty", [None, ""])
def test_an_empty_box_is_refused_only_where_it_is_needed(empty: str | None) -> None:
    assert Field(fields.Text(), "Name", name="name").check(empty) is None
    with pytest.raises(errors.RuleBroken, match="this is needed") as refused:
        Field(fields.Text(), "Name", required=True, name="name").check(empty)
    assert refused.value.field == "name"


def test_a_value_is_said_in_words() -> None:
    assert [str(fields.Flag().say(value)) for value in (True, False)] == ["yes", "no"]
    assert fields.Text().say("Amani") == "Amani"
    assert {str(fields.Day().say(day)) for day in (datetime.date(2026, 11, 3), "2026-11-03")} == {"3 Nov 2026"}


@pytest.mark.parametrize(
    ("said", "value", "answer"),
    [
        (Said("14"), "14", Answer.GIVEN), (Said(None), None, Answer.NOT_ASKED), (Said(""), None, Answer.NOT_ASKED),
        (Said(None, Answer.REFUSED), None, Answer.REFUSED), (Said("14", Answer.REFUSED), None, Answer.REFUSED),
    ],
)  # fmt: skip
def test_no_value_is_never_an_answer_that_was_given(said: Said, value: object, answer: Answer) -> None:
    assert (said.value, said.answer) == (value, answer)


ASKED = {
    "name": Field(fields.Text(5), "Name", required=True, name="name"),
    "age": Field(fields.Text(3), "Age", asked=True, name="age"),
}


def test_a_question_keeps_its_answer_and_a_bare_value_was_given() -> None:
    assert check_all(ASKED, {"name": "Amani", "age": "14"})["age"] == Said("14")
    assert check_all(ASKED, {"name": "Amani", "age": Said(None, Answer.REFUSED)})["age"] == Said(None, Answer.REFUSED)
    assert check_all(ASKED, {"name": "Amani"})["age"] == Said(None, Answer.NOT_ASKED)


def test_everything_that_is_to_be_corrected_is_said_at_once() -> None:
    with pytest.raises(errors.Several) as several:
        check_all(ASKED, {"name": "", "age": "fourteen"})
    with pytest.raises(errors.RuleBroken) as one:
        check_all(ASKED, {"name": "", "age": "14"})

    assert [each.field for each in several.value.refusals] == ["name", "age"]
    assert one.value.field == "name"


def test_a_box_nobody_described_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        check_all(ASKED, {"name": "Amani", "colour": "red"})


@pytest.mark.parametrize(("level", "sealed"), [(Level.C2, False), (Level.C3, True)])
def test_from_c3_on_a_value_is_sealed(level: Level, sealed: bool) -> None:
    assert Field(fields.Text(), "Name", level).sealed == sealed


@pytest.mark.parametrize("begins", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"\n\n%PDF-1.4"])
def test_a_picture_or_a_pdf_is_taken_by_how_it_begins(begins: bytes) -> None:
    assert fields.Scan().check(begins + b" and more") == begins + b" and more"


@pytest.mark.parametrize("other", ["a name", None, 3, b"", b"GIF89a", b"x" * 2_000 + b"%PDF-1.7"])
def test_what_is_neither_is_refused(other: object) -> None:
    with pytest.raises(errors.RuleBroken):
        fields.Scan().check(other)


def test_more_than_can_be_kept_is_refused_with_both_sizes() -> None:
    with pytest.raises(errors.RuleBroken, match=r"2 MB.*1 MB"):
        fields.Scan(most=1_048_576).check(b"\xff\xd8\xff" + b"\0" * 1_048_576)


def test_bytes_are_never_said() -> None:
    assert "secret" not in str(fields.Scan().say(b"secret"))
