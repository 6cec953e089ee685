"""The page of a day, each of its tabs, and what stands of it on a child's page."""

from __future__ import annotations

from transit_desk.action import query
from transit_desk.domain.text import N_
from transit_desk.module import Block, Tab, View
from transit_desk.services.daily import views
from transit_desk.services.daily.views import day as days
from transit_desk.services.daily.views import shifts
from transit_desk.storage.records import records
from transit_desk.storage.work import Work


@query(N_("The day"), needs="read")
def day(work: Work, *, record_id: str = "") -> View:
    """The day as a whole: who is on duty, what was eaten, done, seen; the present one where none is named."""
    return days.view(work, days.day_of(work, record_id))


@query(N_("Sheet of a day"), needs="notes")
def sheet(work: Work, *, record_id: str = "") -> Tab:
    """A line for each block, the meals, the visitors."""
    return views.sheet.tab(work, days.day_of(work, record_id))


@query(N_("Staff of a day"), needs="read")
def staff(work: Work, *, record_id: str = "") -> Tab:
    """Who is on duty, and the shifts without a woman."""
    return shifts.tab(work, days.day_of(work, record_id))


@query(N_("Notes of a day"), needs="notes")
def notes(work: Work, *, record_id: str = "") -> Tab:
    """What the shifts left to each other, who asks for the social worker, how the children are."""
    return views.notes.tab(work, days.day_of(work, record_id))


@query(N_("Activities of a day"), needs="notes")
def activities(work: Work, *, record_id: str = "") -> Tab:
    """What the children did, with who took part."""
    return views.sheet.activities(work, days.day_of(work, record_id))


@query(N_("Rooms"), needs="read")
def rooms(work: Work, *, record_id: str = "") -> Tab:
    """When each room was looked at, and what is to be put right, whatever the day."""
    days.day_of(work, record_id)
    return views.rooms.tab(work)


@query(N_("Tools"), needs="read")
def tools(work: Work, *, record_id: str = "") -> Tab:
    """What is out and with whom, whatever the day."""
    days.day_of(work, record_id)
    return views.tools.tab(work)


@query(N_("Menu and rations"), needs="read")
def menu(work: Work, *, record_id: str = "") -> Tab:
    """What is planned for seven days, and what they need."""
    return views.sheet.menu(work, days.day_of(work, record_id))


@query(N_("How a child is from day to day"), needs="notes")
def blocks(work: Work, *, record_id: str) -> tuple[Block, ...]:
    """The care notes of a child, the newest first, and which way it goes."""
    return views.notes.blocks_of(work, work.get(records()["case_file"], record_id).id)
