"""Group arrivals: children released together, each accounted for."""

from __future__ import annotations

from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Paper
from transit_desk.services.arrivals import hooks, pages

_LEADERS = ("director", "supervisor")
_FIELD = ("caseworker", "psychologist", "tracing_officer", "receptionist")

MODULE = Module(
    name="arrivals",
    title=N_("Arrivals"),
    order=110,
    rights=(
        Right("read", N_("See group arrivals"), (*_LEADERS, *_FIELD, "nurse", "educator")),
        Right("write", N_("Write down a group arrival"), (*_LEADERS, *_FIELD)),
        Right("close", N_("Close a group arrival"), (*_LEADERS, *_FIELD)),
        Right("print", N_("Print the arrival register"), (*_LEADERS, *_FIELD)),
    ),
    pages=pages.PAGES,
    home="arrivals.events",
    hooks=hooks.HOOKS,
    papers=(Paper("arrivals.arrival_register", N_("Arrival register"), "arrivals.arrival_register", ("centre",)),),
)
