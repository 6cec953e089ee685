"""What stays and leavings tell the rest of the house: who is past the limit, who leaves soon, the story, figures."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final

from transit_desk import children, choices, said
from transit_desk.domain import figures
from transit_desk.domain.dates import say_day
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.export.redaction import Audience, Form
from transit_desk.module import Hooks, Mark, Packed, Target, Task
from transit_desk.services.leaving import queries, rules, views
from transit_desk.services.leaving.records import Departure, StayExtension, StayReview
from transit_desk.storage.work import Work

_READ: Final = "leaving.read"
_BEDS: Final = "interim_care.read"
_PRINT: Final = "case_file.print"  # what travels is weighed as the papers are
_LIST: Final = "case_file.children"


def _longest(work: Work) -> int:
    return int(work.setting(rules.LONGEST))


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """Stays past the limit that nobody signed for."""
    if _READ not in work.actor.rights:
        return []
    today, longest = work.today(), _longest(work)
    if file_id is not None:
        stay = views.stay_of(work, file_id)
        if stay is None or not stay.uncovered(today, longest):
            return []
        words = Words(N_("more than {count} days without an extension"), {"count": longest})
        return [Mark(words, "calendar", "warn", "legal")]
    over = [stay for stay in views.stays(work).values() if stay.uncovered(today, longest)]
    if not over:
        return []
    title = Words(
        N_("{count} child here for more than {days} days without an extension"), {"count": len(over), "days": longest},
        plural=N_("{count} children here for more than {days} days without an extension"), count=len(over),
    )  # fmt: skip
    detail = Words(N_("the director signs why a stay goes on"))
    return [Task(title, detail, "calendar", "now", verb=N_("See"), target=Target(_LIST), urgent=True)]


def promises_on(work: Work, day: datetime.date) -> list[Task]:
    """Who is to leave until a day: so many beds are free then."""
    if _READ not in work.actor.rights:
        return []
    coming = queries.to_leave(work, until=day)
    if not coming:
        return []
    late = sum(each.on_day < work.today() for each in coming)
    beds = 0
    if _BEDS in work.actor.rights:
        beds = len(work.ask("interim_care.beds_of", file_ids=[each.file_id for each in coming]))
    free = Words(N_("{count} bed free again"), {"count": beds}, plural=N_("{count} beds free again"), count=beds)
    title = Words(
        N_("{count} child to leave: {beds}"), {"count": len(coming), "beds": free},
        plural=N_("{count} children to leave: {beds}"), count=len(coming),
    )  # fmt: skip
    detail = Words(N_("the first on {day}"), {"day": say_day(coming[0].on_day)})
    tier = "now" if late else "night" if coming[0].on_day == work.today() else "later"
    return [Task(title, detail, "exchange", tier, verb=N_("See"), target=Target(_LIST), urgent=bool(late))]


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """Reviews, extensions and the leaving itself."""
    if _READ not in work.actor.rights:
        return []
    told = [
        _event(work, row, row.on_day, N_("Review of the stay"), choices.say("review_outcome", row.outcome))
        for row in work.standing(StayReview, file_id)
    ]
    told += [
        _event(work, row, work.day_of(row.made_at), N_("Stay extended"), views.say_seen(work, row, "reason"))
        for row in work.standing(StayExtension, file_id)
    ]
    return told + [
        _event(work, row, row.left_on, N_("Left by own choice") if row.own_choice else N_("Leaving settled"),
               views.say_seen(work, row, "track"))
        for row in work.standing(Departure, file_id) if row.left_on is not None
    ]  # fmt: skip


def _event(work: Work, row: Any, day: datetime.date, title: str, detail: Words | str) -> Event:
    return Event(row.made_at, day, Words(title), detail, work.staff.get(row.made_by, ""), "calendar", "leaving",
                 (type(row).__tablename__, row.id))  # fmt: skip


def figures_of(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """Children past the limit at the end by sex, band and reason, and of a hundred; how long ended stays lasted."""
    if _READ not in work.actor.rights:
        return []
    day = min(end, work.today())
    here = [stay for stay in views.stays(work).values() if stay.began <= day]
    over = [stay for stay in here if rules.over(stay.began, day, _longest(work))]
    groups = children.groups(work, [stay.file_id for stay in over], day)
    told = figures.by_group("leaving.over_the_limit", groups.values())
    told += [("leaving.over_the_limit_of_a_hundred", figures.percent(len(over), len(here)) or 0)]
    if work.reads(StayExtension, "reason"):
        told += _by_reason(over, day)
    lengths = views.ended(work, start, end)
    if lengths:
        told += [
            ("leaving.mean_days", sum(lengths) // len(lengths)),
            ("leaving.median_days", figures.median(lengths) or 0),
        ]
    return told


def _by_reason(over: Sequence[views.Stay], day: datetime.date) -> list[tuple[str, int]]:
    reasons = [found.reason if (found := rules.covering(stay.extensions, day)) else "none" for stay in over]
    return [(f"leaving.over_the_limit.reason.{reason}", reasons.count(reason)) for reason in sorted(set(reasons))]


def handover_of(work: Work, file_id: str, audience: str) -> list[Packed]:
    """Since when the child was here, and on which reason the stay went on, for who may know of its care."""
    if not {_READ, _PRINT} <= work.actor.rights:
        return []
    readership = work.ask("case_file.readership", file_id=file_id, audience=Audience(audience).value)
    if readership.shown(Topic.CARE, Level.C1).form is not Form.FULL:
        return []
    rows = work.standing(StayExtension, file_id)
    if not rows:
        return []
    content = [
        {"from": row.from_day.isoformat(), "to": row.to_day.isoformat(),
         **said.full(work, readership, row, ("reason",))}
        for row in rows
    ]  # fmt: skip
    return [Packed("stay", {"version": 1, "extensions": content}, N_("Length of the stay"))]


HOOKS = Hooks(timeline=timeline_of, alerts=alerts_of, promises=promises_on, figures=figures_of, handover=handover_of)
