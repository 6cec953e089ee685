"""What can be done about presence: roll calls, the search for a child, leaving the house."""

from __future__ import annotations

from transit_desk.services.presence.actions.calls import (
    begin,
    close,
    enter_from_paper,
    mark,
    mark_rest,
    note_paper,
    rectify,
    take_back,
)
from transit_desk.services.presence.actions.evacuation import (
    add_vehicle,
    arrive,
    arrive_all,
    bring_along,
    close_evacuation,
    count_in,
    drop_vehicle,
    evacuate,
    move_seat,
    strike_seat,
)
from transit_desk.services.presence.actions.missing import describe, found, write_step

__all__ = [
    "add_vehicle", "arrive", "arrive_all", "begin", "bring_along", "close", "close_evacuation", "count_in",
    "describe", "drop_vehicle", "enter_from_paper", "evacuate", "found", "mark", "mark_rest", "move_seat",
    "note_paper", "rectify", "strike_seat", "take_back", "write_step",
]  # fmt: skip
