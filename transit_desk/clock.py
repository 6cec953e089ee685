"""The only place that asks what time it is."""

from __future__ import annotations

import datetime
import time
import zoneinfo
from typing import Final

EPOCH: Final = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICRO: Final = datetime.timedelta(microseconds=1)

# Linux has a clock that goes on while the machine sleeps; a laptop closed over lunch must be found locked.
_BOOTTIME: Final[int | None] = getattr(time, "CLOCK_BOOTTIME", None)


class Clock:
    """The machine's time. Everything that needs it is given one of these."""

    def now(self) -> datetime.datetime:
        """This instant, aware, in UTC."""
        return datetime.datetime.now(datetime.UTC)

    def micros(self) -> int:
        """This instant as it is kept: whole microseconds since 1970 UTC."""
        return to_micros(self.now())

    def monotonic(self) -> float:
        """Seconds that only grow, asleep or awake; for idle time and for durations."""
        if _BOOTTIME is None:
            return time.monotonic()
        return time.clock_gettime(_BOOTTIME)

    def today(self, zone: str, night_ends_hour: int = 0) -> datetime.date:
        """The office's day at this instant."""
        return day_of(self.micros(), zone, night_ends_hour)


class ShiftedClock(Clock):
    """The machine's time a span away, so that it is the hour that is needed: for rehearsals that no hour may stop."""

    def __init__(self, span: datetime.timedelta) -> None:
        self.span = span

    @classmethod
    def beginning(cls, at: datetime.datetime) -> ShiftedClock:
        """A clock on which it is `at` (aware) now, and that runs on from there."""
        return cls(at - datetime.datetime.now(datetime.UTC))

    def now(self) -> datetime.datetime:
        return super().now() + self.span


class FrozenClock(Clock):
    """A clock that stands still until it is told to pass; for tests and for a repeatable demonstration."""

    def __init__(self, at: datetime.datetime) -> None:
        if at.tzinfo is None:
            message = "a clock without a zone tells no time"
            raise ValueError(message)
        self._at = at.astimezone(datetime.UTC)
        self._passed = 0.0

    def now(self) -> datetime.datetime:
        return self._at

    def monotonic(self) -> float:
        return self._passed

    def pass_(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Let time go by."""
        span = datetime.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        self._at += span
        self._passed += span.total_seconds()


def to_micros(instant: datetime.datetime) -> int:
    """An aware instant as whole microseconds; exact, where a float of seconds is not."""
    return (instant - EPOCH) // _MICRO


def to_instant(micros: int) -> datetime.datetime:
    """The aware UTC instant of kept microseconds."""
    return EPOCH + micros * _MICRO


def begin_of(day: datetime.date, zone: str, night_ends_hour: int = 0) -> int:
    """The instant at which the office's day begins: when the night before it ends."""
    wall = datetime.datetime.combine(day, datetime.time(night_ends_hour), zoneinfo.ZoneInfo(zone))
    return to_micros(wall)


def day_of(micros: int, zone: str, night_ends_hour: int = 0) -> datetime.date:
    """The office's day of an instant: until the hour at which a night ends, the day before is not over.

    Counted on the wall's clock, so that an hour skipped in summer moves no child from one night to another.
    """
    wall = to_instant(micros).astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None)
    return (wall - datetime.timedelta(hours=night_ends_hour)).date()
