"""What is shown of the day: its page, its tabs, the forms that write in them."""

from __future__ import annotations

from transit_desk.services.daily.pages import shifts

PAGES = (*shifts.PAGES,)
