"""How long a child stays and how it leaves: reviews, written extensions, and a leaving that forgets nothing."""

from __future__ import annotations

from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Paper, Setting
from transit_desk.services.leaving import hooks, pages, rules

_LEADERS = ("director", "supervisor")
_FIELD = ("caseworker", "psychologist", "tracing_officer")

MODULE = Module(
    name="leaving",
    title=N_("Stay and leaving"),
    order=240,
    rights=(
        Right("read", N_("See how long a child stays"),
              (*_LEADERS, *_FIELD, "nurse", "foster_coordinator", "receptionist", "educator")),
        Right("review", N_("Review a stay, and plan when a child leaves"), (*_LEADERS, *_FIELD)),
        Right("extend", N_("Sign that a stay goes on past the limit"), ("director",)),
        Right("leave", N_("Let a child leave the house"), (*_LEADERS, "caseworker")),
        Right("own_choice", N_("Let a child leave by own choice"), _LEADERS),
        Right("print", N_("Print the papers of a stay"), (*_LEADERS, *_FIELD)),
    ),
    pages=pages.PAGES,
    under="interim_care",
    hooks=hooks.HOOKS,
    settings=(
        Setting(rules.LONGEST, N_("Days of a stay without a written extension"), 90),
        Setting(rules.LONGEST_EXTENSION, N_("Days of one extension at the most"), 90),
    ),
    papers=(
        Paper("leaving.extension_form", N_("Extension of a stay"), "leaving.extension_form"),
        Paper("leaving.extension_blank", N_("Extension of a stay, blank"), "leaving.extension_blank"),
        Paper("leaving.exit_form", N_("Exit form"), "leaving.exit_form"),
    ),
)  # fmt: skip
