"""Boxes to write and choose in, with the habits people expect: no wheel, no trap for Tab, one height."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QRadioButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets.painted import Ink


class LineBox(QLineEdit):
    """One line of text."""

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder or name)


class TextBox(QPlainTextEdit):
    """Several lines. Tab leaves it, as it leaves every box; Qt's own habit would hold the keyboard."""

    def __init__(self, name: str, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._lines = lines
        self._measure()

    def _measure(self) -> None:
        look = theme.of(self)
        self.setFixedHeight(self._lines * look.line() + look.px(18))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_lines"):
            self._measure()
        super().changeEvent(event)


class ChoiceBox(QComboBox):
    """A list of at most ten choices. The wheel scrolls the page and never changes an answer."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view().setObjectName(f"{name}_list")
        self.view().setAccessibleName(name)
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Other choices: a key and its words each."""
        self.clear()
        for key, words in choices:
            self.addItem(words, key)

    def value(self) -> str:
        """The key of the choice."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Show the choice with this key."""
        self.setCurrentIndex(max(0, self.findData(key)))

    def showPopup(self) -> None:
        self.view().setAccessibleName(self.accessibleName())
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's box and our arrow: a style sheet would want the arrow as a file."""
        super().paintEvent(event)
        painter = QPainter(self)
        look = theme.of(self)
        ink = Ink(painter, look, self.rect(), self.layoutDirection())
        box = ink.at(self.width() - look.px(28), 0, look.px(16), self.height())
        ink.icon(box, "chevron_down", "text" if self.isEnabled() else "off_text", 16)
        painter.end()


class Tick(QCheckBox):
    """Yes or no, drawn large enough for a finger: a square with a tick, and its words."""

    round_mark = False

    def __init__(self, words: str, name: str = "tick", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.of(self)
        return QSize(look.px(32) + look.width(self.text()) + look.px(8), look.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _place: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = Ink(painter, theme.of(self), self.rect(), self.layoutDirection())
        side = ink.theme.px(20)
        box = ink.at(ink.theme.px(4), (self.height() - side) // 2, side, side)
        paint_tick(ink, box, on=self.isChecked(), enabled=self.isEnabled(), focus=self.hasFocus())
        x = ink.theme.px(32)
        tone = "text" if self.isEnabled() else "off_text"
        ink.words(ink.at(x, 0, self.width() - x, self.height()), self.text(), "body", tone)
        painter.end()


class Option(QRadioButton):
    """One of two or three choices that exclude each other."""

    def __init__(self, words: str, name: str = "option", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.of(self)
        return QSize(look.px(32) + look.width(self.text(), "strong") + look.px(8), look.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _place: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.of(self)
        ink = Ink(painter, look, self.rect(), self.layoutDirection())
        side = look.px(20)
        box = ink.at(look.px(4), (self.height() - side) // 2, side, side)
        ink.fill(box, "field", side / 2)
        ink.outline(box, "accent" if self.isChecked() else "edge", side / 2, 2 if self.isChecked() else 0)
        if self.isChecked():
            dot = look.px(10)
            inner = QRect(0, 0, dot, dot)
            inner.moveCenter(box.center())
            ink.fill(inner.translated(0, 0), "accent", dot / 2)
        if self.hasFocus():
            ink.ring(box.adjusted(-4, -4, 4, 4), side / 2 + 4)
        x = look.px(32)
        role = "strong" if self.isChecked() else "body"
        ink.words(ink.at(x, 0, self.width() - x, self.height()), self.text(), role)
        painter.end()


def paint_tick(ink: Ink, box: QRect, *, on: bool, enabled: bool = True, focus: bool = False) -> None:
    """The square of a Tick, also used in lists."""
    radius = ink.theme.px(5)
    ink.fill(box, ("accent" if on else "field") if enabled else "off_bg", radius)
    if not on or not enabled:
        ink.outline(box, "edge", radius)
    if on:
        ink.icon(box, "check", "on_accent" if enabled else "off_text", 16)
    if focus:
        ink.ring(box.adjusted(-4, -4, 4, 4), radius + 3)
