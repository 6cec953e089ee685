"""What is shown of the day: its page, its tabs, the forms that write in them."""

from __future__ import annotations

from transit_desk.services.daily.pages import notes, rooms, sheet, shifts, tools
from transit_desk.services.daily.pages.rooms import UNTIL_DAY, WHO
from transit_desk.services.daily.pages.sheet import CHILDREN

__all__ = ["CHILDREN", "PAGES", "UNTIL_DAY", "WHO"]

PAGES = (*shifts.PAGES, *sheet.PAGES, *notes.PAGES, *rooms.PAGES, *tools.PAGES)
