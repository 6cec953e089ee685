"""How long things last between two instants, which are kept as microseconds since 1970 in UTC."""

from __future__ import annotations

from typing import Final

SECOND: Final = 1_000_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR  # not one of the wall's clock, which has 23 hours once a year and 25 once
