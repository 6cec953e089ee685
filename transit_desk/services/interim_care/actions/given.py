"""What every act here asks of its values, and the word under which an undo takes a record back."""

from __future__ import annotations

from typing import Final

from transit_desk.domain import fields
from transit_desk.storage.records import Record, fields_of

UNDONE: Final = "undone"


def checked(kind: type[Record], given: dict[str, object]) -> dict[str, object]:
    """These values of a record, each by its own description."""
    return fields.check_all({name: field for name, field in fields_of(kind).items() if name in given}, given)
