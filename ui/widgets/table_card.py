"""The card around a list: it takes the remainder, so that a list never ends on half a row."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QStyle, QWidget

from ui import theme
from ui.lists.delegate import Table


class TableCard(QFrame):
    """A card with one table in it."""

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{table.objectName()}_card")
        self.setAccessibleName(table.accessibleName())
        self.setProperty("ground", "card")
        self.table = table
        table.setParent(self)
        self.setMinimumHeight(160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = theme.of(self)
        line = look.stroke
        row = max(1, self.table.verticalHeader().defaultSectionSize())
        header = self.table.horizontalHeader().height()
        room = self.height() - 2 * line - header - look.px(4)
        tall = header + max(1, room // row) * row
        start, end = line + look.px(4), line + look.px(2)
        box = QRect(start, line, self.width() - start - end, tall)
        self.table.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), box))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and the line under the header."""
        super().paintEvent(event)
        look = theme.of(self)
        painter = QPainter(self)
        y = look.stroke + self.table.horizontalHeader().height() - 1
        painter.fillRect(look.stroke, y, self.width() - 2 * look.stroke, 1, look.colour("line"))
        painter.end()
