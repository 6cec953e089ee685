"""The sheet of a day: a line for each block, who came to visit, what was served."""

from __future__ import annotations

import datetime

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import Record, field

C1, CARE, LOGISTICS = Level.C1, Topic.CARE, Topic.LOGISTICS
MOST = 500


class DaySheet(Record):
    """What is to be said of one block on one day; changed where it stands, the trail keeping what stood there."""

    __tablename__ = "day_sheet"

    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C1, topic=CARE, required=True, index=True
    )
    block: orm.Mapped[str] = field(fields.Choice("block_kind"), N_("Block"), level=C1, topic=CARE, required=True)
    meals: orm.Mapped[list[str] | None] = field(fields.Many("meal_kind"), N_("Meals served"), level=C1, topic=CARE)
    water: orm.Mapped[str | None] = field(fields.Choice("water_state"), N_("Water"), level=C1, topic=CARE)
    done: orm.Mapped[list[str] | None] = field(fields.Many("activity_kind"), N_("Activities"), level=C1, topic=CARE)
    events: orm.Mapped[str | None] = field(
        fields.Text(160),
        N_("What is to be told of the day"),
        level=C1,
        topic=CARE,
        help=N_("One line. No child’s name, and nothing of what a child told or did: that has its own place."),
    )


class Visitor(Record):
    """Somebody who came to the house on a day, and who saw them; never which child they came for."""

    __tablename__ = "visitor"

    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C1, topic=CARE, required=True, index=True
    )
    hour: orm.Mapped[str | None] = field(fields.Text(5), N_("Hour"), level=C1, topic=CARE, help=N_("as 14:30"))
    name: orm.Mapped[str] = field(fields.Text(120), N_("Name of the visitor"), level=C1, topic=CARE, required=True)
    kind: orm.Mapped[str] = field(
        fields.Choice("visitor_kind"), N_("Who it is"), level=C1, topic=CARE, required=True,
        help=N_("Army, police, missions and media are written down at the gate."),
    )  # fmt: skip
    relation: orm.Mapped[str | None] = field(
        fields.Text(120), N_("Relation"), level=C1, topic=CARE, help=N_("An uncle, a teacher. No child’s name here.")
    )
    seen_by_id: orm.Mapped[str] = field(
        fields.Reference("worker", "office.colleagues"), N_("Seen by"), level=C1, topic=CARE, required=True
    )


class MealServed(Record):
    """One meal of one day: how many plates for children, babies and staff, and what there was."""

    __tablename__ = "meal_served"

    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C1, topic=LOGISTICS, required=True, index=True
    )
    meal: orm.Mapped[str] = field(fields.Choice("meal_kind"), N_("Meal"), level=C1, topic=LOGISTICS, required=True)
    children: orm.Mapped[int] = field(fields.Number(0, MOST), N_("Children"), level=C1, topic=LOGISTICS, required=True)
    babies: orm.Mapped[int] = field(fields.Number(0, MOST), N_("Babies"), level=C1, topic=LOGISTICS, required=True)
    staff: orm.Mapped[int] = field(fields.Number(0, MOST), N_("Staff"), level=C1, topic=LOGISTICS, required=True)
    dish: orm.Mapped[str | None] = field(fields.Text(160), N_("What there was"), level=C1, topic=LOGISTICS)


class Dish(Record):
    """What is planned for one meal of one day: a line of the weekly menu."""

    __tablename__ = "menu_dish"

    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(), N_("Day"), level=C1, topic=LOGISTICS, required=True, index=True
    )
    meal: orm.Mapped[str] = field(fields.Choice("meal_kind"), N_("Meal"), level=C1, topic=LOGISTICS, required=True)
    dish: orm.Mapped[str] = field(fields.Text(160), N_("What there will be"), level=C1, topic=LOGISTICS, required=True)


class Ration(Record):
    """How much of one food a child, and a baby, gets on a day; the needs of a week are reckoned from it."""

    __tablename__ = "ration"

    food: orm.Mapped[str] = field(fields.Text(80), N_("Food"), level=C1, topic=LOGISTICS, required=True)
    unit: orm.Mapped[str] = field(
        fields.Choice("ration_unit"), N_("Counted in"), level=C1, topic=LOGISTICS, required=True
    )
    per_child: orm.Mapped[int] = field(
        fields.Number(0, 10_000), N_("For a child, a day"), level=C1, topic=LOGISTICS, required=True
    )
    per_baby: orm.Mapped[int] = field(
        fields.Number(0, 10_000), N_("For a baby, a day"), level=C1, topic=LOGISTICS, required=True
    )
