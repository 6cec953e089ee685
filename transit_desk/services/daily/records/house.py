"""Who lives in the house, and who lived here on which night."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final

from transit_desk import children
from transit_desk.domain import dates
from transit_desk.storage.work import Work

GIRL: Final = "f"
_THREE: Final = 3


def residents(work: Work) -> dict[str, children.Child]:
    """The children who live here, in the order of lists, as far as these eyes see them."""
    here = children.in_tracks(work, ("resident",))
    found = children.children(work, here)
    return {file_id: found[file_id] for file_id in here if file_id in found}


def of_files(work: Work, file_ids: Iterable[str]) -> dict[str, children.Child]:
    """These children, wherever they live now, by name; each under the number that stays."""
    found = children.children(work, {work.stays(file_id) for file_id in file_ids})
    return dict(sorted(found.items(), key=lambda each: each[1].name))


def under_three(child: children.Child, on_day: datetime.date) -> bool:
    """Whether a child is under three for all that is known."""
    age = child.age(on_day)
    return age is not None and age.high < _THREE


def nights_with_girls(work: Work, start: datetime.date, end: datetime.date) -> set[datetime.date]:
    """The nights of a span on which a girl lived here, by the days of admission and leaving."""
    return {night for sex, nights in _nights(work, start, end) if sex == GIRL for night in nights}


def days_lived(work: Work, start: datetime.date, end: datetime.date) -> int:
    """How many nights the children of the house spent in it, one by one."""
    return sum(len(nights) for _sex, nights in _nights(work, start, end))


def _nights(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, list[datetime.date]]]:
    """Of each time somebody lived here, the sex and the nights that lie in a span; the day of leaving has none."""
    times = children.lived(work, start, end)
    known = children.children(work, {each.file_id for each in times})
    found = []
    for each in times:
        first, last = max(each.began, start), min(each.ended - dates.ONE_DAY if each.ended else end, end)
        sex = known[each.file_id].sex if each.file_id in known else "unknown"
        found.append((sex, [first + number * dates.ONE_DAY for number in range((last - first).days + 1)]))
    return found
