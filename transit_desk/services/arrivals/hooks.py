"""What group arrivals tell the rest of the house: a child's story, *Today*, figures, a section of the package."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import sqlalchemy

from transit_desk import choices, said
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.module import Hooks, Mark, Packed, Target, Task
from transit_desk.services.arrivals import rules
from transit_desk.services.arrivals.records import EventRow, ReleaseEvent, ReturnOnSite, grid, takes_part
from transit_desk.storage.records import Record
from transit_desk.storage.work import HIDDEN, Work

_READ = "arrivals.read"
_EVENT_PAGE = "arrivals.event"


def _row_of(work: Work, file_id: str) -> EventRow | None:
    return next(iter(work.standing(EventRow, file_id)), None)


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """How the child came to the house's notice, and where it went from there; never from whom, never where."""
    row = _row_of(work, file_id)
    if row is None or _READ not in work.actor.rights:
        return []
    event = work.get(ReleaseEvent, row.event_id)
    names = work.staff
    detail = choices.say("disposition", row.disposition) if row.disposition else ""
    told = [_event(row, event.day, Words(N_("Seen at a group arrival")), detail, names)]
    answers = grid.return_of(work, row.id)
    if row.disposition == rules.RETURNED and answers is not None and answers.complete:
        promised = Words(N_("First visit by {day}"), {"day": dates.say_day(answers.visit_by or event.day)})
        told.append(_event(answers, event.day, Words(N_("Back with the family")), promised, names, "home_family"))
    return told


def _event(  # one line of the story
    record: Record,
    day: datetime.date,
    title: Words,
    detail: Words | str,
    names: Mapping[str, str],
    icon: str = "arrivals",
) -> Event:
    return Event(
        record.made_at, day, title, detail, names.get(record.made_by, ""), icon, "arrivals",
        (type(record).__tablename__, record.id),
    )  # fmt: skip


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """Of a file: that its return is not answered for, and for the brief what the child wanted of it.

    Of the house: events that are not closed, and what they lack.
    """
    if _READ not in work.actor.rights:
        return []
    if file_id is not None:
        row = _row_of(work, file_id)
        if row is None or row.disposition != rules.RETURNED or row.accompanies_id is not None:
            return []
        answers = grid.return_of(work, row.id)
        told: list[Mark | Task] = [] if answers is None else _wish(work, answers)
        if answers is None or not answers.complete:
            return [Mark(Words(N_("return not answered for")), "warning", "warn", "safety"), *told]
        return [Mark(Words(N_("visit early")), "clock", "warn"), *told] if answers.visit_early else told
    open_events = work.all(
        sqlalchemy.select(ReleaseEvent)
        .where(ReleaseEvent.closed_at.is_(None), ReleaseEvent.withdrawn_at.is_(None))
        .order_by(ReleaseEvent.day)
    )
    return [task for event in open_events if (task := _task(work, event)) is not None]


def _wish(work: Work, answers: ReturnOnSite) -> list[Mark | Task]:
    """For the brief: what the child wanted when it was asked about the return."""
    seen = work.see(answers, "wish")
    if seen is HIDDEN or not seen.value:
        return []
    return [Mark(Words(N_("About the return home: {wish}"), {"wish": seen.value}), about="wish")]


def _task(work: Work, event: ReleaseEvent) -> Task | None:
    rows = grid.rows_of(work, event.id)
    if not rows and event.rows_kept:
        return None  # an event of others, of which these eyes see nobody
    told = grid.facts(work, rows, grid.returns_of(work, event.id))
    missing = rules.unaccounted(told)
    if not missing and not takes_part(work, event.id):
        return None  # closing it is for those who were there
    unanswered = sum(fact.disposition == rules.RETURNED for fact in missing)
    title = Words(
        N_("Arrival of {day}: {stage}"),
        {"day": dates.say_day(event.day), "stage": choices.say("event_stage", event.stage)},
    )
    detail: Words | str = Words(N_("everybody is accounted for; it can be closed"))
    if missing:
        detail = Words(
            N_("{count} child not accounted for"), {"count": len(missing)},
            plural=N_("{count} children not accounted for"), count=len(missing),
        )  # fmt: skip
    if unanswered:
        detail = Words(
            N_("{missing}, {count} of them for want of answers about the return"),
            {"missing": detail, "count": unanswered},
        )
    tier = "now" if missing else "night"
    return Task(
        title, detail, "arrivals", tier, "", N_("Go on"), Target(_EVENT_PAGE, event.id, {"stage": event.stage}),
        urgent=bool(missing),
    )  # fmt: skip


def figures_of(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """Events, children seen and where they went, in a span of days."""
    if _READ not in work.actor.rights:
        return []
    found = work.all(
        sqlalchemy.select(ReleaseEvent).where(
            ReleaseEvent.day >= start, ReleaseEvent.day <= end, ReleaseEvent.withdrawn_at.is_(None)
        )
    )
    figures = dict.fromkeys(("events", "seen", "returned", "to_centre", "elsewhere", "unaccounted", "girls", "boys"), 0)
    for event in found:
        rows = grid.rows_of(work, event.id)
        told = grid.facts(work, rows, grid.returns_of(work, event.id))
        counted = rules.sums(told, event.announced, event.not_shown)
        figures["events"] += 1
        for name in figures:
            if name != "events":
                figures[name] += getattr(counted, name)
    return [(f"arrivals.{name}", count) for name, count in figures.items()]


# -- the section of a package

_ROW = ("disposition", "reason", "arrived_on")
_RETURN = (
    "adult", "relation", "link_checks", "heard_apart", "wish", "recruiter_near", "armed_near", "armed_on",
    "decided_by", "visit_who", "visit_name", "visit_by",
)  # fmt: skip


def handover_of(work: Work, file_id: str, audience: str) -> list[Packed]:
    """The arrival, as far as this audience may have it. Where it was and from whom never leaves."""
    row = _row_of(work, file_id)
    if row is None or _READ not in work.actor.rights:
        return []
    reader = work.ask("case_file.readership", file_id=file_id, audience=audience)
    event = work.get(ReleaseEvent, row.event_id)
    content = {**said.full(work, reader, event, ("day",)), **said.full(work, reader, row, _ROW)}
    answers = grid.return_of(work, row.id)
    if row.disposition == rules.RETURNED and answers is not None:
        returned = said.full(work, reader, answers, _RETURN)
        if returned:
            content["return"] = returned
    return [Packed("arrival", {"version": 1, **content}, N_("Arrival"))] if content else []


HOOKS = Hooks(timeline=timeline_of, alerts=alerts_of, figures=figures_of, handover=handover_of)
