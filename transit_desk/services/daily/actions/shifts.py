"""Who is on duty: put on a shift, taken off it; why a shift has no woman."""

from __future__ import annotations

import datetime

from transit_desk.action import Undone, action
from transit_desk.domain import days as said_days
from transit_desk.domain import errors, fields
from transit_desk.domain.text import N_
from transit_desk.services.daily.actions.checked import UNDONE, checked, put_back
from transit_desk.services.daily.records import OnShift, WithoutWoman, duty
from transit_desk.services.daily.rules import shifts as rules
from transit_desk.storage import corrections
from transit_desk.storage.people import Worker
from transit_desk.storage.work import Work

_UNTIL = fields.Field(fields.Day(), N_("Every day until"), name="until_day")


def _undo_put(work: Work, undone: Undone) -> None:
    for each in undone.result:
        work.withdraw(work.get(OnShift, each), UNDONE)


@action(N_("Put somebody on a shift"), needs="plan", undo=_undo_put)
def put_on_shift(  # one line of the list of shifts, on each day of a plan
    work: Work,
    *,
    on_day: datetime.date,
    part: str,
    worker_id: str | None = None,
    name: str | None = None,
    sex: str | None = None,
    block: str | None = None,
    from_hour: str | None = None,
    to_hour: str | None = None,
    until_day: datetime.date | None = None,
) -> tuple[str, ...]:
    """Write down who is on duty, on one day or on each until another. Returns the lines' identifiers."""
    given = checked(work, OnShift,
        {"on_day": on_day, "part": part, "worker_id": worker_id, "name": name, "sex": sex, "block": block,
         "from_hour": from_hour, "to_hour": to_hour},
    )  # fmt: skip
    until = _UNTIL.check(until_day)
    first, last = given["on_day"], until if isinstance(until, datetime.date) else None
    if not isinstance(first, datetime.date):
        raise errors.RuleBroken(N_("Write a day, for example 14/09/2026."), "on_day")
    rules.somebody(worker_id, name, sex)
    given |= {each: rules.hour(given[each], each) for each in ("from_hour", "to_hour")}
    days = rules.days(first, last, work.today())
    new = rules.Person(part, sex or "", block or "", name or work.get(Worker, str(worker_id)).name)
    there = duty.on_duty(work, days[0], days[-1])
    for day in days:
        others = [who for _row, who in there.get(day, ())]
        rules.not_there_yet(others, new, said_days.near(day, work.today()))
    return tuple(work.add(OnShift(**{**given, "on_day": day})).id for day in days)


def _undo_take_off(work: Work, undone: Undone) -> None:
    row = work.get(OnShift, undone.values["shift_id"])
    put_back(row)


@action(N_("Take somebody off a shift"), needs="plan", undo=_undo_take_off)
def take_off_shift(work: Work, *, shift_id: str) -> None:
    """Somebody is not on duty after all."""
    row = work.get(OnShift, shift_id)
    corrections.must_stand(row)
    work.withdraw(row, "not on duty")


def _undo_answer(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(WithoutWoman, undone.result), UNDONE)


@action(N_("Say what is done without a woman"), needs="plan", undo=_undo_answer)
def answer_without_woman(work: Work, *, on_day: datetime.date, part: str, why: str, instead: str) -> str:
    """Keep why no woman is on a shift, and what is done instead. It stays told until one is."""
    given = checked(work, WithoutWoman, {"on_day": on_day, "part": part, "why": why, "instead": instead})
    rules.answers_something(why, instead)
    return work.add(WithoutWoman(**given)).id
