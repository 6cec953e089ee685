"""What is signed when a stay goes on or ends: the extension, filled in or blank, and the exit form."""

from __future__ import annotations

import dataclasses
from typing import Final

from transit_desk import children, choices, paper, said
from transit_desk.action import query
from transit_desk.domain import dates, fields
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.reports import document, form_paper
from transit_desk.services.leaving import pages, views
from transit_desk.services.leaving.records import Departure, LeftOpen, StayExtension
from transit_desk.storage.records import Record, fields_of, records
from transit_desk.storage.work import Work

_EXTENSION = Words(N_("Extension of a stay"))
_EXIT = Words(N_("Exit form"))
_HINT = Words(N_("name, task, date"))
_WRITTEN = ("from_day", "to_day", "reason", "child_view", "alternatives")


def _facts(work: Work, row: Record, *names: str) -> tuple[document.Fact, ...]:
    described = fields_of(type(row))
    return tuple(document.Fact(Words(described[name].label), said.cell(work, row, name)) for name in names)


def _who(child: children.Child) -> document.Facts:
    return document.Facts((document.Fact(Words(N_("Child")), child.name),))


@query(N_("Extension of a stay"), needs="print", sensitive=True)
def extension_form(work: Work, *, file_id: str) -> document.Document:
    """The last extension as it was written, for the signatures of the director and the child."""
    child = children.child(work, file_id)
    rows = views.standing(work, StayExtension, child.file_id)
    if not rows:
        notice = document.Notice(
            Words(N_("This stay was not extended yet. To be filled in by hand, and typed afterwards."))
        )
        return paper.of_centre(work, _EXTENSION, (notice, _who(child), *_to_extend()), code=child.number)
    row = max(rows, key=lambda each: (each.to_day, each.made_at))
    work.note("read", row, ("extension_form",))
    blocks = (_who(child), document.Facts(_facts(work, row, *_WRITTEN)), _signed())
    return paper.of_centre(work, _EXTENSION, blocks, code=child.number, subtitle=dates.say_day(row.from_day))


@query(N_("Extension of a stay, blank"), needs="print")
def extension_blank(work: Work) -> document.Document:
    """The same to be filled in by hand; every reason is there to be ticked."""
    who = document.Box(Words(N_("Case number and name in use")), 9.0)
    return paper.of_centre(work, _EXTENSION, (who, *_to_extend()))


def _to_extend() -> tuple[document.Block, ...]:
    described = fields_of(StayExtension)
    boxes = (form_paper.box(choices.say("extension_reason", key)) for key in choices.load("extension_reason").keys)
    asked = {"label": Words(described["reason"].label), "value": Joined(boxes, "     ")}
    return (
        document.Box(Words(N_("From which day, until which day")), 9.0),
        document.Paragraph(Words(N_("{label}: {value}"), asked)),
        document.Box(Words(described["child_view"].label), 20.0),
        document.Box(Words(described["alternatives"].label), 30.0),
        _signed(),
    )


def _signed() -> document.KeepTogether:
    signs = (document.Signature(Words(N_("The director")), _HINT), document.Signature(Words(N_("The child")), _HINT))
    return document.KeepTogether((document.Heading(Words(N_("Signatures"))), document.Signatures(signs)))


@query(N_("Exit form"), needs="print", sensitive=True)
def exit_form(work: Work, *, file_id: str) -> document.Document:
    """How the child left: since when it was here, where it goes, what was left open, what was promised and goes on."""
    child = children.child(work, file_id)
    rows = [row for row in views.standing(work, Departure, child.file_id) if row.left_on is not None]
    if not rows:
        return paper.of_centre(work, _EXIT, _to_leave(work, child), code=child.number)
    row = max(rows, key=lambda each: (each.left_on, each.made_at))
    work.note("read", row, ("exit_form",))
    names = ("left_on", "track", "with_whom", *(("safety_plan",) if row.safety_plan else ()))
    blocks: list[document.Block] = [
        _who(child),
        document.Facts((*_began(work, child.file_id, row), *_facts(work, row, *names))),
        document.Heading(Words(N_("Left open"))),
        _table(_left_open(work, child.file_id, row), N_("Everything was settled.")),
        *_goes_on(work, child.file_id),
        _received(),
    ]
    return paper.of_centre(work, _EXIT, tuple(blocks), code=child.number, subtitle=dates.say_day(row.left_on))


# Where a child goes is a line to write on: the child signs this, and reads in it no list of all that can become of one.
_BY_HAND: Final = {
    **pages.LEAVE.fields, "track": dataclasses.replace(pages.LEAVE.fields["track"], kind=fields.Text(200)),
}  # fmt: skip


_AT_THE_DOOR: Final = tuple(  # who was seen later is asked about when a leaving is typed for a day of before
    dataclasses.replace(each, names=tuple(name for name in each.names if name != "though_seen"))
    for each in pages.LEAVE.sections
)


def _to_leave(work: Work, child: children.Child) -> tuple[document.Block, ...]:
    """The same before a child has left: the questions to be answered by hand at the door."""
    return (
        document.Notice(Words(N_("The child has not left yet. To be filled in at the door, and typed afterwards."))),
        _who(child),
        *form_paper.blank(_AT_THE_DOOR, _BY_HAND),
        document.Box(Words(N_("Left open, and why")), 24.0),
        *_goes_on(work, child.file_id),
        _received(),
    )


def _goes_on(work: Work, file_id: str) -> tuple[document.Block, ...]:
    heading = document.Heading(Words(N_("What was promised goes on")))
    return heading, _table(_promised(work, file_id), N_("Nothing is due."))


def _began(work: Work, file_id: str, row: Departure) -> tuple[document.Fact, ...]:
    kind = records()["episode"]
    days = [each.began_on for each in views.standing(work, kind, file_id) if each.ended_on == row.left_on]
    return tuple(document.Fact(Words(N_("Here since")), dates.say_day(day)) for day in sorted(days)[:1])


_COLUMNS = (document.Column(Words(N_("What")), 3.0), document.Column(Words(N_("Why, or until when")), 3.0))


def _table(rows: tuple[tuple[document.Text, ...], ...], nothing: str) -> document.Block:
    return document.Table(_COLUMNS, rows) if rows else document.Paragraph(Words(nothing))


def _left_open(work: Work, file_id: str, row: Departure) -> tuple[tuple[document.Text, ...], ...]:
    found = [
        each for each in views.standing(work, LeftOpen, file_id)
        if each.departure_id == row.id and work.reads(LeftOpen, "what")
    ]  # fmt: skip
    return tuple((Words(each.what), said.cell(work, each, "why")) for each in found)


def _promised(work: Work, file_id: str) -> tuple[tuple[document.Text, ...], ...]:
    dues = [due for due in work.ask("case_file.dues", file_id=file_id) if due.done_on is None and not due.ends]
    return tuple((choices.say("due_what", due.what), dates.say_day(due.to_day)) for due in dues)


def _received() -> document.KeepTogether:
    signs = (
        document.Signature(Words(N_("For the centre")), _HINT),
        document.Signature(Words(N_("Who takes the child along")), _HINT),
        document.Signature(Words(N_("The child")), _HINT),
    )
    return document.KeepTogether((document.Heading(Words(N_("Signatures"))), document.Signatures(signs)))
