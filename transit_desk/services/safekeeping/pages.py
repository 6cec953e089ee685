"""The tab of safekeeping, and the forms that take in, give back, write off, correct and hand over."""

from __future__ import annotations

import dataclasses

from transit_desk import forms
from transit_desk.domain import fields
from transit_desk.domain.fields import Field
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.module import FormPage, Section, TabPage
from transit_desk.services.safekeeping.records import HandingOver, KeptMove, KeptThing, Original
from transit_desk.storage.records import asked_of, fields_of

_THING, _MOVE = fields_of(KeptThing), fields_of(KeptMove)
_CHILD = "case_file.child"

HOW_MANY = Field(
    fields.Text(24), N_("How many, or how much"), Level.C1, Topic.CARE, N_("in figures, for example 2 or 12,50"),
    required=True, name="how_many",
)  # fmt: skip
_WHY = dataclasses.replace(_MOVE["why"], required=True)

TAB = TabPage("safekeeping", N_("Safekeeping"), "safekeeping.tab", _CHILD, 66, "interim_care")

TAKE_IN = FormPage(
    key="safekeeping.take_in",
    title=N_("Take something in"),
    action="safekeeping.take_in",
    fields={
        **{name: _THING[name] for name in ("kind", "words", "currency", "condition", "attestation", "place",
                                           "place_words")},
        "how_many": HOW_MANY,
        **{name: _MOVE[name] for name in ("on_day", "signed", "witness")},
    },
    sections=(
        Section(N_("What the child leaves"), ("kind", "words", "how_many", "currency", "condition", "attestation")),
        Section(N_("Where it is kept, and who signed"), ("place", "place_words", "on_day", "signed", "witness")),
    ),
    save=N_("Take it in"),
    subject="file_id",
    after=_CHILD,
)  # fmt: skip

GIVE_BACK = FormPage(
    key="safekeeping.give_back",
    title=N_("Give something back"),
    action="safekeeping.give_back",
    fields={
        "how_many": HOW_MANY,
        "to_whom": dataclasses.replace(_MOVE["to_whom"], required=True),
        **{name: _MOVE[name] for name in ("to_name", "on_day", "signed", "witness")},
    },
    sections=(
        Section(N_("To whom, and who signed"), ("how_many", "to_whom", "to_name", "on_day", "signed", "witness")),
    ),
    save=N_("Give it back"),
    subject="thing_id",
)

WRITE_OFF = FormPage(
    key="safekeeping.write_off",
    title=N_("Write off what is no longer here"),
    action="safekeeping.write_off",
    fields={
        "way": Field(
            fields.Choice("kept_gone", frozenset({"lost", "destroyed"})), N_("What happened"), Level.C1, Topic.CARE,
            required=True, name="way",
        ),
        "how_many": HOW_MANY,
        "on_day": _MOVE["on_day"],
        "why": _WHY,
        "witness": _MOVE["witness"],
    },
    sections=(Section(N_("What happened to it"), ("way", "how_many", "on_day", "why", "witness")),),
    save=N_("Write it off"),
    subject="thing_id",
)  # fmt: skip

CORRECT = FormPage(
    key="safekeeping.correct",
    title=N_("Correct a count"),
    action="safekeeping.correct",
    fields={"how_many": HOW_MANY, "why": _WHY},
    sections=(
        Section(N_("What the line should say"), ("how_many", "why"), N_("The line itself stays, beside this one.")),
    ),
    save=N_("Correct it"),
    subject="move_id",
)

ATTESTATION = forms.in_file(
    "safekeeping.tell_attestation", N_("Say where the attestation is"), "safekeeping.tell_attestation",
    asked_of(Original),
    Section(
        N_("The original of the paper that others issue"), ("original_with", "since", "remark"),
        N_("It opens and closes nothing here. Do not write what the child did."),
    ),
)  # fmt: skip

HAND_OVER = forms.in_file(
    "safekeeping.hand_over", N_("How the child was handed over"), "safekeeping.hand_over", asked_of(HandingOver),
    Section(N_("When, and by whom"), ("at", "giver_kind", "giver"), N_("Never the name of a group.")),
    Section(N_("To whom, and how the child was"), ("receiver", "witness", "condition", "papers_came", "signed")),
)  # fmt: skip

PAGES = (TAB, TAKE_IN, GIVE_BACK, WRITE_OFF, CORRECT, ATTESTATION, HAND_OVER)
