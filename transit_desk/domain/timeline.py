"""One line of a child's story, as every module tells it to the file's timeline."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable

from transit_desk.domain.levels import Level
from transit_desk.domain.text import Words


@dataclasses.dataclass(frozen=True)
class Event:
    """Something that happened, said in a few words; the record behind it holds the rest."""

    at: int  # microseconds since 1970 UTC
    day: datetime.date  # the office's day
    title: Words
    detail: Words | str = ""
    actor: str = ""  # the worker who recorded it
    icon: str = ""
    module: str = ""
    level: Level = Level.C2
    record: tuple[str, str] | None = None  # table and key


def newest_first(events: Iterable[Event]) -> tuple[Event, ...]:
    """The story as the file shows it. Of one instant, the order does not depend on who told first."""
    return tuple(sorted(events, key=_place, reverse=True))


def _place(event: Event) -> tuple[datetime.date, int, str, tuple[str, str], str]:
    return event.day, event.at, event.module, event.record or ("", ""), event.title.message
