"""What is kept of the length of a stay and of its end: reviews, written extensions, departures and what was left."""

from __future__ import annotations

import datetime

from sqlalchemy import orm

from transit_desk import forms
from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, answer, field

C1, C2 = Level.C1, Level.C2
_CHILD = N_("What does the child say?")
_NO_GROUP = N_("Do not write the name of a group, nor what the child did.")


class StayReview(OfFile, Record):
    """A look at a stay after so many days: what it came to, and what the child says."""

    __tablename__ = "stay_review"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("On"), level=C1, topic=Topic.CARE, required=True
    )
    outcome: orm.Mapped[str] = field(
        fields.Choice("review_outcome"), N_("What it came to"), level=C1, topic=Topic.CARE, required=True
    )
    child_view: orm.Mapped[str | None] = field(
        fields.Text(1_000, lines=3), _CHILD, level=C2, topic=Topic.CARE, asked=True
    )
    child_view_answer: orm.Mapped[str] = answer()
    words: orm.Mapped[str | None] = field(
        fields.Text(2_000, lines=4), N_("What is done next"), level=C2, topic=Topic.CARE, help=_NO_GROUP
    )


class StayExtension(OfFile, Record):
    """A stay past the limit, in writing: why, from when until when, what else was looked at, signed by the director."""

    __tablename__ = "stay_extension"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    reason: orm.Mapped[str] = field(
        fields.Choice("extension_reason"), N_("Reason"), level=C2, topic=Topic.LEGAL, required=True
    )
    from_day: orm.Mapped[datetime.date] = field(fields.Day(), N_("From"), level=C1, topic=Topic.CARE, required=True)
    to_day: orm.Mapped[datetime.date] = field(fields.Day(), N_("Until"), level=C1, topic=Topic.CARE, required=True)
    child_view: orm.Mapped[str | None] = field(
        fields.Text(1_000, lines=3), _CHILD, level=C2, topic=Topic.CARE, asked=True
    )
    child_view_answer: orm.Mapped[str] = answer()
    alternatives: orm.Mapped[str] = field(
        fields.Text(2_000, lines=4), N_("What else was looked at, and why it is not possible now"), level=C2,
        topic=Topic.CARE, required=True, help=_NO_GROUP,
    )  # fmt: skip
    signed_by: orm.Mapped[str] = field(
        fields.Reference("worker"), N_("Signed by"), level=C1, topic=Topic.CARE, required=True
    )


class Departure(OfFile, Record):
    """That a child is to leave on a day, and then that it left: where to, with whom, how it stays safe."""

    __tablename__ = "departure"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    planned_for: orm.Mapped[datetime.date | None] = field(
        fields.Day(), N_("Planned for"), level=C1, topic=Topic.CARE, index=True
    )
    left_on: orm.Mapped[datetime.date | None] = field(fields.Day(), N_("Left on"), level=C1, topic=Topic.CARE)
    track: orm.Mapped[str] = field(
        fields.Choice("care_track"), N_("Where the child goes"), level=C2, topic=Topic.SAFETY, required=True
    )
    supersedes_id: orm.Mapped[str | None] = field(
        fields.Reference("departure"), N_("In place of"), level=C1, topic=Topic.CARE, travels=False, by_itself=True
    )
    own_choice: orm.Mapped[bool] = field(
        fields.Flag(), N_("The child leaves by own choice"), level=C1, topic=Topic.CARE, required=True, default=False
    )
    with_whom: orm.Mapped[str | None] = field(
        fields.Text(200), N_("With whom"), level=C2, topic=Topic.CARE, help=N_("who takes the child along")
    )
    safety_plan: orm.Mapped[str | None] = field(
        forms.SAFETY_PLAN.kind, forms.SAFETY_PLAN.label, level=forms.SAFETY_PLAN.level, topic=forms.SAFETY_PLAN.topic,
        help=forms.SAFETY_PLAN.help,
    )  # fmt: skip
    though_seen: orm.Mapped[str | None] = field(
        fields.Text(300), N_("Seen here after that: why that is wrong"), level=C2, topic=Topic.CARE, travels=False,
        help=N_("only where the child was seen in the house later: what is wrong there, who knows it"),
    )  # fmt: skip


class LeftOpen(OfFile, Record):
    """One thing that was not settled when a child left, and why."""

    __tablename__ = "left_open"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    departure_id: orm.Mapped[str] = field(
        fields.Reference("departure"), N_("Leaving"), level=C1, topic=Topic.CARE, required=True
    )
    what: orm.Mapped[str] = field(fields.Text(300), N_("What"), level=C2, topic=Topic.CARE, required=True)
    why: orm.Mapped[str] = field(fields.Text(500, lines=3), N_("Why"), level=C2, topic=Topic.CARE, required=True)
