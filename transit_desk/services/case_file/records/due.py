"""What was promised or is required, with its window."""

from __future__ import annotations

import datetime

import sqlalchemy
from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, field

C1 = Level.C1


class Due(OfFile, Record):
    """Something promised or required: what, in which window, by whom, from which rule, done by which record."""

    __tablename__ = "due"
    # The story of a file is read from its end, whatever its length.
    __table_args__ = (sqlalchemy.Index("ix_due_story", "file_id", "done_on", "made_at", "id"),)

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    rule: orm.Mapped[str] = field(fields.Text(80), N_("Rule"), level=C1, topic=Topic.CARE, required=True)
    what: orm.Mapped[str] = field(fields.Choice("due_what"), N_("What"), level=C1, topic=Topic.CARE, required=True)
    from_day: orm.Mapped[datetime.date] = field(fields.Day(), N_("From"), level=C1, topic=Topic.CARE, required=True)
    to_day: orm.Mapped[datetime.date] = field(
        fields.Day(), N_("Until"), level=C1, topic=Topic.CARE, required=True, index=True
    )
    who: orm.Mapped[str | None] = field(fields.Text(200), N_("Who"), level=C1, topic=Topic.CARE)
    source_table: orm.Mapped[str | None] = field(fields.Text(80), N_("Comes from"), level=C1, topic=Topic.CARE)
    source_id: orm.Mapped[str | None] = field(fields.Text(36), N_("Comes from record"), level=C1, topic=Topic.CARE)
    done_on: orm.Mapped[datetime.date | None] = field(fields.Day(), N_("Done on"), level=C1, topic=Topic.CARE)
    done_table: orm.Mapped[str | None] = field(fields.Text(80), N_("Done by"), level=C1, topic=Topic.CARE)
    done_id: orm.Mapped[str | None] = field(fields.Text(36), N_("Done by record"), level=C1, topic=Topic.CARE)
