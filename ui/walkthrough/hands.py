"""Hands for a program without a display: they press keys, click what can be seen, wait for answers, take pictures."""

from __future__ import annotations

import pathlib
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from transit_desk.desk import Desk
from ui.app import Program
from ui.sitting import Sitting
from ui.window import Frame

PATIENCE = 30.0  # seconds: a machine that builds other things meanwhile is slow, and still right
_PAUSE = 0.002  # seconds between two looks: waiting burns nothing that the work behind the screen needs
Found = TypeVar("Found")


class StuckError(AssertionError):
    """Something that should have happened did not; says what was waited for and what stood on the screen."""


class Strays(QObject):
    """Notices a part of a page that is shown before it has its place, and so becomes a window for a moment."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            plain = watched.windowType() in {Qt.WindowType.Window, Qt.WindowType.Widget}
            if plain and not isinstance(watched, Frame):
                self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


class Hands:
    """One person at one program. Whatever was not expected stops the walk at once."""

    def __init__(self, program: Program, pictures: pathlib.Path | None = None) -> None:
        self.program = program
        self.app = program.app
        self.pictures = pictures
        self.taken: list[pathlib.Path] = []
        self.strays = Strays(program.app)

    @property
    def page(self) -> QWidget:
        """What stands on the desk now."""
        found = self.program.frame.pages.currentWidget()
        if found is None:
            raise StuckError("there is no page")
        return found

    @property
    def sitting(self) -> Sitting:
        """The worker's time at the open desk."""
        if self.program.sitting is None:
            raise StuckError("the desk is locked")
        return self.program.sitting

    @property
    def desk(self) -> Desk:
        """The open desk itself, to ask what the vault now holds."""
        if self.program.clerk.desk is None:
            raise StuckError("the desk is locked")
        return self.program.clerk.desk

    # --- waiting ---

    def breathe(self, seconds: float = 0.02) -> None:
        """Let the program do what it has to do."""
        end = time.monotonic() + seconds
        while True:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            if time.monotonic() >= end:
                return
            time.sleep(_PAUSE)

    def until(self, what: str, seen: Callable[[], Found | None], patience: float = PATIENCE) -> Found:
        """Wait until something is so, and give it back."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            self.breathe()
            if self.program.report is not None:
                raise StuckError(f"while waiting for {what}: {self.program.report.read_text('utf-8')}")
            if self.strays.seen:
                raise StuckError(f"while waiting for {what}, windows of their own: {self.strays.seen}")
            found = seen()
            if found:
                return found
        self.picture("stuck")
        raise StuckError(f"waited for {what}; on the screen: {self.words()}")

    def words(self) -> str:
        """What can be read on the screen, for whoever looks for the reason."""
        texts = (getattr(widget, "text", None) for widget in self.program.frame.findChildren(QWidget))
        return " | ".join(dict.fromkeys(str(text()) for text in texts if callable(text) and text()))[:2000]

    def quiet(self) -> None:
        """Until nothing is under way behind the screen, and the screen has heard of it."""
        self.until("the clerk", lambda: not self.program.clerk.busy())
        self.breathe(0.05)
        self.until("the clerk", lambda: not self.program.clerk.busy())

    # --- looking ---

    def find(self, name: str, kind: type[Found], within: QWidget | None = None) -> Found:
        """The widget of this name that can be seen."""
        ground = within or self.program.frame

        def seen() -> Found | None:
            every = ground.findChildren(QWidget, name)
            return next((each for each in every if isinstance(each, kind) and each.isVisible()), None)

        return self.until(name, seen)

    def opened(self, kind: type[Found]) -> Found:
        """Wait until a page of this kind is shown."""

        def seen() -> Found | None:
            page = self.program.frame.pages.currentWidget()
            return page if isinstance(page, kind) else None

        return self.until(kind.__name__, seen)

    def gone(self, page: QWidget) -> None:
        """Wait until another page is shown than this one."""
        self.until("another page", lambda: self.page is not page)

    # --- doing ---

    def click(self, name: str, within: QWidget | None = None) -> None:
        """Press a button that can be pressed."""
        button = self.find(name, QAbstractButton, within)
        self.until(f"{name} to be ready", button.isEnabled)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))
        self.breathe()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the keyboard is."""
        target = self.app.focusWidget() or self.program.frame
        QTest.keyClick(target, key, held)

    def shortcut(self, keys: str) -> None:
        """A shortcut that is alive on this page; sent as itself, since a screen that is not there has no focus."""
        live = [each for each in self.program.frame.findChildren(QShortcut) if each.key().toString() == keys]
        owner = next((each for each in live if each.isEnabled() and self._on_screen(each)), None)
        if owner is None:
            raise StuckError(f"{keys} does nothing here")
        owner.activated.emit()
        self.breathe()

    def _on_screen(self, shortcut: QShortcut) -> bool:
        parent = shortcut.parent()
        return isinstance(parent, QWidget) and parent.isVisible()

    def type(self, words: str) -> None:
        """Letter by letter, in any script, to whatever has the keyboard."""
        for letter in words:
            target = self.app.focusWidget()
            if target is None:
                raise StuckError("nothing has the keyboard")
            for sort in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(sort, _code(letter), Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(target, event)

    def write(self, name: str, words: str, within: QWidget | None = None) -> None:
        """Go to a box and write in it, over what stood there."""
        box = self.find(name, QWidget, within)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        self.until(f"the keyboard in {name}", lambda: self.app.focusWidget() is not None)
        select = getattr(box, "selectAll", None)
        if callable(select):
            select()
        self.type(words)
        self.breathe()

    def picture(self, name: str) -> None:
        """What the window shows, as it would be seen."""
        if self.pictures is None:
            return
        self.breathe(0.15)
        self.pictures.mkdir(parents=True, exist_ok=True)
        path = self.pictures / f"{name}.png"
        if not self.program.frame.grab().save(str(path)):
            raise StuckError(f"no picture could be written: {path}")
        self.taken.append(path)


def _code(letter: str) -> int:
    """The key of a letter, as a keyboard names it; letters without a key of their own have none."""
    if letter == " ":
        return Qt.Key.Key_Space.value
    return ord(letter.upper()) if letter.isascii() else Qt.Key.Key_unknown.value
