"""The tab of the rooms, the look at one of them, and what was put right."""

from __future__ import annotations

import dataclasses

from transit_desk.domain.text import N_
from transit_desk.module import FormPage, Section, TabPage
from transit_desk.services.daily.records import Inspection, Repair
from transit_desk.services.daily.rules.rooms import POINTS
from transit_desk.storage.records import fields_of

_LOOK, _REPAIR = fields_of(Inspection), fields_of(Repair)
_WHERE_NEEDED = N_("Where something is to be put right.")
WHO = dataclasses.replace(_REPAIR["who_id"], required=False, help=_WHERE_NEEDED)
UNTIL_DAY = dataclasses.replace(_REPAIR["until_day"], required=False, help=_WHERE_NEEDED)

ROOMS = TabPage("daily.rooms", N_("Rooms"), "daily.rooms", "daily.day", 50)

INSPECT = FormPage(
    key="daily.inspect_room",
    title=N_("Look at a room"),
    action="daily.inspect_room",
    fields={**_LOOK, "who_id": WHO, "until_day": UNTIL_DAY},
    sections=(
        Section(N_("Which room, and when"), ("room_id", "on_day")),
        Section(N_("What was found"), POINTS),
        Section(N_("What is to be put right"), ("remark", "who_id", "until_day")),
    ),
    save=N_("Keep it"),
    after="daily.day",
)

PUT_RIGHT = FormPage(
    key="daily.put_right",
    title=N_("Say that it was put right"),
    action="daily.put_right",
    fields={"done_how": dataclasses.replace(_REPAIR["done_how"], required=True)},
    sections=(Section(N_("It is in order again"), ("done_how",)),),
    save=N_("In order again"),
    subject="repair_id",
)

PAGES = (ROOMS, INSPECT, PUT_RIGHT)
