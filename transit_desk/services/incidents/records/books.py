"""The books as they are read and written together: which entry is for whose eyes, and what was appended to it."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy

from transit_desk import children, said
from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words
from transit_desk.services.incidents import rules
from transit_desk.services.incidents.records import (
    STANDS,
    Allegation,
    AllegationLine,
    ClosedIncident,
    ClosedIncidentLine,
    Complaint,
    ComplaintLine,
    Entry,
    Incident,
    IncidentChild,
    IncidentLine,
    IncidentUntied,
    OneLine,
)
from transit_desk.storage import kept
from transit_desk.storage.work import HIDDEN, Work

BOOKS: Final[Mapping[str, type[Entry]]] = {
    rules.HOUSE: Incident, rules.CARE: ClosedIncident, rules.REGISTER: Allegation, rules.COMPLAINTS: Complaint,
}  # fmt: skip
LINES: Final[Mapping[type[Entry], type[OneLine]]] = {
    Incident: IncidentLine, ClosedIncident: ClosedIncidentLine, Allegation: AllegationLine, Complaint: ComplaintLine,
}  # fmt: skip
LOOK_AFTER: Final = "incidents.look_after"
SEALED: Final[tuple[type[Entry], ...]] = (ClosedIncident, Allegation, Complaint)


def what_it_is(work: Work, entry: Entry) -> Words:
    """Under what an entry is listed: its kind; of a complaint, what it is about."""
    if isinstance(entry, Complaint):
        return Words(N_("Complaint: {about}"), {"about": said.cell(work, entry, "complains_of")})
    kind = said.cell(work, entry, "kind")
    return kind if isinstance(kind, Words) else Words(kind)


def at(work: Work, entry: Entry) -> int | None:
    """The hour under which it is listed, as far as these eyes read it."""
    hour = said.plain(work, entry, entry.at)
    return hour if isinstance(hour, int) else None


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
def _lines(kind: type[OneLine]) -> sqlalchemy.Select[Any]:
    of_entries = kind.entry_id.in_(sqlalchemy.bindparam("entries", expanding=True))
    return sqlalchemy.select(kind).where(of_entries).order_by(kind.id)


def lines_of(work: Work, entry: Entry) -> Sequence[OneLine]:
    """What was appended to an entry, in the order in which it was written."""
    return work.all(_lines(LINES[type(entry)]), entries=[entry.id])


@functools.cache
def _waiting(book: type[Entry]) -> sqlalchemy.Select[Any]:
    """As `rules.looked_after` says of one entry with its lines."""
    line = LINES[book]
    seen_to = sqlalchemy.exists().where(line.entry_id == book.id, line.by_keeper)
    found = sqlalchemy.select(book).where(~seen_to.correlate(book)).order_by(book.id)
    return found if book is Incident else found.where(~book.by_keeper)


def waiting(work: Work, book: type[Entry]) -> Sequence[Entry]:
    """The entries that nobody looked after yet, whoever may read them."""
    return work.all(_waiting(book))


def looked_after(entry: Entry, told: Iterable[rules.Appended]) -> bool:
    """Whether somebody who looks after its book saw to it."""
    return rules.looked_after(told, by_keeper=entry.by_keeper, sealed=not isinstance(entry, Incident))


def fresh(work: Work, book: type[Entry]) -> list[Entry]:
    """The sealed entries for these eyes that nobody looked after yet."""
    return [entry for entry in waiting(work, book) if shown(work, entry)] if holds(work, book) else []


def keeps(work: Work, book: type[Entry]) -> bool:
    """Whether these eyes are of those who look after a book."""
    return LOOK_AFTER in work.actor.rights if book is Incident else holds(work, book)


def may_close(work: Work, entry: Entry) -> bool:
    """Whoever looks after the book it stands in; who only wrote it does not say that it is settled."""
    return keeps(work, type(entry))


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


_CLOSED: Final = sqlalchemy.select(IncidentLine.entry_id).where(IncidentLine.kind == rules.CLOSED)


@functools.cache
def _with_a_day(kind: type[OneLine]) -> sqlalchemy.Select[Any]:
    found = sqlalchemy.select(kind.entry_id).where(kind.on_day.is_not(None)).distinct()
    return found.where(kind.entry_id.not_in(_CLOSED.correlate(None))) if kind is IncidentLine else found


def to_follow(work: Work, book: type[Entry]) -> list[tuple[Entry, rules.Appended]]:
    """The open follow-ups of a book one looks after.

    That a line has a day is known without opening it, and no other is opened; what is closed has none, and is told to
    be closed in the book of the house alone.
    """
    if not keeps(work, book):
        return []
    ids = sorted(work.all(_with_a_day(LINES[book])))
    entries = [entry for entry in (work.all(kept.some_of(book), ids=ids) if ids else ()) if shown(work, entry)]
    told = appended_to(work, entries)
    return [(entry, each) for entry in entries for each in rules.open_follow_ups(told[entry.id])]


def as_appended(work: Work, line: OneLine) -> rules.Appended:
    """A line as the rules reckon with it. A sealed day comes back as it is written."""
    kind, on_day, after = (work.see(line, name) for name in ("kind", "on_day", "after_id"))
    day = datetime.date.fromisoformat(on_day) if isinstance(on_day, str) else on_day
    return rules.Appended(line.id, str(kind or ""), day or None, after or None, line.by_keeper)


def line_found(work: Work, record_id: str) -> tuple[Entry, OneLine]:
    """A line and its entry, for whoever reads the entry."""
    for book, kind in LINES.items():
        line = work.first(kept.one_of(kind), id=record_id)
        if isinstance(line, OneLine):
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
