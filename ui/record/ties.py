"""Bonds as a picture: the child in the middle, those who matter around; and the same as lines to read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QSizePolicy

from transit_desk.module import Entries, Entry, Tie, Ties
from ui.lists.table import say
from ui.record.around import Around, Chosen
from ui.record.entries import entries_card
from ui.widgets.card import Card
from ui.widgets.painted import MIDDLE, Ink, Painted

_LINE: Final = {"plain": "edge", "warn": "warn", "stop": "stop"}
_MOST: Final = 10  # more would be a tangle; the lines below name every one


class TiesPicture(Painted):
    """The child and those around. Apart from each other is a broken line: never by colour alone."""

    def __init__(self, centre: str, ties: Sequence[Tie]) -> None:
        super().__init__()
        self.centre, self.ties = centre, tuple(ties[:_MOST])
        self.setObjectName("ties_picture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(f"{say(tie.who)}: {say(tie.what)}" for tie in ties))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(360), self.theme.px(220))

    def draw(self, ink: Ink) -> None:
        look = ink.theme
        middle = QPointF(self.width() / 2, self.height() / 2)
        for place, tie in enumerate(self.ties):
            spot = self._spot(place)
            pen = QPen(look.pen(_LINE.get(tie.tone, "edge"), 2))
            if tie.tone == "stop":
                pen.setStyle(Qt.PenStyle.DashLine)
            ink.painter.setPen(pen)
            ink.painter.drawLine(middle, spot)
        self._person(ink, middle, self.centre, "", "strong", chosen=True)
        for place, tie in enumerate(self.ties):
            self._person(ink, self._spot(place), say(tie.who), say(tie.what), "body", chosen=False)

    def _spot(self, place: int) -> QPointF:
        """Where a person stands, on an oval around the middle; mirrored where people read from the right."""
        turn = 2 * math.pi * place / max(1, len(self.ties)) - math.pi / 2 + (0.35 if len(self.ties) % 2 == 0 else 0)
        wide, tall = self.width() / 2 - self.theme.px(92), self.height() / 2 - self.theme.px(30)
        along = math.cos(turn) * (-1 if self.isRightToLeft() else 1)
        return QPointF(self.width() / 2 + along * wide, self.height() / 2 + math.sin(turn) * tall)

    def _person(self, ink: Ink, spot: QPointF, who: str, what: str, role: str, *, chosen: bool) -> None:
        look = ink.theme
        room = look.px(164)
        wide = min(room, max(look.width(who, role), look.width(what, "small")) + look.px(20))
        tall = look.px(44 if what else 30)
        box = QRect(round(spot.x()) - wide // 2, round(spot.y()) - tall // 2, wide, tall)
        ink.fill(box, "soft" if chosen else "surface", look.px(8))
        ink.outline(box, "accent" if chosen else "line", look.px(8), look.stroke)
        upper = QRect(box.x(), box.y() + look.px(3), wide, look.px(20)) if what else box
        ink.words(upper, who, role, "on_soft" if chosen else "text", MIDDLE)
        if what:
            ink.words(QRect(box.x(), box.y() + look.px(22), wide, look.px(18)), what, "small", "muted", MIDDLE)


def ties_card(block: Ties, around: Around, chosen: Chosen) -> Card:
    """The picture, and below it every bond as a line with what can be done with it."""
    entries = tuple(Entry((tie.who, tie.what), verbs=tie.verbs, target=tie.target) for tie in block.ties)
    card = entries_card(Entries(block.title, ("", ""), entries, block.verb, block.empty), around, chosen)
    card.setObjectName("ties_card")
    if block.ties:
        card.body.insertWidget(0, TiesPicture(block.centre, block.ties))
    return card
