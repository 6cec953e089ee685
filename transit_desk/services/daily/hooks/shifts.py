"""What the shifts tell: those without a woman before they come, and in figures."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from transit_desk.domain import days
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.figures import percent
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.module import Target, Task
from transit_desk.services.daily.records import duty, house
from transit_desk.services.daily.rules import shifts as rules
from transit_desk.services.daily.views import shifts
from transit_desk.storage.work import Work

_KEPT_LATELY: Final = 14  # days: a house that wrote down no shift for so long is asked of tonight, not told of each
_NIGHTS_AHEAD: Final = 3
_TODAY: Final = {
    rules.DAY: N_("No woman is on duty today"), rules.EVENING: N_("No woman is on duty this evening"),
    rules.NIGHT: N_("No woman on the girls’ block tonight"),
}  # fmt: skip
_FIND: Final = N_("Find a woman, or write why and what is done instead")
_WRITE_DOWN: Final = N_("Write down which woman is on the girls’ block")
_TARGET: Final = Target("daily.day", extra={"tab": shifts.TAB})


def without_woman(work: Work) -> list[Task]:
    """The shifts of today on which no woman is, and the nights to come; quieter where it was said what is done."""
    today = work.today()
    if not duty.keeps_shifts(work, today - _KEPT_LATELY * ONE_DAY):
        tonight = [each for each in shifts.gaps(work, today, today) if each.part == rules.NIGHT]
        return [_unknown()] if any(each.answer is None for each in tonight) else []
    every = shifts.gaps(work, today, today + _NIGHTS_AHEAD * ONE_DAY)
    nights = [each for each in every if each.day > today and _is_told(each, today)]
    return [_today(each) for each in every if each.day == today] + ([_to_come(nights, today)] if nights else [])


def _unknown() -> Task:
    """Where nobody writes down who is on duty nobody knows whether a woman is."""
    return Task(Words(N_("Girls sleep here, and nobody is written down for tonight")), Words(_WRITE_DOWN), "moon",
                "night", verb=N_("See"), target=_TARGET)  # fmt: skip


def _is_told(gap: shifts.Gap, today: datetime.date) -> bool:
    """Of the days to come the nights for which somebody is written down; tomorrow's in any case."""
    return gap.part == rules.NIGHT and (gap.anybody or gap.day == today + ONE_DAY)


def _today(gap: shifts.Gap) -> Task:
    icon = "moon" if gap.part == rules.NIGHT else "person"
    if gap.answer is None:
        return Task(Words(_TODAY[gap.part]), Words(_FIND), icon, "now", verb=N_("See"), target=_TARGET, urgent=True)
    instead = Words(N_("Instead: {instead}"), {"instead": gap.answer.instead})
    return Task(Words(_TODAY[gap.part]), instead, icon, "night", verb=N_("See"), target=_TARGET)


def _to_come(nights: Sequence[shifts.Gap], today: datetime.date) -> Task:
    """All the nights ahead in one line; urgent while nobody said of one of them what is done."""
    open_ones = [each for each in nights if each.answer is None]
    title = Words(
        N_("{count} night to come without a woman on the girls’ block"), {"count": len(nights)},
        plural=N_("{count} nights to come without a woman on the girls’ block"), count=len(nights),
    )  # fmt: skip
    tier = "tomorrow" if nights[0].day == today + ONE_DAY else "later"
    told = Joined([days.near(each.day, today) for each in nights])
    return Task(title, told, "moon", tier, verb=N_("See"), target=_TARGET, urgent=bool(open_ones))


def figures(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """Nights with girls, those of them with a woman, and their share; who was on shift."""
    nights = house.nights_with_girls(work, start, end)
    there = duty.on_duty(work, start, end)
    covered = sum(rules.woman_there(rules.NIGHT, [who for _row, who in there.get(night, ())]) for night in nights)
    people = [who for rows in there.values() for _row, who in rows]
    told = [
        ("nights_with_girls", len(nights)),
        ("nights_with_a_woman", covered),
        ("people_on_shifts", len(people)),
        ("women_on_shifts", rules.women(people)),
    ]
    share = percent(covered, len(nights))
    return told if share is None else [*told, ("nights_with_a_woman_percent", share)]
