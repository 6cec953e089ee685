"""What is kept of a group arrival: the event, who was there, the way, one row for each child, each return."""

from __future__ import annotations

import datetime

import sqlalchemy
from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, answer, field
from transit_desk.storage.work import Work

C1, C2, C3 = Level.C1, Level.C2, Level.C3
_LONG = fields.Text(10_000)
_PLACE = fields.Place(10_000)
_STORY = fields.Text(10_000, lines=8)


def takes_part(work: Work, event_id: str) -> bool:
    """Whether an event is this worker's own: they take part in it, or see every file there is."""
    if work.actor.eyes.holders is None:
        return True
    part = sqlalchemy.select(EventMember.id).where(
        EventMember.event_id == event_id,
        EventMember.worker_id == work.actor.worker_id,
        EventMember.withdrawn_at.is_(None),
    )
    return work.first(part) is not None


class OfEvent:
    """What is sealed of an event opens to those who take part: the key of C3 alone is not enough, as with a file."""

    def opens_for(self, work: Work) -> bool:
        """Whether the event is this worker's own."""
        return takes_part(work, str(getattr(self, "event_id", None) or getattr(self, "id", "")))


class ReleaseEvent(OfEvent, Record):
    """Children seen together, at one place, on one day. Where and from whom they came is sealed."""

    __tablename__ = "release_event"

    day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C1, topic=Topic.CARE, required=True, index=True
    )
    place: orm.Mapped[object] = field(
        _PLACE, N_("Place of the release"), level=C3, topic=Topic.SAFETY, asked=True, travels=False
    )
    group: orm.Mapped[object] = field(
        _LONG, N_("Force or group"), level=C3, topic=Topic.ASSOCIATION, asked=True, travels=False
    )
    announced: orm.Mapped[int | None] = field(
        fields.Number(0, 2_000), N_("Children announced"), level=C1, topic=Topic.CARE
    )
    not_shown: orm.Mapped[int | None] = field(
        fields.Number(0, 2_000), N_("Children not shown"), level=C1, topic=Topic.CARE,
        help=N_("Announced, and then not brought, hidden or refused."),
    )  # fmt: skip
    woman_on_team: orm.Mapped[str | None] = field(
        fields.Choice("yes_no_unknown"), N_("Was a woman on the team?"), level=C1, topic=Topic.CARE
    )
    girls_asked: orm.Mapped[str | None] = field(
        fields.Choice("girls_asked"), N_("No girl in the list: was it asked?"), level=C1, topic=Topic.CARE,
        help=N_("Ask women of the place, apart from those who brought the list."),
    )  # fmt: skip
    girls_note: orm.Mapped[object] = field(
        _STORY, N_("What was learned about girls"), level=C3, topic=Topic.SAFETY, travels=False
    )
    parted_why: orm.Mapped[str | None] = field(
        fields.Text(2_000, lines=3), N_("Why brothers and sisters go to different places"), level=C2, topic=Topic.CARE
    )
    stage: orm.Mapped[str] = field(fields.Choice("event_stage"), N_("Step"), level=C1, topic=Topic.CARE, required=True)
    rows_kept: orm.Mapped[int] = field(
        fields.Number(), N_("Rows"), level=C1, topic=Topic.CARE, required=True,
        help=N_("How many rows there are in all, whoever may see them."),
    )  # fmt: skip
    rows_made: orm.Mapped[int] = field(
        fields.Number(), N_("Rows ever written"), level=C1, topic=Topic.CARE, required=True
    )
    closed_at: orm.Mapped[int | None] = field(fields.Moment(), N_("Closed at"), level=C1, topic=Topic.CARE)
    closed_by: orm.Mapped[str | None] = field(fields.Reference("worker"), N_("Closed by"), level=C1, topic=Topic.CARE)


class EventMember(Record):
    """A worker who takes part in an event and therefore sees the files it opens."""

    __tablename__ = "event_member"

    event_id: orm.Mapped[str] = field(
        fields.Reference("release_event"), N_("Event"), level=C1, topic=Topic.CARE, required=True
    )
    worker_id: orm.Mapped[str] = field(
        fields.Reference("worker"), N_("Worker"), level=C1, topic=Topic.CARE, required=True
    )


class EventPartner(OfEvent, Record):
    """Somebody from elsewhere who made the release possible: a role, an organisation, a person."""

    __tablename__ = "event_partner"

    event_id: orm.Mapped[str] = field(
        fields.Reference("release_event"), N_("Event"), level=C1, topic=Topic.LOGISTICS, required=True
    )
    role: orm.Mapped[str] = field(
        fields.Choice("partner_role"), N_("Role"), level=C1, topic=Topic.LOGISTICS, required=True
    )
    organisation: orm.Mapped[str | None] = field(_LONG, N_("Organisation"), level=C1, topic=Topic.LOGISTICS)
    person: orm.Mapped[object] = field(_LONG, N_("Person"), level=C3, topic=Topic.SAFETY, travels=False)


class TransportLeg(OfEvent, Record):
    """One part of the way: by what, with whom, from where to where."""

    __tablename__ = "transport_leg"

    event_id: orm.Mapped[str] = field(
        fields.Reference("release_event"), N_("Event"), level=C1, topic=Topic.LOGISTICS, required=True
    )
    mode: orm.Mapped[str] = field(
        fields.Choice("transport_mode"), N_("Travelled by"), level=C1, topic=Topic.LOGISTICS, required=True
    )
    operator: orm.Mapped[str | None] = field(_LONG, N_("Carried by"), level=C1, topic=Topic.LOGISTICS)
    # Where a way begins is where the release was, and is sealed like it.
    from_place: orm.Mapped[object] = field(_PLACE, N_("From"), level=C3, topic=Topic.SAFETY, travels=False)
    to_place: orm.Mapped[str | None] = field(_PLACE, N_("To"), level=C1, topic=Topic.LOGISTICS)
    departed_at: orm.Mapped[int | None] = field(fields.Moment(), N_("Left at"), level=C1, topic=Topic.LOGISTICS)
    arrived_at: orm.Mapped[int | None] = field(fields.Moment(), N_("Arrived at"), level=C1, topic=Topic.LOGISTICS)
    escort: orm.Mapped[str | None] = field(_LONG, N_("Escort"), level=C2, topic=Topic.IDENTITY)
    escort_role: orm.Mapped[str | None] = field(
        fields.Choice("escort_role"), N_("The escort is"), level=C1, topic=Topic.LOGISTICS
    )
    escort_woman: orm.Mapped[str | None] = field(
        fields.Choice("yes_no_unknown"), N_("Is the escort a woman?"), level=C1, topic=Topic.LOGISTICS
    )
    incident: orm.Mapped[object] = field(
        _STORY, N_("What happened on the way"), level=C3, topic=Topic.SAFETY, travels=False
    )


class EventRow(OfFile, Record):
    """One line of the grid, kept exactly as it was typed; it opens a file with its first cell."""

    __tablename__ = "event_row"

    event_id: orm.Mapped[str] = field(
        fields.Reference("release_event"), N_("Event"), level=C1, topic=Topic.CARE, required=True
    )
    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    position: orm.Mapped[int] = field(fields.Number(), N_("No."), level=C1, topic=Topic.CARE, required=True)
    name_typed: orm.Mapped[str | None] = field(
        _LONG, N_("Name the child says"), level=C2, topic=Topic.IDENTITY, asked=True
    )
    name_typed_answer: orm.Mapped[str] = answer()
    sex: orm.Mapped[str] = field(fields.Choice("sex"), N_("Sex"), level=C1, topic=Topic.IDENTITY, required=True)
    age_typed: orm.Mapped[str | None] = field(
        fields.Text(60), N_("Age the child says"), level=C2, topic=Topic.IDENTITY, asked=True,
        help=N_("for example 14, 14-16 or about 15"),
    )  # fmt: skip
    age_typed_answer: orm.Mapped[str] = answer()
    language: orm.Mapped[str | None] = field(
        fields.Choice("languages"), N_("Language"), level=C1, topic=Topic.IDENTITY, asked=True
    )
    language_answer: orm.Mapped[str] = answer()
    village_typed: orm.Mapped[str | None] = field(
        _PLACE, N_("Village the child says"), level=C2, topic=Topic.FAMILY, asked=True
    )
    village_typed_answer: orm.Mapped[str] = answer()
    needs: orm.Mapped[list[str] | None] = field(
        fields.Many("urgent_need"), N_("Needs tonight"), level=C2, topic=Topic.HEALTH, asked=True
    )
    needs_answer: orm.Mapped[str] = answer()
    disposition: orm.Mapped[str | None] = field(
        fields.Choice("disposition"), N_("Where does the child go?"), level=C1, topic=Topic.CARE
    )
    reason: orm.Mapped[str | None] = field(
        fields.Choice("transfer_reason"), N_("Why to the centre"), level=C1, topic=Topic.CARE
    )
    arrived_on: orm.Mapped[datetime.date | None] = field(
        fields.Day(past=True), N_("Arrived at the centre"), level=C1, topic=Topic.CARE
    )
    accompanies_id: orm.Mapped[str | None] = field(
        fields.Reference("event_row"), N_("Baby of"), level=C1, topic=Topic.FAMILY
    )
    statements: orm.Mapped[dict[str, object]] = field(
        fields.Structured(), N_("Statements made from this row"), level=C1, topic=Topic.CARE, required=True,
        travels=False,
    )  # fmt: skip


class RowTwin(OfFile, Record):
    """What was decided of a row before the answer was kept in the child's file; written and read no more.

    Its table is of the first step: a vault of those days may hold such answers, and no step may lose a row.
    """

    __tablename__ = "row_twin"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.IDENTITY, required=True
    )
    row_id: orm.Mapped[str] = field(
        fields.Reference("event_row"), N_("Row"), level=C1, topic=Topic.IDENTITY, required=True
    )
    other_file_id: orm.Mapped[str | None] = field(
        fields.Reference("case_file"), N_("Earlier file"), level=C1, topic=Topic.IDENTITY
    )
    decision: orm.Mapped[str] = field(
        fields.Choice("twin_answer"), N_("The same child?"), level=C1, topic=Topic.IDENTITY, required=True
    )


class ReturnOnSite(OfFile, Record):
    """What has to be answered when a child goes home from the place of the release, before it counts as a return."""

    __tablename__ = "return_on_site"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    row_id: orm.Mapped[str] = field(fields.Reference("event_row"), N_("Row"), level=C1, topic=Topic.CARE, required=True)
    adult: orm.Mapped[str | None] = field(_LONG, N_("Which adult takes the child home?"), level=C2, topic=Topic.FAMILY)
    relation: orm.Mapped[str | None] = field(
        fields.Choice("relation"), N_("Who is this adult to the child?"), level=C2, topic=Topic.FAMILY
    )
    link_checks: orm.Mapped[list[str] | None] = field(
        fields.Many("link_check_method"), N_("How was the link checked?"), level=C2, topic=Topic.FAMILY
    )
    link_words: orm.Mapped[str | None] = field(_STORY, N_("In a few words"), level=C2, topic=Topic.FAMILY)
    heard_apart: orm.Mapped[str | None] = field(
        fields.Choice("yes_no_unknown"), N_("Was the child heard apart?"), level=C1, topic=Topic.SAFETY
    )
    wish: orm.Mapped[object] = field(
        _STORY, N_("What does the child want?"), level=C3, topic=Topic.SAFETY, asked=True, travels=False
    )
    recruiter_near: orm.Mapped[object] = field(
        fields.Choice("yes_no_unknown"), N_("Does somebody who recruits live near home?"), level=C3,
        topic=Topic.SAFETY, asked=True,
    )  # fmt: skip
    armed_near: orm.Mapped[object] = field(
        fields.Choice("yes_no_unknown"), N_("Are there armed men near home?"), level=C3, topic=Topic.SAFETY,
        asked=True, help=N_("Yes, no or not known, on a date; never a place or a distance."),
    )  # fmt: skip
    armed_on: orm.Mapped[object] = field(fields.Day(past=True), N_("Known on"), level=C3, topic=Topic.SAFETY)
    decided_by: orm.Mapped[str | None] = field(
        fields.Choice("who_decided"), N_("Who decided?"), level=C1, topic=Topic.CARE
    )
    visit_who: orm.Mapped[str | None] = field(
        fields.Choice("visit_who"), N_("Who visits first?"), level=C1, topic=Topic.CARE
    )
    visit_name: orm.Mapped[str | None] = field(
        _LONG, N_("Name of the visitor or organisation"), level=C1, topic=Topic.CARE
    )
    visit_by: orm.Mapped[datetime.date | None] = field(
        fields.Day(), N_("Visit until"), level=C1, topic=Topic.CARE, help=N_("within 14 days")
    )
    # Projections: what somebody without the key has to know of the sealed answers, and no more.
    answered: orm.Mapped[dict[str, object]] = field(
        fields.Structured(), N_("Questions that were put"), level=C1, topic=Topic.CARE, required=True, travels=False
    )
    complete: orm.Mapped[bool] = field(
        fields.Flag(), N_("The return is answered for"), level=C1, topic=Topic.CARE, required=True
    )
    visit_early: orm.Mapped[bool] = field(
        fields.Flag(), N_("Visit early"), level=C1, topic=Topic.CARE, required=True, travels=False
    )
