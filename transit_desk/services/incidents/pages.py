"""What is shown of incidents: the form that everybody may write, the two lists, an entry, what is appended to it."""

from __future__ import annotations

import dataclasses
from typing import Final

from transit_desk.domain import fields
from transit_desk.domain.fields import Field
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.module import Filter, FormPage, ListColumn, ListPage, RecordPage, Section, TabPage, Verb
from transit_desk.services.incidents.records import Allegation, Complaint, Incident, IncidentLine, IncidentUntied
from transit_desk.storage.records import fields_of

_ENTRY, _SAID, _LINE = fields_of(Incident), fields_of(Allegation), fields_of(IncidentLine)
_COMPLAINT: Final = fields_of(Complaint)
ENTRY: Final = "incidents.incident"

_CHILD: Final = ("case_file", "case_file.to_choose", True)  # searched by what is typed
CHILDREN: Final = Field(
    fields.References(*_CHILD), N_("Children involved"), Level.C2, Topic.SAFETY,
    name="children",
)  # fmt: skip
FOLLOW_UP: Final = Field(
    fields.Text(2_000, lines=2), N_("What has to be followed up"), Level.C3, Topic.SAFETY, name="follow_up"
)

_COLLEAGUES: Final = fields.References("worker", "incidents.colleagues")
_MEANT: Final = {name: dataclasses.replace(_SAID[name], kind=_COLLEAGUES) for name in ("meant", "not_meant")}

_WHAT: Final = ("kind", "happened_at", "ended_at", "place", "what")
_WHO: Final = ("children", "others", "staff")
_ACCUSED: Final = ("accused", "accused_who", "meant", "not_meant", "about")
_DONE: Final = ("action", "medical", "notified", "follow_up", "follow_up_on")

WRITE = FormPage(
    key="incidents.write",
    title=N_("Write an incident"),
    action="incidents.write",
    fields={
        **{name: _ENTRY[name] for name in (*_WHAT, "others", "staff", "action", "medical", "notified")},
        **{name: _SAID[name] for name in ("accused", "accused_who", "about")},
        **_MEANT,
        "children": CHILDREN,
        "follow_up": FOLLOW_UP,
        "follow_up_on": dataclasses.replace(_LINE["on_day"], label=N_("By which day"), name="follow_up_on"),
    },
    sections=(
        Section(
            N_("What happened"), _WHAT,
            N_("Once kept, it is never changed; corrections are added below it. Do not write what the child did before "
               "the centre."),
        ),
        Section(N_("Who was there"), _WHO),
        Section(N_("If somebody is accused who works with children"), _ACCUSED),
        Section(N_("What was done, and what comes next"), _DONE),
    ),
    save=N_("Keep the entry"),
    after=ENTRY,
)  # fmt: skip

COMPLAIN = FormPage(
    key="incidents.complain",
    title=N_("Write a complaint"),
    action="incidents.complain",
    fields={
        **{name: _COMPLAINT[name] for name in ("way", "complains_of", "what", "others")},
        "came_at": dataclasses.replace(_COMPLAINT["came_at"], required=False),
        "children": dataclasses.replace(
            CHILDREN, label=N_("Which child complains"), help=N_("nobody has to be named")
        ),
        **_MEANT,
    },
    sections=(
        Section(
            N_("The complaint"), ("way", "came_at", "complains_of", "what"),
            N_("It goes to the focal point for safeguarding and to nobody else. What is said against somebody who "
               "works with children is written as an incident."),
        ),
        Section(N_("Who complains"), ("children", "others")),
        Section(N_("If somebody is named"), ("meant", "not_meant")),
    ),
    save=N_("Keep the complaint"),
    after=ENTRY,
)  # fmt: skip

_COLUMNS: Final = (
    ListColumn("number", N_("Reference"), "code", 12),
    ListColumn("when", N_("When"), "strong", 16),
    ListColumn("kind", N_("What it is"), "text", 26),
    ListColumn("children", N_("Children"), "muted", 20),
    ListColumn("by", N_("Written by"), "muted", 14),
    ListColumn("state", N_("State"), "mark", 18),
)
_COMPLAIN_VERB: Final = Verb(N_("Write a complaint"), "talk", page="incidents.complain", action="incidents.complain")
_WRITE_VERB: Final = Verb(
    N_("Write an incident"), "pencil", page="incidents.write", action="incidents.write", key="Ctrl+N", primary=True
)

BOOK = ListPage(
    key="incidents.book",
    title=N_("Incident book"),
    query="incidents.book",
    icon="incidents",
    columns=_COLUMNS,
    filters=(Filter("open", N_("Not closed"), "clock"),),
    verbs=(
        Verb(N_("Sealed entries"), "lock", page="incidents.sealed"),
        Verb(N_("Register on paper"), "print", page="preview", action="incidents.note_paper",
             extra={"paper": "incidents.register"}),
        _COMPLAIN_VERB,
        _WRITE_VERB,
    ),
    opens=ENTRY,
    empty=N_("Nothing was written here yet."),
)  # fmt: skip

SEALED = ListPage(
    key="incidents.sealed",
    title=N_("Sealed entries"),
    query="incidents.sealed",
    icon="lock",
    columns=_COLUMNS,
    verbs=(_COMPLAIN_VERB, _WRITE_VERB),
    opens=ENTRY,
    empty=N_("Nothing was written for you alone."),
)

INCIDENT = RecordPage(ENTRY, N_("Incident"), "incidents.incident")

ADD = FormPage(
    key="incidents.add",
    title=N_("Add to this entry"),
    action="incidents.add",
    fields={name: _LINE[name] for name in ("kind", "words", "on_day")},
    sections=(
        Section(
            N_("What is added"), ("kind", "words", "on_day"),
            N_("It stands below the entry with your name and the hour, and is never changed either."),
        ),
    ),
    save=N_("Add it"),
    subject="record_id",
)  # fmt: skip

ADD_TO_REGISTER = dataclasses.replace(
    ADD, key="incidents.add_to_register", fields={**ADD.fields, **_MEANT},
    sections=(dataclasses.replace(ADD.sections[0], names=(*ADD.sections[0].names, *_MEANT)),),
)  # fmt: skip

DONE = FormPage(
    key="incidents.done",
    title=N_("Say what became of it"),
    action="incidents.done",
    fields={"words": dataclasses.replace(_LINE["words"], label=N_("What became of it"))},
    sections=(Section(N_("The follow-up"), ("words",)),),
    save=N_("It is done"),
    subject="record_id",
)

WRONG = FormPage(
    key="incidents.wrong_child",
    title=N_("It is another child"),
    action="incidents.wrong_child",
    fields={
        "why": fields_of(IncidentUntied)["why"],
        "instead": Field(
            fields.Reference(*_CHILD), N_("Which child it is instead"), Level.C2,
            Topic.SAFETY, help=N_("if the child can be chosen here"), name="instead",
        ),
    },
    sections=(
        Section(
            N_("The wrong child"), ("why", "instead"),
            N_("The child’s page no longer tells of this entry. That it was chosen stays written down here."),
        ),
    ),
    save=N_("Take it off"),
    subject="record_id",
)  # fmt: skip

TAB = TabPage(
    "incidents", N_("Safety"), "incidents.tab", "case_file.child", 50, together=N_("Protection")
)  # what happened is read before what was agreed to

PAGES = (BOOK, SEALED, WRITE, COMPLAIN, INCIDENT, ADD, ADD_TO_REGISTER, DONE, WRONG, TAB)
