"""The medicines of one child as a table, and what became of the last doses."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from transit_desk import choices, said
from transit_desk.domain import dates, hours
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.module import Entries, Entry, FactLine, Facts, Mark, Verb
from transit_desk.services.health.records import Dose, Medicine, given
from transit_desk.services.health.rules import doses
from transit_desk.services.health.views import verbs
from transit_desk.services.health.views.away import unsettled
from transit_desk.services.health.views.doubts import twice
from transit_desk.storage.work import Work

_DAYS: Final = 3
_TONES: Final = {"given": "ok", "refused": "warn", "absent": "idle", "out_of_stock": "stop", "withheld": "warn",
                 "given_there": "ok", "not_known": "idle"}  # fmt: skip


def medicine_blocks(work: Work, file_id: str) -> tuple[Entries, ...]:
    """What the child takes, and what became of it in the last days."""
    found = given.courses(work, [file_id])
    asked = {course.medicine.id for course in found if given.is_asked(work, course)}
    same = twice(work, [course for course in found if _runs(work, course)])
    table = Entries(
        N_("Medicines"),
        (N_("Medicine"), N_("Sachet"), N_("How many"), N_("At which hours"), N_("Until")),
        tuple(
            _medicine(work, course, same.get(course.medicine.id), asked=course.medicine.id in asked)
            for course in sorted(found, key=lambda each: (each.medicine.id not in asked, not _runs(work, each)))
        ),
        verbs.adds(N_("Plan a medicine"), "medicine", "add_medicine", file_id), N_("No medicine was planned."),
    )  # fmt: skip
    return (table, *_last_doses(work, file_id, found)) if found else (table,)


def _runs(work: Work, course: given.Course) -> bool:
    return course.runs(work.now(), work.today())


def name_of(work: Work, medicine: Medicine) -> str | Words:
    """Its name for these eyes; where there is none for them, the words for every sachet, closed or not."""
    return str(said.plain(work, medicine, "name") or said.plain(work, medicine, "closed_name") or "") or Words(
        N_("by the number on the sachet")
    )


def _medicine(work: Work, course: given.Course, same: int | None, *, asked: bool) -> Entry:
    plan, runs = course.newest, _runs(work, course)
    until: str | Words = "" if plan.to_day is None else dates.say_day(plan.to_day)
    hours: tuple[str | Words, ...] = (plan.hours,)
    if plan.every_days > 1:
        hours = (plan.hours, Words(N_("every {count} day"), {"count": plan.every_days},
                                   plural=N_("every {count} days"), count=plan.every_days))  # fmt: skip
    can: tuple[Verb, ...] = ()
    if asked:
        can = (
            verbs.about(N_("Take it up again"), "take_up", "take_up", course.medicine, "check"),
            verbs.about(N_("Not taken any more"), "stop_medicine", "stop_medicine", course.medicine, "cross"),
        )
    elif runs:
        can = (
            verbs.about(N_("Change"), "change_plan", "change_plan", course.medicine),
            verbs.about(N_("Stop"), "stop_medicine", "stop_medicine", course.medicine, "cross"),
        )
    cells = (name_of(work, course.medicine), str(course.medicine.sachet), plan.dose, Joined(hours), until)
    return Entry(cells, _state(work, course, same, asked=asked), can, past=not runs and not asked)


def _state(work: Work, course: given.Course, same: int | None, *, asked: bool) -> Mark | None:
    medicine, along = course.medicine, said.plain(work, course.medicine, "along_with")
    if asked:
        return Mark(Words(N_("came back: does it go on?")), "question_ring", "warn")
    if same is not None:
        return Mark(Words(N_("may be what sachet {sachet} holds"), {"sachet": same}), "warning", "warn")
    if along and medicine.stopped_at is None:
        return Mark(Words(N_("goes along with {whom}"), {"whom": along}), "exchange", "idle")
    if not _runs(work, course):
        return Mark(_why_it_ended(work, medicine), "check", "idle")
    return Mark(Words(N_("before a witness")), "eye", "warn") if medicine.controlled else None


def _why_it_ended(work: Work, medicine: Medicine) -> Words:
    """That it was stopped, and why for those who may read it."""
    if medicine.stopped_at is None:
        return Words(N_("ended"))
    why = said.plain(work, medicine, "stop_why") or said.plain(work, medicine, "closed_stop_why")
    return Words(N_("stopped: {why}"), {"why": why}) if why else Words(N_("stopped"))


def _last_doses(work: Work, file_id: str, found: list[given.Course]) -> tuple[Entries, ...]:
    """Each dose of the last days, what was not marked among them."""
    zone, now = given.zone(work), work.now()
    today = doses.day_at(now, zone)
    first = today - datetime.timedelta(days=_DAYS)
    due = given.due(work, found, doses.instant(first, 0, zone), now)
    rows = given.lines(work, [file_id], first, today + datetime.timedelta(days=1))
    marks = given.marks(rows)
    held = {course.medicine.id: course for course in found}
    keys = {*(dose.key for dose in due), *marks}
    sachets = {key: held[key[0]].sachet_at(doses.instant(key[1], key[2], zone)) for key in keys}
    waits = {dose.key for found_ in unsettled(work, [file_id], back=False).values() for dose in found_}
    newest = sorted(keys, key=lambda key: (key[1], key[2], sachets[key]), reverse=True)
    entries = tuple(_dose(work, key, marks, str(sachets[key]), asked=key in waits) for key in newest)
    headings = (N_("Dose"), N_("Sachet"), N_("By whom"), N_("In a few words"))
    return (Entries(N_("Doses of the last days"), headings, entries, None, N_("No dose was due yet.")),)


def away_blocks(work: Work, file_id: str) -> tuple[Facts, ...]:
    """For whoever gives: how many doses of a time away are to be asked about, and the act that settles them all."""
    if "health.round" not in work.actor.rights:
        return ()
    stays = work.stays(file_id)
    found = unsettled(work, [stays], back=False).get(stays, ())
    if not found:
        return ()
    count = Words(N_("{count} dose, due {first}"), {"count": len(found), "first": _when(found[0])},
                  plural=N_("{count} doses, the first due {first}"), count=len(found))  # fmt: skip
    settle = verbs.adds(N_("Say what became of them"), "settle_away", "settle_away", stays, "route")
    return (Facts(N_("Doses of the time away"), (FactLine(Words(N_("Not marked yet")), count),), settle),)


def _when(dose: doses.Dose) -> Words:
    return Words(N_("{day} at {hour}"), {"day": dates.say_day(dose.day), "hour": hours.written(dose.minute)})


def _dose(work: Work, key: doses.Key, marks: Mapping[doses.Key, Dose], sachet: str, *, asked: bool) -> Entry:
    _medicine, day, minute = key
    row = marks.get(key)
    when = Words(N_("{day} at {hour}"), {"day": dates.say_day(day), "hour": hours.written(minute)})
    if row is None:
        not_marked = Mark(Words(N_("not marked")), "clock", "warn")
        if asked:
            not_marked = Mark(Words(N_("was away: ask")), "route", "idle")
        return Entry((when, sachet, "", ""), not_marked)
    by: str | Words = work.staff.get(row.by_id, "")
    if row.mark in doses.THERE:
        by = Words(N_("written down by {name}"), {"name": by})
    elif row.witness_id:
        by = Words(N_("{name}, witness: {witness}"), {"name": by, "witness": work.staff.get(row.witness_id, "")})
    mark = Mark(choices.say("dose_mark", row.mark), "undo" if row.corrects_id else "", _TONES[row.mark])
    correct = verbs.about(N_("Correct"), "correct_dose", "correct_dose", row)
    return Entry((when, sachet, by, row.words or ""), mark, (correct,))
