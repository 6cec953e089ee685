"""A day as people say it: near, of late, in full."""

from __future__ import annotations

import datetime
from typing import Final

from transit_desk.domain.dates import MONTHS, ONE_DAY, numbered, say_day
from transit_desk.domain.text import N_, Words

_NEAR: Final = 180  # days within which nobody takes a day for one of another year
_WEEKDAYS: Final = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_MONTHS_IN_FULL: Final = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def near(day: datetime.date, today: datetime.date) -> Words:
    """A day of these months without its year, where there is little room: 21 Nov."""
    if abs((day - today).days) > _NEAR:
        return say_day(day)
    return Words(N_("{day} {month}"), {"day": numbered(day), "month": Words(MONTHS[day.month - 1])})


def of_late(day: datetime.date, today: datetime.date) -> Words:
    """A day on which something happened: today, yesterday, 19 Nov, 3 Feb 2024."""
    if day == today:
        return Words(N_("today"))
    return Words(N_("yesterday")) if day == today - ONE_DAY else near(day, today)


def hour(then: datetime.datetime, today: datetime.date) -> Words:
    """An instant of these months by the wall's clock: 21 Nov, 18:04."""
    return Words(N_("{day}, {hour}"), {"day": near(then.date(), today), "hour": f"{then:%H:%M}"})


def in_full(day: datetime.date, hour: str) -> Words:
    """Saturday 21 November 2026 · 18:04."""
    values = {
        "weekday": Words(_WEEKDAYS[day.weekday()]), "day": numbered(day),
        "month": Words(_MONTHS_IN_FULL[day.month - 1]), "year": day.year, "hour": hour,
    }  # fmt: skip
    return Words(N_("{weekday} {day} {month} {year} · {hour}"), values)
