"""What the time before the centre tells the rest of the house: days, an alert while a summons waits, figures."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import sqlalchemy

from transit_desk import choices, said
from transit_desk.domain import dates, figures
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.module import Hooks, Mark, Packed, Target, Task
from transit_desk.services.history import rules, views
from transit_desk.services.history.records import (
    Association,
    Attestation,
    Detention,
    RecruitmentRisk,
    Separation,
    Summons,
)
from transit_desk.storage import joined, kept
from transit_desk.storage.records import Record
from transit_desk.storage.work import Work

_READ: Final = "history.read"


def _may(work: Work, kind: type[Record]) -> bool:
    return _READ in work.actor.rights and said.reads(work, kind)


# -- the child's story: days, and nothing else

_DATES: Final[tuple[tuple[type[Record], tuple[tuple[str, str], ...]], ...]] = (
    (Association, (("joined", N_("With a group, from")), ("left", N_("With a group, until")))),
    (Separation, (("on_date", N_("Separated from the family")),)),
    (Detention, (("began", N_("Detained")), ("ended", N_("No longer detained")))),
)
_MOMENTS: Final = (
    ("at", N_("Asked for by an authority")),
    ("answered_at", N_("Answer to the authority")),
)


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """That something lies on a day, for those who may read what; the words stay sealed on the tab."""
    if _READ not in work.actor.rights:
        return []
    names = work.staff
    found = [
        _of_date(work, row, name, title, names)
        for kind, told in _DATES
        if _may(work, kind)
        for row in work.standing(kind, file_id)
        for name, title in told
    ]
    found += [
        _of_moment(work, row, name, title, names)
        for row in (work.standing(Summons, file_id) if _may(work, Summons) else ())
        for name, title in _MOMENTS
    ]
    found += [
        _event(row, row.on_day, N_("Risk looked at"), names)
        for row in (work.standing(RecruitmentRisk, file_id) if _may(work, RecruitmentRisk) else ())
    ]
    return [event for event in found if event is not None]


def _of_moment(work: Work, row: Record, name: str, title: str, names: Mapping[str, str]) -> Event | None:
    at = said.plain(work, row, name)
    return _event(row, work.day_of(at), title, names) if isinstance(at, int) else None


def _of_date(work: Work, row: Record, name: str, title: str, names: Mapping[str, str]) -> Event | None:
    told = views.told(work, row, name, work.today())
    if told is None or not rules.known(told):
        return None
    day = told.latest if told.earliest == dates.FIRST else told.earliest
    return _event(row, day, title, names, "" if told.precision is dates.Precision.DAY else told.spoken())


def _event(row: Record, day: datetime.date, title: str, names: Mapping[str, str], detail: Words | str = "") -> Event:
    return Event(
        row.made_at, day, Words(title), detail, names.get(row.made_by, ""), "history", "history",
        (type(row).__tablename__, row.id),
    )  # fmt: skip


# -- alerts


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """While a summons waits, an authority holds a child or detentions overlap: on the child's page, and on *Today*."""
    if not _may(work, Summons):
        return []
    waiting = _waiting(work, Summons, "answered_at", file_id)
    held = _waiting(work, Detention, "ended", file_id)
    if file_id is not None:
        marks: list[Mark | Task] = [Mark(_kind(work, row), "warning", "stop", "legal") for row in waiting[:1]]
        marks += [Mark(Words(N_("in detention")), "lock", "stop", "safety") for _row in held[:1]]
        return marks + [Mark(Words(_OVERLAP), "warning", "warn", "legal")] * bool(views.overlapping(work, file_id))
    return [*(_task(work, row) for row in waiting), *_to_set_right(work)]


_OVERLAP: Final = N_("two detentions overlap")
_TWICE: Final = N_("Two detentions of one child overlap")
_HELD: Final = sqlalchemy.select(Detention.file_id).where(Detention.withdrawn_at.is_(None))


def _to_set_right(work: Work) -> Iterator[Task]:
    """Detentions of files that were joined: where two overlap, somebody changes or takes back one of them."""
    under: dict[str, set[str]] = {}
    for file_id in work.all(_HELD):
        under.setdefault(work.stays(file_id), set()).add(file_id)
    for child, numbers in under.items():
        if len(numbers) > 1 and views.overlapping(work, child):
            detail = Words(N_("Change one, or take it back."))
            target = Target("case_file.child", child)
            yield Task(Words(_TWICE), detail, "warning", "tomorrow", "", N_("See"), target)


def _waiting(work: Work, kind: type[Summons | Detention], name: str, file_id: str | None) -> list[Any]:
    """The records that lack an end, newest first: a sealed column nobody ever filled is empty in the table too."""
    rows = work.standing(kind, file_id) if file_id is not None else work.all(_unended(kind, name))
    return [row for row in reversed(rows) if getattr(row, name) is None]


@functools.cache
def _unended(kind: type[Summons | Detention], name: str) -> sqlalchemy.Select[Any]:
    column: Any = getattr(kind, name)
    return kept.standing(kind).where(column.is_(None))


def _kind(work: Work, row: Summons) -> Words:
    kind = said.plain(work, row, "kind")
    return choices.say("summons_kind", str(kind)) if kind else Words(N_("an authority asks for this child"))


def _task(work: Work, row: Summons) -> Task:
    at = said.plain(work, row, "at")
    title = Words(N_("An authority asks for a child: {what}"), {"what": _kind(work, row)})
    detail = Words(N_("since {day}, nobody has answered"), {"day": dates.say_day(work.day_of(int(at or row.made_at)))})
    return Task(title, detail, "warning", "now", "", N_("See"), Target("history", row.file_id), urgent=True)


# -- figures: by those who hold the key


def figures_of(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """Of the files opened in a span of days: associated, detained, for how long, how many hours to the handover."""
    if not (_may(work, Association) and _may(work, Detention)):
        return []
    files = {file.id: file for file in work.all(joined.opened(), start=start, end=end)}
    periods = [row for row in work.standing(Association) if work.stays(row.file_id) in files]
    associated = _associated(work, files, periods)
    again = {work.stays(row.file_id) for row in periods if (said.plain(work, row, "taken_again") or 0) > 0}
    held = [row for row in work.standing(Detention) if work.stays(row.file_id) in files]
    today = work.today()
    spans = [rules.lasted(views.told(work, row, "began", today), views.told(work, row, "ended", today), today)
             for row in held]  # fmt: skip
    clocks = [clock for row in held if (clock := views.handover_clock(work, row)) is not None]
    asked = [row for row in work.standing(Summons) if _asked_in(work, row, start, end)]
    return [
        ("history.associated", len(associated)),
        ("history.taken_again", len(again)),
        ("history.detained", len({work.stays(row.file_id) for row in held})),
        ("history.median_days_detained", figures.median(span.middle for span in spans if span is not None) or 0),
        ("history.median_hours_to_handover", figures.median(clock.hours for clock in clocks if not clock.running) or 0),
        ("history.handovers_late", sum(bool(clock.late) for clock in clocks)),
        ("history.handovers_very_late", sum(clock.late == "very_late" for clock in clocks)),
        ("history.summoned", len({work.stays(row.file_id) for row in asked})),
    ]


def _associated(work: Work, files: Mapping[str, Record], periods: Iterable[Association]) -> set[str]:
    told: dict[str, set[str]] = {}
    for row in periods:
        told.setdefault(work.stays(row.file_id), set()).update(said.plain(work, row, "roles") or ())
    return {
        file_id
        for file_id, file in files.items()
        if rules.counts_as_associated(
            said.plain(work, file, "category") or (), told.get(file_id, ()), told=file_id in told
        )
    }


def _asked_in(work: Work, row: Summons, start: datetime.date, end: datetime.date) -> bool:
    at = said.plain(work, row, "at")
    return isinstance(at, int) and start <= work.day_of(at) <= end


# -- the section of a package

_ASSOCIATION: Final = (
    "force_type", "group_code", "joined", "left", "recruitment_mode", "push_reasons", "roles", "recruited_at",
    "released_at", "exits_before", "taken_again",
)  # fmt: skip
_PARTS: Final[tuple[tuple[str, type[Record], tuple[str, ...]], ...]] = (
    ("family", Separation, ("on_date", "place", "cause")),
    ("legal", Attestation, ("state", "on_day", "issued_by", "number")),
    ("safety", RecruitmentRisk, ("on_day", "occasion", "approached", "threatened", "peers_left")),
)


def handover_of(work: Work, file_id: str, audience: str) -> list[Packed]:
    """What travels of it, by topic: the association only where the child agreed to that very thing; detention never."""
    if _READ not in work.actor.rights:
        return []
    reader = work.ask("case_file.readership", file_id=file_id, audience=audience)
    content: dict[str, object] = {}
    agreed = [row for row in work.standing(Association, file_id) if _agreed(work, row)]
    parts: list[tuple[str, Sequence[Record], tuple[str, ...]]] = [("association", agreed, _ASSOCIATION)]
    parts += [(topic, work.standing(kind, file_id), names) for topic, kind, names in _PARTS]
    for topic, rows, names in parts:
        needed = topic == "association"  # asked of the child, and marked as needed, in one question
        told = [part for row in rows if (part := said.full(work, reader, row, names, needed=needed))]
        if told:
            content[topic] = told
    return [Packed("history", {"version": 1, **content}, N_("The way here"))] if content else []


def _agreed(work: Work, row: Association) -> bool:
    return bool(said.plain(work, row, "agency_may_know") == "yes")


HOOKS = Hooks(timeline=timeline_of, alerts=alerts_of, figures=figures_of, handover=handover_of)
