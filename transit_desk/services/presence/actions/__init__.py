"""What can be done about presence: roll calls, and the search for a child."""

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
from transit_desk.services.presence.actions.missing import describe, found, write_step

__all__ = [
    "begin", "close", "describe", "enter_from_paper", "found", "mark", "mark_rest", "note_paper", "rectify",
    "take_back", "write_step",
]  # fmt: skip
