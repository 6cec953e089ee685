"""What is shown of places: the list, one place, the forms that change it, the screen on which a list is taken in."""

from __future__ import annotations

import dataclasses

from transit_desk import choices
from transit_desk.domain import fields
from transit_desk.domain.fields import Field
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.module import FormPage, ListColumn, ListPage, RecordPage, ScreenPage, Section, Verb
from transit_desk.services.places.records import PlaceRow
from transit_desk.storage.records import fields_of

_ROW = fields_of(PlaceRow)


def _place(name: str, label: str, *, required: bool = False) -> Field:
    return Field(fields.Place(500), label, Level.C0, Topic.LOGISTICS, required=required, name=name)


def _day(name: str, label: str) -> Field:
    return Field(fields.Day(past=True), label, Level.C0, Topic.LOGISTICS, required=True, name=name)


LIST = ListPage(
    key="places.list",
    title=N_("List of places"),
    query="places.all_places",
    icon="pin",
    columns=(
        ListColumn("name", N_("Name"), "strong", 18),
        ListColumn("kind", N_("Kind of place"), "text", 12),
        ListColumn("within", N_("Lies in"), "text", 28),
        ListColumn("code", N_("P-code"), "code", 12),
        ListColumn("other_names", N_("Other names"), "muted", 20),
        ListColumn("state", N_("State"), "mark", 10),
    ),
    verbs=(
        Verb(N_("Read a list of p-codes"), "sheet", page="places.take_in", action="places.take_in"),
        Verb(N_("Add a place"), "plus", page="places.add", action="places.add", key="Ctrl+N", primary=True),
    ),
    opens="places.place",
    empty=N_("No place is called so."),
)

PLACE = RecordPage("places.place", N_("Place"), "places.place")

ADD = FormPage(
    key="places.add",
    title=N_("Add a place"),
    action="places.add",
    fields={
        "name": _ROW["name"],
        "kind": dataclasses.replace(
            _ROW["kind"], kind=fields.Choice("place_kind", frozenset(choices.load("place_kind").keys)), required=True
        ),
        "parent": _place("parent", N_("Lies in")),
    },
    sections=(Section(N_("A place that no list has"), ("name", "kind", "parent")),),
    save=N_("Keep it"),
    after="places.place",
)

RENAME = FormPage(
    key="places.rename",
    title=N_("Rename a place"),
    action="places.rename",
    fields={"name": dataclasses.replace(_ROW["name"], label=N_("New name")), "since": _day("since", N_("Since"))},
    sections=(
        Section(
            N_("The new name"),
            ("name", "since"),
            N_("What was written down under the former name stays, and still finds the place."),
        ),
    ),
    save=N_("Keep it"),
    subject="place_key",
)

ADD_NAME = FormPage(
    key="places.add_name",
    title=N_("Add another name"),
    action="places.add_name",
    fields={"name": _ROW["name"]},
    sections=(
        Section(
            N_("Another name"),
            ("name",),
            N_("As people say it, or as others write it."),
        ),
    ),
    save=N_("Keep it"),
    subject="place_key",
)

GO_ON = FormPage(
    key="places.go_on",
    title=N_("Joined or divided"),
    action="places.go_on",
    fields={
        "into": _place("into", N_("Goes on as"), required=True),
        "also_into": _place("also_into", N_("And as, where it was divided")),
        "on_day": _day("on_day", N_("Since")),
    },
    sections=(
        Section(
            N_("Where the place goes on"),
            ("into", "also_into", "on_day"),
            N_("What was written down about this place stays as it is."),
        ),
    ),
    save=N_("Keep it"),
    subject="place_key",
)

TAKE_IN = ScreenPage("places.take_in", N_("A list of p-codes"), "places", "places.keep", "sheet")

PAGES = (LIST, PLACE, ADD, RENAME, ADD_NAME, GO_ON, TAKE_IN)
