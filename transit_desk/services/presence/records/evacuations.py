"""Leaving the house at once, as it is kept: when it began, the vehicles and their adults, every child's seat."""

from __future__ import annotations

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, field

C1 = Level.C1


class Evacuation(Record):
    """One time everybody left. Where to is written nowhere: a paper may fall into other hands."""

    __tablename__ = "evacuation"

    begun_at: orm.Mapped[int] = field(
        fields.Moment(), N_("Begun at"), level=C1, topic=Topic.SAFETY, required=True, help=N_("left empty: just now")
    )
    head_count: orm.Mapped[int] = field(
        fields.Number(0, 2_000), N_("Children counted"), level=C1, topic=Topic.SAFETY, required=True, by_itself=True
    )
    away: orm.Mapped[int] = field(
        fields.Number(0, 2_000), N_("Elsewhere, to be told"), level=C1, topic=Topic.SAFETY, required=True,
        by_itself=True,
    )  # fmt: skip
    closed_at: orm.Mapped[int | None] = field(
        fields.Moment(), N_("Closed at"), level=C1, topic=Topic.SAFETY, by_itself=True
    )


class EvacuationVehicle(Record):
    """A vehicle, or a group on foot, with the adult who answers for its children."""

    __tablename__ = "evacuation_vehicle"

    evacuation_id: orm.Mapped[str] = field(
        fields.Reference("evacuation"), N_("Evacuation"), level=C1, topic=Topic.SAFETY, required=True, by_itself=True
    )
    name: orm.Mapped[str] = field(
        fields.Text(60), N_("Vehicle"), level=C1, topic=Topic.SAFETY, required=True, help=N_("white bus, on foot 1")
    )
    adult: orm.Mapped[str] = field(fields.Text(120), N_("Adult in charge"), level=C1, topic=Topic.SAFETY, required=True)
    seats: orm.Mapped[int] = field(
        fields.Number(1, 100), N_("Room for how many children"), level=C1, topic=Topic.SAFETY, required=True
    )


class EvacuationSeat(OfFile, Record):
    """One child who lives here: in which vehicle, and when it arrived; or where the child is who is not counted."""

    __tablename__ = "evacuation_seat"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.SAFETY, required=True
    )
    evacuation_id: orm.Mapped[str] = field(
        fields.Reference("evacuation"), N_("Evacuation"), level=C1, topic=Topic.SAFETY, required=True, by_itself=True
    )
    vehicle_id: orm.Mapped[str | None] = field(
        fields.Reference("evacuation_vehicle", "presence.vehicles"), N_("Vehicle"), level=C1, topic=Topic.SAFETY
    )
    place: orm.Mapped[int] = field(
        fields.Number(0, 2_000), N_("Place on the list"), level=C1, topic=Topic.SAFETY, required=True, by_itself=True
    )
    elsewhere: orm.Mapped[str | None] = field(
        fields.Choice("presence_mark"), N_("Where the child is"), level=C1, topic=Topic.SAFETY
    )
    why: orm.Mapped[str | None] = field(
        fields.Text(200), N_("Why"), level=C1, topic=Topic.SAFETY, travels=False, help=N_("who says so, in a few words")
    )
    arrived_at: orm.Mapped[int | None] = field(
        fields.Moment(), N_("Arrived at"), level=C1, topic=Topic.SAFETY, help=N_("left empty: just now")
    )
