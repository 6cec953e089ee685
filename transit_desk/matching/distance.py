"""How far two heard words are from each other: a weighted edit distance that remembers what it forgave."""

from __future__ import annotations

import dataclasses
import functools
from typing import Final

from transit_desk.matching.spelling import LABIALS, LIQUIDS, SIBILANTS, STOPS, VOWELS, Heard, Sound

_WHOLE: Final = 1.0  # a sound that only one word has
_OTHER_VOWEL: Final = 1.2  # two sounds that nobody mistakes for each other …
_OTHER_CONSONANT: Final = 1.4  # … and consonants carry the name: Kasongo is not Kabongo
_VOICED: Final = 0.5  # b and p, d and t, g and k
_SPELT: Final = 0.0  # the same sound, written otherwise
_NEAR: Final = 0.1
_GLIDE: Final = 0.15
_LIGHT: Final = 0.2  # a last vowel, a breath, a nasal, a vowel pushed between
_HUSHED: Final = 0.3  # ch and s
_BREATHED: Final = 0.4  # p, f and h
_FIRST: Final = 1.6  # a first letter is seldom mistaken
_SAME_PLACE: Final = 0.3  # at most this apart, two consonants count as the same neighbour

_PAIRS: Final = {
    frozenset(pair): cost
    for pairs, cost in (
        (("ie", "ou"), _LIGHT),
        (("iy", "uw", "kK", "gG", "nN", "ow", "ey"), _NEAR),
        (("pf", "ph", "fh"), _BREATHED),
        (("Rt",), _GLIDE),
        (("Ck", "nm"), _BREATHED),
        (("CK",), _HUSHED),
        (("bp", "dt", "gk", "GK", "Gk", "gK"), _VOICED),
    )
    for pair in pairs
}


@dataclasses.dataclass(frozen=True)
class Difference:
    """What was written here and what was written there."""

    here: str
    there: str

    def spoken(self) -> str:
        return f"{self.here or '–'}/{self.there or '–'}"


@dataclasses.dataclass(frozen=True)
class Compared:
    """How alike two words are, from 0 to 1, and what differs between them."""

    likeness: float
    differences: tuple[Difference, ...] = ()


@functools.lru_cache(maxsize=4096)
def swapped_cost(one: str, other: str) -> float:
    """The cost of hearing one sound for another."""
    if one == other:
        return _SPELT
    for family in (SIBILANTS, LIQUIDS, LABIALS):
        if one in family and other in family:
            return _NEAR
    pair = {one, other}
    if (cost := _PAIRS.get(frozenset(pair))) is not None:
        return cost
    if "G" in pair and pair & SIBILANTS:
        return _LIGHT
    if "C" in pair and pair & SIBILANTS:
        return _HUSHED
    return _OTHER_VOWEL if pair <= VOWELS else _OTHER_CONSONANT


@functools.lru_cache(maxsize=65536)
def compare(one: Heard, other: Heard) -> Compared:
    """Compare two words sound by sound."""
    shorter = min(len(one.sounds), len(other.sounds))
    if shorter == 0:
        return Compared(0.0)
    costs = _table(one.signs, other.signs)
    cost = costs[-1][-1] + (_NEAR if one.nasal != other.nasal else 0.0)
    differences = _differences(one, other, costs)
    if one.nasal != other.nasal:
        differences = (Difference(one.nasal, other.nasal), *differences)
    return Compared(max(0.0, 1 - cost / shorter), differences)


def _table(one: str, other: str) -> list[list[float]]:
    """The cheapest cost of bringing every beginning of one word to every beginning of the other."""
    columns = range(1, len(other) + 1)
    there = [_always(other, place) for place in range(len(other))]
    row = [0.0]
    for j in columns:
        row.append(row[-1] + _dropped(other, j - 1, one, 0))
    rows = [row]
    for i, sign in enumerate(one, start=1):
        here = _always(one, i - 1)
        above, row = row, [row[0] + _dropped(one, i - 1, other, 0)]
        for j in columns:
            swap = swapped_cost(sign, other[j - 1])
            best = above[j - 1] + (swap * _FIRST if i == j == 1 else swap)
            drop = above[j] + (here if here is not None else _dropped(one, i - 1, other, j))
            best = min(best, drop)
            dropped = there[j - 1]
            drop = row[j - 1] + (dropped if dropped is not None else _dropped(other, j - 1, one, i))
            row.append(min(best, drop))
        rows.append(row)
    return rows


def _always(word: str, place: int) -> float | None:
    """What dropping a sound costs wherever it is dropped; None where it depends on the other word."""
    sign = word[place]
    if sign in VOWELS and (sign in "iu" or place == len(word) - 1):
        return None
    return _dropped(word, place, "", 0)


def _swapped(one: str, i: int, other: str, j: int) -> float:
    cost = swapped_cost(one[i], other[j])
    return cost * _FIRST if i == 0 and j == 0 else cost


def _dropped(word: str, place: int, other: str, reached: int) -> float:
    """The cost of a sound that only one word has; `reached` is how much of the other word is already used."""
    sign = word[place]
    if sign in "wy":
        return _GLIDE
    if sign == "h" and place > 0:
        return _LIGHT
    if sign in VOWELS:
        if 0 < place == len(word) - 1 and reached == len(other):
            return _LIGHT
        if sign in "iu" and _pushed_between(word, place, other, reached):
            return _LIGHT
    if sign in "mn" and place > 0 and word[place + 1 : place + 2] and word[place + 1] in STOPS:
        return _LIGHT
    return _WHOLE * _FIRST if place == 0 else _WHOLE


def _pushed_between(word: str, place: int, other: str, reached: int) -> bool:
    """Whether a vowel stands between two consonants that touch each other in the other word."""
    if not (0 < place < len(word) - 1 and 0 < reached < len(other)):
        return False
    left, right = word[place - 1], word[place + 1]
    if left in VOWELS or right in VOWELS:
        return False
    return swapped_cost(left, other[reached - 1]) <= _SAME_PLACE and swapped_cost(right, other[reached]) <= _SAME_PLACE


def _differences(one: Heard, other: Heard, costs: list[list[float]]) -> tuple[Difference, ...]:
    """Walk back along the cheapest way and tell where the letters differ."""
    found: list[Difference] = []
    i, j = len(one.sounds), len(other.sounds)
    while i or j:
        if i and j and _close(costs[i][j], costs[i - 1][j - 1] + _swapped(one.signs, i - 1, other.signs, j - 1)):
            i, j = i - 1, j - 1
            _tell(found, one.sounds[i], other.sounds[j])
        elif i and _close(costs[i][j], costs[i - 1][j] + _dropped(one.signs, i - 1, other.signs, j)):
            i -= 1
            found.append(Difference(one.sounds[i].written, ""))
        else:
            j -= 1
            found.append(Difference("", other.sounds[j].written))
    return tuple(reversed(found))


def _tell(found: list[Difference], one: Sound, other: Sound) -> None:
    if one.written != other.written:
        found.append(Difference(one.written, other.written))


def _close(one: float, other: float) -> bool:
    return abs(one - other) < 1e-9  # noqa: PLR2004  (sums of tenths)
