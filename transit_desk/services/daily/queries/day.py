"""The page of a day, and each of its tabs."""

from __future__ import annotations

from transit_desk.action import query
from transit_desk.domain.text import N_
from transit_desk.module import Tab, View
from transit_desk.services.daily.views import day as days
from transit_desk.services.daily.views import shifts
from transit_desk.storage.work import Work


@query(N_("The day"), needs="read")
def day(work: Work, *, record_id: str = "") -> View:
    """The day as a whole: who is on duty, what was eaten, done, seen; the present one where none is named."""
    return days.view(work, days.day_of(work, record_id))


@query(N_("Staff of a day"), needs="read")
def staff(work: Work, *, record_id: str = "") -> Tab:
    """Who is on duty, and the shifts without a woman."""
    return shifts.tab(work, days.day_of(work, record_id))
