"""What is shown of the house at night: the board of beds, and the forms for rooms and beds."""

from __future__ import annotations

import dataclasses
from typing import Final

from transit_desk import forms
from transit_desk.domain import fields
from transit_desk.domain.fields import Field
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.module import (
    Filter,
    FormPage,
    ListColumn,
    ListPage,
    RecordPage,
    ScreenPage,
    Section,
    TabPage,
    Verb,
)
from transit_desk.services.interim_care.records import Absence, Bed, MattressPlan, Room, Stay
from transit_desk.storage.records import fields_of

_OF_A_BED: Final = {name: fields_of(Bed)[name] for name in ("code", "features")}

BOARD = ScreenPage("interim_care.beds", N_("Beds"), "beds", "interim_care.read", "interim_care")

GROUP = ScreenPage("interim_care.group", N_("Beds for tonight"), "group_beds", "interim_care.give", "bed")

BEDS = ListPage(
    key="interim_care.bed_list",
    title=N_("List of beds"),
    query="interim_care.beds",
    icon="interim_care",
    columns=(
        ListColumn("code", N_("Bed"), "code", 10),
        ListColumn("who", N_("Who sleeps here"), "strong", 26),
        ListColumn("room", N_("Room"), "text", 24),
        ListColumn("nights", N_("Since"), "muted", 20),
        ListColumn("state", N_("State"), "mark", 14),
    ),
    filters=(Filter("free", N_("Free tonight"), "bed"),),
    verbs=(
        Verb(N_("Census"), "calendar", page="interim_care.census"),
        Verb(N_("Who is away"), "exchange", page="interim_care.away"),
        Verb(N_("Add a room"), "plus", page="interim_care.room", action="interim_care.make_room"),
        Verb(N_("Add a bed"), "plus", page="interim_care.bed", action="interim_care.make_bed"),
    ),
    opens="case_file.child",
    empty=N_("No bed is written down yet."),
)

CENSUS = ListPage(
    key="interim_care.census",
    title=N_("Census"),
    query="interim_care.census",
    icon="interim_care",
    columns=(
        ListColumn("id", N_("Night"), "strong", 10),
        ListColumn("before", N_("Before"), "text", 7),
        ListColumn("arrivals", N_("Arrivals"), "text", 9),
        ListColumn("departures", N_("Departures"), "text", 9),
        ListColumn("children", N_("Children"), "strong", 9),
        ListColumn("in_beds", N_("In beds"), "text", 9),
        ListColumn("on_mattresses", N_("On mattresses"), "text", 9),
        ListColumn("with_mother", N_("Beside the mother"), "text", 10),
        ListColumn("no_bed", N_("Without a bed"), "text", 9),
        ListColumn("away", N_("Away"), "text", 8),
        ListColumn("missing", N_("Missing"), "text", 9),
        ListColumn("beds", N_("Beds taken"), "muted", 9),
        ListColumn("percent", N_("Of the beds"), "muted", 9),
    ),
    verbs=(
        Verb(N_("Night sheet"), "print", page="preview", action="interim_care.note_paper",
             extra={"paper": "interim_care.night_sheet"}),
        Verb(N_("Register of arrivals and departures"), "print", page="preview", action="interim_care.note_paper",
             extra={"paper": "interim_care.register"}),
    ),
    empty=N_("Nobody has slept here yet."),
)  # fmt: skip

ROOM = forms.of_record(
    key="interim_care.room",
    title=N_("Add a room"),
    action="interim_care.make_room",
    record=Room,
    sections=(Section(N_("The room"), ("name", "block", "capacity", "surge", "isolation")),),
    save=N_("Add the room"),
    after="interim_care.beds",
)

BED = forms.of_record(
    key="interim_care.bed",
    title=N_("Add a bed"),
    action="interim_care.make_bed",
    record=Bed,
    sections=(Section(N_("The bed"), ("room_id", "code", "features")),),
    save=N_("Add the bed"),
    after="interim_care.beds",
)

CHANGE_BED = forms.about(
    "interim_care.change_bed", N_("Change a bed"), "interim_care.change_bed", _OF_A_BED,
    Section(N_("The bed"), tuple(_OF_A_BED)), start="interim_care.bed_values",
)  # fmt: skip

_ENDED: Final = {name: dataclasses.replace(fields_of(Stay)[name], required=True) for name in ("to_day", "end_why")}

CORRECT_END = forms.about(
    "interim_care.correct_end", N_("Correct when a stay ended"), "interim_care.correct_end", _ENDED,
    Section(N_("When it ended"), tuple(_ENDED), N_("What was written before stays in the trail.")),
    start="interim_care.end_values",
)  # fmt: skip

MATTRESS_PLAN = forms.of_record(
    key="interim_care.mattress_plan",
    title=N_("The mattress plan"),
    action="interim_care.plan_mattresses",
    record=MattressPlan,
    sections=(Section(N_("While the house is full"), ("words", "look_again")),),
    save=N_("Keep the plan"),
    after="interim_care.beds",
)

BED_PAGE = RecordPage("interim_care.bed_page", N_("Bed"), "interim_care.bed_page", "bed")

TAB = TabPage("interim_care", N_("Bed and absences"), "interim_care.tab", "case_file.child", 64, together=N_("Stay"))

AWAY = ListPage(
    key="interim_care.away",
    title=N_("Who is away"),
    query="interim_care.away_now",
    icon="exchange",
    columns=(
        ListColumn("who", N_("Child"), "name_code", 26),
        ListColumn("kind", N_("Why away"), "text", 18),
        ListColumn("left", N_("Left"), "muted", 14),
        ListColumn("due", N_("Expected back"), "strong", 14),
        ListColumn("with_whom", N_("With whom"), "text", 22),
        ListColumn("state", N_("State"), "mark", 12),
    ),
    opens="interim_care",
    empty=N_("Everybody is in the house."),
)

_ABSENCE: Final = fields_of(Absence)

# Each leads back to where it was opened from: the child's page, or the roll call.
LEAVE = FormPage(
    key="interim_care.leave",
    title=N_("Away for a while"),
    action="interim_care.go_away",
    fields={name: _ABSENCE[name] for name in ("kind", "left_at", "due_back", "with_whom", "why", "though_seen")}
    | forms.HER_BABY,
    sections=(
        Section(N_("When, and until when"), ("kind", "left_at", "due_back"), N_("The bed is kept.")),
        forms.OF_HER_BABY,
        Section(N_("With whom, and what for"), ("with_whom", "why", "though_seen")),
    ),
    save=N_("Keep it"),
    start="interim_care.leave_values",
    subject="file_id",
    where_told=frozenset(forms.HER_BABY),
)

_BABY_BACK: Final = Field(fields.Flag(), N_("Her baby is back too"), Level.C1, Topic.CARE, name="baby_back")

RETURN = FormPage(
    key="interim_care.return",
    title=N_("Back in the house"),
    action="interim_care.come_back",
    fields={"back_at": dataclasses.replace(_ABSENCE["back_at"], required=True), "baby_back": _BABY_BACK},
    sections=(Section(N_("When the child came back"), ("back_at", "baby_back")),),
    save=N_("Keep it"),
    start="interim_care.return_values",
    subject="file_id",
    where_told=frozenset({"baby_back"}),
)

CHANGE_ABSENCE = forms.about(
    "interim_care.change_absence", N_("Expected back at another hour"), "interim_care.change_absence",
    {name: _ABSENCE[name] for name in ("due_back", "with_whom", "baby_with")},
    Section(N_("When, and with whom"), ("due_back", "with_whom", "baby_with")), start="interim_care.absence_values",
    where_told=frozenset({"baby_with"}),
)  # fmt: skip

TAKE_BACK = forms.taking_back("interim_care", N_("An absence that was written down by mistake"))

PAGES = (
    BOARD, GROUP, BEDS, CENSUS, ROOM, BED, CHANGE_BED, CORRECT_END, MATTRESS_PLAN, BED_PAGE, TAB, AWAY, LEAVE, RETURN,
    CHANGE_ABSENCE, TAKE_BACK,
)  # fmt: skip
