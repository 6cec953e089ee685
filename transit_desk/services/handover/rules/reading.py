"""What another office wrote about a child, read with care: claims, promises, and how it differs from our file."""

from __future__ import annotations

import dataclasses
import datetime
import unicodedata
from collections.abc import Mapping

from transit_desk.domain import dates, errors
from transit_desk.domain.dates import PartialDate, Precision
from transit_desk.domain.text import N_, Words

SOURCE = "other_agency"
TAKEN_IN = ("identity", "promises")
"""The sections whose content becomes part of a file here; every other one is kept as it came."""

_CLAIMED = frozenset({"name_in_use", "name", "place", "mother", "father"})
_MOST = 200


@dataclasses.dataclass(frozen=True)
class Stated:
    """One thing they say about the child."""

    what: str
    words: str
    on: datetime.date | None


@dataclasses.dataclass(frozen=True)
class Identity:
    """Who the child is, as they say. Keys of lists are theirs, and may be unknown here."""

    name: str
    sex: str
    born: PartialDate | None
    village: str
    languages: tuple[str, ...]
    stated: tuple[Stated, ...]


@dataclasses.dataclass(frozen=True)
class Promise:
    """Something that was promised to the child and is still open."""

    what: str
    begin: datetime.date
    end: datetime.date
    who: str


def identity(content: Mapping[str, object], on: datetime.date) -> Identity:
    """The section on who the child is; refused as a whole where it is not written as agreed."""
    stated = tuple(_stated(entry) for entry in _list(content, "claims"))
    places = [each.words for each in stated if each.what == "place"]
    return Identity(
        name=_text(content, "name_in_use"),
        sex=_text(content, "sex"),
        born=_born(content.get("born"), on),
        village=places[0] if places else "",
        languages=tuple(str(key) for key in _list(content, "languages")),
        stated=stated,
    )


def promises(content: Mapping[str, object]) -> tuple[Promise, ...]:
    """The section on what was promised."""
    return tuple(_promise(entry) for entry in _list(content, "dues"))


def number_in(sections: Mapping[str, object]) -> str:
    """The child's number at the sender, for people to read; empty where none is told."""
    file = sections.get("file")
    number = file.get("number") if isinstance(file, Mapping) else None
    return number if isinstance(number, str) else ""


def same_words(one: str, other: str) -> bool:
    """Whether two statements read the same, however an accent was typed."""
    return _bare(one) == _bare(other)


def _bare(words: str) -> str:
    return unicodedata.normalize("NFC", words).casefold().strip()


def odd() -> errors.RuleBroken:
    """What is said of a section that cannot be read; it stays as it came."""
    return errors.RuleBroken(
        Words(N_("This part is not written as agreed between offices. It is kept as it came, and nothing was changed."))
    )


def _stated(entry: object) -> Stated:
    if not isinstance(entry, Mapping):
        raise odd()
    what, words, on = entry.get("what"), entry.get("words"), entry.get("said_on")
    if not isinstance(words, str) or what not in _CLAIMED:
        raise odd()
    return Stated(str(what), words, None if on is None else _day(on))


def _promise(entry: object) -> Promise:
    if not isinstance(entry, Mapping):
        raise odd()
    what, who = entry.get("what"), entry.get("who")
    begin, end = _day(entry.get("from")), _day(entry.get("to"))
    if begin > end:
        raise odd()
    return Promise(str(what), begin, end, who if isinstance(who, str) else "")


def _born(born: object, on: datetime.date) -> PartialDate | None:
    """The days they say, exactly, and the same in the few words that stand as told; nothing of days to come."""
    if born is None:
        return None
    if not isinstance(born, Mapping):
        raise odd()
    first, last = _day(born.get("from")), _day(born.get("to"))
    if first > last:
        raise odd()
    if first > on:
        return None
    if not dates.FIRST <= first <= last <= dates.LAST:
        raise odd()
    whole_years = (first.month, first.day, last.month, last.day) == _WHOLE_YEARS
    ends = [str(day.year) if whole_years else day.isoformat() for day in (first, last)]
    precision = Precision.ABOUT if born.get("estimated") is True else Precision.BETWEEN
    return PartialDate(first, last, precision, "–".join(dict.fromkeys(ends)))


_WHOLE_YEARS = (1, 1, 12, 31)


def _day(value: object) -> datetime.date:
    try:
        return datetime.date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise odd() from None


def _text(content: Mapping[str, object], name: str) -> str:
    found = content.get(name)
    if found is not None and not isinstance(found, str):
        raise odd()
    return found or ""


def _list(content: Mapping[str, object], name: str) -> list[object]:
    found = content.get(name, [])
    if not isinstance(found, list) or len(found) > _MOST:
        raise odd()
    return found


_WAY_OF_WRITING = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # signs that are not seen, or that turn a line around
_JOINERS = {"\u200c", "\u200d"}  # seen in what they join: Arabic, Persian, emoji
_LONGEST_LABEL = 200


def plain(text: str) -> str:
    """A line from outside that can be shown: nothing invisible, nothing that turns the line around, not endless."""
    seen = "".join(
        sign for sign in text if sign in _JOINERS or unicodedata.category(sign) not in _WAY_OF_WRITING
    ).strip()
    return seen if len(seen) <= _LONGEST_LABEL else f"{seen[:_LONGEST_LABEL]}…"
