"""Bonds as a picture: the child in the middle, those who matter around."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QSizePolicy

from transit_desk.domain.text import tr
from transit_desk.module import Tie, Ties
from ui.lists.table import say
from ui.widgets.card import Card
from ui.widgets.painted import MIDDLE, Ink, Painted

_LINE: Final = {"plain": "edge", "warn": "warn", "stop": "stop"}
_MOST: Final = 10  # more would be a tangle; the tables of the tab name every one
_BESIDE: Final = 2  # as many stand at the sides of the child
_PERSON: Final = 180  # the widest box of a person on the drawing board


class TiesPicture(Painted):
    """The child and those around. Apart from each other is a broken line: never by colour alone."""

    def __init__(self, centre: str, ties: Sequence[Tie]) -> None:
        super().__init__()
        self.centre, self.ties = centre, tuple(ties[:_MOST])
        self.setObjectName("ties_picture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(f"{say(tie.who)}: {say(tie.what)}" for tie in ties))

    def sizeHint(self) -> QSize:
        """Two stand beside the child; more stand above and below."""
        return QSize(self.theme.px(360), self.theme.px(52 if len(self.ties) <= _BESIDE else 180))

    def draw(self, ink: Ink) -> None:
        look = ink.theme
        middle = QPointF(self.width() / 2, self.height() / 2)
        spots = self.spots()
        for tie, spot in zip(self.ties, spots, strict=True):
            pen = QPen(look.pen(_LINE.get(tie.tone, "edge"), 2))
            if tie.tone == "stop":
                pen.setStyle(Qt.PenStyle.DashLine)
            ink.painter.setPen(pen)
            ink.painter.drawLine(middle, spot)
        self._person(ink, middle, self.centre, "", "strong", chosen=True)
        for tie, spot in zip(self.ties, spots, strict=True):
            self._person(ink, spot, say(tie.who), say(tie.what), "body", chosen=False)

    def spots(self) -> list[QPointF]:
        """Where each person stands; mirrored where people read from the right."""
        look, many = self.theme, len(self.ties)
        wide, tall = self.width() / 2, self.height() / 2
        if many <= _BESIDE:
            far = min(wide - look.px(_PERSON / 2), look.px(300))
            places = [(-far, 0.0), (far, 0.0)][-many:] if many else []
        else:
            above = (many + 1) // 2
            edge = tall - look.px(24)
            places = [*self._row(above, -edge), *self._row(many - above, edge)]
        turn = -1 if self.isRightToLeft() else 1
        return [QPointF(wide + turn * along, tall + down) for along, down in places]

    def _row(self, many: int, down: float) -> list[tuple[float, float]]:
        pitch = min(self.theme.px(_PERSON + 36), self.width() / many)
        return [((place - (many - 1) / 2) * pitch, down) for place in range(many)]

    def box(self, spot: QPointF, who: str, what: str = "", role: str = "body") -> QRect:
        """The place of a person: as wide as the words, and not wider than there is room beside the others."""
        look, many = self.theme, len(self.ties)
        beside = 3 if many <= _BESIDE else (many + 1) // 2
        room = min(look.px(_PERSON), self.width() // beside - look.px(8))
        wide = min(room, max(look.width(who, role), look.width(what, "small")) + look.px(24))
        tall = look.px(44 if what else 30)
        return QRect(round(spot.x()) - wide // 2, round(spot.y()) - tall // 2, wide, tall)

    def _person(self, ink: Ink, spot: QPointF, who: str, what: str, role: str, *, chosen: bool) -> None:
        look, box = ink.theme, self.box(spot, who, what, role)
        ink.fill(box, "soft" if chosen else "surface", look.px(8))
        ink.outline(box, "accent" if chosen else "edge", look.px(8), look.stroke)
        within = box.adjusted(look.px(8), 0, -look.px(8), 0)
        upper = QRect(within.x(), box.y() + look.px(3), within.width(), look.px(20)) if what else within
        ink.words(upper, who, role, "on_soft" if chosen else "text", MIDDLE)
        if what:
            lower = QRect(within.x(), box.y() + look.px(22), within.width(), look.px(18))
            ink.words(lower, what, "small", "muted", MIDDLE)


def ties_card(block: Ties) -> Card:
    """The picture in its card; who is in it stands in a table of the same tab, with what can be done."""
    card = Card(tr(block.title), name="ties_card")
    card.pad(16, 8, 2)
    card.add(TiesPicture(block.centre, block.ties))
    return card
