"""Medicines with their plans and what became of each dose, read together: of one child or of the house."""

from __future__ import annotations

import collections
import dataclasses
import datetime
from collections.abc import Iterable, Sequence
from typing import Final

import sqlalchemy

from transit_desk import children
from transit_desk.services.health.records.medicines import Dose, Medicine, MedicinePlan
from transit_desk.services.health.rules import doses, doubts
from transit_desk.storage import kept
from transit_desk.storage.work import Work

__all__ = (
    "Course", "Dose", "Medicine", "MedicinePlan", "as_plan", "course_of", "courses", "due", "in_the_house", "is_asked",
    "lines", "marks", "plans_of", "seen_at", "waiting", "zone",
)  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Course:
    """One medicine with every plan it ever had, the oldest first."""

    medicine: Medicine
    plans: tuple[MedicinePlan, ...]

    @property
    def newest(self) -> MedicinePlan:
        """How it is given now, or was given last."""
        return self.plans[-1]

    def sachet_at(self, at: int) -> int:
        """The number that its sachet bore at an instant: another one may have come back with the child since."""
        then = [plan for plan in self.plans if plan.begins_at <= at] or [self.plans[0]]
        return then[-1].sachet or self.medicine.sachet

    def runs(self, now: int, today: datetime.date) -> bool:
        """Whether doses of it are still to come."""
        last = self.newest
        ended = last.ends_at is not None and last.ends_at <= now
        return not ended and (last.to_day is None or last.to_day >= today)

    def waits(self, now: int, today: datetime.date) -> bool:
        """Whether a leaving alone has ended it: of a child who is here again, nobody said yet whether it goes on."""
        return self.goes_on(now, today) and not self.runs(now, today)

    def goes_on(self, now: int, today: datetime.date) -> bool:
        """Whether it is still to be taken, here or where the child goes."""
        to_day = self.newest.to_day
        return self.runs(now, today) or (self.medicine.stopped_at is None and (to_day is None or to_day >= today))


def courses(work: Work, file_ids: Iterable[str]) -> list[Course]:
    """The medicines of these children, the oldest first; two statements, however many."""
    wanted = sorted(set(file_ids))
    medicines = work.all(_MEDICINES, files=wanted)
    plans: dict[str, list[MedicinePlan]] = collections.defaultdict(list)
    for plan in work.all(_PLANS, files=wanted) if medicines else ():
        plans[plan.medicine_id].append(plan)
    return [Course(each, tuple(plans[each.id])) for each in medicines if plans[each.id]]


def course_of(work: Work, medicine_id: str) -> Course:
    """One medicine with its plans."""
    medicine = work.get(Medicine, medicine_id)
    plans = [plan for plan in work.standing(MedicinePlan, medicine.file_id) if plan.medicine_id == medicine.id]
    return Course(medicine, tuple(sorted(plans, key=lambda plan: (plan.begins_at, plan.made_at, plan.id))))


def waiting(work: Work, file_ids: Iterable[str]) -> list[Course]:
    """What a leaving ended of these children and nobody asked about since they are here again."""
    here = set(in_the_house(work))
    found = courses(work, [same for each in file_ids if work.stays(each) in here for same in work.same(each)])
    return [each for each in found if each.waits(work.now(), work.today())]


def is_asked(work: Work, course: Course) -> bool:
    """Whether it is to be asked of a child who is here again if this goes on."""
    return course.waits(work.now(), work.today()) and work.stays(course.medicine.file_id) in in_the_house(work)


_MEDICINES: Final = kept.standing(Medicine).where(Medicine.file_id.in_(kept.FILES))
_PLANS: Final = (
    sqlalchemy.select(MedicinePlan)
    .where(MedicinePlan.file_id.in_(kept.FILES), MedicinePlan.withdrawn_at.is_(None))
    .order_by(MedicinePlan.begins_at, MedicinePlan.made_at, MedicinePlan.id)
)
_DOSES: Final = (
    sqlalchemy.select(Dose)
    .where(
        Dose.file_id.in_(kept.FILES),
        Dose.on_day >= sqlalchemy.bindparam("first", type_=Dose.on_day.type),
        Dose.on_day <= sqlalchemy.bindparam("last", type_=Dose.on_day.type),
    )
    .order_by(Dose.made_at, Dose.id)
)

_SINCE: Final = (
    sqlalchemy.select(Dose)
    .where(Dose.file_id.in_(kept.FILES), Dose.at > sqlalchemy.bindparam("after", type_=Dose.at.type))
    .order_by(Dose.made_at, Dose.id)
)


def as_plan(row: MedicinePlan) -> doses.Plan:
    """A plan as the rules read it."""
    return doses.Plan(
        row.id, row.medicine_id, row.dose, doses.read_hours(row.hours), row.every_days, row.from_day, row.to_day,
        row.begins_at, row.ends_at,
    )  # fmt: skip


def plans_of(found: Iterable[Course]) -> list[doses.Plan]:
    """Every plan of these medicines, as the rules read them; none goes on after the newest has ended."""
    return [_not_after(as_plan(plan), course.newest.ends_at) for course in found for plan in course.plans]


def due(work: Work, found: Sequence[Course], start: int, end: int) -> list[doses.Dose]:
    """The doses of these medicines from one instant to just before another, on the days when the child lived here."""
    owners = {course.medicine.id: work.stays(course.medicine.file_id) for course in found}
    lived = {
        file_id: [(each.began, each.ended) for each in times]
        for file_id, times in children.lived_of(work, owners.values()).items()
    }
    asked = doses.due(plans_of(found), start, end, zone(work))
    return [dose for dose in asked if doubts.lived_here(dose.day, lived[owners[dose.medicine]])]


def _not_after(plan: doses.Plan, end: int | None) -> doses.Plan:
    return (
        plan
        if end is None or (plan.ends_at is not None and plan.ends_at < end)
        else dataclasses.replace(plan, ends_at=end)
    )


def lines(work: Work, file_ids: Iterable[str], first: datetime.date, last: datetime.date) -> Sequence[Dose]:
    """What was written of the doses of these days, in the order in which it was written."""
    return work.all(_DOSES, files=sorted(set(file_ids)), first=first, last=last)


def marks(rows: Iterable[Dose]) -> dict[doses.Key, Dose]:
    """What became of each dose: its latest line."""
    by_id = {row.id: row for row in rows}
    order = {key: place for place, key in enumerate(by_id)}
    told = [
        doses.Mark(row.id, (row.medicine_id, row.on_day, row.minute), row.mark, order[row.id], row.corrects_id or "")
        for row in by_id.values()
    ]
    return {key: by_id[mark.key] for key, mark in doses.last_of(told).items()}


def seen_at(work: Work, file_ids: Iterable[str], after: int) -> Sequence[Dose]:
    """The doses for which somebody had one of these children before them after an instant, as they stand."""
    rows = work.all(_SINCE, files=sorted(file_ids), after=after)
    return [row for row in marks(rows).values() if row.mark in doses.SEEN]


def in_the_house(work: Work) -> list[str]:
    """The files of those the house cares for now, each child once."""
    return children.in_tracks(work, children.HOUSE)


def zone(work: Work) -> datetime.tzinfo:
    """The time zone of the office."""
    found = work.local(work.now()).tzinfo
    return datetime.UTC if found is None else found
