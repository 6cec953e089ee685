"""Sums and shares: the equation in words, the segmented bar with its legend, the beds of a block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainterPath, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.painted import END, Ink, Painted


class Term(NamedTuple):
    """One number of a sum and what it counts; `sign` stands before it: "=", "+" or nothing."""

    number: int
    words: str
    sign: str = ""
    tone: str = "text"


def unanswered(number: int, words: str, sign: str = "+") -> Term:
    """The part that must come to nothing: green at 0, ochre until then."""
    return Term(number, words, sign, "warn" if number else "ok")


class Sum(Painted):
    """An equation said in words: 33 seen = 22 + 11 + 0."""

    def __init__(self, terms: Sequence[Term] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.terms: tuple[Term, ...] = ()
        self.show_terms(terms)

    def show_terms(self, terms: Sequence[Term]) -> None:
        """Other numbers; whoever reads by ear hears the equation."""
        self.terms = tuple(terms)
        said = " ".join(f"{term.sign} {term.number} {term.words}".strip() for term in self.terms)
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    def _column(self, term: Term) -> int:
        look = self.theme
        return max(look.width(str(term.number), "number"), look.width(term.words, "small"), look.px(56))

    def sizeHint(self) -> QSize:
        look = self.theme
        wide = sum(self._column(term) + (look.px(52) if term.sign else 0) for term in self.terms)
        return QSize(wide, look.px(58))

    def draw(self, ink: Ink) -> None:
        look = ink.theme
        x = 0
        top, below = look.line("number") - look.px(2), look.px(20)
        for term in self.terms:
            if term.sign:
                middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
                ink.words(ink.at(x, 0, look.px(52), top), term.sign, "sign", "muted", middle)
                x += look.px(52)
            wide = self._column(term)
            ink.words(ink.at(x, 0, wide, top), str(term.number), "number", term.tone)
            ink.words(ink.at(x, top, wide, below), term.words, "small", "muted")
            x += wide


class Segment(NamedTuple):
    """A share of a bar: how many, what they are, in which tone; `open` is hatched because it is not known yet."""

    number: int
    words: str
    tone: str = "accent"
    open: bool = False


class SegmentedBar(Painted):
    """How a whole divides. The legend repeats every number and word, so that colour is never alone."""

    def __init__(
        self, segments: Sequence[Segment] = (), total: int = 0, *, legend: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.legend = legend
        if legend:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.segments: tuple[Segment, ...] = ()
        self.total = 0
        self.show_segments(segments, total)

    def show_segments(self, segments: Sequence[Segment], total: int = 0) -> None:
        """Other shares; without a total, they make the whole."""
        self.segments = tuple(segments)
        self.total = max(total, sum(segment.number for segment in self.segments))
        self.setAccessibleName(", ".join(f"{segment.number} {segment.words}" for segment in self.segments))
        self.updateGeometry()
        self.update()

    def _legend_width(self, segment: Segment) -> int:
        look = self.theme
        number = look.width(str(segment.number), "strong")
        return look.px(20) + number + look.px(8) + look.width(segment.words)

    def _rows(self, width: int) -> list[list[Segment]]:
        """The legend in as many lines as it needs."""
        look = self.theme
        rows: list[list[Segment]] = [[]]
        x = 0
        for segment in self.segments:
            wide = self._legend_width(segment)
            if rows[-1] and x + wide > width:
                rows.append([])
                x = 0
            rows[-1].append(segment)
            x += wide + look.px(16)
        return rows

    def sizeHint(self) -> QSize:
        look = self.theme
        wide = sum(self._legend_width(segment) + look.px(16) for segment in self.segments)
        return QSize(wide if self.legend else look.px(160), self.heightForWidth(max(wide, 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return self.legend

    def heightForWidth(self, width: int) -> int:
        look = self.theme
        if not self.legend:
            return look.px(12)
        return look.px(16) + look.px(10) + len(self._rows(width)) * look.px(24)

    def draw(self, ink: Ink) -> None:
        look = ink.theme
        tall = look.px(16) if self.legend else min(self.height(), look.px(12))
        whole = QRectF(0, 0, self.width(), tall)
        painter = ink.painter
        painter.save()
        clip = QPainterPath()
        clip.addRoundedRect(whole, tall / 2, tall / 2)
        painter.setClipPath(clip)
        painter.fillRect(whole, look.colour("idle_soft"))
        x = 0.0
        for segment in self.segments:
            wide = self.width() * segment.number / self.total if self.total else 0
            if wide > 0:
                box = ink.at(x, 0, max(wide - 2, 2), tall)
                if segment.open:
                    ink.hatch(box, "edge", "surface")
                else:
                    painter.fillRect(box, look.colour(segment.tone))
                painter.fillRect(ink.at(x + wide - 2, 0, 2, tall), look.colour("surface"))
            x += wide
        painter.restore()
        if look.strong_lines:
            ink.outline(whole, "line", tall / 2)
        if self.legend:
            self._draw_legend(ink, tall + look.px(12))

    def _draw_legend(self, ink: Ink, y: int) -> None:
        look = ink.theme
        rows = self._rows(self.width())
        gap = look.px(32)
        for row in rows:  # 32 between two words, and less where the line is short
            words = sum(self._legend_width(segment) for segment in row)
            gap = min(gap, (self.width() - words) // max(1, len(row) - 1))
        for number, row in enumerate(rows):
            x = 0
            for segment in row:
                self._draw_word(ink, segment, x, y + number * look.px(24))
                x += self._legend_width(segment) + gap

    def _draw_word(self, ink: Ink, segment: Segment, x: int, y: int) -> None:
        look = ink.theme
        line, dot = look.px(20), look.px(12)
        box = ink.at(x, y + (line - dot) // 2, dot, dot)
        if segment.open:
            ink.hatch(box, "edge", "surface", dot / 2)
        else:
            ink.fill(box, segment.tone, dot / 2)
        if look.strong_lines:
            ink.outline(box, "line", dot / 2, 1)
        number = look.width(str(segment.number), "strong")
        ink.words(ink.at(x + look.px(20), y, number, line), str(segment.number), "strong")
        ink.words(ink.at(x + look.px(28) + number, y, look.width(segment.words) + 1, line), segment.words)


class MeterLine(Painted):
    """One block and its beds: name, bar, taken of places, a word. Over the number of places is said in ochre."""

    def __init__(
        self,
        name: str,
        taken: int,
        places: int,
        note: str = "",
        parent: QWidget | None = None,
        *,
        widest: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__(parent)
        self.name, self.taken, self.places, self.note = name, taken, places, note
        self.widest = widest  # the longest name and the longest note of the lines around it: their bars are alike
        self.setAccessibleName(f"{name} : {taken} / {places}, {note}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _note_below(self, width: int) -> bool:
        """With large text the word finds no room beside the numbers."""
        look = self.theme
        name = min(max(look.px(106), look.width(self.widest[0] or self.name) + look.px(12)), width // 2)
        numbers = look.width(f"{self.taken} / {self.places}", "strong")
        return bool(self.note) and name + look.px(40 + 8 + 8) + numbers + look.width(self.note, "small") > width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.theme.px(26) + (self.theme.px(20) if self._note_below(width) else 0)

    def sizeHint(self) -> QSize:
        wide = self.theme.px(250)
        return QSize(wide, self.heightForWidth(self.width() or wide))

    def draw(self, ink: Ink) -> None:
        look, tall = ink.theme, ink.theme.px(26)
        over = self.taken > self.places
        tone = "warn" if over else "accent"
        numbers = f"{self.taken} / {self.places}"
        name, note = (look.width(each) for each in (self.widest[0] or self.name, self.widest[1] or self.note))
        bar_x, bar_h = min(max(look.px(106), name + look.px(12)), self.width() // 2), look.px(8)
        rest = look.px(70) + note  # numbers and note; the bar gives way first
        bar_w = max(look.px(40), min(look.px(80), self.width() - bar_x - look.px(8) - rest))
        ink.words(ink.at(0, 0, bar_x - look.px(8), tall), self.name)
        bar = ink.at(bar_x, (tall - bar_h) // 2, bar_w, bar_h)
        ink.fill(bar, "idle_soft", bar_h / 2)
        share = min(1.0, self.taken / self.places) if self.places else 0
        self._draw_share(ink, bar, share, tone)
        if look.strong_lines:
            ink.outline(bar, "line", bar_h / 2, 1)
        x = bar_x + bar_w + look.px(8)
        wide = ink.words(ink.at(x, 0, look.width(numbers, "strong") + 1, tall), numbers, "strong")
        x += wide + look.px(8)
        place = ink.at(x, 0, self.width() - x, tall)
        if self._note_below(self.width()):
            place = ink.at(0, look.px(24), self.width(), look.px(20))
        ink.words(place, self.note, "small", "warn" if over else "muted", END)

    def _draw_share(self, ink: Ink, bar: QRect, share: float, tone: str) -> None:
        filled = QRect(bar)
        filled.setWidth(round(bar.width() * share))
        if self.isRightToLeft():
            filled.moveRight(bar.right())
        painter = ink.painter
        painter.save()
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(bar), bar.height() / 2, bar.height() / 2)
        painter.setClipPath(clip)
        painter.fillRect(filled, ink.theme.colour(tone))
        painter.restore()
