"""What is kept of the house at night: rooms, beds, and in three spans who sleeps where, what is shut, who is away."""

from __future__ import annotations

import datetime
from typing import Final

from sqlalchemy import orm

from transit_desk import forms
from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, field

C1 = Level.C1
_BABY_WITH: Final = forms.HER_BABY["baby_with"]


class Room(Record):
    """A room of the house, in a block for girls, for mothers with babies, for boys of an age, or for the sick."""

    __tablename__ = "room"

    name: orm.Mapped[str] = field(fields.Text(80), N_("Name of the room"), level=C1, topic=Topic.CARE, required=True)
    block: orm.Mapped[str] = field(
        fields.Choice("block_kind"), N_("For whom"), level=C1, topic=Topic.CARE, required=True
    )
    capacity: orm.Mapped[int] = field(
        fields.Number(1, 200), N_("How many beds"), level=C1, topic=Topic.CARE, required=True,
        help=N_("A number: for how many children it was made."),
    )  # fmt: skip
    surge: orm.Mapped[int | None] = field(
        fields.Number(0, 200), N_("How many mattresses at most"), level=C1, topic=Topic.CARE,
        help=N_("A number: what fits on the floor on a full night."),
    )  # fmt: skip
    isolation: orm.Mapped[bool | None] = field(
        fields.Flag(), N_("For those who must be alone for a while"), level=C1, topic=Topic.CARE
    )


class Bed(Record):
    """A bed, a cot, or a mattress laid for a night when the beds are full."""

    __tablename__ = "bed"

    room_id: orm.Mapped[str] = field(
        fields.Reference("room", "interim_care.rooms"), N_("Room"), level=C1, topic=Topic.CARE, required=True
    )
    code: orm.Mapped[str] = field(
        fields.Text(20), N_("Code of the bed"), level=C1, topic=Topic.CARE, required=True, index=True
    )
    overflow: orm.Mapped[bool] = field(
        fields.Flag(), N_("Mattress for a full night"), level=C1, topic=Topic.CARE, required=True
    )
    # Until step 0023 this said that a bed was shut. Where it still does, it is read as a block that nobody lifted.
    out_of_use: orm.Mapped[bool] = field(fields.Flag(), N_("Out of use"), level=C1, topic=Topic.CARE, required=True)
    out_why: orm.Mapped[str | None] = field(fields.Text(200), N_("Why out of use"), level=C1, topic=Topic.CARE)
    features: orm.Mapped[list[str] | None] = field(
        fields.Many("bed_feature"), N_("What it is like"), level=C1, topic=Topic.CARE
    )


class Stay(OfFile, Record):
    """A child in a bed, from a day to a day; the last day is the one on which the bed is free again.

    `to_day` is what happened, `until` what is planned: who stays longer than planned still has the bed. A reserved stay
    is a promise that nobody has slept in; it becomes a stay when the child lies down.
    """

    __tablename__ = "stay"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    bed_id: orm.Mapped[str] = field(fields.Reference("bed"), N_("Bed"), level=C1, topic=Topic.CARE, required=True)
    from_day: orm.Mapped[datetime.date] = field(fields.Day(), N_("From"), level=C1, topic=Topic.CARE, required=True)
    to_day: orm.Mapped[datetime.date | None] = field(
        fields.Day(), N_("Free again on"), level=C1, topic=Topic.CARE, index=True
    )
    until: orm.Mapped[datetime.date | None] = field(
        fields.Day(), N_("Expected to be free on"), level=C1, topic=Topic.CARE
    )
    reserved: orm.Mapped[bool | None] = field(fields.Flag(), N_("Reserved"), level=C1, topic=Topic.CARE)
    alone_for: orm.Mapped[str | None] = field(
        fields.Choice("isolation_reason"), N_("Why alone"), level=Level.C2, topic=Topic.HEALTH
    )
    exception: orm.Mapped[str | None] = field(
        fields.Choice("stay_exception"), N_("Exception"), level=C1, topic=Topic.CARE
    )
    why: orm.Mapped[str | None] = field(fields.Text(2_000, lines=4), N_("Why"), level=C1, topic=Topic.CARE)
    end_why: orm.Mapped[str | None] = field(fields.Text(2_000, lines=4), N_("Why it ended"), level=C1, topic=Topic.CARE)


class BedTaken(Record):
    """That a bed is taken, without the child: what a worker has to know who does not see every file.

    Written in the same flush as the stay it stands for. Two children never get one bed because somebody could not see
    the first of them.
    """

    __tablename__ = "bed_taken"

    stay_id: orm.Mapped[str] = field(fields.Reference("stay"), N_("Stay"), level=C1, topic=Topic.CARE, required=True)
    bed_id: orm.Mapped[str] = field(fields.Reference("bed"), N_("Bed"), level=C1, topic=Topic.CARE, required=True)
    number: orm.Mapped[str] = field(
        fields.Text(12), N_("Case number"), level=Level.C0, topic=Topic.IDENTITY, required=True
    )
    sex: orm.Mapped[str] = field(fields.Choice("sex"), N_("Sex"), level=C1, topic=Topic.IDENTITY, required=True)
    from_day: orm.Mapped[datetime.date] = field(fields.Day(), N_("From"), level=C1, topic=Topic.CARE, required=True)
    to_day: orm.Mapped[datetime.date | None] = field(fields.Day(), N_("Free again on"), level=C1, topic=Topic.CARE)
    until: orm.Mapped[datetime.date | None] = field(
        fields.Day(), N_("Expected to be free on"), level=C1, topic=Topic.CARE
    )
    reserved: orm.Mapped[bool | None] = field(fields.Flag(), N_("Reserved"), level=C1, topic=Topic.CARE)
    # The key of the file and nothing of it: so that a child with two numbers counts once, whoever counts.
    child_key: orm.Mapped[str | None] = field(fields.Text(36), N_("File"), level=Level.C0, topic=Topic.IDENTITY)


class BedBlock(Record):
    """A bed in which nobody sleeps for a while: from a day until the day on which it can be given again."""

    __tablename__ = "bed_block"

    bed_id: orm.Mapped[str] = field(fields.Reference("bed"), N_("Bed"), level=C1, topic=Topic.CARE, required=True)
    kind: orm.Mapped[str] = field(fields.Choice("bed_block"), N_("Why shut"), level=C1, topic=Topic.CARE, required=True)
    from_day: orm.Mapped[datetime.date] = field(fields.Day(), N_("From"), level=C1, topic=Topic.CARE, required=True)
    to_day: orm.Mapped[datetime.date | None] = field(fields.Day(), N_("Free again on"), level=C1, topic=Topic.CARE)
    why: orm.Mapped[str | None] = field(fields.Text(200), N_("Why"), level=C1, topic=Topic.CARE)


class Absence(OfFile, Record):
    """A child of the house who is away, and whose bed is kept: from an instant until the child is back."""

    __tablename__ = "absence"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    kind: orm.Mapped[str] = field(
        fields.Choice("absence_kind"), N_("Why away"), level=C1, topic=Topic.CARE, required=True
    )
    left_at: orm.Mapped[int] = field(fields.Moment(), N_("Left"), level=C1, topic=Topic.CARE, required=True)
    due_back: orm.Mapped[int | None] = field(fields.Moment(), N_("Expected back"), level=C1, topic=Topic.CARE)
    back_at: orm.Mapped[int | None] = field(fields.Moment(), N_("Back"), level=C1, topic=Topic.CARE, index=True)
    # Who leaves the house while away is not back, and no longer expected: no hour of a return is made up.
    gone_on: orm.Mapped[datetime.date | None] = field(fields.Day(), N_("Left the house on"), level=C1, topic=Topic.CARE)
    with_whom: orm.Mapped[str | None] = field(fields.Text(120), N_("With whom"), level=C1, topic=Topic.CARE)
    why: orm.Mapped[str | None] = field(
        fields.Text(500, lines=3), N_("What for"), level=Level.C2, topic=Topic.CARE,
        help=N_("Not an illness: the nurse keeps those."),
    )  # fmt: skip
    though_seen: orm.Mapped[str | None] = field(
        fields.Text(300), N_("Seen here after that: why that is wrong"), level=Level.C2, topic=Topic.CARE,
        travels=False, help=N_("only where the child was seen in the house later: what is wrong there, who knows it"),
    )  # fmt: skip
    # Of a mother whose baby is in the house meanwhile; and of a baby that left with its mother, her absence.
    baby_with: orm.Mapped[str | None] = field(
        _BABY_WITH.kind, _BABY_WITH.label, level=_BABY_WITH.level, topic=_BABY_WITH.topic, help=_BABY_WITH.help,
        travels=False,
    )  # fmt: skip
    goes_with_id: orm.Mapped[str | None] = field(
        fields.Reference("absence"), N_("Away with its mother"), level=C1, topic=Topic.CARE, travels=False
    )


class MattressPlan(Record):
    """What the house does on crowded nights: said by a leader, until the day on which it is looked at again."""

    __tablename__ = "mattress_plan"

    words: orm.Mapped[str] = field(
        fields.Text(1_000, lines=6), N_("What we do"), level=C1, topic=Topic.CARE, required=True,
        help=N_("Mattresses, water, latrines, who stays awake, who may leave first. No names."),
    )  # fmt: skip
    look_again: orm.Mapped[datetime.date] = field(
        fields.Day(), N_("Look at it again on"), level=C1, topic=Topic.CARE, required=True
    )
