"""The frame: strip, top bar, sidebar, the stack of pages with its way back, the line at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.bars import TITLE, Destination, SideBar, StatusLine, TopBar
from ui.shortcut import HeldKeys, Shortcut
from ui.widgets.demo import DemoStrip
from ui.widgets.painted import announce

NARROW: Final = 1100  # below this width the sidebar keeps its icons only

__all__ = ["TITLE", "Destination", "Frame"]


class Frame(QMainWindow):
    """One window, one stack of pages. It knows no module: it is given places, pages and words."""

    search_asked = Signal()
    curtain_asked = Signal()
    lock_asked = Signal()
    help_asked = Signal()
    place_asked = Signal(str)
    person_asked = Signal()
    zoom_asked = Signal(int)  # +1, −1, or 0 for the size as it was made
    closing = Signal()

    def __init__(self, *, demo: bool = False) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setObjectName("frame")
        self.setAccessibleName(TITLE)
        self.strip = DemoStrip()
        self.top = TopBar()
        self.side = SideBar()
        self.status = StatusLine()
        self.pages = QStackedWidget()
        self.pages.setObjectName("pages")
        self.pages.setAccessibleName(tr(N_("Page")))
        self.whole = QStackedWidget()  # the frame itself, and pages that replace it: unlocking, the curtain
        self.whole.setObjectName("whole")
        self._history: list[QWidget] = []
        self._zone = 0
        self._lay()
        self.strip.setVisible(demo)  # once it has its place: shown without one it would be a window
        self._wire()
        self.status.show_zoom(theme.of(self).zoom)
        self.resize(1366, 768)
        self.setMinimumSize(800, 560)

    # --- building ---

    def _lay(self) -> None:
        self.desk = QWidget()
        self.desk.setObjectName("desk")
        self.desk.setAccessibleName(TITLE)
        column = QVBoxLayout(self.desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.side)
        right = QVBoxLayout()
        right.setSpacing(0)
        self.above = QVBoxLayout()  # a calm word above whatever page is shown …
        self.below = QVBoxLayout()  # … and the act that can still be taken back, below it
        right.addLayout(self.above)
        right.addWidget(self.pages, 1)
        right.addLayout(self.below)
        right.addWidget(self.status)
        line.addLayout(right, 1)
        column.addLayout(line, 1)
        outer = QWidget()
        outer.setObjectName("outer")
        outer.setAccessibleName(TITLE)
        stack = QVBoxLayout(outer)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.strip)
        stack.addWidget(self.whole, 1)
        self.whole.addWidget(self.desk)
        self.setCentralWidget(outer)

    def _wire(self) -> None:
        self.top.search.clicked.connect(self.search_asked)
        self.top.curtain.clicked.connect(self.curtain_asked)
        self.top.lock.clicked.connect(self.lock_asked)
        self.top.help.clicked.connect(self.help_asked)
        self.side.chosen.connect(self.place_asked)
        self.side.person_asked.connect(self.person_asked)
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+K", self.search_asked.emit),
            ("F9", self.curtain_asked.emit),
            ("Ctrl+B", self.curtain_asked.emit),
            ("Ctrl+L", self.lock_asked.emit),
            ("F1", self.help_asked.emit),
            ("Alt+Left", self.back),
            ("F6", lambda: self.next_zone(1)),
            ("Shift+F6", lambda: self.next_zone(-1)),
            ("Ctrl++", lambda: self.zoom_asked.emit(1)),
            ("Ctrl+=", lambda: self.zoom_asked.emit(1)),
            ("Ctrl+-", lambda: self.zoom_asked.emit(-1)),
            ("Ctrl+0", lambda: self.zoom_asked.emit(0)),
        )
        for keys, act in acts:
            shortcut = Shortcut(keys, self)
            shortcut.activated.connect(act)
        self._held = HeldKeys(self)

    # --- what it is given ---

    def show_demo(self, demo: bool) -> None:
        """Whether the vault is the demonstration."""
        self.strip.setVisible(demo)

    def set_destinations(self, places: Sequence[Destination]) -> None:
        """The places this worker may go to."""
        self.side.show_places(places)

    def show_page(self, page: QWidget, place: str = "", *, back: bool = True) -> None:
        """Show a page; the one before stays as it was, with its filter and its selection, for Alt+Left.

        Without a place of its own a page stands where one came from.
        """
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        here = self.pages.currentWidget()
        if back and here is not None and here is not page:
            self._history.append(here)
        self.pages.setCurrentWidget(page)
        came_from = here.property("place") if here is not None else ""
        page.setProperty("place", str(place or page.property("place") or came_from or ""))
        self.side.mark(str(page.property("place")))
        self._focus_title(page)

    def back(self) -> None:
        """The page before. It never undoes anything."""
        while self._history:
            page = self._history.pop()
            if self.pages.indexOf(page) >= 0:
                self.show_page(page, back=False)
                return

    def can_go_back(self) -> bool:
        """Whether there is a page before."""
        return bool(self._history)

    def drop_pages(self) -> None:
        """Let every page go: the desk is locked, and nothing of a child stays in the window."""
        self._history.clear()
        pages = [page for place in range(self.pages.count()) if (page := self.pages.widget(place)) is not None]
        # The one that is seen goes last: Qt would show the next one in its place, and that would ask a locked desk.
        for page in sorted(pages, key=lambda page: page is self.pages.currentWidget()):
            self.pages.removeWidget(page)
            page.deleteLater()

    def replace(self, page: QWidget | None) -> None:
        """Put a page in the place of the whole frame (unlocking, the curtain); none brings the frame back."""
        here = self.whole.currentWidget()
        shown = self.desk if page is None else page
        if self.whole.indexOf(shown) < 0:
            self.whole.addWidget(shown)
        self.whole.setCurrentWidget(shown)
        if here is not None and here is not self.desk and here is not shown:
            self.whole.removeWidget(here)
            here.hide()
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_title(self, page: QWidget) -> None:
        heading = page.findChild(QWidget, "page_title")
        (heading or page).setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, heading.accessibleName() if heading is not None else page.accessibleName())

    # --- moving by keys ---

    def next_zone(self, step: int) -> None:
        """F6: top bar, places, page, foot and round again."""
        zones: tuple[QWidget, ...] = (self.top, self.side, self.pages)
        here = QApplication.focusWidget()
        inside = next((place for place, zone in enumerate(zones) if here and zone.isAncestorOf(here)), 0)
        for turn in range(1, len(zones) + 1):
            target = self._first(zones[(inside + step * turn) % len(zones)])
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _first(self, zone: QWidget) -> QWidget | None:
        """The widget of a zone that takes the keyboard: the place one is at, else the first."""
        for button in self.side.items.values() if zone is self.side else ():
            if button.isChecked():
                return button
        for widget in zone.findChildren(QWidget):
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
            if takes and widget.objectName() != "page_title" and not isinstance(widget, QScrollArea):
                return widget
        return None

    # --- what happens to it ---

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Resize and hasattr(self, "side"):
            self.side.fold(self._cramped())
        if kind == QEvent.Type.LanguageChange and hasattr(self, "side"):
            self.top.say()
            self.side.say()
            self.strip.say()
            self.status.show_zoom(theme.of(self).zoom)
        if kind in {QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange} and hasattr(self, "side"):
            self.top.measure()
            self.side.measure()
            self.status.measure()
            self.status.show_zoom(theme.of(self).zoom)
            self.side.fold(self._cramped())
        return super().event(event)

    def _cramped(self) -> bool:
        return self.width() < theme.of(self).px(NARROW)

    def showEvent(self, event: QShowEvent) -> None:
        self.windowHandle().installEventFilter(self._held)
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
