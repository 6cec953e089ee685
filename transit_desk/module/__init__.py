"""How a slice says what it is: rights, pages as data, hooks, settings, papers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from transit_desk.domain.fields import Kind
from transit_desk.domain.permissions import Right
from transit_desk.module.gathered import (
    Hooks,
    Meter,
    Packed,
    Place,
    Seen,
    Settle,
    Task,
    where_each_is,
)
from transit_desk.module.pages import (
    Filter,
    FormPage,
    ListColumn,
    ListPage,
    Mark,
    Page,
    Part,
    RecordPage,
    Rows,
    ScreenPage,
    Section,
    TabPage,
    Target,
    Verb,
    Window,
)
from transit_desk.module.view import (
    Album,
    Block,
    Brief,
    Entries,
    Entry,
    FactLine,
    Facts,
    Header,
    Held,
    Step,
    Steps,
    Story,
    Tab,
    Tie,
    Ties,
    Told,
    View,
    entries_of,
)

__all__ = [
    "Album",
    "Block",
    "Brief",
    "Entries",
    "Entry",
    "FactLine",
    "Facts",
    "Filter",
    "FormPage",
    "Header",
    "Held",
    "Hooks",
    "ListColumn",
    "ListPage",
    "Mark",
    "Meter",
    "Module",
    "Packed",
    "Page",
    "Paper",
    "Part",
    "Place",
    "RecordPage",
    "Rows",
    "ScreenPage",
    "Section",
    "Seen",
    "Setting",
    "Settle",
    "Step",
    "Steps",
    "Story",
    "Tab",
    "TabPage",
    "Target",
    "Task",
    "Tie",
    "Ties",
    "Told",
    "Verb",
    "View",
    "Window",
    "entries_of",
    "where_each_is",
]


@dataclasses.dataclass(frozen=True)
class Setting:
    """One dated setting a slice declares, with its default; `reads` is how it is read, and fails where it cannot."""

    key: str
    title: str
    default: object
    reads: Callable[[Any], object] = Kind().check


@dataclasses.dataclass(frozen=True)
class Paper:
    """One paper a slice prints: a query that answers a `reports.document.Document`."""

    key: str
    title: str
    query: str
    audiences: tuple[str, ...] = ()
    goes_with: str = ""  # another paper that is printed with this one behind it; its query then asks for nothing


@dataclasses.dataclass(frozen=True)
class Module:
    """One service of the house, whole. Its folder's name is its name, its icon's and its translations' context."""

    name: str
    title: str
    order: int
    rights: tuple[Right, ...]
    pages: tuple[Page, ...] = ()
    home: str = ""  # the page its entry in the navigation opens; empty: no entry
    under: str = ""  # without an entry of its own: the home to whose entry its pages belong
    hooks: Hooks = dataclasses.field(default_factory=Hooks)
    settings: tuple[Setting, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def icon(self) -> str:
        """The name of its icon."""
        return self.name
