"""Files that were joined are one child's: what is asked of one is asked of each, and the answers are put together."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from transit_desk.action import Query
from transit_desk.module import (
    Album,
    Entries,
    Facts,
    Packed,
    Place,
    Seen,
    Steps,
    Story,
    Tab,
    Ties,
    Told,
)
from transit_desk.storage.work import Work

_Gather = Callable[[Work, str, Mapping[str, object]], list[Any]]


def gathered(unit: Work, hook: str, arguments: Mapping[str, object], gather: _Gather) -> list[Any]:
    """What every slice answers to a hook about a child, whatever the number it was written under."""
    file_ids = arguments.get("file_ids")
    if isinstance(file_ids, Sequence) and not isinstance(file_ids, str):
        return _everywhere(unit, hook, arguments, list(file_ids), gather)
    file_id = arguments.get("file_id")
    files = unit.same(file_id) if isinstance(file_id, str) else ()
    if len(files) < 2:  # noqa: PLR2004
        return gather(unit, hook, arguments)
    found: list[Any] = []
    for each in files:
        for answer in gather(unit, hook, {**arguments, "file_id": each}):
            if isinstance(answer, Packed):
                _pack(found, answer)
            elif answer not in found:
                found.append(answer)
    return found


def _everywhere(unit: Work, hook: str, arguments: Mapping[str, object], asked: list[str], gather: _Gather) -> list[Any]:
    """Where children are: a place kept under a number that ended is that of the file that stays."""
    named = {other: each for each in asked for other in unit.same(each)}
    named |= {each: each for each in asked}
    answers = gather(unit, hook, {**arguments, "file_ids": list(named)})
    return [
        dataclasses.replace(answer, file_id=named.get(answer.file_id, answer.file_id))
        if isinstance(answer, (Place, Seen))
        else answer
        for answer in answers
    ]


def _pack(found: list[Any], part: Packed) -> None:
    """One section of a package for one child: what only the other number holds is added to it."""
    for place, there in enumerate(found):
        if isinstance(there, Packed) and (there.section, there.holder) == (part.section, part.holder):
            found[place] = dataclasses.replace(there, content=both(there.content, part.content))
            return
    found.append(part)


def both(first: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Two contents as one, and nothing lost: lists one after the other, what differs kept beside as `…_also`."""
    one = dict(first)
    for name, value in other.items():
        there = one.get(name)
        if there in (None, "", [], {}):
            one[name] = value
        elif isinstance(there, Mapping) and isinstance(value, Mapping):
            one[name] = both(there, value)
        elif isinstance(there, list) and isinstance(value, list):
            one[name] = there + [each for each in value if each not in there]
        elif value not in (None, "", [], {}, there):
            also = one.get(f"{name}_also", [])
            one[f"{name}_also"] = also if value in also else [*also, value]
    return one


def answered(unit: Work, query: Query, values: Mapping[str, object]) -> Any:
    """What a slice answers about a record: a tab, blocks or what was told, of every file of that child.

    The file that stays comes first. Everything else is answered as it was asked.
    """
    answer, record_id = query.run(unit, **values), values.get("record_id")
    if not isinstance(record_id, str) or not isinstance(answer, (Tab, Told, tuple)):
        return answer
    answers = [
        answer if each == record_id else query.run(unit, **{**values, "record_id": each})
        for each in unit.same(record_id)
    ]
    return functools.reduce(_with, answers)


def _with(there: Any, more: Any) -> Any:
    """Two answers to one question as one."""
    if isinstance(there, Tab):
        return dataclasses.replace(there, start=_beside(there.start, more.start), end=_beside(there.end, more.end))
    if isinstance(there, Told):
        return _known(there, more)
    return _beside(there, more)


def _known(there: Told, more: Told) -> Told:
    """What is known under either number is not asked; whom it is about is whoever the file that stays is about."""
    before = {**more.before}
    for form, lines in there.before.items():
        before[form] = _beside(lines, more.before.get(form, ()))
    return dataclasses.replace(
        there, lines={**more.lines, **there.lines}, values={**more.values, **there.values}, before=before
    )


def _beside(there: tuple[Any, ...], more: Iterable[Any]) -> tuple[Any, ...]:
    """What another number adds: nothing that is empty, or that stands there already."""
    return (*there, *(each for each in more if _told(each) and each not in there))


def _told(block: object) -> bool:
    """Whether a block says anything: an empty one of a number that ended only stands in the way."""
    match block:
        case Facts(lines=lines) | Steps(lines=lines):
            return bool(lines)
        case Story(events=events):
            return bool(events)
        case Entries(entries=entries):
            return bool(entries)
        case Ties(ties=ties):
            return bool(ties)
        case Album(held=held):
            return bool(held)
    return True
