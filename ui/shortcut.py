"""Keys of the program: each acts once, however long it is held."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_PRESSES: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class Shortcut(QShortcut):
    """Qt's own, without its repeating: a hand that rests on Ctrl+Z takes one thing back, not the evening."""

    def __init__(self, keys: str, parent: QWidget) -> None:
        super().__init__(QKeySequence(keys), parent)
        self.setAutoRepeat(False)


def give_key(action: QAction, keys: str) -> None:
    """The key of an entry of a menu."""
    action.setShortcut(QKeySequence(keys))
    action.setAutoRepeat(False)


class HeldKeys(QObject):
    """Set on a window: Enter and Space that are held press nothing a second time, whatever has the keyboard by then."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whether a key is a repeated one that would press something; what is written goes on."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not event.isAutoRepeat():
            return False
        here = QApplication.focusWidget()
        if isinstance(here, (QTextEdit, QPlainTextEdit)):
            return False
        writes = isinstance(here, QLineEdit) and event.key() == Qt.Key.Key_Space
        return event.key() in _PRESSES and not writes
