"""The list of a roll call as Qt asks for it; a mark stands there the moment its key is pressed."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from transit_desk import choices
from transit_desk.domain.text import N_, tr
from transit_desk.services.presence.views.calling import Row
from ui.lists.delegate import CELL, Cell, MarkCell, NameCell, TextCell, spoken
from ui.lists.table import NOWHERE, Index

HEADINGS: Final = (N_("Bed"), N_("First name and code"), N_("Age"), N_("Mark"), N_("Remark"))
WEIGHTS: Final = (8, 36, 14, 26, 24)
TONES: Final = {"present": "ok", "not_accounted_for": "warn"}


def marks() -> tuple[tuple[str, str, str], ...]:
    """Every mark: its key in the records, the letter that gives it, its icon."""
    return tuple(
        (each.key, str(each.about["letter"]), str(each.about["icon"])) for each in choices.load("presence_mark")
    )


def letters() -> str:
    """The keys of all marks side by side, for the foot of the page."""
    return "/".join(letter for _key, letter, _icon in marks())


class CallModel(QAbstractTableModel):
    """The rows that are shown: those of one room or of the whole house."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.every: tuple[Row, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self.room: str | None = None
        self._icons = {key: icon for key, _letter, icon in marks()}

    def begin(self, rows: Sequence[Row]) -> None:
        """The list as it stands."""
        self.beginResetModel()
        self.every = tuple(rows)
        self._narrow()
        self.endResetModel()

    def choose(self, room: str | None) -> None:
        """One room, or everybody."""
        self.beginResetModel()
        self.room = room
        self._narrow()
        self.endResetModel()

    def _narrow(self) -> None:
        if self.room is not None and all(row.room != self.room for row in self.every):
            self.room = None
        self.rows = tuple(row for row in self.every if self.room is None or row.room == self.room)

    def put(self, file_id: str, mark: str) -> None:
        """A mark, before it is kept: the eye does not wait for the disk."""
        self.every = tuple(dataclasses.replace(row, mark=mark) if row.id == file_id else row for row in self.every)
        self._narrow()
        place = self.place_of(file_id)
        if place >= 0:
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(HEADINGS) - 1))

    def place_of(self, file_id: str) -> int:
        """Where a child stands, or -1."""
        return next((place for place, row in enumerate(self.rows) if row.id == file_id), -1)

    def next_after(self, place: int) -> int:
        """The next child without a mark, from here on and then from the top; where all are marked one stays."""
        count = len(self.rows)
        for ahead in range(1, count + 1):
            at = (place + ahead) % count
            if not self.rows[at].mark:
                return at
        return place

    def left(self) -> list[Row]:
        """Everybody without a mark, among those shown."""
        return [row for row in self.rows if not row.mark]

    # --- what Qt asks ---

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == CELL:
            return self._cell(row, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return spoken(self._cell(row, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(row) if index.column() == 0 else spoken(self._cell(row, index.column()))
        return None

    def sentence(self, row: Row) -> str:
        """A whole row for who reads by ear: the name first."""
        cells = [spoken(self._cell(row, column)) for column in (1, 0, 2, 3, 4)]
        return ", ".join(words for words in cells if words)

    def _cell(self, row: Row, column: int) -> Cell:
        named = NameCell(row.name or row.number, row.number if row.name else "")
        cells = (TextCell(row.bed, bold=True), named, TextCell(row.age), self._mark(row), TextCell(row.remark, "muted"))
        return cells[column]

    def _mark(self, row: Row) -> Cell:
        if not row.mark:
            return MarkCell(tr(N_("to be marked")), "ring_dashed", "idle")
        words = str(choices.say("presence_mark", row.mark))
        return MarkCell(words, self._icons[row.mark], TONES.get(row.mark, "on_soft"))
