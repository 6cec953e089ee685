"""A list of places with p-codes from elsewhere: which column is what, and what each row would change.

Two shapes are read: one column of codes for each level, as OCHA publishes them, and one place on each row with the code
of what it lies in. Pure: nothing is written here.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from transit_desk.domain import dates, errors, sense
from transit_desk.domain.text import N_, Words
from transit_desk.matching import spelling
from transit_desk.matching.places import Gazetteer, Place
from transit_desk.services.places import rules

NEW, RENAMED, COMPLETED = "new", "renamed", "completed"

_LEVEL: Final = re.compile(r"(?:adm|admin)([0-9])(.*)")
_FLAT: Final[Mapping[str, str]] = {
    **dict.fromkeys(("pcode", "code", "codep", "placecode"), "code"),
    **dict.fromkeys(("name", "nom", "place", "lieu", "namefr", "nomfr"), "fr"),
    **dict.fromkeys(("nameen", "nomen"), "en"),
    **dict.fromkeys(("parent", "parentpcode", "parentcode", "liesin", "situedans", "codeparent"), "parent"),
    **dict.fromkeys(("aliases", "alias", "altname", "othernames", "autresnoms"), "also"),
}
_DAYS: Final = frozenset({"validon", "date", "since", "depuis"})
_CODES: Final = frozenset({"pcode", "code", "pc"})
_FRENCH: Final = frozenset({"fr", "namefr", "nomfr"})
_PLAIN: Final = frozenset({"", "name", "nom"})
_ENGLISH: Final = frozenset({"en", "nameen", "nomen"})
_OTHER: Final = re.compile(
    r"(?:(?:alt|ref)?name|(?:alt|ref)?nom)[0-9]?(?:alt)?(?:[a-z]{2})?|alt[0-9]?[a-z]{0,2}|ref[a-z]{0,4}"
)
_PCODE: Final = re.compile(r"[A-Z]{2}[0-9A-Z]{1,30}")
_LONGEST: Final = 200


@dataclasses.dataclass(frozen=True)
class Told:
    """One place as a row of the list tells it."""

    line: int
    code: str
    name: str
    english: str = ""
    also: tuple[str, ...] = ()
    parent: str = ""
    day: datetime.date | None = None


@dataclasses.dataclass(frozen=True)
class Refused:
    """A row that is not taken, as a spreadsheet numbers it, and why."""

    line: int
    words: Words


@dataclasses.dataclass(frozen=True)
class Change:
    """What one row would do: `before` is None for a place that was not known."""

    line: int
    what: str
    place: Place
    before: Place | None = None


@dataclasses.dataclass(frozen=True)
class Plan:
    """What taking the list in would do."""

    changes: tuple[Change, ...]
    unchanged: int
    refused: tuple[Refused, ...]

    def count(self, what: str) -> int:
        """How many places are new, get another name, or are completed."""
        return sum(change.what == what for change in self.changes)


@dataclasses.dataclass(frozen=True)
class _Columns:
    """Where each level has its cells; a list of one place on each row has the level None."""

    levels: Mapping[int | None, Mapping[str, list[int]]]
    day: int | None


def plan(
    known: Gazetteer, headings: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], today: datetime.date
) -> Plan:
    """What a list would change, row by row, without changing it."""
    columns = _columns(headings)
    refused: dict[int, Refused] = {}
    told: dict[str, Told] = {}
    for line, cells in rows:
        for each in _told(columns, line, cells):
            if isinstance(each, Refused):
                refused.setdefault(line, each)
            elif (problem := _disagrees(told, each)) is not None:
                refused.setdefault(line, problem)
            else:
                told.setdefault(each.code, each)
    planner = _Planner(known, told, today)
    for code in told:
        planner.look_at(code)
    everything = sorted((*refused.values(), *planner.refused), key=lambda each: each.line)
    return Plan(tuple(planner.changes), planner.unchanged, tuple(everything))


# -- reading


def _columns(headings: Sequence[str]) -> _Columns:
    levels: dict[int | None, dict[str, list[int]]] = {}
    day: int | None = None
    for at, heading in enumerate(headings):
        folded = "".join(spelling.tokens(heading))
        found = _LEVEL.fullmatch(folded)
        if folded in _DAYS:
            day = at
        elif found:
            part = _part(found[2])
            if part and found[1] != "0":  # the country itself is no step of the chain
                levels.setdefault(int(found[1]), {}).setdefault(part, []).append(at)
        elif folded in _FLAT:
            levels.setdefault(None, {}).setdefault(_FLAT[folded], []).append(at)
    numbered = {level: parts for level, parts in levels.items() if level is not None and "code" in parts}
    flat = levels.get(None, {})
    if numbered:
        return _Columns({level: parts for level, parts in sorted(numbered.items()) if level <= rules.LOWEST}, day)
    if "code" in flat and "fr" in flat:
        return _Columns({None: flat}, day)
    raise errors.RuleBroken(
        N_("No column of p-codes is known. Name the columns ADM1_PCODE and ADM1_FR, or Code, Name and Parent."), "list"
    )


def _part(rest: str) -> str:
    if rest in _CODES:
        return "code"
    if rest in _FRENCH:
        return "fr"
    if rest in _ENGLISH:
        return "en"
    if rest in _PLAIN:
        return "name"
    return "also" if _OTHER.fullmatch(rest) else ""


def _told(columns: _Columns, line: int, cells: Sequence[str]) -> list[Told | Refused]:
    """The places of one row, the larger first; each lies in the one before it."""
    found: list[Told | Refused] = []
    above = ""
    try:
        day = (
            datetime.date.fromisoformat(cells[columns.day][:10])
            if columns.day is not None and cells[columns.day]
            else None
        )
    except ValueError:
        return [Refused(line, Words(N_("The day is not written as 2026-09-14.")))]
    for level, parts in columns.levels.items():
        held = {part: [cells[at].strip() for at in places if cells[at].strip()] for part, places in parts.items()}
        names = [*held.get("fr", ()), *held.get("name", ()), *held.get("en", ())]
        codes = held.get("code", [])
        if not names and not codes:
            continue
        if level is None:
            above = next(iter(held.get("parent", ())), "")
        code = codes[0].upper() if codes else ""
        problem = _problem(code, names)
        if problem is not None:
            return [*found, Refused(line, problem)]
        english = next(iter(held.get("en", ())), "")
        also = [part for each in held.get("also", ()) for part in re.split(r"[;|/]", each)] + names[1:]
        others = tuple(dict.fromkeys(" ".join(each.split()) for each in also if each.strip() and "," not in each))
        name = " ".join(names[0].split())
        english = "" if rules.same_name(english, name) else " ".join(english.split())
        others = tuple(each for each in others if not rules.same_name(each, name) and each != english)
        found.append(Told(line, code, name, english, others, above.upper(), day))
        above = code
    return found


def _problem(code: str, names: Sequence[str]) -> Words | None:
    if not code:
        return Words(N_("{name} has no p-code."), {"name": names[0][:40]})
    if not _PCODE.fullmatch(code):
        return Words(N_("“{code}” is no p-code: two letters of the country, then its numbers."), {"code": code[:40]})
    if not names:
        return Words(N_("{code} has no name."), {"code": code})
    if any(len(name) > _LONGEST for name in names):
        return Words(N_("The name of {code} is too long."), {"code": code})
    try:
        rules.a_name(names[0])
    except errors.RuleBroken as broken:
        return Words(N_("{code}: {why}"), {"code": code, "why": broken.words})
    return None


def _disagrees(told: Mapping[str, Told], each: Told) -> Refused | None:
    """One code is one place: another name, or another place around it, further down in the same list is a mistake."""
    before = told.get(each.code)
    if before is None or (rules.same_name(before.name, each.name) and before.parent == each.parent):
        return None
    return Refused(
        each.line,
        Words(N_("{code} stands in row {row} already, as another place."), {"code": each.code, "row": before.line}),
    )


# -- comparing


class _Planner:
    """Goes through the places of a list, what they lie in first, and says what each would change."""

    def __init__(self, known: Gazetteer, told: Mapping[str, Told], today: datetime.date) -> None:
        self._known, self._told, self._today = known, told, today
        self._by_code = {place.code: place for place in known if place.code}
        self._without_code: dict[str | None, list[Place]] = {}
        for place in known:
            if not place.code:
                self._without_code.setdefault(place.parent, []).append(place)
        self._done: dict[str, Place | None] = {}
        self._open: set[str] = set()
        self.changes: list[Change] = []
        self.refused: list[Refused] = []
        self.unchanged = 0

    def look_at(self, code: str) -> Place | None:
        """The place of a code as it will be; None where its row is refused or there is none."""
        if code in self._done:
            return self._done[code]
        each = self._told.get(code)
        if each is None:
            return self._by_code.get(code)
        if code in self._open:
            return None  # it lies in itself; whoever asked is refused, and so is all that hangs on it
        self._open.add(code)
        try:
            self._done[code] = self._judged(each)
        except errors.RuleBroken as broken:
            self.refused.append(Refused(each.line, Words(N_("{code}: {why}"), {"code": code, "why": broken.words})))
            self._done[code] = None
        return self._done[code]

    def _judged(self, each: Told) -> Place:
        sense.day_has_come(each.day, self._today, "list")
        parent = self._parent_of(each)
        before = self._by_code.get(each.code) or self._nameless(each, parent)
        if before is None:
            return self._new(each, parent)
        if before.parent != parent:
            here = self._known[before.parent].name if before.parent and before.parent in self._known else "–"
            raise errors.RuleBroken(Words(N_("here it lies in {here}; nothing is moved by a list."), {"here": here}))
        return self._compared(each, before)

    def _parent_of(self, each: Told) -> str | None:
        if len(each.parent) <= len("CD"):  # the country, or nothing
            return None
        parent = self.look_at(each.parent)
        if parent is None:
            raise errors.RuleBroken(Words(N_("what it lies in ({code}) is not known."), {"code": each.parent}))
        return parent.key

    def _nameless(self, each: Told, parent: str | None) -> Place | None:
        """A place that is known by its name and gets its code now: the only one of that name in the same place."""
        names = (each.name, each.english, *each.also)
        found = [
            place
            for place in self._without_code.get(parent, ())
            if any(name and rules.has_name(place, name) for name in names)
        ]
        return found[0] if len(found) == 1 else None

    def _new(self, each: Told, parent: str | None) -> Place:
        above = self.look_at(each.parent) if parent else None
        level = above.level + 1 if above is not None else 1
        if level > rules.LOWEST:
            raise errors.RuleBroken(N_("it lies too deep: a village is the smallest place here."))
        place = Place(each.code, each.name, "", parent, each.also, each.english, each.code, level)
        self.changes.append(Change(each.line, NEW, place))
        return place

    def _compared(self, each: Told, before: Place) -> Place:
        place, what = before, ""
        former = next((one for one in before.former if rules.same_name(one.name, each.name)), None)
        if former is not None and (each.day is None or before.since is None or each.day <= before.since):
            raise errors.RuleBroken(
                Words(N_("it was called so until {day}; this list is older."), {"day": dates.say_day(former.until)})
            )
        if former is not None or not rules.has_name(before, each.name):
            if before.code:
                place, what = rules.renamed(place, each.name, each.day or self._today, self._today), RENAMED
            else:
                place = rules.also_called(place, each.name)
        others = [name for name in (each.english, *each.also) if name and not rules.has_name(place, name)]
        place = dataclasses.replace(place, code=each.code, aliases=(*place.aliases, *others))
        if place == before:
            self.unchanged += 1
        else:
            self.changes.append(Change(each.line, what or COMPLETED, place, before))
        return place
