"""Photographs and papers of a child's file, shown only when somebody asks for them."""

from __future__ import annotations

from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module
from transit_desk.services.documents import hooks, pages

_LEADERS = ("director", "supervisor")
_FIELD = ("caseworker", "psychologist", "tracing_officer")

MODULE = Module(
    name="documents",
    title=N_("Photographs and papers"),
    order=620,
    rights=(
        Right("read", N_("See the photographs and papers of a file"),
              (*_LEADERS, *_FIELD, "receptionist", "educator", "nurse", "foster_coordinator", "trainer")),
        Right("add", N_("Add a picture or a paper"), (*_LEADERS, *_FIELD, "receptionist", "nurse")),
        Right("change", N_("Replace or withdraw a picture or a paper"), (*_LEADERS, *_FIELD)),
    ),
    pages=pages.PAGES,
    hooks=hooks.HOOKS,
)  # fmt: skip
