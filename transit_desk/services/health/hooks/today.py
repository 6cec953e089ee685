"""What of health must be seen: in the head of a file what to mind, on *Today* what is late, asked or running out."""

from __future__ import annotations

import collections
import datetime
from collections.abc import Iterator
from typing import Final

from transit_desk.domain.levels import Level
from transit_desk.domain.text import N_, Words
from transit_desk.module import Mark, Target, Task
from transit_desk.services.health import views
from transit_desk.services.health.records import Dose, UrgentCare, given
from transit_desk.services.health.rules import clocks
from transit_desk.services.health.views import closed
from transit_desk.storage import kept
from transit_desk.storage.work import Work

_READ: Final = "health.read"
_MIND: Final = "health.mind"
_ROUND: Final = "health.round"
_PRESCRIBE: Final = "health.prescribe"


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """In the head of a file what to mind, and the hours left for who holds them; on *Today* what is late."""
    if file_id is not None:
        return [*_minded(work, file_id), *_of_before(work, file_id), *_hours_left(work, file_id)]
    return [*_late(work), *_of_time_away(work), *_came_back(work), *_twice(work), *_out_of_stock(work), *_urgent(work)]


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
    """Whoever plans medicines asks who is here again about those it took along, until each goes on or is ended.

    Whoever only gives them is told that nothing is given until then, and whom to wake.
    """
    plans, gives = _PRESCRIBE in work.actor.rights, _ROUND in work.actor.rights and work.reads(Dose, "mark")
    if not plans and not gives:
        return
    asked = collections.Counter(work.stays(each.medicine.file_id) for each in given.waiting(work, _here(work)))
    for file_id, count in asked.items():
        if not plans:
            title = Words(N_("A child came back: its medicines wait for a decision"))
            detail = Words(N_("none is given here until then: tell whoever plans medicines, at night too"))
            yield Task(title, detail, "health", "now", "", N_("See"), Target("case_file.child", file_id), urgent=True)
            continue
        detail = Words(
            N_("{count} medicine: go on with it, or write that it is ended"), {"count": count},
            plural=N_("{count} medicines: go on with each, or write that it is ended"), count=count,
        )  # fmt: skip
        title = Words(N_("A child came back: ask which medicines it took along"))
        yield Task(title, detail, "health", "now", "", N_("Ask"), Target("health", file_id), urgent=True)


def _twice(work: Work) -> Iterator[Task]:
    """For whoever plans medicines, as far as they read the names: what may be given twice at one hour."""
    if _PRESCRIBE not in work.actor.rights:
        return
    running = [each for each in given.courses(work, _here(work)) if each.runs(work.now(), work.today())]
    found = views.twice(work, running)
    for file_id in sorted({work.stays(each.medicine.file_id) for each in running if each.medicine.id in found}):
        title = Words(N_("A child may be given one medicine from two sachets"))
        yield Task(title, "", "health", "now", "", N_("See"), Target("health", file_id), level=Level.C2)


def _here(work: Work) -> list[str]:
    """Under every number of those who live here."""
    return [each for file_id in given.in_the_house(work) for each in work.same(file_id)]


def _hours_left(work: Work, file_id: str) -> Iterator[Mark]:
    if not closed.holds(work, file_id):
        return
    for running in closed.clocks_of(work, work.standing(UrgentCare, file_id)).values():
        left = clocks.next_of(running)
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
        yield Task(title, "", "health", "now", "", N_("See"), Target("health", file_id))


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
    rows = [
        row for row in (work.all(_URGENT, files=here) if here else ())
        if work.opens(UrgentCare, "happened_at", row.file_id)
    ]  # fmt: skip
    running = closed.clocks_of(work, rows)
    for row in rows:
        hours = clocks.next_of(running.get(row.id, ()))
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
