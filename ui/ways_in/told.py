"""A line of what a step means, with its sign: a whole sentence, on as many lines as it needs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.widgets.summary import Glyph
from ui.widgets.words import Text


class Told(QWidget):
    """A sign and a sentence beside it."""

    def __init__(self, words: str, icon: str, tone: str = "accent") -> None:
        super().__init__()
        self.setObjectName("told")
        self.setAccessibleName(words)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.of(self).px(8))
        line.addWidget(Glyph(icon, tone, 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Text(words, "body", "text", wrap=True), 1)
