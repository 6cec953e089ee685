"""Alerts as they are kept and read: whose eyes may open one, its steps, its arrival, its hours."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy

from transit_desk.domain import errors
from transit_desk.services.alerts import rules
from transit_desk.services.alerts.records import Alert, AlertFollower, AlertStep, open_to
from transit_desk.storage.people import Worker
from transit_desk.storage.records import Record, records
from transit_desk.storage.work import Work

FOLLOWERS = frozenset({"director", "supervisor", "tracing_officer", "caseworker"})
_EVENT = "release_event"


def opened(work: Work, alert_id: str) -> Alert:
    """An alert that is open to these eyes and was not taken back."""
    alert = work.get(Alert, alert_id)
    if alert.withdrawn_at is not None or not open_to(work).holds(alert.id):
        raise errors.NotFound
    return alert


def steps_of(work: Work, alert_id: str) -> Sequence[AlertStep]:
    """The steps of an alert in the order in which they were written."""
    return work.all(
        sqlalchemy.select(AlertStep)
        .where(AlertStep.alert_id == alert_id, AlertStep.withdrawn_at.is_(None))
        .order_by(AlertStep.made_at, AlertStep.id)
    )


def followers_of(work: Work, alert_id: str) -> frozenset[str]:
    """Those to whom an alert was opened by name."""
    statement = sqlalchemy.select(AlertFollower.worker_id).where(
        AlertFollower.alert_id == alert_id, AlertFollower.withdrawn_at.is_(None)
    )
    return frozenset(work.all(statement))


def colleagues(work: Work) -> list[Worker]:
    """Those whose role lets them follow an alert, by name."""
    every = work.all(sqlalchemy.select(Worker).where(Worker.active).order_by(Worker.name))
    return [each for each in every if set(each.roles) & FOLLOWERS]


def settle(work: Work, alert: Alert) -> None:
    """Read off its steps where an alert stands. Whatever is said on the alert itself is said there first."""
    work.session.flush()
    steps = steps_of(work, alert.id)
    state = next(each for each in reversed(steps) if each.step in rules.STATES)
    alert.state = state.step
    alert.mission_on = state.on_day if state.step == rules.PLANNED else None
    alert.event_id = state.event_id
    alert.answered_on = min((each.on_day for each in steps if each.step == rules.ANSWERED), default=None)
    asked = next((each for each in reversed(steps) if each.step in {rules.GIRLS, rules.NOTED}), state)
    alert.girls, alert.girls_asked = asked.girls, asked.girls_asked


# -- another slice's events, by the name of their table


def events(work: Work, ids: Iterable[str] | None = None) -> Mapping[str, Record]:
    """Group arrivals by key: these, or all that can be named."""
    kind = records()[_EVENT]
    statement = sqlalchemy.select(kind).where(kind.withdrawn_at.is_(None))
    if ids is not None:
        wanted = sorted(set(ids))
        if not wanted:
            return {}
        statement = statement.where(kind.id.in_(wanted))
    return {event.id: event for event in work.all(statement)}


def event_day(event: Record) -> datetime.date:
    """The day of a group arrival."""
    found: Any = event
    day: datetime.date = found.day
    return day


def events_of(work: Work, alerts: Iterable[Alert]) -> Mapping[str, Record]:
    """The group arrivals to which these alerts led."""
    return events(work, [alert.event_id for alert in alerts if alert.event_id is not None])


def received_at(work: Work, alert: Alert, arrivals: Mapping[str, Record]) -> int | None:
    """When the children of an alert were received; None while nobody was."""
    event = arrivals.get(alert.event_id or "")
    if event is None:
        return None
    return rules.received_at(alert.said_at, event.made_at, event_day(event), work.day_of(event.made_at))


def limits(work: Work) -> tuple[int, int]:
    """The two numbers of hours after which an alert is late, and very late."""
    return int(work.setting("alerts.late_hours")), int(work.setting("alerts.very_late_hours"))
