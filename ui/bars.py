"""The parts of the frame: top bar, sidebar, the line at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.widgets.button import Button, Kind
from ui.widgets.card import Rule
from ui.widgets.painted import Ink, Painted, announce, folded
from ui.widgets.scroll import Scrolled
from ui.widgets.summary import Glyph
from ui.widgets.words import Line, Text

TITLE: Final = "Transit Desk"  # always: no name of a child or a place ever stands in the bar of the system


class Destination(NamedTuple):
    """A place of the sidebar. `waiting` is what is to be done there; `at_foot` puts it below, with the settings."""

    key: str
    title: str
    icon: str
    waiting: int = 0
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
        self.line.addWidget(self.search, 100)  # takes its 440 before the gap takes any
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


_BESIDE_ROLE: Final = 24 + 26 + 18 + 12  # the sidebar's margins and the button's, the sign, the gap after it


class Who(QPushButton):
    """Who works at this desk: a name and a role that open this person's own menu."""

    lines = 2  # the name, and the role in as many as it takes

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("worker")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.of(self)
        return QSize(look.px(96), look.line("small") * self.lines + look.px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of(self).px(48), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.of(self)
        ink = Ink(painter, look, self.rect(), self.layoutDirection())
        if self.hasFocus():
            ink.ring(self.rect(), look.px(8))
        elif self.underMouse() or self.isDown():
            ink.fill(self.rect(), "hover", look.px(8))
        painter.end()


class SideBar(QFrame):
    """Where one can go, and who is here."""

    chosen = Signal(str)
    person_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setProperty("ground", "sidebar")
        self.items: dict[str, Button] = {}
        self.narrow = False
        self._titles: dict[str, str] = {}
        self.column = QVBoxLayout(self)
        body = QWidget()
        body.setAccessibleName(tr(N_("Places")))
        self._places = QVBoxLayout(body)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._places.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._foot = QVBoxLayout()
        self.person = Line("", "small_strong", name="worker_name")
        self.role = Text("", "small", "muted", wrap=True, name="worker_role")
        self.who = Who()
        self.who.clicked.connect(self.person_asked)
        who = QHBoxLayout(self.who)
        who.addWidget(Glyph("person", "muted", 18))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.person)
        words.addWidget(self.role)
        who.addLayout(words, 1)
        self._scrolled = Scrolled(body)  # a house of many services has more places than a small screen
        self.column.addWidget(self._scrolled, 1)
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
            self.count(place.key, place.waiting)
        self._dress()

    def _press(self, key: str) -> None:
        self.mark(key)
        self.chosen.emit(key)

    def mark(self, key: str) -> None:
        """Show where one is."""
        for other, button in self.items.items():
            button.setChecked(other == key)
            button.setAccessibleDescription(tr(N_("You are here")) if other == key else "")
            if other == key and not button.visibleRegion().contains(button.rect()):
                self._scrolled.ensureWidgetVisible(button, 0, 0)

    def count(self, key: str, number: int) -> None:
        """What waits there."""
        button = self.items.get(key)
        if button is not None:
            button.count = str(number) if number else ""
            button.update()

    def show_worker(self, name: str, role: str) -> None:
        """Who works at this desk now."""
        self.person.say(name)
        self.role.say(role)
        self._fold_role()
        self.who.setAccessibleName(f"{name}, {role}" if name else tr(N_("Nobody")))
        self.who.setToolTip(tr(N_("My passphrase, another user, lock")))
        self.who.setAccessibleDescription(self.who.toolTip())
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
        self._fold_role()

    def _fold_role(self) -> None:
        """A role that is too long for one line has the room of a second one."""
        look = theme.of(self)
        room = look.height("sidebar_width") - look.px(_BESIDE_ROLE)
        self.who.lines = 1 + len(folded(look, self.role.text(), room, "small"))
        self.who.updateGeometry()


class StatusLine(QFrame):
    """What is kept, how old the last copy is, how large the text is. Never a dialog for any of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self.setProperty("ground", "statusbar")
        self.setAccessibleName(tr(N_("State")))
        self.kept_sign = Glyph("check_ring", "ok", 16)
        self.kept = Line("", "small", name="kept")
        self.kept.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)  # the keys beside it give way
        self.copy_sign = Glyph("usb", "muted", 16)
        self.copy = Text("", "small", "muted", name="copy_age")
        self.size_words = Text("", "small", "muted", name="text_size")
        self.line = QHBoxLayout(self)
        self.line.addWidget(self.kept_sign)
        self.line.addWidget(self.kept, 1)
        self.line.addWidget(self.copy_sign)
        self.line.addWidget(self.copy)
        self.line.addSpacing(theme.of(self).px(16))
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
