"""What is asked about incidents: the book of the house, what is sealed to these eyes, an entry, those of a child."""

from __future__ import annotations

import datetime

import sqlalchemy

from transit_desk.action import query
from transit_desk.domain import datewords
from transit_desk.domain.text import N_, Words
from transit_desk.module import Rows, Tab, Task, View, Window
from transit_desk.services.incidents import hooks, pages, rules, views
from transit_desk.services.incidents.records import Incident, barred, books, in_sight
from transit_desk.storage.work import Work

_WEEK = datetime.timedelta(days=7)


@query(N_("Incident book"), needs="read")
def book(work: Work, *, window: Window) -> Rows:
    """One window of the book of the house, the newest first; whoever only writes finds what they wrote."""
    conditions = in_sight(work)
    statement = sqlalchemy.select(Incident).where(*conditions).order_by(Incident.id.desc())
    if window.words or window.filters.get("open"):  # what is sealed is looked through once it is open
        lines = [each for each in views.lines(work, work.all(statement)) if _wanted(each, window)]
        return Rows(tuple(lines), len(lines), None, _spoken(len(lines)))
    if window.after is not None:
        statement = statement.where(Incident.id < window.after[0])
    found = list(work.all(statement.limit(window.count + 1)))
    shown = found[: window.count]
    after = (shown[-1].id,) if len(found) > window.count else None
    total = work.count(Incident, *conditions)
    return Rows(views.lines(work, shown), total, after, _spoken(total))


def _wanted(line: views.EntryLine, window: Window) -> bool:
    said = f"{line.number} {line.when} {line.kind} {line.children} {line.by}"
    plain = datewords.without_accents(window.words).casefold() in datewords.without_accents(said).casefold()
    return plain and not (window.filters.get("open") and line.state.tone == "idle")


def _spoken(total: int) -> Words:
    return Words(N_("{count} entry"), {"count": total}, plural=N_("{count} entries"), count=total)


@query(N_("Sealed entries"), needs="sealed", sensitive=True)
def sealed(work: Work, *, window: Window) -> Rows:
    """What was sealed to these eyes: incidents for the specialists, or the register of safeguarding."""
    found = [entry for kind in books.SEALED for entry in books.of_sealed(work, kind)]
    found.sort(key=lambda entry: entry.id, reverse=True)
    lines = [each for each in views.lines(work, found) if _wanted(each, window)]
    return Rows(tuple(lines), len(lines), None, _spoken(len(lines)))


@query(N_("What waits in the sealed entries"), needs="sealed")
def waiting(work: Work) -> tuple[Task, ...]:
    """For whoever sees no file, and so no evening of the house: what is told them alone."""
    told = [*hooks.alerts_of(work), *hooks.promises_on(work, work.today() + _WEEK)]
    return tuple(each for each in told if isinstance(each, Task))


@query(N_("An entry of the incident book"), needs="read", sensitive=True)
def incident(work: Work, *, record_id: str) -> View:
    """One entry as far as these eyes read it; to whoever wrote what is sealed to others, that it is kept."""
    entry = books.found(work, record_id)
    work.note("read", entry)
    return views.view(work, entry) if books.shown(work, entry) else views.kept_view(work, entry)


@query(N_("Who works here now"), needs="write")
def colleagues(work: Work) -> tuple[rules.Colleague, ...]:
    """Among whom whoever writes chooses who is meant: everybody who works here, by name."""
    return tuple(barred.colleagues(work, ""))


@query(N_("Entries by their references"), needs="browse")
def known(work: Work, *, numbers: list[str]) -> dict[str, str]:
    """Of these references those of the book of the house that are for these eyes, with their entries."""
    found = work.all(_BY_NUMBER, numbers=numbers)
    return {entry.number: entry.id for entry in found if books.shown(work, entry)}


_BY_NUMBER = sqlalchemy.select(Incident).where(Incident.number.in_(sqlalchemy.bindparam("numbers", expanding=True)))


@query(N_("Safety"), needs="browse")
def tab(work: Work, *, record_id: str) -> Tab:
    """The tab of a child's page: every entry about this child that is for these eyes, and who asked for it."""
    asked_for = work.ask("gate.blocks", record_id=record_id) if "gate.of_child" in work.actor.rights else ()
    return Tab("incidents", pages.TAB.title, (views.of_child(work, books.about_child(work, record_id)), *asked_for))
