"""The rows of the arrivals grid while they are written: each cell goes to the vault as it is left, in its own order."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from ui.lists.delegate import CELL, Cell, MarkCell, TextCell, spoken
from ui.screens.arrivals import cells as grid_cells
from ui.screens.arrivals.cells import CODE, COLUMNS, NUMBER, STATE, Spec
from ui.widgets.painted import ltr

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
Keep = Callable[["Line", dict[str, object]], None]


@dataclasses.dataclass
class Line:
    """One row: what is kept, what was typed and is on its way, what was refused and still stands as it was typed."""

    place: int = 0
    row_id: str = ""
    file_id: str = ""
    number: str = ""
    kept: dict[str, object] = dataclasses.field(default_factory=dict)
    typed: dict[str, object] = dataclasses.field(default_factory=dict)
    refused: dict[str, str] = dataclasses.field(default_factory=dict)
    mother: str = ""  # the row of the girl who brought this baby
    hint: str = ""  # what follows, where no reason is asked for
    missing: int = 0  # questions of a return that nobody has put yet
    twin: bool = False
    under_way: dict[str, object] = dataclasses.field(default_factory=dict)

    @property
    def busy(self) -> bool:
        """Whether something of it is not in the vault yet."""
        return bool(self.under_way or self.typed)

    def value(self, name: str) -> object:
        """What stands in a cell: what was typed last, kept or not."""
        for place in (self.typed, self.under_way, self.kept):
            if name in place:
                return place[name]
        return None


class GridModel(QAbstractTableModel):
    """Rows and the invitation below them. `keep` is given a line and the cells to write; it answers through `was_*`."""

    wrote = Signal(object)
    trouble = Signal(object, str, str)  # line, cell, words

    def __init__(self, keep: Keep, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self.lines: list[Line] = []
        self.invites = True
        self.may_write = True

    # --- reading ---

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines) + int(self.invites and self.may_write)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def line(self, row: int) -> Line | None:
        """The line of a row; None for the one that invites."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section].heading)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        whole = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.may_write and COLUMNS[index.column()].typed:
            whole |= Qt.ItemFlag.ItemIsEditable
        return whole

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        spec, line = COLUMNS[index.column()], self.line(index.row())
        if role == CELL:
            return self._cell(spec, line, index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return spoken(self._cell(spec, line, index.row()))
        if role == Qt.ItemDataRole.EditRole:
            return grid_cells.as_typed(line.value(spec.name)) if line is not None else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._aloud(spec, line, index.row())
        if role == Qt.ItemDataRole.ToolTipRole and line is not None:
            return line.refused.get(spec.name) or grid_cells.said(spec, line.value(spec.name))
        return None

    def refusal(self, index: Index) -> str:
        """Why a cell was not kept, in words; "" where it was."""
        line = self.line(index.row())
        return line.refused.get(COLUMNS[index.column()].name, "") if line is not None else ""

    def _cell(self, spec: Spec, line: Line | None, row: int) -> Cell:
        if line is None:
            return self._inviting(spec, row)
        if spec.kind == NUMBER:
            return grid_cells.number_cell(str(line.place) if not line.mother else "+")
        if spec.kind == CODE:
            return grid_cells.number_cell(line.number)
        if spec.kind == STATE:
            return self._state(line)
        if spec.name in line.refused:
            words = grid_cells.said(spec, line.value(spec.name)) or str(grid_cells.as_typed(line.value(spec.name)))
            return MarkCell(words, "alert", "stop")
        return grid_cells.cell_of(spec, line.value(spec.name), hint=line.hint)

    def _inviting(self, spec: Spec, row: int) -> Cell:
        if spec.kind == NUMBER:
            return grid_cells.number_cell(str(self._next_place()))
        if spec.name == "name_typed":
            return TextCell(tr(N_("Write a name")), "muted")
        return TextCell("")

    def _next_place(self) -> int:
        return sum(not line.mother for line in self.lines) + 1

    def _state(self, line: Line) -> Cell:
        if line.refused:
            return TextCell(tr(N_("to correct")), "stop")
        if line.busy or not line.row_id:
            return TextCell(tr(N_("writing")), "muted")
        return MarkCell(tr(N_("kept")), "check", "ok")

    def _aloud(self, spec: Spec, line: Line | None, row: int) -> str:
        """A cell for who reads by ear; the first one says the whole row."""
        if line is None:
            return tr(N_("A new row: write a name"))
        words = grid_cells.said(spec, line.value(spec.name)) if spec.typed else spoken(self._cell(spec, line, row))
        if spec.kind == NUMBER:
            parts = [grid_cells.said(each, line.value(each.name)) for each in COLUMNS if each.typed]
            return ", ".join([words, ltr(line.number), *(part for part in parts if part)])
        refused = line.refused.get(spec.name, "")
        return f"{tr(spec.heading)} : {words}. {refused}".strip()

    # --- writing ---

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        spec = COLUMNS[index.column()]
        if role != Qt.ItemDataRole.EditRole or not spec.typed or not self.may_write:
            return False
        said = grid_cells.read(spec, value)
        line = self.line(index.row())
        if line is None:
            if grid_cells.is_empty(said):
                return False
            line = self._open_line()
        elif said == line.value(spec.name) or (
            grid_cells.is_empty(said) and grid_cells.is_empty(line.value(spec.name))
        ):
            if not line.refused.pop(spec.name, ""):
                return False
            line.typed.pop(spec.name, None)
            self._touch(line)
            return True
        line.refused.pop(spec.name, None)
        line.typed[spec.name] = said
        self._touch(line)
        self._send(line)
        return True

    def _open_line(self) -> Line:
        """The row that invites becomes the line, and another one invites below: the keyboard stays where it stands."""
        at = len(self.lines)
        self.beginInsertRows(NOWHERE, at + 1, at + 1)
        line = Line(place=self._next_place())
        self.lines.append(line)
        self.endInsertRows()
        return line

    def _send(self, line: Line) -> None:
        """One writing at a time for each line: a row has its number before its second cell is sent."""
        ready = {name: value for name, value in line.typed.items() if name not in line.refused}
        if line.under_way or not ready:
            return
        line.under_way = ready
        line.typed = {name: value for name, value in line.typed.items() if name in line.refused}
        self._keep(line, dict(ready))

    def was_kept(self, line: Line, kept: Any) -> None:
        """The row is in the vault."""
        if line not in self.lines:
            return
        line.row_id, line.file_id, line.number = kept.row_id, kept.file_id, kept.number
        line.kept.update(line.under_way)
        line.under_way = {}
        self._touch(line)
        self.wrote.emit(line)
        self._send(line)

    def was_refused(self, line: Line, trouble: errors.Spoken) -> None:
        """Nothing of this writing was kept; every word stays where it was typed, its reason beside it."""
        if line not in self.lines:
            return
        back, line.under_way = line.under_way, {}
        each = trouble.refusals if isinstance(trouble, errors.Several) else (trouble,)
        told = {refusal.field: str(refusal) for refusal in each}
        for name, words in told.items():
            cell = name if name in back else next(iter(back), "name_typed")
            line.refused[cell] = words
            self.trouble.emit(line, cell, words)
        line.typed = {**back, **line.typed}
        self._touch(line)
        if any(name not in line.refused for name in line.typed):
            self._send(line)

    def _touch(self, line: Line) -> None:
        row = self.lines.index(line)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    # --- what others wrote ---

    def show_lines(self, lines: Sequence[Line]) -> None:
        """The rows as the vault has them now. What is being written here stays as it is."""
        mine = {line.row_id: line for line in self.lines if line.row_id}
        unsent = [line for line in self.lines if not line.row_id]
        if [line.row_id for line in lines] == [line.row_id for line in self.lines if line.row_id] and mine:
            for line in lines:
                self._take(mine[line.row_id], line)
            self._all_changed()
            return
        self.beginResetModel()
        self.lines = [self._take(mine[line.row_id], line) if line.row_id in mine else line for line in lines]
        self.lines += unsent
        self.endResetModel()

    def _take(self, mine: Line, other: Line) -> Line:
        mine.place, mine.number, mine.hint, mine.mother = other.place, other.number, other.hint, other.mother
        mine.missing, mine.twin = other.missing, other.twin
        mine.kept = {**other.kept, **{name: mine.kept.get(name) for name in mine.under_way}}
        return mine

    def _all_changed(self) -> None:
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(COLUMNS) - 1))

    def add_baby(self, mother: Line) -> int:
        """A row for a baby, below the girl who brought it; it is written with its first cell."""
        at = self.lines.index(mother) + 1
        self.beginInsertRows(NOWHERE, at, at)
        self.lines.insert(at, Line(mother=mother.row_id))
        self.endInsertRows()
        return at

    def forget(self) -> None:
        """Let go of every name."""
        self.beginResetModel()
        self.lines = []
        self.endResetModel()


def cells(values: Mapping[str, object]) -> dict[str, object]:
    """The cells of a row as the slice told them, by the names of the columns."""
    return {name: values.get(name) for name in grid_cells.BY_NAME if grid_cells.BY_NAME[name].typed}
