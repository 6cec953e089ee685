"""The day: who is on duty, what was eaten, done and seen, what is to be repaired, what was lent."""

from __future__ import annotations

from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Setting
from transit_desk.services.daily import hooks, pages

_LEADERS = ("director", "supervisor")
_HOUSE = ("receptionist", "educator", "nurse")

MODULE = Module(
    name="daily",
    title=N_("The day"),
    order=220,
    rights=(
        Right("read", N_("See the day of the house"), (*_LEADERS, *_HOUSE, "caseworker", "psychologist")),
        Right("plan", N_("Put people on shifts"), _LEADERS),
    ),
    pages=pages.PAGES,
    home="daily.day",
    hooks=hooks.HOOKS,
    settings=(
        Setting("daily.children_by_day", N_("Children to one carer by day"), 9),
        Setting("daily.children_by_night", N_("Children to one carer by night"), 15),
        Setting("daily.children_under_three", N_("Children under three to one carer"), 4),
    ),
)
