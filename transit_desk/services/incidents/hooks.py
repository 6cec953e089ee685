"""What incidents tell the rest of the house: lines of a story, what nobody looked after, follow-ups, figures."""

from __future__ import annotations

import collections
import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import sqlalchemy

from transit_desk import children, said
from transit_desk.domain import days, figures, instants
from transit_desk.domain.levels import Level
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.module import Hooks, Mark, Target, Task
from transit_desk.services.incidents import pages, rules
from transit_desk.services.incidents.records import (
    STANDS,
    Allegation,
    ClosedIncident,
    Complaint,
    Entry,
    Incident,
    IncidentChild,
    books,
)
from transit_desk.storage.work import Work

_COUNT_ALLEGATIONS: Final = "incidents.count_allegations"
_REGISTER: Final = (Allegation, Complaint)
_AGAINST_THE_CHILD: Final = frozenset({"taking", "threat"})


# -- of one child


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """The incidents of a child that are for these eyes, each under what it was."""
    events = []
    for entry in books.about_child(work, file_id):
        at = books.at(work, entry)
        if at is None or (isinstance(entry, Incident) and not work.reads(Incident, "kind")):
            continue
        what = books.what_it_is(work, entry)
        events.append(
            Event(entry.made_at, work.day_of(at), what, entry.number, work.staff.get(entry.made_by, ""), "warning",
                  "incidents", (type(entry).__tablename__, entry.id))
        )  # fmt: skip
    return events


def _marks(work: Work, file_id: str) -> list[Mark | Task]:
    """At the head of a file: that somebody threatens this child, until the entry is closed."""
    against = [
        entry for entry in books.about_child(work, file_id)
        if not isinstance(entry, Complaint) and said.plain(work, entry, "kind") in _AGAINST_THE_CHILD
    ]  # fmt: skip
    if all(rules.is_closed(told) for told in books.appended_to(work, against).values()):
        return []
    return [Mark(Words(N_("somebody threatened or tried to take this child")), "warning", "stop", "safety")]


# -- of the house


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """Entries that nobody looked after yet: of the house, and those sealed to these eyes."""
    if file_id is not None:
        return _marks(work, file_id)
    tasks: list[Mark | Task] = []
    if books.LOOK_AFTER in work.actor.rights:
        fresh = books.waiting(work, Incident)
        urgent = any(said.plain(work, entry, "kind") in rules.URGENT for entry in fresh)
        title = Words(
            N_("{count} incident that nobody looked after yet"), {"count": len(fresh)},
            plural=N_("{count} incidents that nobody looked after yet"), count=len(fresh),
        )  # fmt: skip
        tasks += _task(title, "", fresh, pages.BOOK.key, "now" if urgent else "night", urgent=urgent)
    return [*tasks, *_sealed(work), *_unanswered(work), *_late(work)]


def _late(work: Work) -> list[Task]:
    """To who counts them and reads none: that nobody looked after one in time, whether away or shut out of it."""
    if _COUNT_ALLEGATIONS not in work.actor.rights or books.holds(work, Allegation):
        return []
    outside = str(work.setting("incidents.outside_focal"))
    detail = Words(N_("see that the focal point is there"))
    if outside:
        detail = Words(N_("see that the focal point is there, or call {outside}"), {"outside": outside})
    late = {book: sum(_is_late(work, each) for each in books.waiting(work, book)) for book in _REGISTER}
    return [
        Task(_not_in_time(book, count), detail, "incidents", "now", urgent=True, level=Level.C4)
        for book, count in late.items() if count
    ]  # fmt: skip


def _not_in_time(book: type[Entry], count: int) -> Words:
    if book is Complaint:
        return Words(
            N_("{count} complaint that nobody looked after in time"), {"count": count},
            plural=N_("{count} complaints that nobody looked after in time"), count=count,
        )  # fmt: skip
    return Words(
        N_("{count} allegation that nobody looked after in time"), {"count": count},
        plural=N_("{count} allegations that nobody looked after in time"), count=count,
    )  # fmt: skip


def _sealed(work: Work) -> list[Mark | Task]:
    """What waits for the specialists, and for whoever keeps the register: late after its hours."""
    tasks: list[Mark | Task] = []
    for book in books.SEALED:
        fresh = books.fresh(work, book)
        since = rules.hours(min(each.made_at for each in fresh), work.now()) if fresh else 0
        detail = Words(N_("the oldest for {hours} h"), {"hours": since})
        late = any(_is_late(work, each) for each in fresh)
        tasks += _task(_for_one(book, len(fresh)), detail, fresh, pages.SEALED.key, "now", urgent=late)
    return tasks


def _for_one(book: type[Entry], count: int) -> Words:
    if book is Complaint:
        return Words(
            N_("{count} complaint for you alone"), {"count": count},
            plural=N_("{count} complaints for you alone"), count=count,
        )  # fmt: skip
    return Words(
        N_("{count} sealed entry for you alone"), {"count": count},
        plural=N_("{count} sealed entries for you alone"), count=count,
    )  # fmt: skip


def _is_late(work: Work, entry: Entry) -> bool:
    """Whether an entry waited longer for somebody than its hours."""
    name = "complaint_hours" if isinstance(entry, Complaint) else "register_hours"
    return rules.hours(entry.made_at, work.now()) >= int(work.setting(f"incidents.{name}"))


def _unanswered(work: Work) -> list[Task]:
    """Complaints that are not closed with an answer when their days are over."""
    if not books.holds(work, Complaint):
        return []
    last = work.now() - int(work.setting("incidents.complaint_days")) * instants.DAY
    old = [each for each in work.all(_COMPLAINTS, before=last) if books.shown(work, each)]
    told = books.appended_to(work, old)
    left = [each for each in old if not rules.is_closed(told[each.id])]
    title = Words(
        N_("{count} complaint is not answered in time"), {"count": len(left)},
        plural=N_("{count} complaints are not answered in time"), count=len(left),
    )  # fmt: skip
    return _task(title, "", left, pages.SEALED.key, "now", urgent=True)


_COMPLAINTS: Final = (
    sqlalchemy.select(Complaint).where(Complaint.made_at <= sqlalchemy.bindparam("before")).order_by(Complaint.id)
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
    waiting = (told for book in books.BOOKS.values() for told in books.to_follow(work, book))
    found = [(each.on_day, entry) for entry, each in waiting if each.on_day is not None and each.on_day <= day]
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

    How many allegations and complaints there are is told to the focal point and the director alone.
    """
    found: list[tuple[str, int]] = []
    if work.reads(Incident, "kind") and "incidents.browse" in work.actor.rights:
        of_span = [each for each in work.all(_EVERY) if start <= work.day_of(each.happened_at) <= end]
        found += _by_kind("incidents.entries", [each.kind for each in of_span])
        found += figures.by_group("incidents.children", _groups(work, of_span, end))
        lived = [(each.began, each.ended) for each in children.lived(work, start, end)]
        rate = rules.per_ten_child_months(len(of_span), rules.child_days(lived, start, end))
        found += [("incidents.hundredths_per_ten_child_months", rate)] if rate is not None else []
    for book, key in _COUNTED.items():
        if books.holds(work, book):
            found += _of_sealed(work, books.of_sealed(work, book), key, start, end)
        elif book in _REGISTER and _COUNT_ALLEGATIONS in work.actor.rights:
            found.append((key, sum(start <= work.day_of(each.made_at) <= end for each in work.standing(book))))
    return found


_COUNTED: Final[Mapping[type[Entry], str]] = {
    ClosedIncident: "incidents.sealed", Allegation: "incidents.allegations", Complaint: "incidents.complaints",
}  # fmt: skip


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
        at, involved = books.at(work, entry), said.plain(work, entry, "involved")
        if at is not None and start <= work.day_of(at) <= end:
            found += 1
            groups |= {each["file"]: figures.Group(each["sex"], each["band"]) for each in involved["children"]}
    return [(key, found), *figures.by_group(f"{key}_children", groups.values())]


HOOKS = Hooks(timeline=timeline_of, alerts=alerts_of, promises=promises_on, figures=figures_of)
