"""What health tells the rest of the house: its lines, what to mind, what is late, what is to be settled, figures."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from transit_desk import children, last_seen, said
from transit_desk.domain import figures
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.export.redaction import Audience, Readership
from transit_desk.module import Hooks, Packed, Seen, Settle, Target, Task
from transit_desk.services.health import views
from transit_desk.services.health.hooks.today import alerts_of
from transit_desk.services.health.records import (
    ClosedCare,
    ClosedReader,
    Condition,
    Dose,
    HealthNeed,
    Measure,
    MedicinePlan,
    Pregnancy,
    PssSession,
    Referral,
    Vaccination,
    Visit,
    elsewhere,
    given,
    sent,
)
from transit_desk.services.health.rules import doses
from transit_desk.services.health.rules.away import while_away
from transit_desk.services.health.views import closed
from transit_desk.storage.records import Record
from transit_desk.storage.work import Work

_READ: Final = "health.read"
_PRINT: Final = "case_file.print"  # whoever may put papers about a child together

# -- where a child was seen


def whereabouts_of(work: Work, file_ids: Sequence[str] | None = None, seen_from: int | None = None) -> list[Seen]:
    """Health knows no place; but who took or refused a dose was here, unless it was away at that hour."""
    if seen_from is None or file_ids is None or not work.reads(Dose, "at"):
        return []
    times, names = elsewhere.times(work, file_ids, seen_from), work.staff
    return [
        Seen(row.file_id, row.at, _say_seen(work, row, names), ("case_file", work.stays(row.file_id)))
        for row in given.seen_at(work, file_ids, seen_from)
        if not while_away(row.at, times.get(work.stays(row.file_id), ()))
    ]


def _say_seen(work: Work, row: Dose, names: Mapping[str, str]) -> Words:
    due_at = doses.instant(row.on_day, row.minute, given.zone(work))
    sachet = given.course_of(work, row.medicine_id).sachet_at(due_at)
    told = {"sachet": sachet, "moment": last_seen.moment(work, row.at), "name": names.get(row.by_id, "")}
    return Words(N_("dose of sachet {sachet}, {moment}, {name}"), told)


# -- the child's story: that it was, at its level; never the words


_LINES: Final[tuple[tuple[type[Any], str, str], ...]] = (
    (Visit, "on_day", N_("Visit for health")),
    (Measure, "on_day", N_("Measured")),
    (Vaccination, "on_day", N_("Vaccinated")),
    (PssSession, "on_day", N_("Psychosocial session")),
    (ClosedCare, "on_day", N_("Closed note of health")),
)


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """What took place on which day; what is closed for its holders alone."""
    if _READ not in work.actor.rights:
        return []
    names = work.staff
    found = [
        _event(row, day, Words(title), names)
        for kind, name, title in _LINES
        if work.opens(kind, name, file_id)
        for row in work.standing(kind, file_id)
        if (day := _day(work, row, name)) is not None
    ]
    if work.reads(Referral, "sent_at"):
        referrals = sent.read(work, work.standing(Referral, file_id))
        found += [event for each in referrals for event in _sent(work, each, names)]
    if work.reads(MedicinePlan, "from_day"):
        found += [event for course in given.courses(work, [file_id]) for event in _course(work, course, names)]
    return found


def _day(work: Work, row: Record, name: str) -> datetime.date | None:
    told = said.plain(work, row, name)
    return datetime.date.fromisoformat(told) if isinstance(told, str) else told


def _sent(work: Work, each: sent.Sent, names: Mapping[str, str]) -> Iterator[Event]:
    row = each.referral
    yield _event(row, work.day_of(row.sent_at), Words(N_("Sent to a clinic")), names, row.to_whom)
    if each.back_at is not None:
        yield _event(row, work.day_of(each.back_at), Words(N_("Back from the clinic")), names)


def _course(work: Work, course: given.Course, names: Mapping[str, str]) -> Iterator[Event]:
    medicine = course.medicine
    first = _sachet(course.sachet_at(course.plans[0].begins_at))
    yield _event(medicine, course.plans[0].from_day, Words(N_("Medicine planned")), names, first)
    for before, plan in itertools.pairwise(course.plans):
        gap = before.ends_at is not None and before.ends_at < plan.begins_at
        title = N_("Medicine taken up again") if gap else N_("Medicine given otherwise")
        yield _event(plan, work.day_of(plan.begins_at), Words(title), names, _sachet(course.sachet_at(plan.begins_at)))
    if medicine.stopped_at is not None:
        yield _event(medicine, work.day_of(medicine.stopped_at), Words(N_("Medicine stopped")), names,
                     _sachet(medicine.sachet))  # fmt: skip


def _sachet(number: int) -> Words:
    return Words(N_("sachet {sachet}"), {"sachet": number})


def _event(row: Record, day: datetime.date, title: Words, names: Mapping[str, str], detail: Words | str = "") -> Event:
    return Event(row.made_at, day, title, detail, names.get(row.made_by, ""), "health", "health",
                 (type(row).__tablename__, row.id))  # fmt: skip


# -- what is due by a day


def promises_on(work: Work, day: datetime.date) -> list[Task]:
    """Visits before a birth, for who holds them; every other visit that is due stands among the dues of the file."""
    if _READ not in work.actor.rights:
        return []
    waiting = [
        (window.last, work.stays(row.file_id))
        for row in work.standing(Pregnancy)
        if work.opens(Pregnancy, "birth_expected_on", row.file_id)
        and (window := closed.next_visit(work, row)) is not None
        and window.first <= day
    ]
    if not waiting:
        return []
    count, first = len({file_id for _last, file_id in waiting}), min(waiting)[0]
    title = Words(
        N_("Visit before a birth: {count} child"), {"count": count},
        plural=N_("Visit before a birth: {count} children"), count=count,
    )  # fmt: skip
    late = first < work.today()
    return [Task(title, "", "calendar", "now" if late else "later", "", N_("See"), Target("case_file.children"),
                 urgent=late, level=Level.C4)]  # fmt: skip


# -- leaving


def settle_of(work: Work, file_id: str) -> list[Settle]:
    """Before a child leaves: medicines that run, visits that are due; they go along, or are stopped with a reason."""
    target = Target("case_file.child", file_id)
    found = [each.medicine for each in given.courses(work, [file_id]) if each.runs(work.now(), work.today())]
    along = sum(bool(medicine.along_with) for medicine in found)
    running = len(found) - along
    tasks: list[Settle] = []
    if running:
        title = Words(
            N_("{count} medicine is being given: send it along, or stop it"), {"count": running},
            plural=N_("{count} medicines are being given: send them along, or stop them"), count=running,
        )  # fmt: skip
        send = Target("health.send_along", extra={"file_id": file_id})
        tasks.append(Settle(title, "", "health", "now", "", N_("Send along"), send,
                            left=N_("Medicines that are being given"), of=file_id))  # fmt: skip
    if along:
        title = Words(N_("{count} medicine goes along"), {"count": along}, plural=N_("{count} medicines go along"),
                      count=along)  # fmt: skip
        tasks.append(Settle(title, "", "health", "now", left=N_("Medicines that go along"), of=file_id, by_itself=True))
    if views.dues_of(work, [file_id]):
        tasks.append(Settle(Words(N_("To be seen again: say it to who receives the child, or drop it")), "", "calendar",
                            "now", "", N_("Settle"), target, left=N_("To be seen again"), of=file_id))  # fmt: skip
    return tasks


# -- figures


def figures_of(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """Visits and referrals by sex and band of age; of the doses that were due, how many of a hundred were given."""
    if _READ not in work.actor.rights or not said.reads(work, Visit):
        return []
    visits = [row.file_id for row in work.standing(Visit) if start <= row.on_day <= end]
    referred = [row.file_id for row in work.standing(Referral) if start <= work.day_of(row.sent_at) <= end]
    groups = children.groups(work, {work.stays(each) for each in (*visits, *referred)}, end)
    found = figures.by_group("health.visits", [groups[work.stays(each)] for each in visits])
    found += figures.by_group("health.referrals", [groups[work.stays(each)] for each in referred])
    return [*found, *_doses(work, start, end)]


def _doses(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    files = {row.file_id for row in work.standing(MedicinePlan)}
    zone = given.zone(work)
    until = min(work.now(), doses.instant(end + datetime.timedelta(days=1), 0, zone))
    due = given.due(work, given.courses(work, files), doses.instant(start, 0, zone), until)
    marks = given.marks(given.lines(work, files, start, end))
    handed = sum(dose.key in marks and marks[dose.key].mark in doses.TAKEN for dose in due)
    percent = [("health.doses_given_percent", handed * 100 // len(due))] if due else []
    return [("health.doses_due", len(due)), ("health.doses_given", handed), *percent]


# -- the section of a package

_PARTS: Final[tuple[tuple[str, type[Record], tuple[str, ...]], ...]] = (
    ("mind", HealthNeed, ("kind", "words", "severe", "what_to_do")),
    ("conditions", Condition, ("kind", "words", "adapted")),
    ("vaccines", Vaccination, ("on_day", "vaccines", "where")),
    ("measures", Measure, ("on_day", "weight", "height", "arm", "oedema")),
    ("visits", Visit, ("on_day", "complaint", "finding", "treatment", "follow_up_on")),
)
_GIVEN: Final = ("dose", "hours", "every_days", "from_day", "to_day")


def handover_of(work: Work, file_id: str, audience: str) -> list[Packed]:
    """What the next carers need to go on treating; what is closed never lies in this section."""
    if not {_READ, _PRINT} <= work.actor.rights:
        return []
    reader = work.ask("case_file.readership", file_id=file_id, audience=Audience(audience).value)
    content: dict[str, object] = {}
    for part, kind, names in _PARTS:
        told = [found for row in work.standing(kind, file_id) if (found := said.full(work, reader, row, names))]
        if told:
            content[part] = told
    running = [each for each in given.courses(work, [file_id]) if each.goes_on(work.now(), work.today())]
    medicines = [
        {**said.full(work, reader, each.medicine, ("sachet", "name", "prescribed_by")),
         **said.full(work, reader, each.newest, _GIVEN)}
        for each in running
    ]  # fmt: skip
    if any(medicines):
        content["medicines"] = medicines
    packed = [Packed("health", {"version": 1, **content}, N_("Health"))] if content else []
    return [*packed, *_closed_for(work, file_id, reader)]


def _closed_for(work: Work, file_id: str, reader: Readership) -> Iterator[Packed]:
    """What is closed, for one named person by their own key, where the child agreed to that."""
    if not closed.holds(work, file_id) or not reader.shown(Topic.HEALTH, Level.C4).sealed:
        return
    content = closed.packed_of(work, file_id)
    for row in work.standing(ClosedReader, file_id) if content else ():
        key = str(said.plain(work, row, "recipient"))
        yield Packed("health_closed", {"version": 1, **content}, N_("Health, closed"), holder=key)


HOOKS = Hooks(
    timeline=timeline_of, alerts=alerts_of, promises=promises_on, whereabouts=whereabouts_of, settle=settle_of,
    figures=figures_of, handover=handover_of,
)  # fmt: skip
