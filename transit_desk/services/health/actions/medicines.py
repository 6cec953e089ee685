"""Medicines: planned, changed, stopped; each dose marked once."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from transit_desk import children, choices
from transit_desk.action import Undone, action
from transit_desk.domain import errors, instants, sense
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, Words
from transit_desk.services.health import views
from transit_desk.services.health.actions import lines, planned
from transit_desk.services.health.records import Dose, MedicalHolder, Medicine, MedicinePlan, given
from transit_desk.services.health.rules import away, doses
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import Work


def _undo_medicine(work: Work, undone: Undone) -> None:
    course = given.course_of(work, undone.result)
    if work.count(Dose, Dose.medicine_id == course.medicine.id):
        raise errors.RuleBroken(N_("A dose of it was marked since, so it stays. Stop it instead."))
    for plan in course.plans:
        work.withdraw(plan, planned.UNDONE)
    work.withdraw(course.medicine, planned.UNDONE)


@action(N_("Plan a medicine"), needs="prescribe", undo=_undo_medicine)
def add_medicine(
    work: Work,
    *,
    file_id: str,
    sachet: int,
    dose: str,
    hours: str,
    from_day: datetime.date,
    to_day: datetime.date | None = None,
    every_days: int = 1,
    name: str | None = None,
    closed_name: str | None = None,
    controlled: bool = False,
    prescribed_by: str | None = None,
) -> str:
    """A medicine in a numbered sachet, and when it is given. Returns its identifier."""
    about = planned.checked(
        Medicine,
        {"sachet": sachet, "controlled": controlled, "name": name, "closed_name": closed_name,
         "prescribed_by": prescribed_by},
    )  # fmt: skip
    plan = planned.plan(
        {"dose": dose, "hours": hours, "from_day": from_day, "to_day": to_day, "every_days": every_days},
    )
    doses.one_name(about["name"], about["closed_name"])
    child = children.child(work, file_id)
    planned.number_is_free(work, int(str(about["sachet"])))
    medicine = work.add(Medicine(file_id=child.file_id, **about))
    work.session.flush()
    begins = doses.begins(plan["from_day"], work.now(), given.zone(work))
    work.add(MedicinePlan(file_id=child.file_id, medicine_id=medicine.id, begins_at=begins, **plan))
    return medicine.id


def _undo_change(work: Work, undone: Undone) -> None:
    new = work.get(MedicinePlan, undone.result)
    course = given.course_of(work, new.medicine_id)
    before = [plan for plan in course.plans if plan.id != new.id and plan.ends_at == new.begins_at]
    work.withdraw(new, planned.UNDONE)
    for plan in before[-1:]:
        plan.ends_at = None


@action(N_("Change how a medicine is given"), needs="prescribe", undo=_undo_change)
def change_plan(
    work: Work, *, record_id: str, dose: str, hours: str, every_days: int = 1, to_day: datetime.date | None = None
) -> str:
    """From this hour on it is given otherwise; what was due before, and what was given ahead, stays as it was.

    Returns the new plan.
    """
    course = given.course_of(work, record_id)
    _must_run(work, course)
    zone = given.zone(work)
    begins = max(work.now(), course.newest.begins_at, *(at + 1 for at in _given_ahead(work, course)))
    first = doses.in_rhythm(doses.day_at(begins, zone), course.newest.from_day, course.newest.every_days, every_days)
    plan = planned.plan({"dose": dose, "hours": hours, "from_day": first, "to_day": to_day, "every_days": every_days})
    course.newest.ends_at = begins
    new = MedicinePlan(file_id=course.medicine.file_id, medicine_id=course.medicine.id, begins_at=begins, **plan)
    return work.add(new).id


def _given_ahead(work: Work, course: given.Course) -> list[int]:
    """The hours to come whose dose was given already."""
    zone, today = given.zone(work), doses.day_at(work.now(), given.zone(work))
    rows = given.lines(work, [course.medicine.file_id], today, today + ONE_DAY)
    told = [key for key, row in given.marks(rows).items() if key[0] == course.medicine.id and row.mark == doses.GIVEN]
    return [doses.instant(day, minute, zone) for _medicine, day, minute in told]


def _must_run(work: Work, course: given.Course) -> None:
    if not course.runs(work.now(), work.today()):
        raise errors.RuleBroken(N_("This medicine is not given any more. Plan it anew."))


def _undo_stop(work: Work, undone: Undone) -> None:
    course = given.course_of(work, str(undone.values["record_id"]))
    planned.number_is_free(work, course.medicine.sachet)
    course.medicine.stopped_at = course.medicine.stop_why = course.medicine.closed_stop_why = None
    course.newest.ends_at = undone.result


@action(N_("Stop a medicine"), needs="prescribe", undo=_undo_stop)
def stop_medicine(work: Work, *, record_id: str, why: str) -> int | None:
    """No dose is due from now on; the reason is kept. Returns when the plan was to end before.

    So ends, too, what a child took along that is here again and takes it no more.
    """
    sense.reason_given(why)
    course = given.course_of(work, record_id)
    before = course.newest.ends_at
    if not given.is_asked(work, course):
        _must_run(work, course)
        course.newest.ends_at = work.now()
    reason = planned.checked(Medicine, {"stop_why": why})["stop_why"]
    closed = course.medicine.name is None  # what its name is closed for, the reason would tell
    work.put(course.medicine, {"stopped_at": work.now(), "closed_stop_why" if closed else "stop_why": reason})
    return before


def _undo_along(work: Work, undone: Undone) -> None:
    for medicine_id in undone.result:
        given.course_of(work, medicine_id).medicine.along_with = None


@action(N_("Send medicines along"), needs="prescribe", undo=_undo_along)
def send_along(work: Work, *, file_id: str, along_with: str) -> tuple[str, ...]:
    """The child leaves with its medicines: due here until it has left, and the next carers read what goes on."""
    told = fields_of(Medicine)["along_with"]
    words = dataclasses.replace(told, required=True).check(along_with)
    child = children.child(work, file_id)
    found = [each for each in given.courses(work, work.same(child.file_id)) if each.runs(work.now(), work.today())]
    if not found:
        raise errors.RuleBroken(N_("No medicine is being given."))
    for course in found:
        work.put(course.medicine, {"along_with": words})
    return tuple(course.medicine.id for course in found)


@action(N_("End the health of the house for who leaves"), needs="write")
def leave_house(work: Work, *, file_id: str) -> None:
    """No dose is due here any more, and whoever of the house was made holder of this child is it no longer.

    It ends nothing of a child who is still here: a leaving asks for it once the stay has ended.
    """
    stays = work.stays(file_id)
    files = work.same(stays)
    stay_goes_on = any(each.ended is None for each in children.lived_of(work, [stays])[stays])
    if stay_goes_on or stays in given.in_the_house(work):
        raise errors.RuleBroken(N_("This child lives here still."))
    for course in given.courses(work, files):
        if course.runs(work.now(), work.today()):
            course.newest.ends_at = work.now()
    work.no_holders(file_id)
    for each in files:
        for row in work.standing(MedicalHolder, each):
            work.withdraw(row, "left the house")


# -- doses


def _undo_mark(work: Work, undone: Undone) -> None:
    """What is written once is put right by a line of its own."""
    lines.take_back(work, undone.result)


@action(N_("Mark a dose"), needs="round", undo=_undo_mark)
def mark_dose(  # one dose: of what, of when; what became of it
    work: Work,
    *,
    medicine_id: str,
    on_day: datetime.date,
    minute: int,
    mark: str,
    at: int | None = None,
    witness_id: str | None = None,
    words: str | None = None,
) -> str:
    """What became of a dose, once. A second mark is refused with the first; a slip is corrected. Returns the line."""
    told = {"on_day": on_day, "minute": minute, "mark": mark, "at": work.now() if at is None else at,
            "witness_id": witness_id, "words": words}  # fmt: skip
    checked = planned.checked(Dose, told)
    sense.hour_has_come(checked["at"], work.now(), "at")
    doses.says_something(str(checked["mark"]))
    course = given.course_of(work, medicine_id)
    dose = _dose(work, course, (course.medicine.id, checked["on_day"], checked["minute"]))
    doses.has_come(dose, checked["at"], int(work.setting("health.ahead_minutes")))
    _not_marked(work, course, dose.key)
    _is_of_there(work, course.medicine.file_id, mark, dose.at)
    _fits(course, checked, work.actor.worker_id)
    if checked["mark"] == doses.GIVEN:
        _no_doubt(work, course, dose, checked)
    return work.add(
        Dose(file_id=course.medicine.file_id, medicine_id=course.medicine.id, by_id=work.actor.worker_id, **checked)
    ).id


def _dose(work: Work, course: given.Course, key: doses.Key) -> doses.Dose:
    start = doses.instant(key[1], 0, given.zone(work))
    every = given.due(work, [course], start, start + 26 * instants.HOUR)  # a day has 25 hours once
    dose = doses.is_due(every, key)
    if work.stays(course.medicine.file_id) not in given.in_the_house(work):
        raise errors.RuleBroken(N_("This child is not in the care of the house now, so no dose is marked."))
    return dose


def _is_of_there(work: Work, file_id: str, mark: str, due_at: int) -> None:
    away.is_said(mark, due_at, views.times_of(work, due_at, [file_id]).get(work.stays(file_id), ()))


def _not_marked(work: Work, course: given.Course, key: doses.Key) -> None:
    first = given.marks(given.lines(work, work.same(course.medicine.file_id), key[1], key[1])).get(key)
    if first is None:
        return
    raise errors.RuleBroken(
        Words(
            N_("This dose was marked already at {hour} by {name}: {mark}. Correct that line if it is not right."),
            {"hour": f"{work.local(first.at):%H:%M}", "name": work.staff.get(first.by_id, ""),
             "mark": choices.say("dose_mark", first.mark)},
        )
    )  # fmt: skip


def _no_doubt(work: Work, course: given.Course, dose: doses.Dose, checked: dict[str, Any]) -> None:
    """What makes one hesitate is answered in words, or the dose is not kept as given."""
    plan = next(each for each in given.plans_of([course]) if each.key == dose.plan)
    stays, files = work.stays(course.medicine.file_id), work.same(course.medicine.file_id)
    apart = views.span_of([plan])
    marks = given.marks(given.lines(work, files, dose.day - apart, dose.day + apart))
    handed = views.handed_from(work, given.courses(work, files), marks).get(course.medicine.id, [])
    then = away.while_away(dose.at, views.times_of(work, dose.at, [stays]).get(stays, ()))
    found = views.doubts_of(work, plan, dose, handed, course.sachet_at(dose.at), now_away=views.is_away(work, stays),
                            then_away=then, at=checked["at"])  # fmt: skip
    for doubt in found:
        sense.reason_given(checked["words"], "words", doubt)


def _fits(course: given.Course, checked: dict[str, object], giver: str) -> None:
    mark, words, witness = (checked[name] for name in ("mark", "words", "witness_id"))
    doses.says_why(str(mark), str(words or ""))
    doses.was_seen(
        str(mark), controlled=course.medicine.controlled, witness=str(witness) if witness else None, giver=giver
    )


@action(N_("Correct what was marked"), needs="round", undo=_undo_mark)
def correct_dose(work: Work, *, record_id: str, mark: str, words: str, witness_id: str | None = None) -> str:
    """Say what a line should have said; the line itself stays, and who wrote it. Returns the correction."""
    row = work.get(Dose, record_id)
    sense.reason_given(words, "words")
    checked = planned.checked(Dose, {"mark": mark, "words": words, "witness_id": witness_id})
    _fits(given.course_of(work, row.medicine_id), checked, row.by_id)
    _is_of_there(work, row.file_id, mark, doses.instant(row.on_day, row.minute, given.zone(work)))
    lines.is_latest(work, row)
    return lines.put_right(work, row, checked)
