"""What the file tells when it is gathered with other slices: its lines, its marks, what is due, what is packed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy

from transit_desk import children, choices
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event, Span, bounds
from transit_desk.export.redaction import Audience
from transit_desk.module import (
    Hooks,
    Mark,
    Packed,
    Place,
    Settle,
    Target,
    Task,
)
from transit_desk.services.case_file import views
from transit_desk.services.case_file.hooks import packed
from transit_desk.services.case_file.records import (
    CONFIDED,
    CaseFile,
    Consent,
    Disclosure,
    Due,
    Episode,
    Note,
)
from transit_desk.services.case_file.views import joined
from transit_desk.storage import kept
from transit_desk.storage.records import Record
from transit_desk.storage.work import HIDDEN, Work


def timeline_of(work: Work, file_id: str, span: Span) -> list[Event]:
    """The file's own lines: opened, where the child is, notes, consent, promises kept; those a span asks for."""
    if not span.asks("case_file"):
        return []
    staff, asked = work.staff, {"file_id": file_id}
    file = work.get(CaseFile, file_id)
    events: list[Event] = joined.lines_of(work, file_id)
    if work.reads(CaseFile, "opened_on"):
        events.append(_event(file, file.opened_on, Words(N_("File opened")), "folder", staff))
    for episode in work.all(_EPISODES, **asked) if work.reads(Episode, "began_on") else ():
        events.append(_event(episode, episode.began_on, Words(N_("Arrived at the house")), "house", staff))
        if episode.ended_on is not None:
            events.append(_event(episode, episode.ended_on, Words(N_("Left the house")), "house", staff))
    if work.reads(Note, "on_day"):
        notes = work.all(_NOTES, **asked, **bounds(span, "case_file", "note"))
        events.extend(_note_event(work, note, staff) for note in notes)
    if work.reads(Consent, "decision"):
        events.extend(
            _event(row, row.on_day, Words(N_("Consent")), "check", staff, _answered(row))
            for row in work.all(_CONSENTS, **asked, **bounds(span, "case_file", "consent"))
        )
    events.extend(
        Event(row.made_at, row.done_on, choices.say("due_what", row.what), "", staff.get(row.made_by, ""), "check",
              "case_file", record=("due", row.id))
        for row in work.rows(_KEPT_PROMISES, **asked, **bounds(span, "case_file", "due"))
        if work.reads(Due, "what")
    )  # fmt: skip
    return events


def _told_of(statement: Any, kind: type[Note | Consent | Due], day: Any) -> Any:
    """The records of one file before a place in its story, the newest first: as many as a span asks for."""
    value = sqlalchemy.bindparam
    place = sqlalchemy.tuple_(day, kind.made_at, kind.id)
    before = sqlalchemy.tuple_(value("day", type_=day.type), value("at", type_=sqlalchemy.BigInteger),
                               value("key", type_=kind.id.type))  # fmt: skip
    return (
        statement.where(kind.file_id == value("file_id"), place < before)
        .order_by(day.desc(), kind.made_at.desc(), kind.id.desc())
        .limit(value("count", type_=sqlalchemy.Integer))
    )


_EPISODES = sqlalchemy.select(Episode).where(Episode.file_id == kept.FILE)
_NOTES = _told_of(sqlalchemy.select(Note).where(Note.withdrawn_at.is_(None)), Note, Note.on_day)
_CONSENTS = _told_of(sqlalchemy.select(Consent).where(Consent.withdrawn_at.is_(None)), Consent, Consent.on_day)
_KEPT_PROMISES = _told_of(
    sqlalchemy.select(Due.id, Due.what, Due.done_on, Due.made_at, Due.made_by).where(Due.done_on.is_not(None)),
    Due, Due.done_on,
)  # fmt: skip


def _answered(row: Consent) -> Words:
    return Words(
        N_("{purpose}: {answer}"),
        {
            "purpose": choices.say("consent_purpose", row.purpose),
            "answer": choices.say("consent_answer", row.decision),
        },
    )


def _note_event(work: Work, note: Note, workers: Mapping[str, str]) -> Event:
    care, closed = work.see(note, "care_words"), work.see(note, "closed_words")
    detail: str | Words = str(care) if care else ""
    if note.closed_words is not None:
        sealed = Words(N_("confidential note")) if closed is HIDDEN else str(closed)
        detail = Words(N_("{open} · {sealed}"), {"open": detail, "sealed": sealed}) if detail else sealed
    return _event(note, note.on_day, Words(N_("Note")), "pencil", workers, detail)


def _event(
    record: Record,
    day: datetime.date,
    title: Words,
    icon: str,
    workers: Mapping[str, str],
    detail: Words | str = "",
) -> Event:
    return Event(
        record.made_at, day, title, detail, workers.get(record.made_by, ""), icon, "case_file",
        record=(type(record).__tablename__, record.id),
    )  # fmt: skip


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """Beside a file: that a specialist is needed, never why. What waits in the house is told by `promises_on`."""
    if file_id is None:
        return list(joined.tasks_of(work))
    marks: list[Mark | Task] = list(joined.marks_of(work, file_id))
    asked_for = work.reads(CaseFile, "specialist") and work.get(CaseFile, file_id).specialist
    if not asked_for and not _confided(work, file_id):
        return marks
    return [*marks, Mark(Words(N_("See the nurse today")), "care", "stop", "medical")]


def _confided(work: Work, file_id: str) -> bool:
    """Whether the child confided something, for those who may know that it did and will see to it."""
    return work.actor.reads(CONFIDED) and bool(work.standing(Disclosure, file_id))


def whereabouts_of(work: Work, file_ids: Sequence[str] | None = None) -> list[Place]:
    """Who of these sleeps in hospital tonight: in the care of the house, and in none of its beds."""
    if file_ids is None:
        return []
    there = work.all(_IN_HOSPITAL, files=file_ids)
    return [Place(file_id, Words(N_("in hospital")), "hospital") for file_id in there]


_IN_HOSPITAL = sqlalchemy.select(CaseFile.id).where(
    CaseFile.id.in_(kept.FILES), CaseFile.care_track == "hospital", CaseFile.merged_into_id.is_(None)
)


_ICONS = {"first_visit": "route", "follow_up_visit": "route", "registration": "pencil", "consent": "check",
          "health_check": "care", "stay_review": "calendar", "interview": "talk"}  # fmt: skip


def promises_on(work: Work, day: datetime.date) -> list[Task]:
    """What is due until a day, one line for each kind, the latest first; never a child's name."""
    if not work.reads(Due, "what"):
        return []
    rows = work.all(
        sqlalchemy.select(Due)
        .where(Due.done_on.is_(None), Due.withdrawn_at.is_(None), Due.to_day <= day)
        .order_by(Due.to_day)
    )
    by_what: dict[str, list[Due]] = {}
    for row in views.once(work, rows):
        by_what.setdefault(row.what, []).append(row)
    tasks = []
    for what, dues in by_what.items():
        late = (work.today() - dues[0].to_day).days
        children = len({work.stays(due.file_id) for due in dues})
        title = Words(
            N_("{what}: {count} child"), {"what": choices.say("due_what", what), "count": children},
            plural=N_("{what}: {count} children"), count=children,
        )  # fmt: skip
        detail: Words | str = Words(N_("today"))
        if late < 0:
            detail = Words(N_("within {count} day"), {"count": -late}, plural=N_("within {count} days"), count=-late)
        if late > 0:
            detail = Words(
                N_("the oldest is {count} day late"), {"count": late}, plural=N_("the oldest is {count} days late"),
                count=late,
            )  # fmt: skip
        target = Target("case_file.children", extra={"due": what})
        tasks.append(
            Task(
                title,
                detail,
                _ICONS.get(what, "clock"),
                "now" if late > 0 else "night" if late == 0 else "tomorrow" if late == -1 else "later",
                "",
                N_("See"),
                target,
                late > 0,
            )
        )
    return tasks


_BROUGHT = (
    sqlalchemy.select(CaseFile.id)
    .join(Episode, Episode.file_id == CaseFile.id)
    .where(
        CaseFile.accompanies_id == kept.FILE, CaseFile.withdrawn_at.is_(None),
        Episode.ended_on.is_(None), Episode.withdrawn_at.is_(None),
    )
)  # fmt: skip


def settle_of(work: Work, file_id: str) -> list[Settle]:
    """Before a mother leaves: whoever came with her and lives here goes with her, or stays for a reason."""
    brought = dict.fromkeys(work.stays(each) for each in work.all(_BROUGHT, file_id=file_id))
    return [
        Settle(
            Words(N_("{name} came with this child and lives here"), {"name": child.name}), "", "person", "now", "",
            N_("See"), Target("case_file.child", child.file_id), left=N_("The child who came along stays"),
            of=child.file_id, along=child.file_id,
        )
        for child in children.children(work, brought).values()
    ]  # fmt: skip


def handover_of(work: Work, file_id: str, audience: str) -> list[Packed]:
    """The file's own sections of a package, as far as this audience may have them."""
    return packed.sections_for(work, file_id, Audience(audience))


HOOKS = Hooks(
    timeline=timeline_of, alerts=alerts_of, promises=promises_on, whereabouts=whereabouts_of, settle=settle_of,
    handover=handover_of,
)  # fmt: skip
