"""An hour of the day as people write it: 14:30, 14h30, 7h, 7; kept as minutes since midnight."""

from __future__ import annotations

import re
from typing import Final

DAY: Final = 24 * 60
NOON: Final = 12 * 60
_WRITTEN: Final = re.compile(r"^([01]?\d|2[0-3])(?:[:hH.]([0-5]\d)?)?$")


def read(words: object) -> int | None:
    """Minutes since midnight; None where it is no hour of a day."""
    found = _WRITTEN.match(str(words).strip())
    return int(found[1]) * 60 + int(found[2] or 0) if found else None


def written(minute: int) -> str:
    """As it is kept and shown: 07:00."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
