"""Values of described fields in words, one or several."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from transit_desk import choices
from transit_desk.domain.fields import Choice, Field, Many
from transit_desk.domain.text import Words


def enumerated(list_name: str, keys: Sequence[str]) -> Words:
    """Several keys as one enumeration, spoken when shown."""
    return Enumeration("", {}, None, 0, tuple(choices.say(list_name, key) for key in keys))


@dataclasses.dataclass(frozen=True)
class Enumeration(Words):
    """Words one after another, with commas."""

    parts: tuple[Words, ...] = ()

    def __str__(self) -> str:
        return ", ".join(str(part) for part in self.parts)


def say_value(field: Field, value: object) -> str | Words:
    if value is None:
        return ""
    if isinstance(field.kind, Many) and isinstance(value, list):
        return enumerated(field.kind.list_name, value)
    if isinstance(field.kind, Choice):
        return choices.say(field.kind.list_name, str(value))
    return field.kind.say(value)
