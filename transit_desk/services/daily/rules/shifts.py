"""Enough people on a shift, and a woman wherever girls live; hours as people write them."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Sequence
from typing import Final

from transit_desk import choices
from transit_desk.domain import errors, hours, sense
from transit_desk.domain.text import N_, Words

DAY, EVENING, NIGHT = "day", "evening", "night"
PARTS: Final = (DAY, EVENING, NIGHT)
LONGEST_PLAN: Final = 31  # days at once
WOMAN, GIRL = "f", "f"
GIRLS_BLOCKS: Final = frozenset(each.key for each in choices.load("block_kind") if each.about.get("sex") == GIRL)
_TOO_FAR: Final = N_("Shifts are written down for a month at the most, back or ahead.")


@dataclasses.dataclass(frozen=True)
class Person:
    """Somebody on a shift: on which part of the day, of which sex, for which block; none is the whole house."""

    part: str
    sex: str
    block: str = ""
    who: str = ""


@dataclasses.dataclass(frozen=True)
class Ratios:
    """How many children one carer can be there for: by day, by night, and of children under three."""

    by_day: int = 9
    by_night: int = 15
    under_three: int = 4


def women(people: Iterable[Person]) -> int:
    """How many of them are women."""
    return sum(each.sex == WOMAN for each in people)


def woman_there(part: str, people: Iterable[Person]) -> bool:
    """Whether a woman is there for the girls: by day anywhere in the house, by night where they sleep or everywhere."""
    return any(
        each.part == part and each.sex == WOMAN and (part != NIGHT or not each.block or each.block in GIRLS_BLOCKS)
        for each in people
    )


def without_woman(people: Sequence[Person], *, girls: int) -> tuple[str, ...]:
    """The shifts of a day that no woman is written down for; none where no girl lives here."""
    return tuple(part for part in PARTS if girls and not woman_there(part, people))


def needed(part: str, children: int, under_three: int, ratios: Ratios) -> int:
    """How many carers a shift needs for so many children, those under three among them."""
    each = ratios.by_night if part == NIGHT else ratios.by_day
    older = max(0, children - under_three)
    return -(-older // each) + -(-under_three // ratios.under_three)


def hour(words: object, field: str) -> str | None:
    """An hour as people write it, as it is kept: 14h30 is 14:30; nothing stays nothing."""
    if words is None or words == "":
        return None
    minute = hours.read(words)
    if minute is None:
        raise errors.RuleBroken(N_("Write an hour, for example 14:30."), field)
    return hours.written(minute)


def somebody(worker_id: object, name: object, sex: object) -> None:
    """A colleague of the list, or a name; of a name it must be said whether it is a woman's or a man's."""
    if worker_id and name:
        raise errors.RuleBroken(N_("Choose somebody of the list, or write a name: not both."), "name")
    if not worker_id and not name:
        raise errors.RuleBroken(N_("Say who is on duty."), "worker_id")
    if name and not sex:
        raise errors.RuleBroken(N_("Say whether it is a woman or a man."), "sex")


def days(first: datetime.date, last: datetime.date | None, today: datetime.date) -> tuple[datetime.date, ...]:
    """Every day of a plan, both ends included; a month ahead at the most, and no day that nobody remembers."""
    if last is not None and last < first:
        raise errors.RuleBroken(N_("The last day comes before the first."), "until_day")
    if abs((first - today).days) > LONGEST_PLAN:
        raise errors.RuleBroken(_TOO_FAR, "on_day")
    count = ((last or first) - first).days
    if count >= LONGEST_PLAN:
        raise errors.RuleBroken(_TOO_FAR, "until_day")
    return tuple(first + datetime.timedelta(number) for number in range(count + 1))


def not_there_yet(others: Iterable[Person], new: Person, day: Words) -> None:
    """Nobody is on the same shift twice."""
    if any(each.part == new.part and each.who == new.who for each in others):
        raise errors.RuleBroken(
            Words(N_("{name} is on this shift already: {day}."), {"name": new.who, "day": day}), "worker_id"
        )


def answers_something(why: object, instead: object) -> None:
    """A shift without a woman is not passed over: a reason, and what is done instead."""
    sense.reason_given(why)
    sense.reason_given(instead, "instead", N_("Say what is done instead, in a few words."))
