"""When roll calls are due: their hours, as the office set them, and which of them nobody took."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import sqlalchemy

from transit_desk.domain import instants
from transit_desk.domain.text import N_, Words
from transit_desk.services.presence.records import RollCall, called
from transit_desk.services.presence.rules import calls
from transit_desk.storage.work import Work


def hours(work: Work, on: datetime.date | None = None) -> Mapping[str, tuple[int, int]]:
    """At what hour each of the three calls is due, as the office set it on a day; by default today."""
    return {part: calls.hour_of(work.setting(f"presence.{part}_at", on)) for part in calls.PARTS}


def in_its_time(work: Work, day: datetime.date, part: str, at: int, field: str) -> None:
    """A call begins some hours before its own hour at the earliest."""
    ahead = int(work.setting("presence.begins_hours", day)) * instants.HOUR
    earliest = instant(work, day, hours(work, day)[part]) - ahead
    values = {"call": called.title_of(part), "hour": f"{work.local(earliest):%H:%M}"}
    calls.in_its_time(at, earliest, Words(N_("{call}: from {hour} on."), values), field)


def at_night(work: Work, call: RollCall) -> bool:
    """Whether children sleep while they are called: by its hour, and by that of the marks if they are given now."""
    at = [call.called_at] if call.from_paper else [call.called_at, work.now()]
    return call.part == calls.NIGHT or any(_in_the_night(work, each) for each in at)


def _in_the_night(work: Work, at: int) -> bool:
    """From the hour of the night call on; the day of the office ends where the night does."""
    day = work.day_of(at)
    return at >= instant(work, day, hours(work, day)[calls.NIGHT])


def due_and_not_taken(work: Work, back: int) -> list[tuple[datetime.date, str, str, int]]:
    """The calls of the last days whose hour has come and that nobody took: day, part, hour, instant.

    A house that never took a call before is told of none: it begins with its first.
    """
    today = work.today()
    first = work.first(_FIRST)
    if first is None:
        return []
    begins = max(first.on_day, today - datetime.timedelta(days=back))
    taken = {(call.on_day, call.part) for call in called.calls_between(work, begins, today)}
    due = hours(work)
    found = []
    for number in range((today - begins).days + 1):
        day = begins + datetime.timedelta(days=number)
        for part in calls.PARTS:
            at = instant(work, day, due[part])
            if (day, part) not in taken and first.called_at < at <= work.now():
                found.append((day, part, "{:02}:{:02}".format(*due[part]), at))
    return found


_FIRST = sqlalchemy.select(RollCall).where(RollCall.withdrawn_at.is_(None)).order_by(RollCall.called_at).limit(1)


def instant(work: Work, day: datetime.date, hour: tuple[int, int]) -> int:
    """The instant of an hour of the office's day, by the office's clock; its day begins some hours after midnight."""
    begins = work.begin_of(day)
    local = work.local(begins)
    ahead = (hour[0] - local.hour) * 60 + hour[1] - local.minute
    return begins + (ahead if ahead >= 0 else ahead + 24 * 60) * instants.MINUTE
