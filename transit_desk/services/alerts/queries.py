"""What can be asked about alerts: the list, one alert, what a form begins with, whom and what it can be tied to."""

from __future__ import annotations

import sqlalchemy

from transit_desk.action import query
from transit_desk.domain import dates, datewords, instants
from transit_desk.domain.text import N_, Words
from transit_desk.forms import Offered
from transit_desk.module import Rows, View, Window
from transit_desk.services.alerts import rules, views
from transit_desk.services.alerts.records import Alert, Open, followed, open_to
from transit_desk.storage.work import HIDDEN, Work


@query(N_("Alerts"), needs="read")
def alerts(work: Work, *, window: Window) -> Rows:
    """One window of the alerts, the newest first. A filter asks about what only those who follow an alert may know."""
    seen = open_to(work)
    narrowed = any(window.filters.get(name) for name in ("open", "waiting", "late")) or bool(window.words)
    conditions = [Alert.withdrawn_at.is_(None), *_filtered(work, window), *(seen.among() if narrowed else ())]
    statement = sqlalchemy.select(Alert).where(*conditions).order_by(Alert.said_at.desc(), Alert.id.desc())
    if window.words:  # what is sealed can only be looked through once it is open, and alerts are few
        lines = [line for line in _lines(work, list(work.all(statement)), seen) if _holds(line, window.words)]
        return Rows(tuple(lines), len(lines), None, _spoken(len(lines)))
    if window.after is not None:
        said_at, last = int(window.after[0]), window.after[1]
        earlier = sqlalchemy.and_(Alert.said_at == said_at, Alert.id < last)
        statement = statement.where(sqlalchemy.or_(Alert.said_at < said_at, earlier))
    found = list(work.all(statement.limit(window.count + 1)))
    shown = found[: window.count]
    after = (str(shown[-1].said_at), shown[-1].id) if len(found) > window.count else None
    total = work.count(Alert, *conditions)
    return Rows(_lines(work, shown, seen), total, after, _spoken(total))


def _filtered(work: Work, window: Window) -> list[sqlalchemy.ColumnElement[bool]]:
    conditions: list[sqlalchemy.ColumnElement[bool]] = []
    if window.filters.get("open") or window.filters.get("late"):
        conditions.append(Alert.state.in_(rules.WAITING))
    if window.filters.get("late"):
        conditions.append(Alert.said_at <= work.now() - (followed.limits(work)[0] + 1) * instants.HOUR)
    if window.filters.get("waiting"):
        conditions.append(Alert.answered_on.is_(None))
    return conditions


def _lines(work: Work, found: list[Alert], seen: Open) -> tuple[views.AlertLine, ...]:
    reckoned = views.Reckoning(work.now(), followed.limits(work), followed.events_of(work, found), seen)
    return tuple(views.line(work, alert, reckoned) for alert in found)


def _holds(line: views.AlertLine, words: str) -> bool:
    said = f"{line.day} {line.place} {line.source} {line.state}"
    return datewords.without_accents(words).casefold() in datewords.without_accents(said).casefold()


def _spoken(total: int) -> Words:
    return Words(N_("{count} alert"), {"count": total}, plural=N_("{count} alerts"), count=total)


@query(N_("An alert"), needs="read", sensitive=True)
def alert(work: Work, *, record_id: str) -> View:
    """One alert: whole for those who follow it, a day and a count for everybody else."""
    found = work.get(Alert, record_id)
    if not open_to(work).holds(found.id):
        return views.closed_view(work, found)
    work.note("read", found)
    return views.view(work, followed.opened(work, found.id))


@query(N_("What the form begins with"), needs="follow")
def start_values(work: Work, *, alert_id: str) -> dict[str, object]:
    """What the alert already says of the group arrival."""
    found = followed.opened(work, alert_id)
    place = work.see(found, "place")
    steps = followed.steps_of(work, found.id)
    mission = next((each for each in reversed(steps) if each.going is not None), None)
    woman = None if mission is None else "yes" if mission.women else "no"
    values = {"day": work.today(), "announced": found.children, "woman_on_team": woman, "place": place}
    return {name: value for name, value in values.items() if value is not None and value is not HIDDEN}


@query(N_("What the form begins with"), needs="follow")
def lost_values(work: Work, *, alert_id: str) -> dict[str, object]:
    """All of them, until somebody knows better."""
    return {"on_day": work.today(), "children": followed.opened(work, alert_id).children}


@query(N_("Group arrivals"), needs="follow")
def events_to_link(work: Work) -> tuple[Offered, ...]:
    """Every group arrival by its day, the newest first; its key ends the words, since two can share a day."""
    found = sorted(followed.events(work).values(), key=lambda event: (followed.event_day(event), event.id))
    return tuple(
        Offered(
            event.id,
            str(Words(N_("Group arrival of {day} ({code})"),
                      {"day": dates.say_day(followed.event_day(event)), "code": event.id[-4:].upper()})),
        )
        for event in reversed(found)
    )  # fmt: skip


@query(N_("Who follows alerts"), needs="follow")
def colleagues(work: Work) -> tuple[Offered, ...]:
    """Those whose role lets them follow an alert."""
    return tuple(Offered(each.id, each.name) for each in followed.colleagues(work))
