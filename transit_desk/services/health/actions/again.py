"""What is done for a child who is here again: a medicine that it took along goes on."""

from __future__ import annotations

import dataclasses
import datetime

from transit_desk.action import Undone, action
from transit_desk.domain import errors
from transit_desk.domain.text import N_
from transit_desk.services.health.actions import planned
from transit_desk.services.health.records import Dose, Medicine, MedicinePlan, given
from transit_desk.services.health.rules import doses
from transit_desk.storage.work import Work


@dataclasses.dataclass(frozen=True)
class TakenUp:
    """How a medicine goes on, and what stood on its sachet and of whom it went along with before."""

    plan_id: str
    sachet: int
    along_with: str | None


def _undo_taking_up(work: Work, undone: Undone) -> None:
    before: TakenUp = undone.result
    plan = work.get(MedicinePlan, before.plan_id)
    if work.count(Dose, Dose.medicine_id == plan.medicine_id, Dose.made_at >= plan.made_at):
        raise errors.RuleBroken(N_("A dose of it was marked since, so it stays. Stop it instead."))
    work.withdraw(plan, planned.UNDONE)
    work.put(work.get(Medicine, plan.medicine_id), {"sachet": before.sachet, "along_with": before.along_with})


@action(N_("Take a medicine up again"), needs="prescribe", undo=_undo_taking_up)
def take_up(
    work: Work, *, record_id: str, sachet: int, dose: str, hours: str, every_days: int = 1,
    to_day: datetime.date | None = None,
) -> TakenUp:  # fmt: skip
    """A child who is here again takes what it took along: the same medicine, whoever reads its name, from now on."""
    course = given.course_of(work, record_id)
    if not given.is_asked(work, course):
        raise errors.RuleBroken(N_("This medicine is being given, or was ended. Plan it anew."))
    newest, medicine = course.newest, course.medicine
    number = planned.checked(Medicine, {"sachet": sachet})
    planned.number_is_free(work, int(number["sachet"]))
    first = doses.in_rhythm(doses.day_at(work.now(), given.zone(work)), newest.from_day, newest.every_days, every_days)
    told = planned.plan({"dose": dose, "hours": hours, "from_day": first, "to_day": to_day, "every_days": every_days})
    plan = MedicinePlan(file_id=medicine.file_id, medicine_id=medicine.id, begins_at=work.now(), **told)
    before = TakenUp(work.add(plan).id, medicine.sachet, medicine.along_with)
    work.put(medicine, {**number, "along_with": None})
    return before
