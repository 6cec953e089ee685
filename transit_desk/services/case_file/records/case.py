"""The file of a child, for ever, and each time from admission to exit; two files that are one child's."""

from __future__ import annotations

import datetime

import sqlalchemy
from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import Itself, OfFile, Record, answer, field

C1, C2, C3 = Level.C1, Level.C2, Level.C3
LAST = "\U0010ffff"
"""Where a file without a name in use stands in a list: after all the others."""


class CaseFile(Itself, Record):
    """One file for a person, for ever. Tracks stand apart; none of them gates a service."""

    __tablename__ = "case_file"
    # Lists are read in the order of this index, and counted from it alone. Whether a file is withdrawn stands second:
    # standing first, it drew the planner into reading every file wherever a question left withdrawn ones out.
    __table_args__ = (sqlalchemy.Index("ix_case_file_listed", "merged_into_id", "withdrawn_at", "listed_as", "number"),)

    number: orm.Mapped[str] = field(
        fields.Text(12), N_("Case number"), level=Level.C0, topic=Topic.IDENTITY, required=True, index=True
    )
    person_id: orm.Mapped[str] = field(
        fields.Reference("person"), N_("Child"), level=C1, topic=Topic.IDENTITY, required=True
    )
    worker_id: orm.Mapped[str | None] = field(fields.Reference("worker"), N_("Caseworker"), level=C1, topic=Topic.CARE)
    status: orm.Mapped[str] = field(
        fields.Choice("case_status"), N_("State of the file"), level=C1, topic=Topic.CARE, required=True
    )
    opened_on: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Opened on"), level=C1, topic=Topic.CARE, required=True
    )
    care_track: orm.Mapped[str] = field(
        fields.Choice("care_track"), N_("Where the child is"), level=C1, topic=Topic.CARE, required=True, index=True
    )
    care_since: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("There since"), level=C1, topic=Topic.CARE, required=True
    )
    arrived_at: orm.Mapped[int | None] = field(fields.Moment(), N_("Arrived"), level=C1, topic=Topic.CARE)
    arrival_type: orm.Mapped[str | None] = field(
        fields.Choice("arrival_type"), N_("How the child arrived"), level=C2, topic=Topic.CARE
    )
    exit_type: orm.Mapped[object] = field(
        fields.Choice("exit_type"), N_("How the child came out"), level=C3, topic=Topic.ASSOCIATION, asked=True
    )
    category: orm.Mapped[object] = field(
        fields.Many("category"), N_("Category"), level=C3, topic=Topic.ASSOCIATION, asked=True
    )
    certification: orm.Mapped[object] = field(
        fields.Choice("certification"), N_("Certification"), level=C3, topic=Topic.ASSOCIATION,
        help=N_("Opens and closes nothing: every service is the same whatever stands here."), travels=False,
    )  # fmt: skip
    languages: orm.Mapped[list[str] | None] = field(
        fields.Many("languages"), N_("Languages"), level=C1, topic=Topic.IDENTITY, asked=True
    )
    languages_answer: orm.Mapped[str] = answer()
    needs_now: orm.Mapped[list[str] | None] = field(
        fields.Many("urgent_need"), N_("Needs at once"), level=C2, topic=Topic.HEALTH, asked=True
    )
    needs_now_answer: orm.Mapped[str] = answer()
    specialist: orm.Mapped[bool] = field(
        fields.Flag(), N_("See the nurse today"), level=C1, topic=Topic.HEALTH, required=True, default=False
    )
    accompanies_id: orm.Mapped[str | None] = field(
        fields.Reference("case_file"), N_("Accompanies"), level=C1, topic=Topic.FAMILY
    )
    merged_into_id: orm.Mapped[str | None] = field(
        fields.Reference("case_file"), N_("Same file as"), level=C1, topic=Topic.IDENTITY
    )
    listed_as: orm.Mapped[str] = field(
        fields.Text(200), N_("Place in lists"), level=C1, topic=Topic.IDENTITY, required=True, default=LAST
    )


# A file that was taken back, or that ended in another, is no child's any more: it is in no list and in no count.
IN_USE = (CaseFile.withdrawn_at.is_(None), CaseFile.merged_into_id.is_(None))


class Episode(OfFile, Record):
    """From admission to exit; a child who comes back gets a new one in the same file."""

    __tablename__ = "episode"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    began_on: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Admitted on"), level=C1, topic=Topic.CARE, required=True
    )
    ended_on: orm.Mapped[datetime.date | None] = field(fields.Day(), N_("Left on"), level=C1, topic=Topic.CARE)
    ended_how: orm.Mapped[str | None] = field(fields.Choice("care_track"), N_("Left for"), level=C1, topic=Topic.CARE)


class Joining(OfFile, Record):
    """That two files are one child's: a line in each of them. Taking the files apart withdraws both lines."""

    __tablename__ = "joining"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.IDENTITY, required=True
    )
    other_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("The other file"), level=C1, topic=Topic.IDENTITY, required=True
    )
    stays: orm.Mapped[bool] = field(
        fields.Flag(), N_("This number stays"), level=C1, topic=Topic.IDENTITY, required=True, default=False
    )
    why: orm.Mapped[str] = field(
        fields.Text(2_000, lines=3), N_("Why it is the same child"), level=C2, topic=Topic.IDENTITY, required=True
    )
    why_both: orm.Mapped[str | None] = field(
        fields.Text(2_000, lines=3), N_("Why both live in the house"), level=C2, topic=Topic.IDENTITY
    )
    # Who saw this file before: taken apart, it is seen by them again.
    holders: orm.Mapped[list[str]] = field(
        fields.Structured(), N_("Seen before by"), level=C1, topic=Topic.IDENTITY, required=True
    )


class SameChild(OfFile, Record):
    """A question whether two files are one child's, or what was answered; without the other, it is put to be found."""

    __tablename__ = "same_child"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.IDENTITY, required=True
    )
    other_id: orm.Mapped[str | None] = field(
        fields.Reference("case_file"), N_("The other file"), level=C1, topic=Topic.IDENTITY
    )
    decision: orm.Mapped[str | None] = field(
        fields.Choice("twin_answer"), N_("The same child?"), level=C1, topic=Topic.IDENTITY
    )
    why: orm.Mapped[str | None] = field(fields.Text(2_000, lines=3), N_("What tells"), level=C2, topic=Topic.IDENTITY)
