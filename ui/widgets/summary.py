"""The card at the top of a form that counts what is to be corrected and leads to each field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from transit_desk.domain.text import N_, ntr
from ui import theme
from ui.widgets.card import Card
from ui.widgets.painted import Ink, Painted, announce
from ui.widgets.words import Text


class Glyph(Painted):
    """One icon beside words that say the same."""

    def __init__(self, icon: str, tone: str = "muted", size: int = 20) -> None:
        super().__init__()
        self.icon = icon
        self.tone = tone
        self.size_px = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(icon)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self.size_px), self.theme.px(self.size_px))

    def draw(self, ink: Ink) -> None:
        ink.icon(self.rect(), self.icon, self.tone, self.size_px)


class Link(QPushButton):
    """Underlined words that lead somewhere."""

    def __init__(self, words: str, tone: str = "accent", name: str = "link", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.tone = tone
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        look = theme.of(self)
        return QSize(look.width(self.text()) + look.px(8) + 1, look.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of(self).px(48), theme.of(self).px(24))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        look = theme.of(self)
        room = max(1, width - look.px(8))
        box = look.metrics("link").boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, self.text())
        return max(look.px(24), -(-box.height() // look.line()) * look.line() + look.px(4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.of(self)
        ink = Ink(painter, look, self.rect(), self.layoutDirection())
        pad = look.px(4)
        ink.paragraph(ink.at(pad, look.px(2), self.width() - 2 * pad, self.height()), self.text(), "link", self.tone)
        if self.hasFocus():
            ink.ring(self.rect(), look.px(4))
        painter.end()


class ErrorSummary(Card):
    """What is to be corrected, one line each. It takes the focus when it appears; a line leads to its field."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(name="error_summary")
        self.setProperty("edge", "stop")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line = QHBoxLayout()
        line.setSpacing(theme.of(self).px(8))
        self.title = Text("", "section")
        line.addWidget(Glyph("alert", "stop"))
        line.addWidget(self.title)
        line.addStretch(1)
        self.add(line)
        self._links: list[Link] = []
        self.pad(16, 12, 2)
        self.hide()

    def show_points(self, points: Sequence[tuple[str, str]]) -> None:
        """Each point is the key of a field and the same words that stand beside it; none hides the card."""
        for link in self._links:
            link.deleteLater()
        self._links = []
        for key, words in points:
            link = Link(words, "stop", f"link_{key}")
            link.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
            self._links.append(link)
            self.add(link)
        self.setVisible(bool(points))
        if points:
            words = ntr(N_("There is {count} point to correct"), N_("There are {count} points to correct"), len(points))
            self.title.say(words)
            self.setAccessibleName(words)
            announce(self, words)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
