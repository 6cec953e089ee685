"""One line of a child's story, as every module tells it to the file's timeline."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable

from transit_desk.domain.text import Words


@dataclasses.dataclass(frozen=True)
class Event:
    """Something that happened, said in a few words; the record behind it holds the rest.

    Whoever tells it asks first what these eyes may read: nothing is held back from a line once it is told.
    """

    at: int  # microseconds since 1970 UTC
    day: datetime.date  # the office's day
    title: Words
    detail: Words | str = ""
    actor: str = ""  # the name of the worker who recorded it
    icon: str = ""
    module: str = ""
    record: tuple[str, str] | None = None  # table and key


Place = tuple[datetime.date, int, str, tuple[str, str], str]
"""Where a line stands in a story: by day, by instant, then by what told it."""


@dataclasses.dataclass(frozen=True)
class Span:
    """Which part of a story is asked for: so many lines before a place, of the whole house or of one part of it."""

    count: int = 25
    before: Place | None = None
    module: str = ""

    def asks(self, module: str) -> bool:
        """Whether lines of this part of the house are wanted."""
        return self.module in {"", module}


_FIRST = "00000000-0000-0000-0000-000000000000"
_LAST = "ffffffff-ffff-ffff-ffff-ffffffffffff"


def bounds(span: Span, module: str, table: str) -> dict[str, object]:
    """The day, instant and key before which the records of a table are wanted: what a windowed question is given."""
    if span.before is None:
        return {"day": datetime.date.max, "at": 2**62, "key": _LAST, "count": span.count + 1}
    day, at, told_by, (told_of, key), _title = span.before
    if (module, table) != (told_by, told_of):
        key = _LAST if (module, table) < (told_by, told_of) else _FIRST
    return {"day": day, "at": at, "key": key, "count": span.count + 1}


def part_of(events: Iterable[Event], span: Span) -> tuple[tuple[Event, ...], Place | None]:
    """The lines of a span, newest first, and the place from which the story goes on; None at its beginning."""
    wanted = [
        event for event in events if span.asks(event.module) and (span.before is None or _place(event) < span.before)
    ]
    found = newest_first(wanted)
    shown = found[: span.count]
    return shown, _place(shown[-1]) if len(found) > span.count else None


def newest_first(events: Iterable[Event]) -> tuple[Event, ...]:
    """The story as the file shows it. Of one instant, the order does not depend on who told first."""
    return tuple(sorted(events, key=_place, reverse=True))


def _place(event: Event) -> Place:
    return event.day, event.at, event.module, event.record or ("", ""), event.title.message
