"""The small scales of a care note, and which way a child goes; a note that says something; who may initial."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Final

from transit_desk.domain import errors
from transit_desk.domain.text import N_

SCALES: Final = ("mood", "sleep", "appetite", "joins_in")
_RANK: Final = {"badly": 0, "middling": 1, "well": 2}
BETTER, WORSE, STEADY = "better", "worse", "steady"
LATELY: Final = 3  # notes that are compared with those before them


def says_something(note: Mapping[str, object]) -> None:
    """A care note without any answer is none."""
    if not any(note.get(name) for name in (*SCALES, "words", "asks")):
        raise errors.RuleBroken(N_("Say at least one thing: how the child is, or that it asks for somebody."), "mood")


def trend(told: Sequence[str]) -> str:
    """Which way a scale went, the newest note first: the last notes against those before. Too few say nothing."""
    ranks = [_RANK[each] for each in told if each in _RANK]
    late, before = ranks[:LATELY], ranks[LATELY : 2 * LATELY]
    if not before:
        return ""
    change = sum(late) * len(before) - sum(before) * len(late)
    return BETTER if change > 0 else WORSE if change < 0 else STEADY


def initialled_by_another(wrote: str, reads: str) -> None:
    """A note is read by the next shift, not by the one who wrote it."""
    if wrote == reads:
        raise errors.RuleBroken(N_("You wrote this note: somebody of the next shift initials it."))


def initialled_by_the_next(*, same_shift: bool) -> None:
    """Nor by somebody of the same shift, who hands over nothing to themselves."""
    if same_shift:
        raise errors.RuleBroken(N_("You are on the shift that wrote this: somebody of the next one initials it."))


def initialled_once(*, already: bool) -> None:
    """A note is initialled once."""
    if already:
        raise errors.RuleBroken(N_("This note was initialled already."))


def corrects_a_note(corrects: str | None) -> None:
    """A correction is of the note itself, so that they stand in one row."""
    if corrects is not None:
        raise errors.RuleBroken(N_("Correct the note itself, not its correction."), "words")


def entry_is_in_the_book(number: str, known: Container[str] | None) -> None:
    """An entry that is named stands in the incident book, as far as somebody may read it."""
    if known is not None and number not in known:
        raise errors.RuleBroken(N_("The incident book has no entry of this number."), "incident")
