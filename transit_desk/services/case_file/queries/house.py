"""Tonight: who is in the house, and what to do."""

from __future__ import annotations

import collections
import dataclasses
import datetime
from typing import Final

import sqlalchemy

from transit_desk import choices
from transit_desk.action import query
from transit_desk.domain.text import N_, Words
from transit_desk.module import Meter, Task, where_each_is
from transit_desk.services.case_file import rules
from transit_desk.services.case_file.records import IN_USE, CaseFile
from transit_desk.storage.work import Work


@dataclasses.dataclass(frozen=True)
class Tonight:
    """What *Today* shows: who is in the house, where, and what to do, in two tiers."""

    total: int
    followed: int
    parts: tuple[tuple[str, int], ...]  # in bed, in hospital, elsewhere, not found, to bed; the bar
    meters: tuple[Meter, ...]
    tasks: tuple[Task, ...]
    tracks: tuple[tuple[Words, int], ...] = ()  # where the children of all open files are, in the order of the list


@query(N_("Tonight"), needs="read")
def tonight(work: Work) -> Tonight:
    """Gathered from every slice; no child's name, no bed."""
    house = work.all(
        sqlalchemy.select(CaseFile.id).where(CaseFile.care_track.in_(sorted(rules.RESIDENT_TRACKS)), *IN_USE)
    )
    places = where_each_is(work.gather("whereabouts", file_ids=list(house)))
    where = {file_id: place.kind for file_id, place in places.items()}
    count = collections.Counter(_PARTS.get(kind, "elsewhere") for kind in where.values())
    meters = tuple(meter for meter in work.gather("whereabouts", file_ids=None) if isinstance(meter, Meter))
    tasks = [task for task in work.gather("alerts", file_id=None) if isinstance(task, Task)]
    tasks += work.gather("promises", day=work.today() + datetime.timedelta(days=7))
    order = {"now": 0, "night": 1, "tomorrow": 2, "later": 3}
    tasks.sort(key=lambda task: (order.get(task.tier, 9), not task.safety, not task.urgent, task.at))
    parts = (*((part, count[part]) for part in _ORDER), ("to_bed", len(house) - count.total()))
    return Tonight(len(house), work.count(CaseFile, *IN_USE), parts, meters, tuple(tasks), _tracks(work))


_PARTS: Final = {
    "bed": "in_bed",
    "hospital": "hospital",
    "not_found": "not_found",
}  # at class, on leave and so on: elsewhere
_ORDER: Final = ("in_bed", "hospital", "elsewhere", "not_found")


def _tracks(work: Work) -> tuple[tuple[Words, int], ...]:
    statement = (
        sqlalchemy.select(CaseFile.care_track, sqlalchemy.func.count(CaseFile.id))
        .where(*IN_USE)
        .group_by(CaseFile.care_track)
    )
    count = {row[0]: row[1] for row in work.rows(statement)}
    order = [choice.key for choice in choices.load("care_track")]
    return tuple((choices.say("care_track", key), count[key]) for key in order if count.get(key))
