"""What befell a child before the centre and still follows: association, separation, detention, certification, risk."""

from __future__ import annotations

import datetime

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.corrections import Told
from transit_desk.storage.records import OfFile, Record, answer, field

C1, C2, C3 = Level.C1, Level.C2, Level.C3
NOTICE = N_("Do not write what the child did.")
NO_SERVICE = N_("Opens and closes nothing: every service is the same whatever stands here.")
WHEN = N_("for example March 2024, dry season 2023 or about 2022")
_TOLD = fields.Text(80)
_PLACE = fields.Place(200)


class Association(Told):
    """One time with a force or group, as the child tells it. There is no field for what the child did."""

    __tablename__ = "association"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.ASSOCIATION, required=True
    )
    force_type: orm.Mapped[object] = field(
        fields.Choice("force_type"), N_("Kind of force or group"), level=C3, topic=Topic.ASSOCIATION, asked=True
    )
    group_code: orm.Mapped[object] = field(
        fields.Choice("armed_group"), N_("Group"), level=C3, topic=Topic.ASSOCIATION, asked=True
    )
    group_words: orm.Mapped[object] = field(
        fields.Text(200), N_("Group, if it is not in the list"), level=C3, topic=Topic.ASSOCIATION, travels=False,
        help=NOTICE,
    )  # fmt: skip
    joined: orm.Mapped[object] = field(_TOLD, N_("From"), level=C3, topic=Topic.ASSOCIATION, asked=True, help=WHEN)
    left: orm.Mapped[object] = field(_TOLD, N_("Until"), level=C3, topic=Topic.ASSOCIATION, asked=True, help=WHEN)
    recruitment_mode: orm.Mapped[object] = field(
        fields.Choice("recruitment_mode"), N_("How it came about"), level=C3, topic=Topic.ASSOCIATION, asked=True
    )
    push_reasons: orm.Mapped[object] = field(
        fields.Many("push_reason"), N_("What pushed the child"), level=C3, topic=Topic.ASSOCIATION, asked=True
    )
    roles: orm.Mapped[object] = field(
        fields.Many("association_role"), N_("What the child was used for"), level=C3, topic=Topic.ASSOCIATION,
        asked=True,
    )  # fmt: skip
    recruited_at: orm.Mapped[object] = field(
        _PLACE, N_("Where it began"), level=C3, topic=Topic.ASSOCIATION, asked=True
    )
    released_at: orm.Mapped[object] = field(_PLACE, N_("Where it ended"), level=C3, topic=Topic.ASSOCIATION, asked=True)
    exits_before: orm.Mapped[object] = field(
        fields.Number(0, 20), N_("Times out before"), level=C3, topic=Topic.ASSOCIATION, asked=True
    )
    taken_again: orm.Mapped[object] = field(
        fields.Number(0, 20), N_("Times taken again"), level=C3, topic=Topic.ASSOCIATION, asked=True
    )
    said_by: orm.Mapped[object] = field(
        fields.Choice("claim_source"), N_("Said by"), level=C3, topic=Topic.ASSOCIATION, required=True,
        since_later=True,
    )  # fmt: skip
    agency_may_know: orm.Mapped[object] = field(
        fields.Choice("risk_answer"), N_("May the next agency know this?"), level=C3, topic=Topic.ASSOCIATION,
        asked=True, help=N_("Only where the child agrees and the agency needs it for safety or care."),
    )  # fmt: skip
    words: orm.Mapped[object] = field(
        fields.Text(2_000, lines=6), N_("Remark"), level=C3, topic=Topic.ASSOCIATION, travels=False, help=NOTICE
    )


class Separation(Told):
    """When, where and why a child and the family were separated."""

    __tablename__ = "separation"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.FAMILY, required=True
    )
    on_date: orm.Mapped[str | None] = field(_TOLD, N_("When"), level=C2, topic=Topic.FAMILY, asked=True, help=WHEN)
    on_date_answer: orm.Mapped[str] = answer()
    place: orm.Mapped[str | None] = field(_PLACE, N_("Where"), level=C2, topic=Topic.FAMILY, asked=True)
    place_answer: orm.Mapped[str] = answer()
    said_by: orm.Mapped[str | None] = field(
        fields.Choice("claim_source"), N_("Said by"), level=C2, topic=Topic.FAMILY, required=True,
        since_later=True,
    )  # fmt: skip
    # The cause may be the group itself: it is as secret as the association.
    cause: orm.Mapped[object] = field(
        fields.Choice("separation_cause"), N_("Cause"), level=C3, topic=Topic.FAMILY, asked=True
    )
    narrative: orm.Mapped[object] = field(
        fields.Text(10_000, lines=10), N_("How it happened, in the child's words"), level=C3, topic=Topic.FAMILY,
        asked=True, travels=False, help=NOTICE,
    )  # fmt: skip


class Detention(OfFile, Record):
    """A time in the hands of an authority, before the centre or since. It never travels."""

    __tablename__ = "detention"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.LEGAL, required=True, travels=False
    )
    began: orm.Mapped[object] = field(
        _TOLD, N_("From"), level=C3, topic=Topic.LEGAL, required=True, travels=False, help=WHEN
    )
    ended: orm.Mapped[object] = field(
        _TOLD, N_("Until"), level=C3, topic=Topic.LEGAL, travels=False, help=N_("empty while it lasts")
    )
    authority: orm.Mapped[object] = field(
        fields.Choice("authority_class"), N_("Held by"), level=C3, topic=Topic.LEGAL, required=True, travels=False
    )
    known_at: orm.Mapped[object] = field(
        fields.Moment(), N_("Capture or alert"), level=C3, topic=Topic.LEGAL, travels=False,
        help=N_("The hours until the handover are counted from here."),
    )  # fmt: skip
    handed_over_at: orm.Mapped[object] = field(
        fields.Moment(), N_("Handed over"), level=C3, topic=Topic.LEGAL, travels=False
    )
    legal_referral: orm.Mapped[object] = field(
        fields.Choice("yes_no_unknown"), N_("Referred to legal help"), level=C3, topic=Topic.LEGAL, travels=False
    )
    lawyer_informed: orm.Mapped[object] = field(
        fields.Choice("yes_no_unknown"), N_("Lawyer informed"), level=C3, topic=Topic.LEGAL, travels=False
    )
    outcome: orm.Mapped[object] = field(
        fields.Choice("detention_outcome"), N_("How it ended"), level=C3, topic=Topic.LEGAL, travels=False
    )


class Summons(OfFile, Record):
    """An authority asks for a child who is followed here: summoned, fetched or arrested; until somebody answers."""

    __tablename__ = "summons"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.LEGAL, required=True, travels=False
    )
    kind: orm.Mapped[object] = field(
        fields.Choice("summons_kind"), N_("What happened"), level=C3, topic=Topic.LEGAL, required=True, travels=False
    )
    at: orm.Mapped[object] = field(
        fields.Moment(), N_("When"), level=C3, topic=Topic.LEGAL, required=True, travels=False
    )
    authority: orm.Mapped[object] = field(
        fields.Choice("authority_class"), N_("By which authority"), level=C3, topic=Topic.LEGAL, required=True,
        travels=False,
    )  # fmt: skip
    answered_at: orm.Mapped[object] = field(fields.Moment(), N_("Answered"), level=C3, topic=Topic.LEGAL, travels=False)
    answered_by: orm.Mapped[object] = field(
        fields.Text(200), N_("Answered by"), level=C3, topic=Topic.LEGAL, travels=False,
        help=N_("who of the centre, or which lawyer"),
    )  # fmt: skip


class CertificationStep(OfFile, Record):
    """A step of the certification: which state, when, by whom. No service ever reads it."""

    __tablename__ = "certification_step"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.ASSOCIATION, required=True, travels=False
    )
    state: orm.Mapped[object] = field(
        fields.Choice("certification"), N_("Certification"), level=C3, topic=Topic.ASSOCIATION, required=True,
        travels=False, help=NO_SERVICE,
    )  # fmt: skip
    before_any: orm.Mapped[object] = field(
        fields.Choice("certification"),
        N_("Before the first step"),
        level=C3,
        topic=Topic.ASSOCIATION,
        travels=False,
        by_itself=True,
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("On"), level=C2, topic=Topic.LEGAL, required=True, travels=False
    )
    by_whom: orm.Mapped[object] = field(
        fields.Choice("certifying_body"), N_("By whom"), level=C3, topic=Topic.ASSOCIATION, required=True,
        travels=False,
    )  # fmt: skip


class Attestation(OfFile, Record):
    """What is known of a paper of certification: asked for, issued by whom, its number and day."""

    __tablename__ = "attestation_fact"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.LEGAL, required=True
    )
    state: orm.Mapped[str] = field(
        fields.Choice("attestation_state"), N_("Attestation"), level=C2, topic=Topic.LEGAL, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("On"), level=C2, topic=Topic.LEGAL, required=True
    )
    issued_by: orm.Mapped[str | None] = field(
        fields.Text(200), N_("Issued by"), level=C2, topic=Topic.LEGAL, help=N_("the office, not the officer")
    )
    number: orm.Mapped[str | None] = field(fields.Text(60), N_("Number"), level=C2, topic=Topic.LEGAL)


class AgeFinding(OfFile, Record):
    """What somebody with a title said about a child's age. It settles nothing: in doubt a child is a child."""

    __tablename__ = "age_finding"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.LEGAL, required=True, travels=False
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("On"), level=C2, topic=Topic.LEGAL, required=True, travels=False
    )
    by_whom: orm.Mapped[object] = field(
        fields.Choice("age_assessor"), N_("Said by"), level=C3, topic=Topic.LEGAL, required=True, travels=False
    )
    finding: orm.Mapped[object] = field(
        fields.Choice("age_finding"), N_("What was said"), level=C3, topic=Topic.LEGAL, required=True, travels=False
    )
    basis: orm.Mapped[object] = field(
        fields.Choice("age_basis"), N_("Resting on"), level=C3, topic=Topic.LEGAL, required=True, travels=False
    )


class RecruitmentRisk(OfFile, Record):
    """One look at the risk that a child is taken again."""

    __tablename__ = "recruitment_risk"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.SAFETY, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C2, topic=Topic.SAFETY, required=True
    )
    occasion: orm.Mapped[object] = field(
        fields.Choice("risk_occasion"), N_("On what occasion"), level=C3, topic=Topic.SAFETY, required=True
    )
    approached: orm.Mapped[object] = field(
        fields.Choice("risk_answer"), N_("Did somebody approach the child?"), level=C3, topic=Topic.SAFETY, asked=True
    )
    threatened: orm.Mapped[object] = field(
        fields.Choice("risk_answer"), N_("Was the child threatened?"), level=C3, topic=Topic.SAFETY, asked=True
    )
    peers_left: orm.Mapped[object] = field(
        fields.Choice("risk_answer"), N_("Did friends go back?"), level=C3, topic=Topic.SAFETY, asked=True
    )
    words: orm.Mapped[object] = field(
        fields.Text(2_000, lines=6), N_("Remark"), level=C3, topic=Topic.SAFETY, travels=False, help=NOTICE
    )


KINDS: tuple[type[Record], ...] = (
    Association, Separation, Detention, Summons, CertificationStep, Attestation, AgeFinding, RecruitmentRisk,
)  # fmt: skip
"""Every kind of record of this slice, in the order in which the tab shows them."""
