"""Rows of a list as Qt asks for them: frozen rows, described columns, one window of the database after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from transit_desk.domain.text import N_, Words, tr
from transit_desk.module import ListColumn, Mark, Rows
from ui import signs
from ui.lists.delegate import CELL, Cell, CodeCell, IconCell, MarkCell, NameCell, TextCell, spoken
from ui.widgets.painted import ltr

Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole
NOWHERE: Final = QModelIndex()


def cell_of(column: ListColumn, row: object) -> Cell:
    """What one column shows of one row."""
    value = getattr(row, column.name, "")
    if isinstance(value, Mark):
        return _mark(column, value)
    words = str(value) if value is not None else ""
    if column.look == "name_code":
        return NameCell(words, str(getattr(row, "number", "") or getattr(row, "code", "")))
    if column.look == "strong":
        return TextCell(words, bold=True)
    if column.look == "code":
        return CodeCell(words)
    if column.look in {"muted", "day"}:
        return TextCell(words, "muted")
    return TextCell(words)


def _mark(column: ListColumn, mark: Mark) -> Cell:
    icon, words = signs.icon(mark.icon), str(mark.words)
    if column.look == "icon_text":
        return IconCell(icon or "disc", words)
    if not icon:
        return TextCell(words, "muted")
    return MarkCell(words, icon, signs.tone(mark.tone))


class RowsModel(QAbstractTableModel):
    """The rows that came so far. It never sorts and never filters: the database does both."""

    more_wanted = Signal()

    def __init__(self, columns: Sequence[ListColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Any, ...] = ()
        self.total = 0
        self.after: tuple[str, ...] | None = None
        self._asked = False

    def begin(self, found: Rows) -> None:
        """Another list: the first window of it."""
        self.beginResetModel()
        self.rows, self.total, self.after = tuple(found.rows), found.total, found.after
        self._asked = False
        self.endResetModel()

    def go_on(self, found: Rows) -> None:
        """The next window, below what is there."""
        self._asked = False
        if not found.rows:
            self.after = found.after
            return
        first = len(self.rows)
        self.beginInsertRows(NOWHERE, first, first + len(found.rows) - 1)
        self.rows += tuple(found.rows)
        self.after = found.after
        self.endInsertRows()

    def clear(self) -> None:
        """Forget every row: the desk is locked."""
        self.begin(Rows((), 0))

    def place_of(self, record_id: str) -> int:
        """Where a record stands, or -1."""
        return next((place for place, row in enumerate(self.rows) if getattr(row, "id", "") == record_id), -1)

    # --- what Qt asks ---

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self.after is not None and not self._asked

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == CELL:
            return cell_of(self.columns[index.column()], row)
        if role == Qt.ItemDataRole.DisplayRole:
            return spoken(cell_of(self.columns[index.column()], row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(index.row()) if index.column() == 0 else self.data(index)
        return None

    def sentence(self, place: int) -> str:
        """A whole row for who reads by ear: the name first, then each column with its heading."""
        row = self.rows[place]
        parts = []
        for number, column in enumerate(self.columns):
            words = spoken(cell_of(column, row))
            if words:
                parts.append(
                    words if number == 0 else tr(N_("{heading}: {value}"), heading=tr(column.heading), value=words)
                )
        return ", ".join(parts)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(self.columns[section].heading)
        return None


def say(words: str | Words) -> str:
    """Words of a slice, whether finished (a name, a number) or still to be spoken."""
    return str(words) if isinstance(words, Words) else words


def isolated(code: str) -> str:
    """A code inside words of either direction."""
    return ltr(code)
