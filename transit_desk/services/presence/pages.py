"""What is shown of presence: the roll call itself, the list of calls, one call, one search, and their forms."""

from __future__ import annotations

import dataclasses
from typing import Any

from transit_desk import forms
from transit_desk.domain.fields import Field
from transit_desk.domain.text import N_
from transit_desk.module import Filter, FormPage, ListColumn, ListPage, RecordPage, ScreenPage, Section, Verb
from transit_desk.services.presence.records import MissingChild, MissingStep, RollCall, RollMark
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
        Verb(N_("Roll call"), "list", page="presence.roll_call", primary=True),
        Verb(N_("Enter from paper"), "pencil", page="presence.paper", action="presence.enter_from_paper"),
    ),
    opens="presence.call",
    empty=N_("No roll call was taken yet."),
)

CALL = RecordPage("presence.call", N_("Roll call"), "presence.call_page")

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

MISSING = RecordPage("presence.missing", N_("Search for a child"), "presence.search")

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

FOUND = forms.about(
    "presence.found", N_("How the search ended"), "presence.found",
    _asked(MissingChild, "ended_how", "ended_at", "ended_where", "ended_state", "child_word", "safety_plan",
           ended_how={"required": True}, ended_at={"help": N_("left empty: just now")}),
    Section(N_("Found again"), ("ended_how", "ended_at", "ended_where", "ended_state")),
    Section(N_("With the child"), ("child_word", "safety_plan"), N_("Do not write what the child did.")),
)  # fmt: skip

PAGES = (ROLL_CALL, CALLS, CALL, PAPER, RECTIFY, TAKE_BACK, MISSING, DESCRIBE, STEP, FOUND)
