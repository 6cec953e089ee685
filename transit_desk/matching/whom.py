"""Whether two names of an agency or a person, each written by hand, mean the same one."""

from __future__ import annotations

from typing import Final

from transit_desk.matching import names, spelling

_LITTLE_WORD: Final = 3
"""Words up to so many letters (de, la, et) stand in no initials."""
_MAY_BE: Final = 0.75


def key_of(name: str | None) -> str:
    """A name as it is compared: accents, capitals, signs and spaces don't matter."""
    return " ".join(spelling.tokens(name or ""))


def same(one: str | None, other: str | None) -> bool:
    """Whether two names are one."""
    return key_of(one) == key_of(other)


def perhaps(one: str | None, other: str | None) -> bool:
    """Whether two names may mean the same: one shortened, written by ear, or its initials."""
    here, there = spelling.tokens(one or ""), spelling.tokens(other or "")
    if not here or not there:
        return False
    if "".join(here) in _initials(there) or "".join(there) in _initials(here):
        return True
    return names.similar(" ".join(here), " ".join(there)).score >= _MAY_BE


def _initials(words: tuple[str, ...]) -> tuple[str, ...]:
    if len(words) == 1:
        return ()
    every = "".join(word[0] for word in words)
    return every, "".join(word[0] for word in words if len(word) > _LITTLE_WORD)
