"""What is shown of group arrivals: the list, the first step, the event itself, the questions about a return."""

from __future__ import annotations

from transit_desk import forms
from transit_desk.domain.text import N_
from transit_desk.module import Filter, ListColumn, ListPage, ScreenPage, Section, Verb
from transit_desk.services.arrivals.records import EventPartner, ReleaseEvent, ReturnOnSite, TransportLeg

EVENTS = ListPage(
    key="arrivals.events",
    title=N_("Group arrivals"),
    query="arrivals.events",
    icon="arrivals",
    columns=(
        ListColumn("day", N_("Day"), "strong", 14),
        ListColumn("count", N_("Count"), "text", 46),
        ListColumn("stage", N_("Step"), "muted", 14),
        ListColumn("state", N_("State"), "mark", 20),
    ),
    filters=(Filter("open", N_("Not closed"), "clock"),),
    verbs=(
        Verb(N_("Several children"), "plus", page="arrivals.start", action="arrivals.start_event", key="Ctrl+N",
             primary=True),
    ),
    opens="arrivals.event",
    empty=N_("No group arrival yet."),
)  # fmt: skip

_FACTS = ("day", "place", "group", "announced", "not_shown", "woman_on_team")
_SECTIONS = (
    Section(N_("When, and how many"), ("day", "announced", "not_shown", "woman_on_team")),
    Section(N_("Sealed"), ("place", "group"), N_("Only those who follow the children can open this.")),
)

START = forms.of_record(
    key="arrivals.start",
    title=N_("Several children"),
    action="arrivals.start_event",
    record=ReleaseEvent,
    sections=_SECTIONS,
    save=N_("Begin the list"),
    after="arrivals.event",
)

EVENT = ScreenPage("arrivals.event", N_("Group arrival"), "event", "arrivals.read", icon="arrivals")

CHANGE = forms.of_record(
    key="arrivals.change",
    title=N_("Change the event"),
    action="arrivals.change_event",
    record=ReleaseEvent,
    sections=(
        *_SECTIONS,
        Section(N_("Girls"), ("girls_asked", "girls_note"), N_("Girls are often kept back or left off the list.")),
        Section(N_("Brothers and sisters"), ("parted_why",)),
    ),
    save=N_("Save"),
    start="arrivals.event_values",
    subject="event_id",
    after="arrivals.event",
)

PARTNER = forms.of_record(
    key="arrivals.partner",
    title=N_("Add a partner"),
    action="arrivals.add_partner",
    record=EventPartner,
    sections=(Section(N_("Who helped"), ("role", "organisation", "person")),),
    save=N_("Add the partner"),
    subject="event_id",
    after="arrivals.event",
)

_WAY = ("mode", "operator", "from_place", "to_place", "departed_at", "arrived_at")
_ESCORT = ("escort", "escort_role", "escort_woman", "incident")
LEG = forms.of_record(
    key="arrivals.leg",
    title=N_("Add a part of the way"),
    action="arrivals.add_leg",
    record=TransportLeg,
    sections=(Section(N_("The way"), _WAY), Section(N_("The escort"), _ESCORT)),
    save=N_("Add this part"),
    subject="event_id",
    after="arrivals.event",
)

LEG_CHANGE = forms.of_record(
    key="arrivals.leg_change",
    title=N_("Change a part of the way"),
    action="arrivals.change_leg",
    record=TransportLeg,
    sections=(Section(N_("The way"), _WAY), Section(N_("The escort"), _ESCORT)),
    save=N_("Save"),
    start="arrivals.leg_values",
    subject="leg_id",
)

_LINK = ("adult", "relation", "link_checks", "link_words")
_CHILD = ("heard_apart", "wish", "recruiter_near", "armed_near", "armed_on")
_VISIT = ("decided_by", "visit_who", "visit_name", "visit_by")
RETURN = forms.of_record(
    key="arrivals.return",
    title=N_("Return on site"),
    action="arrivals.answer_return",
    record=ReturnOnSite,
    sections=(
        Section(N_("The adult, and the link"), _LINK),
        Section(N_("The child, heard apart"), _CHILD, N_("Sealed: only those who follow the child can open this.")),
        Section(N_("Decision and first visit"), _VISIT),
    ),
    save=N_("Keep the answers"),
    start="arrivals.return_values",
    subject="row_id",
    after="arrivals.event",
    in_parts=True,
)

PAGES = (EVENTS, START, EVENT, CHANGE, PARTNER, LEG, LEG_CHANGE, RETURN)
