"""Which doses are due: worked out from the plans whenever it is asked, never written down ahead.

A dose is told from another by its medicine, its day and its minute on the wall's clock, so an hour that a change of
time skips or repeats neither loses a dose nor makes two of one.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from transit_desk import choices
from transit_desk.domain import dates, errors, hours, sense
from transit_desk.domain.instants import MINUTE
from transit_desk.domain.text import N_, Words

GIVEN: Final = "given"
NOT_YET: Final = "not_yet"  # a line was put right: the dose is still to be given
THERE: Final = choices.load("dose_mark").that_say("there")  # of a dose that was due while the child was away
SEEN: Final = frozenset({GIVEN, "refused"})  # by whoever marked it, with the child before them
TAKEN: Final = frozenset({GIVEN, "given_there"})
NEEDS_WORDS: Final = THERE | {"withheld"}
_MOST_HOURS: Final = 8
_EPOCH: Final = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICRO: Final = datetime.timedelta(microseconds=1)


@dataclasses.dataclass(frozen=True)
class Plan:
    """How many at which minutes of the day, every how many days, from one instant until another."""

    key: str
    medicine: str
    dose: str
    minutes: tuple[int, ...]
    every_days: int
    from_day: datetime.date
    to_day: datetime.date | None
    begins_at: int
    ends_at: int | None


@dataclasses.dataclass(frozen=True, order=True)
class Dose:
    """One dose that is due: on which day of the wall's clock, at which minute, at which instant; how many."""

    at: int
    day: datetime.date
    minute: int
    medicine: str
    plan: str
    dose: str

    @property
    def key(self) -> Key:
        """What tells it from every other."""
        return self.medicine, self.day, self.minute


Key = tuple[str, datetime.date, int]


@dataclasses.dataclass(frozen=True)
class Mark:
    """One line of what became of a dose; `order` tells later lines from earlier ones."""

    key: str
    of: Key
    mark: str
    order: int
    corrects: str = ""


def read_hours(text: str, field: str = "hours") -> tuple[int, ...]:
    """Hours of the day as people write them, as minutes since midnight; refused in words where one is not clear."""
    found: list[int] = []
    for word in re.split(r"[\s,;]+", text.strip()):
        minute = hours.read(word)
        if minute is None:
            raise errors.RuleBroken(
                Words(N_("Write hours of the day, for example 7 19 or 6:30; “{word}” is none."), {"word": word[:12]}),
                field,
            )
        found.append(minute)
    if len(set(found)) != len(found):
        raise errors.RuleBroken(N_("The same hour stands here twice."), field)
    if len(found) > _MOST_HOURS:
        raise errors.RuleBroken(
            Words(
                N_("These are more hours of the day than anybody keeps: write {most} or fewer."), {"most": _MOST_HOURS}
            ),
            field,
        )
    return tuple(sorted(found))


def say_hours(minutes: Iterable[int]) -> str:
    """Hours as they are kept and shown: 07:00 19:00."""
    return " ".join(map(hours.written, minutes))


def instant(day: datetime.date, minute: int, zone: datetime.tzinfo) -> int:
    """The instant of a minute of a day on the wall's clock of the office."""
    wall = datetime.datetime.combine(day, datetime.time(minute // 60, minute % 60), zone)
    return (wall - _EPOCH) // _MICRO


def day_at(at: int, zone: datetime.tzinfo) -> datetime.date:
    """The calendar's day on the wall at an instant: a dose at two in the night is of the day that has begun."""
    return (_EPOCH + at * _MICRO).astimezone(zone).date()


def due(plans: Iterable[Plan], start: int, end: int, zone: datetime.tzinfo) -> list[Dose]:
    """Every dose due from one instant to just before another, in the order in which they are given."""
    found: list[Dose] = []
    for plan in plans:
        found.extend(_of_plan(plan, start, end, zone))
    return sorted(found)


def _of_plan(plan: Plan, start: int, end: int, zone: datetime.tzinfo) -> list[Dose]:
    first, last = max(start, plan.begins_at), end if plan.ends_at is None else min(end, plan.ends_at)
    if first >= last:
        return []
    day, until = max(plan.from_day, day_at(first, zone)), day_at(last, zone)
    if plan.to_day is not None:
        until = min(until, plan.to_day)
    found: list[Dose] = []
    while day <= until:
        if (day - plan.from_day).days % plan.every_days == 0:
            at = [(instant(day, minute, zone), minute) for minute in plan.minutes]
            found += [
                Dose(when, day, minute, plan.medicine, plan.key, plan.dose)
                for when, minute in at
                if first <= when < last
            ]
        day += dates.ONE_DAY
    return found


def begins(from_day: datetime.date, now: int, zone: datetime.tzinfo) -> int:
    """From when a plan holds: from now where it begins today, else from the first minute of its day."""
    return now if from_day == day_at(now, zone) else instant(from_day, 0, zone)


def in_rhythm(day: datetime.date, since: datetime.date, before: int, every_days: int) -> datetime.date:
    """The first day of a changed plan: of a rhythm that goes on, its next day; of another, the day of the change."""
    return day if every_days != before else day + (since - day).days % every_days * dates.ONE_DAY


def last_of(marks: Iterable[Mark]) -> dict[Key, Mark]:
    """What became of each dose: of its lines, the latest; nothing where that says that it is still to be given."""
    latest = {mark.of: mark for mark in sorted(marks, key=lambda mark: mark.order)}
    return {key: mark for key, mark in latest.items() if mark.mark != NOT_YET}


def unmarked(doses: Sequence[Dose], marks: Mapping[Key, object]) -> list[Dose]:
    """The doses of which nothing is written."""
    return [dose for dose in doses if dose.key not in marks]


def late(doses: Sequence[Dose], marks: Mapping[Key, object], now: int, after_minutes: int) -> list[Dose]:
    """The doses of which nothing is written so long after their hour."""
    return [dose for dose in unmarked(doses, marks) if dose.at + after_minutes * MINUTE <= now]


# -- what is refused


def plan_in_order(from_day: datetime.date, to_day: datetime.date | None, every_days: int) -> None:
    """A plan ends after it began, and the days between its doses lie inside it."""
    if to_day is not None and to_day < from_day:
        raise errors.RuleBroken(N_("The last day lies before the first."), "to_day")
    if to_day is not None and every_days > 1 and (to_day - from_day).days < every_days:
        raise errors.RuleBroken(N_("Between these days it would be given once only: write every day."), "every_days")


def one_name(name: object, closed_name: object) -> None:
    """A medicine has a name, and it stands in one place."""
    if not name and not closed_name:
        raise errors.RuleBroken(N_("Write the medicine, open or for named persons."), "name")
    if name and closed_name:
        raise errors.RuleBroken(N_("Write it in one place: open, or for named persons."), "closed_name")


def is_due(doses: Iterable[Dose], key: Key) -> Dose:
    """The dose that is marked; one that no plan asks for is none."""
    for dose in doses:
        if dose.key == key:
            return dose
    raise errors.RuleBroken(N_("No dose of this sachet is planned for that hour."))


def has_come(dose: Dose, now: int, ahead_minutes: int) -> None:
    """A dose is marked when it is given, not before its time."""
    if dose.at > now + ahead_minutes * MINUTE:
        raise errors.RuleBroken(
            Words(N_("This dose is planned for {hour}. It is marked when it is given."),
                  {"hour": hours.written(dose.minute)})
        )  # fmt: skip


def says_something(mark: str) -> None:
    """What is not given yet is not marked."""
    if mark == NOT_YET:
        raise errors.RuleBroken(N_("A dose that is not given yet is left as it is."), "mark")


def says_why(mark: str, words: str | None) -> None:
    """What was held back on purpose has a reason, and what became of a dose elsewhere somebody who says so."""
    if mark in NEEDS_WORDS:
        sense.reason_given(words, "words")


def was_seen(mark: str, *, controlled: bool, witness: str | None, giver: str) -> None:
    """What has to be given before a witness was seen by somebody else."""
    if mark != GIVEN or not controlled:
        return
    if not witness:
        raise errors.RuleBroken(N_("This one is given before a witness: choose who saw it."), "witness_id")
    if witness == giver:
        raise errors.RuleBroken(N_("Who gives it is not the witness."), "witness_id")
