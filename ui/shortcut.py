"""A key of the program: it acts once, however long it is held."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Shortcut(QShortcut):
    """Qt's own, without its repeating: a hand that rests on Ctrl+Z takes one thing back, not the evening."""

    def __init__(self, keys: str, parent: QWidget) -> None:
        super().__init__(QKeySequence(keys), parent)
        self.setAutoRepeat(False)
