"""What can be done with rooms, beds, stays and absences."""

from __future__ import annotations

from transit_desk.services.interim_care.actions.absences import change_absence, come_back, go_away, take_back
from transit_desk.services.interim_care.actions.rooms import (
    block_bed,
    change_bed,
    lay_mattress,
    make_bed,
    make_room,
    note_paper,
    plan_mattresses,
    remove_bed,
    take_mattress_away,
    unblock_bed,
)
from transit_desk.services.interim_care.actions.stays import (
    cancel_reservation,
    correct_end,
    end_stay,
    give_bed,
    give_beds,
    leave_beds,
    move_bed,
    plan_end,
    reserve_bed,
    swap_beds,
)

__all__ = [
    "block_bed",
    "cancel_reservation",
    "change_absence",
    "change_bed",
    "come_back",
    "correct_end",
    "end_stay",
    "give_bed",
    "give_beds",
    "go_away",
    "lay_mattress",
    "leave_beds",
    "make_bed",
    "make_room",
    "move_bed",
    "note_paper",
    "plan_end",
    "plan_mattresses",
    "remove_bed",
    "reserve_bed",
    "swap_beds",
    "take_back",
    "take_mattress_away",
    "unblock_bed",
]
