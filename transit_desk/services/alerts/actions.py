"""What can be done with an alert: note it, follow it step by step, answer whoever gave it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from transit_desk import paper as papers
from transit_desk.action import Undone, action
from transit_desk.domain import errors, fields, sense
from transit_desk.domain.text import N_
from transit_desk.services.alerts import pages, rules
from transit_desk.services.alerts.records import FOLLOW, Alert, AlertFollower, AlertStep, followed
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import Work

_UNDONE = "undone"
_IN_WORDS = N_("Say it in a few words.")


# -- noting


def _undo_note(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(Alert, undone.result), _UNDONE)


@action(N_("Note an alert"), needs="note", undo=_undo_note)
def note(
    work: Work,
    *,
    place: str | None = None,
    source: str | None = None,
    contact: str | None = None,
    children: int | str,
    girls: int | str | None = None,
    girls_asked: str | None = None,
    urgency: str,
    said_at: int | None = None,
) -> str:
    """Keep what was said, at once and without a name; returns its key. Without an hour it was said now."""
    given = {
        "place": place, "source": source, "contact": contact, "children": children, "girls": girls,
        "girls_asked": girls_asked, "urgency": urgency, "said_at": work.now() if said_at is None else said_at,
    }  # fmt: skip
    checked: dict[str, Any] = fields.check_all({name: fields_of(Alert)[name] for name in given}, given)
    sense.hour_has_come(checked["said_at"], work.now(), "said_at")
    rules.girls_answered(checked["children"], checked["girls"], checked["girls_asked"])
    said_on = work.day_of(checked["said_at"])
    alert = work.add(
        Alert(
            state=rules.NOTED, answer_by=rules.answer_day(said_on, int(work.setting("alerts.answer_days"))), **checked
        )
    )
    work.session.flush()
    counted = {name: checked[name] for name in ("children", "girls", "girls_asked")}
    work.add(AlertStep(alert_id=alert.id, step=rules.NOTED, on_day=said_on, **counted))
    if FOLLOW in work.actor.rights:
        work.add(AlertFollower(alert_id=alert.id, worker_id=work.actor.worker_id))
    return alert.id


# -- one step after another; what was written stays beside it


def _undo_step(work: Work, undone: Undone) -> None:
    step = work.get(AlertStep, undone.result)
    work.withdraw(step, _UNDONE)
    followed.settle(work, work.get(Alert, step.alert_id))


def _write(work: Work, alert: Alert, step: str, checked: Mapping[str, Any]) -> str:
    written = work.add(AlertStep(alert_id=alert.id, step=step, **{"on_day": work.today(), **checked}))
    followed.settle(work, alert)
    return written.id


def _happened(work: Work, alert: Alert, day: datetime.date) -> None:
    rules.has_happened(day, work.day_of(alert.said_at), work.today())


@action(N_("Plan a mission"), needs="follow", undo=_undo_step)
def plan(work: Work, *, alert_id: str, values: dict[str, object]) -> str:
    """Write down when somebody goes, how many, and that a woman goes with them."""
    alert = followed.opened(work, alert_id)
    checked = fields.check_asked(pages.PLAN.fields, values)
    rules.follows(alert.state, rules.PLANNED)
    rules.mission_day(checked["on_day"], work.day_of(alert.said_at))
    rules.a_woman_goes(checked["going"], checked["women"], checked["no_woman_why"])
    return _write(work, alert, rules.PLANNED, checked)


@action(N_("Start the event from this alert"), needs="follow")
def start(work: Work, *, alert_id: str, values: dict[str, object]) -> str:
    """Begin the group arrival this alert led to, and keep the two together; returns the event's key."""
    alert = followed.opened(work, alert_id)
    checked = fields.check_asked(pages.START.fields, values)
    rules.follows(alert.state, rules.RECEIVED)
    _reached(work, alert, checked["day"], "day")
    event_id = str(work.do("arrivals.start_event", **checked))
    _write(work, alert, rules.RECEIVED, {"on_day": checked["day"], "event_id": event_id})
    return event_id


def _reached(work: Work, alert: Alert, day: datetime.date, field: str) -> None:
    try:
        _happened(work, alert, day)
    except errors.RuleBroken as broken:
        raise errors.RuleBroken(broken.words, field) from None


@action(N_("It led to a group arrival that is already here"), needs="follow", undo=_undo_step)
def link(work: Work, *, alert_id: str, values: dict[str, object]) -> str:
    """Keep an alert together with the group arrival it led to."""
    alert = followed.opened(work, alert_id)
    checked = fields.check_asked(pages.LINK.fields, values)
    rules.follows(alert.state, rules.RECEIVED)
    event = followed.events(work, [checked["event_id"]]).get(checked["event_id"])
    if event is None:
        raise errors.NotFound
    day = followed.event_day(event)
    _reached(work, alert, day, "event_id")
    return _write(work, alert, rules.RECEIVED, {"on_day": day, **checked})


@action(N_("They disappeared while waiting"), needs="follow", undo=_undo_step)
def lost(work: Work, *, alert_id: str, values: dict[str, object]) -> str:
    """Write down that children were gone before anybody came (R-26): they are counted."""
    alert = followed.opened(work, alert_id)
    checked = fields.check_asked(pages.LOST.fields, values)
    rules.follows(alert.state, rules.LOST)
    _happened(work, alert, checked["on_day"])
    rules.no_more_than(checked["children"], alert.children)
    sense.reason_given(checked["words"], "words", _IN_WORDS)
    return _write(work, alert, rules.LOST, checked)


@action(N_("It came to nothing"), needs="follow", undo=_undo_step)
def came_to_nothing(work: Work, *, alert_id: str, values: dict[str, object]) -> str:
    """Write down that there was nobody to receive, and what was found instead."""
    alert = followed.opened(work, alert_id)
    checked = fields.check_asked(pages.CAME_TO_NOTHING.fields, values)
    rules.follows(alert.state, rules.NOTHING)
    _happened(work, alert, checked["on_day"])
    sense.reason_given(checked["words"], "words", _IN_WORDS)
    return _write(work, alert, rules.NOTHING, checked)


@action(N_("Pass it on to somebody"), needs="follow", undo=_undo_step)
def pass_on(work: Work, *, alert_id: str, values: dict[str, object]) -> str:
    """Write down who goes on with it."""
    alert = followed.opened(work, alert_id)
    checked = fields.check_asked(pages.PASS_ON.fields, values)
    rules.follows(alert.state, rules.PASSED_ON)
    _happened(work, alert, checked["on_day"])
    return _write(work, alert, rules.PASSED_ON, checked)


@action(N_("Answer whoever gave the alert"), needs="follow", undo=_undo_step)
def answer(work: Work, *, alert_id: str, values: dict[str, object]) -> str:
    """Write down what was told back to the giver, how and when (R-36)."""
    alert = followed.opened(work, alert_id)
    checked = fields.check_asked(pages.ANSWER.fields, values)
    _happened(work, alert, checked["on_day"])
    sense.reason_given(checked["words"], "words", _IN_WORDS)
    return _write(work, alert, rules.ANSWERED, checked)


@action(N_("What was learned about girls"), needs="follow", undo=_undo_step)
def ask_girls(work: Work, *, alert_id: str, values: dict[str, object]) -> str:
    """Write down what was answered about girls; the count of the alert follows it (R-11)."""
    alert = followed.opened(work, alert_id)
    checked = fields.check_asked(pages.GIRLS.fields, values)
    rules.girls_answered(alert.children, checked["girls"], checked["girls_asked"])
    return _write(work, alert, rules.GIRLS, checked)


def _undo_follow(work: Work, undone: Undone) -> None:
    if undone.result:
        work.withdraw(work.get(AlertFollower, undone.result), _UNDONE)


@action(N_("Let a colleague follow it"), needs="follow", undo=_undo_follow)
def let_follow(work: Work, *, alert_id: str, values: dict[str, object]) -> str:
    """Open an alert to a colleague who follows alerts and does not see every file."""
    alert = followed.opened(work, alert_id)
    worker_id = str(fields.check_asked(pages.LET_FOLLOW.fields, values)["worker_id"])
    if worker_id not in {each.id for each in followed.colleagues(work)}:
        raise errors.RuleBroken(N_("This colleague does not follow alerts."), "worker_id")
    if worker_id in followed.followers_of(work, alert.id):
        return ""
    return work.add(AlertFollower(alert_id=alert.id, worker_id=worker_id)).id


@action(N_("A paper was printed or saved"), needs="print")
def note_paper(work: Work, *, alert_id: str, paper: str, way: str) -> None:
    """Leave a line about a mission sheet that left the screen."""
    papers.left(work, paper, way, about=followed.opened(work, alert_id))
