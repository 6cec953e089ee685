"""An alert as a list and a page show it: in full for those who follow it, a day and a count for everybody else."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import sqlalchemy

from transit_desk import choices
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event, newest_first
from transit_desk.module import Brief, FactLine, Facts, Header, Mark, Step, Steps, Story, Tab, Target, Verb, View
from transit_desk.services.alerts import pages, rules
from transit_desk.services.alerts.records import Alert, AlertStep, Open, followed
from transit_desk.storage.people import Worker
from transit_desk.storage.records import Record, fields_of
from transit_desk.storage.work import HIDDEN, Work

_ICONS = {
    rules.NOTED: "alerts", rules.PLANNED: "calendar", rules.RECEIVED: "arrivals", rules.LOST: "warning",
    rules.NOTHING: "minus_ring", rules.PASSED_ON: "forward", rules.ANSWERED: "talk", rules.GIRLS: "children",
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class AlertLine:
    """One alert in the list. What is not for these eyes is empty."""

    id: str
    day: str
    children: str
    girls: str = ""
    place: str = ""
    source: str = ""
    waits: Mark | str = ""
    answer: Mark | str = ""
    state: str = ""


@dataclasses.dataclass(frozen=True)
class Reckoning:
    """What every line is reckoned with: the moment, the limits of hours, the arrivals, whose eyes look."""

    now: int
    limits: tuple[int, int]
    arrivals: Mapping[str, Record]
    open: Open


def code_of(alert: Alert) -> str:
    """What an alert is called on paper and by radio: nothing in it tells where or from whom."""
    return f"A-{alert.id[-6:].upper()}"


def counted(children: int) -> Words:
    """How many children, in words."""
    return Words(N_("{count} child"), {"count": children}, plural=N_("{count} children"), count=children)


def with_girls(alert: Alert) -> Words:
    """How many children, and how many of them girls, as far as somebody said."""
    said = {"children": counted(alert.children), "girls": alert.girls or 0}
    if alert.girls is None:
        return Words(N_("{children}, girls: not said"), said)
    return Words(N_("{children}, girls: {girls}"), said)


def line(work: Work, alert: Alert, reckoned: Reckoning) -> AlertLine:
    """One alert for these eyes."""
    day = str(dates.say_day(work.day_of(alert.said_at)))
    if not reckoned.open.holds(alert.id):
        return AlertLine(alert.id, day, str(alert.children))
    girls = str(Words(N_("not said"))) if alert.girls is None else str(alert.girls)
    return AlertLine(
        alert.id, day, str(alert.children), girls, _text(work, alert, "place"), _text(work, alert, "source"),
        hours_mark(work, alert, reckoned), answer_mark(work, alert), str(choices.say("alert_step", alert.state)),
    )  # fmt: skip


def _text(work: Work, record: Record, name: str) -> str:
    seen = work.see(record, name)
    if seen is HIDDEN or seen is None:
        return ""
    lists = {"source": "alert_source", "passed_to": "partner_role"}
    return str(choices.say(lists[name], str(seen))) if name in lists else str(seen)


def hours_of(work: Work, alert: Alert, reckoned: Reckoning) -> int | None:
    """Hours from the alert to the reception, or until now while children wait; None where nobody waits any more."""
    received = followed.received_at(work, alert, reckoned.arrivals)
    if received is not None:
        return rules.hours(alert.said_at, received)
    return rules.hours(alert.said_at, reckoned.now) if alert.state in rules.WAITING else None


def hours_mark(work: Work, alert: Alert, reckoned: Reckoning) -> Mark | str:
    """The hours as a mark: quiet within the limit, warning past the first, stopping past the second."""
    told = hours_of(work, alert, reckoned)
    if told is None:
        return ""
    words = Words(N_("{hours} h"), {"hours": told})
    late = rules.lateness(told, reckoned.limits)
    if alert.state not in rules.WAITING:
        return Mark(words, "check", "warn" if late else "idle")
    return Mark(words, *(("clock", "idle"), ("warning", "warn"), ("warning", "stop"))[late])


def answer_mark(work: Work, alert: Alert) -> Mark:
    """Whether the giver was answered, and until when it is promised."""
    if alert.answered_on is not None:
        return Mark(Words(N_("answered")), "check", "idle")
    by = Words(N_("by {day}"), {"day": dates.say_day(alert.answer_by)})
    return Mark(by, *(("warning", "warn") if alert.answer_by < work.today() else ("talk", "plain")))


# -- the page of one alert


def closed_view(work: Work, alert: Alert) -> View:
    """What everybody may know: that there is an alert, of which day, and of how many."""
    day = dates.say_day(work.day_of(alert.said_at))
    told = (
        FactLine(Words(N_("Said on")), day),
        FactLine(Words(N_("How many children")), str(alert.children)),
        FactLine(Words(N_("Where they are")), "", state="hidden"),
        FactLine(Words(N_("Who says it")), "", state="hidden"),
    )
    facts = Facts(N_("The alert is kept; those who follow alerts see it"), told)
    head = Header(str(Words(N_("Alert of {day}"), {"day": day})), code_of(alert), (counted(alert.children),))
    return View(alert.id, head, (Tab("summary", N_("Alert"), (facts,)),), (), Target("alerts.alerts"), N_("Alerts"))


def view(work: Work, alert: Alert) -> View:
    """The alert for those who follow it: what was said, what comes next, what happened."""
    reckoned = Reckoning(work.now(), followed.limits(work), followed.events_of(work, [alert]), Open(every=True))
    day = dates.say_day(work.day_of(alert.said_at))
    marks = [Mark(choices.say("alert_step", alert.state), _ICONS[alert.state], _tone(alert))]
    waits = hours_mark(work, alert, reckoned)
    if isinstance(waits, Mark):
        marks.append(waits)
    if _asks_for_girls(alert):
        marks.append(Mark(Words(N_("girls: to be asked")), "children", "warn"))
    header = Header(
        str(Words(N_("Alert of {day}"), {"day": day})), code_of(alert),
        (with_girls(alert), choices.say("alert_urgency", alert.urgency)), tuple(marks),
    )  # fmt: skip
    steps = followed.steps_of(work, alert.id)
    people = {row.id: row.name for row in work.all(sqlalchemy.select(Worker))}
    summary = Tab(
        "summary", N_("Alert"),
        (_next(work, alert, steps), _facts(work, alert, reckoned)),
        (_story(work, steps, people),),
    )  # fmt: skip
    every = Tab("steps", N_("Step by step"), (_in_full(work, steps, people),), order=10)
    return View(alert.id, header, (summary, every), _verbs(alert), Target("alerts.alerts"), N_("Alerts"))


def _asks_for_girls(alert: Alert) -> bool:
    """While the children wait, the question about girls can still change who is fetched."""
    return alert.state in rules.WAITING and rules.girls_open(alert.girls, alert.girls_asked)


def _tone(alert: Alert) -> str:
    tones = {rules.RECEIVED: "ok", rules.LOST: "stop", rules.NOTHING: "idle", rules.PASSED_ON: "idle"}
    return tones.get(alert.state, "accent")


_FACTS = ("place", "source", "contact", "children", "girls", "girls_asked", "urgency")
_LISTS = {"source": "alert_source", "girls_asked": "girls_asked", "urgency": "alert_urgency"}


def _facts(work: Work, alert: Alert, reckoned: Reckoning) -> Facts:
    lines = [_fact(work, alert, name) for name in _FACTS]
    told = hours_of(work, alert, reckoned)
    if told is not None:
        waiting = alert.state in rules.WAITING
        label = N_("Hours since the alert") if waiting else N_("Hours from the alert to the reception")
        lines.append(FactLine(Words(label), str(told)))
    return Facts(N_("What was said"), tuple(lines), _verb(alert, pages.GIRLS, "children"))


def _fact(work: Work, alert: Alert, name: str) -> FactLine:
    label = Words(fields_of(Alert)[name].label)
    seen = work.see(alert, name)
    if seen is HIDDEN:
        return FactLine(label, "", state="hidden")
    if seen is None:
        return FactLine(label, Words(N_("not said")), chosen=False)
    return FactLine(label, choices.say(_LISTS[name], str(seen)) if name in _LISTS else str(seen))


def _next(work: Work, alert: Alert, steps: Sequence[AlertStep]) -> Steps:
    today, lines = work.today(), []
    if alert.state == rules.NOTED:
        lines.append(Step(Words(pages.PLAN.title), target=_to(alert, pages.PLAN)))
    if alert.mission_on is not None:
        mission = next(each for each in reversed(steps) if each.step == rules.PLANNED)
        who = Words(N_("team of {going}, women: {women}"), {"going": mission.going, "women": mission.women})
        late = alert.mission_on < today
        day = str(dates.say_day(alert.mission_on))
        lines.append(Step(Words(N_("Mission")), who, day, late, target=_to(alert, pages.START)))
    if _asks_for_girls(alert):
        lines.append(Step(Words(N_("Ask about girls, discreetly:")), target=_to(alert, pages.GIRLS)))
        lines += [Step(Words(N_("through {way}"), {"way": Words(way)})) for way in rules.WAYS_TO_ASK]
    if alert.answered_on is None:
        by, late = str(dates.say_day(alert.answer_by)), alert.answer_by < today
        lines.append(Step(Words(pages.ANSWER.title), "", by, late, target=_to(alert, pages.ANSWER)))
    empty = N_("Nothing waits: whoever gave the alert was answered.")
    return Steps(N_("What comes next"), tuple(lines), _verb(alert, pages.ANSWER, "talk"), empty)


def _to(alert: Alert, page: object) -> Target:
    return Target(str(getattr(page, "key", "")), alert.id)


def _verb(alert: Alert, page: object, icon: str, *, key: str = "", primary: bool = False) -> Verb:
    name = str(getattr(page, "key", ""))
    title = str(getattr(page, "title", ""))
    return Verb(title, icon, name, str(getattr(page, "action", "")), key, primary, extra={"alert_id": alert.id})


def _verbs(alert: Alert) -> tuple[Verb, ...]:
    """What can be done now: the next step filled, the mission sheet beside it, everything else behind *More*."""
    if alert.event_id is not None:
        go_on = Verb(N_("Go on with the arrival"), "arrivals", "arrivals.event", primary=True,
                     extra={"event_id": alert.event_id})  # fmt: skip
        return (go_on, _verb(alert, pages.LET_FOLLOW, "person"))
    planned = alert.state == rules.PLANNED
    sheet = Verb(
        N_("Mission sheet"), "print", "preview", "alerts.mission_sheet", "Ctrl+P",
        reason="" if planned else Words(N_("Plan the mission first.")),
        extra={"paper": "alerts.mission_sheet", "alert_id": alert.id},
    )  # fmt: skip
    ends = [
        _verb(alert, page, _ICONS[step])
        for page, step in (
            (pages.LOST, rules.LOST), (pages.CAME_TO_NOTHING, rules.NOTHING), (pages.PASS_ON, rules.PASSED_ON),
        )
        if rules.may_follow(alert.state, step)
    ]  # fmt: skip
    first = (
        (_verb(alert, pages.START, "arrivals", primary=True), _verb(alert, pages.PLAN, "calendar"))
        if planned
        else (_verb(alert, pages.PLAN, "calendar", primary=True), _verb(alert, pages.START, "arrivals"))
    )
    return (*first, sheet, _verb(alert, pages.LINK, "arrivals"), *ends, _verb(alert, pages.LET_FOLLOW, "person"))


# -- what happened


def _story(work: Work, steps: Sequence[AlertStep], people: Mapping[str, str]) -> Story:
    told = [
        Event(
            step.made_at, step.on_day, choices.say("alert_step", step.step), _detail(work, step),
            people.get(step.made_by, ""), _ICONS[step.step], "alerts", record=("alert_step", step.id),
        )
        for step in steps
    ]  # fmt: skip
    return Story(N_("What happened"), newest_first(told), empty=N_("Nothing happened yet."))


def _in_full(work: Work, steps: Sequence[AlertStep], people: Mapping[str, str]) -> Brief:
    """Every step with all its words, in the order in which they were written: the story has room for two lines."""
    parts = tuple(
        (
            Words(
                N_("{day} · {step} · {who}"),
                {
                    "day": dates.say_day(step.on_day),
                    "step": choices.say("alert_step", step.step),
                    "who": people.get(step.made_by, ""),
                },
            ),
            tuple(_parts(work, step)) or (Words(N_("nothing more was written")),),
        )
        for step in steps
    )
    return Brief(N_("What was written"), parts)


def _detail(work: Work, step: AlertStep) -> str:
    return " · ".join(_parts(work, step))


def _parts(work: Work, step: AlertStep) -> list[str]:
    """The parts of a step; what is sealed is spoken only where it can be opened."""
    parts: list[str] = []
    if step.going is not None:
        parts.append(str(Words(N_("team of {going}, women: {women}"), {"going": step.going, "women": step.women})))
        parts += [_text(work, step, "team"), step.no_woman_why or ""]
    if step.children is not None:
        parts.append(str(counted(step.children)))
    if step.girls_asked is not None:
        parts.append(str(choices.say("girls_asked", step.girls_asked)))
    if step.way is not None:
        parts.append(str(choices.say("alert_answer_way", step.way)))
    parts += [_text(work, step, "passed_to"), _text(work, step, "words")]
    return [part for part in parts if part]
