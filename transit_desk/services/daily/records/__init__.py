"""What is kept of the day: shifts, sheets and meals, notes, activities, rooms, tools."""

from __future__ import annotations

from transit_desk.services.daily.records.activities import Activity, TookPart
from transit_desk.services.daily.records.notes import Agreement, CareNote, Initial, ShiftNote
from transit_desk.services.daily.records.rooms import Inspection, Repair
from transit_desk.services.daily.records.sheet import DaySheet, Dish, MealServed, Ration, Visitor
from transit_desk.services.daily.records.shifts import OnShift, WithoutWoman
from transit_desk.services.daily.records.tools import Tool, ToolBorrower, ToolMove

__all__ = [
    "Activity", "Agreement", "CareNote", "DaySheet", "Dish", "Initial", "Inspection", "MealServed", "OnShift", "Ration",
    "Repair", "ShiftNote", "TookPart", "Tool", "ToolBorrower", "ToolMove", "Visitor", "WithoutWoman",
]  # fmt: skip
