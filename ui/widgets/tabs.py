"""The pages of a record as tabs; what does not fit waits under "More", never behind scrolling arrows."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QTabBar, QWidget

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.widgets.button import quiet
from ui.widgets.painted import Ink


class TabStrip(QTabBar):
    """Qt's tab bar, for the keyboard and for who reads by ear, in our own paint."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tab_strip")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def tabSizeHint(self, index: int) -> QSize:
        look = theme.of(self)
        gap = look.px(32)
        return QSize(look.width(self.tabText(index), "strong") + gap, look.height("tab"))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.of(self)
        for index in range(self.count()):
            if not self.isTabVisible(index):
                continue
            ink = Ink(painter, look, self.tabRect(index), self.layoutDirection())
            wide, tall = ink.within.width() - look.px(32), ink.within.height()
            here = index == self.currentIndex()
            role, tone = ("strong", "accent") if here else ("body", "text")
            ink.words(ink.at(0, 0, wide + look.px(16), tall), self.tabText(index), role, tone)
            if here:
                ink.fill(ink.at(0, tall - look.px(4), look.width(self.tabText(index), role), look.px(4)), "accent", 2)
            if here and self.hasFocus():
                ink.ring(ink.at(-look.px(6), look.px(4), wide + look.px(12), tall - look.px(10)), look.px(6))
        painter.end()


class Tabs(QWidget):
    """Tabs with keys: Ctrl+PgUp and Ctrl+PgDn go from one to the next (the page sets them)."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str]], said: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self.setAccessibleName(said)
        self.keys = [key for key, _ in pages]
        self.strip = TabStrip()
        self.strip.setAccessibleName(said)
        for _, words in pages:
            self.strip.addTab(words)
        self.more = quiet(tr(N_("More")), after="chevron_down", name="tabs_more")
        self.more.clicked.connect(self._open_more)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self.strip.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line.addWidget(self.strip, 1)
        line.addWidget(self.more)
        self.strip.currentChanged.connect(self._tell)
        self.more.hide()

    def current(self) -> str:
        """The key of the page that is shown."""
        return self.keys[self.strip.currentIndex()]

    def choose(self, key: str, _on: bool = False) -> None:
        """Show a page."""
        place = self.keys.index(key)
        self.strip.setTabVisible(place, True)
        self.strip.setCurrentIndex(place)
        self._fit()

    def step(self, by: int) -> None:
        """The next page, or the one before."""
        self.choose(self.keys[(self.strip.currentIndex() + by) % len(self.keys)])

    def _tell(self, place: int) -> None:
        if 0 <= place < len(self.keys):
            self._fit()
            self.chosen.emit(self.keys[place])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as many as there is room for, and always the current one; the rest goes under "More"."""
        widths = [self.strip.tabSizeHint(place).width() for place in range(len(self.keys))]
        spare = theme.of(self).px(32)  # the last one needs no gap after it
        if sum(widths) - spare <= self.width():
            shown = set(range(len(self.keys)))
        else:
            here = max(0, self.strip.currentIndex())
            room = self.width() - self.more.sizeHint().width() - widths[here]
            shown = {here}
            for place, wide in enumerate(widths):
                if place == here:
                    continue
                if wide > room:
                    break
                shown.add(place)
                room -= wide
        for place in range(len(self.keys)):
            if self.strip.isTabVisible(place) != (place in shown):
                self.strip.setTabVisible(place, place in shown)
        self.more.setVisible(len(shown) < len(self.keys))

    def _open_more(self) -> None:
        menu = QMenu(self)
        for place, key in enumerate(self.keys):
            if not self.strip.isTabVisible(place):
                menu.addAction(self.strip.tabText(place)).triggered.connect(functools.partial(self.choose, key))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.of(self)
        painter.fillRect(0, self.height() - look.stroke, self.width(), look.stroke, look.colour("line"))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "more"):
            self.updateGeometry()
            self._fit()
        super().changeEvent(event)
