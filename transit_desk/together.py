"""Files that were joined are one child's: what is asked of one is asked of each, and the answers are put together."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from transit_desk.action import Query
from transit_desk.module import (
    Album,
    Block,
    Entries,
    Facts,
    Module,
    Packed,
    Place,
    Steps,
    Story,
    Tab,
    TabPage,
    Ties,
)
from transit_desk.storage.work import Work

_Gather = Callable[[Work, str, Mapping[str, object]], list[Any]]


def tabs(modules: Iterable[Module]) -> frozenset[str]:
    """The queries of the tabs that slices add to a record's page."""
    return frozenset(page.query for module in modules for page in module.pages if isinstance(page, TabPage))


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
        if isinstance(answer, Place)
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
    """A tab of a child's page: the blocks of every file of that child, the one that stays first."""
    record_id = str(values.get("record_id", ""))
    first, *others = unit.same(record_id)
    tab = query.run(unit, **{**values, "record_id": first})
    for each in others:
        more = query.run(unit, **{**values, "record_id": each})
        if isinstance(tab, Tab) and isinstance(more, Tab):
            tab = dataclasses.replace(tab, start=_beside(tab.start, more.start), end=_beside(tab.end, more.end))
    return tab


def _beside(there: tuple[Block, ...], more: Iterable[Block]) -> tuple[Block, ...]:
    """What another number adds: nothing that is empty, or that stands there already."""
    return (*there, *(block for block in more if _told(block) and block not in there))


def _told(block: Block) -> bool:
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
