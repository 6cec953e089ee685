"""Interim care: a bed for everybody, girls and boys apart."""

from __future__ import annotations

from transit_desk.domain import fields
from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Paper, Setting
from transit_desk.services.interim_care import hooks, pages
from transit_desk.services.interim_care.actions import giving

_LEADERS = ("director", "supervisor")
_HOUSE = ("receptionist", "educator", "nurse")

MODULE = Module(
    name="interim_care",
    title=N_("Beds"),
    order=200,
    rights=(
        Right(
            "read",
            N_("See who sleeps where"),
            (*_LEADERS, *_HOUSE, "caseworker", "psychologist", "tracing_officer", "foster_coordinator"),
        ),
        Right("give", N_("Give beds"), (*_LEADERS, *_HOUSE, "caseworker")),
        Right("away", N_("Write down who is away and who is back"), (*_LEADERS, *_HOUSE, "caseworker")),
        Right("block", N_("Shut beds and open them again"), (*_LEADERS, *_HOUSE)),
        Right("rooms", N_("Change rooms and beds"), _LEADERS),
        Right("exception", N_("Let a baby or a small brother sleep with her"), _LEADERS),
    ),
    settings=(
        Setting(
            "interim_care.capacity", N_("For how many children the house is, at most"), 40, fields.Number(1, 999).check
        ),
        Setting(
            "interim_care.crowded",
            N_("Percent of the beds from which the house counts as nearly full"),
            90,
            fields.Number(1, 100).check,
        ),
        Setting(giving.BACK_DAYS, N_("Days until when a night can be written down later"), 60),
        Setting(giving.CLEAN_AFTER, N_("A bed is to be cleaned after each stay (1: yes, 0: no)"), 0),
        Setting("interim_care.outbreak", N_("Children isolated for an illness from which it is an outbreak"), 2),
    ),
    papers=(
        Paper("interim_care.night_sheet", N_("Night sheet"), "interim_care.night_sheet", ("centre",)),
        Paper("interim_care.register", N_("Register of arrivals and departures"), "interim_care.register", ("centre",)),
    ),
    pages=pages.PAGES,
    home="interim_care.beds",
    hooks=hooks.HOOKS,
)
