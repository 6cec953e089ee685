"""What is printed of the day: the sheet for the wall, that of the blocks to carry, shifts, menu with rations."""

from __future__ import annotations

from transit_desk.services.daily.papers.blocks import block_sheet
from transit_desk.services.daily.papers.day_sheet import day_sheet
from transit_desk.services.daily.papers.weekly import shift_list, weekly_menu

__all__ = ["block_sheet", "day_sheet", "shift_list", "weekly_menu"]
