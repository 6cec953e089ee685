"""What was refused, in a sentence, and the record in the way beside it, to be opened."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from ui.widgets.banner import Notice
from ui.widgets.button import secondary

_PAGES: Final = {"bed": "interim_care.bed_page", "case_file": "case_file.child"}


class Refusal(QWidget):
    """A notice that is hidden until something is refused."""

    opened = Signal(str, str)  # which page, of which record

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("refusal")
        self.setAccessibleName(tr(N_("What was refused")))
        self._target: tuple[str, str] = ("", "")
        self.notice = Notice("", "alert")
        self.way = secondary("", "file", name="open_in_the_way")
        self.way.clicked.connect(lambda _on=False: self.opened.emit(*self._target))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.notice, 1)
        line.addWidget(self.way)
        self.hide()

    def say(self, words: str, about: tuple[str, str] | None = None) -> None:
        """Another sentence; "" hides it."""
        there = about is not None and bool(about[1])
        self.notice.say(words, "alert" if there else "info")
        self.way.setVisible(bool(words) and there)
        if about is not None and there:
            self._target = (_PAGES[about[0]], about[1])
            self.way.say(tr(N_("Show this bed")) if about[0] == "bed" else tr(N_("Open this file")))
        self.setVisible(bool(words))
