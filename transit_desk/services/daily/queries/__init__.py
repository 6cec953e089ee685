"""What can be asked of the day."""

from __future__ import annotations

from transit_desk.services.daily.queries.choosing import children, still_out, tool_counted, tool_kinds, who_took_part
from transit_desk.services.daily.queries.day import activities, blocks, day, menu, notes, rooms, sheet, staff, tools

__all__ = [
    "activities", "blocks", "children", "day", "menu", "notes", "rooms", "sheet", "staff", "still_out",
    "tool_counted", "tool_kinds", "tools", "who_took_part",
]  # fmt: skip
