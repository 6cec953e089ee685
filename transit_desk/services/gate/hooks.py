"""What the gate tells the rest of the house: who asked for a child, what waits for the director, how often it was."""

from __future__ import annotations

import collections
import datetime
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy

from transit_desk import children, choices
from transit_desk.domain import figures
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.module import Hooks, Mark, Settle, Target, Task
from transit_desk.services.gate import pages, rules, views
from transit_desk.services.gate.records import HOLDS, STANDS, GateChild, GateDecision, GateOutcome, GateRequest
from transit_desk.storage.work import Work

_DECIDE: Final = "gate.decide"
_OF_CHILD: Final = "gate.of_child"


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """Each request for a child, with what was decided, for those who may know of it."""
    if _OF_CHILD not in work.actor.rights:
        return []
    requests = views.about_child(work, file_id)
    decided = views.decisions(work, requests) if requests else {}
    return [
        Event(each.made_at, work.day_of(each.at), Words(N_("Asked for at the gate")), _detail(each, decided),
              work.staff.get(each.made_by, ""), "gate", "gate", record=(GateRequest.__tablename__, each.id))
        for each in requests
    ]  # fmt: skip


def _detail(request: GateRequest, decided: dict[str, GateDecision]) -> Words:
    said = {
        "who": choices.say("gate_asker", request.asker), "wish": choices.say("gate_wish", request.wish),
        "state": views.state(decided.get(request.id), None).words,
    }  # fmt: skip
    return Words(N_("{who} · {wish} · {state}"), said)


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """At the head of a file, that somebody asks for this child; for the director, what is to be decided."""
    if file_id is not None:
        asked = views.still_told(work, views.about_child(work, file_id)) if _OF_CHILD in work.actor.rights else 0
        words = Words(N_("asked for at the gate: {count} time"), {"count": asked},
                      plural=N_("asked for at the gate: {count} times"), count=asked)  # fmt: skip
        return [Mark(words, "warning", "warn", "safety")] if asked else []
    return [*_undecided(work), *_without_an_end(work)] if _DECIDE in work.actor.rights else []


_ENDED: Final = sqlalchemy.select(GateOutcome.request_id)
_UNDECIDED: Final = (
    sqlalchemy.select(GateRequest)
    .where(
        GateRequest.id.not_in(sqlalchemy.select(GateDecision.request_id).where(HOLDS)), GateRequest.id.not_in(_ENDED)
    )
    .order_by(GateRequest.id)
)
_GOING_ON: Final = (
    sqlalchemy.select(GateRequest, GateDecision)
    .join(GateDecision, GateDecision.request_id == GateRequest.id)
    .where(GateDecision.decision == rules.ALLOWED, HOLDS, GateRequest.id.not_in(_ENDED))
    .order_by(GateRequest.id)
)


def _undecided(work: Work) -> list[Task]:
    waiting = work.all(_UNDECIDED)
    if not waiting:
        return []
    every = views.outsiders(work)
    again = [each for each in waiting if rules.before(rules.Outsider(each.id, each.name, each.contact), every)]
    title = Words(N_("{count} request at the gate to decide"), {"count": len(waiting)},
                  plural=N_("{count} requests at the gate to decide"), count=len(waiting))  # fmt: skip
    detail: Words | str = ""
    if again:
        detail = Words(N_("{count} from somebody who asked before"), {"count": len(again)})
    return [Task(title, detail, "gate", "now", "", N_("See"), _target(waiting), urgent=True)]


def _target(found: Sequence[GateRequest]) -> Target:
    """One leads to itself, several to the list."""
    return Target(pages.REQUEST_PAGE, found[0].id) if len(found) == 1 else Target(pages.LIST.key, extra={"open": True})


def _without_an_end(work: Work) -> list[Task]:
    """What was allowed, until somebody says what became of it; a leaving is settled where children leave."""
    going = [request for request, _decision in work.rows(_GOING_ON)]
    if not going:
        return []
    title = Words(N_("{count} allowed request: what became of it?"), {"count": len(going)},
                  plural=N_("{count} allowed requests: what became of them?"), count=len(going))  # fmt: skip
    taking = any(each.wish == rules.TAKE for each in going)
    detail: Words | str = Words(N_("a child is to be taken: settle the leaving first")) if taking else ""
    return [Task(title, detail, "gate", "night", "", N_("See"), _target(going), urgent=taking)]


def settle_of(work: Work, file_id: str) -> list[Settle]:
    """Before a child leaves: a request that nobody decided yet may be why."""
    if _OF_CHILD not in work.actor.rights:
        return []
    requests = views.about_child(work, file_id)
    known = views.settled(work, requests)
    return [
        Settle(Words(N_("A request at the gate is not decided")), each.number, "gate", "now", "", N_("See"),
               Target(pages.REQUEST_PAGE, each.id), left=N_("A request at the gate is not decided"), of=each.id,
               must=each.wish == rules.TAKE)
        for each in requests
        if each.id not in known
    ]  # fmt: skip


def figures_of(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """Requests of a span by who asked and by what was wanted, how many were allowed; the children by sex and band."""
    if not views.reads_all(work):
        return []
    of_span = [each for each in work.all(views.EVERY) if start <= work.day_of(each.at) <= end]
    decided = views.decisions(work, of_span)
    found: list[tuple[str, int]] = [("gate.requests", len(of_span))]
    for name in ("asker", "wish"):
        every = collections.Counter(str(getattr(each, name)) for each in of_span)
        found += [(f"gate.{name}.{key}", count) for key, count in sorted(every.items())]
    allowed = sum(each.decision == rules.ALLOWED for each in decided.values())
    found.append(("gate.allowed", allowed))
    ties: Sequence[Any] = work.all(_TIES)
    ids = {each.id for each in of_span}
    files = {work.stays(tie.file_id) for tie in ties if tie.request_id in ids}
    return [*found, *figures.by_group("gate.children", children.groups(work, files, end).values())]


_TIES: Final = sqlalchemy.select(GateChild).where(STANDS).order_by(GateChild.id)

HOOKS = Hooks(timeline=timeline_of, alerts=alerts_of, settle=settle_of, figures=figures_of)
