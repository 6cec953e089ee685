"""The round: every dose due around this hour, in the order in which one walks; never what a sachet holds.

It says the same to everybody, the nurse too: a name left out would tell which medicine is closed.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from typing import Final

from transit_desk import children, choices
from transit_desk.domain import days, hours, instants
from transit_desk.domain.text import N_, Words
from transit_desk.module import Place
from transit_desk.services.health.records import Dose, given
from transit_desk.services.health.rules import doses
from transit_desk.services.health.rules.away import while_away
from transit_desk.services.health.rules.doubts import Handed
from transit_desk.services.health.views import doubts
from transit_desk.services.health.views.away import places, times_of
from transit_desk.services.health.views.needs import say_need, standing_needs
from transit_desk.storage.work import Work

_BEFORE: Final = 14 * instants.HOUR  # a whole shift: the doses of the evening are seen in the morning
_AFTER: Final = 14 * instants.HOUR
_FORGOTTEN: Final = 48 * instants.HOUR


@dataclasses.dataclass(frozen=True)
class RoundLine:
    """One dose of one child: where the child is, how many of which sachet at which hour; what became of it."""

    medicine_id: str
    file_id: str
    name: str
    number: str
    where: str | Words
    away: bool
    day: datetime.date
    minute: int
    hour: str
    dose: str
    sachet: int
    controlled: bool
    late: bool
    may_mark: bool  # its hour is near enough
    mind: tuple[Words, ...]
    doubts: tuple[Words, ...] = ()  # what needs a word before it is kept as given
    mark: str = ""
    marked: Words | str = ""  # given at 07:04 by Sifa Balola
    marked_id: str = ""  # the line that says so
    elsewhere: bool = False  # it is due while the child is away, or was: given there, or asked about at its return

    @property
    def key(self) -> tuple[str, str, int]:
        """What tells a line from every other."""
        return self.medicine_id, self.day.isoformat(), self.minute


@dataclasses.dataclass(frozen=True)
class Hour:
    """The doses of one hour: how many there are, how many are left to mark, how many of those are late."""

    key: str
    words: str | Words
    lines: tuple[RoundLine, ...]
    left: int
    late: int


@dataclasses.dataclass(frozen=True)
class Round:
    """The hours around now, and the one to begin with."""

    hours: tuple[Hour, ...]
    now: str
    late: int


@dataclasses.dataclass(frozen=True)
class _House:
    """What the round reads once: the children here, what they take, what was marked."""

    files: tuple[str, ...]
    stays: Mapping[str, str]
    due: Sequence[doses.Dose]
    marks: Mapping[doses.Key, Dose]
    courses: Mapping[str, given.Course]
    plans: Mapping[str, doses.Plan]
    handed: Mapping[str, Sequence[Handed]]  # by medicine

    def child(self, dose: doses.Dose) -> str:
        """Whose dose it is, under the number that stays."""
        return self.stays[self.courses[dose.medicine].medicine.file_id]


def _read(work: Work, before: int, after: int) -> _House:
    here = [each for file_id in given.in_the_house(work) for each in work.same(file_id)]
    found = given.courses(work, here) if here else []
    zone, now = given.zone(work), work.now()
    plans = given.plans_of(found)
    due, apart = given.due(work, found, now - before, now + after), doubts.span_of(plans)
    first, last = doses.day_at(now - before, zone) - apart, doses.day_at(now + after, zone) + apart
    files = {course.medicine.file_id for course in found}
    marks = given.marks(given.lines(work, files, first, last)) if due else {}
    return _House(
        tuple(sorted(files)), {each: work.stays(each) for each in files}, due, marks,
        {course.medicine.id: course for course in found}, {plan.key: plan for plan in plans},
        doubts.handed_from(work, found, marks),
    )  # fmt: skip


def late_of(work: Work) -> tuple[int, int]:
    """How many doses are late, and of how many children, of the last two days; none that was due elsewhere."""
    house = _read(work, _FORGOTTEN, 0)
    late = doses.late(house.due, house.marks, work.now(), int(work.setting("health.late_minutes")))
    of = {dose.key: house.child(dose) for dose in late}
    children_late = sorted(set(of.values()))
    if not late:
        return 0, 0
    times = times_of(work, work.now() - _FORGOTTEN, children_late)
    here = [dose for dose in late if not while_away(dose.at, times.get(of[dose.key], ()))]
    return len(here), len({of[dose.key] for dose in here})


def round_of(work: Work) -> Round:
    """The hours around this one, each with its doses by bed."""
    house = _read(work, _BEFORE, _AFTER)
    stays = sorted(set(house.stays.values()))
    known = children.children(work, stays)
    where = places(work, stays)
    times = times_of(work, work.now() - _BEFORE, stays)
    needs = standing_needs(work, [each for file_id in stays for each in work.same(file_id)])
    mind: dict[str, tuple[Words, ...]] = {}
    for file_id, rows in needs.items():
        stay = work.stays(file_id)
        mind[stay] = (*mind.get(stay, ()), *(say_need(row) for row in rows if row.kind != "aid"))
    ahead, late_after = (int(work.setting(f"health.{each}_minutes")) for each in ("ahead", "late"))
    late = {dose.key for dose in doses.late(house.due, house.marks, work.now(), late_after)}
    lines = [
        _line(work, dose, house, known[file_id], where.get(file_id), mind.get(file_id, ()), late=dose.key in late,
              ahead=ahead, elsewhere=while_away(dose.at, times.get(file_id, ())))
        for dose in house.due
        if (file_id := house.child(dose)) in known
    ]  # fmt: skip
    return _by_hour(work, lines)


def _line(
    work: Work,
    dose: doses.Dose,
    house: _House,
    child: children.Child,
    place: Place | None,
    mind: tuple[Words, ...],
    *,
    late: bool,
    ahead: int,
    elsewhere: bool,
) -> RoundLine:
    course, row = house.courses[dose.medicine], house.marks.get(dose.key)
    medicine, sachet = course.medicine, course.sachet_at(dose.at)
    away = place is not None and place.away
    doubted: tuple[Words, ...] = ()
    if row is None:
        handed = house.handed.get(medicine.id, ())
        doubted = doubts.doubts_of(
            work, house.plans[dose.plan], dose, handed, sachet, now_away=away, then_away=elsewhere,
            at=work.now(),
        )  # fmt: skip
    marked: Words | str = ""
    if row is not None:
        marked = _say_marked(work, row)
    return RoundLine(
        dose.medicine, child.file_id, child.name, child.number, place.where if place else "",
        away, dose.day, dose.minute, hours.written(dose.minute), dose.dose,
        sachet, medicine.controlled, late and not elsewhere,
        dose.at <= work.now() + ahead * instants.MINUTE, mind, doubted,
        row.mark if row else "", marked, row.id if row else "", elsewhere,
    )  # fmt: skip


def _say_marked(work: Work, row: Dose) -> Words:
    """What became of a dose, when and by whose hand; who put it right apart from who gave it."""
    told = {"mark": choices.say("dose_mark", row.mark), "hour": f"{work.local(row.at):%H:%M}",
            "name": work.staff.get(row.by_id, ""), "right": work.staff.get(row.made_by, "")}  # fmt: skip
    if row.mark in doses.THERE:
        return Words(N_("{mark}, written down by {name}"), told)
    if row.corrects_id is None or row.made_by == row.by_id:
        return Words(N_("{mark} at {hour} by {name}"), told)
    return Words(N_("{mark} at {hour} by {name}; put right by {right}"), told)


def _by_hour(work: Work, lines: Sequence[RoundLine]) -> Round:
    grouped: dict[tuple[datetime.date, int], list[RoundLine]] = {}
    for line in lines:
        grouped.setdefault((line.day, line.minute), []).append(line)
    today = doses.day_at(work.now(), given.zone(work))
    told: list[Hour] = []
    for (day, minute), found in sorted(grouped.items()):
        found.sort(key=lambda line: (line.away, str(line.where), line.name, line.sachet))
        hour = hours.written(minute)
        words: str | Words = (
            hour if day == today else Words(N_("{day}, {hour}"), {"day": days.near(day, today), "hour": hour})
        )
        left = [line for line in found if not line.mark and not line.elsewhere]
        told.append(
            Hour(f"{day.isoformat()} {minute}", words, tuple(found), len(left), sum(line.late for line in left))
        )
    begin = next((hour for hour in told if hour.left and hour.lines[0].may_mark), None)
    coming = next((hour for hour in told if hour.left), told[-1] if told else None)
    start = begin or coming
    return Round(tuple(told), start.key if start else "", sum(hour.late for hour in told))
