"""Buttons: one filled next step, outlined others, words that act, the places of the sidebar."""

from __future__ import annotations

import enum

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QSizePolicy, QWidget

from ui import theme
from ui.theme import Theme
from ui.widgets.painted import END, START, Ink, keycap_width, paint_keycap


class Kind(enum.Enum):
    """What a button is for. There is one PRIMARY on a screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TONAL = "tonal"
    QUIET = "quiet"
    TOOL = "tool"
    NAV = "nav"
    CHIP = "chip"
    SEARCH = "search"
    ANSWER = "answer"


_PAD = {Kind.QUIET: 8, Kind.TOOL: 12, Kind.NAV: 18, Kind.CHIP: 12, Kind.SEARCH: 16}
_HEIGHT = {Kind.QUIET: "quiet_button", Kind.NAV: "nav_item", Kind.CHIP: "chip", Kind.ANSWER: "choice_button"}
_SPREAD = frozenset({Kind.NAV, Kind.SEARCH, Kind.ANSWER})  # words at the start, key or count at the end


class Button(QPushButton):
    """A painted button: icon, words, an icon after them, the keys that press it.

    It stays the size it is when it gets the focus: the ring takes the outer edge and the fill shrinks.
    """

    def __init__(
        self,
        words: str = "",
        kind: Kind = Kind.SECONDARY,
        icon: str = "",
        keys: str = "",
        parent: QWidget | None = None,
        *,
        after: str = "",
        name: str = "",
        large: bool = False,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.icon_name = icon
        self.after = after  # an icon behind the words: where it leads, or that it opens a list
        self.keys = keys
        self.count = ""
        self.small = False
        self.large = large
        self._hovered = False
        self.setObjectName(name or f"button_{kind.value}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        spread = QSizePolicy.Policy.Expanding if kind in _SPREAD else QSizePolicy.Policy.Fixed
        self.setSizePolicy(spread, QSizePolicy.Policy.Fixed)
        self.say(words)

    def say(self, words: str, described: str = "") -> None:
        """Change the words; who reads by ear hears the same, and the keys with them."""
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(described or self.keys)
        self.updateGeometry()

    # --- measures ---

    def _role(self) -> str:
        strong = self.kind in {Kind.PRIMARY, Kind.TONAL} or (self.kind in {Kind.NAV, Kind.CHIP} and self.isChecked())
        if self.kind is Kind.CHIP:
            return "small_strong" if strong else "small"
        return "strong" if strong else "body"

    def _look(self) -> Theme:
        return theme.of(self)

    def sizeHint(self) -> QSize:
        look = self._look()
        height = look.height(_HEIGHT.get(self.kind, "button"))
        if self.large:
            height = look.height("button_large")
        if self.small:
            height = look.height("chip_small")
        bold = "small_strong" if self.kind is Kind.CHIP else "strong"
        role = bold if self.isCheckable() else self._role()  # room for the bold words, so that choosing moves nothing
        width = 2 * look.px(_PAD.get(self.kind, 16))
        width += look.width(self.text(), role) if self.text() else 0
        gap = look.px(8)
        width += look.px(18) + (gap if self.text() else 0) if self._icon_now() else 0
        width += gap + look.px(18) if self.after else 0
        width += gap + keycap_width(look, self.keys) if self.keys else 0
        width += gap + look.width(self.count, "small") if self.count else 0
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        if self.kind in _SPREAD:
            return QSize(self._look().px(48), self.sizeHint().height())
        return self.sizeHint()

    def _icon_now(self) -> str:
        return self.icon_name

    # --- painting ---

    def tones(self) -> tuple[str, str, str, str]:
        """Ground, line, words and icon, each by its name in the theme; "" for none."""
        lit = self._hovered or self.isDown()
        if not self.isEnabled():
            plain = self.kind in {Kind.QUIET, Kind.TOOL, Kind.NAV}
            line = "off_text" if self._look().strong_lines and not plain else ""
            return ("" if plain else "off_bg"), line, "off_text", "off_text"
        if self.kind is Kind.PRIMARY:
            return ("accent_hi" if lit else "accent"), "", "on_accent", "on_accent"
        if self.kind is Kind.TONAL:
            return "soft", ("accent" if lit or self._look().strong_lines else ""), "on_soft", "on_soft"
        if self.kind is Kind.QUIET:
            return ("hover" if lit else ""), "", "accent", "accent"
        if self.kind is Kind.TOOL:
            return ("hover" if lit else ""), "", "text", "muted"
        if self.kind is Kind.NAV:
            return self._nav_tones(lit)
        if self.kind is Kind.CHIP and self.isChecked():
            return "soft", "accent", "on_soft", "on_soft"
        if self.kind is Kind.SEARCH:
            return "field", "edge", "text", "muted"
        return ("hover" if lit else "surface"), "edge", "text", "muted"

    def _nav_tones(self, lit: bool) -> tuple[str, str, str, str]:
        if self.isChecked():
            return "surface", "line", "accent", "accent"
        return ("hover" if lit else ""), "", "text", "muted"

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look()
        ink = Ink(painter, look, self.rect(), self.layoutDirection())
        ground, line, words, icon = self.tones()
        self._paint_ground(ink, ground, line)
        self._paint_inside(ink, words, icon)
        painter.end()

    def _paint_ground(self, ink: Ink, ground: str, line: str) -> None:
        look = ink.theme
        box = self.rect()
        radius = self.height() / 2 if self.kind is Kind.CHIP else look.px(8)
        if self.hasFocus():
            ink.ring(box, radius)
            shrink = look.ring + 2
            box = box.adjusted(shrink, shrink, -shrink, -shrink)
            radius = max(radius - shrink + 1, look.px(4)) if self.kind is not Kind.CHIP else box.height() / 2
        if ground:
            ink.fill(box, ground, radius)
        if line:
            ink.outline(box, line, radius)
        if self.kind is Kind.NAV and self.isChecked():
            bar = ink.at(0, look.px(10), look.px(4), self.height() - look.px(20))
            ink.fill(bar, "accent", look.px(2))

    def _paint_inside(self, ink: Ink, words: str, icon: str) -> None:
        look = ink.theme
        pad, gap, side = look.px(_PAD.get(self.kind, 16)), look.px(8), look.px(18)
        role = self._role()
        tall = self.height()
        pieces = look.width(self.text(), role) if self.text() else 0
        drawn = self._icon_now()
        nav_gap = look.px(12) if self.kind is Kind.NAV else gap
        pieces += side + (nav_gap if self.text() else 0) if drawn else 0
        pieces += gap + side if self.after else 0
        pieces += gap + keycap_width(look, self.keys) if self.keys else 0
        spread = self.kind in _SPREAD
        x = pad if spread else max(look.px(4), (self.width() - pieces) // 2)
        if drawn:
            ink.icon(ink.at(x, 0, side, tall), drawn, icon)
            x += side + nav_gap
        tail = self._paint_tail(ink, words, spread)
        room = (self.width() - tail - x - gap) if spread else look.width(self.text(), role)
        if self.text():
            ink.words(ink.at(x, 0, min(room, self.width() - x), tall), self.text(), role, words, START)
            x += room + gap
        if spread:
            return
        if self.after:
            ink.icon(ink.at(x, 0, side, tall), self.after, icon)
            x += side + gap
        if self.keys:
            self._paint_keys(ink, x, words)

    def _paint_tail(self, ink: Ink, words: str, spread: bool) -> int:
        """What stands at the far end of a button that fills its line; answers the room it takes."""
        if not spread:
            return 0
        look = ink.theme
        pad = look.px(_PAD.get(self.kind, 16))
        taken = pad
        if self.keys:
            wide = keycap_width(look, self.keys)
            self._paint_keys(ink, self.width() - pad - wide, words)
            taken += wide
        if self.count and self.text():
            wide = look.width(self.count, "small")
            tone = "accent" if self.isChecked() else "muted"
            ink.words(ink.at(self.width() - taken - wide, 0, wide, self.height()), self.count, "small", tone, END)
            taken += wide
        return taken

    def _paint_keys(self, ink: Ink, x: int, words: str) -> None:
        look = ink.theme
        cap = look.height("keycap")
        box: QRect = ink.at(x, (self.height() - cap) // 2, keycap_width(look, self.keys), cap)
        filled = self.kind in {Kind.PRIMARY, Kind.TONAL} or not self.isEnabled()
        paint_keycap(ink, box, self.keys, words if filled else "muted", words if filled else "edge")

    def turn(self, kind: Kind) -> None:
        """Another weight on the screen: there is one filled button, and it may be somebody else's turn."""
        if self.kind is not kind:
            self.kind = kind
            self.updateGeometry()
            self.update()

    # --- being touched ---

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        super().leaveEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """A button that goes to sleep or away hands the keyboard to what lies nearest, not to the top of the window."""
        if self.isEnabled() and self.isVisible():
            return super().focusNextPrevChild(forward)
        heir = nearest(self)
        if heir is None:
            return super().focusNextPrevChild(forward)
        heir.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses too: a person who tabs expects it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)


def nearest(widget: QWidget) -> QWidget | None:
    """What takes the keyboard after this one: the next control of its group, else one before it, else of a wider group.

    The page is the widest one: what lies around it is not what somebody was doing.
    """
    group = widget.parentWidget()
    while group is not None:
        inside = group.findChildren(QWidget)  # in the order in which they were made, which is the order of Tab
        here = inside.index(widget)
        in_order = (*inside[here + 1 :], *reversed(inside[:here]))
        heir = next((each for each in in_order if _takes_keys(each)), None)
        if heir is not None or group.objectName() == "page":
            return heir
        group = group.parentWidget()
    return None


def _takes_keys(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isEnabled() and widget.isVisible() and not isinstance(widget, QScrollArea)


def primary(words: str, icon: str = "", keys: str = "", *, after: str = "", name: str = "") -> Button:
    """The one next step of a screen."""
    return Button(words, Kind.PRIMARY, icon, keys, after=after, name=name)


def secondary(words: str, icon: str = "", keys: str = "", *, after: str = "", name: str = "") -> Button:
    """What else can be done here."""
    return Button(words, Kind.SECONDARY, icon, keys, after=after, name=name)


def tonal(words: str, icon: str = "", keys: str = "", *, name: str = "") -> Button:
    """The one thing to do in an empty place."""
    return Button(words, Kind.TONAL, icon, keys, name=name)


def quiet(words: str, icon: str = "", keys: str = "", *, after: str = "", name: str = "") -> Button:
    """Words that act, inside a card."""
    return Button(words, Kind.QUIET, icon, keys, after=after, name=name)
