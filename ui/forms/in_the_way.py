"""The record because of which a form was refused: one button that opens it, while the draft keeps what was typed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from ui.clerk import Clerk
from ui.widgets.button import secondary


class InTheWay(QWidget):
    """Hidden until a refusal names a record that this worker can open."""

    opened = Signal(str, str)  # which page, of which record

    def __init__(self, clerk: Clerk) -> None:
        super().__init__()
        self.clerk = clerk
        self.setObjectName("in_the_way")
        self.setAccessibleName(tr(N_("What is in the way")))
        self._target = ("", "")
        self.way = secondary(tr(N_("Open what is in the way")), "file", name="open_in_the_way")
        self.way.clicked.connect(lambda _on=False: self.opened.emit(*self._target))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.way)
        line.addStretch(1)
        self.hide()

    def look(self, refused: Iterable[errors.Refusal]) -> None:
        """The first record that any of these refusals names."""
        desk = self.clerk.desk
        named = [each.about for each in refused if each.about is not None and each.about[1]]
        pages = [(desk.page_showing(table), key) for table, key in named] if desk is not None else []
        self._target = next((each for each in pages if each[0]), ("", ""))
        self.setVisible(bool(self._target[0]))
