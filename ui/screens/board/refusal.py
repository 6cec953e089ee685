"""What was refused, in a sentence, and the record in the way beside it, to be opened."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from ui.clerk import Clerk
from ui.widgets.banner import Notice
from ui.widgets.button import secondary

_SHOW: Final = {"bed": N_("Show this bed"), "case_file": N_("Open this file")}


class Refusal(QWidget):
    """A notice that is hidden until something is refused."""

    opened = Signal(str, str)  # which page, of which record

    def __init__(self, clerk: Clerk) -> None:
        super().__init__()
        self.clerk = clerk
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
        desk = self.clerk.desk
        page = desk.page_showing(about[0]) if desk is not None and about is not None and about[1] else ""
        self.notice.say(words, "alert" if page else "info")
        self.way.setVisible(bool(words and page))
        if about is not None and page:
            self._target = (page, about[1])
            self.way.say(tr(_SHOW.get(about[0], N_("Open what is in the way"))))
        self.setVisible(bool(words))
