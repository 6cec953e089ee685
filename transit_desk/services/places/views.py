"""What is shown of places: candidates while one types, the list, one place, a list of p-codes before it is taken in."""

from __future__ import annotations

import dataclasses
from typing import Final

from transit_desk import choices
from transit_desk.domain import dates, text
from transit_desk.domain.text import N_, Words
from transit_desk.export import limits, sheets
from transit_desk.matching.places import Gazetteer, Place
from transit_desk.module import Entries, Entry, FactLine, Facts, Header, Mark, Rows, Tab, Target, Verb, View, Window
from transit_desk.services.places import rules
from transit_desk.services.places.records import book
from transit_desk.services.places.rules import lists
from transit_desk.services.places.rules.lists import Change, Plan, Refused
from transit_desk.storage.work import Work

_SEARCHED: Final = 200
_SHOWN: Final = 500  # rows of a preview that are looked at one by one
_WHAT: Final = {lists.NEW: N_("new"), lists.RENAMED: N_("another name"), lists.COMPLETED: N_("completed")}


@dataclasses.dataclass(frozen=True)
class Likely:
    """A place that may be meant by what was typed: what is written if it is chosen, and a word beside it."""

    key: str
    words: str
    aside: str | Words = ""


@dataclasses.dataclass(frozen=True)
class PlaceLine:
    """One place in the list."""

    id: str
    name: str
    kind: str | Words
    within: str
    code: str
    other_names: str
    state: Mark | None


@dataclasses.dataclass(frozen=True)
class PreviewLine:
    """What one row of a list would do."""

    line: int
    what: str
    code: str
    name: str
    within: str
    before: str


@dataclasses.dataclass(frozen=True)
class Preview:
    """A list of p-codes as it was read, before anything of it is kept."""

    new: int
    renamed: int
    completed: int
    unchanged: int
    lines: tuple[PreviewLine, ...]
    refused: tuple[Refused, ...]
    notes: tuple[Words, ...]

    @property
    def counts(self) -> tuple[Words, ...]:
        """How many of each there are, where there are any."""
        new, renamed, completed, unchanged = self.new, self.renamed, self.completed, self.unchanged
        left = len(self.refused)
        told = (
            Words(N_("{count} new"), {"count": new}, plural=N_("{count} new ones"), count=new),
            Words(
                N_("{count} with another name"),
                {"count": renamed},
                plural=N_("{count} with other names"),
                count=renamed,
            ),
            Words(N_("{count} completed"), {"count": completed}, plural=N_("{count} completed ones"), count=completed),
            Words(N_("{count} unchanged"), {"count": unchanged}, plural=N_("{count} unchanged ones"), count=unchanged),
            Words(N_("{count} row not taken"), {"count": left}, plural=N_("{count} rows not taken"), count=left),
        )
        return tuple(words for words in told if words.count)

    @property
    def changes(self) -> int:
        """How many places would be written down."""
        return self.new + self.renamed + self.completed


def likely(known: Gazetteer, typed: str, count: int) -> tuple[Likely, ...]:
    """What may be meant by what was typed so far."""
    return tuple(
        Likely(place.key, known.said(place.key, text.language()), _aside(known, place, typed))
        for place in known.begun(typed, count)
    )


def _aside(known: Gazetteer, place: Place, typed: str) -> str | Words:
    """Where a place went on; or its former name, where that is what was typed."""
    if place.into:
        goes_on = " + ".join(known[key].said(text.language()) for key in rules.now(known, place.key))
        return Words(N_("today {places}"), {"places": goes_on})
    former = place.former_begun(typed)
    return Words(N_("formerly {name}"), {"name": former}) if former else ""


def said(known: Gazetteer, key: str) -> str:
    """A place with all it lies in; one that is on no list here is said by its key."""
    return known.said(key, text.language()) if key in known else key


def kind_of(place: Place) -> str | Words:
    """A word for what a place is; of a list from elsewhere only the level is known."""
    if place.kind:
        return choices.say("place_kind", place.kind)
    return Words(N_("level {level}"), {"level": place.level})


def rows_of(known: Gazetteer, window: Window) -> Rows:
    """The list from each province down; or what fits the words that were typed."""
    language = text.language()
    if window.words.strip():
        found = list(known.begun(window.words, _SEARCHED))
    else:
        order = {place.key: [known[step].said(language) for step in known.chain(place.key)] for place in known}
        found = sorted(known, key=lambda place: (order[place.key], place.key))
    begin = int(window.after[0]) if window.after else 0
    end = begin + window.count
    rows = tuple(_line(known, place) for place in found[begin:end])
    total = len(found)
    summed = Words(N_("{count} place"), {"count": total}, plural=N_("{count} places"), count=total)
    return Rows(rows, total, (str(end),) if end < total else None, summed)


def _line(known: Gazetteer, place: Place) -> PlaceLine:
    others = ", ".join(name for name in place.every_name if name != place.said(text.language()))
    state = Mark(Words(N_("goes on elsewhere")), "forward", "idle") if place.into else None
    within = known.said(place.parent, text.language()) if place.parent in known and place.parent else ""
    return PlaceLine(place.key, place.said(text.language()), kind_of(place), within, place.code, others, state)


def place_view(known: Gazetteer, place: Place) -> View:
    """One place: its code, in what it lies, every name it has or had, where it went on."""
    facts = [FactLine(Words(N_("Kind of place")), kind_of(place))]
    facts.append(FactLine(Words(N_("With all it lies in")), said(known, place.key)))
    facts.append(FactLine(Words(N_("P-code")), place.code or Words(N_("none"))))
    if place.ended_on is not None:
        facts.append(FactLine(Words(N_("Joined or divided on")), dates.say_day(place.ended_on)))
        facts += [FactLine(Words(N_("Goes on as")), said(known, key)) for key in place.into]
    tab = Tab("place", N_("The place"), (Facts(N_("The place"), tuple(facts)), _names(place)))
    marks = (Mark(Words(N_("goes on elsewhere")), "forward", "idle"),) if place.into else ()
    header = Header(place.said(text.language()), place.code, (kind_of(place),), marks)
    return View(place.key, header, (tab,), _verbs(place), Target("places.list"), N_("List of places"))


def _names(place: Place) -> Entries:
    always = Words(N_("always, as far as is known"))
    present = (place.name, Words(N_("the present name")), dates.say_day(place.since) if place.since else always, "")
    entries = [Entry(present)]
    entries += [
        Entry((each.name, Words(N_("a former name")), dates.say_day(each.since) if each.since else always,
               dates.say_day(each.until)), past=True)
        for each in reversed(place.former)
    ]  # fmt: skip
    others = [place.english, *place.aliases] if place.english else place.aliases
    entries += [Entry((name, Words(N_("also called so")), "", "")) for name in others]
    return Entries(N_("Names"), (N_("Name"), N_("What"), N_("From"), N_("Until")), tuple(entries))


def _verbs(place: Place) -> tuple[Verb, ...]:
    extra = {"place_key": place.key}
    gone = N_("Where this place goes on is written down already.") if place.into else ""
    return (
        Verb(N_("Rename"), "pencil", page="places.rename", action="places.rename", key="Ctrl+E", primary=True,
             extra=extra),
        Verb(N_("Add another name"), "plus", page="places.add_name", action="places.add_name", extra=extra),
        Verb(N_("Joined or divided"), "exchange", page="places.go_on", action="places.go_on", reason=gone, extra=extra),
    )  # fmt: skip


def read_list(work: Work, blob: bytes, name: str) -> tuple[Plan, Preview]:
    """What a file would change, and how that is shown."""
    sheet = sheets.read_list(blob, name, rows=limits.PLACE_ROWS)
    known = book.of(work)
    plan = lists.plan(known, sheet.headings, zip(sheet.numbers, sheet.rows, strict=True), work.today())
    changed = Gazetteer([*known, *(each.place for each in plan.changes)], known.kinds)
    shown = tuple(_preview_line(changed, each) for each in plan.changes[:_SHOWN])
    counts = (plan.count(lists.NEW), plan.count(lists.RENAMED), plan.count(lists.COMPLETED), plan.unchanged)
    return plan, Preview(*counts, shown, plan.refused, sheet.notes)


def _preview_line(known: Gazetteer, each: Change) -> PreviewLine:
    place, before = each.place, each.before
    within = known.said(place.parent, text.language()) if place.parent else ""
    former = before.name if before is not None and before.name != place.name else ""
    return PreviewLine(each.line, _WHAT[each.what], place.code, place.name, within, former)
