"""What was found in a room, and what is to be put right there."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import Record, field

C1, LOGISTICS = Level.C1, Topic.LOGISTICS


def _point(label: str) -> Any:
    return field(fields.Choice("inspected"), label, level=C1, topic=LOGISTICS, required=True)


class Inspection(Record):
    """A look at a room by a list of points; each that is not in order makes something to put right."""

    __tablename__ = "room_inspection"

    room_id: orm.Mapped[str] = field(
        fields.Reference("room", "interim_care.rooms"), N_("Room"), level=C1, topic=LOGISTICS, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C1, topic=LOGISTICS, required=True
    )
    beds: orm.Mapped[str] = _point(N_("Beds and mattresses"))
    nets: orm.Mapped[str] = _point(N_("Mosquito nets"))
    locks: orm.Mapped[str] = _point(N_("Locks of the girls’ washing place"))
    water: orm.Mapped[str] = _point(N_("Water"))
    latrines: orm.Mapped[str] = _point(N_("Latrines"))
    fire: orm.Mapped[str] = _point(N_("Fire: ways out, sand, lamps"))
    remark: orm.Mapped[str | None] = field(fields.Text(300, lines=3), N_("What was seen"), level=C1, topic=LOGISTICS)


class Repair(Record):
    """One thing to put right in a room: what, who, until when; open until somebody says that it is done."""

    __tablename__ = "room_repair"

    inspection_id: orm.Mapped[str] = field(
        fields.Reference("room_inspection"), N_("Inspection"), level=C1, topic=LOGISTICS, required=True
    )
    room_id: orm.Mapped[str] = field(fields.Reference("room"), N_("Room"), level=C1, topic=LOGISTICS, required=True)
    what: orm.Mapped[str] = field(
        fields.Choice("room_point"), N_("What is to be put right"), level=C1, topic=LOGISTICS, required=True
    )
    who_id: orm.Mapped[str] = field(
        fields.Reference("worker", "office.colleagues"), N_("Who sees to it"), level=C1, topic=LOGISTICS, required=True
    )
    until_day: orm.Mapped[datetime.date] = field(fields.Day(), N_("Until"), level=C1, topic=LOGISTICS, required=True)
    done_on: orm.Mapped[datetime.date | None] = field(fields.Day(past=True), N_("Done on"), level=C1, topic=LOGISTICS)
    done_how: orm.Mapped[str | None] = field(fields.Text(300, lines=3), N_("What was done"), level=C1, topic=LOGISTICS)
