"""The typefaces of the papers: which letter comes from which, shaping where needed, and a box for the rest."""

from __future__ import annotations

import dataclasses
import functools
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import uharfbuzz
from reportlab.pdfbase.ttfonts import TTFont

from transit_desk import resources

SANS, ARABIC, ETHIOPIC, MONO = 0, 1, 2, 3
_FILES = ("NotoSans", "NotoSansArabicUI", "NotoSansEthiopic", "NotoSansMono")
_OWN_CODES = 0xF0000  # a private plane: codes for shaped forms and for boxes, never looked up for what people typed
_MOST_CODES = 60_000
_ALIKE = 1e-6
_REPLACEMENT = "\ufffd"

Move = tuple[str, float, float, float]  # code, advance, shift along, shift up; for a size of one point


@dataclasses.dataclass(frozen=True, slots=True)
class Run:
    """Codes of one face in the order of drawing, as wide as `width` at one point; `moves` when marks must be placed."""

    face: int
    body: str
    width: float
    moves: tuple[Move, ...] = ()


class Face(TTFont):
    """A face that is embedded as the subset used, and that says of each shaped form which letters it stands for."""

    def __init__(self, name: str) -> None:
        super().__init__(name, str(resources.place("fonts", f"{name}.ttf")))
        self.letters = frozenset(map(chr, self.face.charToGlyph))
        self.widths: dict[str, float] = {chr(code): width / 1000 for code, width in self.face.charWidths.items()}
        self._shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(self.face._ttf_data)))  # type: ignore[attr-defined]  # noqa: SLF001
        self._unit = 1 / self._shaper.face.upem
        self._codes: dict[tuple[int, str], str] = {}
        self._meanings: dict[int, str] = {}
        self._lock = threading.Lock()  # several papers may be drawn at once, and the codes are shared

    def code(self, glyph: int, letters: str) -> str:
        """A code of our own for this glyph, standing for these letters when the paper is read back."""
        with self._lock:
            known = self._codes.get((glyph, letters))
            if known is not None:
                return known
            if len(self._codes) >= _MOST_CODES:  # nobody writes so many signs; the paper stays whole all the same
                return _REPLACEMENT
            number = _OWN_CODES + len(self._codes)
            width = self._shaper.get_glyph_h_advance(glyph) * self._unit
            self.face.charToGlyph[number] = glyph
            self.face.charWidths[number] = width * 1000
            self.widths[chr(number)] = width
            self._meanings[number] = letters
            self._codes[glyph, letters] = chr(number)
            return chr(number)

    def plain(self, body: str, face: int) -> Run:
        """Letters as they are, one glyph each."""
        return Run(face, body, sum(map(self.widths.__getitem__, body)))

    def boxes(self, text: str, face: int) -> Run:
        """A box for each letter that no face has; read back, it is still that letter."""
        return self.plain("".join(self.code(0, letter) for letter in text), face)

    def shaped(self, text: str, face: int, *, right_to_left: bool) -> Run:
        """Letters joined and marks placed as the script wants, in the order of drawing."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        uharfbuzz.shape(self._shaper, buffer, {})
        ends = _ends([info.cluster for info in buffer.glyph_infos], len(text))
        moves: list[Move] = []
        written: set[int] = set()
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            start = info.cluster
            letters = "" if start in written else self._named(info.codepoint, text[start : ends[start]])
            written.add(start)
            code = self.code(info.codepoint, letters)
            moves.append((code, place.x_advance * self._unit, place.x_offset * self._unit, place.y_offset * self._unit))
        body = "".join(move[0] for move in moves)
        width = sum(move[1] for move in moves)
        as_it_comes = all(not (x or y) and abs(self.widths[code] - step) < _ALIKE for code, step, x, y in moves)
        return Run(face, body, width, () if as_it_comes else tuple(moves))

    def _named(self, glyph: int, letters: str) -> str:
        """A joined pair as the one letter that Unicode has for it: some readers turn the order of a pair round."""
        if len(letters) > 1:
            name = self._shaper.glyph_to_string(glyph)
            if name.startswith("uniF") and unicodedata.normalize("NFKC", chr(int(name[3:7], 16))) == letters:
                return chr(int(name[3:7], 16))
        return letters

    def addObjects(self, doc: Any) -> None:  # noqa: N802  (reportlab's name)
        """Embed the subset, and say what our own codes stand for; reportlab alone would name the codes themselves."""
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            internal = f"{doc.fontMapping[self.fontName][1:]}+{number}"
            font = doc.idToObject["BasicFonts"].dict[internal]
            doc.idToObject[font.ToUnicode.name].content = self._map(subset)

    def _map(self, subset: list[int]) -> str:
        meant = [(place, self._meanings.get(code, chr(code))) for place, code in enumerate(subset)]
        named = [(place, letters) for place, letters in meant if letters]
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <00> <FF> endcodespacerange",
        ]
        for first in range(0, len(named), 100):  # the format allows a hundred at a time
            part = named[first : first + 100]
            lines.append(f"{len(part)} beginbfchar")
            lines.extend(f"<{place:02X}> <{_utf16(letters)}>" for place, letters in part)
            lines.append("endbfchar")
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(lines)


def _utf16(letters: str) -> str:
    return letters.encode("utf-16-be", "replace").hex().upper()


def _ends(clusters: list[int], length: int) -> dict[int, int]:
    starts = sorted(set(clusters))
    return dict(zip(starts, [*starts[1:], length], strict=True))


@dataclasses.dataclass(frozen=True)
class Weight:
    """The chain of faces of one weight: each letter is taken from the first that has it."""

    faces: tuple[Face, ...]
    simple: frozenset[str]  # of the first face, left to right, one glyph each, no mark: needs no thought
    widths: Mapping[str, float]

    def runs(self, text: str, *, right_to_left: bool) -> tuple[Run, ...]:
        """One word, or part of one, in one direction, in the order of drawing."""
        if not right_to_left and self.simple.issuperset(text):
            return (self.faces[SANS].plain(text, SANS),)
        runs = [self._run(face, part, right_to_left=right_to_left) for face, part in self._parts(text)]
        return tuple(reversed(runs)) if right_to_left else tuple(runs)

    def _parts(self, text: str) -> Iterator[tuple[int | None, str]]:
        """Text by face, None for letters that none has. A mark or a joiner stays with the letter before it."""
        face: int | None = None
        part = ""
        for letter in text:
            found = self._follow(face, letter) if part else self._find(letter)
            if part and found != face:
                yield face, part
                part = ""
            face, part = found, part + letter
        if part:
            yield face, part

    def _follow(self, face: int | None, letter: str) -> int | None:
        if face is not None and _joins(letter) and letter in self.faces[face].letters:
            return face
        return self._find(letter)

    def _find(self, letter: str) -> int | None:
        return next((number for number, face in enumerate(self.faces) if letter in face.letters), None)

    def _run(self, face: int | None, part: str, *, right_to_left: bool) -> Run:
        if face is None:
            return self.faces[SANS].boxes(part[::-1] if right_to_left else part, SANS)
        if face == ARABIC or any(map(_joins, part)):
            return self.faces[face].shaped(part, face, right_to_left=right_to_left)
        if right_to_left:
            return self.faces[face].plain("".join(mirrored(letter) for letter in reversed(part)), face)
        return self.faces[face].plain(part, face)


def mirrored(letter: str) -> str:
    """The same bracket seen from the other side."""
    from bidi.mirror import MIRRORED

    return str(MIRRORED.get(letter, letter))


def _joins(letter: str) -> bool:
    """Whether a letter has no place of its own: a mark, a joiner."""
    return unicodedata.category(letter) in {"Mn", "Me", "Mc", "Cf"}


@functools.cache
def weights() -> tuple[Weight, Weight]:
    """Regular and bold, read once, when the first paper is drawn."""
    return _weight("Regular"), _weight("Bold")


def _weight(name: str) -> Weight:
    faces = tuple(Face(f"{family}-{name}") for family in _FILES)
    simple = frozenset(letter for letter in faces[SANS].letters if _is_simple(letter))
    return Weight(faces, simple, faces[SANS].widths)


def _is_simple(letter: str) -> bool:
    return (
        unicodedata.category(letter)[0] not in "MC"
        and unicodedata.bidirectional(letter) not in {"R", "AL", "AN"}
        and letter not in "\u2028\u2029"
    )


def cleaned(text: str) -> str:
    """Text that can be drawn: one form for each letter, and a visible sign for what controls instead of saying.

    Overrides of direction are made visible too: with them a name could be drawn as another one. Isolates stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = unicodedata.normalize("NFC", text.replace("\t", " "))
    if text.isprintable():
        return text
    return "".join(_REPLACEMENT if _controls(letter) else letter for letter in text)


def _controls(letter: str) -> bool:
    if letter == "\n":
        return False
    return unicodedata.category(letter) in {"Cc", "Cs"} or "\u202a" <= letter <= "\u202e"


def not_drawn(text: str) -> tuple[str, ...]:
    """The letters of a text that no face has and that a paper shows as a box, each once, in order."""
    regular = weights()[0]
    found = dict.fromkeys(
        letter
        for letter in cleaned(text)
        if letter != "\n" and not _joins(letter) and not any(letter in face.letters for face in regular.faces)
    )
    return tuple(found)
