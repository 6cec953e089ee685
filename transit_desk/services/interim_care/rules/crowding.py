"""How full the house is, against its beds and the mattresses it has room for; nobody is turned away by it.

Pure.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Final

_FULL: Final = 100


@dataclasses.dataclass(frozen=True)
class Crowding:
    """Children against places: the beds of the house, and what more it can take on the floor."""

    children: int
    nominal: int
    surge: int  # beds and mattresses at most
    nearly: int = 90  # percent from which it is nearly full

    @property
    def percent(self) -> int:
        """How much of the beds is taken; more than a hundred where children sleep on the floor."""
        return 0 if not self.nominal else self.children * 100 // self.nominal

    @property
    def level(self) -> str:
        """Ok | nearly | full; a house without beds has none to be full."""
        if not self.nominal or self.percent < self.nearly:
            return "ok"
        return "full" if self.percent >= _FULL else "nearly"


def capacity(beds: int, most: int) -> int:
    """For how many the house is: as many as it has beds, and never more than its leaders said."""
    return min(beds, most)


def crowded_nights(beds: Iterable[int], nominal: int) -> int:
    """How many nights in a row, up to the last of these, all beds were had; of each the number of beds."""
    count = 0
    for had in reversed(list(beds)):
        if not nominal or had < nominal:
            break
        count += 1
    return count
