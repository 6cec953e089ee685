"""The foot of a page that scrolls: the line in which it would be cut in half stays under a lid until it is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QScrollArea, QTableView, QWidget

from ui import theme

_TALL: Final = 72  # on the drawing board: what is taller, as a picture or a box to write in, is shown as far as it goes
_ALONE: Final = 52  # of a card of which no more than its heading would be seen, nothing is


class Lid(QFrame):
    """Covers what is left of that line. It knows no layout: it looks at what stands across the end of the view."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area.viewport())
        self.area = area
        self.setObjectName("page_lid")
        self.setAccessibleName("–")
        self.hide()

    def close_over(self, cards: Iterable[QWidget]) -> None:
        """Cover the lines of these cards that the end of the view cuts, as far up as one reaches."""
        view = self.area.viewport()
        end = cut = view.height()
        standing = [card for card in cards if card.isVisible()]
        while (higher := min(self._cut(standing, cut), default=cut)) < cut:
            cut = higher
        self.setGeometry(0, cut, view.width(), end - cut)
        self.setVisible(0 < cut < end)
        self.raise_()

    def _cut(self, cards: Iterable[QWidget], end: int) -> Iterator[int]:
        alone = theme.of(self).px(_ALONE)
        for card in cards:
            top = self._top(card)
            if end - alone < top < end < top + card.height():
                yield top
            yield from self._lines(card, end)

    def _lines(self, piece: QWidget, end: int) -> Iterator[int]:
        """Where each line begins that goes on below the end."""
        top = self._top(piece)
        if not top < end < top + piece.height() or piece.isHidden():
            return
        if piece.height() <= theme.of(self).px(_TALL):
            yield top
        elif isinstance(piece, QTableView):
            row = piece.rowAt(end - self._top(piece.viewport()))
            if row >= 0:
                yield self._top(piece.viewport()) + piece.rowViewportPosition(row)
        else:
            for child in piece.children():
                if isinstance(child, QWidget):
                    yield from self._lines(child, end)

    def _top(self, piece: QWidget) -> int:
        return piece.mapTo(self.area.viewport(), QPoint(0, 0)).y()
