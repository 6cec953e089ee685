"""The tab of the tools, and the forms that count them out and in."""

from __future__ import annotations

import dataclasses

from transit_desk.domain.text import N_
from transit_desk.module import FormPage, Section, TabPage
from transit_desk.services.daily.records import Tool, ToolBorrower, ToolMove
from transit_desk.storage.records import fields_of

_TOOL, _MOVE = fields_of(Tool), fields_of(ToolMove)
_AT = dataclasses.replace(_MOVE["at"], required=False, help=N_("Now, where nothing is written."))

TOOLS = TabPage("daily.tools", N_("Tools"), "daily.tools", "daily.day", 60)

ADD = FormPage(
    key="daily.add_tool",
    title=N_("Add a kind of tool"),
    action="daily.add_tool",
    fields={name: _TOOL[name] for name in ("name", "workshop", "count", "sharp")},
    sections=(Section(N_("The tool"), ("name", "workshop", "count", "sharp")),),
    save=N_("Keep it"),
    after="daily.day",
)

COUNT = FormPage(
    key="daily.count_tool",
    title=N_("Count a kind of tool anew"),
    action="daily.count_tool",
    fields={"count": _TOOL["count"]},
    sections=(Section(N_("How many there were, those out and those lost since among them"), ("count",)),),
    save=N_("Keep it"),
    start="daily.tool_counted",
    subject="tool_id",
)

GIVE_OUT = FormPage(
    key="daily.give_out",
    title=N_("Give tools out"),
    action="daily.give_out",
    fields={
        "tool_id": _MOVE["tool_id"],
        "amount": _MOVE["amount"],
        "file_id": dataclasses.replace(fields_of(ToolBorrower)["file_id"], required=False),
        "to_name": _MOVE["to_name"],
        "at": _AT,
    },
    sections=(Section(N_("What, how many, to whom"), ("tool_id", "amount", "file_id", "to_name", "at")),),
    save=N_("Give out"),
    after="daily.day",
)

TAKE_IN = FormPage(
    key="daily.take_in",
    title=N_("Take tools back"),
    action="daily.take_in",
    fields={"amount": _MOVE["amount"], "at": _AT},
    sections=(Section(N_("How many are here again"), ("amount", "at")),),
    save=N_("Take back"),
    start="daily.still_out",
    subject="loan_id",
)

WRITE_OFF = FormPage(
    key="daily.write_off",
    title=N_("Write off tools that were lost or broken"),
    action="daily.write_off",
    fields={"amount": _MOVE["amount"], "why": dataclasses.replace(_MOVE["why"], required=True), "at": _AT},
    sections=(Section(N_("How many will not come back, and why"), ("amount", "why", "at")),),
    save=N_("Write it off"),
    start="daily.still_out",
    subject="loan_id",
)

PAGES = (TOOLS, ADD, COUNT, GIVE_OUT, TAKE_IN, WRITE_OFF)
