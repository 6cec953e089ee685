"""The seasons of the lakes region, where the first centres stand, by their months."""

from __future__ import annotations

import dataclasses
from typing import Final

from transit_desk.domain.text import N_


@dataclasses.dataclass(frozen=True)
class Season:
    """A season as people name it, by its months. The rains come twice a year, so they span the whole of it."""

    first_month: int
    last_month: int
    said: str
    said_about: str  # where the year is uncertain
    said_between: str


SEASONS: Final = {
    "dry": Season(
        6, 8, N_("dry season {year}"), N_("about {year}, dry season"), N_("dry season, {first} to {last}")
    ),
    "short_dry": Season(
        1, 2, N_("short dry season {year}"), N_("about {year}, short dry season"),
        N_("short dry season, {first} to {last}"),
    ),
    "rainy": Season(
        1, 12, N_("rainy season {year}"), N_("about {year}, rainy season"), N_("rainy season, {first} to {last}")
    ),
}  # fmt: skip
