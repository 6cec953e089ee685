"""What is shown of the gate: the form of whoever stands there, the list, a request, the director's decision."""

from __future__ import annotations

import dataclasses
from typing import Final

from transit_desk.domain.fields import Field
from transit_desk.domain.text import N_
from transit_desk.module import Filter, FormPage, ListColumn, ListPage, RecordPage, Section, Verb
from transit_desk.services.gate.records import GateChild, GateDecision, GateOutcome, GateRequest, GateUntied
from transit_desk.storage.records import fields_of

_ASKED, _DECIDED, _ENDED = fields_of(GateRequest), fields_of(GateDecision), fields_of(GateOutcome)
REQUEST_PAGE: Final = "gate.request"

_WHO: Final = ("asker", "name", "task", "contact", "paper")
_WHAT: Final = ("wish", "asked_for", "words", "at")

LOG = FormPage(
    key="gate.log",
    title=N_("Somebody asks for a child"),
    action="gate.log",
    fields={
        **{name: _ASKED[name] for name in (*_WHO, *_WHAT)},
        "at": dataclasses.replace(_ASKED["at"], required=False),
    },
    sections=(
        Section(N_("Who is at the gate"), _WHO, N_("Nobody is told who is here. For a name you call the supervisor.")),
        Section(N_("Request"), _WHAT, N_("It is refused until the director decides.")),
    ),
    save=N_("Keep the request"),
    after=REQUEST_PAGE,
)

LIST = ListPage(
    key="gate.requests",
    title=N_("Requests at the gate"),
    query="gate.requests",
    icon="gate",
    columns=(
        ListColumn("number", N_("Reference"), "code", 11),
        ListColumn("when", N_("When"), "strong", 15),
        ListColumn("asker", N_("Who asks"), "text", 34),
        ListColumn("wish", N_("What they want"), "text", 22),
        ListColumn("again", N_("Asked before"), "mark", 10),
        ListColumn("state", N_("State"), "mark", 20),
    ),
    filters=(Filter("open", N_("Not decided"), "clock"),),
    verbs=(
        Verb(N_("The gate’s card"), "print", page="preview", action="gate.note_paper", extra={"paper": "gate.card"}),
        Verb(N_("Somebody asks for a child"), "plus", page="gate.log", action="gate.log", key="Ctrl+N", primary=True),
    ),
    opens=REQUEST_PAGE,
    empty=N_("Nobody asked for a child yet."),
)

REQUEST = RecordPage(REQUEST_PAGE, N_("Request at the gate"), "gate.request", "gate_request")

_CHILD: Final[Field] = dataclasses.replace(
    fields_of(GateChild)["file_id"], required=False, help=N_("needed to allow anything; nobody at the gate sees it")
)
_CONDITIONS: Final = ("legal_paper", "present", "woman", "place", "minutes")

DECIDE = FormPage(
    key="gate.decide",
    title=N_("Decide on this request"),
    action="gate.decide",
    fields={
        "file_id": _CHILD,
        **{
            name: _DECIDED[name]
            for name in ("child_answer", "child_words", "asked_by", "decision", "why", *_CONDITIONS)
        },
    },
    sections=(
        Section(
            N_("The child’s own word"), ("file_id", "child_answer", "child_words", "asked_by"),
            N_("Alone, in the child’s language, with time; what the child refuses is refused."),
        ),
        Section(N_("What is decided"), ("decision", "why"), N_("It is final. Whoever wants something else asks anew.")),
        Section(N_("If it is allowed: how"), _CONDITIONS),
    ),
    save=N_("Decide"),
    subject="record_id",
)  # fmt: skip

ABOUT = FormPage(
    key="gate.about_child",
    title=N_("Say which child it is about"),
    action="gate.about_child",
    fields={"file_id": fields_of(GateChild)["file_id"]},
    sections=(
        Section(N_("Which child"), ("file_id",), N_("The child’s page then tells of it. The gate is told nothing.")),
    ),
    save=N_("Keep it"),
    subject="record_id",
)

WRONG = FormPage(
    key="gate.wrong_child",
    title=N_("It is another child"),
    action="gate.wrong_child",
    fields={"why": fields_of(GateUntied)["why"]},
    sections=(
        Section(
            N_("The wrong child"), ("why",),
            N_("The child’s page no longer tells of this request. That it was chosen stays written down here."),
        ),
    ),
    save=N_("Take it off"),
    subject="record_id",
)  # fmt: skip

END = FormPage(
    key="gate.tell_outcome",
    title=N_("Say what became of it"),
    action="gate.tell_outcome",
    fields={name: _ENDED[name] for name in ("outcome", "at", "words")},
    sections=(Section(N_("What became of it"), ("outcome", "at", "words")),),
    save=N_("Keep it"),
    subject="record_id",
)

PAGES = (LIST, LOG, REQUEST, DECIDE, ABOUT, WRONG, END)
