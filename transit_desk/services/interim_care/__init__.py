"""Interim care: a bed for everybody, girls and boys apart."""

from __future__ import annotations

from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module
from transit_desk.services.interim_care import hooks, pages

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
        Right("rooms", N_("Change rooms and beds"), _LEADERS),
        Right("exception", N_("Let a baby or a small brother sleep with her"), _LEADERS),
    ),
    pages=pages.PAGES,
    home="interim_care.beds",
    hooks=hooks.HOOKS,
)
