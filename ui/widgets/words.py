"""Words on a page: labels by role and tone, coloured and sized by the style sheet alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.widgets.painted import Ink


class Text(QLabel):
    """Words in a role (body, strong, small, section, title, code) and a tone (text, muted, accent, ok, warn, stop)."""

    def __init__(
        self, words: str = "", role: str = "body", tone: str = "text", *, wrap: bool = False, name: str = ""
    ) -> None:
        super().__init__(words)
        self.setObjectName(name or f"words_{role}")
        self.setTextFormat(Qt.TextFormat.PlainText)  # what a person typed is never read as markup
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self.setAccessibleName(words)
        tall = QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, tall)
        self._begin_at_start()

    def _begin_at_start(self) -> None:
        """At the start of the page, whatever letters the words are in: Qt would follow the letters."""
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._begin_at_start()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Qt would measure wrapping words at their narrowest, and pages would think themselves too tall."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        look = theme.of(self)
        return QSize(look.px(48), look.line(str(self.property("role"))))

    def say(self, words: str, tone: str | None = None) -> None:
        """Other words, perhaps in another tone."""
        self.setText(words)
        self.setAccessibleName(words)
        if tone is not None and tone != self.property("tone"):
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class Line(QLabel):
    """One line of words that gives way: it is shortened with … and the whole stays in its tooltip."""

    def __init__(self, words: str = "", role: str = "body", tone: str = "text", *, name: str = "") -> None:
        super().__init__(words)
        self.role = role
        self.tone = tone
        self.setObjectName(name or f"line_{role}")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, words: str, tone: str | None = None) -> None:
        """Other words."""
        self.tone = tone or self.tone
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.of(self)
        return QSize(look.width(self.text(), self.role) + 1, look.line(self.role))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of(self).px(24), theme.of(self).line(self.role))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.of(self)
        ink = Ink(painter, look, self.rect(), self.layoutDirection())
        ink.words(self.rect(), self.text(), self.role, self.tone)
        shortened = look.width(self.text(), self.role) > self.width()
        painter.end()
        if shortened != bool(self.toolTip()):
            self.setToolTip(self.text() if shortened else "")


def title(words: str) -> Text:
    """The heading of a page; it takes the focus when the page opens, so that who reads by ear knows the place."""
    label = Text(words, "title", name="page_title")
    label.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return label


def in_fours(words: Sequence[str]) -> str:
    """Words to be read aloud, four to a line: as many as one repeats without looking again."""
    return "\n".join("   ".join(words[at : at + 4]) for at in range(0, len(words), 4))


def beside(widget: QWidget, label: QLabel) -> None:
    """Name a field by its label, for the keyboard and for who reads by ear."""
    label.setBuddy(widget)
    widget.setAccessibleName(label.text().replace("&", ""))
