"""Names that may be the same name: keys to find them by, a likeness, and the reason in words."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import math
from collections.abc import Iterable, Mapping
from typing import Final

from rapidfuzz import fuzz

from transit_desk.domain.text import N_, Words
from transit_desk.matching import distance, lexicon, spelling
from transit_desk.matching.distance import Compared, Difference
from transit_desk.matching.spelling import Heard

LIKELY: Final = 0.85  # at or above, two spellings of one name
UNLIKELY: Final = 0.80  # at or below, two names

_PREFIX_COST: Final = 0.3
_SAME_NAME: Final = 0.96  # Josephine and Zefina: one name, two languages
_MISSING: Final = 0.2  # all that missing words can cost; contradicting ones cost what they are unlike
_JOINED: Final = 0.98  # Dieu-Merci and Dieumerci
_LEFT_AFTER_PREFIX: Final = 4
_WORTH_HEARING: Final = 50  # of rapidfuzz's 100, over coarse keys: below, two words share too little to be compared
_MOST_TOKENS: Final = 6
# "Child of" and the like: the rest may be the father's name. Written as plain letters, longest first.
_KIN_PREFIXES: Final = ("nyira", "muka", "mwa", "nya", "nna", "na", "m")
# Classes of Bantu nouns: only ever another key, because two names may differ by nothing else.
_CLASS_PREFIXES: Final = ("mu", "ba", "ka", "ki", "bi")


@dataclasses.dataclass(frozen=True)
class Likeness:
    """How alike two names are, from 0 to 1; why; and how much their common words tell at all."""

    score: float
    reason: Words
    weight: float = 1.0  # near 0 where only a name is shared that half a region has


NOTHING_ALIKE: Final = Likeness(0.0, Words(N_("nothing alike")), 0.0)


class Weights:
    """How much a word tells: a name that every third child has tells next to nothing."""

    def __init__(self, counts: Mapping[str, int], total: int) -> None:
        """`counts` says in how many of `total` names each key of `key_of` occurs."""
        self._counts = counts
        self._total = max(total, 2)

    @classmethod
    def of(cls, names: Iterable[str]) -> Weights:
        """Count over names."""
        counts: dict[str, int] = {}
        total = 0
        for name in names:
            total += 1
            for key in {key_of(token) for token in spelling.tokens(name)}:
                counts[key] = counts.get(key, 0) + 1
        return cls(counts, total)

    def of_key(self, key: str) -> float:
        """From 0.1 for a name of everybody to 1 for a name of nobody else."""
        seen = min(max(self._counts.get(key, 1), 1), self._total)
        return 0.1 + 0.9 * math.log(self._total / seen) / math.log(self._total)


def key_of(token: str) -> str:
    """The coarse key of one token; forms of one given name share theirs."""
    return _key(lexicon.NAME_OF.get(token, token))


@functools.lru_cache(maxsize=65536)
def _key(token: str) -> str:
    return spelling.key_of(spelling.heard(token).signs)


def keys_of(name: str) -> tuple[str, ...]:
    """Every key under which a name is kept for search: its words, heard otherwise, without prefix, joined."""
    words = spelling.tokens(name)
    keys = [key_of(word) for word in words]
    keys += [_key(word) for word in words if word in lexicon.NAME_OF]
    for word in words:
        keys += _heard_otherwise(spelling.heard(word))
    for word in words:
        keys += [_key(rest) for rest in _without_prefix(word, (*_KIN_PREFIXES, *_CLASS_PREFIXES))]
    keys += [_key(one + other) for one, other in itertools.pairwise(words)]
    return tuple(dict.fromkeys(key for key in keys if key))


def sought(typed: str) -> tuple[tuple[str, ...], ...]:
    """For every word in a search box, the beginnings of keys that may be meant: a key has to begin with one."""
    found = []
    for word in spelling.tokens(typed):
        half = spelling.heard(word, half_typed=True)
        ways = [key_of(word), _key(word), *spelling.beginnings_of(half.signs), *_heard_otherwise(half)]
        if word.endswith("c"):
            ways += spelling.beginnings_of(half.signs.removesuffix("k") + "C")
        found.append(tuple(dict.fromkeys(ways)))
    return tuple(found)


def _heard_otherwise(word: Heard) -> list[str]:
    """Keys of a word as others hear it: rh as t, and a French ch, which is sh."""
    keys = []
    if "R" in word.signs:
        keys.append(spelling.key_of(word.signs.replace("R", "t")))
    if any(sound.written == "ch" for sound in word.sounds):
        keys.append(spelling.key_of(word.signs.replace("C", "S")))
    return keys


def similar(one: str, other: str, weights: Weights | None = None) -> Likeness:
    """Compare two names, whatever the order of their words and however many of them were told."""
    here, there = spelling.tokens(one)[:_MOST_TOKENS], spelling.tokens(other)[:_MOST_TOKENS]
    if not here or not there:
        return NOTHING_ALIKE
    aligned = _aligned(here, there, weights)
    if len(here) != len(there):
        whole = token_likeness("".join(here), "".join(there))
        if whole.likeness * _JOINED > aligned.score:
            return Likeness(
                whole.likeness * _JOINED, _reason([("".join(here), "".join(there), whole)]), aligned.weight or 1.0
            )
    return aligned


@functools.lru_cache(maxsize=65536)
def token_likeness(one: str, other: str) -> Compared:
    """How alike two words of names are; words as `spelling.tokens` gives them."""
    if one == other:
        return Compared(1.0)
    if fuzz.ratio(key_of(one), key_of(other)) < _WORTH_HEARING:
        return Compared(0.0)
    best = distance.compare(spelling.heard(one), spelling.heard(other))
    same = lexicon.NAME_OF.get(one)
    if same is not None and same == lexicon.NAME_OF.get(other):
        return Compared(max(_SAME_NAME, best.likeness), best.differences if best.likeness >= _SAME_NAME else ())
    for longer, shorter, swapped in ((one, other, False), (other, one, True)):
        for rest in _without_prefix(longer, _KIN_PREFIXES):
            bare = distance.compare(spelling.heard(rest), spelling.heard(shorter))
            likeness = bare.likeness - _PREFIX_COST / len(shorter)
            if likeness > best.likeness:
                prefix = longer.removesuffix(rest)
                lost = Difference("", prefix) if swapped else Difference(prefix, "")
                best = Compared(likeness, (lost, *(_turned(bare.differences) if swapped else bare.differences)))
    return best


def _aligned(here: tuple[str, ...], there: tuple[str, ...], weights: Weights | None) -> Likeness:
    """Pair the words so that the sum is highest; every word of the shorter name is paired."""
    turned = len(here) > len(there)
    few, many = (there, here) if turned else (here, there)
    weigh = {word: 1.0 if weights is None else weights.of_key(key_of(word)) for word in (*few, *many)}
    table = [[token_likeness(one, other) for other in many] for one in few]
    worth = [
        [compared.likeness * (weigh[few[i]] + weigh[many[j]]) / 2 for j, compared in enumerate(row)]
        for i, row in enumerate(table)
    ]
    chosen = _assigned(worth)
    told = sum((weigh[few[i]] + weigh[many[j]]) / 2 for i, j in enumerate(chosen))
    shared = sum(worth[i][j] for i, j in enumerate(chosen))
    missing = sum(weigh[word] for j, word in enumerate(many) if j not in chosen)
    every = sum(weigh[word] for word in (*few, *many))
    score = shared / told - _MISSING * missing / every
    pairs = [(few[i], many[j], table[i][j]) for i, j in enumerate(chosen)]
    if turned:
        pairs = [(there_, here_, Compared(c.likeness, _turned(c.differences))) for here_, there_, c in pairs]
    return Likeness(max(0.0, score), _reason(pairs), shared)


def _assigned(worth: list[list[float]]) -> tuple[int, ...]:
    """The best column for every row, no column twice; at most six by six, so every way is tried once."""

    @functools.cache
    def best(row: int, used: int) -> tuple[float, tuple[int, ...]]:
        if row == len(worth):
            return 0.0, ()
        ways = []
        for column, value in enumerate(worth[row]):
            if not used & 1 << column:
                rest, columns = best(row + 1, used | 1 << column)
                ways.append((value + rest, (column, *columns)))
        return max(ways)

    return best(0, 0)[1]


def _reason(pairs: list[tuple[str, str, Compared]]) -> Words:
    """Say of every pair that is alike at all what differs: Cirhuza ~ Chirhuza (c/ch)."""
    alike = sorted((pair for pair in pairs if pair[2].likeness > UNLIKELY), key=lambda pair: -pair[2].likeness)
    if not alike:
        return NOTHING_ALIKE.reason
    said: Words | None = None
    for here, there, compared in alike:
        one = _pair_said(here, there, compared)
        said = one if said is None else Words(N_("{first}, {second}"), {"first": said, "second": one})
    assert said is not None  # noqa: S101  (there is at least one pair)
    return said


def _pair_said(here: str, there: str, compared: Compared) -> Words:
    values: dict[str, object] = {"here": here.capitalize(), "there": there.capitalize()}
    if here == there:
        return Words(N_("{here} ="), values)
    if not compared.differences:
        return Words(N_("{here} ~ {there}"), values)
    values["how"] = ", ".join(dict.fromkeys(difference.spoken() for difference in compared.differences))
    return Words(N_("{here} ~ {there} ({how})"), values)


def _turned(differences: tuple[Difference, ...]) -> tuple[Difference, ...]:
    return tuple(Difference(difference.there, difference.here) for difference in differences)


def _without_prefix(word: str, prefixes: tuple[str, ...]) -> list[str]:
    """The word without each prefix it begins with, where enough is left to be a name."""
    rests = []
    for prefix in prefixes:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= _LEFT_AFTER_PREFIX and (prefix != "m" or rest[0] not in "aeiouwy"):
            rests.append(rest)
    return rests


def heard(name: str) -> tuple[Heard, ...]:
    """The words of a name as they are heard."""
    return tuple(spelling.heard(token) for token in spelling.tokens(name))
