"""The lines of a round: one child and one sachet each, and five keys for what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.painted import MIDDLE, Ink, Painted, ltr

TALL, GAP = 52, 6
_WHERE, _NAME, _MANY, _SACHET, _BOX = 96, 190, 86, 92, 88
_DIGITS: Final = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)
_TONES: Final = ("ok", "warn", "idle", "stop", "warn")


class Line(NamedTuple):
    """One dose as it is drawn, and the same in a sentence."""

    where: str
    name: str
    many: str
    sachet: str
    mind: str
    late: str  # the word for it, where it is
    open: bool  # it can be marked now
    mark: int  # which of the five it has; -1 for none
    marked: str
    said: str
    key: object = None  # which dose it is, whatever row it stands in
    word: str = ""  # what stands in the place of the mark, where none of the five says it


class RoundField(Painted):
    """The doses of one hour. Arrows go from line to line; one key marks a dose."""

    pressed = Signal(int, int)  # the line, and which of the five

    def __init__(self, said: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("round_field")
        self.said, self.marks = said, tuple(words)
        self.lines: tuple[Line, ...] = ()
        self.at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._say()

    def show_lines(self, lines: Sequence[Line], at: int | None = None) -> None:
        """Other lines; `at` is the one that comes next, else one stays at the same dose, or at none if it is gone."""
        stood = self.key()
        self.lines = tuple(lines)
        if at is None:
            self.at = next((place for place, line in enumerate(self.lines) if line.key == stood), -1)
        else:
            self.at = min(at, max(0, len(self.lines) - 1))
        self._say()
        self.updateGeometry()
        self.update()

    def next_open(self, after: int) -> int:
        """The next line to mark, or where one is."""
        rest = (*range(after + 1, len(self.lines)), *range(after + 1))
        return next((at for at in rest if at < len(self.lines) and self.lines[at].mark < 0), after)

    def _say(self) -> None:
        here = self.lines[self.at].said if 0 <= self.at < len(self.lines) and self.hasFocus() else ""
        self.setAccessibleName(f"{self.said}. {here}" if here else self.said)

    def sizeHint(self) -> QSize:
        look = self.theme
        return QSize(look.px(700), max(1, len(self.lines)) * look.px(TALL + GAP) - look.px(GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(560), self.sizeHint().height())

    # --- painting ---

    def draw(self, ink: Ink) -> None:
        look = ink.theme
        for place, line in enumerate(self.lines):
            y = place * look.px(TALL + GAP)
            whole = ink.at(0, y, self.width(), look.px(TALL))
            ink.fill(whole, "surface", look.px(8))
            ink.outline(whole, "line", look.px(8))
            self._draw_facts(ink, line, y)
            self._draw_marks(ink, line, y)
            if self.hasFocus() and place == self.at:
                ink.ring(whole, look.px(8))

    def _draw_facts(self, ink: Ink, line: Line, y: int) -> None:
        look = ink.theme
        x, tall = look.px(12), look.px(20)
        middle = y + look.px(6 if line.late or line.mind else (TALL - 20) // 2)  # alone, in line with the sachet
        ink.words(ink.at(x, middle, look.px(_WHERE - 8), tall), line.where, "small", "muted")
        if line.late:
            ink.icon(ink.at(x, middle + look.px(20), look.px(18), look.px(18)), "clock", "stop", 16)
            ink.words(ink.at(x + look.px(22), middle + look.px(20), look.px(70), tall), line.late, "small", "stop")
        x += look.px(_WHERE)
        room = self._marks_at() - x - look.px(_MANY + _SACHET + 12)
        ink.words(ink.at(x, middle, room, tall), line.name, "strong")
        if line.mind:
            ink.icon(ink.at(x, middle + look.px(20), look.px(18), look.px(18)), "warning", "warn", 16)
            box = ink.at(x + look.px(22), middle + look.px(20), room - look.px(22), tall)
            ink.words(box, line.mind, "small", "warn")
        x += room + look.px(4)
        high = look.px(TALL)
        ink.words(ink.at(x, y, look.px(_SACHET), high), line.sachet, "strong")
        ink.words(ink.at(x + look.px(_SACHET), y, look.px(_MANY), high), ltr(line.many), "body")

    def _marks_at(self) -> int:
        return self.width() - len(self.marks) * self.theme.px(_BOX) - self.theme.px(6)

    def _draw_marks(self, ink: Ink, line: Line, y: int) -> None:
        look = ink.theme
        start, wide, tall = self._marks_at(), look.px(_BOX), look.px(TALL - 16)
        if line.mark >= 0:
            words = ink.at(start + wide, y, wide * (len(self.marks) - 1) - look.px(8), look.px(TALL))
            box = ink.at(start, y + look.px(8), wide - look.px(6), tall)
            ink.fill(box, f"{_TONES[line.mark]}_soft", look.px(6))
            ink.words(box, line.word or self.marks[line.mark], "strong", _TONES[line.mark], MIDDLE)
            ink.words(words, line.marked, "small", "muted")
            return
        for place, name in enumerate(self.marks):
            box = ink.at(start + place * wide, y + look.px(8), wide - look.px(6), tall)
            ink.outline(box, "edge" if line.open else "line", look.px(6))
            words_ = f"{place + 1}  {name}"
            ink.words(box, words_, "small", "text" if line.open else "muted", MIDDLE)

    # --- keyboard and mouse ---

    def key(self) -> object:
        """The key of the line one stands on."""
        return self.lines[self.at].key if 0 <= self.at < len(self.lines) else None

    def go(self, place: int) -> None:
        """Stand on a line."""
        if 0 <= place < len(self.lines):
            self.at = place
            self._say()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.go(self.at + (1 if key == Qt.Key.Key_Down else -1))
        elif event.isAutoRepeat():
            return  # a key that is held gives nothing to the children below
        elif key in _DIGITS and 0 <= self.at < len(self.lines):
            self.pressed.emit(self.at, _DIGITS.index(Qt.Key(key)))
        elif key in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter} and 0 <= self.at < len(self.lines):
            self.pressed.emit(self.at, 0)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        look = self.theme
        x = event.position().x()
        if self.isRightToLeft():
            x = self.width() - x
        place, below = divmod(int(event.position().y()), look.px(TALL + GAP))
        if place >= len(self.lines) or below > look.px(TALL):
            return
        self.go(place)
        which = int(x - self._marks_at()) // look.px(_BOX)
        if x >= self._marks_at() and which < len(self.marks) and self.lines[place].mark < 0:
            self.pressed.emit(place, which)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.go(self.at)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._say()
        self.update()
