"""What can be asked of stays and leavings: the tab, what stands before the door, who is to leave soon."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any, Final

import sqlalchemy

from transit_desk import children, choices, said
from transit_desk.action import query
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Words
from transit_desk.module import Tab
from transit_desk.services.leaving import rules, views
from transit_desk.services.leaving.records import Departure
from transit_desk.storage.work import Work


@query(N_("Stay and leaving"), needs="read")
def tab(work: Work, *, record_id: str) -> Tab:
    """The tab of the child's page."""
    return views.tab(work, record_id)


@query(N_("What the form begins with"), needs="extend")
def extension_values(work: Work, *, file_id: str) -> dict[str, object]:
    """An extension begins on the day after which nothing covers the stay."""
    stay = views.stay_of(work, file_id)
    if stay is None:
        return {}
    limit = stay.began + int(work.setting(rules.LONGEST)) * dates.ONE_DAY
    last = max([limit, *(each.to_day for each in stay.extensions)])
    return {"from_day": last + dates.ONE_DAY}


@query(N_("What is to be settled"), needs="leave")
def door(work: Work, *, file_id: str) -> views.Door:
    """Everything between a child and the door: what each service has to settle, what closes, what goes on."""
    child = children.child(work, file_id)
    stay = views.stay_of(work, child.file_id)
    dues = [due for due in work.ask("case_file.dues", file_id=child.file_id) if due.done_on is None]
    plan = views.planned(work, child.file_id)
    values: dict[str, object] = {"left_on": work.today()}
    if plan is not None:
        names = ("with_whom", "own_choice", "safety_plan", *(("track",) if plan.track != rules.NOT_KNOWN else ()))
        values |= said.held(work, plan, names)
        if plan.own_choice:
            values["left_on"] = plan.planned_for  # it is gone since then
    return views.Door(
        child.file_id, child.name, child.number, stay.began if stay else None, work.today(),
        views.lines_of(work, child.file_id),
        tuple(choices.say("due_what", due.what) for due in dues if due.ends),
        tuple(_goes_on(due) for due in dues if not due.ends), values,
    )  # fmt: skip


def _goes_on(due: Any) -> Words:
    return Words(
        N_("{what}, until {day}"), {"what": choices.say("due_what", due.what), "day": dates.say_day(due.to_day)}
    )


@dataclasses.dataclass(frozen=True)
class ToLeave:
    """A child that is to leave on a day."""

    file_id: str
    on_day: datetime.date


@query(N_("Who is to leave"), needs="read")
def to_leave(work: Work, *, until: datetime.date) -> tuple[ToLeave, ...]:
    """The leavings that are planned until a day, the next first; those that are overdue too."""
    coming = sorted((row.planned_for, work.stays(row.file_id)) for row in work.rows(_COMING, until=until))
    return tuple(ToLeave(file_id, on_day) for on_day, file_id in coming)


_COMING: Final = sqlalchemy.select(Departure.file_id, Departure.planned_for).where(
    Departure.withdrawn_at.is_(None),
    Departure.left_on.is_(None),
    Departure.planned_for <= sqlalchemy.bindparam("until", type_=sqlalchemy.Date),
)
