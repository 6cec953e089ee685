"""A hundred thousand names at hand: three sounds in a row tell which few are worth comparing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz, process

from transit_desk.matching import names, spelling
from transit_desk.matching.names import Likeness, Weights

_EDGE: Final = " "
_THREE: Final = 3
_SHARED: Final = 0.4  # of its threes a name must share with what is sought: two misheard sounds in eight leave as much
_MOST: Final = 400  # names compared letter by letter
_ROUGH: Final = 55.0  # of rapidfuzz's 100, over coarse keys
_NOT_ZERO: Final = re.compile(rb"[^\0]")
_BITS: Final = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


class NameIndex:
    """Names in memory, found by what they sound like.

    For every three sounds it keeps one long number whose bit n says whether name n has them: adding a few such
    numbers bit by bit counts all names at once, with nothing but the arithmetic that Python has.
    """

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        """`entries` are pairs of a record's key and a name; a record may come with several names."""
        self._records: list[str] = []
        self._names: list[str] = []
        self._keys: list[str] = []
        places: dict[str, list[int]] = {}
        for number, (record, name) in enumerate(entries):
            key = _key(name)
            self._records.append(record)
            self._names.append(name)
            self._keys.append(key)
            for three in _threes(key):
                places.setdefault(three, []).append(number)
        self._who = {three: _bits(numbers) for three, numbers in places.items()}
        self._common = {three: len(numbers) for three, numbers in places.items()}

    def __len__(self) -> int:
        return len(self._records)

    def rough(self, name: str, limit: int = 10) -> list[tuple[int, float]]:
        """The likeliest numbers of names by their coarse keys, from 0 to 1, best first."""
        key = _key(name)
        threes = sorted(_threes(key) & self._who.keys(), key=self._common.__getitem__)
        numbers = self._sharing(threes, _threes(key))
        found = process.extract(
            key,
            {number: self._keys[number] for number in numbers},
            scorer=fuzz.ratio,
            score_cutoff=_ROUGH,
            limit=limit,
        )
        return [(number, score / 100) for _key_found, score, number in found]

    def find(self, name: str, limit: int = 5, weights: Weights | None = None) -> list[tuple[str, Likeness]]:
        """The records whose names are most alike, best first, each with its reason."""
        best: dict[str, Likeness] = {}
        for number, _score in self.rough(name, limit=2 * limit):
            likeness = names.similar(name, self._names[number], weights)
            record = self._records[number]
            if record not in best or likeness.score > best[record].score:
                best[record] = likeness
        ranked = sorted(best.items(), key=lambda pair: (-pair[1].score, pair[0]))
        return ranked[:limit]

    def _sharing(self, threes: list[str], every: set[str]) -> list[int]:
        """Names that share most threes with what is sought; more are asked for while too many are left."""
        # Counting by columns: planes[i] holds bit i of every name's count.
        planes: list[int] = []
        for three in threes:
            carry = self._who[three]
            for place, plane in enumerate(planes):
                planes[place], carry = plane ^ carry, plane & carry
                if not carry:
                    break
            if carry:
                planes.append(carry)
        wanted = max(1, round(_SHARED * len(every)))
        chosen: list[int] = []
        for count in range(len(every), wanted - 1, -1):
            exactly = _counted(planes, count)
            if exactly:
                chosen += _numbers(exactly)
            if len(chosen) >= _MOST:
                break
        return chosen


def _key(name: str) -> str:
    return " ".join(sorted(names.key_of(token) for token in spelling.tokens(name)))


def _threes(key: str) -> set[str]:
    """Every three sounds in a row of each word, its edges counted as sounds."""
    found = set()
    for word in key.split():
        edged = f"{_EDGE}{word}{_EDGE}"
        found |= {edged[place : place + _THREE] for place in range(max(1, len(edged) - _THREE + 1))}
    return found


def _bits(numbers: list[int]) -> int:
    row = bytearray(numbers[-1] // 8 + 1)
    for number in numbers:
        row[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(row, "little")


def _numbers(bits: int) -> list[int]:
    row = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    return [8 * found.start() + bit for found in _NOT_ZERO.finditer(row) for bit in _BITS[row[found.start()]]]


def _counted(planes: list[int], count: int) -> int:
    """The names whose count is exactly this, which is more than nothing."""
    if count >> len(planes):
        return 0
    chosen = -1  # every bit; a count above nothing takes at least one plane
    for place, plane in enumerate(planes):
        chosen &= plane if count >> place & 1 else ~plane
    return chosen
