"""The frame: strip, top bar, sidebar, the stack of pages with its way back, the line at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.widgets.button import Button, Kind
from ui.widgets.card import Rule
from ui.widgets.demo import DemoStrip
from ui.widgets.painted import Ink, Painted, announce
from ui.widgets.summary import Glyph
from ui.widgets.words import Line, Text

TITLE: Final = "Transit Desk"  # always: no name of a child or a place ever stands in the bar of the system
NARROW: Final = 1100  # below this width the sidebar keeps its icons only


class Destination(NamedTuple):
    """A place of the sidebar. `count` is what waits there; `at_foot` puts it below, with the settings."""

    key: str
    title: str
    icon: str
    count: int = 0
    at_foot: bool = False


class Mark(Painted):
    """The house with its lit table."""

    def __init__(self, side: int = 28) -> None:
        super().__init__()
        self.side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(TITLE)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self.side), self.theme.px(self.side))

    def draw(self, ink: Ink) -> None:
        look = ink.theme
        ink.fill(self.rect(), "accent", look.px(self.side * 0.22))
        ink.icon(self.rect(), "mark", "on_accent", self.side)


class TopBar(QFrame):
    """The product, the search, and the three tools that are always in the same place."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setProperty("ground", "topbar")
        self.mark = Mark()
        self.product = Text(TITLE, "section", name="product")
        self.search = Button(kind=Kind.SEARCH, icon="search", keys="Ctrl+K", name="search_button")
        self.curtain = Button(kind=Kind.TOOL, icon="eye_off", keys="F9", name="curtain_button")
        self.lock = Button(kind=Kind.TOOL, icon="lock", name="lock_button")
        self.help = Button(kind=Kind.TOOL, icon="help", keys="F1", name="help_button")
        self.line = QHBoxLayout(self)
        self.head = QWidget()
        self.head.setObjectName("topbar_head")
        self.head.setAccessibleName(TITLE)
        inner = QHBoxLayout(self.head)
        inner.addWidget(self.mark)
        inner.addWidget(self.product)
        inner.addStretch(1)
        self.line.addWidget(self.head)
        self.line.addWidget(self.search)
        self.line.addStretch(1)
        for tool in (self.curtain, self.lock, self.help):
            self.line.addWidget(tool)
        self.measure()
        self.say()

    def say(self) -> None:
        """In the language of the moment."""
        self.setAccessibleName(tr(N_("Tools")))
        self.search.say(tr(N_("Search for a child, an action…")))
        self.curtain.say(tr(N_("Hide")), tr(N_("Cover the screen: F9 or Ctrl+B")))
        self.lock.say(tr(N_("Lock")), "Ctrl+L")
        self.lock.setToolTip("Ctrl+L")
        self.help.say(tr(N_("Help")), "F1")

    def measure(self) -> None:
        """Sizes at this size of text."""
        look = theme.of(self)
        self.setFixedHeight(look.height("topbar"))
        self.line.setContentsMargins(look.px(12), 0, look.px(12), 0)
        self.line.setSpacing(look.px(4))
        inner = self.head.layout()
        if inner is not None:
            inner.setContentsMargins(look.px(4), 0, look.px(4), 0)
            inner.setSpacing(look.px(12))
        self.head.setFixedWidth(look.height("sidebar_width") + look.px(8))
        self.search.setMaximumWidth(look.px(440))
        self.search.setMinimumWidth(look.px(200))


class SideBar(QFrame):
    """Where one can go, and who is here."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setProperty("ground", "sidebar")
        self.items: dict[str, Button] = {}
        self.narrow = False
        self._titles: dict[str, str] = {}
        self.column = QVBoxLayout(self)
        self._places = QVBoxLayout()
        self._foot = QVBoxLayout()
        self.person = Line("", "small_strong", name="worker_name")
        self.role = Line("", "small", "muted", name="worker_role")
        self.who = QWidget()
        self.who.setObjectName("worker")
        who = QHBoxLayout(self.who)
        who.addWidget(Glyph("person", "muted", 18))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.person)
        words.addWidget(self.role)
        who.addLayout(words, 1)
        self.column.addLayout(self._places)
        self.column.addStretch(1)
        self.column.addLayout(self._foot)
        self.column.addWidget(Rule())
        self.column.addWidget(self.who)
        self.measure()
        self.say()

    def say(self) -> None:
        """In the language of the moment."""
        self.setAccessibleName(tr(N_("Places")))

    def show_places(self, places: Sequence[Destination]) -> None:
        """Other places: after a sign-in, a change of language."""
        for button in self.items.values():
            button.hide()
            button.deleteLater()
        self.items = {}
        for place in places:
            button = Button(place.title, Kind.NAV, place.icon, name=f"nav_{place.key}")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, key=place.key: self._press(key))
            self.items[place.key] = button
            self._titles[place.key] = place.title
            (self._foot if place.at_foot else self._places).addWidget(button)
            self.count(place.key, place.count)
        self._dress()

    def _press(self, key: str) -> None:
        self.mark(key)
        self.chosen.emit(key)

    def mark(self, key: str) -> None:
        """Show where one is."""
        for other, button in self.items.items():
            button.setChecked(other == key)
            button.setAccessibleDescription(tr(N_("You are here")) if other == key else "")

    def count(self, key: str, number: int) -> None:
        """What waits there."""
        button = self.items.get(key)
        if button is not None:
            button.count = str(number) if number and not self.narrow else ""
            button.update()

    def show_worker(self, name: str, role: str) -> None:
        """Who works at this desk now."""
        self.person.say(name)
        self.role.say(role)
        self.who.setAccessibleName(f"{name}, {role}" if name else tr(N_("Nobody")))
        self.who.setVisible(bool(name))

    def fold(self, narrow: bool) -> None:
        """Icons only where the window is small; the words stay in tooltips and for who reads by ear."""
        if narrow != self.narrow:
            self.narrow = narrow
            self._dress()
            self.measure()

    def _dress(self) -> None:
        for key, button in self.items.items():
            title = self._titles[key]
            button.setText("" if self.narrow else title)
            button.setAccessibleName(title)
            button.setToolTip(title if self.narrow else "")
        self.person.setVisible(not self.narrow)
        self.role.setVisible(not self.narrow)

    def measure(self) -> None:
        """Sizes at this size of text."""
        look = theme.of(self)
        self.setFixedWidth(look.px(80) if self.narrow else look.height("sidebar_width"))
        self.column.setContentsMargins(look.px(12), look.px(16), look.px(12), look.px(8))
        self.column.setSpacing(look.px(8))
        for places in (self._places, self._foot):
            places.setSpacing(look.px(4))
        who = self.who.layout()
        if who is not None:
            who.setContentsMargins(look.px(18), 0, look.px(8), 0)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:  # layouts turn round, their margins do not
                who.setContentsMargins(look.px(8), 0, look.px(18), 0)
            who.setSpacing(look.px(12))


class StatusLine(QFrame):
    """What is kept, how old the last copy is, how large the text is. Never a dialog for any of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self.setProperty("ground", "statusbar")
        self.setAccessibleName(tr(N_("State")))
        self.kept_sign = Glyph("check_ring", "ok", 16)
        self.kept = Line("", "small", name="kept")
        self.copy_sign = Glyph("usb", "muted", 16)
        self.copy = Text("", "small", "muted", name="copy_age")
        self.size_words = Text("", "small", "muted", name="text_size")
        self.line = QHBoxLayout(self)
        self.line.addWidget(self.kept_sign)
        self.line.addWidget(self.kept, 1)
        self.line.addWidget(self.copy_sign)
        self.line.addWidget(self.copy)
        self.line.addWidget(self.size_words)
        self.copy_sign.hide()
        self.measure()

    def show_kept(self, words: str, icon: str = "check_ring", tone: str = "ok") -> None:
        """All is saved · 18:04 — or what is being done."""
        self.kept.say(words)
        self.kept_sign.icon, self.kept_sign.tone = icon, tone
        self.kept_sign.update()
        announce(self, words)

    def show_copy(self, words: str, *, late: bool = False) -> None:
        """The age of the copy on a stick, in ochre when it is too old."""
        tone = "warn" if late else "muted"
        self.copy.say(words, tone)
        self.copy_sign.tone = tone
        self.copy_sign.setVisible(bool(words))

    def show_zoom(self, zoom: float) -> None:
        """The size of the text."""
        self.size_words.say(tr(N_("Text size: {percent} %"), percent=round(zoom * 100)))

    def measure(self) -> None:
        """Sizes at this size of text."""
        look = theme.of(self)
        self.setFixedHeight(look.height("statusbar"))
        self.line.setContentsMargins(look.px(24), 0, look.px(24), 0)
        self.line.setSpacing(look.px(8))
        self.size_words.setContentsMargins(look.px(12), 0, look.px(12), 0)


class Frame(QMainWindow):
    """One window, one stack of pages. It knows no module: it is given places, pages and words."""

    search_asked = Signal()
    curtain_asked = Signal()
    lock_asked = Signal()
    help_asked = Signal()
    place_asked = Signal(str)
    zoom_asked = Signal(int)  # +1, −1, or 0 for the size as it was made
    closing = Signal()

    def __init__(self, *, demo: bool = False) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setObjectName("frame")
        self.setAccessibleName(TITLE)
        self.strip = DemoStrip()
        self.strip.setVisible(demo)
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
        right.addWidget(self.pages, 1)
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
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)

    # --- what it is given ---

    def show_demo(self, demo: bool) -> None:
        """Whether the vault is the demonstration."""
        self.strip.setVisible(demo)

    def set_destinations(self, places: Sequence[Destination]) -> None:
        """The places this worker may go to."""
        self.side.show_places(places)

    def show_page(self, page: QWidget, place: str = "", *, back: bool = True) -> None:
        """Show a page; the one before stays as it was, with its filter and its selection, for Alt+Left."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        here = self.pages.currentWidget()
        if back and here is not None and here is not page:
            self._history.append(here)
        self.pages.setCurrentWidget(page)
        if place:
            page.setProperty("place", place)
        self.side.mark(str(page.property("place") or place))
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
        while (page := self.pages.widget(0)) is not None:
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

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
