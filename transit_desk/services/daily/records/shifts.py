"""Who is on duty on which shift, and what was decided where a shift has no woman."""

from __future__ import annotations

import datetime

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import Record, field

C1, LOGISTICS = Level.C1, Topic.LOGISTICS
HOUR = fields.Text(5)


class OnShift(Record):
    """One person on one shift: somebody of the staff, or somebody who has no way in, by name and sex.

    A night belongs to the day on which it begins. Without a block, the person is there for the whole house.
    """

    __tablename__ = "on_shift"

    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(), N_("Day"), level=C1, topic=LOGISTICS, required=True, index=True
    )
    part: orm.Mapped[str] = field(
        fields.Choice("shift_part"), N_("Which shift"), level=C1, topic=LOGISTICS, required=True
    )
    block: orm.Mapped[str | None] = field(
        fields.Choice("block_kind"), N_("Block"), level=C1, topic=LOGISTICS,
        help=N_("Leave it empty for the whole house."),
    )  # fmt: skip
    worker_id: orm.Mapped[str | None] = field(
        fields.Reference("worker", "office.colleagues"), N_("Who"), level=C1, topic=LOGISTICS
    )
    name: orm.Mapped[str | None] = field(
        fields.Text(120), N_("Somebody who is not in the list"), level=C1, topic=LOGISTICS,
        help=N_("A night guard, a volunteer: their name."),
    )  # fmt: skip
    sex: orm.Mapped[str | None] = field(fields.Choice("adult_sex"), N_("Woman or man"), level=C1, topic=LOGISTICS)
    from_hour: orm.Mapped[str | None] = field(
        HOUR, N_("From"), level=C1, topic=LOGISTICS, help=N_("Where it is not the hour of the shift, as 14:30.")
    )
    to_hour: orm.Mapped[str | None] = field(HOUR, N_("To"), level=C1, topic=LOGISTICS)


class WithoutWoman(Record):
    """Why no woman is on a shift while girls live here, and what is done instead."""

    __tablename__ = "without_woman"

    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(), N_("Day"), level=C1, topic=LOGISTICS, required=True, index=True
    )
    part: orm.Mapped[str] = field(
        fields.Choice("shift_part"), N_("Which shift"), level=C1, topic=LOGISTICS, required=True
    )
    why: orm.Mapped[str] = field(
        fields.Text(500, lines=3), N_("Why no woman can be there"), level=C1, topic=LOGISTICS, required=True
    )
    instead: orm.Mapped[str] = field(
        fields.Text(500, lines=3), N_("What is done instead"), level=C1, topic=LOGISTICS, required=True,
        help=N_("For example: the receptionist sleeps in the house, and looks in at 22:00 and at 2:00."),
    )  # fmt: skip
