"""The quiet ground behind the door: sky, three lines of hills, a lake.

Painted, still, the same in every theme.
"""

from __future__ import annotations

import itertools

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath

from ui.widgets.painted import Ink

# Each hill: how deep its tone is, then points of its back from start to end.
_HILLS = (
    (0.27, ((0.00, 0.725), (0.12, 0.752), (0.30, 0.700), (0.47, 0.680), (0.64, 0.632), (0.80, 0.660), (1.00, 0.745))),
    (0.50, ((0.00, 0.785), (0.18, 0.765), (0.38, 0.728), (0.56, 0.752), (0.72, 0.812), (0.86, 0.790), (1.00, 0.770))),
    (0.82, ((0.00, 0.855), (0.16, 0.842), (0.32, 0.872), (0.46, 0.888), (0.62, 0.874), (0.80, 0.868), (1.00, 0.842))),
)
_LAKE = 0.917


def paint_hills(ink: Ink) -> None:
    """Fill the whole with the evening outside. High contrast keeps it black."""
    look, painter, box = ink.theme, ink.painter, ink.within
    painter.fillRect(box, look.colour("canvas"))
    if look.strong_lines:
        return
    for depth, points in _HILLS:
        painter.fillPath(
            _hill(box.width(), box.height(), points), _mix(look.colour("canvas"), look.colour("line"), depth)
        )
    lake = QRectF(0, box.height() * _LAKE, box.width(), box.height() * (1 - _LAKE))
    painter.fillRect(lake, _mix(look.colour("side"), look.colour("soft"), 0.8))
    _shine(ink, lake)


def _hill(wide: int, tall: int, points: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath(QPointF(0, tall))
    path.lineTo(0, points[0][1] * tall)
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        middle = (x0 + x1) / 2 * wide
        path.cubicTo(middle, y0 * tall, middle, y1 * tall, x1 * wide, y1 * tall)
    path.lineTo(wide, tall)
    return path


def _shine(ink: Ink, lake: QRectF) -> None:
    """A few short lights on the water."""
    light = _mix(ink.theme.colour("soft"), ink.theme.colour("surface"), 0.55)
    for x, y, wide in ((0.09, 0.30, 0.088), (0.26, 0.52, 0.052), (0.38, 0.23, 0.117), (0.51, 0.64, 0.044),
                       (0.63, 0.43, 0.082), (0.79, 0.20, 0.110)):  # fmt: skip
        ink.painter.fillRect(
            QRectF(round(x * lake.width()), round(lake.top() + y * lake.height()), round(wide * lake.width()), 1), light
        )


def _mix(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two of the theme."""
    return QColor(
        round(one.red() + (other.red() - one.red()) * share),
        round(one.green() + (other.green() - one.green()) * share),
        round(one.blue() + (other.blue() - one.blue()) * share),
    )
