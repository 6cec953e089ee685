"""What can be done with rooms, beds, stays and absences."""

from __future__ import annotations

from transit_desk.services.interim_care.actions.absences import come_back, go_away
from transit_desk.services.interim_care.actions.rooms import (
    change_bed,
    lay_mattress,
    make_bed,
    make_room,
    take_mattress_away,
)
from transit_desk.services.interim_care.actions.stays import end_stay, give_bed, give_beds, move_bed

__all__ = [
    "change_bed",
    "come_back",
    "end_stay",
    "give_bed",
    "give_beds",
    "go_away",
    "lay_mattress",
    "make_bed",
    "make_room",
    "move_bed",
    "take_mattress_away",
]
