"""A person: a child, the child of a girl, a relative."""

from __future__ import annotations

import datetime

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import Itself, Record, field

C1, C2 = Level.C1, Level.C2


class Person(Itself, Record):
    """A child, the child of a girl, a relative. What is shown of her is chosen among claims and kept here."""

    __tablename__ = "person"

    sex: orm.Mapped[str] = field(fields.Choice("sex"), N_("Sex"), level=C1, topic=Topic.IDENTITY, required=True)
    name_in_use: orm.Mapped[str | None] = field(
        fields.Text(10_000), N_("Name in use"), level=C1, topic=Topic.IDENTITY, index=True
    )
    birth_from: orm.Mapped[datetime.date | None] = field(
        fields.Day(), N_("Born not before"), level=C1, topic=Topic.IDENTITY
    )
    birth_to: orm.Mapped[datetime.date | None] = field(
        fields.Day(), N_("Born not after"), level=C1, topic=Topic.IDENTITY
    )
    birth_estimated: orm.Mapped[bool] = field(
        fields.Flag(), N_("Age is an estimate"), level=C1, topic=Topic.IDENTITY, required=True, default=True
    )
    origin_in_use: orm.Mapped[str | None] = field(
        fields.Text(10_000), N_("Village in use"), level=C2, topic=Topic.FAMILY
    )
    merged_into_id: orm.Mapped[str | None] = field(
        fields.Reference("person"), N_("Same person as"), level=C1, topic=Topic.IDENTITY
    )
