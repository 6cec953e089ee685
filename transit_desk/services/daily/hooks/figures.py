"""The day in figures: meals, activities with who took part, rooms, tools, and how many children to a carer."""

from __future__ import annotations

import datetime

from transit_desk import children
from transit_desk.domain import figures
from transit_desk.services.daily.records import (
    Activity,
    CareNote,
    Inspection,
    MealServed,
    ToolMove,
    duty,
    house,
    of_day,
)
from transit_desk.services.daily.rules import shifts as rules
from transit_desk.services.daily.rules import tools as ledger
from transit_desk.storage.work import Work

Told = list[tuple[str, int]]


def meals(work: Work, start: datetime.date, end: datetime.date) -> Told:
    """Plates by whom they were for; a plate has no name, so no sex nor age."""
    rows = of_day.lines(work, MealServed, start, end)
    return [
        ("meals.counted", len(rows)),
        ("meals.plates_of_children", sum(row.children for row in rows)),
        ("meals.plates_of_babies", sum(row.babies for row in rows)),
        ("meals.plates_of_staff", sum(row.staff for row in rows)),
    ]


def activities(work: Work, start: datetime.date, end: datetime.date) -> Told:
    """How many of each kind, and how often a child took part, by sex and band of age."""
    rows = of_day.lines(work, Activity, start, end)
    parts = of_day.took_part(work, [row.id for row in rows])
    groups = children.groups(work, (each.file_id for each in parts), end)
    kinds = sorted({row.kind for row in rows})
    told = [("activities", len(rows))]
    told += [(f"activities.{kind}", sum(row.kind == kind for row in rows)) for kind in kinds]
    return told + figures.by_group("activities.taking_part", (groups[each.file_id] for each in parts))


def care_notes(work: Work, start: datetime.date, end: datetime.date) -> Told:
    """How often somebody wrote how a child is, and how often a child asked to be heard."""
    rows = of_day.lines(work, CareNote, start, end)
    groups = children.groups(work, (row.file_id for row in rows), end)
    asked = [groups[row.file_id] for row in rows if row.asks]
    return [
        *figures.by_group("care_notes", (groups[row.file_id] for row in rows)),
        *figures.by_group("care_notes.asked_to_be_heard", asked),
    ]


def rooms_and_tools(work: Work, start: datetime.date, end: datetime.date) -> Told:
    """Looks at rooms; tools given out and lost."""
    moves = [row for row in work.standing(ToolMove) if start <= work.day_of(row.at) <= end]
    return [
        ("rooms.looked_at", len(of_day.lines(work, Inspection, start, end))),
        ("tools.given_out", sum(row.amount for row in moves if row.way == ledger.OUT)),
        ("tools.lost", sum(row.amount for row in moves if row.way == ledger.LOST)),
    ]


def carers(work: Work, start: datetime.date, end: datetime.date) -> Told:
    """Children to one carer, by day and by night: days of children over days of people on the shift."""
    lived = house.days_lived(work, start, end)
    people = [who for rows in duty.on_duty(work, start, end).values() for _row, who in rows]
    told = [("days_of_children", lived)]
    for part in (rules.DAY, rules.NIGHT):
        there = sum(each.part == part for each in people)
        if there:
            told.append((f"children_to_a_carer.{part}", round(lived / there)))
    return told
