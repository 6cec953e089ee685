"""What health tells the rest of the house: its lines, what to mind, what is late, what is to be settled, figures."""

from __future__ import annotations

import collections
import datetime
import itertools
from collections.abc import Iterator, Mapping
from typing import Any, Final

from transit_desk import children, said
from transit_desk.domain import figures
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.export.redaction import Audience, Readership
from transit_desk.module import Hooks, Mark, Packed, Settle, Target, Task
from transit_desk.services.health import views
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
    UrgentCare,
    Vaccination,
    Visit,
    given,
    sent,
)
from transit_desk.services.health.rules import clocks, doses
from transit_desk.services.health.views import closed
from transit_desk.storage import kept
from transit_desk.storage.records import Record
from transit_desk.storage.work import Work

_READ: Final = "health.read"
_MIND: Final = "health.mind"
_ROUND: Final = "health.round"
_PRESCRIBE: Final = "health.prescribe"
_PRINT: Final = "case_file.print"  # whoever may put papers about a child together

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
    sachet = Words(N_("sachet {sachet}"), {"sachet": medicine.sachet})
    yield _event(medicine, course.plans[0].from_day, Words(N_("Medicine planned")), names, sachet)
    for before, plan in itertools.pairwise(course.plans):
        gap = before.ends_at is not None and before.ends_at < plan.begins_at
        title = N_("Medicine taken up again") if gap else N_("Medicine given otherwise")
        yield _event(plan, work.day_of(plan.begins_at), Words(title), names, sachet)
    if medicine.stopped_at is not None:
        yield _event(medicine, work.day_of(medicine.stopped_at), Words(N_("Medicine stopped")), names, sachet)


def _event(
    row: Record, day: datetime.date, title: Words, names: Mapping[str, str], detail: Words | str = ""
) -> Event:  # fmt: skip
    return Event(row.made_at, day, title, detail, names.get(row.made_by, ""), "health", "health",
                 (type(row).__tablename__, row.id))  # fmt: skip


# -- what must be seen


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """In the head of a file what to mind, and the hours left for who holds them; on *Today* what is late."""
    if file_id is not None:
        return [*_minded(work, file_id), *_of_before(work, file_id), *_hours_left(work, file_id)]
    return [*_late(work), *_of_time_away(work), *_came_back(work), *_out_of_stock(work), *_urgent(work)]


def _minded(work: Work, file_id: str) -> Iterator[Mark]:
    if _MIND not in work.actor.rights:
        return
    for row in views.standing_needs(work, [file_id]).get(file_id, ()):
        if row.kind == "allergy":
            yield Mark(views.say_need(row), "warning", "stop" if row.severe else "warn", "medical")
        else:
            yield Mark(views.say_need(row), "meal" if row.kind == "diet" else "care", "plain", "medical")


def _of_before(work: Work, file_id: str) -> Iterator[Mark]:
    """That somebody has to ask about the medicines a child took along."""
    if _PRESCRIBE in work.actor.rights and given.waiting(work, [file_id]):
        yield Mark(Words(N_("medicines of before: ask")), "health", "warn", "medical")


def _came_back(work: Work) -> Iterator[Task]:
    """Whoever plans medicines asks who is here again about those it took along, until each goes on or is ended."""
    if _PRESCRIBE not in work.actor.rights:
        return
    asked = collections.Counter(work.stays(each.medicine.file_id) for each in given.waiting(work, _here(work)))
    for file_id, count in asked.items():
        detail = Words(
            N_("{count} medicine: go on with it, or write that it is ended"), {"count": count},
            plural=N_("{count} medicines: go on with each, or write that it is ended"), count=count,
        )  # fmt: skip
        title = Words(N_("A child came back: ask which medicines it took along"))
        yield Task(title, detail, "health", "now", "", N_("Ask"), Target("health", file_id), urgent=True)


def _here(work: Work) -> list[str]:
    """Under every number of those who live here."""
    return [each for file_id in given.in_the_house(work) for each in work.same(file_id)]


def _hours_left(work: Work, file_id: str) -> Iterator[Mark]:
    if not closed.holds(work, file_id):
        return
    for row in work.standing(UrgentCare, file_id):
        left = clocks.next_of(closed.clocks_of(work, row))
        if left is not None:
            words = Words(N_("treat in time: {left}"), {"left": closed.say_left(left)})
            yield Mark(words, "clock", "stop", "medical")


def _late(work: Work) -> Iterator[Task]:
    """Whoever gives is told that something is late, and whose turn it is only on the round itself."""
    if _ROUND not in work.actor.rights or not work.reads(Dose, "mark"):
        return
    count, heads = views.late_of(work)
    if count:
        title = Words(
            N_("{count} dose of a medicine is late"), {"count": count},
            plural=N_("{count} doses of medicines are late"), count=count,
        )  # fmt: skip
        detail = Words(N_("of {count} child"), {"count": heads}, plural=N_("of {count} children"), count=heads)
        yield Task(title, detail, "health", "now", "", N_("Give"), Target("health.round"), urgent=True)


def _of_time_away(work: Work) -> Iterator[Task]:
    """Who is back: whoever gives asks once what became of all it should have taken elsewhere."""
    if _ROUND not in work.actor.rights or not work.reads(Dose, "mark"):
        return
    for file_id, found in views.unsettled(work, _here(work), back=True).items():
        title = Words(
            N_("A child is back: what became of {count} dose of its time away?"), {"count": len(found)},
            plural=N_("A child is back: what became of {count} doses of its time away?"), count=len(found),
        )  # fmt: skip
        target = Target("health.settle_away", extra={"file_id": file_id})
        yield Task(title, "", "health", "now", "", N_("Say it"), target)


def _out_of_stock(work: Work) -> Iterator[Task]:
    """A dose that was not given because there was none: whoever plans medicines sees to it."""
    if _PRESCRIBE not in work.actor.rights:
        return
    days = {"first": work.today() - datetime.timedelta(days=1), "last": work.today() + datetime.timedelta(days=1)}
    here = _here(work)
    rows = given.marks(given.lines(work, here, **days)).values() if here else ()
    out = {row.medicine_id for row in rows if row.mark == "out_of_stock"}
    if out:
        title = Words(
            N_("{count} medicine is out of stock"), {"count": len(out)},
            plural=N_("{count} medicines are out of stock"), count=len(out),
        )  # fmt: skip
        yield Task(title, "", "health", "now", "", N_("See"), Target("health.round"))


def _urgent(work: Work) -> Iterator[Task]:
    """For its holders: how many children have something that helps in time only, and how many hours at the least."""
    if _READ not in work.actor.rights:
        return
    left: dict[str, int] = {}
    here = _here(work)
    for row in work.all(_URGENT, files=here) if here else ():
        if not work.opens(UrgentCare, "happened_at", row.file_id):
            continue
        hours = clocks.next_of(closed.clocks_of(work, row))
        if hours is not None:
            stays = work.stays(row.file_id)
            left[stays] = min(hours, left.get(stays, hours))
    if left:
        title = Words(
            N_("{count} child to be treated in time"), {"count": len(left)},
            plural=N_("{count} children to be treated in time"), count=len(left),
        )  # fmt: skip
        detail = closed.say_left(min(left.values()))
        yield Task(title, detail, "clock", "now", "", N_("See"), Target("case_file.children"), urgent=True)


_URGENT: Final = kept.standing(UrgentCare).where(UrgentCare.file_id.in_(kept.FILES))


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
        tasks.append(Settle(title, "", "health", "now", left=N_("Medicines that go along"), of=file_id,
                            by_itself=True))  # fmt: skip
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
    timeline=timeline_of, alerts=alerts_of, promises=promises_on, settle=settle_of, figures=figures_of,
    handover=handover_of,
)  # fmt: skip
