"""The woven strip that says: nobody here is real."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QBrush

from transit_desk.domain.text import N_, tr
from ui.widgets.painted import MIDDLE, Ink, Painted, stripes


class DemoStrip(Painted):
    """Shown over every page of a demonstration vault, and absent from a real one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("demo_strip")
        self.words = ""
        self.say()

    def say(self) -> None:
        """In the language of the moment."""
        self.words = tr(N_("FICTIONAL DATA — demonstration centre"))
        self.setAccessibleName(self.words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.theme.height("demo_strip"))

    def draw(self, ink: Ink) -> None:
        look = ink.theme
        ink.painter.fillRect(self.rect(), QBrush(stripes(look, "demo2", "demo", 16, 11)))
        wide = look.width(self.words, "small_strong") + look.px(32)
        ground = QRect(0, 0, wide, self.height())
        ground.moveCenter(self.rect().center())
        ink.painter.fillRect(ground, look.colour("demo"))
        ink.words(ground, self.words, "small_strong", "on_demo", MIDDLE)
