"""What is done for a child who is here again: a medicine it took along goes on, the doses elsewhere are settled."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Final

from transit_desk import children
from transit_desk.action import Undone, action
from transit_desk.domain import errors, fields
from transit_desk.domain.text import N_
from transit_desk.services.health import views
from transit_desk.services.health.actions import lines, planned
from transit_desk.services.health.records import Dose, Medicine, MedicinePlan, given
from transit_desk.services.health.rules import doses
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import Work

MARK: Final = dataclasses.replace(fields_of(Dose)["mark"], kind=fields.Choice("dose_mark", doses.THERE))


@dataclasses.dataclass(frozen=True)
class TakenUp:
    """How a medicine goes on, and what stood on its sachet, under which plans, and with whom it went before."""

    plan_id: str
    sachet: int
    along_with: str | None
    under: tuple[str, ...]


def _undo_taking_up(work: Work, undone: Undone) -> None:
    before: TakenUp = undone.result
    plan = work.get(MedicinePlan, before.plan_id)
    if work.count(Dose, Dose.medicine_id == plan.medicine_id, Dose.made_at >= plan.made_at):
        raise errors.RuleBroken(N_("A dose of it was marked since, so it stays. Stop it instead."))
    work.withdraw(plan, planned.UNDONE)
    for plan_id in before.under:
        work.put(work.get(MedicinePlan, plan_id), {"sachet": None})
    work.put(work.get(Medicine, plan.medicine_id), {"sachet": before.sachet, "along_with": before.along_with})


@action(N_("Take a medicine up again"), needs="prescribe", undo=_undo_taking_up)
def take_up(
    work: Work,
    *,
    record_id: str,
    sachet: int,
    dose: str,
    hours: str,
    every_days: int = 1,
    to_day: datetime.date | None = None,
) -> TakenUp:
    """A child who is here again takes what it took along: the same medicine, whoever reads its name, from now on.

    What was given before was given from the sachet of then; its number may be another child's by now.
    """
    course = given.course_of(work, record_id)
    if not given.is_asked(work, course):
        raise errors.RuleBroken(N_("This medicine is being given, or was ended. Plan it anew."))
    newest, medicine = course.newest, course.medicine
    number = planned.checked(Medicine, {"sachet": sachet})
    planned.number_is_free(work, int(number["sachet"]))
    first = doses.in_rhythm(doses.day_at(work.now(), given.zone(work)), newest.from_day, newest.every_days, every_days)
    told = planned.plan({"dose": dose, "hours": hours, "from_day": first, "to_day": to_day, "every_days": every_days})
    plan = MedicinePlan(file_id=medicine.file_id, medicine_id=medicine.id, begins_at=work.now(), **told)
    anew = number["sachet"] != medicine.sachet
    under = tuple(each.id for each in course.plans if anew and each.sachet is None)
    before = TakenUp(work.add(plan).id, medicine.sachet, medicine.along_with, under)
    for plan_id in under:
        work.put(work.get(MedicinePlan, plan_id), {"sachet": medicine.sachet})
    work.put(medicine, {**number, "along_with": None})
    return before


def _undo_settling(work: Work, undone: Undone) -> None:
    for line_id in undone.result:
        lines.take_back(work, line_id)


@action(N_("Settle the doses of a time away"), needs="round", undo=_undo_settling)
def settle_away(work: Work, *, file_id: str, mark: str, words: str) -> tuple[str, ...]:
    """What became, elsewhere, of every dose of which nothing is written, at once, and who says so. Returns the lines.

    Each is kept at the hour at which it was due, for nobody of the house knows a better one, and under the number of
    its medicine, which may be another one of a child whose files were joined.
    """
    checked = fields.check_all({"mark": MARK, "words": fields_of(Dose)["words"]}, {"mark": mark, "words": words})
    doses.says_why(mark, words)
    child = children.child(work, file_id)
    here = child.file_id in given.in_the_house(work)
    found = views.unsettled(work, [child.file_id], back=False).get(child.file_id, ()) if here else ()
    if not found:
        raise errors.RuleBroken(N_("No dose of a time away is left to settle."))
    own = {each.medicine.id: each.medicine.file_id for each in given.courses(work, work.same(child.file_id))}
    return tuple(
        work.add(Dose(file_id=own[dose.medicine], medicine_id=dose.medicine, on_day=dose.day, minute=dose.minute,
                      at=dose.at, by_id=work.actor.worker_id, **checked)).id
        for dose in found
    )  # fmt: skip
