"""Words of a passphrase, large and numbered, made to be read aloud or copied by hand."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize

from ui.widgets.painted import MIDDLE, Ink, Painted

_IN_A_LINE: Final = 4


class WordBoxes(Painted):
    """Each word with its number, at most four in a line, the lines as even as they can be."""

    def __init__(self, name: str = "package_words") -> None:
        super().__init__()
        self.setObjectName(name)
        self.words: tuple[str, ...] = ()

    def show_words(self, words: str) -> None:
        """These words; "" lets go of them."""
        self.words = tuple(words.split())
        self.setAccessibleName(", ".join(self.words) or "–")
        self.updateGeometry()
        self.update()

    def _lines(self) -> int:
        return max(1, -(-len(self.words) // _IN_A_LINE))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(440), self._lines() * self.theme.px(56))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(360), self.sizeHint().height())

    def draw(self, ink: Ink) -> None:
        look = ink.theme
        gap, tall = look.px(8), look.px(48)
        in_a_line = max(1, -(-len(self.words) // self._lines()))
        wide = (self.width() - gap * (in_a_line - 1)) // in_a_line
        for place, word in enumerate(self.words):
            box = ink.at((place % in_a_line) * (wide + gap), (place // in_a_line) * look.px(56), wide, tall)
            ink.fill(box, "field", look.px(8))
            ink.outline(box, "edge", look.px(8))
            number = ink.at(box.left() - ink.within.left() + look.px(8), box.top(), look.px(16), look.px(20))
            if self.isRightToLeft():
                number = box.adjusted(box.width() - look.px(24), 0, -look.px(8), -look.px(28))
            ink.words(number, str(place + 1), "small", "muted")
            role = "title2" if look.width(word, "title2") <= wide - look.px(28) else "section"
            ink.words(box.adjusted(look.px(8), 0, -look.px(8), 0), word, role, "text", MIDDLE)
