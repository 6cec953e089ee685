"""Whether words that somebody wrote may speak of a person: by a name written otherwise, in part, or by first letters.

In doubt they do: a question that was asked for nothing costs less than one that was not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from transit_desk.matching import names, spelling

_ALIKE: Final = 0.8
_PART: Final = 3  # letters of a word that may be a name
_PARTS: Final = 2  # of a name that is shortened to its first letters
_LONG: Final = 6  # letters of a word that tells a task
_CAPITALS: Final = re.compile(r"\b[^\W\d_a-z]{2,4}\b")


def may_name(words: str | None, *called: str | None) -> bool:
    """Whether somebody called so, by any of these names, may be meant."""
    told = spelling.tokens(words or "")
    parts = {part for name in called for part in spelling.tokens(name or "") if len(part) >= _PART}
    heard = any(_alike(word, part) for word in told for part in parts if len(word) >= _PART)
    return heard or any(_by_first_letters(words or "", told, name or "") for name in called)


def may_task(words: str | None, titles: Iterable[str]) -> bool:
    """Whether a task called so may be meant: by a word of it that is long enough to tell it."""
    long = {word for title in titles for word in spelling.tokens(title) if len(word) >= _LONG}
    return any(_alike(word, task) for word in spelling.tokens(words or "") for task in long if len(word) >= _LONG)


def _alike(one: str, other: str) -> bool:
    return names.token_likeness(one, other).likeness >= _ALIKE


def _by_first_letters(words: str, told: tuple[str, ...], name: str) -> bool:
    """R. E., E. R. and RE; a login has no first letters that tell anything."""
    parts = [part for part in spelling.tokens(name) if len(part) >= _PART]
    if len(parts) < _PARTS:
        return False
    wanted = sorted(part[0] for part in parts)
    letters = "".join(word if len(word) == 1 else " " for word in told).split()
    written = [spelling.plain(each) for each in _CAPITALS.findall(words)]
    return any(sorted(each) == wanted for each in (*letters, *written))
