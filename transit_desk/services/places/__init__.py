"""The places children speak of: those that are shipped, those the office adds, their former names and codes."""

from __future__ import annotations

from transit_desk.domain.permissions import ROLES, Right
from transit_desk.domain.text import N_
from transit_desk.module import Module
from transit_desk.services.places import pages

MODULE = Module(
    name="places",
    title=N_("List of places"),
    order=890,
    rights=(
        Right("read", N_("Find a place by its name"), tuple(ROLES)),
        Right("keep", N_("Keep the list of places"), ("director", "administrator")),
    ),
    pages=pages.PAGES,
    under="office.staff",
)
