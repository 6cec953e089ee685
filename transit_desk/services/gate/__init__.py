"""The gate: who asks for a child, what is refused until the director decides, and what became of it."""

from __future__ import annotations

from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Paper, Setting
from transit_desk.services.gate import hooks, pages

_LEADERS = ("director", "supervisor")
_AROUND = (*_LEADERS, "caseworker", "psychologist", "tracing_officer", "foster_coordinator")
_GATE = (*_AROUND, "receptionist", "educator", "nurse", "trainer", "storekeeper")

MODULE = Module(
    name="gate",
    title=N_("Gate"),
    order=265,
    rights=(
        Right("log", N_("Write down who asks for a child"), _GATE),
        Right("read", N_("See what became of the requests one wrote down"), _GATE),
        Right("browse", N_("Read every request at the gate"), (*_LEADERS, "tracing_officer")),
        Right("of_child", N_("See who asked for a child"), _AROUND),
        Right("identify", N_("Say which child a request is about"), _LEADERS),
        Right("decide", N_("Decide on requests at the gate"), ("director",)),
    ),
    pages=pages.PAGES,
    home="gate.requests",
    hooks=hooks.HOOKS,
    papers=(Paper("gate.card", N_("The gate’s card"), "gate.card"),),
    settings=(
        Setting("gate.telephones", N_("Telephone numbers on the gate’s card, one to a line"), ""),
        Setting("gate.told_days", N_("Days for which a decided request is told at the head of the child’s page"), 90),
    ),
)
