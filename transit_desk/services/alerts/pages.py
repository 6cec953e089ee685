"""What is shown of alerts: the short form, the list, the alert itself, a form for each step."""

from __future__ import annotations

import dataclasses

from transit_desk.domain import fields
from transit_desk.domain.fields import Field
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.module import Filter, FormPage, ListColumn, ListPage, RecordPage, Section, Verb
from transit_desk.services.alerts.records import Alert, AlertFollower, AlertStep
from transit_desk.storage.records import fields_of

_ALERT = fields_of(Alert)
_STEP = fields_of(AlertStep)
ALERT_PAGE = "alerts.alert"


def _as(name: str, label: str = "", *, needed: bool = False, help: str = "") -> Field:  # noqa: A002
    """A field of a step, as this step asks it."""
    found = _STEP[name]
    return dataclasses.replace(
        found, label=label or found.label, required=needed or found.required, help=help or found.help
    )


def _day(label: str) -> Field:
    """The day of something that has happened."""
    return dataclasses.replace(_as("on_day", label), kind=fields.Day(past=True))


_NOTE = ("children", "girls", "girls_asked", "urgency", "place", "source", "contact")

NOTE = FormPage(
    key="alerts.note",
    title=N_("Note an alert"),
    action="alerts.note",
    fields={
        **{name: _ALERT[name] for name in _NOTE},
        "said_at": dataclasses.replace(_ALERT["said_at"], required=False, help=N_("left empty: just now")),
    },
    sections=(
        Section(
            N_("Children can come out"), (*_NOTE[:4],), N_("No name of a child. What is not known can stay empty.")
        ),
        Section(
            N_("Sealed"), (*_NOTE[4:], "said_at"), N_("Only those who follow the alert can open where and from whom.")
        ),
    ),
    save=N_("Keep the alert"),
    after=ALERT_PAGE,
)

LIST = ListPage(
    key="alerts.alerts",
    title=N_("Alerts"),
    query="alerts.alerts",
    icon="alerts",
    columns=(
        ListColumn("day", N_("Said on"), "strong", 13),
        ListColumn("children", N_("Children"), "text", 8),
        ListColumn("girls", N_("Of them girls"), "text", 12),
        ListColumn("place", N_("Where"), "text", 22),
        ListColumn("source", N_("Who says it"), "muted", 18),
        ListColumn("waits", N_("Hours"), "mark", 9),
        ListColumn("state", N_("State"), "text", 22),
        ListColumn("answer", N_("Answer"), "mark", 18),
    ),
    filters=(
        Filter("open", N_("Children still wait"), "clock"),
        Filter("waiting", N_("Waiting for an answer"), "talk"),
        Filter("late", N_("Late"), "warning"),
    ),
    verbs=(Verb(N_("Note an alert"), "alerts", page="alerts.note", action="alerts.note", key="Ctrl+N", primary=True),),
    opens=ALERT_PAGE,
    empty=N_("No alert yet."),
)

ALERT = RecordPage(ALERT_PAGE, N_("Alert"), "alerts.alert")


def _form(
    key: str,
    title: str,
    asked: dict[str, Field],
    save: str,
    *,
    hint: str = "",
    start: str = "",
) -> FormPage:
    """One step, in one short section."""
    return FormPage(
        key=f"alerts.{key}",
        title=title,
        action=f"alerts.{key}",
        fields=asked,
        sections=(Section(title, tuple(asked), hint),),
        save=save,
        start=start,
        subject="alert_id",
        after=ALERT_PAGE,
    )


PLAN = _form(
    "plan",
    N_("Plan a mission"),
    {
        "on_day": _as("on_day", N_("Mission on")),
        "going": _as("going", needed=True),
        "women": _as("women", needed=True),
        "no_woman_why": _as("no_woman_why"),
        "team": _as("team"),
        "words": _as("words", N_("What has to be thought of")),
    },
    N_("Keep the mission"),
    hint=N_("Girls speak to a woman. One at least goes with every mission."),
)

START = _form(
    "start",
    N_("Start the event from this alert"),
    {
        "day": Field(fields.Day(past=True), N_("Day"), Level.C1, Topic.CARE, required=True, name="day"),
        "announced": Field(
            fields.Number(0, 2_000), N_("Children announced"), Level.C1, Topic.CARE, name="announced"
        ),
        "woman_on_team": Field(
            fields.Choice("yes_no_unknown"), N_("Was a woman on the team?"), Level.C1, Topic.CARE,
            name="woman_on_team",
        ),
        "place": Field(
            fields.Place(300), N_("Place of the release"), Level.C3, Topic.SAFETY, travels=False, name="place"
        ),
    },
    N_("Begin the list"),
    hint=N_("The list of the children then opens; the alert keeps its own hours."),
    start="alerts.start_values",
)  # fmt: skip

LINK = _form(
    "link",
    N_("It led to a group arrival that is already here"),
    {"event_id": _as("event_id", needed=True)},
    N_("Keep it together"),
)

LOST = _form(
    "lost",
    N_("They disappeared while waiting"),
    {
        "on_day": _day(N_("Known on")),
        "children": _as("children", N_("How many disappeared"), needed=True),
        "words": _as("words", N_("What is known of it"), needed=True),
    },
    N_("Write it down"),
    hint=N_("Hidden, moved or taken back: each is counted, so that nobody forgets what waiting costs."),
    start="alerts.lost_values",
)

CAME_TO_NOTHING = _form(
    "came_to_nothing",
    N_("It came to nothing"),
    {"on_day": _day(N_("Known on")), "words": _as("words", N_("What was found"), needed=True)},
    N_("Write it down"),
)

PASS_ON = _form(
    "pass_on",
    N_("Pass it on to somebody"),
    {
        "passed_to": _as("passed_to", needed=True),
        "on_day": _day(N_("Passed on")),
        "words": _as("words", N_("What was agreed")),
    },
    N_("Write it down"),
)

ANSWER = _form(
    "answer",
    N_("Answer whoever gave the alert"),
    {
        "way": _as("way", needed=True),
        "words": _as(
            "words", N_("What was told back"), needed=True, help=N_("no name of a child, no place of a child")
        ),
        "on_day": _day(N_("Told on")),
    },
    N_("Keep the answer"),
    hint=N_("Whoever hears what became of a word gives the next one."),
)

GIRLS = _form(
    "ask_girls",
    N_("What was learned about girls"),
    {
        "girls": _as("girls", help=N_("leave it empty if nobody said")),
        "girls_asked": _as("girls_asked", needed=True),
        "words": _as("words", N_("How it was asked")),
    },
    N_("Keep it"),
    hint=N_("Ask through women of the place or the health centre, never before those who made the list."),
)

LET_FOLLOW = _form(
    "let_follow",
    N_("Let a colleague follow it"),
    {"worker_id": dataclasses.replace(fields_of(AlertFollower)["worker_id"], required=True)},
    N_("Open it to them"),
)

STEPS = (PLAN, START, LINK, LOST, CAME_TO_NOTHING, PASS_ON, ANSWER, GIRLS, LET_FOLLOW)
PAGES = (LIST, NOTE, ALERT, *STEPS)
