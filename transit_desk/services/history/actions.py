"""What can be done with the time before the centre: write down, change, end, answer, take back."""

from __future__ import annotations

import datetime
from typing import TypeVar

import sqlalchemy

from transit_desk import forms, said
from transit_desk.action import Undone, action
from transit_desk.domain import errors, fields, sense
from transit_desk.domain.fields import Said
from transit_desk.domain.text import N_
from transit_desk.services.history import rules
from transit_desk.services.history.records import (
    KINDS,
    AgeFinding,
    Association,
    Attestation,
    CertificationStep,
    Detention,
    RecruitmentRisk,
    Separation,
    Summons,
)
from transit_desk.storage import corrections
from transit_desk.storage.records import Record, asked_of, records
from transit_desk.storage.work import HIDDEN, Work

R = TypeVar("R", bound=Record)


def _add(work: Work, kind: type[R], file_id: str, values: dict[str, object]) -> R:
    record = kind(file_id=file_id)
    work.put(record, values)
    return work.add(record)


def _see_file(work: Work, file_id: str) -> Record:
    return work.get(records()["case_file"], file_id)


def _plain(value: object) -> object:
    return value.value if isinstance(value, Said) else value


def _undo(work: Work, undone: Undone) -> None:
    _withdraw(work, corrections.find(work, KINDS, undone.result), "undone")


# -- what was told of a time with a force or group, and of the separation


def _of_association(work: Work, values: dict[str, object]) -> dict[str, object]:
    checked = fields.check_asked(asked_of(Association), values)
    begin = rules.read_date(_plain(checked["joined"]), work.today(), "joined")
    end = rules.read_date(_plain(checked["left"]), work.today(), "left")
    rules.in_order(begin, end, "left")
    return checked


def _of_separation(work: Work, values: dict[str, object]) -> dict[str, object]:
    checked = fields.check_asked(asked_of(Separation), values)
    rules.read_date(_plain(checked["on_date"]), work.today(), "on_date")
    return checked


@action(N_("Write down a time with a force or group"), needs="write", undo=_undo)
def add_association(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """One time with a force or group, as the child tells it; everything may stay unasked."""
    said.must_read(work, Association)
    _see_file(work, file_id)
    return _add(work, Association, file_id, _of_association(work, values)).id


@action(N_("Write down a separation"), needs="write", undo=_undo)
def add_separation(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """When, where and why a child and the family were separated."""
    _see_file(work, file_id)
    return _add(work, Separation, file_id, _of_separation(work, values)).id


@action(N_("Correct what was written"), needs="write", undo=_undo)
def correct(work: Work, *, record_id: str, values: dict[str, object]) -> str:
    """A new statement in place of one that was not right; what stood there stays, with the reason.

    Only the fields given are changed.
    """
    old, whole, because = forms.corrected(work, (Association, Separation), record_id, values)
    checked = _of_association(work, whole) if isinstance(old, Association) else _of_separation(work, whole)
    return corrections.correct(work, old, checked, because).id


# -- detention


def _detention_fits(work: Work, file_id: str, values: dict[str, object], but: str = "") -> None:
    today, now = work.today(), work.now()
    begin = rules.read_date(values.get("began"), today, "began")
    end = rules.read_date(values.get("ended"), today, "ended")
    rules.in_order(begin, end, "ended")
    rules.ended_how(values.get("ended"), values.get("outcome"))
    rules.moments_in_order(values.get("known_at"), values.get("handed_over_at"), now)
    if begin is None:
        return
    others = work.all(
        sqlalchemy.select(Detention).where(
            Detention.file_id.in_(work.same(file_id)), Detention.id != but, Detention.withdrawn_at.is_(None)
        )
    )
    told = [
        (rules.read_date(work.see(each, "began"), today, "began"), rules.read_date(work.see(each, "ended"), today, ""))
        for each in others
    ]
    rules.apart(begin, end, [(other, until) for other, until in told if other is not None])


@action(N_("Write down a detention"), needs="write", undo=_undo)
def add_detention(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """A time in the hands of an authority; refused beside the field where it overlaps another."""
    said.must_read(work, Detention)
    _see_file(work, file_id)
    checked = fields.check_asked(asked_of(Detention), values)
    _detention_fits(work, file_id, checked)
    return _add(work, Detention, file_id, checked).id


@action(N_("Change a detention"), needs="write")
def change_detention(work: Work, *, record_id: str, values: dict[str, object]) -> None:
    """Change what is known of it; only the fields given."""
    said.must_read(work, Detention)
    record = work.get(Detention, record_id)
    corrections.must_stand(record)
    checked = fields.check_given(asked_of(Detention), values)
    _detention_fits(work, record.file_id, {**said.held(work, record, asked_of(Detention)), **checked}, record.id)
    work.put(record, checked)


@action(N_("End a detention"), needs="write")
def end_detention(
    work: Work, *, record_id: str, ended: str, outcome: str | None = None, handed_over_at: int | None = None
) -> None:
    """Say until when it lasted and how it ended."""
    given: dict[str, object] = {"ended": ended, "outcome": outcome, "handed_over_at": handed_over_at}
    if not ended:
        raise errors.RuleBroken(N_("Write until when it lasted."), "ended")
    change_detention(
        work, record_id=record_id, values={name: value for name, value in given.items() if value is not None}
    )


# -- summons


def _summons_fits(work: Work, values: dict[str, object]) -> None:
    for name in ("at", "answered_at"):
        sense.hour_has_come(values.get(name), work.now(), name)
    rules.answered_whole(values.get("at"), values.get("answered_at"), values.get("answered_by"))


@action(N_("Write down that a child was summoned or arrested"), needs="write", undo=_undo)
def add_summons(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """An authority asks for a child; the file says so to its own workers until somebody has answered."""
    _see_file(work, file_id)
    checked = fields.check_asked(asked_of(Summons), values)
    _summons_fits(work, checked)
    return _add(work, Summons, file_id, checked).id


@action(N_("Answer a summons"), needs="write")
def answer_summons(work: Work, *, record_id: str, answered_at: int, answered_by: str) -> None:
    """Say who answered, and when."""
    said.must_read(work, Summons)
    record = work.get(Summons, record_id)
    corrections.must_stand(record)
    checked = fields.check_given(asked_of(Summons), {"answered_at": answered_at, "answered_by": answered_by})
    _summons_fits(work, {"at": work.see(record, "at"), **checked})
    work.put(record, checked)


# -- certification, which opens and closes nothing


def _before_any(work: Work, file_id: str, steps: list[CertificationStep]) -> object:
    """What stood in the file before the first step that still stands."""
    holder, name = (steps[0], "before_any") if steps else (_see_file(work, file_id), "certification")
    seen = work.see(holder, name)
    return None if seen is HIDDEN else seen


def _steps(work: Work, file_id: str) -> list[CertificationStep]:
    return list(
        work.all(
            sqlalchemy.select(CertificationStep)
            .where(CertificationStep.file_id == file_id, CertificationStep.withdrawn_at.is_(None))
            .order_by(CertificationStep.on_day, CertificationStep.made_at, CertificationStep.id)
        )
    )


def _certify(work: Work, file_id: str, state: object) -> None:
    work.do("case_file.change_file", file_id=file_id, values={"certification": state})


@action(N_("Write down a step of the certification"), needs="write", undo=_undo)
def record_certification(work: Work, *, file_id: str, state: str, on_day: datetime.date, by_whom: str) -> str:
    """Which state the certification is in since when, and by whom; the newest by its day is the one of the file."""
    said.must_read(work, CertificationStep)
    checked = fields.check_given(asked_of(CertificationStep), {"state": state, "on_day": on_day, "by_whom": by_whom})
    sense.day_has_come(checked["on_day"], work.today(), "on_day")
    before = _before_any(work, file_id, _steps(work, file_id))
    step = _add(work, CertificationStep, file_id, {**checked, "before_any": before})
    work.session.flush()
    if _steps(work, file_id)[-1].id == step.id:
        _certify(work, file_id, checked["state"])
    return step.id


@action(N_("Write down an attestation"), needs="write", undo=_undo)
def add_attestation(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """What is known of the paper: asked for, issued by whom, its number and day."""
    _see_file(work, file_id)
    checked = fields.check_asked(asked_of(Attestation), values)
    sense.day_has_come(checked["on_day"], work.today(), "on_day")
    rules.issued_whole(checked["state"], checked["issued_by"])
    return _add(work, Attestation, file_id, checked).id


# -- age and risk


@action(N_("Write down what was said about the age"), needs="write", undo=_undo)
def add_age_finding(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """What somebody with a title said; the child keeps everything, whatever it is."""
    _see_file(work, file_id)
    checked = fields.check_asked(asked_of(AgeFinding), values)
    sense.day_has_come(checked["on_day"], work.today(), "on_day")
    return _add(work, AgeFinding, file_id, checked).id


@action(N_("Look at the risk of being taken again"), needs="write", undo=_undo)
def add_risk(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """One dated look: approached, threatened, friends who went back."""
    _see_file(work, file_id)
    checked = fields.check_asked(asked_of(RecruitmentRisk), values)
    sense.day_has_come(checked["on_day"], work.today(), "on_day")
    return _add(work, RecruitmentRisk, file_id, checked).id


# -- taking back


def _withdraw(work: Work, record: Record, why: str) -> None:
    if not isinstance(record, CertificationStep):
        corrections.take_back(work, record, why)
        return
    newest = _steps(work, record.file_id)[-1:] == [record]
    before = work.see(record, "before_any")
    work.withdraw(record, why)
    work.session.flush()
    left = _steps(work, record.file_id)
    if newest:
        _certify(work, record.file_id, work.see(left[-1], "state") if left else before)


@action(N_("Take this back"), needs="write")
def take_back(work: Work, *, record_id: str, why: str) -> None:
    """Take out of use what was written by mistake; it stays in the trail, with the reason."""
    sense.reason_given(why)
    record = corrections.find(work, KINDS, record_id)
    said.must_read(work, type(record))
    corrections.must_stand(record)
    _withdraw(work, record, why)
