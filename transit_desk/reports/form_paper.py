"""A form of the screen as a paper, blank to be written by hand or filled: the same sections, questions and answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from transit_desk import choices
from transit_desk.domain.fields import Choice, Day, Field, Flag, Many, Said, Text
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, Words
from transit_desk.reports.document import STATE_WORDS, Block, Box, Heading, KeepTogether, Paragraph, State

EMPTY, CROSSED = "[   ]", "[ X ]"
_MOST = 14
"""Choices beyond this number are written by hand: a list of every language fills a page."""
_STATES = (Answer.UNKNOWN, Answer.REFUSED)


class Part(Protocol):
    """A heading over some fields, as the screen has it."""

    @property
    def title(self) -> str:
        """The heading."""

    @property
    def names(self) -> tuple[str, ...]:
        """The fields below it, in their order."""

    @property
    def help(self) -> str:
        """What stands under the heading."""


def blocks(
    parts: Iterable[Part], fields: Mapping[str, Field], values: Mapping[str, object] | None = None
) -> tuple[Block, ...]:
    """The questions of a form. Without `values` it is blank; with them every answer is there, or why there is none."""
    found: list[Block] = []
    for part in parts:
        first = True
        for name in part.names:
            drawn = _question(fields[name], None if values is None else values.get(name), blank=values is None)
            if first:
                said = (Paragraph(Words(part.help), quiet=True),) if part.help else ()
                found.append(KeepTogether((Heading(Words(part.title)), *said, *drawn)))
                first = False
            else:
                found.append(KeepTogether(drawn))
    return tuple(found)


def box(words: str | Words, *, crossed: bool = False) -> str:
    """A box with its words, crossed or to be crossed."""
    return f"{CROSSED if crossed else EMPTY} {words}".replace(" ", "\u00a0")  # a box stays with its words


def _question(field: Field, value: object, *, blank: bool) -> tuple[Block, ...]:
    said = value if isinstance(value, Said) else Said(value) if value not in (None, "", []) else Said()
    label = Words(field.label)
    states = _states(said, blank=blank) if field.asked else ()
    keys = _keys(field)
    if keys is not None and len(keys) <= _MOST:
        list_name, given = _list(field), _given(said.value)
        offered = [box(choices.say(list_name, key), crossed=key in given) for key in keys]
        return (Paragraph(Words(N_("{label}:"), {"label": label})), Paragraph("     ".join([*offered, *states])))
    if blank:
        height = 24.0 if isinstance(field.kind, Text) and field.kind.lines > 1 else 11.0
        asked = (Paragraph("     ".join(states)),) if states else ()
        return (Box(_hint(field, label), height), *asked)
    shown = _say(field, said.value) if said.answer is Answer.GIVEN and said.value is not None else ""
    words = Words(N_("{label}: {value}"), {"label": label, "value": shown or "…"})
    return (Paragraph(words), *((Paragraph("     ".join(states)),) if states and not shown else ()))


def _states(said: Said, *, blank: bool) -> tuple[str, ...]:
    states = (*_STATES, Answer.NOT_ASKED)
    return tuple(
        box(STATE_WORDS[State[answer.name]], crossed=not blank and said.answer is answer and said.value is None)
        for answer in states
    )


def _keys(field: Field) -> tuple[str, ...] | None:
    if isinstance(field.kind, Flag):
        return ("yes", "no")
    if isinstance(field.kind, (Choice, Many)):
        return tuple(choice.key for choice in choices.load(field.kind.list_name).offered)
    return None


def _list(field: Field) -> str:
    return field.kind.list_name if isinstance(field.kind, (Choice, Many)) else "yes_no_unknown"


def _given(value: object) -> frozenset[str]:
    if isinstance(value, bool):
        return frozenset({"yes" if value else "no"})
    return frozenset(map(str, value)) if isinstance(value, (list, tuple)) else frozenset({str(value)})


def _say(field: Field, value: object) -> str:
    if isinstance(field.kind, (Choice, Many)):
        return ", ".join(str(choices.say(field.kind.list_name, key)) for key in sorted(_given(value)))
    return str(field.kind.say(value))


def _hint(field: Field, label: Words) -> Words:
    if isinstance(field.kind, Day):
        return Words(N_("{label} (day, month, year)"), {"label": label})
    return Words(N_("{label} ({hint})"), {"label": label, "hint": Words(field.help)}) if field.help else label
