"""What the office keeps of places: each with its code and present name, its other names with their days, what followed.

A place of the list that is shipped has a row here only once something was written down about it.
"""

from __future__ import annotations

import datetime

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import Record, field

C0, LOGISTICS = Level.C0, Topic.LOGISTICS
_NAME = fields.Text(200)
_KEY = fields.Text(60)


class PlaceRow(Record):
    """One place: what it is, in what it lies, what it is called today and since when."""

    __tablename__ = "place"

    place_key: orm.Mapped[str] = field(
        _KEY, N_("Key of the place"), level=C0, topic=LOGISTICS, required=True, index=True
    )
    code: orm.Mapped[str | None] = field(fields.Text(40), N_("P-code"), level=C0, topic=LOGISTICS, index=True)
    name: orm.Mapped[str] = field(_NAME, N_("Name"), level=C0, topic=LOGISTICS, required=True)
    english: orm.Mapped[str | None] = field(_NAME, N_("Name in English"), level=C0, topic=LOGISTICS)
    since: orm.Mapped[datetime.date | None] = field(fields.Day(), N_("Called so since"), level=C0, topic=LOGISTICS)
    level: orm.Mapped[int] = field(fields.Number(1, 5), N_("Level"), level=C0, topic=LOGISTICS, required=True)
    kind: orm.Mapped[str | None] = field(fields.Choice("place_kind"), N_("Kind of place"), level=C0, topic=LOGISTICS)
    parent: orm.Mapped[str | None] = field(_KEY, N_("Lies in"), level=C0, topic=LOGISTICS)
    ended_on: orm.Mapped[datetime.date | None] = field(
        fields.Day(past=True), N_("Joined or divided on"), level=C0, topic=LOGISTICS
    )


class PlaceName(Record):
    """Another name of a place: one it had until a day, or one it is also called by."""

    __tablename__ = "place_name"

    place_id: orm.Mapped[str] = field(fields.Reference("place"), N_("Place"), level=C0, topic=LOGISTICS, required=True)
    name: orm.Mapped[str] = field(_NAME, N_("Name"), level=C0, topic=LOGISTICS, required=True)
    since: orm.Mapped[datetime.date | None] = field(fields.Day(), N_("From"), level=C0, topic=LOGISTICS)
    until: orm.Mapped[datetime.date | None] = field(fields.Day(), N_("Until"), level=C0, topic=LOGISTICS)


class PlaceAfter(Record):
    """Where a place went on that was joined to another or divided."""

    __tablename__ = "place_after"

    place_id: orm.Mapped[str] = field(fields.Reference("place"), N_("Place"), level=C0, topic=LOGISTICS, required=True)
    into: orm.Mapped[str] = field(_KEY, N_("Goes on as"), level=C0, topic=LOGISTICS, required=True)
