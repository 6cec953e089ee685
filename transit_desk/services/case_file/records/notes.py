"""Notes, and what a child confided."""

from __future__ import annotations

import datetime

import sqlalchemy
from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, field

C1, C3 = Level.C1, Level.C3


class Note(OfFile, Record):
    """A note on a child's file: daily care for everyone around the child, or sealed when it is about more."""

    __tablename__ = "note"
    __table_args__ = (sqlalchemy.Index("ix_note_story", "file_id", "on_day", "made_at", "id"),)

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C1, topic=Topic.CARE, required=True
    )
    care_words: orm.Mapped[str | None] = field(
        fields.Text(10_000, lines=12), N_("Note for daily care"), level=C1, topic=Topic.CARE
    )
    closed_words: orm.Mapped[object] = field(
        fields.Text(10_000, lines=12), N_("Confidential note"), level=C3, topic=Topic.SAFETY, travels=False
    )


CONFIDED = fields.Field(fields.Flag(), N_("Something was confided"), C3, Topic.PSYCHOSOCIAL, name="confided")
"""That there is such a thing is a fact of its own: for those who follow it, and who may see that they are needed."""


class Disclosure(OfFile, Record):
    """What a child confided. Anybody may write one; only its holders read it, and its writer does not read it again."""

    __tablename__ = "disclosure"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.PSYCHOSOCIAL, required=True
    )
    told: orm.Mapped[object] = field(
        fields.Text(20_000, lines=16), N_("What the child confided"), level=Level.C4, topic=Topic.PSYCHOSOCIAL,
        required=True, travels=False,
    )  # fmt: skip
    when_it_was: orm.Mapped[object] = field(
        fields.Text(200), N_("When it happened"), level=Level.C4, topic=Topic.HEALTH, asked=True, travels=False
    )
