"""The lines of Today: what it is, since when, and the one thing to do about it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.button import Button, Kind
from ui.widgets.painted import END, Ink, Painted, folded, ltr
from ui.widgets.summary import Glyph
from ui.widgets.words import Line, Text

_WORDS: Final = 28  # where the words of a line of the days to come begin


class TaskLine(QWidget):
    """A sign, a title, one line about it, its hour, one button. No child's name and no bed code belongs here."""

    asked = Signal(str)

    def __init__(
        self,
        key: str,
        icon: str,
        title: str,
        detail: str = "",
        act: str = "",
        *,
        hour: str = "",
        tone: str = "muted",
        first: bool = False,
    ) -> None:
        super().__init__()
        self.key = key
        self.setObjectName(f"task_{key}")
        self.setAccessibleName(f"{title}. {detail}" if detail else title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.line = line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.of(self).px(16))
        line.addWidget(Glyph(icon, tone, 24))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Line(title, "strong"))
        if detail:
            words.addWidget(Line(detail, "small", "muted"))
        words.addStretch(1)
        line.addLayout(words, 1)
        if hour:
            line.addWidget(Text(ltr(hour), "code", "warn" if tone == "warn" else "muted"))
        self.button: Button | None = None
        if act:
            self.button = Button(act, Kind.PRIMARY if first else Kind.SECONDARY, name=f"task_{key}_act")
            self.button.setAccessibleDescription(title)
            self.button.clicked.connect(lambda _on=False: self.asked.emit(self.key))
            line.addWidget(self.button)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.of(self).px(62))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "line"):
            self.line.setSpacing(theme.of(self).px(16))
        super().changeEvent(event)


class TaskRule(Painted):
    """The line between two tasks: it begins where the words begin."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("–")

    def sizeHint(self) -> QSize:
        return QSize(40, self.theme.stroke)

    def draw(self, ink: Ink) -> None:
        ink.rule(ink.theme.px(40), 0, self.width())


class HourLine(Painted):
    """A line of tomorrow: the hour, what it is, one line about it."""

    def __init__(self, hour: str, title: str, detail: str = "") -> None:
        super().__init__()
        self.hour, self.title, self.detail = hour, title, detail
        self.setAccessibleName(", ".join(part for part in (hour, title, detail) if part))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.theme.px(46 if self.detail else 28))

    def draw(self, ink: Ink) -> None:
        look = ink.theme
        line = look.line()
        ink.words(ink.at(0, look.px(4), look.px(48), line), ltr(self.hour), "strong")
        x = look.px(56)
        ink.words(ink.at(x, look.px(4), self.width() - x, line), self.title)
        if self.detail:
            ink.words(ink.at(x, look.px(4) + line, self.width() - x, line), self.detail, "small", "muted")


class NextLine(Painted):
    """Something of the days to come: its sign, what it is, by when. Enter or a click opens it."""

    asked = Signal()

    def __init__(self, icon: str, title: str, detail: str = "") -> None:
        super().__init__()
        self.icon, self.title, self.detail = icon, title, detail
        self.setAccessibleName(", ".join(part for part in (title, detail) if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _titles(self, width: int) -> tuple[str, ...]:
        return folded(self.theme, self.title, width - self.theme.px(_WORDS))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = len(self._titles(width)) + bool(self.detail)
        return lines * self.theme.line() + self.theme.px(6 if self.detail else 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = self.width() or self.theme.px(160)
        return QSize(self.theme.px(160), self.heightForWidth(wide))

    def draw(self, ink: Ink) -> None:
        look, line = ink.theme, ink.theme.line()
        x, y = look.px(_WORDS), look.px(4)
        ink.icon(ink.at(0, y, look.px(18), line), self.icon, "muted", 18)
        for words in self._titles(self.width()):
            ink.words(ink.at(x, y, self.width() - x, line), words)
            y += line
        if self.detail:
            ink.words(ink.at(x, y, self.width() - x, line), self.detail, "small", "muted")
        if self.hasFocus():
            ink.ring(self.rect(), look.px(6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.asked.emit()


class FactLine(Painted):
    """A muted label and its value at the two ends of a line, with a sign when it leaves or stays."""

    def __init__(self, label: str, value: str = "", *, icon: str = "", tone: str = "ok") -> None:
        super().__init__()
        self.label, self.value, self.icon, self.tone = label, value, icon, tone
        self.setAccessibleName(f"{label} : {value}" if value else label)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.theme.px(24))

    def draw(self, ink: Ink) -> None:
        look, tall = ink.theme, self.height()
        x = 0
        if self.icon:
            ink.icon(ink.at(0, 0, look.px(18), tall), self.icon, self.tone, 18)
            x = look.px(26)
        room = max((self.width() - x) // 2, self.width() - x - look.width(self.label) - look.px(16))
        value = min(look.width(self.value, "small") + 1, room)
        ink.words(ink.at(x, 0, self.width() - x - value - look.px(8), tall), self.label)
        ink.words(ink.at(self.width() - value, 0, value, tall), self.value, "small", "muted", END)
