"""What is shown of the house at night: the board of beds, and the forms for rooms and beds."""

from __future__ import annotations

from transit_desk.domain.text import N_
from transit_desk.module import FormPage, ScreenPage, Section
from transit_desk.services.interim_care.records import Bed, Room
from transit_desk.storage.records import fields_of

BEDS = ScreenPage("interim_care.beds", N_("Beds"), "beds", "interim_care.read", icon="interim_care")

ROOM = FormPage(
    key="interim_care.room",
    title=N_("Add a room"),
    action="interim_care.make_room",
    fields={name: fields_of(Room)[name] for name in ("name", "block", "capacity")},
    sections=(Section(N_("The room"), ("name", "block", "capacity")),),
    save=N_("Add the room"),
    after="interim_care.beds",
)

BED = FormPage(
    key="interim_care.bed",
    title=N_("Add a bed"),
    action="interim_care.make_bed",
    fields={name: fields_of(Bed)[name] for name in ("room_id", "code")},
    sections=(Section(N_("The bed"), ("room_id", "code")),),
    save=N_("Add the bed"),
    after="interim_care.beds",
)

PAGES = (BEDS, ROOM, BED)
