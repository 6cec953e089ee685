"""Badges: a shape, an icon and a word for a state, the same on a page, in a header and in a list."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QSizePolicy

from ui.theme import Theme
from ui.widgets.painted import Ink, Painted

GROUNDS = {"ok": "ok_soft", "warn": "warn_soft", "stop": "stop_soft", "idle": "idle_soft", "on_soft": "soft"}
ICONS = {"ok": "check_ring", "warn": "warning", "stop": "care", "idle": "ring_dashed", "on_soft": "info"}


def badge_width(look: Theme, words: str, icon: str = "x") -> int:
    """How wide a badge with these words is."""
    return look.width(words, "small") + look.px(16) + (look.px(22) if icon else 0)


def paint_badge(ink: Ink, box: QRect, words: str, icon: str, tone: str) -> None:
    """A badge with its ground; `box` is as high as a badge."""
    look = ink.theme
    ink.fill(box, GROUNDS[tone], look.px(6))
    if look.strong_lines:
        ink.outline(box, tone if tone != "on_soft" else "accent", look.px(6), 1)
    _paint_inside(ink, box, words, icon, tone, look.px(8))


def paint_mark(ink: Ink, box: QRect, words: str, icon: str, tone: str) -> None:
    """The same badge without its ground: fifteen rows of it stay quiet."""
    _paint_inside(ink, box, words, icon, tone, 0)


def _paint_inside(ink: Ink, box: QRect, words: str, icon: str, tone: str, pad: int) -> None:
    look = ink.theme
    x = box.left() - ink.within.left() if not _rtl(ink) else ink.within.right() - box.right()
    y = box.top() - ink.within.top()
    x += pad
    words_tone = "text" if pad == 0 and tone in {"ok", "idle", "on_soft"} else tone
    if icon:
        icon_tone = "accent" if tone == "on_soft" and pad == 0 else tone
        ink.icon(ink.at(x, y, look.px(18), box.height()), icon, icon_tone, 16)
        x += look.px(22)
    start = box.left() - ink.within.left() if not _rtl(ink) else ink.within.right() - box.right()
    room = start + box.width() - x - max(pad // 2, 0)
    ink.words(ink.at(x, y, room, box.height()), words, "small", words_tone)


def _rtl(ink: Ink) -> bool:
    return ink.direction.name == "RightToLeft"


class Badge(Painted):
    """A state in words: tone is ok, warn, stop, idle or on_soft. Where many stand together, without its ground."""

    def __init__(self, words: str, tone: str = "idle", icon: str | None = None, *, ground: bool = True) -> None:
        super().__init__()
        self.words = words
        self.ground = ground
        self.tone = tone
        self.icon = ICONS[tone] if icon is None else icon
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    def say(self, words: str, tone: str | None = None, icon: str | None = None) -> None:
        """Another state."""
        self.words = words
        self.tone = tone or self.tone
        self.icon = (ICONS[self.tone] if tone else self.icon) if icon is None else icon
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        pads = 0 if self.ground else self.theme.px(12)  # no ground, no room around the words within it
        return QSize(badge_width(self.theme, self.words, self.icon) - pads, self.theme.height("badge"))

    def minimumSizeHint(self) -> QSize:
        """Where there is no room, the words are shortened; the whole stays in the tooltip."""
        return QSize(min(self.sizeHint().width(), self.theme.px(96)), self.sizeHint().height())

    def draw(self, ink: Ink) -> None:
        shortened = self.width() < self.sizeHint().width()
        if shortened != bool(self.toolTip()):
            self.setToolTip(self.words if shortened else "")
        paint = paint_badge if self.ground else paint_mark
        paint(ink, self.rect(), self.words, self.icon, self.tone)
