"""Handing over: files that leave for another agency inside a sealed package, and files that come in from one."""

from __future__ import annotations

from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Paper, Setting
from transit_desk.services.handover import hooks, pages

_LEADERS = ("director", "supervisor")

MODULE = Module(
    name="handover",
    title=N_("Handovers"),
    order=800,
    rights=(
        Right("read", N_("See what was handed over"), (*_LEADERS, "caseworker")),
        Right("prepare", N_("Prepare a handover"), (*_LEADERS, "caseworker")),
        Right("release", N_("Close and release packages, and hold the centre's keys"), _LEADERS),
        Right("receive", N_("Take in packages of other agencies"), _LEADERS),
    ),
    pages=pages.PAGES,
    home="handover.sent",
    hooks=hooks.HOOKS,
    settings=(Setting("handover.receipt_days", N_("Days after which a receipt is asked for"), 7),),
    papers=(Paper("handover.slip", N_("Handing-over slip"), "handover.slip"),),
)
