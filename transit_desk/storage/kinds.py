"""From the kind of a field to the type of its column, for both dialects."""

from __future__ import annotations

from typing import Any

import sqlalchemy

from transit_desk.domain import fields
from transit_desk.storage.cells import CellType

_TYPES: dict[type[fields.Kind], Any] = {
    fields.Text: sqlalchemy.Text,
    fields.Place: sqlalchemy.Text,
    fields.Number: sqlalchemy.Integer,
    fields.Flag: sqlalchemy.Boolean,
    fields.Day: sqlalchemy.Date,
    fields.Moment: sqlalchemy.BigInteger,
    fields.Choice: sqlalchemy.Text,
    fields.Many: sqlalchemy.JSON,
    fields.Structured: sqlalchemy.JSON,
}


def column_type(field: fields.Field) -> Any:
    """The column type a described field is kept in."""
    if field.sealed:
        return CellType()
    if isinstance(field.kind, fields.Reference):
        return sqlalchemy.Uuid(as_uuid=False)
    made = _TYPES[type(field.kind)]
    return made(none_as_null=True) if made is sqlalchemy.JSON else made()
