"""The incident book: everybody writes in it, nobody changes it, and each reads as far as they may."""

from __future__ import annotations

from transit_desk.domain.permissions import ROLES, Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Paper, Setting
from transit_desk.services.incidents import hooks, pages

_EVERYBODY = tuple(ROLES)
_BROWSE = ("director", "supervisor", "caseworker", "psychologist", "tracing_officer", "foster_coordinator")

MODULE = Module(
    name="incidents",
    title=N_("Incidents"),
    order=260,
    rights=(
        Right("write", N_("Write an incident"), _EVERYBODY),
        Right("read", N_("See what became of one's own entries"), _EVERYBODY),
        Right("browse", N_("Read the incident book"), _BROWSE),
        Right("look_after", N_("Look after what was written, and follow it up"), ("director", "supervisor")),
        Right("count_allegations", N_("Know how many allegations there are"), ("director", "safeguarding")),
        Right("sealed", N_("Read the entries that are sealed to one"), ("psychologist", "safeguarding")),
        Right(
            "print",
            N_("Print incident reports and the register"),
            ("director", "supervisor", "psychologist", "safeguarding"),
        ),
    ),
    pages=pages.PAGES,
    home="incidents.book",
    hooks=hooks.HOOKS,
    papers=(
        Paper("incidents.report", N_("Incident report"), "incidents.report", ("centre",)),
        Paper("incidents.register", N_("Register of incidents"), "incidents.register", ("centre",)),
    ),
    settings=(
        Setting("incidents.outside_focal", N_("Focal point for safeguarding outside the house"), ""),
        Setting("incidents.register_hours", N_("Hours within which an allegation is looked after"), 24),
        Setting("incidents.complaint_hours", N_("Hours within which a complaint is looked after"), 72),
        Setting("incidents.complaint_days", N_("Days within which a complaint is answered"), 30),
    ),
)
