"""Text into lines: broken where it may be, shaped and put in order where the script needs it, quickly where not."""

from __future__ import annotations

import dataclasses
import re

from transit_desk.domain.text import Words
from transit_desk.reports import direction, typefaces

_PIECES = re.compile(r"[ \u2000-\u2006\u2008-\u200b\u3000]+|[^ \u2000-\u2006\u2008-\u200b\u3000\u1361]*\u1361?")
_SPACES = " \u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u3000"
_HIDDEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u061c\u2060\u2066\u2067\u2068\u2069\ufeff\ufe0e\ufe0f"))


@dataclasses.dataclass(frozen=True, slots=True)
class Style:
    """Size, weight and ink; ink is a grey, 0 being black."""

    size: float
    bold: bool = False
    ink: float = 0.0


@dataclasses.dataclass(frozen=True, slots=True)
class SetLine:
    """A line ready to draw: its width in points and its runs from left to right."""

    width: float
    runs: tuple[typefaces.Run, ...]
    style: Style


class Typesetter:
    """Sets the lines of one job.

    What it remembers is forgotten with it: names do not stay in memory because a paper was printed.
    """

    def __init__(self) -> None:
        self._weights = typefaces.weights()
        self._known: dict[tuple[str, Style, float, bool, bool], list[SetLine]] = {}
        self._runs: dict[tuple[str, bool, bool], tuple[typefaces.Run, ...]] = {}

    def lines(self, text: str | Words, style: Style, width: float, *, right_to_left: bool) -> list[SetLine]:
        """Lines not wider than `width`; never none, so that an empty value still has its place.

        Words of the program read in the direction of the paper, what people wrote in its own.
        """
        said = str(text)
        key = (said, style, width, right_to_left, isinstance(text, Words))
        known = self._known.get(key)
        if known is None:
            own = isinstance(text, Words)
            known = self._set(said, style, width, right_to_left=right_to_left, fixed=own)
            self._known[key] = known
        return known

    def line(self, text: str | Words, style: Style, *, right_to_left: bool = False) -> SetLine:
        """All of it on one line, however long."""
        flat = text if isinstance(text, Words) else text.replace("\n", " ")
        return self.lines(flat, style, float("inf"), right_to_left=right_to_left)[0]

    def _set(self, said: str, style: Style, width: float, *, right_to_left: bool, fixed: bool) -> list[SetLine]:
        weight = self._weights[style.bold]
        if not right_to_left and weight.simple.issuperset(said):
            return self._simple(said, weight, style, width)
        lines: list[SetLine] = []
        for paragraph in typefaces.cleaned(said).split("\n"):
            if not right_to_left and weight.simple.issuperset(paragraph):
                lines.extend(self._simple(paragraph, weight, style, width))
            else:
                lines.extend(self._careful(paragraph, style, width, right_to_left=right_to_left, fixed=fixed))
        return lines

    def _simple(self, said: str, weight: typefaces.Weight, style: Style, width: float) -> list[SetLine]:
        """One glyph for each letter, left to right: nearly every line of most papers."""
        widths = weight.widths
        whole = sum(map(widths.__getitem__, said))
        if whole * style.size <= width:
            return [SetLine(whole * style.size, (typefaces.Run(typefaces.SANS, said, whole),), style)]
        room = width / style.size
        space = widths[" "]
        lines: list[str] = []
        line, used = "", 0.0
        for word in said.split(" "):
            wide = sum(map(widths.__getitem__, word))
            if line and used + space + wide <= room:
                line, used = f"{line} {word}", used + space + wide
                continue
            if line:
                lines.append(line)
            while wide > room:
                fits = _fitting(word, widths, room)
                lines.append(word[:fits])
                word = word[fits:]  # noqa: PLW2901
                wide = sum(map(widths.__getitem__, word)) if len(word) < 4 * fits else wide  # not counted over and over
            line, used = word, wide
        lines.append(line)
        return [self._one(line, weight, style) for line in lines]

    def _one(self, said: str, weight: typefaces.Weight, style: Style) -> SetLine:
        run = weight.faces[typefaces.SANS].plain(said, typefaces.SANS)
        return SetLine(run.width * style.size, (run,), style)

    def _careful(self, said: str, style: Style, width: float, *, right_to_left: bool, fixed: bool) -> list[SetLine]:
        """Any script, any mixture."""
        base = int(right_to_left) if fixed else _own_direction(said, right_to_left=right_to_left)
        found = direction.levels(said, base) if base or direction.needs_care(said) else [0] * len(said)
        room = width / style.size
        lines = []
        for start, end in self._breaks(said, found, style, room):
            runs = self._ordered(said[start:end], found[start:end], style)
            lines.append(SetLine(sum(run.width for run in runs) * style.size, runs, style))
        return lines

    def _breaks(self, said: str, found: list[int], style: Style, room: float) -> list[tuple[int, int]]:
        """Where lines begin and end, the spaces at their ends left out."""
        breaks: list[tuple[int, int]] = []
        start, end, used = 0, 0, 0.0
        for piece in _PIECES.finditer(said):
            first, last = piece.span()
            if first == last:
                continue
            wide = self._width(said[first:last], found[first:last], style)
            if said[first] in _SPACES:
                used += wide
                continue
            if used + wide > room and end > start:
                breaks.append((start, end))
                start, used = first, 0.0
            while used + wide > room and last - first > 1:
                fits = self._fits(said, found, (first, last), style, room)
                breaks.append((first, first + fits))
                first += fits
                start, used = first, 0.0
                wide = self._width(said[first : min(last, first + 400)], found[first : min(last, first + 400)], style)
            end, used = last, used + wide
        breaks.append((start, end))
        return breaks

    def _fits(self, said: str, found: list[int], span: tuple[int, int], style: Style, room: float) -> int:
        """How many letters of a word too long for any line go on this one: at least one, found by halving."""
        first, last = span
        low, high = 1, min(last - first, 400)
        while low < high:
            middle = (low + high + 1) // 2
            if self._width(said[first : first + middle], found[first : first + middle], style) <= room:
                low = middle
            else:
                high = middle - 1
        return low

    def _width(self, part: str, found: list[int], style: Style) -> float:
        return sum(run.width for run in self._ordered(part, found, style))

    def _ordered(self, part: str, found: list[int], style: Style) -> tuple[typefaces.Run, ...]:
        """The runs of a line or a word, from left to right."""
        pieces: list[tuple[int, str]] = []
        start = 0
        for place in range(1, len(part) + 1):
            parted = place == len(part) or found[place] != found[start] or part[place] == " " or part[place - 1] == " "
            if parted:
                pieces.append((found[start], part[start:place].translate(_HIDDEN)))
                start = place
        order = direction.visual([level for level, _ in pieces])
        return _joined([run for number in order for run in self._piece(*pieces[number], style)])

    def _piece(self, level: int, said: str, style: Style) -> tuple[typefaces.Run, ...]:
        if not said:
            return ()
        key = (said, style.bold, level % 2 == 1)
        known = self._runs.get(key)
        if known is None:
            known = self._runs[key] = self._weights[style.bold].runs(said, right_to_left=key[2])
        return known


def _joined(runs: list[typefaces.Run]) -> tuple[typefaces.Run, ...]:
    """Neighbours of one face as one run, so that few are drawn."""
    joined: list[typefaces.Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and last.face == run.face and not last.moves and not run.moves:
            joined[-1] = typefaces.Run(run.face, last.body + run.body, last.width + run.width)
        else:
            joined.append(run)
    return tuple(joined)


def _own_direction(said: str, *, right_to_left: bool) -> int:
    """By the first letter with a direction; a telephone number or a date has none and is always read from the left."""
    strong = direction.first_strong(direction.classes(said))
    if strong is not None:
        return int(strong == "R")
    return int(right_to_left and not any(letter.isdigit() for letter in said))


def _fitting(word: str, widths: object, room: float) -> int:
    used = 0.0
    for place, letter in enumerate(word):
        used += widths[letter]  # type: ignore[index]
        if used > room:
            return max(place, 1)
    return len(word)
