"""What is printed of the day: the sheet block by block, the list of shifts, the menu with its rations."""

from __future__ import annotations

from transit_desk.services.daily.papers.day_sheet import day_sheet
from transit_desk.services.daily.papers.weekly import shift_list, weekly_menu

__all__ = ["day_sheet", "shift_list", "weekly_menu"]
