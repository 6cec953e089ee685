"""Tries that did not open the vault: a small unsigned count that slows guessing here and is told at the next login.

It is no security: who copies the files guesses elsewhere. Nothing is ever wiped and nobody is shut out for good, since
that would hand a destroying button to whoever passes by.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from transit_desk.domain import instants
from transit_desk.storage import files

NAME = "attempts"
_FREE = 5
_FIRST, _LONGEST = 5.0, 300.0


def failed(folder: Path) -> int:
    """How many tries failed since somebody last came in."""
    return _read(folder)[0]


def delay_left(folder: Path, now: int) -> float:
    """Seconds until the next try is looked at. A clock that was set back does not lengthen it."""
    count, last = _read(folder)
    if count < _FREE:
        return 0.0
    delay = min(_FIRST * 2.0 ** min(count - _FREE, 16), _LONGEST)
    since = (now - last) / instants.SECOND
    return 0.0 if since < 0 else max(0.0, delay - since)


def note_failure(folder: Path, now: int) -> None:
    """One more. A disk that cannot take the note does not change what was found."""
    _write(folder, failed(folder) + 1, now)


def forget(folder: Path) -> None:
    """Somebody came in."""
    if failed(folder):
        _write(folder, 0, 0)


def _read(folder: Path) -> tuple[int, int]:
    try:
        found = json.loads((folder / NAME).read_bytes()[:200])
        return max(0, int(found["failed"])), int(found["last"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0, 0


def _write(folder: Path, count: int, now: int) -> None:
    with contextlib.suppress(OSError):
        files.write_whole((folder / NAME, json.dumps({"failed": count, "last": now}).encode()))
