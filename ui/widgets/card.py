"""Grounds: the card with its line, the sunken well, and the rules between rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.painted import Ink, Painted
from ui.widgets.words import Text


class Edge(QWidget):
    """Eight pixels of a card's inner space, as a widget: layouts mirror widgets, and not their margins."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("edge")
        self.setAccessibleName("–")


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
        self._actions: list[QWidget] = []
        self.head = QHBoxLayout()
        self.body = QVBoxLayout()
        self.heading: Text | None = None
        self.aside: Text | None = None
        self._edges = [Edge() for _ in range(4)]  # a quiet button at the end of the head gives up its own 8 pixels
        self.head.addWidget(self._edges[0])
        if heading:
            self.heading = Text(heading, "section", wrap=True)
            self.head.addWidget(self.heading, 1)
        self.head.addWidget(self._edges[1])
        if aside:
            self.say_aside(aside)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._edges[2])
        middle.addLayout(self.body, 1)
        middle.addWidget(self._edges[3])
        if heading:
            self._layout.addLayout(self.head)
        else:
            for edge in self._edges[:2]:
                edge.setParent(self)
                edge.hide()
        self._layout.addLayout(middle, 1)
        self.space()

    def say_aside(self, words: str) -> None:
        """A muted word at the end of the heading's line: a count, a date."""
        if self.aside is None:
            self.aside = Text("", "small", "muted")
            self.head.insertWidget(self.head.count() - 1, self.aside)
        self.aside.say(words)

    def add_action(self, button: QWidget) -> None:
        """A quiet button at the end of the heading's line; its words end where the card's content ends."""
        self._edges[1].hide()
        self.head.addWidget(button)
        self._actions.append(button)

    def add(self, piece: QWidget | QLayout, stretch: int = 0) -> None:
        """Put something in the card, below what is there."""
        if isinstance(piece, QWidget):
            self.body.addWidget(piece, stretch)
        else:
            self.body.addLayout(piece, stretch)

    def add_wide(self, piece: QLayout) -> None:
        """A line of quiet buttons at the foot: their words, not their boxes, meet the edges of the content."""
        self._layout.addLayout(piece)

    def pad(self, sides: int, top: int, gap: int = 8) -> None:
        """Other inner spaces than 16 and 12, on the same grid."""
        self._pads = (sides, top)
        self._gap = gap
        self.space()

    def space(self) -> None:
        """Measure the inner spaces again, at this size of text; equal on both sides, for right-to-left."""
        look = theme.of(self)
        sides, top = self._pads
        edge = min(8, sides)
        for each in self._edges:
            each.setFixedWidth(look.px(edge))
        side = look.px(sides - edge)
        self._layout.setContentsMargins(side, look.px(top), side, look.px(top))
        self._layout.setSpacing(look.px(self._gap))
        self.head.setSpacing(0)
        self.body.setSpacing(look.px(self._gap))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where heading and actions do not fit on one line, the actions stand below it rather than squeeze it."""
        super().resizeEvent(event)
        if self.heading is None or not self._actions:
            return
        words = theme.of(self).width(self.heading.text(), "section")
        needed = words + sum(button.sizeHint().width() for button in self._actions)
        across = needed <= self.width() - 2 * theme.of(self).px(self._pads[0])
        way = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        if self.head.direction() is not way:
            self.head.setDirection(way)
            self._edges[0].setVisible(across)
            self.heading.setContentsMargins(0 if across else theme.of(self).px(8), 0, 0, 0)

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
