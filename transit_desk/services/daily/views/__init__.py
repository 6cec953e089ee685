"""What the pages of the day show, composed."""

from __future__ import annotations

from transit_desk.services.daily.views import notes, rooms, sheet, tools

__all__ = ["notes", "rooms", "sheet", "tools"]
