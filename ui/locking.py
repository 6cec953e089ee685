"""Locking: always, at once, without a question, and without losing a letter."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from transit_desk.clock import Clock

TICK: Final = 1_000  # milliseconds
GAP: Final = 2.0  # seconds without a tick: the machine slept, and the first event must not slip in
WARN: Final = 30.0  # seconds before an idle desk locks
CLIPBOARD: Final = 30_000  # milliseconds that text of ours stays in the clipboard
CURTAIN: Final = 60.0  # seconds a curtain may be lifted without a passphrase

_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
        QEvent.Type.TouchBegin, QEvent.Type.InputMethod, QEvent.Type.ShortcutOverride,
    }
)  # fmt: skip


class IdleWatch(QObject):
    """Counts the seconds since the last key or touch, also those in which the machine slept."""

    over = Signal()
    counting = Signal(int)  # seconds left; -1 when somebody is there again

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self.limit = 300.0
        self._last = self._ticked = clock.monotonic()
        self._counting = False
        self._on = False
        self._run_out = False  # until the desk is locked, nothing more is let through
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.tick)

    def begin(self, minutes: int) -> None:
        """Watch from now on."""
        self.limit = max(1, minutes) * 60.0
        self._run_out = False
        self._last = self._ticked = self.clock.monotonic()
        if not self._on:
            self._on = True
            _app().installEventFilter(self)
        self._timer.start()

    def end(self) -> None:
        """Nothing left to watch over."""
        self._on = False
        self._timer.stop()
        _app().removeEventFilter(self)

    def left(self) -> float:
        """Seconds until the desk locks."""
        return self.limit - (self.clock.monotonic() - self._last)

    def tick(self) -> None:
        """Once a second."""
        self._ticked = self.clock.monotonic()
        left = self.left()
        if left <= 0:
            self._run_out = True
            self.over.emit()
        elif left <= WARN:
            self._counting = True
            self.counting.emit(int(left))

    def touched(self) -> None:
        """Somebody is there."""
        self._last = self.clock.monotonic()
        if self._counting:
            self._counting = False
            self.counting.emit(-1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After a gap, look at the time before the first key is let through: a lid was closed over lunch."""
        if not self._on or event.type() not in _TOUCHES:
            return False
        if self.clock.monotonic() - self._ticked >= GAP:
            self.tick()
        if self._run_out:
            return True
        self.touched()
        return False


class OwnClipboard(QObject):
    """Text that this program put into the clipboard leaves it again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = QGuiApplication.clipboard()
        self._ours: str | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CLIPBOARD)
        self._timer.timeout.connect(self.clear)
        self._board.dataChanged.connect(self._changed)

    def _changed(self) -> None:
        active = QGuiApplication.focusWindow() is not None
        if self._board.ownsClipboard() or active:
            self._ours = self._board.text() or None
            self._timer.start()
        else:
            self._ours = None

    def clear(self) -> None:
        """Take our text out; what another program put there meanwhile is not ours to touch."""
        self._timer.stop()
        if self._ours is not None and self._board.text() == self._ours:
            self._board.clear()
        self._ours = None


def close_popups() -> None:
    """Menus and dialogs do not stand in the way of a lock; what they held is in the draft."""
    for _turn in range(10):
        popup: QWidget | None = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if popup is None:
            return
        popup.close()
        popup.hide()


def again(arguments: list[str]) -> list[str]:
    """The command that starts this program anew."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "ui", *arguments]


def replace_process(arguments: list[str]) -> None:
    """Begin anew in a fresh process: whatever the memory still held of anybody goes with the old one."""
    command = again(arguments)
    if sys.platform == "win32":
        subprocess.Popen(command, close_fds=True)
        os._exit(0)
    os.execv(command[0], command)  # noqa: S606  (our own program, with a list)


def _app() -> QApplication:
    found = QApplication.instance()
    if not isinstance(found, QApplication):
        raise TypeError
    return found
