"""The three books as they are read and written together: which entry is for whose eyes, and what was appended to it."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy

from transit_desk import children
from transit_desk.domain import errors
from transit_desk.services.incidents import rules
from transit_desk.services.incidents.records import (
    STANDS,
    Allegation,
    AllegationLine,
    ClosedIncident,
    ClosedIncidentLine,
    Entry,
    Incident,
    IncidentChild,
    IncidentLine,
    IncidentUntied,
    Line,
)
from transit_desk.storage import kept
from transit_desk.storage.work import HIDDEN, Work

BOOKS: Final[Mapping[str, type[Entry]]] = {
    rules.HOUSE: Incident, rules.CARE: ClosedIncident, rules.REGISTER: Allegation,
}  # fmt: skip
LINES: Final[Mapping[type[Entry], type[Line]]] = {
    Incident: IncidentLine, ClosedIncident: ClosedIncidentLine, Allegation: AllegationLine,
}  # fmt: skip
LOOK_AFTER: Final = "incidents.look_after"
SEALED: Final[tuple[type[Entry], ...]] = (ClosedIncident, Allegation)


def of_kind(record: Entry) -> type[Entry]:
    """The book of an entry."""
    return type(record)


def holds(work: Work, book: type[Entry]) -> bool:
    """Whether these eyes read a sealed book."""
    return work.reads(book, "what")


def shown(work: Work, entry: Entry) -> bool:
    """Whether an entry is for these eyes at all, as far as their ceiling goes then."""
    return (isinstance(entry, Incident) or holds(work, type(entry))) and entry.opens_for(work)


def of_sealed(work: Work, book: type[Entry]) -> list[Entry]:
    """The entries of a sealed book that are for these eyes, the oldest first."""
    return [entry for entry in work.standing(book) if shown(work, entry)] if holds(work, book) else []


def found(work: Work, record_id: str) -> Entry:
    """An entry for these eyes, or one they wrote; else nothing is there."""
    for book in BOOKS.values():
        entry = work.first(kept.one_of(book), id=record_id)
        if isinstance(entry, Entry) and (shown(work, entry) or entry.made_by == work.actor.worker_id):
            return entry
    raise errors.NotFound


@functools.cache
def _lines(kind: type[Line]) -> sqlalchemy.Select[Any]:
    of_entries = kind.entry_id.in_(sqlalchemy.bindparam("entries", expanding=True))
    return sqlalchemy.select(kind).where(of_entries).order_by(kind.id)


def lines_of(work: Work, entry: Entry) -> Sequence[Line]:
    """What was appended to an entry, in the order in which it was written."""
    return work.all(_lines(LINES[type(entry)]), entries=[entry.id])


@functools.cache
def _untouched(book: type[Entry]) -> sqlalchemy.Select[Any]:
    line = LINES[book]
    others = sqlalchemy.exists().where(line.entry_id == book.id, line.made_by != book.made_by)
    return sqlalchemy.select(book).where(~others.correlate(book)).order_by(book.id)


def untouched(work: Work, book: type[Entry]) -> Sequence[Entry]:
    """The entries to which nobody added but their writer, whoever may read them."""
    return work.all(_untouched(book))


def fresh(work: Work, book: type[Entry]) -> list[Entry]:
    """The entries for these eyes that nobody looked after: nobody else than the writer added to them or closed them."""
    if not holds(work, book):
        return []
    found = [entry for entry in untouched(work, book) if shown(work, entry)]
    told = appended_to(work, found)
    return [entry for entry in found if not rules.is_closed(told[entry.id])]


def may_close(work: Work, entry: Entry) -> bool:
    """Whoever looks after the book it stands in; who only wrote it does not say that it is settled."""
    if isinstance(entry, Incident):
        return LOOK_AFTER in work.actor.rights
    return holds(work, type(entry))


def appended(work: Work, entry: Entry) -> list[rules.Appended]:
    """The same as the rules reckon with it; what these eyes do not read is nothing to them."""
    return [as_appended(work, line) for line in lines_of(work, entry)]


def appended_to(work: Work, entries: Iterable[Entry]) -> dict[str, list[rules.Appended]]:
    """What was appended to each of many entries, asked once for each book."""
    found: dict[str, list[rules.Appended]] = {}
    of_book: dict[type[Entry], list[str]] = {}
    for entry in entries:
        found[entry.id] = []
        of_book.setdefault(type(entry), []).append(entry.id)
    for book, ids in of_book.items():
        for line in work.all(_lines(LINES[book]), entries=sorted(ids)):
            found[line.entry_id].append(as_appended(work, line))
    return found


@functools.cache
def _with_a_day(kind: type[Line]) -> sqlalchemy.Select[Any]:
    return sqlalchemy.select(kind.entry_id).where(kind.on_day.is_not(None)).distinct()


def to_follow(work: Work, book: type[Entry]) -> list[tuple[Entry, rules.Appended]]:
    """The open follow-ups of a sealed book. That a line has a day is known without opening it: no other is opened."""
    if not holds(work, book):
        return []
    ids = sorted(work.all(_with_a_day(LINES[book])))
    entries = [entry for entry in (work.all(kept.some_of(book), ids=ids) if ids else ()) if shown(work, entry)]
    told = appended_to(work, entries)
    return [(entry, each) for entry in entries for each in rules.open_follow_ups(told[entry.id])]


def as_appended(work: Work, line: Line) -> rules.Appended:
    """A line as the rules reckon with it. A sealed day comes back as it is written."""
    kind, on_day, after = (work.see(line, name) for name in ("kind", "on_day", "after_id"))
    day = datetime.date.fromisoformat(on_day) if isinstance(on_day, str) else on_day
    return rules.Appended(line.id, str(kind or ""), day or None, after or None)


def line_found(work: Work, record_id: str) -> tuple[Entry, Line]:
    """A line and its entry, for whoever reads the entry."""
    for book, kind in LINES.items():
        line = work.first(kept.one_of(kind), id=record_id)
        if isinstance(line, Line):
            entry = work.get(book, line.entry_id)
            if shown(work, entry):
                return entry, line
    raise errors.NotFound


_CHILDREN: Final = sqlalchemy.select(IncidentChild).where(
    IncidentChild.entry_id.in_(sqlalchemy.bindparam("entries", expanding=True)), STANDS
)
_OF_CHILD: Final = sqlalchemy.select(IncidentChild).where(IncidentChild.file_id == kept.FILE, STANDS)
_TIE: Final = sqlalchemy.select(IncidentChild).where(IncidentChild.id == sqlalchemy.bindparam("id"), STANDS)
_UNTIED: Final = (
    sqlalchemy.select(IncidentUntied)
    .where(IncidentUntied.entry_id.in_(sqlalchemy.bindparam("entries", expanding=True)))
    .order_by(IncidentUntied.id)
)


def tie_found(work: Work, tie_id: str) -> IncidentChild:
    """That an entry is about a child, as long as nobody said that it is another."""
    tie = work.first(_TIE, id=tie_id)
    if tie is None or not shown(work, work.get(Incident, tie.entry_id)):
        raise errors.NotFound
    return tie


def ties_of(work: Work, entry: Entry) -> Sequence[IncidentChild]:
    """The children of an entry of the house, each as it can be taken off."""
    return work.all(_CHILDREN, entries=[entry.id]) if work.reads(IncidentChild, "file_id") else ()


def untied(work: Work, entry_ids: Iterable[str]) -> Sequence[IncidentUntied]:
    """The children that were chosen wrongly."""
    return work.all(_UNTIED, entries=sorted(entry_ids))


def children_of(work: Work, entries: Iterable[Entry]) -> dict[str, list[tuple[str, str]]]:
    """By entry, the files and numbers of the children involved, as far as these eyes may know of them.

    What is sealed says by itself whose numbers: the focal point for safeguarding sees no file.
    """
    told: dict[str, list[tuple[str, str]]] = {}
    of_house = []
    for entry in entries:
        if isinstance(entry, Incident):
            of_house.append(entry.id)
            continue
        involved = work.see(entry, "involved")
        if involved is not HIDDEN and involved:
            told[entry.id] = [(each["file"], each["number"]) for each in involved["children"]]
    if of_house and work.reads(IncidentChild, "file_id"):
        ties = work.all(_CHILDREN, entries=sorted(of_house))
        numbers = numbers_of(work, [tie.file_id for tie in ties])
        for tie in ties:
            if tie.file_id in numbers:
                told.setdefault(tie.entry_id, []).append((tie.file_id, numbers[tie.file_id]))
    return told


def numbers_of(work: Work, file_ids: Iterable[str]) -> dict[str, str]:
    """The numbers of these files, of those in sight; a joined one is called by the number that stays."""
    wanted = {each: work.stays(each) for each in file_ids}
    found = children.children(work, wanted.values())
    return {each: found[stays].number for each, stays in wanted.items() if stays in found}


def about_child(work: Work, file_id: str) -> list[Entry]:
    """The entries about a child that are for these eyes, of every book, the oldest first."""
    told: list[Entry] = []
    if work.reads(IncidentChild, "file_id"):
        ties = work.all(_OF_CHILD, file_id=file_id)
        ids = sorted({tie.entry_id for tie in ties})
        entries = work.all(kept.some_of(Incident), ids=ids) if ids else ()
        told += [entry for entry in entries if shown(work, entry)]
    for book in SEALED:
        if every := of_sealed(work, book):
            numbered = children_of(work, every)
            told += [each for each in every if file_id in {file for file, _number in numbered.get(each.id, ())}]
    return sorted(told, key=lambda entry: entry.id)
