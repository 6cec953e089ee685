"""What alerts tell the rest of the house: what waits and was promised, and in figures what became of them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import sqlalchemy

from transit_desk.domain import dates
from transit_desk.domain.figures import median, percent
from transit_desk.domain.text import N_, Words
from transit_desk.module import Hooks, Mark, Target, Task
from transit_desk.services.alerts import pages, rules, views
from transit_desk.services.alerts.records import FOLLOW, Alert, AlertStep, followed, open_to
from transit_desk.storage.work import Work

_LIST = "alerts.alerts"


def _followed(work: Work, *conditions: sqlalchemy.ColumnElement[bool]) -> Sequence[Alert]:
    """The alerts open to these eyes, the oldest first."""
    if FOLLOW not in work.actor.rights:
        return ()
    statement = sqlalchemy.select(Alert).where(Alert.withdrawn_at.is_(None), *conditions, *open_to(work).among())
    return work.all(statement.order_by(Alert.said_at))


def _target(found: Sequence[Alert], chip: str) -> Target:
    """One leads to itself, several to the list."""
    return Target(pages.ALERT_PAGE, found[0].id) if len(found) == 1 else Target(_LIST, extra={chip: True})


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """Of the house: children who wait too long, and alerts for which nobody goes yet. Of a file: nothing."""
    if file_id is not None:
        return []
    waiting = _followed(work, Alert.state.in_(rules.WAITING))
    limit = followed.limits(work)[0]
    late = [each for each in waiting if rules.hours(each.said_at, work.now()) > limit]
    fresh = [each for each in waiting if each.state == rules.NOTED and each not in late]
    tasks: list[Mark | Task] = []
    if late:
        title = Words(
            N_("{count} alert waits for more than {hours} hours"), {"count": len(late), "hours": limit},
            plural=N_("{count} alerts wait for more than {hours} hours"), count=len(late),
        )  # fmt: skip
        since = Words(N_("the oldest for {hours} h"), {"hours": rules.hours(late[0].said_at, work.now())})
        tasks.append(Task(title, since, "alerts", "now", "", N_("See"), _target(late, "late"), urgent=True))
    if fresh:
        title = Words(
            N_("{count} alert without a mission"), {"count": len(fresh)},
            plural=N_("{count} alerts without a mission"), count=len(fresh),
        )  # fmt: skip
        now = any(each.urgency == "now" for each in fresh)
        detail: Words | str = Words(N_("children can come out now")) if now else ""
        tier = "now" if now else "night"
        tasks.append(Task(title, detail, "alerts", tier, "", N_("See"), _target(fresh, "open"), urgent=now))
    return tasks


def promises_on(work: Work, day: datetime.date) -> list[Task]:
    """Missions until a day; and answers, which stay promised until they are given."""
    today, tasks = work.today(), []
    for each in _followed(work, Alert.mission_on <= day):
        planned = each.mission_on or day
        title = Words(N_("Mission for {children}"), {"children": views.counted(each.children)})
        tier = "now" if planned <= today else "tomorrow" if planned == today + datetime.timedelta(days=1) else "later"
        tasks.append(
            Task(title, dates.say_day(planned), "calendar", tier, "", N_("See"), Target(pages.ALERT_PAGE, each.id),
                 urgent=planned < today)
        )  # fmt: skip
    owed = sorted(_followed(work, Alert.answered_on.is_(None)), key=lambda each: each.answer_by)
    if owed:
        tasks.append(_answers(owed, today))
    return tasks


def _answers(owed: Sequence[Alert], today: datetime.date) -> Task:
    count, late = len(owed), (today - owed[0].answer_by).days
    title = Words(
        N_("Answer whoever gave an alert: {count}"), {"count": count},
        plural=N_("Answer those who gave alerts: {count}"), count=count,
    )  # fmt: skip
    detail = Words(N_("by {day}"), {"day": dates.say_day(owed[0].answer_by)})
    if late > 0:
        detail = Words(
            N_("the oldest is {count} day late"), {"count": late}, plural=N_("the oldest is {count} days late"),
            count=late,
        )  # fmt: skip
    tier = "now" if late > 0 else "night" if late == 0 else "later"
    return Task(title, detail, "talk", tier, "", N_("See"), _target(owed, "waiting"), late > 0)


def figures_of(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """What became of the alerts of a span of days: children by sex as far as it was said, hours, answers, losses.

    An alert tells no age, so there is no band to count by. A share or a median of nothing is left out.
    """
    if FOLLOW not in work.actor.rights:
        return []
    every = work.all(sqlalchemy.select(Alert).where(Alert.withdrawn_at.is_(None)))
    found = [each for each in every if start <= work.day_of(each.said_at) <= end]
    arrivals = followed.events_of(work, found)
    hours = [
        rules.hours(each.said_at, at)
        for each in found
        if (at := followed.received_at(work, each, arrivals)) is not None
    ]
    said = [each for each in found if each.girls is not None]
    girls = sum(each.girls or 0 for each in said)
    answered = sum(each.answered_on is not None for each in found)
    limits = followed.limits(work)
    figures: list[tuple[str, int | None]] = [
        ("received", len(found)),
        ("children", sum(each.children for each in found)),
        ("girls", girls),
        ("boys", sum(each.children for each in said) - girls),
        ("sex_not_said", sum(each.children for each in found if each.girls is None)),
        ("girls_not_asked", sum(rules.girls_open(each.girls, each.girls_asked) for each in found)),
        ("led_to_an_arrival", sum(each.state == rules.RECEIVED for each in found)),
        ("disappeared", sum(each.state == rules.LOST for each in found)),
        ("children_disappeared", _lost(work, found)),
        ("median_hours", median(hours)),
        ("late", sum(rules.lateness(told, limits) > 0 for told in hours)),
        ("very_late", sum(rules.lateness(told, limits) > 1 for told in hours)),
        ("answered", answered),
        ("answered_percent", percent(answered, len(found))),
    ]
    return [(f"alerts.{name}", count) for name, count in figures if count is not None]


def _lost(work: Work, found: Sequence[Alert]) -> int:
    """Children of alerts that ended with their disappearance, as the last word on each counts them."""
    ids = sorted(each.id for each in found if each.state == rules.LOST)
    steps = work.all(
        sqlalchemy.select(AlertStep)
        .where(AlertStep.alert_id.in_(ids), AlertStep.step == rules.LOST, AlertStep.withdrawn_at.is_(None))
        .order_by(AlertStep.made_at)
    )
    return sum({step.alert_id: step.children or 0 for step in steps}.values())


HOOKS = Hooks(alerts=alerts_of, promises=promises_on, figures=figures_of)
