"""Lists of choices: keys with labels in four languages, read from resources/choices.

A list is one TOML file. Its choices stand in the order in which they are shown:

    note = "for whom and for what this list is; read by nobody but us"

    [[choice]]
    key = "to_centre"            # snake case, unique in its list, never changed: old records keep it
    en = "To the centre"         # English and French are always there …
    fr = "Vers le centre"
    sw = "Kwenda kituoni"        # … Swahili and Arabic where somebody is sure of them
    ar = "إلى المركز"
    retired = true               # no longer offered, still said for old records

Anything else in a choice is a fact about it that its readers know (`parent`, `aliases`, `from`): see `Choice.about`.
A label that is missing is said in French, then in English.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from transit_desk import resources
from transit_desk.domain import text

LANGUAGES: Final = ("en", "fr", "sw", "ar")
_FALLBACK: Final = ("fr", "en")
_KEY: Final = re.compile(r"^[a-z0-9]+(?:_[a-z0-9]+)*$")


@dataclasses.dataclass(frozen=True)
class Choice:
    """One key with its labels."""

    key: str
    labels: Mapping[str, str]
    retired: bool = False
    about: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def label(self, language: str) -> str:
        """The label in a language; where it has none, in French or English."""
        for known in (language, *_FALLBACK):
            if known in self.labels:
                return self.labels[known]
        return self.key


@dataclasses.dataclass(frozen=True)
class Choices:
    """A list of choices in its own order."""

    name: str
    every: tuple[Choice, ...]

    def __iter__(self) -> Iterator[Choice]:
        return iter(self.every)

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __getitem__(self, key: str) -> Choice:
        return self._by_key[key]

    @functools.cached_property
    def _by_key(self) -> Mapping[str, Choice]:
        return {choice.key: choice for choice in self.every}

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key, those retired too: what an old record may hold."""
        return tuple(choice.key for choice in self.every)

    @property
    def offered(self) -> tuple[Choice, ...]:
        """What can be chosen today."""
        return tuple(choice for choice in self.every if not choice.retired)

    def label(self, key: str, language: str) -> str:
        """The words of a key. A key of another program or of a later version is said as it is."""
        return self._by_key[key].label(language) if key in self._by_key else key

    def that_say(self, fact: str) -> frozenset[str]:
        """The keys of which a fact is said in the list."""
        return frozenset(choice.key for choice in self.every if choice.about.get(fact) is True)

    def place(self, key: str) -> int:
        """Where a key stands in its list, for sorting; unknown keys come last."""
        keys = self.keys
        return keys.index(key) if key in keys else len(keys)


@functools.cache
def load(name: str) -> Choices:
    """The list of a name. Read once: a list changes only with the program."""
    if not _KEY.match(name):
        raise KeyError(name)
    written = resources.place("choices", f"{name}.toml").read_text(encoding="utf-8")
    return Choices(name, tuple(_choice(row) for row in tomllib.loads(written)["choice"]))


def names() -> tuple[str, ...]:
    """Every list there is."""
    return tuple(sorted(path.stem for path in resources.place("choices").glob("*.toml")))


def label(list_name: str, key: str, language: str) -> str:
    """The words of a key of a list."""
    return load(list_name).label(key, language)


def _choice(row: Mapping[str, object]) -> Choice:
    labels = {language: str(row[language]) for language in LANGUAGES if language in row}
    own = {"key", "retired", *LANGUAGES}
    about = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if name not in own}
    return Choice(str(row["key"]), MappingProxyType(labels), row.get("retired") is True, MappingProxyType(about))


@dataclasses.dataclass(frozen=True)
class Label(text.Words):
    """The words of a key, spoken in the language of the moment like any other words."""

    list_name: str = ""
    key: str = ""

    def __str__(self) -> str:
        return label(self.list_name, self.key, text.language())


def say(list_name: str, key: str) -> Label:
    """A key as words: for a list, a paper or a refusal, in whatever language they will be spoken."""
    return Label("", {}, None, 0, list_name, key)


def say_all(list_name: str, keys: Iterable[str]) -> text.Joined:
    """Several keys as words, one after another."""
    return text.Joined(say(list_name, key) for key in keys)
