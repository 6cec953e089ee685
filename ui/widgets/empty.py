"""An empty place: an icon, one sentence, what comes next, one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ui.widgets.button import Button, tonal
from ui.widgets.card import Well
from ui.widgets.summary import Glyph
from ui.widgets.words import Text


class EmptyState(Well):
    """Nobody is left in front of a blank page."""

    asked = Signal()

    def __init__(self, icon: str, sentence: str, detail: str = "", act: str = "", act_icon: str = "plus") -> None:
        super().__init__(name="empty_state")
        self.setAccessibleName(f"{sentence}. {detail}" if detail else sentence)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.button: Button | None = None
        self.body.addStretch(1)
        self.body.addWidget(Glyph(icon, "muted", 24), 0, middle)
        self.body.addWidget(Text(sentence, "section"), 0, middle)
        if detail:
            self.body.addWidget(Text(detail, "small", "muted"), 0, middle)
        if act:
            self.button = tonal(act, act_icon, name="empty_act")
            self.button.clicked.connect(self.asked)
            self.body.addWidget(self.button, 0, middle)
        self.body.addStretch(1)
        self.pad(16, 16, 6)
