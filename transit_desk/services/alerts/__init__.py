"""Alerts: somebody says that children can come out, and what became of it."""

from __future__ import annotations

from transit_desk.domain.permissions import ROLES, Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Paper, Setting
from transit_desk.services.alerts import hooks, pages
from transit_desk.services.alerts.records import followed

_EVERYBODY = tuple(ROLES)
_FOLLOWERS = tuple(sorted(followed.FOLLOWERS))

MODULE = Module(
    name="alerts",
    title=N_("Alerts"),
    order=105,
    rights=(
        Right("note", N_("Note an alert"), _EVERYBODY),
        Right("read", N_("See that there are alerts"), _EVERYBODY),
        Right("follow", N_("Follow alerts and answer them"), _FOLLOWERS),
        Right("print", N_("Print a mission sheet"), _FOLLOWERS),
    ),
    pages=pages.PAGES,
    home="alerts.alerts",
    hooks=hooks.HOOKS,
    settings=(
        Setting("alerts.answer_days", N_("Days to answer whoever gave an alert"), 7),
        Setting("alerts.late_hours", N_("Hours after which an alert is late"), 48),
        Setting("alerts.very_late_hours", N_("Hours after which an alert is very late"), 72),
    ),
    papers=(Paper("alerts.mission_sheet", N_("Mission sheet"), "alerts.mission_sheet", ("centre",)),),
)
