"""What one shift tells the next, and how a child is on a day."""

from __future__ import annotations

import datetime

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, field

C1, CARE = Level.C1, Topic.CARE
_NO_GROUP = N_("Do not write what the child did, nor the name of a group. What a child confides has its own place.")


class ShiftNote(Record):
    """What the end of a shift leaves to the next; final once it is written. A correction is a note of its own."""

    __tablename__ = "shift_note"

    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C1, topic=CARE, required=True, index=True
    )
    part: orm.Mapped[str] = field(fields.Choice("shift_part"), N_("Which shift"), level=C1, topic=CARE, required=True)
    block: orm.Mapped[str | None] = field(
        fields.Choice("block_kind"), N_("Block"), level=C1, topic=CARE, help=N_("Leave it empty for the whole house.")
    )
    words: orm.Mapped[str] = field(
        fields.Text(2_000, lines=6), N_("For those who come after you"), level=C1, topic=CARE, required=True,
        help=N_("What is open, whom to keep an eye on, what was promised. No case content: codes or first names."),
    )  # fmt: skip
    corrects_id: orm.Mapped[str | None] = field(
        fields.Reference("shift_note"), N_("Corrects"), level=C1, topic=CARE, by_itself=True
    )


class Initial(Record):
    """That somebody of the next shift read a note: never the one who wrote it."""

    __tablename__ = "shift_note_read"

    note_id: orm.Mapped[str] = field(fields.Reference("shift_note"), N_("Note"), level=C1, topic=CARE, required=True)
    by_id: orm.Mapped[str] = field(fields.Reference("worker"), N_("Read by"), level=C1, topic=CARE, required=True)


class CareNote(OfFile, Record):
    """How a child is on a day, as the house carers see it; and whether it asks for the social worker."""

    __tablename__ = "care_note"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file", "daily.children"), N_("Child"), level=C1, topic=CARE, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(fields.Day(past=True), N_("Day"), level=C1, topic=CARE, required=True)
    mood: orm.Mapped[str | None] = field(fields.Choice("care_scale"), N_("Mood"), level=C1, topic=CARE)
    sleep: orm.Mapped[str | None] = field(fields.Choice("care_scale"), N_("Sleep"), level=C1, topic=CARE)
    appetite: orm.Mapped[str | None] = field(fields.Choice("care_scale"), N_("Appetite"), level=C1, topic=CARE)
    joins_in: orm.Mapped[str | None] = field(fields.Choice("care_scale"), N_("Taking part"), level=C1, topic=CARE)
    words: orm.Mapped[str | None] = field(
        fields.Text(500, lines=3), N_("In a few words"), level=C1, topic=CARE, help=_NO_GROUP
    )
    asks: orm.Mapped[bool] = field(
        fields.Flag(), N_("The child asks for the social worker"), level=C1, topic=CARE, required=True, default=False
    )
    heard_on: orm.Mapped[datetime.date | None] = field(
        fields.Day(past=True), N_("Heard on"), level=C1, topic=CARE, by_itself=True
    )
    heard_by_id: orm.Mapped[str | None] = field(
        fields.Reference("worker"), N_("Heard by"), level=C1, topic=CARE, by_itself=True
    )


class Agreement(OfFile, Record):
    """What was agreed with a child after something went wrong; what went wrong stands in the incident book alone.

    The list holds nothing that hurts, shames, shuts in or takes away food or contact, and there is no free kind.
    """

    __tablename__ = "agreement"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file", "daily.children"), N_("Child"), level=C1, topic=CARE, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(fields.Day(past=True), N_("Day"), level=C1, topic=CARE, required=True)
    kind: orm.Mapped[str] = field(
        fields.Choice("agreed_after"), N_("What was agreed"), level=C1, topic=CARE, required=True,
        help=N_("Nobody is hit, shut in, shamed, or left without food or contact."),
    )  # fmt: skip
    words: orm.Mapped[str | None] = field(
        fields.Text(300, lines=2), N_("In a few words"), level=C1, topic=CARE, help=_NO_GROUP
    )
    incident: orm.Mapped[str | None] = field(
        fields.Text(20), N_("Number in the incident book"), level=C1, topic=CARE,
        help=N_("What happened is written there, and nowhere else."),
    )  # fmt: skip
