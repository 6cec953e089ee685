"""What is shown of the house at night: the board of beds, and the forms for rooms and beds."""

from __future__ import annotations

from typing import Final

from transit_desk import forms
from transit_desk.domain.text import N_
from transit_desk.module import Filter, ListColumn, ListPage, RecordPage, ScreenPage, Section, Verb
from transit_desk.services.interim_care.records import Bed, Room
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
        Verb(N_("Add a room"), "plus", page="interim_care.room", action="interim_care.make_room"),
        Verb(N_("Add a bed"), "plus", page="interim_care.bed", action="interim_care.make_bed"),
    ),
    opens="case_file.child",
    empty=N_("No bed is written down yet."),
)

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

BED_PAGE = RecordPage("interim_care.bed_page", N_("Bed"), "interim_care.bed_page")

PAGES = (BOARD, GROUP, BEDS, ROOM, BED, CHANGE_BED, BED_PAGE)
