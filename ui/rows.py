"""Rows that are all there already: a small model of cells for short lists made by hand, never for a list of files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.lists.delegate import CELL, Cell, spoken

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()


class PlainModel(QAbstractTableModel):
    """Headings and cells, each as it is painted; the first cell of a row says the whole row aloud."""

    def __init__(self, headings: Sequence[str] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = tuple(headings)
        self.rows: list[Sequence[Cell]] = []

    def show_rows(self, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.headings = tuple(headings)
        self.rows = list(rows)
        self.endResetModel()

    def change_row(self, row: int, cells: Sequence[Cell]) -> None:
        """One row says something else."""
        self.rows[row] = cells
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.headings) - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section < len(self.headings):
            return self.headings[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cells = self.rows[index.row()]
        cell = cells[index.column()] if index.column() < len(cells) else None
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return spoken(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [spoken(each) for each in cells] if index.column() == 0 else [spoken(cell)]
            return ", ".join(words for words in said if words)
        return None
