"""Places by any of their names: a chain from province to groupement, aliases, and a key that forgives spelling."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Final, Protocol

from transit_desk.domain.text import Words
from transit_desk.matching import names, spelling

_LOOK: Final = 0.7

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
class Place:
    """One place of the chain; villages typed by hand stay text and are compared by `similar_places`."""

    key: str
    name: str
    kind: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def every_name(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclasses.dataclass(frozen=True)
class Found:
    """A place that may be meant."""

    place: Place
    score: float
    reason: Words


def place_key(text: str) -> str:
    """The coarse key of a place as it was typed; the same for "Chirunga", "Groupement de Cirunga" and "cirunga"."""
    return " ".join(sorted(names.key_of(word) for word in _bare(text).split()))


def similar_places(one: str, other: str) -> names.Likeness:
    """Compare two places as they were typed."""
    return names.similar(_bare(one), _bare(other))


class Gazetteer:
    """The places the program knows, found by name, alias or a near spelling."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = {place.key: place for place in places}

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __getitem__(self, key: str) -> Place:
        return self._places[key]

    def chain(self, key: str) -> tuple[str, ...]:
        """The keys from the province down to a place; empty for a place that is not known."""
        found: list[str] = []
        step: str | None = key
        while step is not None and step in self._places and step not in found:
            found.append(step)
            step = self._places[step].parent
        return tuple(reversed(found))

    def within(self, key: str, whole: str) -> bool:
        """Whether a place lies in another, or is it."""
        return whole in self.chain(key)

    def find(self, text: str, limit: int = 8) -> tuple[Found, ...]:
        """The places that may be meant, best first; a name that several places share gives them all."""
        found = [best for place in self._places.values() if (best := self._best(place, text)).score >= _LOOK]
        found.sort(key=lambda one: (-one.score, len(self.chain(one.place.key)), one.place.key))
        return tuple(found[:limit])

    def _best(self, place: Place, text: str) -> Found:
        likeness = max((similar_places(text, name) for name in place.every_name), key=lambda one: one.score)
        return Found(place, likeness.score, likeness.reason)


def gazetteer(rows: Iterable[Row]) -> Gazetteer:
    """Make one from the list of choices `places`."""
    return Gazetteer(_place(row) for row in rows)


def _place(row: Row) -> Place:
    parent, aliases = row.about.get("parent"), row.about.get("aliases", ())
    french, english = row.labels.get("fr", row.key), row.labels.get("en", row.key)
    every = tuple(str(alias) for alias in aliases) if isinstance(aliases, tuple) else ()
    if english != french:
        every = (english, *every)
    return Place(row.key, french, str(row.about.get("kind", "")), None if parent is None else str(parent), every)


def _bare(text: str) -> str:
    """The words that name the place; all of them where nothing else was written."""
    words = spelling.tokens(text)
    return " ".join([word for word in words if word not in _KINDS] or words)
