"""What a field of a record says to these eyes: in a cell, in a form, as a bare value, in a package that leaves."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from transit_desk import choices
from transit_desk.domain import days, errors
from transit_desk.domain.fields import Choice, Field, Many, Said
from transit_desk.domain.levels import NO_VALUE, Answer
from transit_desk.domain.text import N_, Words
from transit_desk.export.redaction import Form, Readership
from transit_desk.storage.records import Record, fields_of
from transit_desk.storage.work import HIDDEN, Work


def moment(work: Work, at: object) -> str | Words:
    """An instant as people say it, by the office's clock; nothing where none is known, or may be."""
    return days.hour(work.local(at), work.today()) if isinstance(at, int) else ""


def reads(work: Work, kind: type[Record], *names: str) -> bool:
    """Whether these fields of a kind, or all of them, lie under these eyes' ceiling."""
    described = fields_of(kind)
    return all(work.actor.reads(described[name]) for name in names or described)


def must_read(work: Work, kind: type[Record]) -> None:
    """What has to fit with what is already there is written by those who read that."""
    if not reads(work, kind):
        raise errors.NotAllowed(N_("Part of this is not for your role. Ask the child's caseworker to write it."))


def plain(work: Work, record: Record, name: str) -> Any:
    """A value without its answer; None where there is none or it is not for these eyes."""
    seen = work.see(record, name)
    if seen is HIDDEN:
        return None
    return seen.value if isinstance(seen, Said) else seen


def held(work: Work, record: Record, names: Iterable[str]) -> dict[str, object]:
    """What a form holds of a record, as far as these eyes read it."""
    seen = {name: work.see(record, name) for name in names}
    return {name: value for name, value in seen.items() if value is not HIDDEN}


def cell(work: Work, record: Record, name: str) -> str | Words:
    """A field in a cell: its value, or why there is none."""
    seen = work.see(record, name)
    if seen is HIDDEN:
        return Words(NO_VALUE["hidden"])
    if isinstance(seen, Said):
        if seen.answer is not Answer.GIVEN:
            return Words(NO_VALUE[seen.answer])
        seen = seen.value
    field = fields_of(type(record))[name]
    if seen is None and field.required:  # kept before it was asked
        return Words(N_("not written down"))
    return value(field, seen)


def cells(work: Work, record: Record, *names: str) -> tuple[str | Words, ...]:
    """Several fields, each in its cell."""
    return tuple(cell(work, record, name) for name in names)


def value(field: Field, held: object) -> str | Words:
    """A value of a field in words; nothing where there is none."""
    if held is None:
        return ""
    if isinstance(field.kind, Many) and isinstance(held, list):
        return choices.say_all(field.kind.list_name, held)
    return choices.say(field.kind.list_name, str(held)) if isinstance(field.kind, Choice) else field.kind.say(held)


def full(
    work: Work, reader: Readership, record: Record, names: Iterable[str], *, needed: bool = False
) -> dict[str, object]:
    """The fields this audience may have in full, as a package keeps them."""
    described = fields_of(type(record))
    found: dict[str, object] = {}
    for name in names:
        field = described[name]
        shown = reader.shown(field.topic, field.level, needed=needed, travels=field.travels)
        seen = work.see(record, name)
        if shown.form is Form.FULL and seen is not HIDDEN and seen is not None:
            found[name] = _packed(seen)
    return found


def _packed(seen: object) -> object:
    if isinstance(seen, Said):
        return {"value": seen.value, "answer": seen.answer.value}
    return seen.isoformat() if isinstance(seen, datetime.date) else seen
