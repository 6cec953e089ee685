"""The arrivals grid under one's fingers: typing begins, Enter goes down, Tab goes on, nothing needs the mouse."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QWidget,
)

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.clerk import Clerk
from ui.forms.places import PlaceOffers
from ui.lists.delegate import CellDelegate, Table
from ui.screens.arrivals import cells as grid_cells
from ui.screens.arrivals.cells import CHOICE, COLUMNS, FIRST_TYPED, MANY, PLACE, Spec
from ui.screens.arrivals.model import GridModel
from ui.widgets.card import Card
from ui.widgets.editors import ChoiceBox
from ui.widgets.summary import Glyph
from ui.widgets.words import Text

Index = QModelIndex | QPersistentModelIndex
_DOWN: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_PAUSE: Final = 1_500  # milliseconds after which a new word begins
_MOST: Final = 7  # choices of a cell that are seen at once


def bare(words: str) -> str:
    """Letters as they are compared: small, without accents."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


class CellLine(QLineEdit):
    """Words in a cell."""

    def __init__(self, parent: QWidget, said: str) -> None:
        super().__init__(parent)
        self.setObjectName("cell_line")
        self.setAccessibleName(said)
        self.setProperty("cell", "on")


class CellChoice(ChoiceBox):
    """One of a list, in a cell: the first letters choose, the arrows go on, Alt+Down opens the list."""

    def __init__(self, parent: QWidget, said: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__("cell_choice", choices, parent)
        self.setAccessibleName(said)
        self.setProperty("cell", "on")
        self.setMaxVisibleItems(10)
        self.setMinimumContentsLength(1)
        self._typed = ""
        self._last = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._forget)

    def _forget(self) -> None:
        self._typed = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters, and the space between two words, look for the answer that begins so; accents may be left out.

        A letter pressed again goes on to the next answer that begins with it, and from the last one to the first.
        """
        letters = event.text()
        commanded = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if not letters or not letters.isprintable() or commanded:
            super().keyPressEvent(event)
            return
        self._pause.start()
        letter = bare(letters)
        again, self._last = letter == self._last, letter
        for typed in (self._typed + letter, letter):
            found = [at for at in range(self.count()) if bare(self.itemText(at)).startswith(typed)]
            if not found:
                continue
            here = found.index(self.currentIndex()) if self.currentIndex() in found else -1
            goes_on = again and typed == letter and here >= 0
            self._typed = typed
            self.setCurrentIndex(found[(here + 1) % len(found)] if goes_on else found[0])
            return


class CellMany(QListWidget):
    """Several of a list, below a cell: letters go to one, Space ticks it, Enter keeps what is ticked."""

    def __init__(self, parent: QWidget, said: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent)
        self.setObjectName("cell_many")
        self.setAccessibleName(said)
        self.setAutoFillBackground(True)
        for key, words in choices:
            if not key:
                continue
            item = QListWidgetItem(words, self)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.setCurrentRow(0)
        look = theme.of(self)
        ground, edge, soft, on_soft = (look.hex(token) for token in ("surface", "edge", "soft", "on_soft"))
        self.setStyleSheet(
            f"QListWidget {{ background: {ground}; border: 1px solid {edge}; border-radius: 6px; padding: 4px; }}"
            "QListWidget::item { padding: 4px; }"
            f"QListWidget::item:selected {{ background: {soft}; color: {on_soft}; }}"
        )

    def value(self) -> object:
        """The keys that are ticked; an answer that is no value stands alone."""
        items = [self.item(at) for at in range(self.count())]
        keys = [
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        ]
        for alone in (grid_cells.UNKNOWN_KEY, grid_cells.REFUSED_KEY):
            if alone in keys:
                return alone
        return keys

    def choose(self, keys: object) -> None:
        """Tick these."""
        wanted = keys if isinstance(keys, (list, tuple)) else [keys]
        for at in range(self.count()):
            item = self.item(at)
            on = item.data(Qt.ItemDataRole.UserRole) in wanted
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentItem() is not None:
            item = self.currentItem()
            on = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
            return
        super().keyPressEvent(event)


class GridDelegate(CellDelegate):
    """Paints like every list and lends each cell the editor of its kind."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view, cell_ring=True)
        self.grid = view

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        spec = COLUMNS[index.column()]
        said = tr(N_("{heading}, row {row}"), heading=tr(spec.heading), row=index.row() + 1)
        if spec.kind == CHOICE:
            return CellChoice(parent, said, grid_cells.offered(spec))
        if spec.kind == MANY:
            return CellMany(parent, said, grid_cells.offered(spec))
        line = CellLine(parent, said)
        if spec.kind == PLACE:
            PlaceOffers(line, self.grid.clerk)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What an editor begins with. News of its row come here too, and may not take what is being typed."""
        if editor.isVisible():
            return
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, CellLine):
            editor.setText(str(value or ""))
            editor.selectAll()
        elif isinstance(editor, CellChoice):
            editor.choose(str(value or ""))
        elif isinstance(editor, CellMany):
            editor.choose(value)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellLine):
            model.setData(index, editor.text())
        elif isinstance(editor, (CellChoice, CellMany)):
            model.setData(index, editor.value())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        look = theme.of(editor)
        if not isinstance(editor, CellMany):
            wide = max(box.width(), look.px(150)) if isinstance(editor, CellLine) else max(box.width(), look.px(230))
            shown = QRect(box.left(), box.top(), min(wide, self.grid.viewport().width() - box.left()), box.height())
            editor.setGeometry(shown)
            return
        tall = min(_MOST, editor.count()) * look.px(30) + look.px(12)
        port = self.grid.viewport().rect()
        top = box.top() if box.top() + tall <= port.bottom() else max(0, port.bottom() - tall)
        wide = look.px(330)
        editor.setGeometry(QRect(min(box.left(), port.width() - wide), top, wide, tall))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab keep the cell and move; the editor of the next cell opens with the next letter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            key = event.key()
            open_list = isinstance(editor, CellChoice) and editor.view().isVisible()
            if (key in _DOWN or key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}) and not open_list:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self.grid.step(down=key in _DOWN, back=key == Qt.Key.Key_Backtab)
                return True
        return super().eventFilter(editor, event)


class Beside(Card):
    """The words of a refusal, close to the cell they are about."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(name="beside_cell", parent=view)
        self.setProperty("edge", "stop")
        self.pad(12, 4)
        self.words = Text("", "small_strong", "stop", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(theme.of(self).px(6))
        line.addWidget(Glyph("alert", "stop", 16))
        line.addWidget(self.words, 1)
        self.add(line)
        self.hide()

    def tell(self, words: str, cell: QRect, within: QRect) -> None:
        """Show them below the cell, above it where there is no room; "" hides them."""
        self.setVisible(bool(words))
        if not words:
            return
        self.words.say(words)
        self.setAccessibleName(words)
        look = theme.of(self)
        wide = min(look.px(360), within.width())
        lines = 1 + look.width(words, "small_strong") // max(1, wide - look.px(60))
        tall = lines * look.line("small") + look.px(14)
        below = cell.bottom() + 2 + tall <= within.bottom()
        top = cell.bottom() + 2 if below else cell.top() - tall - 2
        self.setGeometry(QRect(min(cell.left(), within.width() - wide), top, wide, tall))
        self.raise_()


class GridView(Table):
    """The grid. Which column an entry began in is remembered: Enter comes back to it on the next line."""

    at_cell = Signal(int, int)
    baby_asked = Signal()
    drop_asked = Signal()

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk  # who may ask for places
        super().__init__("arrivals_grid", tr(N_("The children of this arrival")), row="list_row_grid", grid=True)
        self.cells = GridDelegate(self)
        self.setItemDelegate(self.cells)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked)
        self.beside = Beside(self.viewport())
        self._began = FIRST_TYPED

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.dataChanged.connect(self._tell)
            model.modelReset.connect(self._tell)
            self.columns([spec.width for spec in COLUMNS])

    @property
    def rows(self) -> GridModel:
        """Its model."""
        found = self.model()
        if not isinstance(found, GridModel):
            raise TypeError("the grid has another model")
        return found

    def go(self, row: int, column: int = FIRST_TYPED) -> None:
        """Stand on a cell."""
        self._began = column
        self.setCurrentIndex(self.rows.index(row, column))
        self.scrollTo(self.currentIndex())

    def step(self, *, down: bool = False, back: bool = False) -> None:
        """After a cell: down to where the entry began on the next line, or on to the next cell that is written in."""
        here = self.currentIndex()
        last = self.rows.rowCount() - 1
        if down:
            row = min(here.row() + 1, last)
            self.setCurrentIndex(self.rows.index(row, self._began))
            self.scrollTo(self.currentIndex())
            return
        row, column = here.row(), here.column() + (-1 if back else 1)
        while not (0 <= column < len(COLUMNS) and COLUMNS[column].typed):
            if column >= len(COLUMNS):
                row, column = row + 1, FIRST_TYPED - 1
            elif column < FIRST_TYPED:
                row, column = row - 1, len(COLUMNS)
            column += -1 if back else 1
        if 0 <= row <= last:
            self.setCurrentIndex(self.rows.index(row, column))
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if key in _DOWN and not held & Qt.KeyboardModifier.ControlModifier:
            self.step(down=True)
        elif key == Qt.Key.Key_F2:
            self.edit(self.currentIndex())
        elif key == Qt.Key.Key_D and held == Qt.KeyboardModifier.ControlModifier:
            self.repeat_above()
        elif key == Qt.Key.Key_Delete and held == Qt.KeyboardModifier.ControlModifier:
            self.drop_asked.emit()
        elif key == Qt.Key.Key_Delete:
            self.rows.setData(self.currentIndex(), [] if self._spec().kind == MANY else "")
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.step(back=key == Qt.Key.Key_Backtab)
        else:
            super().keyPressEvent(event)
            if key in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}:
                self._began = self.currentIndex().column()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell; past the last one, and before the first, it leaves the grid."""
        here = self.currentIndex()
        if not here.isValid():
            return super().focusNextPrevChild(forward)
        first = here.row() == 0 and here.column() <= FIRST_TYPED
        last = here.row() == self.rows.rowCount() - 1
        if (forward and last) or (not forward and first):
            self.setTabKeyNavigation(False)
            moved = super().focusNextPrevChild(forward)
            self.setTabKeyNavigation(True)
            return moved
        self.step(back=not forward)
        return True

    def _spec(self) -> Spec:
        return COLUMNS[max(0, self.currentIndex().column())]

    def repeat_above(self) -> None:
        """Ctrl+D: what the cell above says. The answers that are no value are repeated too."""
        here = self.currentIndex()
        above = self.rows.line(here.row() - 1)
        if above is not None and self._spec().typed:
            self.rows.setData(here, grid_cells.as_typed(above.value(self._spec().name)))

    def mousePressEvent(self, event: Any) -> None:
        super().mousePressEvent(event)
        if self.currentIndex().isValid() and self._spec().typed:
            self._began = self.currentIndex().column()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._tell()
        self.at_cell.emit(current.row(), current.column())

    def _tell(self, *_about: object) -> None:
        here = self.currentIndex()
        words = self.rows.refusal(here) if here.isValid() else ""
        self.beside.tell(words, self.visualRect(here), self.viewport().rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()
