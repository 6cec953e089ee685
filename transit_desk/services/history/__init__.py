"""The way here: what befell a child before the centre, and what of it still follows the child."""

from __future__ import annotations

from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Setting
from transit_desk.services.history import hooks, pages

# Those whose ceiling allows the association, and nobody else: the others do not see that there is such a tab.
_READERS = ("director", "supervisor", "caseworker", "psychologist", "tracing_officer")

MODULE = Module(
    name="history",
    title=N_("The way here"),
    order=140,
    rights=(
        Right("read", N_("See what befell a child before the centre"), _READERS),
        Right("write", N_("Write down what befell a child before the centre"), _READERS),
    ),
    pages=pages.PAGES,
    hooks=hooks.HOOKS,
    settings=(
        Setting("history.late_hours", N_("Hours after which a handover to the centre is late"), 48),
        Setting("history.very_late_hours", N_("Hours after which a handover to the centre is very late"), 72),
    ),
)
