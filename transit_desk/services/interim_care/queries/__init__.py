"""What can be asked of the house at night: how full it is, who sleeps where, which bed suits whom."""

from __future__ import annotations

from transit_desk.services.interim_care.queries.absences import (
    absence_values,
    away_now,
    leave_values,
    return_values,
    tab,
)
from transit_desk.services.interim_care.queries.bed import bed_page, end_values
from transit_desk.services.interim_care.queries.board import bed_values, beds, blocks, board, rooms
from transit_desk.services.interim_care.queries.census import census
from transit_desk.services.interim_care.queries.choosing import beds_for, beds_of, free_beds

__all__ = [
    "absence_values",
    "away_now",
    "bed_page",
    "bed_values",
    "beds",
    "beds_for",
    "beds_of",
    "blocks",
    "board",
    "census",
    "end_values",
    "free_beds",
    "leave_values",
    "return_values",
    "rooms",
    "tab",
]
