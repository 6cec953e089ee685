"""What of a child's health only named persons read; whoever is around the child writes it, and nobody sees it there."""

from __future__ import annotations

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, field

C1, C4 = Level.C1, Level.C4


class ClosedCare(OfFile, Record):
    """One visit, result or treatment that only named persons may read."""

    __tablename__ = "closed_care"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.HEALTH, required=True
    )
    on_day: orm.Mapped[object] = field(
        fields.Day(past=True), N_("Day"), level=C4, topic=Topic.HEALTH, required=True, travels=False
    )
    words: orm.Mapped[object] = field(
        fields.Text(10_000, lines=10), N_("What was found and done"), level=C4, topic=Topic.HEALTH, required=True,
        travels=False,
    )  # fmt: skip


class UrgentCare(OfFile, Record):
    """Something that has to be treated within hours: when it happened, and what was done of what helps in time."""

    __tablename__ = "urgent_care"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.HEALTH, required=True
    )
    happened_at: orm.Mapped[object] = field(
        fields.Moment(), N_("When it happened"), level=C4, topic=Topic.HEALTH, required=True, travels=False
    )
    against_hiv: orm.Mapped[object] = field(
        fields.Choice("urgent_answer"), N_("Medicine against HIV"), level=C4, topic=Topic.HEALTH, asked=True,
        travels=False,
    )  # fmt: skip
    contraception: orm.Mapped[object] = field(
        fields.Choice("urgent_answer"), N_("Emergency contraception"), level=C4, topic=Topic.HEALTH, asked=True,
        travels=False,
    )  # fmt: skip
    words: orm.Mapped[object] = field(
        fields.Text(4_000, lines=6), N_("Remark"), level=C4, topic=Topic.HEALTH, travels=False
    )


class Pregnancy(OfFile, Record):
    """A pregnancy: when the birth is expected, how it ended.

    Always C4: where it comes from is often not known before it is written, and a level that is raised later comes
    too late.
    """

    __tablename__ = "pregnancy"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.HEALTH, required=True
    )
    birth_expected_on: orm.Mapped[object] = field(
        fields.Day(), N_("Birth expected on"), level=C4, topic=Topic.HEALTH, required=True, travels=False
    )
    known_by: orm.Mapped[object] = field(
        fields.Text(200), N_("Known by whom"), level=C4, topic=Topic.HEALTH, travels=False
    )
    visits: orm.Mapped[object] = field(
        fields.Text(400), N_("Visits before the birth"), level=C4, topic=Topic.HEALTH, travels=False, by_itself=True
    )
    ended_on: orm.Mapped[object] = field(
        fields.Day(past=True), N_("Ended on"), level=C4, topic=Topic.HEALTH, travels=False, by_itself=True
    )
    words: orm.Mapped[object] = field(
        fields.Text(4_000, lines=6), N_("Remark"), level=C4, topic=Topic.HEALTH, travels=False
    )


class MedicalHolder(OfFile, Record):
    """Who was made holder of a child's closed health, and why. The key itself lies with the data keys of the file."""

    __tablename__ = "medical_holder"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.HEALTH, required=True
    )
    holder: orm.Mapped[object] = field(
        fields.Text(36), N_("Who holds it"), level=C4, topic=Topic.HEALTH, required=True, travels=False
    )
    why: orm.Mapped[object] = field(
        fields.Text(500, lines=2), N_("Why"), level=C4, topic=Topic.HEALTH, required=True, travels=False
    )


class ClosedReader(OfFile, Record):
    """A named person elsewhere who goes on with it: a section of a package is closed for their key alone."""

    __tablename__ = "closed_reader"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.HEALTH, required=True
    )
    name: orm.Mapped[object] = field(
        fields.Text(200), N_("Name and task"), level=C4, topic=Topic.HEALTH, required=True, travels=False
    )
    recipient: orm.Mapped[object] = field(
        fields.Text(80), N_("Their age key"), level=C4, topic=Topic.HEALTH, required=True, travels=False,
        help=N_("begins with age1; theirs, not that of their office"),
    )  # fmt: skip
