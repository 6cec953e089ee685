"""The stay as a ruler: today's day on a line, with the days on which the stay is looked at again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from transit_desk.domain.text import N_, tr
from ui.widgets.painted import MIDDLE, Ink, Painted


class StayRuler(Painted):
    """Day 68 of a stay whose reviews fall on days 30, 60, 80 and 90."""

    def __init__(
        self,
        day: int = 0,
        marks: Sequence[int] = (30, 60, 80, 90),
        *,
        late: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.marks = tuple(marks)
        self.day = 0
        self.late = late
        self.show_day(day)

    def show_day(self, day: int, *, late: bool = False) -> None:
        """Another day; `late` says in ochre that a review is overdue."""
        self.day, self.late = day, late
        words = N_("Day {day} of the stay, reviewed on days {marks}")
        self.setAccessibleName(tr(words, day=day, marks=", ".join(map(str, self.marks))))
        self.update()

    def _label(self) -> str:
        return tr(N_("Day {day}"), day=self.day)

    def sizeHint(self) -> QSize:
        look = self.theme
        return QSize(look.width(self._label(), "small_strong") + look.px(18) + look.px(270), look.px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.theme.px(30))

    def draw(self, ink: Ink) -> None:
        look = ink.theme
        label = ink.words(ink.at(0, 0, look.px(110), look.px(22)), self._label(), "small_strong")
        digits = look.px(10)
        start = label + look.px(16) + digits
        wide = self.width() - start - digits
        if wide <= 0:
            return
        last = max(*self.marks, self.day) + 4
        floor = look.px(12)
        edge = look.colour("edge")
        ink.painter.fillRect(ink.at(start, floor, wide, 1), edge)
        marks = {0, *self.marks}
        for day in sorted({*range(0, last, 10), *marks}):
            tall = look.px(8) if day in marks else look.px(4)
            ink.painter.fillRect(ink.at(start + wide * day / last, floor - tall, 1, tall), edge)
        for day in sorted(marks):
            box = ink.at(start + wide * day / last - look.px(14), floor + look.px(3), look.px(28), look.px(15))
            ink.words(box, str(day), "tick", "muted", MIDDLE)
        tone = look.colour("warn" if self.late else "accent")
        gone = wide * self.day / last
        ink.painter.fillRect(ink.at(start, floor - 1, gone, look.px(3)), tone)
        ink.painter.fillRect(ink.at(start + gone - 1, floor - look.px(12), look.px(3), look.px(14)), tone)
