"""A line of small things that wraps: chips and badges, from start to end, in both directions of writing."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from ui import theme


class Flow(QLayout):
    """Puts widgets one after the other and begins a new line where the room ends."""

    def __init__(self, gap: int = 6, line_gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._line_gap = line_gap
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        if parent is not None:
            parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), moving=False)

    def setGeometry(self, box: QRect) -> None:
        super().setGeometry(box)
        self._arrange(box, moving=True)

    def sizeHint(self) -> QSize:
        gap = theme.of().px(self._gap)
        wide = sum(item.sizeHint().width() + gap for item in self._shown())
        tall = max((item.sizeHint().height() for item in self._shown()), default=0)
        return QSize(max(0, wide - gap), tall)

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, box: QRect, *, moving: bool) -> int:
        look = theme.of()
        gap, line_gap = look.px(self._gap), look.px(self._line_gap)
        owner = self.parentWidget()
        direction = owner.layoutDirection() if owner is not None else Qt.LayoutDirection.LeftToRight
        x = y = tall = 0
        for item in self._shown():
            wanted = item.sizeHint()
            if x and x + wanted.width() > box.width():
                x, y, tall = 0, y + tall + line_gap, 0
            if moving:
                place = QRect(box.topLeft() + QPoint(x, y), QSize(min(wanted.width(), box.width()), wanted.height()))
                item.setGeometry(QStyle.visualRect(direction, box, place))
            x += wanted.width() + gap
            tall = max(tall, wanted.height())
        return y + tall
