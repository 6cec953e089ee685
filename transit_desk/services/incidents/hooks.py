"""What incidents tell the rest of the house: lines of a story, what nobody looked after, follow-ups, figures."""

from __future__ import annotations

import collections
import datetime
from collections.abc import Iterable, Sequence
from typing import Final

import sqlalchemy

from transit_desk import children, said
from transit_desk.domain import days, figures
from transit_desk.domain.levels import Level
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.module import Hooks, Mark, Target, Task
from transit_desk.services.incidents import pages, rules
from transit_desk.services.incidents.records import (
    STANDS,
    Allegation,
    Entry,
    Incident,
    IncidentChild,
    IncidentLine,
    books,
)
from transit_desk.storage.work import Work

_COUNT_ALLEGATIONS: Final = "incidents.count_allegations"
_AGAINST_THE_CHILD: Final = frozenset({"taking", "threat"})


# -- of one child


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """The incidents of a child that are for these eyes, each under what it was."""
    events = []
    for entry in books.about_child(work, file_id):
        at = said.plain(work, entry, "happened_at")
        if not work.reads(type(entry), "kind") or not isinstance(at, int):
            continue
        level = Level.C2 if isinstance(entry, Incident) else Level.C4
        events.append(
            Event(entry.made_at, work.day_of(at), _kind(work, entry), entry.number, work.staff.get(entry.made_by, ""),
                  "warning", "incidents", level, (type(entry).__tablename__, entry.id))
        )  # fmt: skip
    return events


def _kind(work: Work, entry: Entry) -> Words:
    said_so = said.cell(work, entry, "kind")
    return said_so if isinstance(said_so, Words) else Words(said_so)


def _marks(work: Work, file_id: str) -> list[Mark | Task]:
    """At the head of a file: that somebody threatens this child, until the entry is closed."""
    for entry in books.about_child(work, file_id):
        against = said.plain(work, entry, "kind") in _AGAINST_THE_CHILD
        if against and not rules.is_closed(books.appended(work, entry)):
            return [Mark(Words(N_("somebody threatened or tried to take this child")), "warning", "stop", "safety")]
    return []


# -- of the house


# What its own writer adds looks after nothing, unless the writer is one of those who may close it.
_LOOKED_AT: Final = sqlalchemy.exists().where(
    IncidentLine.entry_id == Incident.id,
    sqlalchemy.or_(IncidentLine.made_by != Incident.made_by, IncidentLine.kind == rules.CLOSED),
)
_UNTOUCHED: Final = sqlalchemy.select(Incident).where(~_LOOKED_AT.correlate(Incident)).order_by(Incident.id)
_TO_FOLLOW: Final = (
    sqlalchemy.select(IncidentLine)
    .where(IncidentLine.kind == rules.FOLLOW_UP, IncidentLine.on_day <= sqlalchemy.bindparam("day"))
    .order_by(IncidentLine.on_day, IncidentLine.id)
)
_ANSWERED: Final = sqlalchemy.select(IncidentLine.after_id).where(IncidentLine.after_id.is_not(None))


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """Entries that nobody looked after yet: of the house, and those sealed to these eyes."""
    if file_id is not None:
        return _marks(work, file_id)
    tasks: list[Mark | Task] = []
    if books.LOOK_AFTER in work.actor.rights:
        fresh = work.all(_UNTOUCHED)
        urgent = any(entry.kind in rules.URGENT for entry in fresh)
        title = Words(
            N_("{count} incident that nobody looked after yet"), {"count": len(fresh)},
            plural=N_("{count} incidents that nobody looked after yet"), count=len(fresh),
        )  # fmt: skip
        tasks += _task(title, "", fresh, pages.BOOK.key, "now" if urgent else "night", urgent=urgent)
    return [*tasks, *_sealed(work), *_unanswered(work), *_late_allegations(work)]


def _late_allegations(work: Work) -> list[Task]:
    """To who counts them and reads none: that nobody looked after one in time, whether away or shut out of it."""
    if _COUNT_ALLEGATIONS not in work.actor.rights or books.holds(work, Allegation):
        return []
    late = [each for each in books.untouched(work, Allegation) if _is_late(work, each)]
    if not late:
        return []
    title = Words(
        N_("{count} allegation that nobody looked after in time"), {"count": len(late)},
        plural=N_("{count} allegations that nobody looked after in time"), count=len(late),
    )  # fmt: skip
    outside = str(work.setting("incidents.outside_focal"))
    detail = Words(N_("see that the focal point is there"))
    if outside:
        detail = Words(N_("see that the focal point is there, or call {outside}"), {"outside": outside})
    return [Task(title, detail, "incidents", "now", urgent=True, level=Level.C4)]


def _sealed(work: Work) -> list[Mark | Task]:
    """What waits for the specialists, and for whoever keeps the register: late after its hours."""
    tasks: list[Mark | Task] = []
    for book in books.SEALED:
        fresh = books.fresh(work, book)
        title = Words(
            N_("{count} sealed entry for you alone"), {"count": len(fresh)},
            plural=N_("{count} sealed entries for you alone"), count=len(fresh),
        )  # fmt: skip
        since = rules.hours(min(each.made_at for each in fresh), work.now()) if fresh else 0
        detail = Words(N_("the oldest for {hours} h"), {"hours": since})
        late = any(_is_late(work, each) for each in fresh)
        tasks += _task(title, detail, fresh, pages.SEALED.key, "now", urgent=late)
    return tasks


def _is_late(work: Work, entry: Entry) -> bool:
    """Whether an entry waited longer for somebody than its hours."""
    name = "complaint_hours" if rules.is_complaint(entry.number) else "register_hours"
    return rules.hours(entry.made_at, work.now()) >= int(work.setting(f"incidents.{name}"))


def _unanswered(work: Work) -> list[Task]:
    """Complaints that are not closed with an answer when their days are over."""
    if not books.holds(work, Allegation):
        return []
    last = work.now() - int(work.setting("incidents.complaint_days")) * _DAY
    old = work.all(_COMPLAINTS, before=last)
    told = books.appended_to(work, [each for each in old if books.shown(work, each)])
    left = [each for each in old if each.id in told and not rules.is_closed(told[each.id])]
    title = Words(
        N_("{count} complaint is not answered in time"), {"count": len(left)},
        plural=N_("{count} complaints are not answered in time"), count=len(left),
    )  # fmt: skip
    return _task(title, "", left, pages.SEALED.key, "now", urgent=True)


_DAY: Final = 86_400_000_000  # microseconds
_COMPLAINTS: Final = (
    sqlalchemy.select(Allegation)
    .where(Allegation.number.startswith("K-"), Allegation.made_at <= sqlalchemy.bindparam("before"))
    .order_by(Allegation.id)
)


def _task(
    title: Words, detail: Words | str, found: Sequence[Entry], page: str, tier: str, *, urgent: bool
) -> list[Task]:
    """One leads to itself, several to their list; none is not told."""
    if not found:
        return []
    target = Target(pages.ENTRY, found[0].id) if len(found) == 1 else Target(page, extra={"open": True})
    level = Level.C2 if isinstance(found[0], Incident) else Level.C4
    return [Task(title, detail, "incidents", tier, "", N_("See"), target, urgent, level=level)]


def promises_on(work: Work, day: datetime.date) -> list[Task]:
    """Follow-ups until a day, until somebody writes down what became of them: one line for each book and tier."""
    found: list[tuple[datetime.date, Entry]] = []
    if books.LOOK_AFTER in work.actor.rights:
        answered = set(work.all(_ANSWERED))
        left = [line for line in work.all(_TO_FOLLOW, day=day) if line.id not in answered]
        found += [(line.on_day, work.get(Incident, line.entry_id)) for line in left]
    for book in books.SEALED:
        waiting = books.to_follow(work, book)
        found += [(each.on_day, entry) for entry, each in waiting if each.on_day is not None and each.on_day <= day]
    return _follow_ups(work, sorted(found, key=lambda each: (each[0], each[1].id)))


def _follow_ups(work: Work, found: Sequence[tuple[datetime.date, Entry]]) -> list[Task]:
    today = work.today()
    by_tier: dict[tuple[str, bool], list[tuple[datetime.date, Entry]]] = {}
    for due, entry in found:
        key = rules.tier(due, today), isinstance(entry, Incident)
        by_tier.setdefault(key, []).append((due, entry))
    tasks: list[Task] = []
    for (tier, of_house), some in by_tier.items():
        title = Words(
            N_("{count} incident to follow up"), {"count": len(some)},
            plural=N_("{count} incidents to follow up"), count=len(some),
        )  # fmt: skip
        detail = Words(N_("by {day}"), {"day": days.near(some[0][0], today)})
        page = pages.BOOK.key if of_house else pages.SEALED.key
        entries = list({entry.id: entry for _due, entry in some}.values())
        tasks += _task(title, detail, entries, page, tier, urgent=tier == "now")
    return tasks


# -- in figures


def figures_of(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """Entries of a span by kind and for each ten child-months; the children by sex and band; what is sealed to holders.

    How many allegations there are is told to the focal point and the director alone.
    """
    found: list[tuple[str, int]] = []
    if work.reads(Incident, "kind") and "incidents.browse" in work.actor.rights:
        of_span = [each for each in work.all(_EVERY) if start <= work.day_of(each.happened_at) <= end]
        found += _by_kind("incidents.entries", [each.kind for each in of_span])
        found += figures.by_group("incidents.children", _groups(work, of_span, end))
        lived = [(each.began, each.ended) for each in children.lived(work, start, end)]
        rate = rules.per_ten_child_months(len(of_span), rules.child_days(lived, start, end))
        found += [("incidents.hundredths_per_ten_child_months", rate)] if rate is not None else []
    for book, key in ((books.BOOKS[rules.CARE], "incidents.sealed"), (Allegation, "incidents.allegations")):
        if books.holds(work, book):
            every = [each for each in books.of_sealed(work, book) if not rules.is_complaint(each.number)]
            found += _of_sealed(work, every, key, start, end)
    if books.holds(work, Allegation):
        every = [each for each in books.of_sealed(work, Allegation) if rules.is_complaint(each.number)]
        found += _of_sealed(work, every, "incidents.complaints", start, end) if every else []
    if _COUNT_ALLEGATIONS in work.actor.rights and not books.holds(work, Allegation):
        made = [each for each in work.standing(Allegation) if start <= work.day_of(each.made_at) <= end]
        complaints = sum(rules.is_complaint(each.number) for each in made)
        found.append(("incidents.allegations", len(made) - complaints))
        found += [("incidents.complaints", complaints)] if complaints else []
    return found


_EVERY: Final = sqlalchemy.select(Incident).order_by(Incident.id)
_TIES: Final = sqlalchemy.select(IncidentChild).where(STANDS).order_by(IncidentChild.id)


def _by_kind(key: str, kinds: Iterable[str]) -> list[tuple[str, int]]:
    every = collections.Counter(kinds)
    return [(key, every.total()), *((f"{key}.{kind}", count) for kind, count in sorted(every.items()))]


def _groups(work: Work, entries: Iterable[Incident], on_day: datetime.date) -> list[figures.Group]:
    """Each child once, however many incidents: by the file that stays."""
    ids = {entry.id for entry in entries}
    files = {work.stays(tie.file_id) for tie in work.all(_TIES) if tie.entry_id in ids}
    return list(children.groups(work, files, on_day).values())


def _of_sealed(
    work: Work, entries: Iterable[Entry], key: str, start: datetime.date, end: datetime.date
) -> list[tuple[str, int]]:
    """A sealed book counts its children by what it says of them itself."""
    found = 0
    groups: dict[str, figures.Group] = {}
    for entry in entries:
        at, involved = said.plain(work, entry, "happened_at"), said.plain(work, entry, "involved")
        if isinstance(at, int) and start <= work.day_of(at) <= end:
            found += 1
            groups |= {each["file"]: figures.Group(each["sex"], each["band"]) for each in involved["children"]}
    return [(key, found), *figures.by_group(f"{key}_children", groups.values())]


HOOKS = Hooks(timeline=timeline_of, alerts=alerts_of, promises=promises_on, figures=figures_of)
