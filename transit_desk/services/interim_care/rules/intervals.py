"""The one test of overlap: stays, blocks and absences all ask it, of days and of instants.

Pure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T", datetime.date, int)


def overlap(begin: T, end: T | None, other_begin: T, other_end: T | None) -> bool:
    """Whether two spans share a night or an instant. The end of a span is no more of it; without one it goes on."""
    if (end is not None and end <= begin) or (other_end is not None and other_end <= other_begin):
        return False
    return (end is None or other_begin < end) and (other_end is None or begin < other_end)


def between(spans: Iterable[tuple[T, T | None]]) -> list[tuple[T, T | None]]:
    """What lies between these spans, and after the last where it ended."""
    found: list[tuple[T, T | None]] = []
    ended: T | None = None
    for number, (first, last) in enumerate(sorted(spans, key=lambda span: span[0])):
        if number and ended is None:
            break
        if ended is not None and ended < first:
            found.append((ended, first))
        ended = None if last is None else last if ended is None else max(ended, last)
    if ended is not None:
        found.append((ended, None))
    return found


def covered(spans: Iterable[tuple[T, T | None]], begin: T, end: T | None) -> bool:
    """Whether each night of a span is in one of these spans."""
    reached: T = begin
    for first, last in sorted(spans, key=lambda span: span[0]):
        if first > reached:
            break
        if last is None:
            return True
        reached = max(reached, last)
    return end is not None and reached >= end
