"""What every editor of a form answers, whatever it asks for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class Editor(QObject):
    """What every editor answers. `box` is what is put on the page, `first` what takes the keyboard."""

    changed = Signal()

    def __init__(self, box: QWidget, first: QWidget | None = None) -> None:
        super().__init__(box)
        self.box = box
        self.first = first or box
        if first is not None:
            box.setFocusProxy(first)

    def value(self) -> Any:
        """The value as the field checks it; None for nothing. Raises a refusal for what cannot be read."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a kept value."""
        raise NotImplementedError

    def typed(self) -> Any:
        """What stands in the box, letter by letter, as a draft keeps it."""
        return self.value()

    def retype(self, typed: Any) -> None:
        """Put back what a draft kept."""
        self.show_value(typed)

    def mark(self, wrong: bool) -> None:
        """Show in the parts of the box that something is to be corrected; the field marks the box itself."""


def mark(widget: QWidget, wrong: bool) -> None:
    """Show in one box that something is to be corrected."""
    widget.setProperty("state", "error" if wrong else "")
    widget.style().unpolish(widget)
    widget.style().polish(widget)
