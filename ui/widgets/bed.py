"""Beds as they are painted on the board: the code over the name, each state in its own shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from ui.theme import Theme
from ui.widgets.painted import Ink, Painted, folded, ltr

TAKEN, FREE, SUITS, NOT_FOR, RESERVED, REPAIR, MATTRESS, CHOSEN, KEPT, CLEAN, AMISS = (
    "taken", "free", "suits", "not_for", "reserved", "repair", "mattress", "chosen", "kept", "clean", "amiss",
)  # fmt: skip
_ICONS = {
    SUITS: "check", NOT_FOR: "cross", RESERVED: "calendar", REPAIR: "repair", MATTRESS: "bed", CHOSEN: "bed",
    KEPT: "route", CLEAN: "refresh", AMISS: "warning",
}  # fmt: skip
_LINES = {SUITS: "accent", CHOSEN: "accent", MATTRESS: "warn", AMISS: "warn", TAKEN: "line"}
_STRONG = frozenset({SUITS, CHOSEN, AMISS})
_SHUT = frozenset({REPAIR, CLEAN})
_NAMED = frozenset({TAKEN, MATTRESS, CHOSEN, KEPT, AMISS})  # with somebody's name on it
CARRIED = "application/x-transit-desk-child"
"""What is dragged is the key of a bed, or of who waits for one: never a name, for another program may read it."""


class Bed(NamedTuple):
    """One bed: its key, its code, who is in it or what is to be said of it, its state, and the same in a sentence."""

    key: str
    code: str
    words: str
    state: str
    said: str
    child: str = ""  # the file of whoever can be taken from here to another bed


WIDE, TALL, GAP = 96, 44, 6  # of the drawing board; a name of two lines makes the beds of its room one line taller
_LINE = 17


def carry(source: QWidget, child: str) -> None:
    """A drag begins: somebody is carried to a bed."""
    drag = QDrag(source)
    data = QMimeData()
    data.setData(CARRIED, child.encode())
    drag.setMimeData(data)
    drag.exec(Qt.DropAction.MoveAction)


def taken_ground(look: Theme) -> str:
    """In high contrast everything sunken is black: a bed that is taken is told from a free one by a grey ground."""
    return "hover" if look.strong_lines else "sunken"


def paint_bed(ink: Ink, x: int, y: int, bed: Bed, size: QSize, *, chosen: bool = False) -> None:
    """A bed: occupied is sunken, what suits has the accent and a tick, what does not a dashed line."""
    look = ink.theme
    wide, tall = size.width(), size.height()
    box = ink.at(x, y, wide, tall)
    radius = look.px(8)
    grounds = {
        TAKEN: taken_ground(look),
        REPAIR: "idle_soft",
        CLEAN: "idle_soft",
        MATTRESS: "warn_soft",
        AMISS: "warn_soft",
        CHOSEN: "soft",
    }
    ground = grounds.get(bed.state, "surface")
    ink.fill(box, "soft" if chosen else ground, radius)
    if bed.state in _SHUT:
        edge = ink.at(x, y, look.px(10), tall)
        ink.hatch(edge, "edge", "idle_soft", look.px(4))
        if look.strong_lines:
            ink.outline(box, "edge", radius)
    else:
        line = _LINES.get(bed.state, "edge")
        dashed = bed.state in {NOT_FOR, MATTRESS}
        ink.outline(box, "accent" if chosen else line, radius, 2 if bed.state in _STRONG or chosen else 0,
                    dashed=dashed and not chosen)  # fmt: skip
    pad = look.px(16 if bed.state in _SHUT else 10)
    icon = _ICONS.get(bed.state, "")
    room = wide - pad - look.px(28 if icon else 8)
    ink.words(ink.at(x + pad, y + look.px(2), room, look.px(20)), ltr(bed.code), "small", "muted")
    strong = bed.state in {SUITS, CHOSEN} or chosen
    tone = "accent" if bed.state == SUITS else "text" if bed.state in _NAMED else "muted"
    role, below = "strong" if strong else "body", y + look.px(21)
    for place, words in enumerate(_name(look, bed, wide)):
        box = ink.at(x + pad, below + place * look.px(_LINE), wide - pad - look.px(6), look.px(20))
        ink.words(box, words, role, tone)
    if icon:
        corner = ink.at(x + wide - look.px(26), y + look.px(4), look.px(18), look.px(18))
        ink.icon(corner, icon, "warn" if bed.state in {MATTRESS, AMISS} else "accent" if strong else "muted", 16)


def _name(look: Theme, bed: Bed, wide: int) -> tuple[str, ...]:
    """Who is in it, in one line or two: the given name, and what follows it."""
    pad = look.px(16 if bed.state in _SHUT else 10)
    return folded(look, bed.words, wide - pad - look.px(6), "strong" if bed.state in {SUITS, CHOSEN} else "body")


class BedField(Painted):
    """The beds of a block, as many in a row as there is room for. Arrows go from bed to bed, Enter chooses one."""

    chosen = Signal(str)
    pointed = Signal(str)
    dropped = Signal(str, str)  # on which bed, whom

    def __init__(self, said: str, beds: Sequence[Bed] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bed_field")
        self.said = said
        self.beds: tuple[Bed, ...] = ()
        self.at = 0
        self.marked = ""
        self._pressed: QPoint | None = None
        self.setAcceptDrops(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_beds(beds)

    def show_beds(self, beds: Sequence[Bed], marked: str = "") -> None:
        """Other beds; `marked` is the one that is being given."""
        self.beds = tuple(beds)
        self.marked = marked
        self.at = min(self.at, max(0, len(self.beds) - 1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.beds else Qt.FocusPolicy.NoFocus)
        self._say()
        self.updateGeometry()
        self.update()

    def _say(self) -> None:
        here = self.beds[self.at].said if self.beds and self.hasFocus() else ""
        self.setAccessibleName(f"{self.said}. {here}" if here else self.said)

    def _in_a_row(self, width: int) -> int:
        look = self.theme
        return max(1, (width + look.px(GAP)) // look.px(WIDE + GAP))

    def _bed_size(self, width: int) -> QSize:
        """The beds of a row share its width; all are as tall as the longest name in this room needs."""
        look = self.theme
        wide = max(look.px(WIDE), (width + look.px(GAP)) // self._in_a_row(width) - look.px(GAP))
        two = any(len(_name(look, bed, wide)) > 1 for bed in self.beds)
        return QSize(wide, look.px(TALL + (_LINE if two else 0)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self.beds) // self._in_a_row(width))
        return max(0, rows * (self._bed_size(width).height() + self.theme.px(GAP)) - self.theme.px(GAP))

    def sizeHint(self) -> QSize:
        look = self.theme
        wide = min(5, max(1, len(self.beds))) * look.px(WIDE + GAP) - look.px(GAP)
        return QSize(wide, self.heightForWidth(self.width() or wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(WIDE), self.heightForWidth(self.width()) if self.beds else 0)

    def draw(self, ink: Ink) -> None:
        look = ink.theme
        in_a_row, size, gap = self._in_a_row(self.width()), self._bed_size(self.width()), look.px(GAP)
        for place, bed in enumerate(self.beds):
            x, y = place % in_a_row * (size.width() + gap), place // in_a_row * (size.height() + gap)
            paint_bed(ink, x, y, bed, size, chosen=bed.key == self.marked)
            if self.hasFocus() and place == self.at:
                ink.ring(ink.at(x - 1, y - 1, size.width() + 2, size.height() + 2), look.px(9))

    def _place_at(self, x: float, y: float) -> int:
        look = self.theme
        if self.isRightToLeft():
            x = self.width() - x
        in_a_row = self._in_a_row(self.width())
        size, gap = self._bed_size(self.width()), look.px(GAP)
        column, row = int(x) // (size.width() + gap), int(y) // (size.height() + gap)
        place = row * in_a_row + column
        return place if column < in_a_row and 0 <= place < len(self.beds) else -1

    # --- keyboard and mouse ---

    def _go(self, place: int) -> None:
        if 0 <= place < len(self.beds):
            self.at = place
            self._say()
            self.update()
            self.pointed.emit(self.beds[place].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        in_a_row = self._in_a_row(self.width())
        key = event.key()
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._go(self.at + (1 if key == forward else -1))
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._go(self.at + (in_a_row if key == Qt.Key.Key_Down else -in_a_row))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.beds:
            self.chosen.emit(self.beds[self.at].key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().x(), event.position().y())
        self._pressed = event.position().toPoint()
        if place >= 0:
            self._go(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A child is taken up with the mouse and carried to another bed."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        place = self._place_at(self._pressed.x(), self._pressed.y())
        if far and place >= 0 and self.beds[place].child:
            self._pressed = None
            carry(self, self.beds[place].child)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().x(), event.position().y())
        if place >= 0:
            self.chosen.emit(self.beds[place].key)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CARRIED):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The bed below says itself, so that whoever carries a child reads why it does not suit before letting go."""
        place = self._place_at(event.position().x(), event.position().y())
        if place < 0:
            event.ignore()
            return
        event.acceptProposedAction()
        if place != self.at:
            self._go(place)
            QToolTip.showText(self.mapToGlobal(event.position().toPoint()), self.beds[place].said, self)

    def dropEvent(self, event: QDropEvent) -> None:
        place = self._place_at(event.position().x(), event.position().y())
        if place >= 0:
            event.acceptProposedAction()
            self.dropped.emit(self.beds[place].key, bytes(event.mimeData().data(CARRIED).data()).decode())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._go(self.at)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._say()
        self.update()

    def event(self, event: QEvent) -> bool:
        """A bed says the whole of itself where its name is shortened."""
        if isinstance(event, QHelpEvent):
            place = self._place_at(event.pos().x(), event.pos().y())
            if place >= 0:
                QToolTip.showText(event.globalPos(), self.beds[place].said, self)
                return True
        return super().event(event)
