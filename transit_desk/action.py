"""Actions and queries: a function, its title, and the right it needs.

No permission, transaction or trail inside.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from typing import Any

from transit_desk.storage.work import Work


@dataclasses.dataclass(frozen=True)
class Undone:
    """What an undo is given: the values the action was called with, and what it returned."""

    values: dict[str, Any]
    result: Any


@dataclasses.dataclass(frozen=True)
class Action:
    """Something that can be done. `undo` reverses it inside a unit of work of its own, and is audited like it.

    A `final` one is not undone, and nothing that came before it is: it rests on what was done before.
    """

    name: str
    title: str
    needs: str
    run: Callable[..., Any]
    undo: Callable[[Work, Undone], None] | None = None
    final: bool = False

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of what it is given."""
        return tuple(inspect.signature(self.run).parameters)[1:]

    def __call__(self, work: Work, **values: object) -> Any:
        """Run inside a unit of work that is already open (a slice calling its own action)."""
        return self.run(work, **values)


@dataclasses.dataclass(frozen=True)
class Query:
    """Something that can be asked. A sensitive one leaves a line in the trail each time."""

    name: str
    title: str
    needs: str
    run: Callable[..., Any]
    sensitive: bool = False

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of what it is given."""
        return tuple(inspect.signature(self.run).parameters)[1:]

    def __call__(self, work: Work, **values: object) -> Any:
        """Ask inside a unit of work that is already open (a slice asking its own query)."""
        return self.run(work, **values)


def _slice_of(function: Callable[..., Any]) -> str:
    """The folder below `services` that a function lives in is the name of its slice."""
    parts = function.__module__.split(".")
    return parts[parts.index("services") + 1]


def action(
    title: str, *, needs: str, undo: Callable[[Work, Undone], None] | None = None, final: bool = False
) -> Callable[[Callable[..., Any]], Action]:
    """Describe a function of `actions.py`. `needs` is a right of the same slice, by its key."""

    def describe(function: Callable[..., Any]) -> Action:
        place = _slice_of(function)
        return Action(f"{place}.{function.__name__}", title, f"{place}.{needs}", function, undo, final)

    return describe


def query(title: str, *, needs: str, sensitive: bool = False) -> Callable[[Callable[..., Any]], Query]:
    """Describe a function of `queries.py`. `needs` is a right of the same slice, by its key."""

    def describe(function: Callable[..., Any]) -> Query:
        place = _slice_of(function)
        return Query(f"{place}.{function.__name__}", title, f"{place}.{needs}", function, sensitive)

    return describe
