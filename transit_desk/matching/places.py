"""Places by any of their names: a chain from province to village, former names, and a key that forgives spelling."""

from __future__ import annotations

import bisect
import dataclasses
import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Protocol

from transit_desk.domain.text import Words
from transit_desk.matching import names, spelling
from transit_desk.matching.index import NameIndex

_LOOK: Final = 0.7
_FEW: Final = 300  # names that are compared one by one; of more, the index says which few are worth it
_ROUGH: Final = 40
_BEGUN: Final = 200  # names that begin so and are looked at: of one letter there are thousands
_ENOUGH_LETTERS: Final = 3  # before that a near spelling is near to everything
_BETWEEN: Final = ","  # between a place and what it lies in, where both were written

# They name no place.
_WORDS_OF_AN_ADDRESS: Final = """
    village quartier avenue av localite groupement chefferie secteur territoire province ville commune cite sous
    de du la le wa ya kijiji mtaa
"""
_KINDS: Final = frozenset(_WORDS_OF_AN_ADDRESS.split())


class Row(Protocol):
    """What a list of choices gives of one place."""

    @property
    def key(self) -> str: ...
    @property
    def labels(self) -> Mapping[str, str]: ...
    @property
    def about(self) -> Mapping[str, object]: ...


@dataclasses.dataclass(frozen=True)
class Former:
    """A name that a place had, from a day on (always, where nothing is known of it) and until the day of the next."""

    name: str
    since: datetime.date | None
    until: datetime.date


@dataclasses.dataclass(frozen=True)
class Place:
    """One place of the chain; villages typed by hand stay text and are compared by `similar_places`."""

    key: str
    name: str
    kind: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    english: str = ""
    code: str = ""  # the p-code, by which other agencies know it
    level: int = 0  # 1 is a province
    since: datetime.date | None = None  # from when on it has its present name
    former: tuple[Former, ...] = ()
    ended_on: datetime.date | None = None
    into: tuple[str, ...] = ()  # where it went on: one place for what was joined, several for what was divided

    @property
    def every_name(self) -> tuple[str, ...]:
        """All that it is or was called; each once."""
        earlier = (each.name for each in self.former)
        return tuple(dict.fromkeys(name for name in (self.name, self.english, *self.aliases, *earlier) if name))

    def name_on(self, day: datetime.date) -> str:
        """What it was called on a day."""
        held = (one.name for one in self.former if (one.since is None or one.since <= day) and day < one.until)
        return next(held, self.name)

    def former_begun(self, text: str) -> str:
        """The former name that begins as what was typed, where the present one does not; else nothing."""
        typed = _plain((*steps(text), "")[0])
        if not typed or any(_plain(name).startswith(typed) for name in (self.name, self.english)):
            return ""
        return next((each.name for each in self.former if _plain(each.name).startswith(typed)), "")

    def said(self, language: str) -> str:
        """Its present name in a language."""
        return self.english if language == "en" and self.english else self.name


@dataclasses.dataclass(frozen=True)
class Found:
    """A place that may be meant."""

    place: Place
    score: float
    reason: Words


def keys_of(text: str) -> tuple[str, ...]:
    """Every key under which a place is kept for search. Of a chain its first place: the rest is shared by thousands."""
    return names.keys_of(_bare((*steps(text), "")[0]))


def similar_places(one: str, other: str) -> names.Likeness:
    """Compare two places as they were typed. A chain is its first place: what that lies in is shared by thousands."""
    here, there = steps(one), steps(other)
    if len(here) > 1 and len(there) > 1:
        here, there = here[:1], there[:1]
    ways = [names.similar(_bare(mine), _bare(theirs)) for mine in here for theirs in there]
    return max(ways, key=lambda way: way.score) if ways else names.similar("", "")


def steps(text: str) -> tuple[str, ...]:
    """The places of a chain as it was written, the smallest first."""
    return tuple(part.strip() for part in text.split(_BETWEEN) if part.strip())


class Gazetteer:
    """The places the program knows, found by any name, by its beginning or by a near spelling."""

    def __init__(self, places: Iterable[Place], kinds: Mapping[str, Mapping[str, str]] | None = None) -> None:
        """`kinds` has the words for each kind of place: they tell a town from the territory that is called like it."""
        self._places = {place.key: place for place in places}
        self.kinds = kinds or {}
        self._named = [(place.key, name) for place in self._places.values() for name in place.every_name]

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __getitem__(self, key: str) -> Place:
        return self._places[key]

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def __len__(self) -> int:
        return len(self._places)

    def chain(self, key: str) -> tuple[str, ...]:
        """The keys from the province down to a place; empty for a place that is not known."""
        found: list[str] = []
        step: str | None = key
        while step is not None and step in self._places and step not in found:
            found.append(step)
            step = self._places[step].parent
        return tuple(reversed(found))

    def said(self, key: str, language: str) -> str:
        """A place with all it lies in, the smallest first: Cirunga, Kabare, Kabare, Sud-Kivu."""
        return f"{_BETWEEN} ".join(self._told_apart(step, language) for step in reversed(self.chain(key)))

    def _told_apart(self, key: str, language: str) -> str:
        place = self._places[key]
        name, words = place.said(language), self.kinds.get(place.kind, {})
        return f"{name} ({words[language]})" if language in words and self._has_twin(place, name) else name

    def _has_twin(self, place: Place, name: str) -> bool:
        """Whether another place is called so where this one lies."""
        return any(
            key != place.key and self._places[key].parent == place.parent for key in self._by_name.get(_plain(name), ())
        )

    def within(self, key: str, whole: str) -> bool:
        """Whether a place lies in another, or is it."""
        return whole in self.chain(key)

    def meant(self, text: str) -> str | None:
        """The one place that a written chain means, by present or former names; None for a name that stands alone.

        A name alone may be that of a village nobody has put on a list yet: only who writes what it lies in chose.
        """
        written = [_plain(step) for step in steps(text)]
        if not written:
            return None
        found = [key for key in self._by_written.get(written[0], ()) if self._lies(key, written[1:])]
        whole = [key for key in found if len(self.chain(key)) == len(written)]
        if len(written) == 1 or whole:
            found = whole
        return found[0] if len(found) == 1 else None

    def _lies(self, key: str, written: list[str]) -> bool:
        """Whether a place lies in all that was written after it, in that order; steps between may be left out."""
        above = iter(self.chain(key)[-2::-1])
        return all(any(step in self._plain_names(each) for each in above) for step in written)

    def _plain_names(self, key: str) -> set[str]:
        place = self._places[key]
        return {_plain(name) for name in place.every_name} | {_plain(name) for name in self._with_kind(place)}

    def _with_kind(self, place: Place) -> list[str]:
        """Its names as they are said where another place is called so."""
        words = set(self.kinds.get(place.kind, {}).values())
        return [f"{name} {word}" for name in place.every_name if self._has_twin(place, name) for word in words]

    def begun(self, text: str, limit: int = 8) -> tuple[Place, ...]:
        """What may be meant by a name half typed: those that begin so, the larger first; then those that sound so."""
        typed, *within = [_plain(step) for step in steps(text)] or [""]
        if not typed:
            return ()
        ranked = {key: rank for key, rank in self._beginning(typed) if self._lies_in_begun(key, within)}
        found = sorted(ranked, key=lambda key: (ranked[key], len(self.chain(key)), self._places[key].name, key))
        if len(found) < limit and len(typed) >= _ENOUGH_LETTERS:
            near = [one.place.key for one in self.find(steps(text)[0], limit) if one.place.key not in ranked]
            found += [key for key in near if self._lies_in_begun(key, within)]
        return tuple(self._places[key] for key in found[:limit])

    def _beginning(self, typed: str) -> Iterator[tuple[str, bool]]:
        """Places with a name, or a word of it, that begins so; whether it goes on after that."""
        at = bisect.bisect_left(self._begins, (typed, ""))
        for begin, key in self._begins[at : at + _BEGUN]:
            if not begin.startswith(typed):
                return
            yield key, begin != typed

    def _lies_in_begun(self, key: str, within: list[str]) -> bool:
        above = {name for each in self.chain(key)[:-1] for name in self._plain_names(each)}
        return all(any(name.startswith(step) for name in above) for step in within)

    def find(self, text: str, limit: int = 8) -> tuple[Found, ...]:
        """The places that may be meant, best first; a name that several places share gives them all."""
        found = [best for place in self._worth_a_look(text) if (best := self._best(place, text)).score >= _LOOK]
        found.sort(key=lambda one: (-one.score, len(self.chain(one.place.key)), one.place.key))
        return tuple(found[:limit])

    def _worth_a_look(self, text: str) -> Iterable[Place]:
        if len(self._named) <= _FEW:
            return self._places.values()
        rough = self._sounding.rough(_bare(text), _ROUGH)
        return [self._places[key] for key in dict.fromkeys(self._named[number][0] for number, _score in rough)]

    def _best(self, place: Place, text: str) -> Found:
        likeness = max((similar_places(text, name) for name in place.every_name), key=lambda one: one.score)
        return Found(place, likeness.score, likeness.reason)

    @functools.cached_property
    def _sounding(self) -> NameIndex:
        return NameIndex((key, _bare(name)) for key, name in self._named)

    @functools.cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key, name in self._named:
            held = found.setdefault(_plain(name), [])
            if key not in held:
                held.append(key)
        return found

    @functools.cached_property
    def _by_written(self) -> Mapping[str, list[str]]:
        """By every name, and by those that say the kind as well."""
        found = {name: list(keys) for name, keys in self._by_name.items()}
        for place in self._places.values():
            for name in self._with_kind(place):
                held = found.setdefault(_plain(name), [])
                if place.key not in held:
                    held.append(place.key)
        return found

    @functools.cached_property
    def _begins(self) -> list[tuple[str, str]]:
        """Every name from each of its words on, in the order of the letters."""
        found = set()
        for key, name in self._named:
            words = _plain(name).split()
            found |= {(" ".join(words[at:]), key) for at in range(len(words))}
        return sorted(found)


def gazetteer(rows: Iterable[Row], kinds: Iterable[Row] = ()) -> Gazetteer:
    """Make one from the lists of choices `places` and `place_kind`."""
    return Gazetteer(map(shipped, rows), words_of(kinds))


def words_of(kinds: Iterable[Row]) -> Mapping[str, Mapping[str, str]]:
    """The words for each kind of place."""
    return {kind.key: kind.labels for kind in kinds}


def shipped(row: Row) -> Place:
    """A place of the list that comes with the program."""
    parent, aliases = row.about.get("parent"), row.about.get("aliases", ())
    french, english = row.labels.get("fr", row.key), row.labels.get("en", row.key)
    every = tuple(str(alias) for alias in aliases) if isinstance(aliases, tuple) else ()
    kind = str(row.about.get("kind", ""))
    above = None if parent is None else str(parent)
    return Place(row.key, french, kind, above, every, english if english != french else "", level=LEVELS.get(kind, 0))


LEVELS: Final[Mapping[str, int]] = {
    "province": 1, "town": 2, "territory": 2, "chiefdom": 3, "sector": 3, "commune": 3, "groupement": 4, "village": 5,
}  # fmt: skip


def _plain(text: str) -> str:
    """As names are compared letter by letter: no accents, no capitals, one space between words."""
    return " ".join(spelling.tokens(text))


def _bare(text: str) -> str:
    """The words that name the place; all of them where nothing else was written."""
    words = spelling.tokens(text)
    return " ".join([word for word in words if word not in _KINDS] or words)
