"""Counting in months and years, where months are of unequal length and 29 February comes seldom."""

from __future__ import annotations

import calendar
import datetime


def month_end(year: int, month: int) -> datetime.date:
    """The last day of a month."""
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later; the last day of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


def age_on(born: datetime.date, day: datetime.date) -> int:
    """Whole years on a day. Who is born on 29 February grows older on 1 March of other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
