"""The second step: the grid of the children, with its sum, its list from elsewhere and the way to take a row back."""

from __future__ import annotations

import functools
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.fields import NOT_ASKED, Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.arrivals import rules
from transit_desk.services.arrivals.views import Cell, GridRow
from ui import theme
from ui.screens.arrivals.cells import COLUMNS, PLACES
from ui.screens.arrivals.event import Arrival
from ui.screens.arrivals.grid import GridView
from ui.screens.arrivals.imported import ImportPanel
from ui.screens.arrivals.model import GridModel, Line
from ui.screens.arrivals.sums import SumCard
from ui.shortcut import Shortcut
from ui.steps import Step, Then, spoken
from ui.widgets.button import quiet, secondary
from ui.widgets.card import Card
from ui.widgets.editors import LineBox
from ui.widgets.table_card import TableCard
from ui.widgets.words import Text

BABY_KEYS: Final = "Ctrl+Shift+B"
IMPORT_KEYS: Final = "Ctrl+Shift+I"
_ASKED: Final = frozenset(spec.name for spec in COLUMNS if spec.asked)


def line_of(row: GridRow, year: int = 0) -> Line:
    """A row as the grid holds it; what follows is said without the year where it is the event's own."""
    kept = {spec.name: _value(spec.name, getattr(row, spec.name)) for spec in COLUMNS if spec.typed}
    returned = row.disposition.value == rules.RETURNED
    hint = str(row.follow).removesuffix(f" {year}") if row.complete else tr(N_("questions to answer"))
    return Line(
        row.place, row.id, row.file_id, row.number, kept, mother=row.mother_id, hint=hint if returned else "",
        missing=0 if row.complete or not returned else 1,
    )  # fmt: skip


def _value(name: str, cell: Cell) -> object:
    if name not in _ASKED:
        return cell.value
    if cell.state == "given":
        return Said(cell.value)
    if cell.state in {"unknown", "refused"}:
        return Said(None, Answer(cell.state))
    return NOT_ASKED


def _count(value: object) -> int | None:
    return value if isinstance(value, int) else None


def facts_of(lines: list[Line]) -> tuple[rules.RowFacts, ...]:
    """The rows as the sums need them, with what was typed just now."""
    return tuple(
        rules.RowFacts(
            line.row_id, line.place, "", str(line.value("sex") or "unknown"),
            str(line.value("disposition") or "") or None, str(line.value("reason") or "") or None,
            baby=bool(line.mother), complete=not line.missing,
        )
        for line in lines
        if line.row_id or line.busy
    )  # fmt: skip


class DropCard(Card):
    """Taking a row back needs a reason; the row and its file go out of use, and can be brought back."""

    def __init__(self) -> None:
        super().__init__(name="drop_row")
        self.setProperty("edge", "edge")
        self.pad(16, 6)
        self.words = Text("", "strong")
        self.why = LineBox("drop_why", tr(N_("Why, in a few words")))
        self.keep = quiet(tr(N_("Leave it")), name="drop_leave")
        self.drop = secondary(tr(N_("Take the row away")), "minus_ring", name="drop_go")
        self.row_id = ""
        line = QHBoxLayout()
        line.setSpacing(theme.of(self).px(8))
        line.addWidget(self.words)
        line.addWidget(self.why, 1)
        line.addWidget(self.keep)
        line.addWidget(self.drop)
        self.add(line)
        self.hide()

    def ask(self, line: Line) -> None:
        """About this row."""
        self.row_id = line.row_id
        self.words.say(tr(N_("Take row {place} away?"), place=line.place or line.number))
        self.why.clear()
        self.show()
        self.why.setFocus()


class ChildrenStep(Step):
    """Every cell is in the vault when it is left; whoever comes later goes on where somebody stopped."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__("children", tr(N_("Children")))
        self.arrival = arrival
        self.model = GridModel(self._keep, self)
        self.grid = GridView(arrival.clerk)
        self.grid.setModel(self.model)
        self.sums = SumCard()
        self.drop_card = DropCard()
        self.imported = ImportPanel(arrival)
        self._standing = False
        self._lay()
        self._wire()

    def _lay(self) -> None:
        writing = QWidget()
        writing.setObjectName("grid_page")
        writing.setAccessibleName(tr(N_("Children")))
        column = QVBoxLayout(writing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of(self).px(6))
        column.addWidget(self.sums)
        column.addWidget(self.drop_card)
        column.addWidget(TableCard(self.grid), 1)
        self.pages = QStackedWidget()
        self.pages.setObjectName("grid_pages")
        self.pages.setAccessibleName(tr(N_("Children")))
        self.pages.addWidget(writing)
        self.pages.addWidget(self.imported)
        self.column.addWidget(self.pages, 1)

    def _wire(self) -> None:
        self.arrival.seen.connect(self._seen)
        self.model.wrote.connect(self._wrote)
        self.model.trouble.connect(self._trouble)
        self.model.dataChanged.connect(self._count)
        self.model.rowsInserted.connect(self._count)
        self.grid.drop_asked.connect(self._ask_drop)
        self.drop_card.keep.clicked.connect(self._leave_drop)
        self.drop_card.drop.clicked.connect(self._drop)
        self.drop_card.why.returnPressed.connect(self._drop)
        self.imported.closed.connect(self._imported)
        for keys, act in ((BABY_KEYS, self.add_baby), (IMPORT_KEYS, self.open_import)):
            shortcut = Shortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- the rows ---

    def _seen(self) -> None:
        view = self.arrival.view
        if view is None:
            return
        self.model.may_write = self.arrival.may_write
        if self.arrival.fresh and not any(line.busy for line in self.model.lines):
            self._show_lines([line_of(row, view.day.year) for row in view.rows])
        self._count()
        if not self._standing and self.isVisible():
            self._stand()

    def _show_lines(self, lines: list[Line]) -> None:
        """The rows of the vault; the keyboard stays on the cell where it was."""
        here = self.grid.currentIndex()
        row, column = here.row(), here.column()
        self.model.show_lines(lines)
        if row >= 0 and not self.grid.currentIndex().isValid():
            self.grid.go(min(row, self.model.rowCount() - 1), max(column, 0))

    def _stand(self) -> None:
        """Begin at the row that invites, so that one may type at once."""
        self._standing = True
        self.grid.go(self.model.rowCount() - 1)

    def _keep(self, line: Line, cells: dict[str, object]) -> None:
        values: dict[str, Any] = {"event_id": self.arrival.event_id, "values": cells, "row_id": line.row_id or None}
        if not line.row_id and line.mother:
            values["accompanies"] = line.mother
        self.arrival.own += 1
        self.arrival.written += 1
        self.arrival.clerk.do(
            "arrivals.write_row", values, functools.partial(self._kept, line), functools.partial(self._refused, line)
        )

    def _kept(self, line: Line, kept: Any) -> None:
        self.model.was_kept(line, kept)

    def _refused(self, line: Line, trouble: errors.Spoken) -> None:
        self.arrival.own = max(0, self.arrival.own - 1)
        self.model.was_refused(line, trouble)

    def _wrote(self, line: Line) -> None:
        if line.kept.get("disposition") == rules.RETURNED and not line.hint:
            line.hint, line.missing = tr(N_("questions to answer")), 1
        elif line.kept.get("disposition") != rules.RETURNED:
            line.hint, line.missing = "", 0
        self._count()
        self.changed.emit()

    def _trouble(self, line: Line, cell: str, words: str) -> None:
        """Show the refusal beside its cell, unless somebody is already typing elsewhere."""
        here = self.grid.currentIndex()
        if self.grid.state() == self.grid.State.NoState and here.row() == self.model.lines.index(line):
            self.grid.setCurrentIndex(self.model.index(here.row(), PLACES.get(cell, here.column())))
        self.changed.emit()

    def _count(self, *_about: object) -> None:
        view = self.arrival.view
        if view is None:
            return
        if view.unseen:
            self.sums.show_sums(None, view.unseen)
            return
        told = facts_of(self.model.lines)
        announced, not_shown = (_count(view.values.get(name)) for name in ("announced", "not_shown"))
        self.sums.show_sums(rules.sums(told, announced, not_shown))

    # --- babies, rows taken back, lists from elsewhere ---

    def _current(self) -> Line | None:
        return self.model.line(self.grid.currentIndex().row())

    def add_baby(self) -> None:
        """A row for a baby, below the girl the keyboard stands on."""
        line = self._current()
        if line is None or not line.row_id or line.mother or line.value("sex") != "f":
            self.refused.emit(tr(N_("Stand on the row of the girl who has a baby with her.")))
            return
        self.grid.go(self.model.add_baby(line))

    def _ask_drop(self) -> None:
        line = self._current()
        if line is not None and line.row_id and self.model.may_write:
            self.drop_card.ask(line)

    def _leave_drop(self) -> None:
        self.drop_card.hide()
        self.grid.setFocus()

    def _drop(self) -> None:
        values = {"row_id": self.drop_card.row_id, "why": self.drop_card.why.text()}
        self.arrival.clerk.do("arrivals.drop_row", values, self._dropped, self._not_dropped)

    def _dropped(self, _rows: object) -> None:
        self._leave_drop()
        self.refused.emit("")
        self.arrival.ask()

    def _not_dropped(self, trouble: errors.Spoken) -> None:
        self.refused.emit(spoken(trouble))
        self.drop_card.why.setFocus()

    def open_import(self) -> None:
        """A list from elsewhere, looked at before anything of it is kept."""
        if self.imported.choose():
            self.pages.setCurrentWidget(self.imported)
            self.changed.emit()

    def _imported(self, taken: bool) -> None:
        self.pages.setCurrentIndex(0)
        if taken:
            self.arrival.ask()
        self.grid.setFocus()
        self.changed.emit()

    # --- the step ---

    def enter(self) -> None:
        if self.arrival.view is not None and not self._standing:
            self._stand()

    def first(self) -> QWidget | None:
        return self.grid

    def leave(self, then: Then) -> None:
        """What is on its way arrives; the next step asks the vault anew."""
        self.arrival.own = 0
        then()

    def reason(self) -> str:
        wrong = sum(bool(line.refused) for line in self.model.lines)
        if wrong:
            return ntr(N_("One row has a cell to correct."), N_("{count} rows have a cell to correct."), wrong)
        return ""

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Enter", tr(N_("next line"))), ("Tab", tr(N_("next cell"))),
            ("Ctrl+D", tr(N_("repeat the one above"))), ("F2", tr(N_("change"))),
            ("?", tr(N_("does not know"))), ("!", tr(N_("rather not say"))),
        )  # fmt: skip

    def keys_end(self) -> str:
        lines = [line for line in self.model.lines if line.row_id]
        kept = ntr(N_("{count} row kept"), N_("{count} rows kept"), len(lines))
        to_ask = sum(line.value("disposition") in (None, "") and not line.mother for line in lines)
        if to_ask:
            return f"{kept} · {ntr(N_('{count} to decide'), N_('{count} to decide'), to_ask)}"
        return kept
