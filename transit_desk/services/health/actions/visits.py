"""What is written of a child's health: visits, referrals, needs, conditions, measures, vaccines, sessions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Final

from transit_desk import children, forms
from transit_desk import paper as papers
from transit_desk.action import Undone, action
from transit_desk.domain import dates, errors, fields, instants, sense
from transit_desk.domain.text import N_, Words
from transit_desk.services.health.records import (
    ClosedCare,
    ClosedReader,
    Condition,
    HealthNeed,
    Measure,
    Pregnancy,
    PssSession,
    Referral,
    UrgentCare,
    Vaccination,
    Visit,
    sent,
)
from transit_desk.services.health.rules import growth, weeks
from transit_desk.storage import corrections
from transit_desk.storage.corrections import Told
from transit_desk.storage.records import Record, asked_of, fields_of, records
from transit_desk.storage.work import Work

_UNDONE: Final = "undone"
_TOLD: Final = (Visit, HealthNeed, Condition)
_KINDS: Final[tuple[type[Record], ...]] = (
    *_TOLD, Measure, Vaccination, PssSession, Referral, ClosedCare, UrgentCare, Pregnancy,
    ClosedReader,
)  # fmt: skip
_CHECK: Final = "health.check"
_VACCINES: Final = "health.vaccines"
_PAST_DAYS: Final = ("on_day",)


def _checked(work: Work, kind: type[Record], values: dict[str, object]) -> dict[str, Any]:
    checked = fields.check_asked(asked_of(kind), values)
    for name in _PAST_DAYS:
        sense.day_has_come(checked.get(name), work.today(), name)
    return checked


def _add(work: Work, kind: type[Any], file_id: str, values: dict[str, object]) -> Any:
    record = kind(file_id=work.stays(work.get(records()["case_file"], file_id).id))
    work.put(record, _checked(work, kind, values))
    return work.add(record)


def _undo(work: Work, undone: Undone) -> None:
    _withdraw(work, corrections.find(work, _KINDS, undone.result), _UNDONE)


def _withdraw(work: Work, record: Record, why: str) -> None:
    """What is taken out of use takes what was due because of it along; what it had done is due again."""
    corrections.take_back(work, record, why)
    if isinstance(record, Referral) and sent.of(work, record).absence is not None:
        work.do("interim_care.take_back", record_id=record.absence_id, why=why)
    if isinstance(record, (Visit, Vaccination)):
        work.do("case_file.unfinish_due", done_table=record.__tablename__, done_id=record.id)
    if isinstance(record, Visit):
        work.do("case_file.drop_due", file_id=record.file_id, rule=_CHECK, source_id=record.id, why=why)
        if record.supersedes_id is not None:
            _follows(work, work.get(Visit, record.supersedes_id))


# -- visits


@action(N_("Write down a visit"), needs="write", undo=_undo)
def add_visit(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """What was the matter, found and done; when the child is to be seen again becomes due."""
    visit = _add(work, Visit, file_id, {"examined_by": work.actor.name, "stays_due": False, **values})
    work.session.flush()
    _follows(work, visit)
    return str(visit.id)


def _follows(work: Work, visit: Visit) -> None:
    """What a visit has done, and what becomes due by it."""
    _seen(work, visit)
    _see_again(work, visit)


def _seen(work: Work, visit: Visit) -> None:
    """A check that was due by this day is done by this visit, unless it says that it looked at something else."""
    if visit.stays_due:
        return
    for due in work.ask("case_file.dues", file_id=visit.file_id):
        if due.what == "health_check" and due.done_on is None and due.from_day <= visit.on_day:
            work.do(
                "case_file.finish_due", due_id=due.id, on_day=visit.on_day, done_table=Visit.__tablename__,
                done_id=visit.id,
            )  # fmt: skip


def _see_again(work: Work, visit: Visit) -> None:
    if visit.follow_up_on is None:
        return
    if visit.follow_up_on < visit.on_day:
        raise errors.RuleBroken(N_("The child is seen again after this visit."), "follow_up_on")
    work.do(
        "case_file.plan_due", file_id=visit.file_id, rule=_CHECK, what="health_check", from_day=visit.follow_up_on,
        to_day=visit.follow_up_on, source_id=visit.id,
    )  # fmt: skip


# -- sent elsewhere


def _undo_refer(work: Work, undone: Undone) -> None:
    referral = work.get(Referral, undone.result)
    if sent.of(work, referral).back_at is not None:
        raise errors.RuleBroken(N_("The child has come back since, so it stays."))
    _withdraw(work, referral, _UNDONE)


@action(N_("Send to a clinic"), needs="write", undo=_undo_refer)
def refer(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Where a child was sent, why and with whom. Whoever stays there overnight is away, and keeps the bed.

    Of who stays there it is asked what an absence asks (`OF_THE_STAY`): whether her baby goes along, and what is
    wrong where the child was seen here since.
    """
    told = {name: value for name, value in values.items() if name not in OF_THE_STAY}
    referral = _add(work, Referral, file_id, {"came_back_at": None, "came_back_with": None, **told})
    sense.hour_has_come(referral.sent_at, work.now(), "sent_at")
    if referral.admitted:
        referral.absence_id = _away(work, referral, {name: values.get(name) for name in OF_THE_STAY})
    return str(referral.id)


OF_THE_STAY: Final = forms.HER_BABY | forms.THOUGH_SEEN


def _away(work: Work, referral: Referral, asked_of_it: Mapping[str, object]) -> str:
    """Whoever stays at the hospital is away; what beds refuse is told where it was asked.

    Of the hour itself nothing is in the way but that somebody was seen here since, who is named: that asks for words.
    """
    try:
        return str(work.do(
            "interim_care.go_away", file_id=referral.file_id, kind="hospital", left_at=referral.sent_at,
            with_whom=referral.accompanied_by, **asked_of_it,
        ))  # fmt: skip
    except errors.NotAllowed:
        raise errors.RuleBroken(
            N_("Whoever writes absences down says that a child stays there overnight."), "admitted"
        ) from None
    except errors.RuleBroken as broken:
        hour = "sent_at" if broken.about is None else "though_seen"
        asked = broken.field if broken.field in OF_THE_STAY else "admitted"
        field = hour if broken.field == "left_at" else asked
        raise errors.RuleBroken(broken.words, field, about=broken.about) from None


@action(N_("Back from the clinic"), needs="write")
def come_back(work: Work, *, record_id: str, came_back_at: int, came_back_with: str | None = None) -> None:
    """When a child came back and with what; whoever was admitted is back in the house.

    The hour of who was admitted is kept once, with the absence.
    """
    referral = work.get(Referral, record_id)
    corrections.must_stand(referral)
    stay = sent.of(work, referral)
    if stay.is_told:
        raise errors.RuleBroken(N_("The child is back already."), "came_back_at")
    described = fields_of(Referral)
    told = {"came_back_at": came_back_at, "came_back_with": came_back_with}
    checked = fields.check_all({name: described[name] for name in told}, told)
    at = checked["came_back_at"]
    if not isinstance(at, int):
        raise errors.RuleBroken(N_("Write a day and an hour."), "came_back_at")
    sense.hour_has_come(at, work.now(), "came_back_at")
    if at < referral.sent_at:
        raise errors.RuleBroken(N_("The child left after this hour."), "came_back_at")
    if stay.absence is not None:
        _returned(work, stay, at)
        del checked["came_back_at"]
    work.put(referral, checked)


def _returned(work: Work, stay: sent.Sent, at: int) -> None:
    """The absence ends at this hour, or ended at it already; another hour is put right where it stands."""
    already = stay.back_at
    if already is None:
        try:
            work.do("interim_care.come_back", file_id=stay.referral.file_id, back_at=at)
        except errors.RuleBroken as broken:
            raise errors.RuleBroken(broken.words, "came_back_at") from None
    elif already // instants.MINUTE != at // instants.MINUTE:
        told = {"day": dates.say_day(work.day_of(already)), "hour": f"{work.local(already):%H:%M}"}
        raise errors.RuleBroken(
            Words(N_("The child is back since {day} at {hour}. Keep that hour, or put the absence right."), told),
            "came_back_at",
        )


# -- what to mind, what a child lives with


@action(N_("Write down what to mind"), needs="tell", undo=_undo)
def add_need(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """An allergy, a diet, an aid: for everybody around the child."""
    return str(_add(work, HealthNeed, file_id, values).id)


@action(N_("Write down a lasting condition"), needs="write", undo=_undo)
def add_condition(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """What a child lives with for long, and what is adapted for it."""
    sense.reason_given(values.get("adapted"), "adapted", N_("Write what is adapted for it, or why nothing."))
    return str(_add(work, Condition, file_id, values).id)


@action(N_("Correct what was written"), needs="write", undo=_undo)
def correct(work: Work, *, record_id: str, values: dict[str, object]) -> str:
    """A new statement in place of one that was not right; what stood there stays, with the reason."""
    old, whole, because = forms.corrected(work, _TOLD, record_id, values)
    checked = _checked(work, type(old), whole)
    new: Told = corrections.correct(work, old, checked, because)
    work.session.flush()
    if isinstance(new, Visit):
        work.do("case_file.unfinish_due", done_table=new.__tablename__, done_id=old.id)
        work.do("case_file.drop_due", file_id=new.file_id, rule=_CHECK, source_id=old.id, why=because)
        _follows(work, new)
    return new.id


@action(N_("Take this back"), needs="write")
def take_back(work: Work, *, record_id: str, why: str) -> None:
    """Take out of use what was written by mistake; it stays in the trail, with the reason."""
    sense.reason_given(why)
    record = corrections.find(work, _KINDS, record_id)
    corrections.must_stand(record)
    _withdraw(work, record, why)


# -- measures and vaccines


@action(N_("Write down measures"), needs="write", undo=_undo)
def add_measure(
    work: Work,
    *,
    file_id: str,
    on_day: datetime.date,
    weight: str | None = None,
    height: str | None = None,
    arm: str | None = None,
    oedema: bool = False,
) -> str:
    """Weight in kg, height and upper arm in cm, as they are read off; kept in grams and millimetres."""
    amounts = {
        name: growth.read_amount(_words(name, told), unit, name)
        for name, told, unit in (
            ("weight", weight, growth.WEIGHT),
            ("height", height, growth.HEIGHT),
            ("arm", arm, growth.ARM),
        )
    }
    growth.something_measured(*amounts.values())
    return str(_add(work, Measure, file_id, {"on_day": on_day, "oedema": oedema, **amounts}).id)


def _words(name: str, told: object) -> str | None:
    checked = fields.Field(fields.Text(8), N_("Measure"), name=name).check(told)
    return None if checked is None else str(checked)


@action(N_("Plan the vaccines of an infant"), needs="write")
def plan_vaccines(work: Work, *, file_id: str, born_on: datetime.date) -> int:
    """What is due by the week of birth and was not given yet. Returns how many visits that makes."""
    child = children.child(work, file_id)
    day = fields.Field(fields.Day(past=True), N_("Born on"), required=True, name="born_on").check(born_on)
    sense.day_has_come(day, work.today(), "born_on")
    if not isinstance(day, datetime.date) or not weeks.is_infant(day, work.today(), 24):
        raise errors.RuleBroken(N_("By weeks these vaccines are due until two years of age."), "born_on")
    series = weeks.vaccines(day, str(work.setting("health.vaccines")))
    given = [name for row in _vaccinations(work, child.file_id) for name in row.vaccines]
    missing = weeks.not_given(series, given)
    for step in missing:
        work.do(
            "case_file.plan_due", file_id=child.file_id, rule=f"{_VACCINES}.{step.window.key}", what="vaccination",
            from_day=step.window.first, to_day=step.window.last,
        )  # fmt: skip
    return len(missing)


def _vaccinations(work: Work, file_id: str) -> list[Vaccination]:
    return [row for each in work.same(file_id) for row in work.standing(Vaccination, each)]


@action(N_("Write down vaccines"), needs="write", undo=_undo)
def add_vaccination(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """What was given on a day; the first vaccination that was due by then is done."""
    row = _add(work, Vaccination, file_id, values)
    work.session.flush()
    for due in work.ask("case_file.dues", file_id=row.file_id):
        if due.what == "vaccination" and due.done_on is None and due.from_day <= row.on_day:
            work.do(
                "case_file.finish_due", due_id=due.id, on_day=row.on_day, done_table=Vaccination.__tablename__,
                done_id=row.id,
            )  # fmt: skip
            break
    return str(row.id)


@action(N_("Write down a session"), needs="session", undo=_undo)
def add_session(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """That there was a session, for those who plan; what was spoken of, for its holders."""
    return str(_add(work, PssSession, file_id, {"provider": work.actor.name, **values}).id)


@action(N_("A list without a file was printed or saved"), needs="round")
def note_paper(work: Work, *, paper: str, way: str) -> None:
    """Leave a line about a paper of the whole house that left the screen."""
    papers.left(work, paper, way)
