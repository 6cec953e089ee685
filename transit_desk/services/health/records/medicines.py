"""Medicines: what a sachet holds, when it is given, and what became of each dose."""

from __future__ import annotations

import datetime

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, field

C1, C2, C4 = Level.C1, Level.C2, Level.C4


class Medicine(OfFile, Record):
    """One medicine of one child, in a sachet with a number. Whoever gives it reads the number alone.

    Its name stands either for those who read health, or closed for its holders. Nothing beside it tells which.
    """

    __tablename__ = "medicine"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.HEALTH, required=True
    )
    sachet: orm.Mapped[int] = field(
        fields.Number(1, 9_999), N_("Number on the sachet"), level=C1, topic=Topic.HEALTH, required=True
    )
    controlled: orm.Mapped[bool] = field(
        fields.Flag(), N_("Given before a witness"), level=C1, topic=Topic.HEALTH, required=True, default=False
    )
    name: orm.Mapped[str | None] = field(
        fields.Text(200), N_("Medicine and strength"), level=C2, topic=Topic.HEALTH,
        help=N_("leave empty what only named persons may read"),
    )  # fmt: skip
    closed_name: orm.Mapped[object] = field(
        fields.Text(200), N_("Medicine, for named persons only"), level=C4, topic=Topic.HEALTH, travels=False
    )
    prescribed_by: orm.Mapped[str | None] = field(fields.Text(200), N_("Prescribed by"), level=C2, topic=Topic.HEALTH)
    stopped_at: orm.Mapped[int | None] = field(
        fields.Moment(), N_("Stopped at"), level=C1, topic=Topic.HEALTH, by_itself=True
    )
    stop_why: orm.Mapped[str | None] = field(
        fields.Text(300, lines=2), N_("Why it was stopped"), level=C2, topic=Topic.HEALTH, by_itself=True
    )
    closed_stop_why: orm.Mapped[object] = field(
        fields.Text(300, lines=2), N_("Why it was stopped, for named persons only"), level=C4, topic=Topic.HEALTH,
        by_itself=True, travels=False,
    )  # fmt: skip
    along_with: orm.Mapped[str | None] = field(
        fields.Text(200), N_("Goes along with"), level=C2, topic=Topic.HEALTH, by_itself=True
    )


class MedicinePlan(OfFile, Record):
    """How many at which hours, from when until when. A change is a plan of its own, from its hour on."""

    __tablename__ = "medicine_plan"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.HEALTH, required=True
    )
    medicine_id: orm.Mapped[str] = field(
        fields.Reference("medicine"), N_("Medicine"), level=C1, topic=Topic.HEALTH, required=True
    )
    dose: orm.Mapped[str] = field(
        fields.Text(40), N_("How many each time"), level=C1, topic=Topic.HEALTH, required=True,
        help=N_("for example 1, 1/2 or 5 ml"),
    )  # fmt: skip
    hours: orm.Mapped[str] = field(
        fields.Text(80), N_("At which hours"), level=C1, topic=Topic.HEALTH, required=True,
        help=N_("for example 7 19 or 6:30 14:30 22:30"),
    )  # fmt: skip
    every_days: orm.Mapped[int] = field(
        fields.Number(1, 31), N_("Every how many days"), level=C1, topic=Topic.HEALTH, required=True, default=1
    )
    from_day: orm.Mapped[datetime.date] = field(fields.Day(), N_("From"), level=C1, topic=Topic.HEALTH, required=True)
    to_day: orm.Mapped[datetime.date | None] = field(
        fields.Day(), N_("Until"), level=C1, topic=Topic.HEALTH, help=N_("the last day; empty: for as long as needed")
    )
    begins_at: orm.Mapped[int] = field(
        fields.Moment(), N_("Holds from"), level=C1, topic=Topic.HEALTH, required=True, by_itself=True
    )
    ends_at: orm.Mapped[int | None] = field(
        fields.Moment(), N_("Holds until"), level=C1, topic=Topic.HEALTH, by_itself=True
    )
    sachet: orm.Mapped[int | None] = field(  # where the medicine was taken up again from another sachet since
        fields.Number(1, 9_999), N_("Number on the sachet then"), level=C1, topic=Topic.HEALTH, by_itself=True
    )


class Dose(OfFile, Record):
    """What became of one dose. Never changed: a slip is put right by a later line that names the one it corrects."""

    __tablename__ = "medicine_dose"
    write_once = True

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.HEALTH, required=True
    )
    medicine_id: orm.Mapped[str] = field(
        fields.Reference("medicine"), N_("Medicine"), level=C1, topic=Topic.HEALTH, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(), N_("Day of the dose"), level=C1, topic=Topic.HEALTH, required=True, index=True
    )
    minute: orm.Mapped[int] = field(
        fields.Number(0, 1_439), N_("Minute of its day"), level=C1, topic=Topic.HEALTH, required=True
    )
    mark: orm.Mapped[str] = field(
        fields.Choice("dose_mark"), N_("What became of it"), level=C1, topic=Topic.HEALTH, required=True
    )
    at: orm.Mapped[int] = field(fields.Moment(), N_("At"), level=C1, topic=Topic.HEALTH, required=True)
    by_id: orm.Mapped[str] = field(
        fields.Reference("worker"), N_("By whom"), level=C1, topic=Topic.HEALTH, required=True
    )
    witness_id: orm.Mapped[str | None] = field(
        fields.Reference("worker", "health.witnesses"), N_("Witness"), level=C1, topic=Topic.HEALTH
    )
    words: orm.Mapped[str | None] = field(
        fields.Text(200), N_("In a few words"), level=C1, topic=Topic.HEALTH,
        help=N_("nothing that tells what the medicine is for"),
    )  # fmt: skip
    corrects_id: orm.Mapped[str | None] = field(
        fields.Reference("medicine_dose"), N_("Corrects"), level=C1, topic=Topic.HEALTH
    )
