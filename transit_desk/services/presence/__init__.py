"""Presence: who is here morning, evening and night; the search for who is not; leaving the house at once."""

from __future__ import annotations

from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Paper, Setting
from transit_desk.services.presence import hooks, pages
from transit_desk.services.presence.rules import calls

_LEADERS = ("director", "supervisor")
_HOUSE = ("receptionist", "educator", "nurse")  # those who see every child of the house
_FIELD = ("caseworker", "psychologist", "tracing_officer")

MODULE = Module(
    name="presence",
    title=N_("Roll call"),
    order=210,
    rights=(
        Right("mark", N_("Take and see roll calls"), (*_LEADERS, *_HOUSE)),
        Right("search", N_("Write down the search for a child"), (*_LEADERS, *_HOUSE, *_FIELD)),
        Right("declare", N_("Declare a child missing, and end the search for who left"), _LEADERS),
    ),
    pages=pages.PAGES,
    home="presence.roll_call",
    hooks=hooks.HOOKS,
    settings=(
        Setting("presence.morning_at", N_("Hour of the morning roll call"), "07:00", calls.an_hour),
        Setting("presence.evening_at", N_("Hour of the evening roll call"), "18:00", calls.an_hour),
        Setting("presence.night_at", N_("Hour of the night roll call"), "22:00", calls.an_hour),
        Setting("presence.begins_hours", N_("Hours before its hour from which a roll call can begin"), 2),
        Setting("presence.search_minutes", N_("Minutes to search for a child"), 30),
        Setting("presence.director_hours", N_("Hours until the director is told"), 2),
        Setting("presence.missing_hours", N_("Hours until a child is declared missing"), 24),
        Setting("presence.at_once_under", N_("Age under which every step is due at once"), 12),
        Setting("presence.running_absences", N_("Roll calls running after which an absence is told"), 3),
    ),
    papers=(
        Paper("presence.blank_sheet", N_("Roll-call sheet, blank"), "presence.blank_sheet"),
        Paper("presence.evening_pack", N_("Evening pack"), "presence.evening_pack"),
        Paper("presence.evacuation_lists", N_("Evacuation lists"), "presence.evacuation_lists"),
        Paper("presence.closed_call", N_("A roll call that closed"), "presence.closed_call"),
        Paper("presence.alert", N_("Alert for partners"), "presence.alert"),
    ),
)
