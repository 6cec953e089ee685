"""What this machine remembers of its window: language, theme, size of text.

Nothing personal, ever.
"""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from typing import Generic, TypeVar, cast, overload

from PySide6.QtCore import QSettings

Kept = TypeVar("Kept")


class Preference(Generic[Kept]):
    """One remembered value with its type: `language = Preference("language", default="")`."""

    def __init__(self, key: str, default: Kept) -> None:
        self.key = key
        self.default = default

    @overload
    def __get__(self, owner: None, kind: type[Preferences]) -> Preference[Kept]: ...

    @overload
    def __get__(self, owner: Preferences, kind: type[Preferences]) -> Kept: ...

    def __get__(self, owner: Preferences | None, kind: type[Preferences]) -> Preference[Kept] | Kept:
        if owner is None:
            return self
        kept = owner.store.value(self.key)
        if kept is None:
            return self.default
        return self._read(str(kept))

    def _read(self, kept: str) -> Kept:
        """An ini file holds words; what cannot be read is as if it had never been kept."""
        readers: dict[type, Callable[[str], object]] = {bool: "true".__eq__, int: int, float: float, str: str}
        try:
            return cast(Kept, readers[type(self.default)](kept))
        except ValueError:
            return self.default

    def __set__(self, owner: Preferences, value: Kept) -> None:
        owner.store.setValue(self.key, str(value).lower() if isinstance(value, bool) else value)


class Preferences:
    """The preferences of this machine, in one ini file. No login, no name and no path to a person is kept here."""

    language = Preference("language", default="")
    theme = Preference("theme", default="")
    zoom = Preference("zoom", default=1.0)
    last_vault = Preference("last_vault", default="")  # a place on this disk, not a person
    copies = Preference("copies", default="")  # where copies go: a stick or a folder
    show_keys = Preference("show_keys", default=True)
    idle_minutes = Preference("idle_minutes", default=5)
    neutral_title = Preference("neutral_title", default="")

    def __init__(self, path: pathlib.Path | None = None) -> None:
        if path is None:
            ini, user = QSettings.Format.IniFormat, QSettings.Scope.UserScope
            self.store = QSettings(ini, user, "transit-desk", "transit-desk")
        else:
            self.store = QSettings(str(path), QSettings.Format.IniFormat)

    def keep(self) -> None:
        """Write to the disk now."""
        self.store.sync()
