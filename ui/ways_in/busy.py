"""A calm wait: a thin bar that moves, and words beside it; for the second or two in which a key is made."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.widgets.painted import announce
from ui.widgets.words import Text


class Busy(QWidget):
    """Hidden until something is under way. Its height is kept, so that nothing on the page moves."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("busy")
        said = tr(N_("A moment…"))
        self.setAccessibleName(said)
        look = theme.of(self)
        self.bar = QProgressBar()
        self.bar.setObjectName("busy_bar")
        self.bar.setAccessibleName(said)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setFixedWidth(look.px(96))
        self.words = Text("", "small", "muted", name="busy_words")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(12))
        line.addWidget(self.bar)
        line.addWidget(self.words)
        line.addStretch(1)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def begin(self, words: str) -> None:
        """Something is under way."""
        self.words.say(words)
        self.show()
        announce(self, words)

    def end(self) -> None:
        """It is done, or was refused."""
        self.hide()
        self.words.say("")
