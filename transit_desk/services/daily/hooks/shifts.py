"""What the shifts tell: those without a woman before they come, and in figures."""

from __future__ import annotations

import datetime
from typing import Final

from transit_desk.domain import days
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, Words
from transit_desk.module import Target, Task
from transit_desk.services.daily.records import children, duty
from transit_desk.services.daily.rules import shifts as rules
from transit_desk.services.daily.views import shifts
from transit_desk.storage.work import Work

_KEPT_LATELY: Final = 14  # days: a house that wrote down no shift for so long is not told of each night
_NIGHTS_AHEAD: Final = 3
_TODAY: Final = {
    rules.DAY: N_("No woman is on duty today"), rules.EVENING: N_("No woman is on duty this evening"),
    rules.NIGHT: N_("No woman on the girls’ block tonight"),
}  # fmt: skip


def without_woman(work: Work) -> list[Task]:
    """The shifts of today and the nights to come on which no woman is; quieter where it was said what is done."""
    today = work.today()
    if not duty.keeps_shifts(work, today - _KEPT_LATELY * ONE_DAY):
        return []
    every = shifts.gaps(work, today, today + _NIGHTS_AHEAD * ONE_DAY)
    return [_task(each, today) for each in every if _is_told(each, today)]


def _is_told(gap: shifts.Gap, today: datetime.date) -> bool:
    """All of today; of the days to come the nights for which somebody is written down, tomorrow's in any case."""
    if gap.day == today:
        return True
    return gap.part == rules.NIGHT and (gap.anybody or gap.day == today + ONE_DAY)


def _task(gap: shifts.Gap, today: datetime.date) -> Task:
    title = Words(_TODAY[gap.part])
    tier = "now"
    if gap.day > today:
        title = Words(N_("No woman on the girls’ block in the night of {day}"), {"day": days.near(gap.day, today)})
        tier = "tomorrow" if gap.day == today + ONE_DAY else "later"
    if gap.answer is not None:
        detail = Words(N_("Instead: {instead}"), {"instead": gap.answer.instead})
        tier = "night" if gap.day == today else tier
    else:
        detail = Words(N_("Find a woman, or write why and what is done instead"))
    target = Target("daily.day", extra={"tab": shifts.TAB})
    return Task(title, detail, "moon" if gap.part == rules.NIGHT else "person", tier, verb=N_("See"), target=target,
                urgent=gap.answer is None)  # fmt: skip


def figures(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """Nights with girls, those of them with a woman, and their share; shifts, and how many children to a carer."""
    nights = children.nights_with_girls(work, start, end) if start <= end else set()
    there = duty.on_duty(work, start, end)
    covered = sum(rules.woman_there(rules.NIGHT, [who for _row, who in there.get(night, ())]) for night in nights)
    people = [who for rows in there.values() for _row, who in rows]
    told = [
        ("nights_with_girls", len(nights)),
        ("nights_with_a_woman", covered),
        ("people_on_shifts", len(people)),
        ("women_on_shifts", rules.women(people)),
    ]
    share = rules.percent(covered, len(nights))
    return told if share is None else [*told, ("nights_with_a_woman_percent", share)]
