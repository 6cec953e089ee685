"""What a list is narrowed to: chips with their value in them, the box that asks the database, the filter in words."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from transit_desk.domain.text import N_, tr
from transit_desk.module import Filter
from ui import signs, theme
from ui.widgets.chip import Chip
from ui.widgets.editors import LineBox

PAUSE: Final = 120  # milliseconds after a key before the database is asked


class SearchBox(LineBox):
    """Searches in this list. Esc empties it."""

    asked = Signal(str)
    left = Signal()  # the arrow down goes to the list

    def __init__(self) -> None:
        super().__init__("list_search", tr(N_("Search in the list (Ctrl+F)")))
        self.setAccessibleName(tr(N_("Search in the list")))
        self.setClearButtonEnabled(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(lambda _text: self._pause.start())

    def _ask(self) -> None:
        self.asked.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """The chips of a list and its search box."""

    changed = Signal()

    def __init__(self, filters: Sequence[Filter], given: Mapping[str, object]) -> None:
        super().__init__()
        self.setObjectName("filters")
        self.setAccessibleName(tr(N_("Filters")))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.filters = tuple(filters)
        self.values: dict[str, object] = {each.name: True for each in filters if each.on and not given}
        self.values.update(given)
        self.chips: dict[str, Chip] = {}
        self.search = SearchBox()
        self.search.asked.connect(lambda _words: self.changed.emit())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.of(self).px(8))
        for each in self.filters:
            chip = Chip(
                "", signs.icon(each.icon), opens=bool(each.choices), closes=not each.choices, name=f"filter_{each.name}"
            )
            chip.clicked.connect(functools.partial(self._press, each.name))
            self.chips[each.name] = chip
            line.addWidget(chip)
        self.line = line
        line.addStretch(1)
        line.addWidget(self.search)
        self._dress()
        self._measure()

    def _measure(self) -> None:
        self.search.setFixedWidth(theme.of(self).px(272))

    def lead(self, *widgets: QWidget) -> None:
        """What stands at the start of the bar."""
        for place, widget in enumerate(widgets):
            self.line.insertWidget(place, widget)

    def words(self) -> str:
        """What was typed in the box."""
        return self.search.text().strip()

    def said(self) -> str:
        """The filter in words; "" when everything is shown."""
        parts = [self._say(each) for each in self.filters if self.values.get(each.name)]
        if self.words():
            parts.append(tr(N_("“{typed}”"), typed=self.words()))
        if not parts and any(self.values.values()):
            parts.append(tr(N_("a part of the list")))
        return ", ".join(parts)

    def _say(self, each: Filter) -> str:
        value = self.values.get(each.name)
        if not each.choices:
            return tr(each.title)
        chosen = next((tr(words) for key, words in each.choices if key == value), tr(N_("all")))
        return tr(N_("{title}: {value}"), title=tr(each.title), value=chosen)

    def show_all(self) -> None:
        """Take every filter away."""
        self.values = {}
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._dress()
        self.changed.emit()

    def _press(self, name: str, _on: bool = False) -> None:
        each = next(each for each in self.filters if each.name == name)
        if each.choices:
            self._open(each)
            return
        self.values[name] = self.chips[name].isChecked()
        self._dress()
        self.changed.emit()

    def _open(self, each: Filter) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(tr(each.title))
        for key, words in (("", N_("all")), *each.choices):
            choice = menu.addAction(tr(words))
            choice.setCheckable(True)
            choice.setChecked(key == (self.values.get(each.name) or ""))
            choice.triggered.connect(functools.partial(self._choose, each.name, key))
        chip = self.chips[each.name]
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height())))
        self._dress()

    def _choose(self, name: str, key: str, _on: bool = False) -> None:
        self.values[name] = key
        self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        for each in self.filters:
            chip = self.chips[each.name]
            chip.setChecked(bool(self.values.get(each.name)))
            chip.say(self._say(each))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "search"):
            self._measure()
        super().changeEvent(event)
