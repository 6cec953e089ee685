"""The sheet of the day with its meals, visitors and activities; the menu and the rations."""

from __future__ import annotations

from transit_desk import forms
from transit_desk.domain import fields
from transit_desk.domain.fields import Field
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.module import FormPage, Section, TabPage
from transit_desk.services.daily.records import Activity, DaySheet, Dish, MealServed, Ration, Visitor
from transit_desk.storage.records import asked_of

_DAY = "daily.day"
SHEET = TabPage("daily.sheet", N_("Sheet"), "daily.sheet", _DAY, 10)
ACTIVITIES = TabPage("daily.activities", N_("Activities"), "daily.activities", _DAY, 40)
MENU = TabPage("daily.menu", N_("Menu and rations"), "daily.menu", _DAY, 70)

CHILDREN = Field(
    fields.References("case_file", "daily.children"), N_("Who took part"), Level.C1, Topic.CARE,
    N_("Type a name, Enter ticks it, type the next."), name="children",
)  # fmt: skip

WRITE = FormPage(
    key="daily.write_sheet",
    title=N_("Write the sheet of a block"),
    action="daily.write_sheet",
    fields=asked_of(DaySheet),
    sections=(Section(N_("The day of a block"), ("on_day", "block", "meals", "water", "done", "events")),),
    save=N_("Keep it"),
    after=_DAY,
)

VISITOR = FormPage(
    key="daily.note_visitor",
    title=N_("Write down a visitor"),
    action="daily.note_visitor",
    fields=asked_of(Visitor),
    sections=(Section(N_("Who came, and who saw them"), ("on_day", "hour", "name", "kind", "relation", "seen_by_id")),),
    save=N_("Keep it"),
    after=_DAY,
)

MEAL = FormPage(
    key="daily.serve_meal",
    title=N_("Count a meal"),
    action="daily.serve_meal",
    fields=asked_of(MealServed),
    sections=(Section(N_("How many ate"), ("on_day", "meal", "children", "babies", "staff", "dish")),),
    save=N_("Keep it"),
    after=_DAY,
)

ACTIVITY = FormPage(
    key="daily.hold_activity",
    title=N_("Write down an activity"),
    action="daily.hold_activity",
    fields={**asked_of(Activity), "children": CHILDREN},
    sections=(
        Section(N_("What was done"), ("on_day", "hour", "kind", "block", "led_by_id", "led_by_name")),
        Section(N_("Who took part"), ("children",)),
    ),
    save=N_("Keep it"),
    after=_DAY,
)

TOOK_PART = FormPage(
    key="daily.say_who_took_part",
    title=N_("Say who took part"),
    action="daily.say_who_took_part",
    fields={"children": CHILDREN},
    sections=(Section(N_("Who took part"), ("children",)),),
    save=N_("Keep it"),
    start="daily.who_took_part",
    subject="activity_id",
)

DISH = FormPage(
    key="daily.plan_meal",
    title=N_("Plan a meal"),
    action="daily.plan_meal",
    fields=asked_of(Dish),
    sections=(Section(N_("A line of the menu"), ("on_day", "meal", "dish")),),
    save=N_("Keep it"),
    after=_DAY,
)

RATION = FormPage(
    key="daily.set_ration",
    title=N_("Write down a ration"),
    action="daily.set_ration",
    fields=asked_of(Ration),
    sections=(Section(N_("How much one gets on a day"), ("food", "unit", "per_child", "per_baby")),),
    save=N_("Keep it"),
    after=_DAY,
)

DROP = FormPage(
    key="daily.drop_ration",
    title=N_("Take a ration off the list"),
    action="daily.drop_ration",
    fields={},
    sections=(Section(N_("This food is not given any more"), (), N_("The line stays in the trail.")),),
    save=N_("Take it off"),
    subject="ration_id",
)

TAKE_BACK = forms.taking_back("daily", N_("A line of the day that does not stand"))

PAGES = (SHEET, ACTIVITIES, MENU, WRITE, VISITOR, MEAL, ACTIVITY, TOOK_PART, DISH, RATION, DROP, TAKE_BACK)
