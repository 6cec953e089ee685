"""How long children are here and how they leave, composed: stays, the tab, what is to be settled first."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from transit_desk import children, choices, said
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.module import Block, Entries, Entry, FactLine, Facts, Mark, Settle, Tab, Target, Task, Verb
from transit_desk.services.leaving import rules
from transit_desk.services.leaving.records import Departure, LeftOpen, StayExtension, StayReview
from transit_desk.storage.records import records
from transit_desk.storage.work import Work

_CHILD: Final = "case_file.child"


@dataclasses.dataclass(frozen=True)
class Stay:
    """One child's stay that has not ended."""

    file_id: str
    began: datetime.date
    extensions: tuple[rules.Span, ...] = ()

    def uncovered(self, today: datetime.date, longest: int) -> bool:
        """Whether it is past the limit and no extension says why."""
        return rules.over(self.began, today, longest) and rules.covering(self.extensions, today) is None


def stays(work: Work) -> dict[str, Stay]:
    """Every stay that has not ended, each child once, from its first day."""
    if not work.reads(records()["episode"], "began_on"):
        return {}
    today = work.today()
    times = [each for each in children.lived(work, today, today) if each.ended is None]
    began = {each.file_id: each.began for each in reversed(times)}
    extended: dict[str, list[rules.Span]] = {}
    for row in work.standing(StayExtension):
        extended.setdefault(work.stays(row.file_id), []).append(span(row))
    return {file_id: Stay(file_id, day, tuple(extended.get(file_id, ()))) for file_id, day in began.items()}


def stay_of(work: Work, file_id: str) -> Stay | None:
    """One child's stay; None where it does not live here."""
    return stays(work).get(work.stays(file_id))


def span(row: StayExtension) -> rules.Span:
    """An extension as the rules read it."""
    return rules.Span(row.from_day, row.to_day, row.reason)


def ended(work: Work, start: datetime.date, end: datetime.date) -> list[int]:
    """How many days those stays lasted that ended in a span of days."""
    times = children.lived(work, start, end)
    return [rules.days_here(each.began, each.ended) for each in times if each.ended is not None and each.ended <= end]


def standing(work: Work, kind: type[Any], file_id: str) -> list[Any]:
    """What stands of a kind under any of a child's numbers."""
    return [row for each in work.same(file_id) for row in work.standing(kind, each)]


def planned(work: Work, file_id: str) -> Departure | None:
    """The leaving that is planned for a child."""
    return next((row for row in standing(work, Departure, file_id) if row.left_on is None), None)


# -- what is to be settled


@dataclasses.dataclass(frozen=True)
class Line:
    """One thing between a child and the door."""

    key: str
    title: str | Words
    detail: str | Words = ""
    icon: str = ""
    verb: str = ""
    target: Target | None = None
    by_itself: bool = False  # leaving settles it
    must: bool = False  # no reason leaves it open
    left: str = ""  # what is kept of it where it stays open
    along: str = ""  # the file of a child who can leave with this one
    of_file: str = ""  # whose line it is
    who: str = ""  # the name of who can leave along, where the line is theirs

    def is_open(self, along: Collection[str]) -> bool:
        """Whether it waits for a word: not what the leaving settles, nor what is asked of a child who stays."""
        return not self.by_itself and self.along not in along and (not self.who or self.of_file in along)


@dataclasses.dataclass(frozen=True)
class Door:
    """What the screen of a leaving begins with."""

    file_id: str
    name: str
    number: str
    began: datetime.date | None
    today: datetime.date
    lines: tuple[Line, ...]
    closes: tuple[Words, ...]  # care of the house that ends with the stay
    goes_on: tuple[Words, ...]  # what was promised and goes on with the file
    values: Mapping[str, object]  # what the form begins with: as it was planned


def lines_of(work: Work, file_id: str) -> tuple[Line, ...]:
    """What every slice tells that is to be settled, each once; then the same of each child who can leave along."""
    found = _lines(work, file_id, "")
    known = children.children(work, [line.along for line in found if line.along])
    return (*found, *(line for child in known.values() for line in _lines(work, child.file_id, child.name)))


def _lines(work: Work, file_id: str, who: str) -> tuple[Line, ...]:
    found: dict[str, Line] = {}
    for task in work.gather("settle", file_id=file_id):
        line = _line(task, file_id, who)
        found.setdefault(line.key, line)
    return tuple(found.values())


def _line(task: Task, file_id: str, who: str) -> Line:
    """A slice that only tells a task is asked for as one that said more: its line is settled, or left for a reason."""
    told = task if isinstance(task, Settle) else Settle(task.title, task.detail)
    left = told.left or (told.title.message if isinstance(told.title, Words) else told.title)
    key = f"{left} · {told.of or f'{file_id} {told.detail}'}"
    return Line(key, task.title, task.detail, task.icon, task.verb, task.target, told.by_itself, told.must, left,
                told.along, file_id, who)  # fmt: skip


# -- the tab


def say_seen(work: Work, row: Departure | StayExtension, name: str) -> str | Words:
    """A choice of a record for these eyes; nothing where it is not for them."""
    seen = said.plain(work, row, name)
    return said.cell(work, row, name) if seen is not None else ""


def tab(work: Work, file_id: str) -> Tab:
    """What was looked at and what was extended; beside it how the child leaves and how long it is here."""
    stay = stay_of(work, file_id)
    start: tuple[Block, ...] = (_reviews(work, file_id), _extensions(work, file_id))
    end = (_departures(work, file_id), _stay(work, work.stays(file_id), stay), _by_hand())
    return Tab("leaving", N_("Stay"), start, end)


def _stay(work: Work, file_id: str, stay: Stay | None) -> Facts:
    verb = Verb(N_("The child leaves…"), "exchange", page="leaving.leave", action="leaving.leave",
                extra={"file_id": file_id})  # fmt: skip
    title = N_("Length of the stay")
    if stay is None:
        return Facts(title, (), None, N_("The child does not live here."))
    today = work.today()
    count = rules.days_here(stay.began, today)
    days = Words(N_("{count} day"), {"count": count}, plural=N_("{count} days"), count=count)
    lines = [
        FactLine(Words(N_("Here since")), dates.say_day(stay.began)),
        FactLine(Words(N_("Length")), days),
    ]
    covered = rules.covering(stay.extensions, today)
    if covered is not None:
        day: str | Words = dates.say_day(covered.to_day)
        value = Words(N_("until {day}"), {"day": day})
        if work.reads(StayExtension, "reason"):
            reason = choices.say("extension_reason", covered.reason)
            value = Words(N_("until {day}: {reason}"), {"day": day, "reason": reason})
        lines.append(FactLine(Words(N_("Extended")), value))
    elif stay.uncovered(today, int(work.setting(rules.LONGEST))):
        lines.append(FactLine(Words(N_("Extended")), Words(N_("no: the director has to sign why the stay goes on"))))
    coming = planned(work, file_id)
    if coming is not None and coming.planned_for is not None:
        told = (dates.say_day(coming.planned_for), say_seen(work, coming, "track"))
        lines.append(FactLine(Words(N_("Leaving is planned")), Joined(told, ": ")))
    return Facts(title, tuple(lines), verb)


def _reviews(work: Work, file_id: str) -> Entries:
    rows = sorted(work.standing(StayReview, file_id), key=lambda row: row.on_day, reverse=True)
    entries = tuple(
        Entry((dates.say_day(row.on_day), *said.cells(work, row, "outcome", "child_view", "words"))) for row in rows
    )
    verb = Verb(N_("Review the stay"), "plus", page="leaving.review", action="leaving.review",
                extra={"file_id": file_id})  # fmt: skip
    headings = (N_("On"), N_("What it came to"), N_("What does the child say?"), N_("What is done next"))
    return Entries(N_("Reviews"), headings, entries, verb, N_("Nobody reviewed this stay yet."))


def _extensions(work: Work, file_id: str) -> Entries:
    rows = sorted(work.standing(StayExtension, file_id), key=lambda row: row.from_day, reverse=True)
    every = standing(work, StayExtension, file_id)
    printed = Verb(N_("Print…"), "print", page="preview", action="leaving.note_paper",
                   extra={"paper": "leaving.extension_form", "file_id": file_id})  # fmt: skip
    entries = tuple(
        Entry(
            (*said.cells(work, row, "from_day", "to_day", "reason", "alternatives"), work.staff.get(row.signed_by, "")),
            _of_extension(work, row, every),
            (printed,),
            past=row.to_day < work.today(),
        )
        for row in rows
    )
    verb = Verb(N_("Extend the stay"), "plus", page="leaving.extend", action="leaving.extend",
                extra={"file_id": file_id})  # fmt: skip
    headings = (N_("From"), N_("Until"), N_("Reason"), N_("What else was looked at"), N_("Signed by"))
    return Entries(N_("Extensions"), headings, entries, verb, N_("This stay was not extended."))


def _of_extension(work: Work, row: StayExtension, every: Sequence[StayExtension]) -> Mark | None:
    """That it has ended; or that another covers the same days, signed under another number before two were joined."""
    if row.to_day < work.today():
        return Mark(Words(N_("has ended")), "", "idle")
    if any(rules.overlaps(span(row), span(each)) for each in every if each is not row):
        return Mark(Words(N_("another covers these days too")), "warning", "warn")
    return None


def _departures(work: Work, file_id: str) -> Entries:
    rows = sorted(work.standing(Departure, file_id), key=lambda row: row.made_at, reverse=True)
    left_open = [row for row in work.standing(LeftOpen, file_id) if work.reads(LeftOpen, "what")]
    entries = tuple(_departure(work, row, [each for each in left_open if each.departure_id == row.id]) for row in rows)
    verb = Verb(N_("Plan when the child leaves"), "calendar", page="leaving.plan", action="leaving.plan",
                extra={"file_id": file_id})  # fmt: skip
    headings = (N_("When"), N_("Where the child goes"), N_("Left open"))
    return Entries(N_("Leaving"), headings, entries, verb, N_("No leaving is planned."))


def _departure(work: Work, row: Departure, left_open: Sequence[LeftOpen]) -> Entry:
    day = row.left_on or row.planned_for
    mark = Mark(Words(N_("planned")), "calendar", "accent") if row.left_on is None else None
    if row.own_choice:
        mark = Mark(Words(N_("by own choice")), "person", "idle")
    printed = Verb(N_("Print…"), "print", page="preview", action="leaving.note_paper",
                   extra={"paper": "leaving.exit_form", "file_id": row.file_id})  # fmt: skip
    dropped = Verb(N_("Not after all"), "undo", page="leaving.take_back", action="leaving.take_back",
                   extra={"record_id": row.id})  # fmt: skip
    though = said.cell(work, row, "though_seen")
    seen = [Words(N_("seen here after that: {why}"), {"why": though})] if though else []
    return Entry(
        (
            dates.say_day(day) if day else "",
            said.cell(work, row, "track"),
            Joined([*_why_open(left_open), *seen], " · "),
        ),
        mark,
        (dropped,) if row.left_on is None else (printed,),
    )


def _why_open(left_open: Iterable[LeftOpen]) -> list[Words]:
    return [Words(N_("{label}: {value}"), {"label": Words(each.what), "value": each.why}) for each in left_open]


def _by_hand() -> Facts:
    """The extension to be filled in where there is no power."""
    verb = Verb(N_("Print a blank extension"), "print", page="preview", action="leaving.note_paper",
                extra={"paper": "leaving.extension_blank"})  # fmt: skip
    return Facts(N_("On paper first"), (), verb, N_("Without power, an extension is written by hand and typed later."))
