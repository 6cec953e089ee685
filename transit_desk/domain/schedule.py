"""What is due when: a trigger, how long after it, within which window, and who is to do it."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import re
from collections.abc import Iterable
from typing import Final

from transit_desk.domain import datewords, errors
from transit_desk.domain.months import add_months
from transit_desk.domain.text import N_, Words


@dataclasses.dataclass(frozen=True)
class Rule:
    """One promise: it opens so long after its trigger and stays open for its window; then it is overdue.

    Months are counted first, then days, so that "a week before the third month" is 3 months and -7 days.
    """

    key: str
    trigger: str  # what sets it off: a name such as `case_file.returned_on_site`
    offset_days: int
    window_days: int
    who: str  # a role
    what: Words
    offset_months: int = 0

    def __post_init__(self) -> None:
        if self.window_days < 0:
            message = "a window ends after it opens"
            raise ValueError(message)


@dataclasses.dataclass(frozen=True)
class Due:
    """From which day to which day something is to be done, both included."""

    day_from: datetime.date
    day_to: datetime.date


class State(enum.StrEnum):
    """Where a promise stands on a day."""

    PLANNED = "planned"
    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"


def due(rule: Rule, trigger_day: datetime.date) -> Due:
    """When a rule falls due that was set off on a day."""
    day_from = add_months(trigger_day, rule.offset_months) + datetime.timedelta(days=rule.offset_days)
    return Due(day_from, day_from + datetime.timedelta(days=rule.window_days))


def state(due: Due, today: datetime.date, *, done: bool = False) -> State:
    """Where a promise stands today."""
    if done:
        return State.DONE
    if today < due.day_from:
        return State.PLANNED
    return State.OVERDUE if today > due.day_to else State.DUE


@dataclasses.dataclass(frozen=True)
class Step:
    """One place in a series: so many months or so many days after its trigger."""

    count: int
    in_months: bool

    @property
    def key(self) -> str:
        return f"{self.count}{'m' if self.in_months else 'd'}"

    def spoken(self) -> Words:
        if self.in_months:
            return Words(N_("{count} month"), plural=N_("{count} months")).of(self.count)
        return Words(N_("{count} day"), plural=N_("{count} days")).of(self.count)


# The setting of follow-up after a child has gone home; an office writes its own in the same words.
FOLLOW_UP: Final = "14d 1m 2m 3m 6m 9m 12m"
_STEP: Final = re.compile(r"^(\d{1,3})([djm])$")  # j: jours
_LONGEST: Final = 36  # months: promises outlive a grant, but somebody has to keep them


def steps(setting: str) -> tuple[Step, ...]:
    """Read the setting of a series, "14d 1m 2m"; refused in words where a step is not clear or not later."""
    found: list[Step] = []
    for word in datewords.digits(setting).replace(",", " ").lower().split():
        step = _STEP.match(word)
        if step is None:
            raise errors.RuleBroken(
                Words(
                    N_("Write each step as days or months, for example 14d or 3m; “{word}” is neither."),
                    {"word": word[:20]},
                )
            )
        found.append(Step(int(step[1]), in_months=step[2] == "m"))
    if not found:
        raise errors.RuleBroken(N_("Write at least one step."))
    lengths = [_length(step) for step in found]
    if lengths != sorted(set(lengths)):
        raise errors.RuleBroken(N_("Each step must come later than the one before."))
    if lengths[-1] > _length(Step(_LONGEST, in_months=True)):
        raise errors.RuleBroken(
            Words(N_("The last step can be {months} months away at the most."), {"months": _LONGEST})
        )
    return tuple(found)


def series(rule: Rule, taken: Iterable[Step], *, lead_days: int = 7, late_days: int = 7) -> tuple[Rule, ...]:
    """One rule for every step of a series.

    The first is open from the trigger itself and closes on its day: "within 14 days" means at any time before.
    The others open some days before theirs and close some days after.
    """
    rules: list[Rule] = []
    for place, step in enumerate(taken):
        months, days = (step.count, 0) if step.in_months else (0, step.count)
        if place == 0 and not step.in_months:
            opens, window = 0, days
        else:
            opens, window = days - lead_days, lead_days + late_days
        rules.append(
            dataclasses.replace(
                rule,
                key=f"{rule.key}_{step.key}",
                offset_months=months,
                offset_days=opens,
                window_days=window,
                what=Words(N_("{what} ({after})"), {"what": rule.what, "after": step.spoken()}),
            )
        )
    return tuple(rules)


def _length(step: Step) -> float:
    return step.count * 365.25 / 12 if step.in_months else step.count
