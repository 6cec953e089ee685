"""What the day tells the rest of the house: shifts without a woman, and its figures."""

from __future__ import annotations

import datetime

from transit_desk.domain.dates import ONE_DAY
from transit_desk.module import Hooks, Mark, Task
from transit_desk.services.daily.hooks import shifts
from transit_desk.storage.work import Work

_READ = "daily.read"


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """What waits of the day, for *Today*."""
    if _READ not in work.actor.rights or file_id is not None:
        return []
    return [*shifts.without_woman(work)]


def figures_of(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """The day in figures."""
    until = min(end, work.today() - ONE_DAY)
    told = [*shifts.figures(work, start, until)]
    return [(f"daily.{name}", count) for name, count in told]


HOOKS = Hooks(alerts=alerts_of, figures=figures_of)
