"""Choosing records: a list that is narrowed by typing; where several are asked for, a chip for each that was taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from transit_desk.domain import fields
from transit_desk.domain.text import N_, tr
from ui import theme
from ui.forms.editor import Editor, mark
from ui.forms.pickers import ListPicker
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow


class RecordEditor(Editor):
    """Another record, picked from what the query `chosen_by` answers."""

    def __init__(self, name: str, kind: fields.Reference) -> None:
        self.picker = ListPicker(name, ())
        self.chosen_by = kind.chosen_by
        self.searched = kind.searched
        super().__init__(self.picker, self.picker.line)
        if self.searched:
            self.picker.line.setPlaceholderText(tr(N_("Type a name or a number: the list is only a beginning")))
        self.picker.changed.connect(self.changed)

    def offer(self, found: Sequence[tuple[str, str]]) -> None:
        """The records one may choose among, each with its words."""
        self.picker.offer(found)

    def found(self, words: str, more: Sequence[tuple[str, str]]) -> None:
        """Others, that were searched for by what was typed."""
        self.picker.found(words, more)

    def value(self) -> str | None:
        return self.picker.value() or None

    def show_value(self, value: Any) -> None:
        self.picker.choose(str(value or ""))

    def mark(self, wrong: bool) -> None:
        mark(self.picker.line, wrong)


class RecordsEditor(RecordEditor):
    """What is taken from the list stands below it; pressed once more there, it is out again."""

    def __init__(self, name: str, kind: fields.References) -> None:
        super().__init__(name, kind)
        self._name = name
        self._words: dict[str, str] = {}
        self.chips: dict[str, Chip] = {}
        box = QWidget()
        box.setObjectName(f"{name}_several")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of(box).px(4))
        taken = QWidget()
        taken.setObjectName(f"{name}_taken")
        taken.setAccessibleName(tr(N_("Chosen")))
        self._line = Flow(parent=taken)
        column.addWidget(self.picker)
        column.addWidget(taken)
        self.box = box
        box.setFocusProxy(self.picker.line)
        self.picker.changed.connect(self._take)

    def offer(self, found: Sequence[tuple[str, str]]) -> None:
        """The records one may choose among; those that were taken before the words came are named now."""
        self._words = dict(found)
        self.picker.offer(found)
        for key, chip in self.chips.items():
            chip.setText(self._words.get(key, key))

    def found(self, words: str, more: Sequence[tuple[str, str]]) -> None:
        """Others, each named by its chip once it is taken."""
        self._words |= dict(more)
        super().found(words, more)

    def _take(self) -> None:
        key = self.picker.value()
        if key:
            self.picker.choose("")
            self._put(key)

    def _put(self, key: str) -> None:
        if key in self.chips:
            return
        chip = Chip(self._words.get(key, key), on=True, closes=True, small=True, name=f"{self._name}_{key}")
        chip.clicked.connect(lambda _on=False, key=key: self._drop(key))
        self.chips[key] = chip
        self._line.addWidget(chip)
        self.changed.emit()

    def _drop(self, key: str) -> None:
        self._clear(key)
        self.picker.line.setFocus()
        self.changed.emit()

    def _clear(self, key: str) -> None:
        chip = self.chips.pop(key)
        self._line.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def value(self) -> Any:
        return list(self.chips) or None

    def show_value(self, value: Any) -> None:
        for key in list(self.chips):
            self._clear(key)
        for key in value or ():
            self._put(str(key))
