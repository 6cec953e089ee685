"""What every act that plans a medicine checks: its fields, its hours, the number on its sachet."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy

from transit_desk import children
from transit_desk.domain import errors, fields
from transit_desk.domain.text import N_, Words
from transit_desk.services.health.records import Medicine, MedicinePlan, given
from transit_desk.services.health.rules import doses
from transit_desk.storage.records import Record, fields_of
from transit_desk.storage.work import Work

UNDONE: Final = "undone"


def checked(kind: type[Record], told: dict[str, object]) -> dict[str, Any]:
    """These fields of a kind, as they are kept."""
    return fields.check_all({name: field for name, field in fields_of(kind).items() if name in told}, told)


def plan(told: dict[str, object]) -> dict[str, Any]:
    """How a medicine is given, as it is kept."""
    kept = checked(MedicinePlan, told)
    kept["hours"] = doses.say_hours(doses.read_hours(str(kept["hours"])))
    doses.plan_in_order(kept["from_day"], kept["to_day"], kept["every_days"])
    return kept


def number_is_free(work: Work, sachet: int) -> None:
    """Two sachets with one number would be one mistake away from each other."""
    others = work.all(
        sqlalchemy.select(Medicine).where(
            Medicine.sachet == sachet, Medicine.stopped_at.is_(None), Medicine.withdrawn_at.is_(None)
        )
    )
    for other in others:
        if given.course_of(work, other.id).runs(work.now(), work.today()):
            whose = children.child(work, other.file_id)
            raise errors.RuleBroken(
                Words(N_("Sachet {sachet} is in use for {number}. Write another number on this one."),
                      {"sachet": sachet, "number": whose.number}),
                "sachet",
            )  # fmt: skip
