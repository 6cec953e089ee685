"""An entry as lists and pages show it: what these eyes read of it, what was appended, what is still open."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from transit_desk import choices, said
from transit_desk.domain import days
from transit_desk.domain.text import N_, Words
from transit_desk.module import Entries, FactLine, Facts, Header, Mark, Tab, Target, Verb, View
from transit_desk.module import Entry as Shown
from transit_desk.services.incidents import pages, rules
from transit_desk.services.incidents.records import (
    Allegation,
    ClosedIncident,
    Complaint,
    Entry,
    Incident,
    OfRegister,
    OneLine,
    barred,
    books,
)
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import HIDDEN, Work

_INVOLVED: Final = "involved"
_STORY: Final = ("kind", "happened_at", "ended_at", "place", "what", _INVOLVED, "others", "staff")
_TOLD: Final[Mapping[type[Entry], Sequence[str]]] = {
    Incident: _STORY, ClosedIncident: _STORY, Allegation: (*_STORY, "accused", "accused_who", "about"),
    Complaint: ("complains_of", "came_at", "way", "what", _INVOLVED, "others"),
}  # fmt: skip
_DONE: Final = ("action", "medical", "notified")
_UNKNOWN: Final = "—"


@dataclasses.dataclass(frozen=True)
class EntryLine:
    """One entry in a list; what is not for these eyes is empty."""

    id: str
    number: str
    when: str
    kind: str
    children: str
    by: str
    state: Mark


def lines(work: Work, found: Sequence[Entry]) -> tuple[EntryLine, ...]:
    """Entries for a list."""
    spoken, told = _spoken_children(work, found), books.appended_to(work, found)
    return tuple(
        EntryLine(
            entry.id, entry.number, str(said.moment(work, books.at(work, entry))), str(books.what_it_is(work, entry)),
            spoken[entry.id], work.staff.get(entry.made_by, ""), state_mark(work, entry, told[entry.id]),
        )
        for entry in found
    )  # fmt: skip


def _spoken_children(work: Work, found: Sequence[Entry]) -> dict[str, str]:
    """By entry, the numbers of its children, and how many more there are."""
    known = books.children_of(work, found)
    of_house = [entry.id for entry in found if isinstance(entry, Incident)]
    off = collections.Counter(each.entry_id for each in books.untied(work, of_house) if not each.instead)
    spoken: dict[str, str] = {}
    for entry in found:
        numbers = [number for _file, number in known.get(entry.id, ())]
        every = work.see(entry, "children") if isinstance(entry, Incident) else 0
        more = every - off[entry.id] - len(numbers) if isinstance(every, int) else 0
        if more > 0:
            others = Words(N_("{count} other child"), {"count": more}, plural=N_("{count} other children"), count=more)
            numbers.append(str(others))
        spoken[entry.id] = ", ".join(numbers)
    return spoken


def state_mark(work: Work, entry: Entry, told: Sequence[rules.Appended]) -> Mark:
    """Closed; or new, as nobody looked after it; or what is to be followed up, and by when."""
    if rules.is_closed(told):
        return Mark(Words(N_("closed")), "check", "idle")
    if not books.looked_after(entry, told):
        return Mark(Words(N_("new")), "warning", "warn")
    left = rules.open_follow_ups(told)
    if left and left[0].on_day is not None:
        words = Words(N_("by {day}"), {"day": days.near(left[0].on_day, work.today())})
        return Mark(words, "clock", "warn" if left[0].on_day < work.today() else "plain")
    return Mark(Words(N_("open")), "ring", "plain")


# -- the page of one entry


def kept_view(work: Work, entry: Entry) -> View:
    """What its writer sees of an entry that is sealed to others: that it is kept, and what it is called."""
    told = (
        FactLine(Words(N_("Reference")), entry.number),
        FactLine(Words(N_("Written by")), work.staff.get(entry.made_by, "")),
        FactLine(Words(N_("What happened")), "", state="hidden"),
    )
    title = N_("It is sealed. Give this reference to whoever complained, so that they can ask about it.")
    facts = Facts(title if isinstance(entry, OfRegister) else N_("It is sealed to those who follow such things"), told)
    return _page(entry, Header(str(Words(N_("Kept"))), entry.number), (facts,), (_add(entry),))


def view(work: Work, entry: Entry) -> View:
    """The entry for those who open it, each answer as far as their ceiling goes."""
    marks = (state_mark(work, entry, books.appended(work, entry)),)
    when = said.moment(work, books.at(work, entry))
    told = [_fact(work, entry, name) for name in _TOLD[type(entry)]]
    if isinstance(entry, OfRegister):
        told += _who_is_meant(work, entry)
    facts = Facts(N_("What was written"), tuple(each for each in told if each is not None))
    every = (_fact(work, entry, name) for name in _DONE if name in fields_of(type(entry)))
    done = tuple(each for each in every if each is not None)
    start = (
        facts, *((Facts(N_("What was done"), done),) if done else ()), appended(work, entry), *_chosen(work, entry),
    )  # fmt: skip
    header = Header(str(books.what_it_is(work, entry)), entry.number, (when, work.staff.get(entry.made_by, "")), marks)
    verbs: tuple[Verb, ...] = (_add(entry),)
    if work.see(entry, "what") is not HIDDEN:
        verbs = (*verbs, _paper(entry))
    return _page(entry, header, start, verbs)


def _who_is_meant(work: Work, entry: OfRegister) -> list[FactLine]:
    """Who was chosen among the workers, who is not meant, and who else keeps the register and does not read this."""
    described = fields_of(Allegation)
    named = [(described[name].label, [work.staff.get(each, "") for each in work.see(entry, name) or ()])
             for name in ("meant", "not_meant")]  # fmt: skip
    named.append(
        (N_("Does not read this, as they may be meant"), barred.shut_out(work, entry, books.lines_of(work, entry)))
    )
    return [FactLine(Words(label), ", ".join(names)) for label, names in named if names]


def _chosen(work: Work, entry: Entry) -> list[Entries]:
    """For those who look after the book, the children as they can be taken off; those who were, with who and why."""
    if not isinstance(entry, Incident) or not books.may_close(work, entry):
        return []
    ties = books.ties_of(work, entry)
    numbers = books.numbers_of(work, [tie.file_id for tie in ties])
    wrong = pages.WRONG
    rows = [
        Shown((numbers[tie.file_id], "", ""),
              verbs=(Verb(wrong.title, "cross", wrong.key, wrong.action, extra={"record_id": tie.id}),))
        for tie in ties if tie.file_id in numbers
    ]  # fmt: skip
    rows += [
        Shown((Words(N_("a child that was chosen wrongly")), said.cell(work, each, "why"),
               work.staff.get(each.made_by, "")))
        for each in books.untied(work, [entry.id])
    ]  # fmt: skip
    headings = (N_("Child"), N_("Why it was the wrong child"), N_("Who said so"))
    return [Entries(N_("Which children it is about"), headings, tuple(rows))] if rows else []


def _page(entry: Entry, header: Header, start: tuple[Any, ...], verbs: tuple[Verb, ...]) -> View:
    page = pages.BOOK if isinstance(entry, Incident) else pages.SEALED
    tab = Tab("summary", N_("Entry"), start)
    return View(entry.id, header, (tab,), verbs, Target(page.key), page.title)


def _add(entry: Entry) -> Verb:
    form = pages.ADD_TO_REGISTER if isinstance(entry, OfRegister) else pages.ADD
    return Verb(form.title, "plus", form.key, form.action, "Ctrl+E", primary=True, extra={"record_id": entry.id})


def _paper(entry: Entry) -> Verb:
    return Verb(N_("Incident report"), "print", "preview", "incidents.note_paper", "Ctrl+P",
                extra={"paper": "incidents.report", "entry_id": entry.id})  # fmt: skip


def _fact(work: Work, entry: Entry, name: str) -> FactLine | None:
    """One answer; an empty box says nothing and is left out."""
    if name == _INVOLVED:
        return FactLine(Words(N_("Children involved")), _spoken_children(work, [entry])[entry.id] or _UNKNOWN)
    field, seen = fields_of(type(entry))[name], work.see(entry, name)
    if seen is HIDDEN:
        return FactLine(Words(field.label), "", state="hidden")
    if seen in {None, ""}:
        return None
    value = said.moment(work, seen) if name.endswith("_at") else said.value(field, seen)
    return FactLine(Words(field.label), value)


def appended(work: Work, entry: Entry) -> Entries:
    """What was added since, in its order; a follow-up that is open can be answered."""
    found = books.lines_of(work, entry)
    left = {each.id for each in rules.open_follow_ups(books.as_appended(work, line) for line in found)}
    answers = books.may_close(work, entry)
    shown = tuple(_appended(work, line, still_open=answers and line.id in left) for line in found)
    headings = (N_("When"), N_("What"), N_("Who"), N_("In a few words"))
    return Entries(N_("Added since"), headings, shown, empty=N_("Nothing was added."))


def what_it_is(work: Work, line: OneLine) -> str | Words:
    """Of what kind a line is that was added; of a follow-up, until when."""
    told = books.as_appended(work, line)
    if told.after_id:
        return Words(N_("what became of the follow-up"))
    if told.on_day is not None:
        return Words(N_("to be followed up by {day}"), {"day": days.near(told.on_day, work.today())})
    return choices.say("incident_line", told.kind) if told.kind else said.cell(work, line, "kind")


def _appended(work: Work, line: OneLine, *, still_open: bool) -> Shown:
    cells = (
        said.moment(work, line.made_at),
        what_it_is(work, line),
        work.staff.get(line.made_by, ""),
        said.cell(work, line, "words"),
    )
    done = Verb(N_("It is done…"), "check", pages.DONE.key, pages.DONE.action, extra={"record_id": line.id})
    return Shown(cells, verbs=(done,) if still_open else ())


# -- on a child's page


def of_child(work: Work, found: Iterable[Entry]) -> Entries:
    """The entries about one child, the newest first."""
    newest = sorted(found, key=lambda each: each.id, reverse=True)
    told = books.appended_to(work, newest)
    entries = tuple(
        Shown(
            (said.moment(work, books.at(work, each)), books.what_it_is(work, each), each.number),
            state_mark(work, each, told[each.id]), target=Target(pages.ENTRY, each.id),
        )
        for each in newest
    )  # fmt: skip
    write = Verb(pages.WRITE.title, "pencil", pages.WRITE.key, pages.WRITE.action)
    headings = (N_("When"), N_("What it is"), N_("Reference"))
    return Entries(N_("Incidents"), headings, entries, write, N_("Nothing was written about this child."))
