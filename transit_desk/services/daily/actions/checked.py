"""What every act of the day begins with: the fields it is given, checked by their description."""

from __future__ import annotations

import datetime
from typing import Any

from transit_desk.domain import errors, fields, sense
from transit_desk.domain.text import N_
from transit_desk.storage.records import Record, fields_of, records
from transit_desk.storage.work import Work

UNDONE = "undone"


def checked(work: Work, kind: type[Record], given: dict[str, object]) -> dict[str, Any]:
    """These fields of a kind as they are kept; all that is to correct is refused at once, beside its field."""
    described = {name: field for name, field in fields_of(kind).items() if name in given}
    values = fields.check_all(described, given)
    for name, field in described.items():
        is_there(work, field, values[name])
    return values


def is_there(work: Work, field: fields.Field, value: object) -> None:
    """What a field refers to exists for these eyes."""
    if not isinstance(field.kind, fields.Reference) or value is None:
        return
    try:
        work.get(records()[field.kind.table], str(value))
    except errors.NotFound as missing:
        raise errors.NotFound(missing.words, field.name) from None


def day_that_came(work: Work, given: dict[str, Any]) -> datetime.date:
    """The day of what happened: none that is still to come."""
    day = given["on_day"]
    if not isinstance(day, datetime.date):
        raise errors.RuleBroken(N_("Write a day, for example 14/09/2026."), "on_day")
    sense.day_has_come(day, work.today(), "on_day")
    return day


def put_back(record: Record) -> None:
    """Undo of taking something out of use."""
    record.withdrawn_by = record.withdrawn_at = record.withdrawn_why = None
