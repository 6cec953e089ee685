"""The foot of a page that scrolls: the line in which it would be cut in half stays under a lid until it is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QTableView, QWidget

from ui import theme

_TALL: Final = 72  # on the drawing board: what is taller, as a picture or a box to write in, is shown as far as it goes
_ALONE: Final = 52  # of a card of which no more than its heading would be seen, nothing is


class Lid(QFrame):
    """Covers what is left of that line, as wide as the cards it is asked to look at; it knows no layout."""

    def __init__(self, area: QScrollArea, cards: Callable[[], Iterable[QWidget]]) -> None:
        super().__init__(area.viewport())
        self.area, self.cards = area, cards
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.look)
        self.setObjectName("page_lid")
        self.setAccessibleName("–")
        self.hide()

    def soon(self) -> None:
        """Look when all has its new place: a layout hears of another size after whoever watches it."""
        self._soon.start(0)

    def look(self) -> None:
        """Cover the lines that the end of the view cuts, as far up as one of them reaches."""
        end = cut = self.area.viewport().height()
        standing = [card for card in self.cards() if card.isVisible()]
        while (higher := min(self._cut(standing, cut), default=cut)) < cut:
            cut = higher
        self.setVisible(bool(standing) and 0 < cut < end)
        if self.isVisible():
            start = min(self._place(card).x() for card in standing)
            self.setGeometry(
                start, cut, max(self._place(card).x() + card.width() for card in standing) - start, end - cut
            )
            self.raise_()

    def _cut(self, cards: Sequence[QWidget], end: int) -> Iterator[int]:
        alone = theme.of(self).px(_ALONE)
        for card in cards:
            top = self._place(card).y()
            if end - alone < top < end < top + card.height():
                yield top
            yield from self._lines(card, end)

    def _lines(self, piece: QWidget, end: int) -> Iterator[int]:
        """Where each line begins that goes on below the end."""
        top = self._place(piece).y()
        if not top < end < top + piece.height() or piece.isHidden():
            return
        if piece.height() <= theme.of(self).px(_TALL):
            yield top
        elif isinstance(piece, QTableView):
            rows = self._place(piece.viewport()).y()
            if (row := piece.rowAt(end - rows)) >= 0:
                yield rows + piece.rowViewportPosition(row)
        else:
            for child in piece.children():
                if isinstance(child, QWidget):
                    yield from self._lines(child, end)

    def _place(self, piece: QWidget) -> QPoint:
        return piece.mapTo(self.area.viewport(), QPoint(0, 0))
