"""What can be done at the gate: write a request down, say which child, decide, say what became of it."""

from __future__ import annotations

from typing import Any

from transit_desk import children
from transit_desk import paper as papers
from transit_desk.action import action
from transit_desk.domain import errors, fields, references, sense
from transit_desk.domain.text import N_
from transit_desk.services.gate import pages, rules, views
from transit_desk.services.gate.records import GateChild, GateDecision, GateOutcome, GateRequest, GateUntied
from transit_desk.storage import kept
from transit_desk.storage.work import Work

_IN_WORDS = N_("Say it in a few words.")


@action(N_("Somebody asks for a child"), needs="log")
def log(work: Work, *, values: dict[str, object]) -> str:
    """Keep a request as it came. Nothing is looked up: the gate learns of no name whether it is here."""
    asked = fields.check_asked(pages.LOG.fields, values)
    if asked["at"] is None:
        asked["at"] = work.now()
    sense.hour_has_come(asked["at"], work.now(), "at")
    number = references.following("G", work.first(kept.last_number(GateRequest)))
    return work.add(GateRequest(number=number, **asked)).id


@action(N_("Say which child it is about"), needs="identify")
def about_child(work: Work, *, record_id: str, file_id: str) -> str:
    """Tie a request to a child, so that the child's page tells of it."""
    request = views.found(work, record_id)
    given = str(fields.check_all(pages.ABOUT.fields, {"file_id": file_id})["file_id"])
    rules.decided_once(decided=views.decision_of(work, request.id) is not None)
    return _tie(work, request, given)


@action(N_("Say that it is another child"), needs="identify")
def wrong_child(work: Work, *, record_id: str, why: str) -> str:
    """Take a child off a request it was tied to by mistake, and with it what was decided on its word.

    Nothing that was written is changed; the request is refused again until it is decided.
    """
    tie = views.tie_found(work, record_id)
    sense.reason_given(why, "why", _IN_WORDS)
    given = fields.check_all(pages.WRONG.fields, {"why": why})
    return work.add(GateUntied(request_id=tie.request_id, tie_id=tie.id, why=given["why"])).id


def _tie(work: Work, request: GateRequest, file_id: str) -> str:
    """Each child once."""
    stays = _child(work, file_id).file_id
    there = next((each for each in views.children_of(work, [request.id]) if work.stays(each.file_id) == stays), None)
    return there.id if there else work.add(GateChild(file_id=stays, request_id=request.id)).id


@action(N_("Decide on this request"), needs="decide")
def decide(work: Work, *, record_id: str, values: dict[str, object]) -> str:
    """The director's decision, with the child's own word; it stands for ever, and nothing happens by itself."""
    request = views.found(work, record_id)
    asked: dict[str, Any] = fields.check_asked(pages.DECIDE.fields, values)
    rules.decided_once(decided=request.id in views.settled(work, [request]))
    file_id = asked.pop("file_id")
    sense.reason_given(asked["why"], "why", _IN_WORDS)
    given = rules.Decision(**{name: value for name, value in asked.items() if name != "why"})
    weighed = rules.Asked(request.asker, request.wish, _is_girl(work, file_id))
    refused = [*rules.the_childs_word(given), *rules.may_be_allowed(weighed, given)]
    if file_id is None and rules.needs_a_child(given):
        refused.insert(0, errors.RuleBroken(N_("Say first which child it is."), "file_id"))
    if file_id is not None and given.decision == rules.ALLOWED:
        refused += rules.of_one_child(_others(work, request, file_id))
        refused += rules.of_who_is_here(gone=_is_gone(work, file_id))
    errors.refuse_all(refused)
    tie_id = _tie(work, request, file_id) if file_id is not None else None
    rests_on = tie_id if rules.needs_a_child(given) else None
    return work.add(GateDecision(request_id=request.id, tie_id=rests_on, **asked)).id


def _others(work: Work, request: GateRequest, file_id: str) -> list[str]:
    """The numbers of the other children a request was said to be about."""
    ties = {work.stays(each.file_id) for each in views.children_of(work, [request.id])}
    known = children.children(work, ties - {work.stays(file_id)})
    return sorted(each.number for each in known.values())


def _is_girl(work: Work, file_id: str | None) -> bool:
    """Whether the child is a girl, or may be one for all these eyes know."""
    if file_id is None:
        return False
    return _child(work, file_id).sex != "m"


def _is_gone(work: Work, file_id: str) -> bool:
    """Whether every stay of the child is over."""
    lived = children.lived_of(work, [file_id])[work.stays(file_id)]
    return bool(lived) and all(each.ended is not None for each in lived)


def _child(work: Work, file_id: str) -> children.Child:
    try:
        return children.child(work, file_id)
    except errors.NotFound:
        raise errors.RuleBroken(N_("Choose one."), "file_id") from None


@action(N_("Say what became of it"), needs="log")
def tell_outcome(work: Work, *, record_id: str, outcome: str, at: int | None = None, words: str | None = None) -> str:
    """What happened after the decision; whoever stood at the gate may write it too."""
    request = views.found(work, record_id)
    given: dict[str, Any] = fields.check_all(pages.END.fields, {"outcome": outcome, "at": at, "words": words})
    decision = views.decision_of(work, request.id)
    rules.has_an_end_once(decided=decision is not None, ended=views.outcome_of(work, request.id) is not None)
    sense.hour_has_come(given["at"], work.now(), "at")
    rules.after_the_request(given["at"], request.at)
    if decision is not None:
        rules.as_it_was_allowed(given["outcome"], decision.decision)
    return work.add(GateOutcome(request_id=request.id, **given)).id


@action(N_("A paper was printed or saved"), needs="log")
def note_paper(work: Work, *, paper: str, way: str) -> None:
    """Leave a line about a card that left the screen."""
    papers.left(work, paper, way)
