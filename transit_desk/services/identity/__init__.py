"""Who a child is beyond what was said: interviews, numbers elsewhere, places, particulars."""

from __future__ import annotations

from transit_desk.domain.permissions import Right
from transit_desk.domain.text import N_
from transit_desk.module import Module, Setting
from transit_desk.services.identity import hooks, pages

_LEADERS = ("director", "supervisor")
_WRITERS = (*_LEADERS, "caseworker", "tracing_officer")

MODULE = Module(
    name="identity",
    title=N_("Identity"),
    order=135,  # what it tells at the head of a file comes after whom not to contact
    rights=(
        Right("read", N_("See interviews, places and numbers of a child"), (*_WRITERS, "psychologist")),
        Right("write", N_("Write down interviews, places and numbers of a child"), _WRITERS),
        Right("oversee", N_("Look at interviews without a woman"), _LEADERS),
    ),
    pages=pages.PAGES,
    hooks=hooks.HOOKS,
    settings=(
        Setting("identity.ask_ethnicity", N_("Ask for the ethnic group (1: yes, 0: no)"), 0),
        Setting("identity.reason_letters", N_("Letters of a reason why no woman was there"), 10),
    ),
)
