"""While the demonstration is being built: what is done, how far it is, and that nobody in it is real."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from transit_desk.domain.text import N_, Words, tr
from ui import theme
from ui.sign_in.unlock import HillsPage
from ui.widgets.card import Card
from ui.widgets.painted import announce
from ui.widgets.words import Text, title


class BuildingPage(HillsPage):
    """A calm card with a bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("building")
        heading = tr(N_("Building the demonstration centre"))
        self.setAccessibleName(heading)
        look = theme.of(self)
        card = Card(name="building_card")
        card.pad(32, 24, 12)
        card.setFixedWidth(look.px(560))
        card.add(title(heading))
        card.add(Text(tr(N_("An invented house with its stories. Nobody in it is real.")), "body", "muted", wrap=True))
        self.bar = QProgressBar()
        self.bar.setObjectName("building_bar")
        self.bar.setAccessibleName(heading)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        card.add(self.bar)
        self.words = Text("", "small", "muted", name="building_words")
        card.add(self.words)
        column = QVBoxLayout(self)
        column.addStretch(3)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(5)

    def tell(self, done: int, total: int, words: Words) -> None:
        """How far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.words.say(tr(N_("{what}: {done} of {total}"), what=words, done=done, total=total))
        if done in {1, total}:
            announce(self, self.words.text())
