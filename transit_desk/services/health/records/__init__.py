"""What is kept of a child's health: visits, where it was sent, what to mind, what it lives with, how it grows."""

from __future__ import annotations

import datetime

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.services.health.records.closed import ClosedCare, ClosedReader, MedicalHolder, Pregnancy, UrgentCare
from transit_desk.services.health.records.medicines import Dose, Medicine, MedicinePlan
from transit_desk.services.health.rules import growth
from transit_desk.storage.corrections import Told
from transit_desk.storage.records import OfFile, Record, field

__all__ = (
    "ClosedCare", "ClosedReader", "Condition", "Dose", "HealthNeed", "Measure", "MedicalHolder", "Medicine",
    "MedicinePlan", "Pregnancy", "PssSession", "Referral", "UrgentCare", "Vaccination", "Visit",
)  # fmt: skip

C1, C2, C4 = Level.C1, Level.C2, Level.C4
NOT_HERE = N_("What only named persons may read is written apart, as closed.")


class Visit(Told):
    """One look at a child by somebody who knows about health: what is the matter, what was found and done."""

    __tablename__ = "health_visit"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.HEALTH, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C2, topic=Topic.HEALTH, required=True
    )
    complaint: orm.Mapped[str] = field(
        fields.Text(500, lines=3), N_("What is the matter"), level=C2, topic=Topic.HEALTH, required=True, help=NOT_HERE
    )
    examined_by: orm.Mapped[str | None] = field(fields.Text(200), N_("Examined by"), level=C2, topic=Topic.HEALTH)
    finding: orm.Mapped[str | None] = field(fields.Text(2_000, lines=5), N_("Finding"), level=C2, topic=Topic.HEALTH)
    treatment: orm.Mapped[str | None] = field(
        fields.Text(2_000, lines=5), N_("Treatment"), level=C2, topic=Topic.HEALTH
    )
    follow_up_on: orm.Mapped[datetime.date | None] = field(
        fields.Day(), N_("To be seen again on"), level=C2, topic=Topic.HEALTH
    )
    stays_due: orm.Mapped[bool] = field(
        fields.Flag(), N_("The check that was due stays due"), level=C2, topic=Topic.HEALTH, required=True,
        default=False, help=N_("for a cold in between; otherwise this visit does every check due until its day"),
    )  # fmt: skip


class Referral(OfFile, Record):
    """A child sent to somebody outside: where, why, with whom; whether it stays there; with what it came back."""

    __tablename__ = "health_referral"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.HEALTH, required=True
    )
    sent_at: orm.Mapped[int] = field(fields.Moment(), N_("Left at"), level=C2, topic=Topic.HEALTH, required=True)
    to_whom: orm.Mapped[str] = field(
        fields.Text(200), N_("Clinic or hospital"), level=C2, topic=Topic.HEALTH, required=True
    )
    why: orm.Mapped[str | None] = field(
        fields.Text(500, lines=3), N_("Why"), level=C2, topic=Topic.HEALTH, help=NOT_HERE
    )
    closed_why: orm.Mapped[object] = field(
        fields.Text(2_000, lines=4), N_("Why, for named persons only"), level=C4, topic=Topic.HEALTH, travels=False
    )
    accompanied_by: orm.Mapped[str | None] = field(fields.Text(200), N_("Accompanied by"), level=C2, topic=Topic.HEALTH)
    admitted: orm.Mapped[bool] = field(
        fields.Flag(), N_("Stays there overnight"), level=C1, topic=Topic.HEALTH, required=True, default=False
    )
    absence_id: orm.Mapped[str | None] = field(
        fields.Reference("absence"), N_("Absence"), level=C1, topic=Topic.HEALTH, by_itself=True
    )
    came_back_at: orm.Mapped[int | None] = field(fields.Moment(), N_("Back at"), level=C2, topic=Topic.HEALTH)
    came_back_with: orm.Mapped[str | None] = field(
        fields.Text(2_000, lines=4), N_("Came back with"), level=C2, topic=Topic.HEALTH,
        help=N_("papers, medicines, what the clinic said"),
    )  # fmt: skip


class HealthNeed(Told):
    """What everybody who feeds, treats or accompanies the child has to mind: an allergy, a diet, an aid.

    C1, as `domain.md` §5.1 has it: whoever hands a plate or a sachet to the child has to know it, the night too. It
    says what to do, never which illness it comes from.
    """

    __tablename__ = "health_need"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.HEALTH, required=True
    )
    kind: orm.Mapped[str] = field(fields.Choice("health_need"), N_("What"), level=C1, topic=Topic.HEALTH, required=True)
    words: orm.Mapped[str] = field(
        fields.Text(120), N_("In a few words"), level=C1, topic=Topic.HEALTH, required=True,
        help=N_("what to give or to leave out; never the illness it comes from"),
    )  # fmt: skip
    severe: orm.Mapped[bool] = field(
        fields.Flag(), N_("Dangerous"), level=C1, topic=Topic.HEALTH, required=True, default=False
    )
    what_to_do: orm.Mapped[str | None] = field(
        fields.Text(300, lines=2), N_("What to do if it happens"), level=C1, topic=Topic.HEALTH
    )
    said_by: orm.Mapped[str] = field(
        fields.Choice("claim_source"), N_("Said by"), level=C1, topic=Topic.HEALTH, required=True
    )


class Condition(Told):
    """What a child lives with for long, and what is adapted for it."""

    __tablename__ = "health_condition"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.HEALTH, required=True
    )
    kind: orm.Mapped[str] = field(
        fields.Choice("condition_kind"), N_("What"), level=C2, topic=Topic.HEALTH, required=True
    )
    words: orm.Mapped[str] = field(
        fields.Text(300, lines=2), N_("In a few words"), level=C2, topic=Topic.HEALTH, required=True, help=NOT_HERE
    )
    known_by: orm.Mapped[str | None] = field(fields.Text(200), N_("Known by whom"), level=C2, topic=Topic.HEALTH)
    adapted: orm.Mapped[str] = field(
        fields.Text(500, lines=3), N_("What is adapted for it"), level=C2, topic=Topic.HEALTH, required=True,
        help=N_("at least one thing; or why nothing"),
    )  # fmt: skip


class Measure(OfFile, Record):
    """Weight, height and the circumference of the upper arm on one day; kept in whole grams and millimetres."""

    __tablename__ = "health_measure"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.HEALTH, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C2, topic=Topic.HEALTH, required=True
    )
    weight: orm.Mapped[int | None] = field(growth.WEIGHT.among, N_("Weight in g"), level=C2, topic=Topic.HEALTH)
    height: orm.Mapped[int | None] = field(growth.HEIGHT.among, N_("Height in mm"), level=C2, topic=Topic.HEALTH)
    arm: orm.Mapped[int | None] = field(growth.ARM.among, N_("Upper arm in mm"), level=C2, topic=Topic.HEALTH)
    oedema: orm.Mapped[bool] = field(
        fields.Flag(), N_("Swollen feet"), level=C2, topic=Topic.HEALTH, required=True, default=False
    )


class Vaccination(OfFile, Record):
    """What was given on one day against which illnesses."""

    __tablename__ = "health_vaccination"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.HEALTH, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C2, topic=Topic.HEALTH, required=True
    )
    vaccines: orm.Mapped[list[str]] = field(
        fields.Many("vaccine"), N_("Vaccines"), level=C2, topic=Topic.HEALTH, required=True
    )
    where: orm.Mapped[str | None] = field(fields.Text(200), N_("Where"), level=C2, topic=Topic.HEALTH)


class PssSession(OfFile, Record):
    """One session of psychosocial support: the fact for those who plan, the content for those who hold it."""

    __tablename__ = "pss_session"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.PSYCHOSOCIAL, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C2, topic=Topic.PSYCHOSOCIAL, required=True
    )
    kind: orm.Mapped[str] = field(
        fields.Choice("pss_kind"), N_("Session"), level=C2, topic=Topic.PSYCHOSOCIAL, required=True
    )
    provider: orm.Mapped[str] = field(
        fields.Text(200), N_("With whom"), level=C2, topic=Topic.PSYCHOSOCIAL, required=True
    )
    content: orm.Mapped[object] = field(
        fields.Text(10_000, lines=10), N_("What was spoken of"), level=C4, topic=Topic.PSYCHOSOCIAL, travels=False
    )
