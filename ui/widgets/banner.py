"""Banners: text that was rescued, and the act that can still be taken back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from transit_desk.domain.text import N_, tr
from ui import theme
from ui.widgets.button import quiet, secondary
from ui.widgets.card import Card, Soft
from ui.widgets.painted import announce
from ui.widgets.summary import Glyph
from ui.widgets.words import Line, Text


class RecoveryBanner(Soft):
    """The program stopped, or somebody left; what was typed is here: take it up again, or throw it away."""

    resumed = Signal()
    discarded = Signal()

    def __init__(self, hour: str, day: str = "", *, stopped: bool = True) -> None:
        super().__init__(name="recovery_banner")
        look = theme.of(self)
        if stopped:
            words = N_("The program stopped {day} at {hour}") if day else N_("The program stopped at {hour}")
        else:
            words = N_("You began to write here {day} at {hour}") if day else N_("You began to write here at {hour}")
        heading = tr(words, hour=hour, day=day)
        self.setAccessibleName(heading)
        self.pad(16, 8, 4)
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(Glyph("clock", "on_soft", 18))
        head.addWidget(Text(heading, "strong", "on_soft"), 1)
        self.add(head)
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(Text(tr(N_("Your text is here.")), "small", "text"), 1)
        discard = quiet(tr(N_("Discard")), name="recovery_discard")
        resume = secondary(tr(N_("Take it up again")), name="recovery_resume")
        discard.clicked.connect(self.discarded)
        resume.clicked.connect(self.resumed)
        line.addWidget(discard)
        line.addWidget(resume)
        self.add(line)


class UndoBar(Card):
    """The last act by its name, and the way back. It stays until the next act."""

    undone = Signal()

    def __init__(self, words: str = "") -> None:
        super().__init__(name="undo_bar")
        self.setProperty("edge", "edge")
        self.pad(16, 4)
        look = theme.of(self)
        self.words = Line(words)
        line = QHBoxLayout()
        line.setSpacing(look.px(12))
        line.addWidget(Glyph("check_ring", "ok", 18))
        line.addWidget(self.words, 1)
        self.button = quiet(tr(N_("Undo")), "undo", "Ctrl+Z", name="undo")
        self.button.clicked.connect(self.undone)
        line.addWidget(self.button)
        self.add(line)
        self.setVisible(bool(words))

    def tell(self, words: str) -> None:
        """Name the act that was just done; "" hides the bar."""
        self.words.say(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        if words:
            announce(self, words)


class Notice(Soft):
    """One calm sentence above a page, with an icon: what was just found, kept or refused."""

    def __init__(self, words: str, icon: str = "info", tone: str = "on_soft") -> None:
        super().__init__(name="notice")
        self.setAccessibleName(words)
        self.pad(16, 10)
        self.glyph = Glyph(icon, tone, 18)
        self.words = Text(words, "body", tone, wrap=True)
        line = QHBoxLayout()
        line.setSpacing(theme.of(self).px(8))
        line.addWidget(self.glyph)
        line.addWidget(self.words, 1)
        self.add(line)

    def say(self, words: str, icon: str = "info") -> None:
        """Another sentence; "" hides it."""
        self.words.say(words)
        self.glyph.icon = icon
        self.glyph.update()
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        if words:
            announce(self, words)
