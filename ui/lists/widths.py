"""How the columns of a list share its width: each what its words need, and what is left over by weight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt

from ui import theme
from ui.lists.delegate import CELL, PAD, Table

_SEEN: Final = 40  # rows that are measured: those one sees first


def shared(room: int, weights: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """Widths that sum to `room`. Where there is too little, who wants more than its share gives way."""
    whole = sum(weights) or 1
    if sum(wanted) <= room:
        spare = room - sum(wanted)
        widths = [want + spare * weight // whole for want, weight in zip(wanted, weights, strict=True)]
    else:
        fair = [room * weight // whole for weight in weights]
        short = [max(0, want - share) for want, share in zip(wanted, fair, strict=True)]
        spare = sum(max(0, share - want) for want, share in zip(wanted, fair, strict=True))
        lacking = sum(short) or 1
        widths = [
            min(want, share) + spare * less // lacking for want, share, less in zip(wanted, fair, short, strict=True)
        ]
    widths[-1] += room - sum(widths)
    return widths


def share(table: Table, weights: Sequence[int]) -> None:
    """Give the columns of a table their widths."""
    room = table.viewport().width()
    model = table.model()
    if room <= 0:
        return
    look = theme.of(table)
    wanted = []
    for column in range(len(weights)):
        heading = str(model.headerData(column, Qt.Orientation.Horizontal))
        need = look.width(heading, "small_strong") + look.px(2 * PAD) + 2
        for row in range(min(model.rowCount(), _SEEN)):
            need = max(need, table.cells.wanted(look, model.index(row, column).data(CELL)))
        wanted.append(need)
    for column, width in enumerate(shared(room, weights, wanted)[:-1]):
        table.setColumnWidth(column, width)
