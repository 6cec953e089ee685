"""What only named persons read: written by whoever may write health, opened to one more for one child."""

from __future__ import annotations

import datetime
from typing import Any, Final

import sqlalchemy

from transit_desk import said
from transit_desk.action import Undone, action
from transit_desk.domain import errors, fields, permissions, sense
from transit_desk.domain.fields import Said
from transit_desk.domain.text import N_
from transit_desk.export import ages
from transit_desk.services.health.records import ClosedCare, ClosedReader, MedicalHolder, Pregnancy, UrgentCare
from transit_desk.services.health.rules import weeks
from transit_desk.storage.people import Worker
from transit_desk.storage.records import Record, asked_of, fields_of, records
from transit_desk.storage.work import HIDDEN, Work

_UNDONE: Final = "undone"
NURSE_TOLD: Final = fields.Field(
    fields.Flag(), N_("The others may see: see the nurse today"), name="nurse_told",
    help=N_("Only with the child's yes. The mark is that of every other reason."),
)  # fmt: skip


def _file(work: Work, file_id: str) -> str:
    return work.stays(work.get(records()["case_file"], file_id).id)


def _undo(work: Work, undone: Undone) -> None:
    for kind in (ClosedCare, UrgentCare, Pregnancy):
        row = work.first(sqlalchemy.select(kind).where(kind.id == undone.result))
        if row is not None:
            work.withdraw(row, _UNDONE)


@action(N_("Write down what only named persons read"), needs="tell", undo=_undo)
def add_closed(work: Work, *, file_id: str, on_day: datetime.date, words: str) -> str:
    """A visit, a result, a treatment. Its writer does not read it again, unless they hold it."""
    checked = fields.check_all(asked_of(ClosedCare), {"on_day": on_day, "words": words})
    sense.day_has_come(checked["on_day"], work.today(), "on_day")
    return work.add(ClosedCare(file_id=_file(work, file_id), **_sealable(checked))).id


def _sealable(checked: dict[str, Any]) -> dict[str, Any]:
    """What is sealed is kept as JSON, a day as its letters."""
    return {name: day.isoformat() if isinstance(day, datetime.date) else day for name, day in checked.items()}


@action(N_("Write down what has to be treated within hours"), needs="tell", undo=_undo)
def add_urgent(
    work: Work,
    *,
    file_id: str,
    happened_at: int,
    against_hiv: Said | str | None = None,
    contraception: Said | str | None = None,
    words: str | None = None,
    nurse_told: bool = False,
) -> str:
    """When it happened, and what was done. The hours run for its holders alone.

    With the child's yes the others see that the nurse is wanted, by the same mark as for every other reason.
    """
    asked = {"happened_at": happened_at, "against_hiv": against_hiv, "contraception": contraception, "words": words}
    checked = fields.check_all({**asked_of(UrgentCare), "nurse_told": NURSE_TOLD}, {**asked, "nurse_told": nurse_told})
    sense.hour_has_come(checked["happened_at"], work.now(), "happened_at")
    stays = _file(work, file_id)
    if checked.pop("nurse_told"):
        work.do("case_file.send_to_nurse", file_id=stays, today=True)
    row = UrgentCare(file_id=stays)
    work.put(row, checked)
    return work.add(row).id


@action(N_("Say what was done in time"), needs="write")
def answer_urgent(
    work: Work, *, record_id: str, against_hiv: Said | str | None = None, contraception: Said | str | None = None
) -> None:
    """What became of each treatment that helps in time only; its hours stop where it is settled."""
    row = work.get(UrgentCare, record_id)
    _must_hold(work, row)
    described = fields_of(UrgentCare)
    told = {"against_hiv": against_hiv, "contraception": contraception}
    work.put(row, fields.check_all({name: described[name] for name in told}, told))


def _must_hold(work: Work, row: Record) -> None:
    """What is closed is changed by who reads it."""
    name = next(name for name, field in fields_of(type(row)).items() if field.sealed)
    if row.withdrawn_at is not None or work.see(row, name) is HIDDEN:
        raise errors.NotFound


@action(N_("Write down a pregnancy"), needs="write", undo=_undo)
def add_pregnancy(
    work: Work,
    *,
    file_id: str,
    birth_expected_on: datetime.date,
    known_by: str | None = None,
    words: str | None = None,
) -> str:
    """The visits before the birth are told to its holders; no list of what is due names one."""
    asked = {"birth_expected_on": birth_expected_on, "known_by": known_by, "words": words}
    checked: dict[str, Any] = fields.check_all(asked_of(Pregnancy), asked)
    weeks.expected_in_time(checked["birth_expected_on"], work.today())
    return work.add(Pregnancy(file_id=_file(work, file_id), **_sealable(checked))).id


@action(N_("A visit before the birth took place"), needs="write")
def seen_before_birth(work: Work, *, record_id: str, on_day: datetime.date) -> None:
    """Which day; the visits that were due by then are done."""
    row = work.get(Pregnancy, record_id)
    _must_hold(work, row)
    day = _day_past(work, "on_day", on_day)
    row.visits = " ".join(sorted({*str(said.plain(work, row, "visits") or "").split(), day.isoformat()}))


@action(N_("Write down how a pregnancy ended"), needs="write")
def end_pregnancy(work: Work, *, record_id: str, ended_on: datetime.date) -> None:
    """No visit before the birth is due any more."""
    row = work.get(Pregnancy, record_id)
    _must_hold(work, row)
    row.ended_on = _day_past(work, "ended_on", ended_on).isoformat()


def _day_past(work: Work, name: str, given: object) -> datetime.date:
    day = fields.Field(fields.Day(past=True), N_("Day"), required=True, name=name).check(given)
    sense.day_has_come(day, work.today(), name)
    if not isinstance(day, datetime.date):
        raise errors.RuleBroken(N_("Write a day, for example 14/09/2026."), name)
    return day


# -- who holds it


@action(N_("Name who goes on with it elsewhere"), needs="hold")
def name_reader(work: Work, *, file_id: str, name: str, recipient: str) -> str:
    """A package closes what is closed of this child for this person's own key, where the child agreed to it."""
    stays = _file(work, file_id)
    if not work.opens(ClosedReader, "recipient", stays):
        raise errors.NotAllowed(N_("Only who holds it can open it to somebody else."))
    checked = fields.check_all(asked_of(ClosedReader), {"name": name, "recipient": recipient})
    checked["recipient"] = ages.checked_recipient(str(checked["recipient"]))
    return work.add(ClosedReader(file_id=stays, **checked)).id


@action(N_("Open a child's closed health to one person"), needs="hold")
def open_to(work: Work, *, file_id: str, worker_id: str, why: str) -> str:
    """Make somebody holder of this child's closed health, and of no other's. Only who holds it can."""
    sense.reason_given(why)
    stays = _file(work, file_id)
    worker = work.get(Worker, worker_id)
    if not worker.active or not any(permissions.ROLES[role].one_by_one for role in _roles(worker)):
        raise errors.RuleBroken(N_("This is opened child by child to a nurse who works here."), "worker_id")
    if worker.id in work.one_by_one_holders(stays):
        raise errors.RuleBroken(N_("This person holds it already."), "worker_id")
    work.make_holder(stays, worker)
    checked = fields.check_all(asked_of(MedicalHolder), {"holder": worker.id, "why": why})
    return work.add(MedicalHolder(file_id=stays, **checked)).id


def _roles(worker: Worker) -> list[str]:
    return [role for role in worker.roles if role in permissions.ROLES]


@action(N_("Close a child's health to one person"), needs="hold")
def close_to(work: Work, *, file_id: str, worker_id: str, why: str) -> None:
    """Whoever was made holder is it no longer; what is written from now on lies under another key."""
    sense.reason_given(why)
    stays = _file(work, file_id)
    work.end_holder(stays, worker_id)
    for each in work.same(stays):
        for row in work.standing(MedicalHolder, each):
            if work.see(row, "holder") == worker_id:
                work.withdraw(row, why)
