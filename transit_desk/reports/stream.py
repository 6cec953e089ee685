"""The marks of a page as PDF operators: the only file that knows how reportlab keeps a file together."""

from __future__ import annotations

import hashlib
import io
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from transit_desk.reports import typefaces
from transit_desk.reports.document import State
from transit_desk.reports.layout import PAGE_HEIGHT, PAGE_WIDTH
from transit_desk.reports.lines import SetLine
from transit_desk.reports.marks import Framed, Mark, Pictured, Ruled, Stated, Written

rl_config.useA85 = 0  # a wrapping in letters that no reader has needed for decades, and half of the time

_ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {
    ord(letter): f"\\{letter}" for letter in "()\\"
}
_ROUND = 0.5523  # how far the handles of a Bézier quarter stand out


class _Neutral(pdfdoc.PDFInfo):
    """What a file says of itself: that it is a document. Not who, when, or with what."""

    def format(self, document: Any) -> bytes:
        plain = pdfdoc.PDFDictionary({"Title": pdfdoc.PDFString("Document")})
        return bytes(plain.format(document))


def empty_file(languages: set[str]) -> Canvas:
    """A file in memory, without a date; with its language, for those who have it read aloud."""
    only = next(iter(languages)) if len(languages) == 1 else None
    first = typefaces.weights()[0].faces[typefaces.SANS]
    pdfmetrics.registerFont(first)  # else every page would name Helvetica, which is not embedded
    canvas = Canvas(
        io.BytesIO(),
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        lang=only,
        initialFontName=first.fontName,  # type: ignore[arg-type]
    )
    canvas._doc.info = _Neutral()  # type: ignore[attr-defined]  # noqa: SLF001
    return canvas


def finished(canvas: Canvas) -> bytes:
    """The bytes of the file. The canvas is of no use afterwards."""
    return bytes(canvas.getpdfdata())  # type: ignore[no-untyped-call]


class Stream:
    """Writes one page after another; the origin of marks is the top left corner."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._file = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001
        self._weights = typefaces.weights()
        self._code: list[str] = []
        self._ink = 0.0
        self._bodies: dict[tuple[bool, int, str], list[tuple[str, str]]] = {}

    def end_page(self) -> None:
        self._canvas.addLiteral("\n".join(self._code))
        self._canvas.showPage()
        self._code = []
        self._ink = 0.0

    def put(self, mark: Mark, down: float) -> None:
        """Draw a mark of a row that begins `down` from the top."""
        top = PAGE_HEIGHT - down
        if isinstance(mark, Written):
            self._set_ink(mark.line.style.ink)
            self._code.append(f"BT 1 0 0 1 {mark.x:.2f} {top - mark.down:.2f} Tm{self._words(mark.line)} ET")
        elif isinstance(mark, Ruled):
            self._set_ink(mark.ink)
            self._code.append(
                f"{mark.x:.2f} {top - mark.down - mark.thick / 2:.2f} {mark.width:.2f} {mark.thick:.2f} re f"
            )
        elif isinstance(mark, Framed):
            self._code.append(
                f"{mark.thick:.2f} w {mark.x:.2f} {top - mark.down - mark.height:.2f} "
                f"{mark.width:.2f} {mark.height:.2f} re S"
            )
        elif isinstance(mark, Pictured):
            name = self._pictured(mark.data)
            low = top - mark.down - mark.height
            self._code.append(f"q {mark.width:.2f} 0 0 {mark.height:.2f} {mark.x:.2f} {low:.2f} cm /{name} Do Q")
        else:
            self._code.append(_sign(mark, top - mark.down - mark.size))

    def _pictured(self, data: bytes) -> str:
        """A picture is in the file once, however often it is drawn; its bytes go in as they are."""
        name = f"picture{hashlib.sha256(data).hexdigest()[:12]}"
        known: str = self._file.getXObjectName(name)
        if not self._file.hasForm(name):
            picture = pdfdoc.PDFImageXObject(name)
            picture.loadImageFromJPEG(io.BytesIO(data))
            picture.name = name
            self._file.Reference(picture, known)
            self._file.addForm(name, picture)
        # The only way reportlab has to name, for a page, a picture that its own drawing did not put there.
        self._canvas._formsinuse.append(name)  # type: ignore[attr-defined]  # noqa: SLF001
        return known

    def watermark(self, line: SetLine) -> None:
        """Across the page from below, pale, under everything else; smaller when its words are long."""
        length = min(1.0, 560 / line.width)
        cosine, sine = 0.8192 * length, 0.5736 * length  # 35 degrees
        x = (PAGE_WIDTH - line.width * cosine) / 2 + 16 * sine
        y = (PAGE_HEIGHT - line.width * sine) / 2 - 16 * cosine
        self._set_ink(line.style.ink)
        self._code.append(
            f"BT {cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {x:.2f} {y:.2f} Tm{self._words(line)} ET"
        )

    def _set_ink(self, ink: float) -> None:
        if ink != self._ink:
            self._code.append(f"{ink:.2f} g")
            self._ink = ink

    def _words(self, line: SetLine) -> str:
        style = line.style
        parts: list[str] = []
        for run in line.runs:
            if run.moves:
                parts.append(self._placed(run, style.size, bold=style.bold))
            else:
                parts.extend(
                    f" {name} {style.size:g} Tf ({body}) Tj"
                    for name, body in self._encoded(run.face, run.body, style.bold)
                )
        return "".join(parts)

    def _placed(self, run: typefaces.Run, size: float, *, bold: bool) -> str:
        """Marks where the script wants them. Each is drawn from its own place, and the pen goes on as if it had not."""
        widths = self._weights[bold].faces[run.face].widths
        parts: list[str] = []
        state = ("", 0.0)
        for code, advance, along, up in run.moves:
            ((name, body),) = self._encoded(run.face, code, bold)
            if (name, up) != state:
                parts.append(f"{'] TJ' if parts else ''} {name} {size:g} Tf {up * size:.2f} Ts [")
                state = (name, up)
            parts.append(f"{-along * 1000:.0f} ({body}) {(along + widths[code] - advance) * 1000:.0f} ")
        return "".join((*parts, "] TJ 0 Ts"))

    def _encoded(self, face: int, body: str, bold: bool) -> list[tuple[str, str]]:  # noqa: FBT001
        """Names of subsets and escaped codes; labels come again and again, so they are kept for the job."""
        key = (bold, face, body)
        known = self._bodies.get(key)
        if known is None:
            font = self._weights[bold].faces[face]
            known = self._bodies[key] = [
                (font.getSubsetInternalName(subset, self._file), codes.decode("latin-1").translate(_ESCAPES))
                for subset, codes in font.splitString(body, self._file)
            ]
        return known


def _sign(mark: Stated, y: float) -> str:
    """Dashed ring: not known. Ring: not asked. Ring with a bar: no answer wished. Hatched square: kept back."""
    size, x = mark.size, mark.x
    if mark.state is State.WITHHELD:
        slant = " ".join(
            f"{x + start:.2f} {y + low:.2f} m {x + end:.2f} {y + high:.2f} l"
            for start, low, end, high in (
                (0, size / 2, size / 2, size),
                (0, 0, size, size),
                (size / 2, 0, size, size / 2),
            )
        )
        return f"q 0 G 0.7 w {x:.2f} {y:.2f} {size:.2f} {size:.2f} re {slant} S Q"
    dash = "[1.7 1.7] 0 d " if mark.state is State.UNKNOWN else ""
    bar = ""
    if mark.state is State.REFUSED:
        bar = f" {x + size * 0.15:.2f} {y + size * 0.15:.2f} m {x + size * 0.85:.2f} {y + size * 0.85:.2f} l"
    return f"q 0 G 0.8 w {dash}{_ring(x, y, size / 2)}{bar} S Q"


def _ring(x: float, y: float, radius: float) -> str:
    left, low, right, high = x, y, x + 2 * radius, y + 2 * radius
    middle, centre, handle = x + radius, y + radius, radius * _ROUND
    return (
        f"{right:.2f} {centre:.2f} m "
        f"{right:.2f} {centre + handle:.2f} {middle + handle:.2f} {high:.2f} {middle:.2f} {high:.2f} c "
        f"{middle - handle:.2f} {high:.2f} {left:.2f} {centre + handle:.2f} {left:.2f} {centre:.2f} c "
        f"{left:.2f} {centre - handle:.2f} {middle - handle:.2f} {low:.2f} {middle:.2f} {low:.2f} c "
        f"{middle + handle:.2f} {low:.2f} {right:.2f} {centre - handle:.2f} {right:.2f} {centre:.2f} c h"
    )
