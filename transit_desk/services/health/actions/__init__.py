"""What can be done for a child's health: look, send, measure, plan and give medicines, open what is closed to one."""

from __future__ import annotations

from transit_desk.services.health.actions.again import settle_away, take_up
from transit_desk.services.health.actions.closed import (
    add_closed,
    add_pregnancy,
    add_urgent,
    answer_urgent,
    close_to,
    end_pregnancy,
    name_reader,
    open_to,
    seen_before_birth,
)
from transit_desk.services.health.actions.medicines import (
    add_medicine,
    change_plan,
    correct_dose,
    leave_house,
    mark_dose,
    send_along,
    stop_medicine,
)
from transit_desk.services.health.actions.visits import (
    add_condition,
    add_measure,
    add_need,
    add_session,
    add_vaccination,
    add_visit,
    come_back,
    correct,
    note_paper,
    plan_vaccines,
    refer,
    take_back,
)

__all__ = [
    "add_closed",
    "add_condition",
    "add_measure",
    "add_medicine",
    "add_need",
    "add_pregnancy",
    "add_session",
    "add_urgent",
    "add_vaccination",
    "add_visit",
    "answer_urgent",
    "change_plan",
    "close_to",
    "come_back",
    "correct",
    "correct_dose",
    "end_pregnancy",
    "leave_house",
    "mark_dose",
    "name_reader",
    "note_paper",
    "open_to",
    "plan_vaccines",
    "refer",
    "seen_before_birth",
    "send_along",
    "settle_away",
    "stop_medicine",
    "take_back",
    "take_up",
]
