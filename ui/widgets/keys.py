"""The keys that matter here, at the foot of the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ui.widgets.painted import END, Ink, Painted, keycap_width, named_key, paint_keycap


class KeyStrip(Painted):
    """Three or four acts with their keys: ("Ctrl+D", "repeat the cell above"). What does not fit is left out.

    Keys of which each does the same sort of thing stand side by side: "P/C/S".
    """

    def __init__(self, keys: Sequence[tuple[str, str]] = (), at_end: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("key_strip")
        self.keys: tuple[tuple[str, str], ...] = ()
        self.at_end = at_end
        self.show_keys(keys, at_end)

    def show_keys(self, keys: Sequence[tuple[str, str]], at_end: str = "") -> None:
        """Other keys, and a word at the end of the line."""
        self.keys = tuple(keys)
        self.at_end = at_end
        self.setAccessibleName(", ".join(f"{named_key(key)} : {words}" for key, words in self.keys) or at_end or "–")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = self.theme
        wide = sum(self._wide(key, words) for key, words in self.keys) + look.width(self.at_end, "small")
        return QSize(wide, look.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(80), self.theme.px(32))

    def _caps(self, key: str) -> list[str]:
        return [cap for cap in key.replace("++", "+＋").replace("/", "+").split("+") if cap]

    def _wide(self, key: str, words: str) -> int:
        look = self.theme
        caps = sum(keycap_width(look, cap) + look.px(3) for cap in self._caps(key))
        return caps + look.px(5) + look.width(words, "small") + look.px(20)

    def draw(self, ink: Ink) -> None:
        look, tall = ink.theme, self.height()
        end = look.width(self.at_end, "small")
        if self.at_end:
            ink.words(ink.at(self.width() - end - 1, 0, end + 1, tall), self.at_end, "small", "muted", END)
        x = 0
        for key, words in self.keys:
            if x + self._wide(key, words) - look.px(20) > self.width() - end - (look.px(16) if end else 0):
                break
            for cap in self._caps(key):
                wide, high = keycap_width(look, cap), look.height("keycap")
                paint_keycap(ink, ink.at(x, (tall - high) // 2, wide, high), cap, "muted", "edge")
                x += wide + look.px(3)
            x += look.px(5)
            said = look.width(words, "small")
            ink.words(ink.at(x, 0, said + 1, tall), words, "small", "muted")
            x += said + look.px(20)
