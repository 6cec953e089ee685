"""What the day tells the rest of the house: what is open, what is promised, what a child still has, its figures."""

from __future__ import annotations

import datetime

from transit_desk.domain.dates import ONE_DAY
from transit_desk.module import Hooks, Mark, Settle, Task
from transit_desk.services.daily.hooks import figures, shifts
from transit_desk.services.daily.hooks import open as waiting
from transit_desk.storage.work import Work

_READ = "daily.read"


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """What waits of the day, for *Today*; of a child, that it asks for the social worker."""
    if _READ not in work.actor.rights:
        return []
    if file_id is not None:
        return list(waiting.asks(work, file_id))
    return [
        *shifts.without_woman(work), *waiting.notes_to_read(work), *waiting.children_who_ask(work),
        *waiting.tools_out(work), *waiting.repairs(work),
    ]  # fmt: skip


def promises_on(work: Work, day: datetime.date) -> list[Task]:
    """What is to be put right in the days to come."""
    return waiting.repairs(work, day) if _READ in work.actor.rights else []


def settle_of(work: Work, file_id: str) -> list[Settle]:
    """The tools a child still has when it leaves."""
    return waiting.borrowed(work, file_id) if _READ in work.actor.rights else []


def figures_of(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """The day in figures, until yesterday: today is not over."""
    until = min(end, work.today() - ONE_DAY)
    if until < start or _READ not in work.actor.rights:
        return []
    asked = (shifts.figures, figures.carers, figures.meals, figures.activities, figures.care_notes,
             figures.rooms_and_tools)  # fmt: skip
    return [(f"daily.{name}", count) for each in asked for name, count in each(work, start, until)]


HOOKS = Hooks(alerts=alerts_of, promises=promises_on, settle=settle_of, figures=figures_of)
