"""What is asked about the gate: the requests, one of them, those about a child."""

from __future__ import annotations

import sqlalchemy

from transit_desk.action import query
from transit_desk.domain import datewords
from transit_desk.domain.text import N_, Words
from transit_desk.module import Block, Rows, View, Window
from transit_desk.services.gate import views
from transit_desk.services.gate.records import BROWSE, GateDecision, GateRequest
from transit_desk.storage.work import Work


@query(N_("Requests at the gate"), needs="read")
def requests(work: Work, *, window: Window) -> Rows:
    """One window of the requests, the newest first; whoever only writes them down finds their own.

    At the gate a name that is looked for finds nothing, whatever the name.
    """
    every = views.reads_all(work)
    conditions = [] if every else [GateRequest.made_by == work.actor.worker_id]
    if BROWSE not in work.actor.rights and (window.words or window.filters.get("open")):
        return Rows((), 0, None, _spoken(0))
    if window.filters.get("open"):
        conditions.append(GateRequest.id.not_in(sqlalchemy.select(GateDecision.request_id)))
    statement = sqlalchemy.select(GateRequest).where(*conditions).order_by(GateRequest.id.desc())
    if window.words:
        lines = [each for each in views.lines(work, work.all(statement)) if _holds(each, window.words)]
        return Rows(tuple(lines), len(lines), None, _spoken(len(lines)))
    if window.after is not None:
        statement = statement.where(GateRequest.id < window.after[0])
    found = list(work.all(statement.limit(window.count + 1)))
    shown = found[: window.count]
    after = (shown[-1].id,) if len(found) > window.count else None
    total = work.count(GateRequest, *conditions)
    return Rows(views.lines(work, shown), total, after, _spoken(total))


def _holds(line: views.RequestLine, words: str) -> bool:
    said = f"{line.number} {line.when} {line.asker} {line.wish}"
    return datewords.without_accents(words).casefold() in datewords.without_accents(said).casefold()


def _spoken(total: int) -> Words:
    return Words(N_("{count} request"), {"count": total}, plural=N_("{count} requests"), count=total)


@query(N_("Request at the gate"), needs="read", sensitive=True)
def request(work: Work, *, record_id: str) -> View:
    """One request: in full for those above the gate; for whoever stood there, that it is kept and what to say."""
    found = views.found(work, record_id)
    work.note("read", found)
    full = work.reads(GateRequest, "asker") and work.reads(GateRequest, "wish")
    return views.view(work, found) if full else views.at_the_gate(work, found)


@query(N_("Who asked for this child"), needs="of_child")
def blocks(work: Work, *, record_id: str) -> tuple[Block, ...]:
    """The requests about a child, for the child's page."""
    return (views.of_child(work, views.about_child(work, record_id)),)
