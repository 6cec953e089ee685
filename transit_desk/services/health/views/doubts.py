"""What makes one hesitate to give a dose, in the words that the round asks and an action refuses with."""

from __future__ import annotations

import collections
import datetime
import itertools
from collections.abc import Iterable, Mapping

from transit_desk import said
from transit_desk.domain import days, hours
from transit_desk.domain.text import N_, Words
from transit_desk.services.health.records import given
from transit_desk.services.health.rules import doses, doubts
from transit_desk.storage.work import Work


def _held(work: Work, medicine: given.Medicine) -> doubts.Held:
    """A sachet as the rules compare it. An open name is compared for all eyes, a closed one for those who read it."""
    name = medicine.name or str(said.plain(work, medicine, "closed_name") or "")
    return doubts.Held(work.stays(medicine.file_id), medicine.sachet, name, medicine.made_at, medicine.stopped_at)


def twice(work: Work, running: Iterable[given.Course]) -> dict[str, int]:
    """By medicine, another sachet of the child that holds the same by its name, as far as these eyes read both."""
    held: dict[str, list[tuple[str, doubts.Held]]] = collections.defaultdict(list)
    for course in running:
        each = _held(work, course.medicine)
        held[each.child].append((course.medicine.id, each))
    found: dict[str, int] = {}
    for of_child in held.values():
        for (one, first), (other, second) in itertools.combinations(of_child, 2):
            if doubts.same_name(first.name, second.name):
                found[one], found[other] = second.sachet, first.sachet
    return found


def handed_from(
    work: Work, found: Iterable[given.Course], marks: Mapping[doses.Key, given.Dose]
) -> dict[str, list[doubts.Handed]]:
    """By medicine, what was given of it, and of any that may be the same: by another plan, from another sachet."""
    zone = given.zone(work)
    courses = {course.medicine.id: course for course in found}
    held = {medicine: _held(work, course.medicine) for medicine, course in courses.items()}
    told: dict[str, list[doubts.Handed]] = {}
    for key, row in marks.items():
        if row.mark in doses.TAKEN and key[0] in held:
            by = row.by_id if row.mark == doses.GIVEN else ""
            due_at = doses.instant(key[1], key[2], zone)
            handed = doubts.Handed(key, due_at, row.at, by, courses[key[0]].sachet_at(due_at))
            for medicine, each in held.items():
                if doubts.may_be_same(each, held[key[0]]):
                    told.setdefault(medicine, []).append(handed)
    return told


def span_of(plans: Iterable[doses.Plan]) -> datetime.timedelta:
    """How many days before and after a dose another of these plans can be the same one."""
    return datetime.timedelta(days=max((plan.every_days for plan in plans), default=1))


def doubts_of(
    work: Work,
    plan: doses.Plan,
    dose: doses.Dose,
    handed: Iterable[doubts.Handed],
    sachet: int,
    *,
    now_away: bool,
    then_away: bool,
    at: int,
) -> tuple[Words, ...]:
    """What needs a word before this dose is kept as given at an instant; nothing where all is as it should be."""
    told: list[Words] = []
    before = doubts.given_already(plan, dose, handed, given.zone(work), at)
    if before is not None:
        told.append(_say_given(work, before, sachet))
    if doubts.long_ago(dose, work.now(), int(work.setting("health.word_hours"))):
        when = {"day": days.of_late(dose.day, work.today()), "hour": hours.written(dose.minute)}
        told.append(Words(N_("This dose was due {day} at {hour}. Say who gave it, and where that was written."), when))
    if now_away:
        told.append(Words(N_("The child is written as away. Say in a few words where it is given, and by whom.")))
    elif then_away:
        told.append(Words(N_("The child was away at this hour. Say in a few words where it was given, and by whom.")))
    return tuple(told)


def _say_given(work: Work, before: doubts.Handed, sachet: int) -> Words:
    there = Words(N_("whoever it was with"))
    when = {"day": days.of_late(work.day_of(before.at), work.today()), "hour": f"{work.local(before.at):%H:%M}",
            "name": work.staff.get(before.by, "") if before.by else there, "sachet": before.sachet}  # fmt: skip
    if before.sachet != sachet:
        return Words(
            N_("It may be what was given from sachet {sachet}: {day}, {hour}, by {name}. Say why it is given as well."),
            when,
        )
    return Words(
        N_("A dose of this sachet was given already: {day}, {hour}, by {name}. Say why it is given again."), when
    )
