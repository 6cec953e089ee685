"""While one writes a place: those that may be meant, under the box; whatever else is typed stays as it was typed."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QScrollArea, QWidget

from transit_desk.domain.text import N_, ntr, tr
from ui import theme
from ui.lists.delegate import CELL, CellDelegate, TextCell
from ui.lists.table import say
from ui.widgets.painted import announce

if TYPE_CHECKING:
    from ui.clerk import Clerk

QUERY: Final = "places.likely"
PAUSE: Final = 150
LETTERS: Final = 2  # before that, half the country begins so
WIDE: Final = 420
Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()


class _Likely(QAbstractListModel):
    """The places that may be meant, with a word beside each: a former name, where it went on."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: Sequence[Any] = ()

    def show_places(self, found: Sequence[Any]) -> None:
        self.beginResetModel()
        self.shown = found
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        each = self.shown[index.row()]
        aside = say(each.aside)
        if role == Qt.ItemDataRole.EditRole:
            return each.words
        if role == CELL:
            return TextCell(f"{each.words} · {aside}" if aside else each.words)
        return f"{each.words}, {aside}" if aside and role == Qt.ItemDataRole.DisplayRole else each.words


class PlaceOffers(QObject):
    """Offers places under a line. The arrows walk them, Enter writes one with all it lies in, Esc leaves what is typed.

    They are looked for on the reader's thread; an answer to letters that are no longer there is not shown. The list is
    no window of its own: it never takes the keyboard, and scrolls with the form.
    """

    def __init__(self, line: QLineEdit, clerk: Clerk) -> None:
        super().__init__(line)
        self.line, self.clerk = line, clerk
        self.model = _Likely()
        self.list: QListView | None = None
        self._turn = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        line.textEdited.connect(self._typed)

    @property
    def open(self) -> bool:
        """Whether places are shown now."""
        return self.list is not None and self.list.isVisible()

    def _typed(self, _words: str) -> None:
        self._turn += 1
        self._pause.start()

    def _ask(self) -> None:
        words = self.line.text()
        if len(words.strip()) < LETTERS:
            self._show(self._turn, ())
        elif self.clerk.desk is not None:
            self.clerk.ask(QUERY, {"words": words}, functools.partial(self._show, self._turn))

    def _show(self, turn: int, found: Sequence[Any]) -> None:
        if turn != self._turn or not self.line.hasFocus():
            return
        self.model.show_places(found)
        if not found:
            self._hide()
            return
        ground = self._ground()
        self._place(self.list or self._make(ground), ground, len(found))
        announce(self.line, ntr(N_("{count} place may be meant"), N_("{count} places may be meant"), len(found)))

    def _make(self, ground: QWidget) -> QListView:
        shown = QListView(ground)
        shown.setObjectName(f"{self.line.objectName()}_places")
        shown.setAccessibleName(tr(N_("Places that may be meant")))
        shown.setProperty("ground", "well")
        self.model.setParent(shown)  # a cell's line goes before the list does, and a list wants its model to its end
        shown.setModel(self.model)
        shown.setItemDelegate(CellDelegate(shown))
        shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shown.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.clicked.connect(self._take)
        self.line.destroyed.connect(shown.deleteLater)
        self.list = shown
        return shown

    def _ground(self) -> QWidget:
        """What the list lies on: the page that is scrolled, else the window."""
        ground: QWidget = self.line
        while (around := ground.parentWidget()) is not None:
            if isinstance(around.parentWidget(), QScrollArea):
                return ground
            ground = around
        return ground

    def _place(self, shown: QListView, ground: QWidget, count: int) -> None:
        """Under the line, or over it where there is no room."""
        look = theme.of(shown)
        seen = ground.visibleRegion().boundingRect()
        tall = count * look.height("list_row") + look.px(4)
        at = self.line.mapTo(ground, QPoint(0, self.line.height() + look.px(2)))
        if at.y() + tall > seen.bottom() and at.y() - self.line.height() - tall > seen.top():
            at.setY(at.y() - self.line.height() - tall - look.px(4))
        wide = max(self.line.width(), look.px(WIDE))
        shown.setGeometry(min(at.x(), max(0, ground.width() - wide)), at.y(), wide, tall)
        shown.setCurrentIndex(NOWHERE)
        shown.show()
        shown.raise_()
        self.line.installEventFilter(self)  # anew each time: a cell of a grid has its own use for Enter, after ours

    def _hide(self) -> None:
        if self.list is not None:
            self.list.hide()

    def _take(self, index: Index) -> None:
        self._turn += 1
        self._hide()
        self.line.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the line: arrows walk the list, Enter takes a place that was gone to, Esc closes the list alone."""
        if not self.open:
            return False
        if event.type() == QEvent.Type.FocusOut:
            self._hide()
        if not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if event.type() == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Escape:
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and self._pressed(key)

    def _pressed(self, key: int) -> bool:
        if self.list is None:
            return False
        here = self.list.currentIndex()
        steps = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}
        if key in steps:
            row = max(0, min(here.row() + steps[key], self.model.rowCount() - 1))
            self.list.setCurrentIndex(self.model.index(row, 0))
            announce(self.line, str(self.list.currentIndex().data()))
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and here.isValid():
            self._take(here)
            return True
        if key == Qt.Key.Key_Escape:
            self._hide()
            return True
        return False
