"""The family: relatives, the children of girls, bonds between children, whom not to contact."""

from __future__ import annotations

from transit_desk.domain import mothers
from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Setting
from transit_desk.services.family import hooks, pages

_WRITERS = ("director", "supervisor", "caseworker", "tracing_officer")

MODULE = Module(
    name="family",
    title=N_("Family"),
    order=130,
    rights=(
        Right("read", N_("See the family of a child"), (*_WRITERS, "psychologist", "foster_coordinator")),
        Right("write", N_("Write down the family of a child"), _WRITERS),
        Right("apart", N_("See which children are kept apart"),
              (*_WRITERS, "psychologist", "nurse", "receptionist", "educator", "foster_coordinator")),
    ),
    pages=pages.PAGES,
    hooks=hooks.HOOKS,
    settings=(
        Setting(mothers.YEARS, N_("Years between a mother and her child, at the least"), 12),
        Setting(mothers.FEW_YEARS, N_("Years between a mother and her child below which both ages are looked at"), 14),
    ),
)  # fmt: skip
