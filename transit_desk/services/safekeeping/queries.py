"""What is asked about what is kept: the tab, and what is still here."""

from __future__ import annotations

import dataclasses

from transit_desk.action import query
from transit_desk.domain.text import N_, Words
from transit_desk.module import Tab
from transit_desk.services.safekeeping import rules, views
from transit_desk.storage.work import Work


@query(N_("Safekeeping"), needs="read")
def tab(work: Work, *, record_id: str) -> Tab:
    """The tab of a child's page."""
    return views.tab(work, record_id)


@dataclasses.dataclass(frozen=True)
class StillHere:
    """One thing that is kept: what it is and how much of it is here; its last line, which a correction names."""

    id: str
    what: Words
    held: int
    said: str
    last_move: str


@query(N_("What is still here"), needs="read")
def still_here(work: Work, *, file_id: str) -> tuple[StillHere, ...]:
    """Everything of a child that the centre keeps now."""
    if not views.knows_things(work):
        return ()
    told = views.knows_attestation(work)
    return tuple(
        StillHere(each.thing.id, views.say_thing(each.thing, attestation=told), each.held,
                  rules.say_held(each.held, each.thing.currency), each.rows[-1].id)
        for each in views.kept_for(work, work.same(file_id))
        if each.held
    )  # fmt: skip
