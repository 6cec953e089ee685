"""What is told of talks with children: lines of the story, a girl without a woman, figures, what travels."""

from __future__ import annotations

import datetime
from typing import Any, Final

import sqlalchemy

from transit_desk import said
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.module import Hooks, Mark, Packed, Target, Task
from transit_desk.services.identity import views
from transit_desk.services.identity.records import AgencyNumber, Interview, Particulars, PlaceClaim, PlaceToAvoid
from transit_desk.storage.records import Record, records
from transit_desk.storage.work import HIDDEN, Work

_READ: Final = "identity.read"


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """That somebody talked with the child, on which day."""
    if _READ not in work.actor.rights or not said.reads(work, Interview, "on_day"):
        return []
    return [
        Event(row.made_at, row.on_day, Words(N_("Talk with the child")), "", work.staff.get(row.led_by, ""), "talk",
              "identity", record=("interview", row.id))
        for row in work.standing(Interview, file_id)
    ]  # fmt: skip


def _talks(work: Work, *conditions: sqlalchemy.ColumnElement[bool]) -> list[Interview]:
    """Talks with girls, of the files of these eyes."""
    file: Any = records()["case_file"]
    person: Any = records()["person"]
    return list(
        work.all(
            sqlalchemy.select(Interview)
            .join(file, file.id == Interview.file_id)
            .join(person, person.id == file.person_id)
            .where(person.sex == "f", Interview.withdrawn_at.is_(None), *conditions)
            .order_by(Interview.on_day, Interview.id)
        )
    )


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """On *Today* of those who oversee: girls among men only. At the head of a girl's file: that a man follows her.

    For the brief: where the child does not want to go.
    """
    if file_id is None:
        return _unseen(work) if "identity.oversee" in work.actor.rights else []
    if _READ not in work.actor.rights:
        return []
    return [*_followed_by_a_man(work, file_id), *_not_there(work, file_id)]


def _not_there(work: Work, file_id: str) -> list[Mark]:
    """For the brief: where the child does not want to go."""
    if not said.reads(work, PlaceToAvoid, "words"):
        return []
    seen = [work.see(row, "words") for row in work.standing(PlaceToAvoid, file_id)]
    words = N_("The child does not want to go there: {place}")
    return [Mark(Words(words, {"place": place}), about="avoid") for place in seen if place is not HIDDEN and place]


def _followed_by_a_man(work: Work, file_id: str) -> list[Mark]:
    file: Any = work.get(records()["case_file"], file_id)
    if file.merged_into_id is not None or file.worker_id is None or views.sex_of(work, file) != "f":
        return []
    women = views.women_of(work)
    led = views.led_by_women(work, file_id)
    if not led or file.worker_id in women:
        return []
    return [Mark(Words(N_("followed by a man; before, by {name}"), {"name": led[-1]}), "warning", "warn")]


def _unseen(work: Work) -> list[Mark | Task]:
    rows = _talks(work, Interview.women == 0, Interview.seen_on.is_(None))
    return [
        Task(
            Words(N_("A girl talked without a woman there")), dates.say_day(row.on_day), "talk", "night", "",
            N_("See"), Target("case_file.child", row.file_id),
        )
        for row in rows
    ]  # fmt: skip


def figures_of(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """Talks with girls in a span of days, those with a woman there, and how many of a hundred."""
    if _READ not in work.actor.rights:
        return []
    rows = _talks(work, Interview.on_day >= start, Interview.on_day <= end)
    with_woman = sum(row.women > 0 for row in rows)
    return [
        ("identity.talks_with_girls", len(rows)),
        ("identity.talks_with_girls_and_a_woman", with_woman),
        ("identity.of_a_hundred_with_a_woman", 100 * with_woman // len(rows) if rows else 0),
    ]


_PARTS: Final[tuple[tuple[str, type[Record], tuple[str, ...]], ...]] = (
    ("places", PlaceClaim, ("what", "place", "words", "landmark", "said_by", "said_on")),
    ("numbers", AgencyNumber, ("agency", "agency_words", "number")),
    ("particulars", Particulars, ("nationality", "signs", "transport_code", "risk_level")),
)


def handover_of(work: Work, file_id: str, audience: str) -> list[Packed]:
    """What travels: places, numbers elsewhere, particulars; never the ethnic group or where a child dare not go."""
    if _READ not in work.actor.rights:
        return []
    reader = work.ask("case_file.readership", file_id=file_id, audience=audience)
    content: dict[str, object] = {}
    for part, kind, names in _PARTS:
        told = [found for row in work.standing(kind, file_id) if (found := said.full(work, reader, row, names))]
        if told:
            content[part] = told
    return [Packed("who", {"version": 1, **content}, N_("Places and numbers"))] if content else []


HOOKS = Hooks(timeline=timeline_of, alerts=alerts_of, figures=figures_of, handover=handover_of)
