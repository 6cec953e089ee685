"""A request as it is read: in full for those above the gate, as an hour and a reference for whoever stood there."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy

from transit_desk import children, choices, said
from transit_desk.domain import errors, instants
from transit_desk.domain.text import N_, Words
from transit_desk.module import Block, Brief, Entries, FactLine, Facts, Header, Mark, Tab, Target, Verb, View
from transit_desk.module import Entry as Shown
from transit_desk.services.gate import pages, rules
from transit_desk.services.gate.records import (
    BROWSE,
    HOLDS,
    STANDS,
    GateChild,
    GateDecision,
    GateOutcome,
    GateRequest,
    GateUntied,
    open_to,
)
from transit_desk.storage import kept
from transit_desk.storage.records import Record, fields_of
from transit_desk.storage.work import HIDDEN, Work

_CARD: Final = "gate_card"


@functools.cache
def _all_of(kind: type[GateDecision | GateOutcome]) -> sqlalchemy.Select[Any]:
    of_requests = kind.request_id.in_(sqlalchemy.bindparam("requests", expanding=True))
    return sqlalchemy.select(kind).where(of_requests).order_by(kind.id)


_HOLDING: Final = _all_of(GateDecision).where(HOLDS)
_FALLEN: Final = _all_of(GateDecision).where(~HOLDS)


EVERY: Final = sqlalchemy.select(GateRequest).order_by(GateRequest.id)
_OF_CHILD: Final = sqlalchemy.select(GateChild).where(GateChild.file_id == kept.FILE, STANDS)
_TIES: Final = sqlalchemy.select(GateChild).where(
    GateChild.request_id.in_(sqlalchemy.bindparam("requests", expanding=True)), STANDS
)
_UNTIED: Final = (
    sqlalchemy.select(GateUntied)
    .where(GateUntied.request_id == sqlalchemy.bindparam("request_id"))
    .order_by(GateUntied.id)
)
_TIE: Final = sqlalchemy.select(GateChild).where(GateChild.id == sqlalchemy.bindparam("id"), STANDS)


def found(work: Work, request_id: str) -> GateRequest:
    """A request that is open to these eyes."""
    request = work.get(GateRequest, request_id)
    if not open_to(work, request.id):
        raise errors.NotFound
    return request


def decision_of(work: Work, request_id: str) -> GateDecision | None:
    """What was decided on it, as long as it holds."""
    return work.first(_HOLDING, requests=[request_id])


def outcome_of(work: Work, request_id: str) -> GateOutcome | None:
    """What became of it, if it was told."""
    return work.first(_all_of(GateOutcome), requests=[request_id])


def children_of(work: Work, request_ids: Iterable[str]) -> Sequence[GateChild]:
    """The children requests were about, of those in sight, for those who may know it."""
    if not work.reads(GateChild, "file_id"):
        return ()
    return work.all(_TIES, requests=sorted(request_ids))


def tie_found(work: Work, tie_id: str) -> GateChild:
    """That a request is about a child, as long as nobody said that it is another."""
    tie = work.first(_TIE, id=tie_id)
    if tie is None or not open_to(work, tie.request_id):
        raise errors.NotFound
    return tie


def about_child(work: Work, file_id: str) -> list[GateRequest]:
    """The requests about a child, the oldest first, for those who may know of them."""
    if not work.reads(GateChild, "file_id") or not work.reads(GateRequest, "wish"):
        return []
    ids = {each.request_id for each in work.all(_OF_CHILD, file_id=file_id)}
    return sorted(work.all(kept.some_of(GateRequest), ids=sorted(ids)), key=lambda each: each.id) if ids else []


def decisions(work: Work, requests: Sequence[GateRequest]) -> dict[str, GateDecision]:
    """By request, what was decided and holds."""
    ids = sorted(each.id for each in requests)
    return {each.request_id: each for each in work.all(_HOLDING, requests=ids)}


def outcomes(work: Work, requests: Sequence[GateRequest]) -> dict[str, GateOutcome]:
    """By request, what became of it."""
    ids = sorted(each.id for each in requests)
    return {each.request_id: each for each in work.all(_all_of(GateOutcome), requests=ids)}


def settled(work: Work, requests: Sequence[GateRequest]) -> dict[str, int]:
    """By request, when it was decided; or when its end was told, where the decision holds no more."""
    if not requests:
        return {}
    ended = {request_id: each.made_at for request_id, each in outcomes(work, requests).items()}
    return ended | {request_id: each.made_at for request_id, each in decisions(work, requests).items()}


def still_told(work: Work, requests: Sequence[GateRequest]) -> int:
    """How many of these are still to be minded: not settled, or in the last weeks."""
    since, known = work.now() - int(work.setting("gate.told_days")) * instants.DAY, settled(work, requests)
    return sum(known.get(each.id, since) >= since for each in requests)


def reads_all(work: Work) -> bool:
    """Whether these eyes read every request in full."""
    return BROWSE in work.actor.rights and said.reads(work, GateRequest, "asker", "name", "wish")


def outsiders(work: Work) -> list[rules.Outsider]:
    """Everybody who ever asked, in the order in which they came; for those who read every request."""
    return [rules.Outsider(each.id, each.name, each.contact) for each in work.all(EVERY)] if reads_all(work) else []


# -- the list


@dataclasses.dataclass(frozen=True)
class RequestLine:
    """One request in the list; what is not for these eyes is empty."""

    id: str
    number: str
    when: str
    asker: str
    wish: str
    again: Mark | str
    state: Mark | str


def lines(work: Work, requests: Sequence[GateRequest]) -> tuple[RequestLine, ...]:
    """Requests for a list. Whoever only writes them down finds the hour and the reference."""
    if not reads_all(work):
        return tuple(
            RequestLine(each.id, each.number, str(said.moment(work, each.at)), "", "", "", _left_to_others())
            for each in requests
        )
    every, decided, ended = outsiders(work), decisions(work, requests), outcomes(work, requests)
    return tuple(
        RequestLine(
            each.id, each.number, str(said.moment(work, each.at)), who(each), str(choices.say("gate_wish", each.wish)),
            _again(each, every), state(decided.get(each.id), ended.get(each.id)),
        )
        for each in requests
    )  # fmt: skip


def who(request: GateRequest) -> str:
    """Of which kind, and the name they gave."""
    kind = str(choices.say("gate_asker", request.asker))
    return f"{request.name} · {kind}" if request.name else kind


def _again(request: GateRequest, every: Sequence[rules.Outsider]) -> Mark | str:
    earlier = rules.before(rules.Outsider(request.id, request.name, request.contact), every)
    times = Words(N_("{count} time"), {"count": len(earlier)}, plural=N_("{count} times"), count=len(earlier))
    return Mark(times, "warning", "warn") if earlier else ""


def state(decision: GateDecision | None, outcome: GateOutcome | None) -> Mark:
    """Refused until decided; then what was decided, and what became of it."""
    if outcome is not None:
        return Mark(choices.say("gate_outcome", outcome.outcome), "check", "idle")
    if decision is None:
        return Mark(Words(N_("refused until decided")), "clock", "warn")
    allowed = decision.decision == rules.ALLOWED
    return Mark(Words(N_("allowed")) if allowed else Words(N_("refused")), "check" if allowed else "cross",
                "accent" if allowed else "stop")  # fmt: skip


def _left_to_others() -> Mark:
    return Mark(Words(N_("the director answers")), "clock", "plain")


# -- the page of one request


def at_the_gate(work: Work, request: GateRequest) -> View:
    """For whoever stands there: that it is kept, and what to say. The same for every name that was asked for."""
    told = (
        FactLine(Words(N_("Reference")), request.number),
        FactLine(Words(N_("At which hour")), said.moment(work, request.at)),
        FactLine(Words(N_("State")), Words(N_("the director answers"))),
    )
    sentences = tuple(choices.say(_CARD, key) for key in choices.load(_CARD).keys)
    say = Brief(N_("What to say"), ((Words(N_("To whoever asks, the same for any name")), sentences),))
    header = Header(str(Words(N_("Request at the gate"))), request.number)
    return _page(request, header, (Facts(N_("It is kept"), told),), (say,), ())


def view(work: Work, request: GateRequest) -> View:
    """The request for those above the gate: who, what, which child, what was decided, what became of it."""
    decision, outcome = decision_of(work, request.id), outcome_of(work, request.id)
    earlier = rules.before(rules.Outsider(request.id, request.name, request.contact), outsiders(work))
    marks = [state(decision, outcome)]
    if earlier:
        marks.append(Mark(rules.said_again(len(earlier)), "warning", "warn"))
    kind, wish = choices.say("gate_asker", request.asker), choices.say("gate_wish", request.wish)
    header = Header(
        request.name or str(kind), request.number, (said.moment(work, request.at), kind, wish), tuple(marks)
    )
    asked = [*_facts(work, request), FactLine(Words(N_("Which child")), _children(work, request))]
    start: list[Block] = [Facts(N_("What was asked"), tuple(asked))]
    start += [_earlier(work, earlier)] if earlier else []
    if decision is not None:
        start.append(Facts(N_("What the director decided"), tuple(_facts(work, decision))))
    fallen: Sequence[GateDecision] = work.all(_FALLEN, requests=[request.id])
    start += [Facts(N_("Decided on the word of another child: it holds no more"), tuple(_facts(work, each)))
              for each in fallen]  # fmt: skip
    if outcome is not None:
        start.append(Facts(N_("What became of it"), tuple(_facts(work, outcome))))
    start += _chosen(work, request)
    return _page(request, header, tuple(start), (), _verbs(request, decision, outcome))


def _facts(work: Work, record: Record) -> list[FactLine]:
    """The answers these eyes read; an empty box says nothing and is left out."""
    told: list[FactLine] = []
    for name, field in fields_of(type(record)).items():
        if field.by_itself:
            continue
        seen = work.see(record, name)
        if seen is HIDDEN:
            told.append(FactLine(Words(field.label), "", state="hidden"))
        elif name == "asked_by" and seen is not None:
            told.append(FactLine(Words(field.label), work.staff.get(str(seen), "")))
        elif seen not in {None, ""}:
            told.append(
                FactLine(Words(field.label), said.moment(work, seen) if name == "at" else said.value(field, seen))
            )
    return told


def _children(work: Work, request: GateRequest) -> str | Words:
    files = [work.stays(each.file_id) for each in children_of(work, [request.id])]
    numbers = [each.number for each in children.children(work, files).values()]
    return ", ".join(sorted(numbers)) or Words(N_("asked by name; nothing was confirmed"))


def _chosen(work: Work, request: GateRequest) -> list[Entries]:
    """The children it is about, each as it can be taken off; those who were, with who and why."""
    ties = {each.id: work.stays(each.file_id) for each in children_of(work, [request.id])}
    known = children.children(work, ties.values())
    shown = [
        Shown((known[file_id].number, "", ""), verbs=(Verb(pages.WRONG.title, "cross", pages.WRONG.key,
              pages.WRONG.action, extra={"record_id": tie_id}),))
        for tie_id, file_id in ties.items() if file_id in known
    ]  # fmt: skip
    untied: Sequence[GateUntied] = work.all(_UNTIED, request_id=request.id)
    shown += [
        Shown((Words(N_("a child that was chosen wrongly")), said.cell(work, each, "why"),
               work.staff.get(each.made_by, "")))
        for each in untied
    ]  # fmt: skip
    headings = (N_("Child"), N_("Why it was the wrong child"), N_("Who said so"))
    return [Entries(N_("Which child it is about"), headings, tuple(shown))] if shown else []


def _earlier(work: Work, earlier: Sequence[rules.Outsider]) -> Entries:
    """What the same person asked before."""
    requests = work.all(kept.some_of(GateRequest), ids=sorted(each.id for each in earlier))
    return Entries(N_("The same person asked before"), *_table(work, requests))


def _table(work: Work, requests: Sequence[GateRequest]) -> tuple[tuple[str, ...], tuple[Shown, ...]]:
    decided, ended = decisions(work, requests), outcomes(work, requests)
    shown = tuple(
        Shown(
            (said.moment(work, each.at), said.cell(work, each, "asker"), said.cell(work, each, "wish"), each.number),
            state(decided.get(each.id), ended.get(each.id)), target=Target(pages.REQUEST_PAGE, each.id),
        )
        for each in sorted(requests, key=lambda each: each.id, reverse=True)
    )  # fmt: skip
    return (N_("When"), N_("Who asks"), N_("What they want"), N_("Reference")), shown


def of_child(work: Work, requests: Sequence[GateRequest]) -> Entries:
    """The requests about one child, on the child's page."""
    return Entries(N_("Asked for at the gate"), *_table(work, requests), empty=N_("Nobody asked for this child."))


def _verbs(request: GateRequest, decision: GateDecision | None, outcome: GateOutcome | None) -> tuple[Verb, ...]:
    """What is to be done next: the decision, and of which child; then what became of it."""
    extra = {"record_id": request.id}
    about = Verb(pages.ABOUT.title, "person", pages.ABOUT.key, pages.ABOUT.action, extra=extra)
    if outcome is not None:
        return (about,) if decision is None else ()
    if decision is not None:
        return (Verb(pages.END.title, "pencil", pages.END.key, pages.END.action, "Ctrl+E", primary=True, extra=extra),)
    decide = pages.DECIDE
    return Verb(decide.title, "check", decide.key, decide.action, "Ctrl+E", primary=True, extra=extra), about


def _page(
    request: GateRequest, header: Header, start: tuple[Block, ...], end: tuple[Block, ...], verbs: tuple[Verb, ...]
) -> View:
    tab = Tab("summary", N_("Request"), start, end)
    return View(request.id, header, (tab,), verbs, Target(pages.LIST.key), pages.LIST.title)
