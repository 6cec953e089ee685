"""Choosing out of many: a box that narrows a list while one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QVBoxLayout, QWidget

from transit_desk.domain import datewords
from transit_desk.domain.text import N_, ntr, tr
from ui import theme
from ui.lists.delegate import CELL, CellDelegate, IconCell, TextCell
from ui.widgets.editors import LineBox
from ui.widgets.painted import announce

Index = QModelIndex | QPersistentModelIndex
SEEN: Final = 4  # lines of the list before it scrolls
NOWHERE: Final = QModelIndex()


class ChoicesModel(QAbstractListModel):
    """The choices that fit what was typed."""

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.every = tuple(choices)
        self.shown = self.every
        self.chosen = ""

    def narrow(self, words: str) -> None:
        """Keep those that hold the words, whatever the accents."""
        wanted = datewords.without_accents(words).casefold().strip()
        self.beginResetModel()
        self.shown = tuple(each for each in self.every if wanted in datewords.without_accents(each[1]).casefold())
        self.endResetModel()

    def also(self, found: Sequence[tuple[str, str]]) -> None:
        """Put what was found beside what is shown: it fits what was typed in another spelling, or was not at hand."""
        self.beginResetModel()
        known = {key for key, _words in self.shown}
        self.shown = (*self.shown, *(each for each in found if each[0] not in known))
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        key, words = self.shown[index.row()]
        if role == CELL:
            return IconCell("check", words) if key == self.chosen else TextCell(words)
        return words if role == Qt.ItemDataRole.DisplayRole else None


class ListPicker(QWidget):
    """A filter box over a short list; Enter or a click chooses, and the box then holds the words of the choice."""

    changed = Signal()

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.choices = dict(choices)
        self._wanted = ""  # chosen before the choices were there
        self.model = ChoicesModel(choices)
        self.line = LineBox(f"{name}_filter", tr(N_("Type to find in the list")))
        self.list = QListView()
        self.list.setObjectName(f"{name}_list")
        self.list.setAccessibleName(tr(N_("Choices")))
        self.list.setProperty("ground", "well")
        self.list.setModel(self.model)
        self.list.setItemDelegate(CellDelegate(self.list))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTabKeyNavigation(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of(self).px(4))
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.line.textEdited.connect(self._narrow)
        self.line.installEventFilter(self)
        self.list.clicked.connect(self._take)
        self.list.activated.connect(self._take)
        self._measure()

    def _measure(self) -> None:
        look = theme.of(self)
        self.list.setFixedHeight(SEEN * look.height("list_row"))
        self.setMaximumWidth(look.px(480))

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Other choices; the one that was chosen stays if it is among them."""
        chosen = self.model.chosen or self._wanted
        self.choices = dict(choices)
        self.model.every = tuple(choices)
        self.model.narrow("")
        self.choose(chosen)

    def found(self, words: str, choices: Sequence[tuple[str, str]]) -> None:
        """What was found for words that are still the ones typed; it can be chosen from now on."""
        if words != self.line.text() or self.model.chosen:
            return
        at_hand = {key for key, _words in self.model.every}
        self.model.every = (*self.model.every, *(each for each in choices if each[0] not in at_hand))
        self.choices = dict(self.model.every)
        self.model.also(choices)
        if self.model.shown:
            self.list.setCurrentIndex(self.model.index(0, 0))
        announce(self.line, ntr(N_("{count} choice"), N_("{count} choices"), len(self.model.shown)))

    def value(self) -> str:
        """The key of the choice."""
        return self.model.chosen

    def choose(self, key: str) -> None:
        """Show a choice without telling anybody."""
        self._wanted = key
        self.model.chosen = key if key in self.choices else ""
        self.line.setText(self.choices.get(key, ""))
        self.model.narrow("")
        place = next((row for row, (each, _words) in enumerate(self.model.shown) if each == key), -1)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place, 0))
        self.list.viewport().update()

    def _narrow(self, words: str) -> None:
        self.model.chosen = ""
        self.model.narrow(words)
        if self.model.shown:
            self.list.setCurrentIndex(self.model.index(0, 0))
        announce(self.line, ntr(N_("{count} choice"), N_("{count} choices"), len(self.model.shown)))
        self.changed.emit()

    def _take(self, index: Index) -> None:
        if index.isValid():
            self.choose(self.model.shown[index.row()][0])
            self.changed.emit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """From the box: arrows walk the list, Enter takes the current choice."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}
            if event.key() in steps and self.model.shown:
                here = self.list.currentIndex().row() + steps[event.key()]
                self.list.setCurrentIndex(self.model.index(max(0, min(here, len(self.model.shown) - 1)), 0))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.list.currentIndex().isValid():
                self._take(self.list.currentIndex())
                return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "list"):
            self._measure()
        super().changeEvent(event)
