"""Who works here and in which centre: what rights, sight and signatures are computed from."""

from __future__ import annotations

import sqlalchemy
from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import Record, Tables, field


class Centre(Record):
    """The house itself, as it signs its papers."""

    __tablename__ = "centre"

    name: orm.Mapped[str] = field(
        fields.Text(120), N_("Name of the centre"), level=Level.C0, topic=Topic.LOGISTICS, required=True
    )
    place: orm.Mapped[str | None] = field(fields.Text(120), N_("Town"), level=Level.C0, topic=Topic.LOGISTICS)
    country: orm.Mapped[str | None] = field(fields.Text(60), N_("Country"), level=Level.C0, topic=Topic.LOGISTICS)
    zone: orm.Mapped[str] = field(
        fields.Text(60), N_("Time zone"), level=Level.C0, topic=Topic.LOGISTICS, required=True
    )
    fictional: orm.Mapped[bool] = field(
        fields.Flag(), N_("Demonstration"), level=Level.C0, topic=Topic.LOGISTICS, required=True
    )


class Worker(Record):
    """Somebody who works here: a code to log in with, a name, roles. The key slot itself stands in the header."""

    __tablename__ = "worker"

    login: orm.Mapped[str] = field(
        fields.Text(40), N_("Login"), level=Level.C0, topic=Topic.LOGISTICS, required=True, index=True
    )
    name: orm.Mapped[str] = field(fields.Text(120), N_("Name"), level=Level.C0, topic=Topic.LOGISTICS, required=True)
    sex: orm.Mapped[str] = field(fields.Choice("sex"), N_("Sex"), level=Level.C0, topic=Topic.LOGISTICS, required=True)
    roles: orm.Mapped[list[str]] = field(
        fields.Many("roles"), N_("Roles"), level=Level.C0, topic=Topic.LOGISTICS, required=True
    )
    active: orm.Mapped[bool] = field(
        fields.Flag(), N_("Works here"), level=Level.C0, topic=Topic.LOGISTICS, required=True
    )
    sealing_key: orm.Mapped[str] = field(
        fields.Text(64), N_("Public key for what is sealed to this person"), level=Level.C0, topic=Topic.LOGISTICS,
        required=True,
    )  # fmt: skip
    signing_key: orm.Mapped[str] = field(
        fields.Text(64), N_("Public key of this person's signature"), level=Level.C0, topic=Topic.LOGISTICS,
        required=True,
    )  # fmt: skip


class SettingRow(Record):
    """A setting of the office with the day it holds from: a stay of last year is judged by last year's limit."""

    __tablename__ = "setting"

    key: orm.Mapped[str] = field(
        fields.Text(80), N_("Setting"), level=Level.C0, topic=Topic.LOGISTICS, required=True, index=True
    )
    value: orm.Mapped[dict[str, object]] = field(
        fields.Structured(), N_("Value"), level=Level.C0, topic=Topic.LOGISTICS, required=True
    )
    holds_from: orm.Mapped[object] = field(
        fields.Day(), N_("Holds from"), level=Level.C0, topic=Topic.LOGISTICS, required=True
    )


class Draft(Tables):
    """What somebody has typed and not yet saved, sealed to its author. No record: no audit, no edition."""

    __tablename__ = "draft"

    id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False), primary_key=True)
    worker_id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False), index=True)
    form: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text)
    subject: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text)
    kept_at: orm.Mapped[int] = orm.mapped_column(sqlalchemy.BigInteger)
    sealed: orm.Mapped[bytes] = orm.mapped_column(sqlalchemy.LargeBinary)
