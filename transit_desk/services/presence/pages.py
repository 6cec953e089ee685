"""What is shown of presence: the roll call itself, the list of calls, one call, one search, and their forms."""

from __future__ import annotations

import dataclasses
from typing import Any, Final

from transit_desk import forms
from transit_desk.domain import fields
from transit_desk.domain.fields import Field
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.module import Filter, FormPage, ListColumn, ListPage, RecordPage, ScreenPage, Section, Verb
from transit_desk.services.presence.records import (
    Evacuation,
    EvacuationSeat,
    EvacuationVehicle,
    MissingChild,
    MissingStep,
    RollCall,
    RollMark,
)
from transit_desk.storage.records import Record, fields_of


def _asked(kind: type[Record], *names: str, **changed: dict[str, Any]) -> dict[str, Field]:
    """Fields of a record, some of them asked otherwise by this form."""
    return {name: dataclasses.replace(fields_of(kind)[name], **changed.get(name, {})) for name in names}


ROLL_CALL = ScreenPage("presence.roll_call", N_("Roll call"), "roll_call", "presence.mark", "presence")

CALLS = ListPage(
    key="presence.calls",
    title=N_("Roll calls"),
    query="presence.calls",
    icon="presence",
    columns=(
        ListColumn("day", N_("Day"), "strong", 14),
        ListColumn("part", N_("Which roll call"), "text", 14),
        ListColumn("hour", N_("Hour"), "code", 8),
        ListColumn("who", N_("Who called it"), "text", 20),
        ListColumn("sums", N_("The sum"), "text", 34),
        ListColumn("state", N_("State"), "mark", 16),
    ),
    filters=(Filter("open", N_("Not closed"), "clock"), Filter("not_taken", N_("Not taken"), "warning")),
    verbs=(
        Verb(N_("Enter from paper"), "pencil", page="presence.paper", action="presence.enter_from_paper"),
        Verb(
            N_("Arrival tally, blank"),
            "printer",
            page="preview",
            action="presence.note_paper",
            extra={"paper": "presence.evacuation_lists"},
        ),
        Verb(N_("Take the roll call"), "list", page="presence.roll_call", primary=True),
    ),
    opens="presence.call",
    empty=N_("No roll call was taken yet."),
)

CALL = RecordPage("presence.call", N_("Roll call"), "presence.call_page", "roll_call")

PAPER = FormPage(
    key="presence.paper",
    title=N_("Enter a roll call from paper"),
    action="presence.enter_from_paper",
    fields=_asked(RollCall, "part", "called_at", "caller_id"),
    sections=(
        Section(
            N_("The sheet"),
            ("part", "called_at", "caller_id"),
            N_("The list then stands in the order of the printed sheet."),
        ),
    ),
    save=N_("Begin with the first child"),
    after="presence.roll_call",
)

RECTIFY = forms.about(
    "presence.rectify", N_("Put a line right"), "presence.rectify",
    _asked(RollMark, "mark", "remark", "why", mark={"required": True}, why={"required": True}),
    Section(N_("What it should have been"), ("mark", "remark", "why"), N_("What stood there stays to be read.")),
)  # fmt: skip

TAKE_BACK = forms.taking_back("presence", N_("A roll call that was begun by mistake"))

MISSING = RecordPage("presence.missing", N_("Search for a child"), "presence.search", "missing_child")

DESCRIBE = forms.about(
    "presence.describe", N_("What is known"), "presence.describe",
    _asked(MissingChild, "threat", "stranger", "seen_at", "seen_where", "wearing", "with_whom"),
    Section(N_("Danger"), ("threat", "stranger"), N_("Then every step is due at once.")),
    Section(N_("Last seen"), ("seen_at", "seen_where", "wearing", "with_whom")),
    start="presence.describe_values",
)  # fmt: skip

STEP = forms.about(
    "presence.write_step", N_("Write down a step of the search"), "presence.write_step",
    _asked(MissingStep, "step", "at", "by_id", "told", "words", at={"required": False},
           by_id={"required": False, "help": N_("left empty: you")}),
    Section(N_("What was done"), ("step", "at", "by_id", "told", "words")),
    start="presence.step_values",
)  # fmt: skip

_PLAN_HELP: Final = N_("needed where the child chose to leave: whom to call, where to go, when somebody looks after it")
END = ("ended_how", "ended_at", "ended_where", "ended_state", "child_word")
"""What the search keeps of its end. The plan with which a child chose to leave is kept with its leaving."""
FOUND = forms.about(
    "presence.found", N_("How the search ended"), "presence.found",
    {**_asked(MissingChild, *END, ended_how={"required": True}, ended_at={"help": N_("left empty: just now")}),
     "safety_plan": dataclasses.replace(forms.SAFETY_PLAN, help=_PLAN_HELP)},
    Section(N_("How it ended"), ("ended_how", "ended_at", "ended_where", "ended_state")),
    Section(N_("With the child"), ("child_word", "safety_plan"), N_("Do not write what the child did.")),
)  # fmt: skip

_COUNT = Field(fields.Number(0, 2_000), N_("Children counted"), Level.C1, Topic.SAFETY, required=True, name="count")

EVACUATE = FormPage(
    key="presence.evacuate",
    title=N_("Leave the house"),
    action="presence.evacuate",
    fields=_asked(Evacuation, "begun_at", begun_at={"required": False}),
    sections=(
        Section(
            N_("Everybody who is here is counted"),
            ("begun_at",),
            N_("Then the vehicles, each with its adult. Where to is told by mouth and written nowhere."),
        ),
    ),
    save=N_("Count everybody"),
    after="presence.evacuation",
)

EVACUATION = RecordPage("presence.evacuation", N_("Evacuation"), "presence.evacuation", "evacuation")

VEHICLE = forms.about(
    "presence.add_vehicle", N_("Add a vehicle"), "presence.add_vehicle",
    _asked(EvacuationVehicle, "name", "adult", "seats"),
    Section(N_("The vehicle"), ("name", "adult", "seats"),
            N_("Babies go with their mothers, brothers and sisters together.")),
)  # fmt: skip

SEAT = forms.about(
    "presence.move_seat", N_("Other vehicle"), "presence.move_seat",
    _asked(EvacuationSeat, "vehicle_id", "why", vehicle_id={"required": True},
           why={"help": N_("needed where there is no room, or where something speaks against it")}),
    Section(N_("The vehicle"), ("vehicle_id", "why")),
)  # fmt: skip

COUNT_IN = forms.about(
    "presence.count_in", N_("Count them in"), "presence.count_in", {"count": _COUNT},
    Section(N_("Who came since the count"), ("count",), N_("Then each of them is given a vehicle.")),
)  # fmt: skip

ALONG = forms.about(
    "presence.bring_along", N_("The child comes along"), "presence.bring_along", SEAT.fields, *SEAT.sections,
)  # fmt: skip

STRIKE = forms.about(
    "presence.strike_seat", N_("Not there after all"), "presence.strike_seat",
    _asked(EvacuationSeat, "elsewhere", "why", elsewhere={"required": True}, why={"required": True}),
    Section(N_("Counted, and not there"), ("elsewhere", "why"),
            N_("Of a child of whom nobody knows where it is, the search begins at once.")),
)  # fmt: skip

DROP_VEHICLE = forms.about(
    "presence.drop_vehicle", N_("A vehicle that does not go"), "presence.drop_vehicle",
    _asked(EvacuationSeat, "vehicle_id", "why", vehicle_id={"required": True}, why={"required": True, "help": ""}),
    Section(N_("The vehicle"), ("vehicle_id", "why"), N_("Its children wait for another one.")),
)  # fmt: skip

ARRIVED = forms.about(
    "presence.arrive", N_("A child arrived"), "presence.arrive", _asked(EvacuationSeat, "arrived_at"),
    Section(N_("Arrival"), ("arrived_at",)),
)  # fmt: skip

ALL_ARRIVED = forms.about(
    "presence.arrive_all", N_("All of a vehicle arrived"), "presence.arrive_all", {"count": _COUNT},
    Section(N_("Arrival"), ("count",), N_("Count them as they get off.")),
)  # fmt: skip

CLOSE_EVACUATION = forms.about(
    "presence.close_evacuation", N_("Everybody has arrived"), "presence.close_evacuation", {"count": _COUNT},
    Section(N_("The last count"), ("count",), N_("It closes only when every child is ticked.")),
)  # fmt: skip

PAGES = (
    ROLL_CALL, CALLS, CALL, PAPER, RECTIFY, TAKE_BACK, MISSING, DESCRIBE, STEP, FOUND, EVACUATE, EVACUATION, VEHICLE,
    SEAT, COUNT_IN, ALONG, STRIKE, DROP_VEHICLE, ARRIVED, ALL_ARRIVED, CLOSE_EVACUATION,
)  # fmt: skip
