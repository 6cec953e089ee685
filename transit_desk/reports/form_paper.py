"""A form of the screen as a paper, blank to be written by hand or filled: the same sections, questions and answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from transit_desk import choices
from transit_desk.domain.fields import Choice, Day, Field, Flag, Many, Number, Said, Text
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, Words
from transit_desk.reports.document import STATE_WORDS, Block, Box, Heading, KeepTogether, Paragraph, State

EMPTY, CROSSED = "[   ]", "[ X ]"
_MOST = 14
"""Choices beyond this number are written by hand: a list of every language fills a page."""
_LINE, _SHORT = "…" * 30, "…" * 10
_TALL = 16.0  # millimetres to write several lines in
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


def filled(parts: Iterable[Part], fields: Mapping[str, Field], values: Mapping[str, object]) -> tuple[Block, ...]:
    """The questions of a form with every answer, or why there is none."""
    return _laid(parts, lambda name: _answered(fields[name], values.get(name)))


def blank(parts: Iterable[Part], fields: Mapping[str, Field]) -> tuple[Block, ...]:
    """The same questions to be answered by hand: boxes to cross, lines to write on, as many as fit on few pages."""
    return _laid(parts, lambda name: _to_answer(fields[name]))


def _laid(parts: Iterable[Part], drawn: Callable[[str], tuple[Block, ...]]) -> tuple[Block, ...]:
    found: list[Block] = []
    for part in parts:
        first, *others = [drawn(name) for name in part.names]
        said = (Paragraph(Words(part.help), quiet=True),) if part.help else ()
        found.append(KeepTogether((Heading(Words(part.title)), *said, *first)))
        found += [KeepTogether(each) for each in others]
    return tuple(found)


def box(words: str | Words, *, crossed: bool = False) -> str:
    """A box with its words, crossed or to be crossed."""
    return f"{CROSSED if crossed else EMPTY} {words}".replace(" ", "\u00a0")  # a box stays with its words


def _to_answer(field: Field) -> tuple[Block, ...]:
    label, keys = Words(field.label), _keys(field)
    if isinstance(field.kind, Text) and field.kind.lines > 1:
        return (Box(label, _TALL),)
    if keys is not None and len(keys) <= _MOST:
        value = "     ".join(box(choices.say(_list(field), key)) for key in keys)
    else:
        value = _SHORT if isinstance(field.kind, (Day, Number)) else _LINE
    asked = N_("{label} {value}") if str(label).endswith("?") else N_("{label}: {value}")
    return (Paragraph(Words(asked, {"label": label, "value": value})),)


def _answered(field: Field, value: object) -> tuple[Block, ...]:
    said = value if isinstance(value, Said) else Said(value) if value not in (None, "", []) else Said()
    label = Words(field.label)
    states = _states(said) if field.asked else ()
    keys = _keys(field)
    if keys is not None and len(keys) <= _MOST:
        list_name, given = _list(field), _given(said.value)
        offered = [box(choices.say(list_name, key), crossed=key in given) for key in keys]
        return (Paragraph(Words(N_("{label}:"), {"label": label})), Paragraph("     ".join([*offered, *states])))
    shown = _say(field, said.value) if said.answer is Answer.GIVEN and said.value is not None else ""
    words = Words(N_("{label}: {value}"), {"label": label, "value": shown or "…"})
    return (Paragraph(words), *((Paragraph("     ".join(states)),) if states and not shown else ()))


def _states(said: Said) -> tuple[str, ...]:
    states = (*_STATES, Answer.NOT_ASKED)
    return tuple(
        box(STATE_WORDS[State[answer.name]], crossed=said.answer is answer and said.value is None) for answer in states
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
