"""Grounds: the card with its line, the sunken well, and the rules between rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.painted import Ink, Painted
from ui.widgets.words import Text


class Card(QFrame):
    """A surface with one line around it. `body` is where its content goes; `head` holds heading and actions."""

    ground = "card"

    def __init__(self, heading: str = "", *, aside: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name or self.ground)
        self.setProperty("ground", self.ground)
        self.setAccessibleName(heading or name)
        self._layout = QVBoxLayout(self)
        self._pads = (16, 12)
        self._gap = 8
        self.head = QHBoxLayout()
        self.body = QVBoxLayout()
        self.heading: Text | None = None
        self.aside: Text | None = None
        if heading:
            self.heading = Text(heading, "section")
            self.head.addWidget(self.heading)
            self.head.addStretch(1)
            self._layout.addLayout(self.head)
        if aside:
            self.say_aside(aside)
        self._layout.addLayout(self.body, 1)
        self.space()

    def say_aside(self, words: str) -> None:
        """A muted word at the end of the heading's line: a count, a date."""
        if self.aside is None:
            self.aside = Text("", "small", "muted")
            self.head.addWidget(self.aside)
        self.aside.say(words)

    def add_action(self, button: QWidget) -> None:
        """A quiet button at the end of the heading's line."""
        self.head.addWidget(button)

    def add(self, piece: QWidget | QLayout, stretch: int = 0) -> None:
        """Put something in the card, below what is there."""
        if isinstance(piece, QWidget):
            self.body.addWidget(piece, stretch)
        else:
            self.body.addLayout(piece, stretch)

    def pad(self, sides: int, top: int, gap: int = 8) -> None:
        """Other inner spaces than 16 and 12, on the same grid."""
        self._pads = (sides, top)
        self._gap = gap
        self.space()

    def space(self) -> None:
        """Measure the inner spaces again, at this size of text; equal on both sides, for right-to-left."""
        look = theme.of(self)
        sides, top = self._pads
        self._layout.setContentsMargins(look.px(sides), look.px(top), look.px(sides), look.px(top))
        self._layout.setSpacing(look.px(self._gap))
        self.head.setSpacing(look.px(8))
        self.body.setSpacing(look.px(self._gap))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "body"):
            self.space()
        super().changeEvent(event)


class Well(Card):
    """A sunken place without a line: what is empty, what is answered, what stands apart."""

    ground = "well"


class Soft(Card):
    """A place in the soft tone of what is chosen: a banner."""

    ground = "soft"


class Rule(Painted):
    """A line between two rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("–")

    def sizeHint(self) -> QSize:
        return QSize(8, self.theme.stroke)

    def draw(self, ink: Ink) -> None:
        ink.rule(0, 0, self.width())
