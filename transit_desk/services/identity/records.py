"""What is kept beside the statements: interviews, numbers of other agencies, places, particulars of a child."""

from __future__ import annotations

import datetime

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.corrections import Told
from transit_desk.storage.records import answer, field

C1, C2, C3 = Level.C1, Level.C2, Level.C3
_FILE = N_("File")
_PLACE = fields.Text(200)


class Interview(Told):
    """One talk with a child: in which language, who was there, whether the child was asked whom to talk to."""

    __tablename__ = "interview"

    file_id: orm.Mapped[str] = field(fields.Reference("case_file"), _FILE, level=C1, topic=Topic.CARE, required=True)
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C1, topic=Topic.CARE, required=True
    )
    led_by: orm.Mapped[str] = field(
        fields.Reference("worker", "office.colleagues"), N_("Led by"), level=C1, topic=Topic.CARE, required=True
    )
    language: orm.Mapped[str | None] = field(
        fields.Choice("languages"), N_("Language of the talk"), level=C1, topic=Topic.IDENTITY
    )
    interpreter: orm.Mapped[str | None] = field(
        fields.Choice("interpreter"), N_("Interpreter"), level=C1, topic=Topic.CARE
    )
    women: orm.Mapped[int] = field(
        fields.Number(0, 20), N_("Women in the room, the child not counted"), level=C1, topic=Topic.CARE, required=True
    )
    men: orm.Mapped[int] = field(
        fields.Number(0, 20), N_("Men in the room, the child not counted"), level=C1, topic=Topic.CARE, required=True
    )
    asked_preference: orm.Mapped[str | None] = field(
        fields.Choice("yes_no_unknown"), N_("Was the child asked whom to talk to?"), level=C1, topic=Topic.CARE
    )
    private: orm.Mapped[str | None] = field(
        fields.Choice("yes_no_unknown"), N_("Could nobody else hear?"), level=C1, topic=Topic.CARE
    )
    reason: orm.Mapped[str | None] = field(
        fields.Text(500), N_("Why no woman was there"), level=C1, topic=Topic.CARE,
        help=N_("Only for a girl interviewed by men; the supervisor sees it."),
    )  # fmt: skip
    seen_on: orm.Mapped[datetime.date | None] = field(
        fields.Day(past=True), N_("Seen by the supervisor on"), level=C1, topic=Topic.CARE, by_itself=True
    )


class AgencyNumber(Told):
    """The number of a child at another agency."""

    __tablename__ = "agency_number"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), _FILE, level=C1, topic=Topic.IDENTITY, required=True
    )
    agency: orm.Mapped[str] = field(
        fields.Choice("agency"), N_("Agency"), level=C2, topic=Topic.IDENTITY, required=True
    )
    agency_words: orm.Mapped[str | None] = field(
        fields.Text(120), N_("Which agency, if it is not in the list"), level=C2, topic=Topic.IDENTITY
    )
    number: orm.Mapped[str] = field(fields.Text(60), N_("Number there"), level=C2, topic=Topic.IDENTITY, required=True)
    said_by: orm.Mapped[str | None] = field(
        fields.Choice("claim_source"), N_("Said by"), level=C1, topic=Topic.IDENTITY, required=True, since_later=True
    )


class PlaceClaim(Told):
    """A place as somebody told of it: the chain it belongs to as far as the list goes, then their own words."""

    __tablename__ = "place_claim"

    file_id: orm.Mapped[str] = field(fields.Reference("case_file"), _FILE, level=C1, topic=Topic.FAMILY, required=True)
    what: orm.Mapped[str] = field(
        fields.Choice("place_told"), N_("What is it to the child?"), level=C2, topic=Topic.FAMILY, required=True
    )
    place: orm.Mapped[str | None] = field(
        fields.Place(200), N_("Place in the list"), level=C2, topic=Topic.FAMILY,
        help=N_("type its name and choose; what is on no list stays as you typed it"),
    )  # fmt: skip
    words: orm.Mapped[str | None] = field(
        _PLACE, N_("Village, or another place"), level=C2, topic=Topic.FAMILY, asked=True
    )
    words_answer: orm.Mapped[str] = answer()
    landmark: orm.Mapped[str | None] = field(
        _PLACE, N_("What stands nearby"), level=C2, topic=Topic.FAMILY,
        help=N_("church, school, market, river, name of the chief"),
    )  # fmt: skip
    said_by: orm.Mapped[str] = field(
        fields.Choice("claim_source"), N_("Said by"), level=C1, topic=Topic.FAMILY, required=True
    )
    said_on: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Said on"), level=C1, topic=Topic.FAMILY, required=True
    )


class PlaceToAvoid(Told):
    """Where a child does not want to go; as secret as the danger there."""

    __tablename__ = "place_to_avoid"

    file_id: orm.Mapped[str] = field(fields.Reference("case_file"), _FILE, level=C1, topic=Topic.SAFETY, required=True)
    words: orm.Mapped[object] = field(
        fields.Place(200), N_("Where the child does not want to go"), level=C3, topic=Topic.SAFETY, required=True
    )
    said_by: orm.Mapped[str | None] = field(
        fields.Choice("claim_source"), N_("Said by"), level=C1, topic=Topic.SAFETY, required=True, since_later=True
    )
    said_on: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Said on"), level=C1, topic=Topic.SAFETY, required=True
    )


class Particulars(Told):
    """What is asked once of a child; the newest counts, the earlier ones stay."""

    __tablename__ = "particulars"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), _FILE, level=C1, topic=Topic.IDENTITY, required=True
    )
    nationality: orm.Mapped[str | None] = field(
        fields.Choice("nationality"), N_("Nationality"), level=C2, topic=Topic.IDENTITY, asked=True
    )
    nationality_answer: orm.Mapped[str] = answer()
    ethnicity: orm.Mapped[object] = field(
        fields.Text(120), N_("Ethnic group"), level=C3, topic=Topic.IDENTITY, asked=True, travels=False,
        help=N_("Only where the office asks for it; the child may always leave it."),
    )  # fmt: skip
    signs: orm.Mapped[str | None] = field(
        fields.Text(400), N_("Physical signs"), level=C2, topic=Topic.IDENTITY, asked=True,
        help=N_("what helps a family to recognise the child; never how a wound came about"),
    )  # fmt: skip
    signs_answer: orm.Mapped[str] = answer()
    transport_code: orm.Mapped[str | None] = field(
        fields.Text(20), N_("Code for transport lists"), level=C1, topic=Topic.IDENTITY
    )
    risk_level: orm.Mapped[object] = field(
        fields.Choice("risk_level"), N_("Level of risk"), level=C3, topic=Topic.SAFETY
    )


KINDS: tuple[type[Told], ...] = (Interview, AgencyNumber, PlaceClaim, PlaceToAvoid, Particulars)
"""Every kind of record of this slice."""
