"""What makes one hesitate to give a dose, in the words that the round asks and an action refuses with."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from transit_desk.domain import days, hours
from transit_desk.domain.text import N_, Words
from transit_desk.services.health.records import given
from transit_desk.services.health.rules import doses, doubts
from transit_desk.storage.work import Work

Sachet = tuple[str, int]
"""A child and the number of a sachet: what is planned anew in it is taken for the same medicine."""


def sachet_of(work: Work, medicine: given.Medicine) -> Sachet:
    """Which sachet of which child holds a medicine."""
    return work.stays(medicine.file_id), medicine.sachet


def handed_from(
    work: Work, found: Iterable[given.Course], marks: Mapping[doses.Key, given.Dose]
) -> dict[Sachet, list[doubts.Handed]]:  # fmt: skip
    """What was given from each sachet, by whichever of the plans that it had."""
    zone = given.zone(work)
    medicines = {course.medicine.id: course.medicine for course in found}
    told: dict[Sachet, list[doubts.Handed]] = {}
    for key, row in marks.items():
        if row.mark == doses.GIVEN and key[0] in medicines:
            handed = doubts.Handed(key, doses.instant(key[1], key[2], zone), row.at, row.by_id)
            told.setdefault(sachet_of(work, medicines[key[0]]), []).append(handed)
    return told


def span_of(plans: Iterable[doses.Plan]) -> datetime.timedelta:
    """How many days before and after a dose another of these plans can be the same one."""
    return datetime.timedelta(days=max((plan.every_days for plan in plans), default=1))


def doubts_of(
    work: Work, plan: doses.Plan, dose: doses.Dose, handed: Iterable[doubts.Handed], *, away: bool
) -> tuple[Words, ...]:  # fmt: skip
    """What needs a word before this dose is kept as given; nothing where all is as it should be."""
    told: list[Words] = []
    before = doubts.given_already(plan, dose, handed, given.zone(work))
    if before is not None:
        told.append(_say_given(work, before))
    if doubts.long_ago(dose, work.now(), int(work.setting("health.word_hours"))):
        when = {"day": days.of_late(dose.day, work.today()), "hour": hours.written(dose.minute)}
        told.append(Words(N_("This dose was due {day} at {hour}. Say who gave it, and where that was written."), when))
    if away:
        told.append(Words(N_("The child is written as away. Say in a few words where it is given, and by whom.")))
    return tuple(told)


def _say_given(work: Work, before: doubts.Handed) -> Words:
    when = {"day": days.of_late(work.day_of(before.at), work.today()), "hour": f"{work.local(before.at):%H:%M}",
            "name": work.staff.get(before.by, "")}  # fmt: skip
    return Words(
        N_("A dose of this sachet was given already: {day}, {hour}, by {name}. Say why it is given again."), when
    )
