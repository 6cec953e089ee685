"""What a page may tell the frame around it, and be told; each page has of it what it needs."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance


@runtime_checkable
class NamesKeys(Protocol):
    """A page on which keys matter that the foot of the window and the help name."""

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Each key with what it does here."""


@runtime_checkable
class TakesBack(Protocol):
    """A page with a button of its own that names what is taken back."""

    undo_asked: SignalInstance

    def tell_undo(self, title: str) -> None:
        """The act that can be taken back now; none where it is empty."""


@runtime_checkable
class Keeps(Protocol):
    """A page in which is written."""

    def flush(self) -> None:
        """Keep what was typed, now."""


@runtime_checkable
class Forgets(Protocol):
    """A page that holds something of a child or of a key."""

    def forget(self) -> None:
        """Nothing of it stays after the lock."""


@runtime_checkable
class HasPlaces(Protocol):
    """A page with places of its own: a tab, a form that stands open, a part of an interview."""

    def standing(self) -> dict[str, Any]:
        """Where one is, as the page is called again by it."""
