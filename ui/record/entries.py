"""Records of one kind in a card: one line each, with what can be done with it at its end."""

from __future__ import annotations

import functools
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from transit_desk.module import Entries, Entry, Mark
from ui import signs, theme
from ui.lists.table import say
from ui.record.around import Around, Chosen
from ui.verbs import MoreButton, quiet_verb
from ui.widgets.badge import Badge
from ui.widgets.button import Kind, quiet
from ui.widgets.card import Card, Rule
from ui.widgets.words import Text

AT_ONCE: Final = 1  # verbs shown as words; the others wait under "More"
_LEAST, _MOST = 10, 40  # letters: a column is no narrower for a single figure, no wider for a whole story
_AROUND: Final = 8  # a quiet button has room around its words: its words end where the card's content ends


class LineEnd(QWidget):
    """The end of an entry's line: what can be done with it."""

    def __init__(self, entry: Entry, around: Around, chosen: Chosen) -> None:
        super().__init__()
        self.setObjectName("entry_end")
        self.setAccessibleName(sentence(entry))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.of(self).px(4))
        line.addStretch(1)
        offered = [verb for verb in entry.verbs if around.pages.offered(verb)]
        for verb in offered[:AT_ONCE]:
            line.addWidget(quiet_verb(verb, around.pages, chosen))
        if entry.target is not None:
            opener = quiet(tr(N_("Open")), "chevron_end", name="entry_open")
            opener.clicked.connect(functools.partial(around.follow, entry.target))
            line.addWidget(opener)
        if len(offered) > AT_ONCE:
            line.addWidget(MoreButton(offered[AT_ONCE:], around.pages, chosen, Kind.QUIET))


def sentence(entry: Entry) -> str:
    """A whole entry for who reads by ear."""
    words = [say(cell) for cell in entry.cells]
    if entry.mark is not None:
        words.append(say(entry.mark.words))
    return ", ".join(each for each in words if each)


def entries_card(block: Entries, around: Around, chosen: Chosen) -> Card:
    """A table of records that never scrolls by itself."""
    card = Card(tr(block.title), name="entries_card")
    card.pad(16, 8, 2)
    if block.entries:
        card.add(_grid(block, around, chosen))
    else:
        card.add(Text(tr(block.empty), "small", "muted", wrap=True))
    return card


def told(block: Entries) -> tuple[int, ...]:
    """The columns in which something stands, and the first, which names the line."""
    return tuple(
        column
        for column in range(len(block.headings))
        if column == 0 or any(column < len(entry.cells) and say(entry.cells[column]) for entry in block.entries)
    )


def _grid(block: Entries, around: Around, chosen: Chosen) -> QGridLayout:
    grid = QGridLayout()
    look = theme.of()
    grid.setHorizontalSpacing(look.px(16))
    grid.setVerticalSpacing(look.px(4))
    columns = told(block)
    state, end = len(columns), len(columns) + 1
    for place, column in enumerate(columns):
        if block.headings[column]:
            grid.addWidget(Text(tr(block.headings[column]), "small_strong", "muted"), 0, place)
        grid.setColumnStretch(place, _share(block, column))
    for number, entry in enumerate(block.entries):
        row = 2 * number + 1
        grid.addWidget(Rule(), row, 0, 1, end + 1)
        for place, column in enumerate(columns):
            if column < len(entry.cells):
                cell = _cell(say(entry.cells[column]), column, entry)
                grid.addWidget(cell, row + 1, place, Qt.AlignmentFlag.AlignVCenter)
        if entry.mark is not None:
            grid.addWidget(_state(entry.mark), row + 1, state, _AT_START)
        if entry.verbs or entry.target is not None:
            grid.addLayout(_to_the_edge(LineEnd(entry, around, chosen)), row + 1, end)
    return grid


_AT_START: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _state(mark: Mark) -> Badge:
    """As in every list: fifteen of them one below the other stay quiet."""
    return Badge(say(mark.words), signs.tone(mark.tone), signs.icon(mark.icon), ground=False)


def _to_the_edge(end: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(0)
    line.addWidget(end)
    line.addSpacing(-theme.of().px(_AROUND))
    return line


def _share(block: Entries, column: int) -> int:
    """Of the width: as much as the longest words of a column ask for; long ones take a second line instead."""
    cells = [say(entry.cells[column]) for entry in block.entries if column < len(entry.cells)]
    longest = max(len(words) for words in (tr(block.headings[column]), *cells))
    return min(max(longest, _LEAST), _MOST)


def _cell(words: str, column: int, entry: Entry) -> Text:
    tone = "muted" if entry.past or column else "text"
    return Text(words, "strong" if column == 0 and not entry.past else "body", tone, wrap=True)
