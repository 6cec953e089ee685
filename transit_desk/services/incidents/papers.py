"""What is printed of the book: the report of one entry, and the register; numbers and tasks, never a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import sqlalchemy

from transit_desk import children, paper, said
from transit_desk.action import query
from transit_desk.domain import dates, errors
from transit_desk.domain.text import N_, Words
from transit_desk.reports import document
from transit_desk.services.incidents import rules, views
from transit_desk.services.incidents.records import Entry, Incident, OneLine, books, in_sight
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import HIDDEN, Work

_REPORT: Final = N_("Incident report")
_REGISTER: Final = N_("Register of incidents")
_TOLD: Final = ("place", "what", "others", "staff", "action", "medical", "notified")
_COLUMNS: Final = (
    document.Column(Words(N_("Reference")), 1.1),
    document.Column(Words(N_("When")), 1.4),
    document.Column(Words(N_("What it is")), 2.4),
    document.Column(Words(N_("Children")), 2.0),
    document.Column(Words(N_("State")), 1.3),
)
_CODED: Final = Words(
    N_("In what was written, each name of these children, and each word that is part of one, is the child’s number.")
)
_SIGNED: Final = Words(N_("task, date"))


@query(N_("Incident report"), needs="print", sensitive=True)
def report(work: Work, *, entry_id: str) -> document.Document:
    """One entry with all that was added, coded: a child is a number, and a name that was written is one too."""
    entry = books.found(work, entry_id)
    if not books.shown(work, entry) or work.see(entry, "what") is HIDDEN:
        raise errors.NotFound
    work.note("read", entry, ("report",))
    names = _names(work, entry)
    blocks: tuple[document.Block, ...] = (
        document.Facts(tuple(_facts(work, entry, names))),
        document.Heading(Words(N_("Added since"))),
        *_added(work, entry, names),
        *((document.Paragraph(_CODED, quiet=True),) if names else ()),
        document.KeepTogether(
            (
                document.Signatures(
                    (
                        document.Signature(Words(N_("Who wrote it")), _SIGNED),
                        document.Signature(Words(N_("Who looked after it")), _SIGNED),
                    )
                ),
            )
        ),
    )
    return paper.of_centre(work, Words(_REPORT), blocks, code=entry.number, subtitle=entry.number)


def _names(work: Work, entry: Entry) -> dict[str, str]:
    """The names in use of the children involved, each with the number that stands for it."""
    told = dict(books.children_of(work, [entry]).get(entry.id, ()))
    found: dict[str, str] = {}
    for each in children.children(work, map(work.stays, told)).values():
        if each.name != each.number:
            found |= dict.fromkeys(rules.parts_of(each.name), each.number)
    return found


def _facts(work: Work, entry: Entry, names: dict[str, str]) -> list[document.Fact]:
    described = fields_of(type(entry))
    (line,) = views.lines(work, [entry])
    facts = [
        document.Fact(Words(N_("What it is")), line.kind),
        document.Fact(Words(described[entry.at].label), line.when),
        document.Fact(Words(N_("Children involved")), line.children),
    ]
    for name in (each for each in _TOLD if each in described):
        seen = work.see(entry, name)
        if isinstance(seen, str) and seen:
            facts.append(document.Fact(Words(described[name].label), rules.coded(seen, names)))
    return facts


def _added(work: Work, entry: Entry, names: dict[str, str]) -> tuple[document.Block, ...]:
    found = books.lines_of(work, entry)
    if not found:
        return (document.Paragraph(Words(N_("Nothing was added."))),)
    return (document.Lines(tuple(_line(work, line, names) for line in found)),)


def _line(work: Work, line: OneLine, names: dict[str, str]) -> document.Line:
    words = rules.coded(str(said.cell(work, line, "words")), names)
    what = Words(N_("{kind}: {words}"), {"kind": views.what_it_is(work, line), "words": words})
    return document.Line(dates.say_day(work.day_of(line.made_at)), what)


@query(N_("Register of incidents"), needs="print", sensitive=True)
def register(work: Work) -> document.Document:
    """The book these eyes look after, in its order: that of the house, or what is sealed to them."""
    found: Sequence[Entry] = [entry for book in books.SEALED for entry in books.of_sealed(work, book)]
    if books.LOOK_AFTER in work.actor.rights:
        found = work.all(sqlalchemy.select(Incident).where(*in_sight(work)).order_by(Incident.id))
    lines = views.lines(work, found)
    rows = tuple((each.number, each.when, each.kind, each.children, each.state.words) for each in lines)
    blocks: tuple[document.Block, ...] = (document.Table(_COLUMNS, rows),)
    if not rows:
        blocks = (document.Notice(Words(N_("Nothing was written here yet."))),)
    return paper.of_centre(work, Words(_REGISTER), blocks, subtitle=dates.say_day(work.today()))
