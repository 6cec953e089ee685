"""The brief in its card: what somebody who takes over must know, to be read in a minute and a half."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from transit_desk.domain.text import tr
from transit_desk.module import Brief
from ui import theme
from ui.lists.table import say
from ui.widgets.card import Card
from ui.widgets.words import Text


def brief_card(block: Brief) -> Card:
    """Short headings with their sentences; a heading without one is left out."""
    card = Card(tr(block.title), name="brief_card")
    card.pad(16, 8, 6)
    look = theme.of()
    for heading, sentences in block.parts:
        if not sentences:
            continue
        part = QVBoxLayout()
        part.setSpacing(look.px(2))
        part.addWidget(Text(tr(heading), "small_strong", "muted"))
        for words in sentences:
            part.addWidget(Text(say(words), "body", wrap=True))
        card.add(part)
    return card
