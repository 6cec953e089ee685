"""Names on a screen or a paper: whole letters, many scripts side by side, or the code alone."""

from __future__ import annotations

import collections
import unicodedata
from collections.abc import Mapping
from typing import Final

LRI: Final = "\u2066"  # what follows reads from left to right …
FSI: Final = "\u2068"  # … or as its own first letter says …
PDI: Final = "\u2069"  # … until here
_ZWJ: Final = "\u200d"
_SKIN: Final = range(0x1F3FB, 0x1F400)
_FLAGS: Final = range(0x1F1E6, 0x1F200)
_HANGUL_VOWELS_AND_ENDS: Final = range(0x1160, 0x1200)
_ELLIPSIS: Final = "…"


def first_names(names: Mapping[str, str]) -> dict[str, str]:
    """The first word of each name, by file; where two share it, the first letter of the next word stays with it."""
    first = {key: (name.split() or [""])[0] for key, name in names.items()}
    shared = {word for word, count in collections.Counter(first.values()).items() if count > 1}
    told: dict[str, str] = {}
    for key, name in names.items():
        rest = name.split()[1:2]
        told[key] = f"{first[key]} {rest[0][0]}." if first[key] in shared and rest else first[key]
    return told


def isolated_code(code: str) -> str:
    """A code that keeps its order among Arabic words: TD-7KQ2MX-8 never becomes 8-7KQ2MX-TD."""
    return f"{LRI}{code}{PDI}"


def isolated_name(name: str) -> str:
    """A name that keeps its own direction and does not turn its neighbours."""
    return f"{FSI}{name}{PDI}"


def shown(name: str | None, code: str, *, codes_only: bool = False) -> str:
    """What stands for a child on a list: the name in use, or the code where there is no name or none may be seen."""
    if codes_only or not name or not name.strip():
        return isolated_code(code)
    return isolated_name(name.strip())


def name_and_code(name: str | None, code: str, *, codes_only: bool = False) -> str:
    """A child's first column: name and code, or the code alone."""
    if codes_only or not name or not name.strip():
        return isolated_code(code)
    return f"{isolated_name(name.strip())} · {isolated_code(code)}"


def in_short(name: str) -> str:
    """A worker in a narrow place: Furaha N."""
    first, *rest = name.split()[:2] or [""]
    return f"{first} {rest[0][0]}." if rest else first


def graphemes(text: str) -> list[str]:
    """The letters as a reader counts them: an accent, a flag or a joined picture is never cut in two."""
    letters: list[str] = []
    for sign in text:
        if letters and _joins(letters[-1], sign):
            letters[-1] += sign
        else:
            letters.append(sign)
    return letters


def shortened(text: str, longest: int) -> str:
    """At most so many letters, the last one an ellipsis where something was left out."""
    letters = graphemes(text)
    if len(letters) <= longest:
        return text
    return "".join(letters[: max(0, longest - 1)]).rstrip() + _ELLIPSIS


def initials(name: str) -> str:
    """The first letters of at most two words, for a badge."""
    words = [word for word in name.split() if word[0].isalnum()]
    chosen = words[:1] + words[-1:] if len(words) > 1 else words
    return "".join(graphemes(word)[0] for word in chosen).upper()


def _joins(before: str, sign: str) -> bool:
    """Whether a sign belongs to the letter before it."""
    if unicodedata.category(sign) in ("Mn", "Me", "Mc") or sign == _ZWJ or ord(sign) in _SKIN:
        return True
    if before.endswith(_ZWJ):
        return True
    if ord(sign) in _HANGUL_VOWELS_AND_ENDS:
        return True
    return len(before) == 1 and ord(before) in _FLAGS and ord(sign) in _FLAGS
