"""Answers about consent, and what a child wants kept from somebody."""

from __future__ import annotations

import datetime

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, field

C1, C2, C3 = Level.C1, Level.C2, Level.C3


class Consent(OfFile, Record):
    """One answer for one purpose, and for whom exactly. The newest counts; the others stay."""

    __tablename__ = "consent"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.LEGAL, required=True
    )
    purpose: orm.Mapped[str] = field(
        fields.Choice("consent_purpose"), N_("What for"), level=C1, topic=Topic.LEGAL, required=True
    )
    decision: orm.Mapped[str] = field(
        fields.Choice("consent_answer"), N_("Answer"), level=C1, topic=Topic.LEGAL, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("On"), level=C1, topic=Topic.LEGAL, required=True
    )
    given_by: orm.Mapped[str] = field(
        fields.Choice("consent_by"), N_("Given by"), level=C2, topic=Topic.LEGAL, required=True
    )
    for_whom: orm.Mapped[str | None] = field(
        fields.Text(200), N_("For whom exactly"), level=C2, topic=Topic.LEGAL,
        help=N_("the agency, the service or the person; empty where it is for all"),
    )  # fmt: skip
    assent: orm.Mapped[str | None] = field(
        fields.Choice("consent_assent"), N_("How the child agreed"), level=C2, topic=Topic.LEGAL,
        help=N_("where somebody else answers"),
    )  # fmt: skip
    why_other: orm.Mapped[str | None] = field(
        fields.Text(500), N_("Why somebody else answered"), level=C2, topic=Topic.LEGAL,
        help=N_("only where it is not who the age asks for"),
    )  # fmt: skip
    explained_by: orm.Mapped[str | None] = field(fields.Text(200), N_("Explained by"), level=C1, topic=Topic.LEGAL)
    language: orm.Mapped[str | None] = field(
        fields.Choice("languages"), N_("In which language"), level=C1, topic=Topic.LEGAL
    )
    confirmed_by: orm.Mapped[str | None] = field(
        fields.Reference("worker"), N_("Confirmed by a second person"), level=C1, topic=Topic.LEGAL, by_itself=True
    )
    explained_how: orm.Mapped[str | None] = field(
        fields.Text(2_000, lines=6), N_("How it was explained"), level=C2, topic=Topic.LEGAL
    )
    limits: orm.Mapped[str | None] = field(
        fields.Text(2_000, lines=6), N_("Limits the child set"), level=C2, topic=Topic.LEGAL
    )
    expires_on: orm.Mapped[datetime.date | None] = field(fields.Day(), N_("Until"), level=C1, topic=Topic.LEGAL)


class Withholding(OfFile, Record):
    """Something the child wants kept from somebody."""

    __tablename__ = "withholding"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.LEGAL, required=True
    )
    topics: orm.Mapped[list[str]] = field(
        fields.Many("topics"), N_("What to withhold"), level=C2, topic=Topic.LEGAL, required=True
    )
    from_whom: orm.Mapped[str] = field(
        fields.Choice("withhold_from"), N_("From whom"), level=C2, topic=Topic.LEGAL, required=True
    )
    named: orm.Mapped[object] = field(fields.Text(200), N_("Who exactly"), level=C3, topic=Topic.SAFETY, travels=False)
    reason: orm.Mapped[str] = field(
        fields.Choice("withhold_reason"), N_("Reason"), level=C2, topic=Topic.LEGAL, required=True
    )
