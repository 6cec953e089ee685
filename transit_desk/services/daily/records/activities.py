"""What the children do together, and who took part."""

from __future__ import annotations

import datetime

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, field

C1, CARE = Level.C1, Topic.CARE


class Activity(Record):
    """One activity of a day: what, at which hour, for which block, led by whom."""

    __tablename__ = "activity"

    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C1, topic=CARE, required=True, index=True
    )
    hour: orm.Mapped[str | None] = field(fields.Text(5), N_("Hour"), level=C1, topic=CARE, help=N_("as 14:30"))
    kind: orm.Mapped[str] = field(fields.Choice("activity_kind"), N_("Activity"), level=C1, topic=CARE, required=True)
    block: orm.Mapped[str | None] = field(
        fields.Choice("block_kind"), N_("Block"), level=C1, topic=CARE, help=N_("Leave it empty for the whole house.")
    )
    led_by_id: orm.Mapped[str | None] = field(
        fields.Reference("worker", "office.colleagues"), N_("Led by"), level=C1, topic=CARE
    )
    led_by_name: orm.Mapped[str | None] = field(
        fields.Text(120), N_("Led by somebody who is not in the list"), level=C1, topic=CARE
    )


class TookPart(OfFile, Record):
    """That a child took part in an activity."""

    __tablename__ = "took_part"

    file_id: orm.Mapped[str] = field(fields.Reference("case_file"), N_("Child"), level=C1, topic=CARE, required=True)
    activity_id: orm.Mapped[str] = field(
        fields.Reference("activity"), N_("Activity"), level=C1, topic=CARE, required=True
    )
