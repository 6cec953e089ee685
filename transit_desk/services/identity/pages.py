"""What is shown of who a child is: the forms that the identity tab leads to."""

from __future__ import annotations

import dataclasses

from transit_desk import choices, forms
from transit_desk.domain import fields
from transit_desk.domain.fields import Field
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.module import Section
from transit_desk.services.identity.records import AgencyNumber, Interview, Particulars, PlaceClaim, PlaceToAvoid
from transit_desk.storage.records import asked_of, fields_of


def _choice(name: str, list_name: str, label: str, *, required: bool = True) -> Field:
    kind = fields.Choice(list_name, frozenset(choices.load(list_name).keys))
    return Field(kind, label, Level.C2, Topic.IDENTITY, required=required, name=name)


ADD_INTERVIEW = forms.in_file(
    "identity.interview", N_("A talk with the child"), "identity.add_interview", asked_of(Interview),
    Section(N_("When, by whom, in which language"), ("on_day", "led_by", "language", "interpreter")),
    Section(
        N_("Who was there"), ("women", "men", "reason", "asked_preference", "private"),
        N_("A girl talks with a woman there. Ask every child whom she or he wants to talk to. Count the interpreter "
           "too."),
    ),
    start="identity.talk_values",
)  # fmt: skip
ADD_NUMBER = forms.in_file(
    "identity.number",
    N_("Number of another agency"),
    "identity.add_number",
    asked_of(AgencyNumber),
    Section(N_("The number"), ("agency", "agency_words", "number", "said_by")),
)
ADD_PLACE = forms.in_file(
    "identity.place",
    N_("A place"),
    "identity.add_place",
    asked_of(PlaceClaim),
    Section(N_("Where"), ("what", "place", "words", "landmark")),
    Section(N_("By whom, and when"), ("said_by", "said_on")),
)
ADD_AVOIDED = forms.in_file(
    "identity.avoided",
    N_("Where the child does not want to go"),
    "identity.add_avoided",
    asked_of(PlaceToAvoid),
    Section(
        N_("Where, and since when it is known"),
        ("words", "said_by", "said_on"),
        N_("Only the child's own workers see it."),
    ),
)
ADD_PARTICULARS = forms.in_file(
    "identity.particulars",
    N_("Particulars"),
    "identity.add_particulars",
    asked_of(Particulars),
    Section(N_("The child"), ("nationality", "ethnicity", "signs")),
    Section(N_("For the work"), ("transport_code", "risk_level")),
)
DATE_BIRTH = forms.in_file(
    "identity.birth", N_("When the child was born"), "identity.date_birth",
    {
        "words": Field(
            fields.Text(200), N_("As it was said"), Level.C2, Topic.IDENTITY,
            N_("for example 14/09/2011, March 2011, about 2009, rainy season, or 9 years in May 2021"), name="words",
        ),
        "event": _choice("event", "event_calendar", N_("What everybody remembers"), required=False),
        "side": _choice("side", "event_side", N_("The birth"), required=False),
        "age_then": Field(
            fields.Number(0, 24), N_("Age then, in years"), Level.C2, Topic.IDENTITY, name="age_then"
        ),
        "said_by": _choice("said_by", "claim_source", N_("Said by")),
        "said_on": Field(
            fields.Day(past=True), N_("Said on"), Level.C1, Topic.IDENTITY, required=True, name="said_on"
        ),
    },
    Section(N_("In words"), ("words",)),
    Section(
        N_("Or by what everybody remembers"), ("event", "side", "age_then"),
        N_("The event is kept with the words, and the days that it allows."),
    ),
    Section(N_("By whom, and when"), ("said_by", "said_on")),
    start="identity.birth_values",
)  # fmt: skip


CORRECTIONS = {
    Interview: forms.correction_of(ADD_INTERVIEW),
    AgencyNumber: forms.correction_of(ADD_NUMBER),
    PlaceClaim: forms.correction_of(ADD_PLACE),
    PlaceToAvoid: forms.correction_of(ADD_AVOIDED),
    Particulars: forms.correction_of(ADD_PARTICULARS),
}
SEE_INTERVIEW = forms.about(
    "identity.see_interview", N_("An interview without a woman"), "identity.see_interview",
    {"seen_on": dataclasses.replace(fields_of(Interview)["seen_on"], required=True)},
    Section(N_("The reason was read"), ("seen_on",), N_("It leaves Today and stays in the figures.")),
)  # fmt: skip
TAKE_BACK = forms.taking_back("identity", N_("Written by mistake"))

PAGES = (
    ADD_INTERVIEW, ADD_NUMBER, ADD_PLACE, ADD_AVOIDED, ADD_PARTICULARS, DATE_BIRTH, SEE_INTERVIEW, TAKE_BACK,
    *CORRECTIONS.values(),
)  # fmt: skip
