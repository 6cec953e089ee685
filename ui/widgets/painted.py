"""The hand that paints: what every painted widget shares, mirrored for right-to-left without a second thought."""

from __future__ import annotations

import functools
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QSizePolicy, QStyle, QWidget

from transit_desk.domain.text import N_, tr
from ui import icons, theme
from ui.theme import Theme

START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter  # drawText itself turns left into right in RTL
END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)
_KEYS: Final = {
    "Enter": N_("Enter"), "Space": N_("Space"), "PgDn": N_("PgDn"), "PgUp": N_("PgUp"), "Shift": N_("Shift"),
    "Del": N_("Del"), "Ins": N_("Ins"),
}  # fmt: skip


def ltr(code: str) -> str:
    """Keep a code, a phone number or a time in one piece and in its own direction inside Arabic words."""
    return f"\u2066{code}\u2069" if code else ""


class Ink:
    """A painter that thinks from start to end: x counts from the side where reading begins."""

    def __init__(self, painter: QPainter, look: Theme, within: QRect, direction: Qt.LayoutDirection) -> None:
        self.painter = painter
        self.theme = look
        self.within = within
        self.direction = direction
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(direction)

    def at(self, x: float, y: float, width: float, height: float) -> QRect:
        """A box counted from the start and the top of the whole."""
        box = QRect(self.within.left() + round(x), self.within.top() + round(y), round(width), round(height))
        return QStyle.visualRect(self.direction, self.within, box)

    def words(
        self, box: QRect, words: str, role: str = "body", tone: str = "text", align: Qt.AlignmentFlag = START
    ) -> int:
        """Write one line, shortened with … where it does not fit; answers the width it took."""
        metrics = self.theme.metrics(role)
        wide = metrics.horizontalAdvance(words)
        if wide > box.width():
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            wide = box.width()
        self.painter.setFont(self.theme.font(role))
        self.painter.setPen(self.theme.colour(tone))
        self.painter.drawText(box, align, self._whole(words))
        return wide

    def _whole(self, words: str) -> str:
        """In Arabic, French words keep their own direction, and their full stop its place."""
        if self.direction == Qt.LayoutDirection.RightToLeft and not words.startswith("\u2066"):
            return f"\u2068{words}\u2069"
        return words

    def paragraph(self, box: QRect, words: str, role: str = "body", tone: str = "text") -> None:
        """Write lines that wrap inside the box."""
        self.painter.setFont(self.theme.font(role))
        self.painter.setPen(self.theme.colour(tone))
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        self.painter.drawText(box, top, self._whole(words))

    def icon(self, box: QRect, name: str, tone: str = "muted", size: int = 18) -> None:
        """Draw an icon in the middle of a box; `size` grows with the text."""
        icons.paint(self.painter, self.theme, box, name, tone, self.theme.px(size))

    def fill(self, box: QRect | QRectF, token: str | QColor | QBrush, radius: float = 0) -> None:
        """A plain shape without a line."""
        brush = QBrush(self.theme.colour(token)) if isinstance(token, str) else QBrush(token)
        self.painter.setPen(NO_PEN)
        self.painter.setBrush(brush)
        self.painter.drawRoundedRect(QRectF(box), radius, radius)

    def outline(self, box: QRect | QRectF, token: str, radius: float, width: float = 0, dashed: bool = False) -> None:
        """A line just inside the box, so that it is crisp and nothing is cut off."""
        width = width or self.theme.stroke
        pen = self.theme.pen(token, width)
        if dashed:
            pen = QPen(pen)
            pen.setDashPattern([3.0, 2.5])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.painter.setPen(pen)
        self.painter.setBrush(NO_BRUSH)
        half = width / 2
        inner = QRectF(box).adjusted(half, half, -half, -half)
        self.painter.drawRoundedRect(inner, radius - half, radius - half)

    def ring(self, box: QRect, radius: float) -> None:
        """The ring around what has the focus, on the outer edge of its box."""
        self.outline(box, "focus", radius, self.theme.ring)

    def rule(self, x: float, y: float, width: float, tone: str = "line") -> None:
        """A level line of one border's width; filled, because an antialiased line looks double."""
        self.painter.fillRect(self.at(x, y, width, self.theme.stroke), self.theme.colour(tone))

    def hatch(self, box: QRect | QRectF, token: str, ground: str, radius: float = 0) -> None:
        """Slanted stripes: the sign of what is still open. Never behind words."""
        painter = self.painter
        painter.save()
        path = QPainterPath()
        path.addRoundedRect(QRectF(box), radius, radius)
        painter.setClipPath(path)
        painter.setBrushOrigin(QPointF(QRectF(box).topLeft()))
        brush = QBrush(_stripes(self.theme.hex(token), self.theme.hex(ground), self.theme.px(6), self.theme.px(3)))
        painter.fillRect(QRectF(box), brush)
        painter.restore()


@functools.lru_cache(maxsize=40)
def _stripes(colour: str, ground: str, step: int, width: int) -> QPixmap:
    """One tile of slanted stripes that joins with itself on every side."""
    tile = QPixmap(step, step)
    tile.fill(QColor(ground))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), width * 0.72)
    painter.setPen(pen)
    for shift in (-step, 0, step):
        painter.drawLine(QPointF(shift - 1, step + 1), QPointF(shift + step + 1, -1))
    painter.end()
    return tile


def stripes(look: Theme, token: str, ground: str, step: int, width: int) -> QPixmap:
    """The tile of wider stripes, as on the demonstration strip."""
    return _stripes(look.hex(token), look.hex(ground), look.px(step), look.px(width))


class Painted(QWidget):
    """A widget that paints itself. Its accessible name says in words what the picture shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(type(self).__name__.lower())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def theme(self) -> Theme:
        """What it is painted in."""
        return theme.of(self)

    def draw(self, ink: Ink) -> None:
        """Paint the whole; every widget has its own."""
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(Ink(painter, self.theme, self.rect(), self.layoutDirection()))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange}:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def folded(look: Theme, words: str, width: int, role: str = "body", most: int = 2) -> tuple[str, ...]:
    """The same words in one line, or in as many as allowed where one is too narrow; each but the last is filled."""
    parts = words.replace(" :", "\u00a0:").split(" ")  # no line begins with a French colon
    if most == 1 or len(parts) == 1 or look.width(words, role) <= width:
        return (words,)
    first = next((at for at in range(len(parts) - 1, 0, -1) if look.width(" ".join(parts[:at]), role) <= width), 1)
    return " ".join(parts[:first]), *folded(look, " ".join(parts[first:]), width, role, most - 1)


def folded_width(look: Theme, words: str, role: str = "body") -> int:
    """The narrowest width at which two lines hold these words."""
    parts = words.split(" ")
    halves = ((" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts)))
    both = (max(look.width(first, role), look.width(second, role)) for first, second in halves)
    return min(both, default=look.width(words, role))


def named_key(key: str) -> str:
    """A key as it is written on the keyboards of this language: Ctrl+PgDn is Ctrl+PgSuiv."""
    return "+".join(tr(_KEYS[part]) if part in _KEYS else part for part in key.split("+"))


def keycap_width(look: Theme, key: str) -> int:
    """How wide the drawn key is."""
    return max(look.height("keycap"), look.width(named_key(key), "key") + look.px(12))


def paint_keycap(ink: Ink, box: QRect, key: str, tone: str, edge: str) -> None:
    """A key of the keyboard: a small outlined box with its letters, always read from left to right."""
    ink.outline(box, edge, ink.theme.px(5), ink.theme.stroke)
    ink.words(box, ltr(named_key(key)), "key", tone, MIDDLE)


def announce(widget: QWidget, words: str) -> None:
    """Say something aloud to who reads by ear, without moving the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QApplication.instance() is not None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
