"""A page as it will be printed: white in every theme, readable, turned by keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.widgets.button import quiet
from ui.widgets.words import Text

SCALES: Final = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)


class Sheet(QWidget):
    """One page on its ground."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.image = QImage()
        self.scale = 1.0
        self.setAccessibleName(tr(N_("Page")))

    def show_page(self, image: QImage, wide: int) -> None:
        """A page at this width in pixels of the screen."""
        self.image = image
        tall = round(wide * image.height() / image.width()) if image.width() else 0
        self.setFixedSize(wide + 2, tall + 2)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.of(self).colour("line"))
        page = self.rect().adjusted(1, 1, -1, -1)
        painter.fillRect(page, QColor(Qt.GlobalColor.white))
        painter.drawImage(page, self.image)
        painter.end()


class PaperView(QFrame):
    """A document of rendered pages: turned with Page Up and Page Down, grown with + and −, forgotten when told."""

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper_view")
        self.setProperty("ground", "well")
        self.setAccessibleName(tr(N_("The pages as they will be printed")))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pages: tuple[QImage, ...] = ()
        self.page = 0
        self.scale = 0.0  # 0 means: as wide as there is room
        self.sheet = Sheet()
        self.area = QScrollArea()
        self.area.setObjectName("paper_area")
        self.area.setAccessibleName(self.accessibleName())
        self.area.setWidget(self.sheet)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.viewport().setAutoFillBackground(False)
        self.area.viewport().installEventFilter(self)
        self.place_words = Text("", "strong", name="paper_place")
        self.before = quiet(tr(N_("Page before")), "chevron_start", name="paper_before")
        self.after = quiet(tr(N_("Next page")), after="chevron_end", name="paper_after")
        self.grow = quiet(tr(N_("Larger")), "search", name="paper_larger")
        self.shrink = quiet(tr(N_("Smaller")), "minus", name="paper_smaller")
        self._lay()

    def _lay(self) -> None:
        look = theme.of(self)
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(self.place_words)
        head.addStretch(1)
        for button, act in (
            (self.before, lambda: self.turn(-1)), (self.after, lambda: self.turn(1)),
            (self.shrink, lambda: self.rescale(-1)), (self.grow, lambda: self.rescale(1)),
        ):  # fmt: skip
            button.clicked.connect(act)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(4))
        column.setSpacing(look.px(4))
        column.addLayout(head)
        column.addWidget(self.area, 1)

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """A document, from its first page."""
        self.pages = tuple(pages)
        self.page = 0
        self._show()

    def forget(self) -> None:
        """Let go of every picture, when the desk is locked or the page is left."""
        self.pages = ()
        self.sheet.show_page(QImage(), 0)
        self.place_words.say("")

    def turn(self, by: int) -> None:
        """The next page, or the one before."""
        page = max(0, min(len(self.pages) - 1, self.page + by))
        if page != self.page:
            self.page = page
            self._show()
            self.area.verticalScrollBar().setValue(0)
            self.turned.emit(page)

    def rescale(self, by: int) -> None:
        """One step larger or smaller."""
        here = self.scale or self._fitting()
        steps = [scale for scale in SCALES if (scale > here + 0.01 if by > 0 else scale < here - 0.01)]
        if steps:
            self.scale = steps[0] if by > 0 else steps[-1]
            self._show()

    def _natural(self) -> int:
        """How wide the page is at its real size on a screen of 96 dots per inch."""
        image = self.pages[self.page]
        per_inch = image.dotsPerMeterX() * 0.0254 or 96
        return round(image.width() / per_inch * 96)

    def _fitting(self) -> float:
        room = self.area.viewport().width() - 12
        return min(1.0, max(0.3, room / self._natural()))

    def _show(self) -> None:
        if not self.pages:
            return
        scale = self.scale or self._fitting()
        self.sheet.show_page(self.pages[self.page], round(self._natural() * scale))
        words = tr(N_("Page {number} of {count}"), number=self.page + 1, count=len(self.pages))
        self.place_words.say(words)
        self.sheet.setAccessibleName(words)
        self.before.setEnabled(self.page > 0)
        self.after.setEnabled(self.page + 1 < len(self.pages))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        bar = self.area.verticalScrollBar()
        if key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            bar.setValue(bar.value() + (60 if key == Qt.Key.Key_Down else -60))
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Minus} and not event.modifiers():
            self.rescale(1 if key == Qt.Key.Key_Plus else -1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() - event.angleDelta().y())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page is measured when its own room changes, not when the frame around it does."""
        if event.type() == QEvent.Type.Resize and not self.scale:
            self._show()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            look = theme.of(self)
            painter.setPen(look.pen("focus", look.ring))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRect(self.rect()).adjusted(1, 1, -2, -2), look.px(8), look.px(8))
            painter.end()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of(self).px(240), theme.of(self).px(160))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "sheet"):
            self._show()
        super().changeEvent(event)
