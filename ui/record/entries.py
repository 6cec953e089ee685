"""Records of one kind in a card: one line each, with what can be done with it at its end."""

from __future__ import annotations

import functools
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from transit_desk.module import Entries, Entry
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


class LineEnd(QWidget):
    """The end of an entry's line: its state, and what can be done with it."""

    def __init__(self, entry: Entry, around: Around, chosen: Chosen) -> None:
        super().__init__()
        self.setObjectName("entry_end")
        self.setAccessibleName(sentence(entry))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.of(self).px(4))
        line.addStretch(1)
        if entry.mark is not None:
            line.addWidget(Badge(say(entry.mark.words), signs.tone(entry.mark.tone), signs.icon(entry.mark.icon)))
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


def _grid(block: Entries, around: Around, chosen: Chosen) -> QGridLayout:
    grid = QGridLayout()
    look = theme.of()
    grid.setHorizontalSpacing(look.px(16))
    grid.setVerticalSpacing(look.px(4))
    wide = len(block.headings) + 1
    for column, heading in enumerate(block.headings):
        if heading:
            grid.addWidget(Text(tr(heading), "small_strong", "muted"), 0, column)
        grid.setColumnStretch(column, _share(block, column))
    for place, entry in enumerate(block.entries):
        row = 2 * place + 1
        grid.addWidget(Rule(), row, 0, 1, wide)
        for column, cell in enumerate(entry.cells):
            grid.addWidget(_cell(say(cell), column, entry), row + 1, column, Qt.AlignmentFlag.AlignVCenter)
        if entry.mark is not None or entry.verbs or entry.target is not None:
            grid.addWidget(LineEnd(entry, around, chosen), row + 1, wide - 1)
    return grid


def _share(block: Entries, column: int) -> int:
    """Of the width: as much as the longest words of a column ask for; long ones take a second line instead."""
    cells = [say(entry.cells[column]) for entry in block.entries if column < len(entry.cells)]
    longest = max(len(words) for words in (tr(block.headings[column]), *cells))
    return min(max(longest, _LEAST), _MOST)


def _cell(words: str, column: int, entry: Entry) -> Text:
    tone = "muted" if entry.past or column else "text"
    return Text(words, "strong" if column == 0 and not entry.past else "body", tone, wrap=True)
