"""Our own icons: drawn once as SVG, tinted in the colour of the theme, kept as pixmaps."""

from __future__ import annotations

import functools
from typing import Final

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from transit_desk.resources import place
from ui.theme import Theme

# What points along the line of writing turns round in Arabic; a clock and a tick do not.
MIRRORED: Final = frozenset(
    {"back", "forward", "chevron_end", "chevron_start", "undo", "van", "arrivals", "book", "list", "route", "file",
     "bed", "interim_care", "folder", "case_file", "talk", "play"}
)  # fmt: skip

_SMALL = 16  # at this size and below, lines are drawn a little thicker
_INK = "#000000"
_STROKE = 'stroke-width="1.75"'


@functools.cache
def names() -> frozenset[str]:
    """Every icon there is."""
    return frozenset(path.stem for path in place("icons").glob("*.svg"))


@functools.cache
def _drawing(name: str) -> str:
    return place("icons", f"{name}.svg").read_text(encoding="utf-8")


@functools.lru_cache(maxsize=600)
def _pixmap(name: str, colour: str, stroke: str, size: int, ratio: float, mirrored: bool) -> QPixmap:
    drawing = _drawing(name).replace(_STROKE, f'stroke-width="{stroke}"').replace(_INK, colour)
    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    if mirrored:
        pixmap = pixmap.transformed(QTransform.fromScale(-1, 1))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(theme: Theme, name: str, tone: str, size: int, ratio: float = 1.0, rtl: bool = False) -> QPixmap:
    """An icon in a colour of the theme. `size` is in pixels of the screen, already grown with the text."""
    stroke = "2.2" if theme.strong_lines else "2" if size <= _SMALL else "1.75"
    return _pixmap(name, theme.hex(tone), stroke, size, ratio, rtl and name in MIRRORED)


def paint(painter: QPainter, theme: Theme, box: QRect, name: str, tone: str, size: int) -> None:
    """Draw an icon in the middle of a box."""
    if not name:
        return
    device = painter.device()
    rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    drawing = pixmap(theme, name, tone, size, device.devicePixelRatio(), rtl)
    corner = QPoint(box.left() + (box.width() - size) // 2, box.top() + (box.height() - size) // 2)
    painter.drawPixmap(corner, drawing)


def icon(theme: Theme, name: str, tone: str = "text", size: int = 18, rtl: bool = False) -> QIcon:
    """An icon for what Qt draws itself: menus, the window."""
    return QIcon(pixmap(theme, name, tone, size, 2.0, rtl))
