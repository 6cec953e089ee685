"""In which order days come: a stay after the arrival, an end after its beginning, a plan in days to come.

Pure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from transit_desk.domain import dates, errors, sense
from transit_desk.domain.text import N_, Words
from transit_desk.services.interim_care.rules.intervals import overlap
from transit_desk.services.interim_care.rules.nights import Taken


def begins_in_order(
    from_day: datetime.date, arrived: datetime.date | None, today: datetime.date, window: int | None = None
) -> None:
    """A stay begins tonight or on a night not too long ago, and never before the child arrived."""
    if from_day > today:
        raise errors.RuleBroken(N_("A bed is given for tonight, or for nights that have passed."), "from_day")
    if arrived is not None and from_day < arrived:
        raise errors.RuleBroken(
            Words(N_("The child arrived on {day}: no night here comes before."), {"day": dates.say_day(arrived)}),
            "from_day",
        )
    if window is not None and (today - from_day).days > window:
        raise errors.RuleBroken(
            Words(N_("Nights are written down up to {count} day later."), {"count": window},
                  plural=N_("Nights are written down up to {count} days later."), count=window),
            "from_day",
        )  # fmt: skip


def in_the_house(
    from_day: datetime.date,
    end: datetime.date | None,
    gone: Iterable[tuple[datetime.date, datetime.date | None]],
    field: str,
    end_field: str,
) -> None:
    """No night in a bed while the child lived elsewhere; the refusal says when that was."""
    away = next((each for each in gone if overlap(from_day, end, *each)), None)
    if away is None:
        return
    left, back = away
    values = {"day": dates.say_day(left)}
    words = Words(N_("The child left the house on {day}: no night here comes after."), values)
    if back is not None:
        said = N_("The child left the house on {day} and came again on {back}: no night here lies between.")
        words = Words(said, values | {"back": dates.say_day(back)})
    raise errors.RuleBroken(words, end_field if from_day < left else field)


def promised_in_order(from_day: datetime.date, today: datetime.date) -> None:
    """A bed is reserved from tonight on or from a day to come."""
    if from_day < today:
        raise errors.RuleBroken(N_("A bed is reserved for days to come."), "from_day")


def ends_in_order(from_day: datetime.date, on_day: datetime.date, today: datetime.date, field: str = "on_day") -> None:
    """A stay ends on or after its first day, and not in days to come."""
    if on_day < from_day:
        raise errors.RuleBroken(N_("The last day comes before the first."), field)
    sense.day_has_come(on_day, today, field)


def until_in_order(from_day: datetime.date, until: datetime.date | None) -> None:
    """Nobody is expected to leave before coming."""
    if until is not None and until <= from_day:
        raise errors.RuleBroken(N_("The last day comes before the first."), "until")


def moves_in_order(number: str, code: str, stay: Taken, on_day: datetime.date) -> None:
    """A move lies within the stay it ends: who was moved since is not moved again from before."""
    if on_day < stay.from_day:
        raise errors.RuleBroken(
            Words(N_("{number} has had bed {code} since {day}: moved already. Choose that day or a later one."),
                  {"number": number, "code": code, "day": dates.say_day(stay.from_day)}),
            "on_day",
            about=("bed", stay.bed_id),
        )  # fmt: skip


def moved_from(number: str, code: str, bed_id: str, from_bed: str | None) -> None:
    """Whoever moves a child sees it where it is: a colleague may have moved it since the board was drawn."""
    if from_bed is not None and from_bed != bed_id:
        raise errors.RuleBroken(
            Words(N_("{number} sleeps in bed {code} by now: somebody moved this child since you looked."),
                  {"number": number, "code": code}),
            "bed_id",
            about=("bed", bed_id),
        )  # fmt: skip
