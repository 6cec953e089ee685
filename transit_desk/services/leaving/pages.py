"""The tab of a stay, the forms that review, extend and plan it, and the screen on which a child leaves."""

from __future__ import annotations

import dataclasses
from typing import Final

from transit_desk import choices, forms
from transit_desk.domain import fields
from transit_desk.domain.fields import Field
from transit_desk.domain.text import N_
from transit_desk.module import FormPage, ScreenPage, Section, TabPage
from transit_desk.services.leaving.records import Departure, StayExtension, StayReview
from transit_desk.storage.records import asked_of, fields_of

AWAY: Final = choices.load("care_track").that_say("leaves")
"""Where a child can be that lives here no longer."""
_DEPARTURE: Final = dict(fields_of(Departure))
_DEPARTURE["track"] = dataclasses.replace(_DEPARTURE["track"], kind=fields.Choice("care_track", AWAY))
_EXTENSION: Final = {name: field for name, field in asked_of(StayExtension).items() if name != "signed_by"}

TAB = TabPage("leaving", N_("Stay"), "leaving.tab", "case_file.child", 65, "interim_care")

REVIEW = forms.in_file(
    "leaving.review", N_("Review the stay"), "leaving.review", asked_of(StayReview),
    Section(N_("What the review came to"), ("on_day", "outcome", "child_view", "words")),
)  # fmt: skip

EXTEND = forms.in_file(
    "leaving.extend", N_("Extend the stay"), "leaving.extend", _EXTENSION,
    Section(N_("Why, and until when"), ("reason", "from_day", "to_day")),
    Section(
        N_("What was weighed"), ("child_view", "alternatives"), N_("Whoever keeps this signs it with their name.")
    ),
    start="leaving.extension_values",
)  # fmt: skip

PLAN = forms.in_file(
    "leaving.plan", N_("Plan when the child leaves"), "leaving.plan",
    {"planned_for": dataclasses.replace(_DEPARTURE["planned_for"], required=True),
     **{name: _DEPARTURE[name] for name in ("track", "with_whom")}},
    Section(N_("When, and where to"), ("planned_for", "track", "with_whom"),
            N_("Whoever gives beds reckons with it.")),
)  # fmt: skip

_LEFT_ON: Field = dataclasses.replace(_DEPARTURE["left_on"], required=True)
LEAVE = FormPage(
    key="leaving.form",
    title=N_("The child leaves"),
    action="leaving.leave",
    fields={"left_on": _LEFT_ON,
            **{name: _DEPARTURE[name] for name in (
                "track", "with_whom", "own_choice", "safety_plan", "though_seen")}},
    sections=(
        Section(N_("When, where to, with whom"),
                ("left_on", "track", "with_whom", "own_choice", "safety_plan", "though_seen")),
    ),
    save=N_("The child leaves"),
    subject="file_id",
    of="leaving.leave",
)  # fmt: skip

SCREEN = ScreenPage("leaving.leave", N_("The child leaves"), "leaving", "leaving.leave", "exchange")
TAKE_BACK = forms.taking_back("leaving", N_("A planned leaving"))

PAGES = (TAB, REVIEW, EXTEND, PLAN, LEAVE, SCREEN, TAKE_BACK)
