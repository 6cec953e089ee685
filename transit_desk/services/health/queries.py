"""What is asked about health: the round, the tab, who is followed, what forms begin with."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from typing import Final

import sqlalchemy

from transit_desk import children, forms, said
from transit_desk.action import query
from transit_desk.domain import dates, permissions
from transit_desk.domain.text import N_, Words
from transit_desk.forms import Offered
from transit_desk.module import Block, Mark, Rows, Tab, Window
from transit_desk.services.health import views
from transit_desk.services.health.records import HealthNeed, Medicine, Referral, UrgentCare, given, sent
from transit_desk.services.health.views import Round
from transit_desk.storage.people import Worker
from transit_desk.storage.work import Work


@query(N_("Health"), needs="mind")
def tab(work: Work, *, record_id: str) -> Tab:
    """The tab of a child's page, as far as these eyes read; whoever is around the child writes there."""
    blocks: list[Block] = [views.needs_of(work, record_id), *views.away_blocks(work, record_id)]
    if "health.read" in work.actor.rights:
        blocks += views.medicine_blocks(work, record_id) if said.reads(work, given.MedicinePlan) else ()
        blocks += views.visit_blocks(work, record_id)
    if "health.tell" in work.actor.rights:
        blocks += views.closed_blocks(work, record_id)
    return Tab("health", N_("Health"), tuple(blocks))


@query(N_("The round"), needs="round")
def round_now(work: Work) -> Round:
    """The doses around this hour: child, place, time, how many, the number on the sachet."""
    return views.round_of(work)


@query(N_("Who can be a witness"), needs="round")
def witnesses(work: Work) -> tuple[Offered, ...]:
    """Whoever works here, but for who gives."""
    rows = work.all(sqlalchemy.select(Worker).where(Worker.active, Worker.id != work.actor.worker_id))
    return tuple(Offered(row.id, row.name) for row in sorted(rows, key=lambda row: row.name))


@query(N_("To whom a child's closed health can be opened"), needs="hold")
def may_hold(work: Work) -> tuple[Offered, ...]:
    """The nurses of the house."""
    rows = work.all(sqlalchemy.select(Worker).where(Worker.active))
    return tuple(
        Offered(row.id, row.name) for row in sorted(rows, key=lambda row: row.name)
        if any(permissions.ROLES[role].one_by_one for role in row.roles if role in permissions.ROLES)
    )  # fmt: skip


@query(N_("What a new medicine begins with"), needs="prescribe")
def medicine_values(work: Work, *, file_id: str) -> dict[str, object]:
    """The next number that no sachet bears, from today, every day."""
    del file_id
    last = work.first(sqlalchemy.select(Medicine.sachet).order_by(Medicine.sachet.desc()))
    return {"sachet": (last or 0) + 1, "from_day": work.today(), "every_days": 1}


@query(N_("How a medicine is given"), needs="prescribe")
def plan_values(work: Work, *, record_id: str) -> dict[str, object]:
    """The plan as it stands, to be changed."""
    plan = given.course_of(work, record_id).newest
    return said.held(work, plan, ("dose", "hours", "every_days", "to_day"))


@query(N_("What was done in time"), needs="write")
def urgent_values(work: Work, *, record_id: str) -> dict[str, object]:
    """What is settled already, for who holds it."""
    return said.held(work, work.get(UrgentCare, record_id), ("against_hiv", "contraception"))


_AWAY: Final = "interim_care.away"


@query(N_("Sent to a clinic"), needs="write")
def referral_values(work: Work, *, file_id: str) -> dict[str, object]:
    """Of a mother whose baby lives here it is asked whether the baby goes along, where she stays there overnight."""
    if _AWAY not in work.actor.rights:
        return {}
    told = work.ask("interim_care.leave_values", file_id=file_id)
    return {name: value for name, value in told.items() if name in forms.HER_BABY}


@query(N_("Back from the clinic"), needs="write")
def return_values(work: Work, *, record_id: str) -> dict[str, object]:
    """The hour at which the child is back, where it was written down with the absence."""
    return {"came_back_at": sent.of(work, work.get(Referral, record_id)).back_at}


@query(N_("What was written"), needs="write")
def values(work: Work, *, record_id: str) -> dict[str, object]:
    """A statement as a form holds it, to be corrected."""
    return views.held_of(work, record_id)


@dataclasses.dataclass(frozen=True)
class Followed:
    """One child of the house who takes a medicine, or is to be seen."""

    id: str
    who: str
    code: str
    medicines: Words | str
    due: Words | str
    state: Mark | None


@query(N_("Children followed"), needs="read")
def followed(work: Work, *, window: Window) -> Rows:
    """Who takes medicines, and who is to be seen until when; what is late first."""
    today = work.today()
    rows: list[tuple[datetime.date, Followed]] = []
    here = list(given.in_the_house(work))
    known = children.children(work, here)
    running = views.running_by_child(work, here)
    for file_id, due in views.dues_of(work, here).items():
        running.setdefault(file_id, 0)
        rows.append((due, _followed(known[file_id], running.pop(file_id), due, today)))
    rows += [(datetime.date.max, _followed(known[file_id], count, None, today)) for file_id, count in running.items()]
    rows.sort(key=lambda row: (row[0], row[1].who))
    return _holding(window, [row for _due, row in rows])


def _holding(window: Window | None, rows: Sequence[Followed | Eats]) -> Rows:
    """The rows whose child is called as somebody typed; a house has few enough of them for one window."""
    words = window.words.casefold().split() if window is not None else []
    found = [row for row in rows if all(word in f"{row.who} {row.code}".casefold() for word in words)]
    return Rows(tuple(found), len(found))


def _followed(child: children.Child, count: int, due: datetime.date | None, today: datetime.date) -> Followed:
    taken: Words | str = ""
    if count:
        taken = Words(N_("{count} medicine"), {"count": count}, plural=N_("{count} medicines"), count=count)
    mark = Mark(Words(N_("late")), "clock", "warn") if due is not None and due < today else None
    return Followed(child.file_id, child.name, child.number, taken, "" if due is None else dates.say_day(due), mark)


@dataclasses.dataclass(frozen=True)
class Eats:
    """What one child eats or must not eat; never why."""

    id: str
    who: str
    code: str
    words: Words
    what_to_do: str
    state: Mark | None


@query(N_("Diets and allergies"), needs="mind")
def diets(work: Work, *, window: Window | None = None) -> Rows:
    """For the kitchen: allergies and diets of those who are here, what is dangerous first."""
    here = given.in_the_house(work)
    known = children.children(work, here)
    needs = views.standing_needs(work, [each for file_id in here for each in work.same(file_id)])
    found = [
        (not row.severe, child.name, _eats(child, row))
        for file_id, rows in needs.items()
        for row in rows
        if row.kind != "aid" and (child := known.get(work.stays(file_id))) is not None
    ]
    found.sort(key=lambda each: each[:2])
    return _holding(window, [row for _severe, _name, row in found])


def _eats(child: children.Child, row: HealthNeed) -> Eats:
    mark = Mark(Words(N_("dangerous")), "warning", "stop") if row.severe else None
    return Eats(child.file_id, child.name, child.number, views.say_need(row), row.what_to_do or "", mark)
