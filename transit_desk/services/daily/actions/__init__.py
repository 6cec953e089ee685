"""What can be done with the day."""

from __future__ import annotations

from transit_desk.services.daily.actions.activities import hold_activity, say_who_took_part
from transit_desk.services.daily.actions.notes import (
    agree_after,
    correct_note,
    hear_child,
    initial_note,
    write_care_note,
    write_note,
)
from transit_desk.services.daily.actions.putting_right import note_paper, take_back
from transit_desk.services.daily.actions.rooms import inspect_room, put_right
from transit_desk.services.daily.actions.sheet import (
    drop_ration,
    note_visitor,
    plan_meal,
    serve_meal,
    set_ration,
    write_sheet,
)
from transit_desk.services.daily.actions.shifts import answer_without_woman, put_on_shift, take_off_shift
from transit_desk.services.daily.actions.tools import add_tool, count_tool, give_out, take_in, write_off

__all__ = [
    "add_tool", "agree_after", "answer_without_woman", "correct_note", "count_tool", "drop_ration", "give_out",
    "hear_child", "hold_activity", "initial_note", "inspect_room", "note_paper", "note_visitor", "plan_meal",
    "put_on_shift", "put_right", "say_who_took_part", "serve_meal", "set_ration", "take_back", "take_in",
    "take_off_shift", "write_care_note", "write_note", "write_off", "write_sheet",
]  # fmt: skip
