"""Beside a new arrival: files that may be the same child's, found while one types.

Never in the way.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from transit_desk import choices
from transit_desk.domain import text
from transit_desk.domain.text import N_, ntr, tr
from ui import theme
from ui.clerk import Clerk
from ui.lists.table import say
from ui.widgets.button import quiet
from ui.widgets.card import Card
from ui.widgets.chip import Chips
from ui.widgets.clearing import clear
from ui.widgets.painted import announce, ltr
from ui.widgets.words import Text

QUERY: Final = "case_file.possible_earlier"
SAME: Final = "same"
AGAIN: Final = "case_file.receive_again"
ASKS: Final = ("name", "sex", "age", "village")
PAUSE: Final = 300
_MOST: Final = 5


class AlikePanel(Card):
    """The possible earlier files, each with its reason. It takes no focus; saving stays possible."""

    asked = Signal(str)
    received = Signal(str)  # the child was received again in the file that is there
    wanted = Signal()  # to be saved, by which the supervisor is asked

    def __init__(self, clerk: Clerk, *, receives: bool) -> None:
        super().__init__(tr(N_("Was this child here before?")), name="alike")
        self.pad(16, 12, 8)
        self.clerk = clerk
        self.receives = receives  # whether saving opens a file for who stands here, with what is answered
        self._answers: dict[str, str] = {}
        self._shown: frozenset[str] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.words = Text(tr(N_("Files with a name like this one appear here.")), "small", "muted", wrap=True)
        self.add(self.words)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.of(self).px(8))
        self.add(self.lines)
        self._turn = 0
        self._last: dict[str, object] = {}
        self._values: dict[str, object] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)

    def look(self, typed: Mapping[str, object]) -> None:
        """Something was typed in the fields that tell one child from another."""
        self._values = {name: str(typed[name]) for name in ASKS if typed.get(name)}
        self._pause.start()

    def _ask(self) -> None:
        if self._values == self._last:
            return
        self._last = dict(self._values)
        self._turn += 1
        if self._values.get("name"):
            self.clerk.ask(QUERY, dict(self._values), functools.partial(self._found, self._turn))
        else:
            self._found(self._turn, ())

    def _found(self, turn: int, found: Sequence[Any]) -> None:
        if turn != self._turn:
            return
        clear(self.lines)
        self._shown = frozenset(each.file_id for each in found[:_MOST])
        if not self._values.get("name"):
            words = tr(N_("Files with a name like this one appear here."))
        elif not found:
            words = tr(N_("No file looks like this child's."))
        else:
            words = ntr(
                N_("{count} file may be the same child's."), N_("{count} files may be the same child's."), len(found)
            )
        self.words.say(words)
        announce(self, words)
        for each in found[:_MOST]:
            self.lines.addWidget(self._line(each))

    @property
    def answers(self) -> dict[str, str]:
        """What was answered of the files that are shown; it is kept with the file that is opened."""
        return {file_id: answer for file_id, answer in self._answers.items() if answer and file_id in self._shown}

    def _line(self, each: Any) -> QWidget:
        row = QWidget()
        row.setObjectName("alike_line")
        row.setAccessibleName(f"{each.label} {say(each.reason)}".strip())
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if each.label:
            link = quiet(ltr(each.label), after="chevron_end", name="alike_open")
            link.clicked.connect(lambda _on=False: self.asked.emit(each.file_id))
            column.addWidget(link)
        column.addWidget(Text(say(each.reason), "small", "muted", wrap=True))
        if not each.file_id:
            column.addWidget(Text(tr(N_("Saving asks the supervisor; nobody else is told.")), "small", wrap=True))
            ask = quiet(tr(N_("Save and ask")), "talk", name="alike_ask")
            ask.clicked.connect(lambda _on=False: self.wanted.emit())
            column.addWidget(ask)
        elif self.receives:
            self._ask_of(each, column)
        return row

    def _ask_of(self, each: Any, column: QVBoxLayout) -> None:
        """Whether it is this child: then nobody opens a second file; else the answer is kept with the new one."""
        if each.lives_here:
            column.addWidget(Text(tr(N_("Lives here now. Is it this child? Open the file.")), "small", wrap=True))
        elif self.clerk.desk is not None and self.clerk.desk.may(AGAIN):
            same = quiet(tr(N_("It is this child: receive again")), "check", name="alike_same")
            same.clicked.connect(lambda _on=False: self._receive(each.file_id))
            column.addWidget(same)
        offered = [
            (choice.key, choice.label(text.language()))
            for choice in choices.load("twin_answer").offered
            if choice.key != SAME
        ]
        said = tr(N_("Is it the same child as {other}?"), other=each.label)
        chips = Chips(offered, said, on=self._answers.get(each.file_id, ""), name="alike_answer")
        chips.chosen.connect(functools.partial(self._answers.__setitem__, each.file_id))
        column.addSpacing(theme.of(self).px(4))
        column.addWidget(chips)

    def _receive(self, file_id: str) -> None:
        """In the file that is there, so that no second one is opened."""
        done = functools.partial(self._received, file_id)
        self.clerk.do(AGAIN, {"file_id": file_id}, done, lambda refusal: self.words.say(str(refusal), "warn"))

    def _received(self, file_id: str, _again: object) -> None:
        self.received.emit(file_id)
