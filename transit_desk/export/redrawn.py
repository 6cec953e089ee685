"""Photographs and papers from outside, drawn anew: what is seen stays, all else that travelled inside is left behind.

A picture is unpacked and painted on an empty one; of a PDF every page is painted as a picture, and the pictures become
a PDF of ours. A list of what is dangerous in a PDF (scripts, launch actions, embedded files, forms that answer, earlier
revisions, words under a black bar, an author's name) would be refused by name and is never complete; a picture of a
page holds none of it, and whoever gets it from us needs to trust nothing but a picture. The price is that its words can
no longer be searched. Strangers' bytes are read in a process of their own, which has no key, no file and little time.

    asked:     2 bytes of length, what is stamped across (UTF-8), the bytes
    answered:  "+", a letter (J picture, P pages), 1 byte of pages, 4 bytes of length, a small JPEG, the content
               "-" and the name of the reason
"""

from __future__ import annotations

import contextlib
import dataclasses
import enum
import io
import math
import struct
import sys
from typing import TYPE_CHECKING, Any, Final

from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words
from transit_desk.export import apart, limits

if TYPE_CHECKING:
    from PIL.Image import Image

JPEG: Final = "image/jpeg"
PDF: Final = "application/pdf"
_MEDIA: Final = {"J": JPEG, "P": PDF}
_PDF_BEGINS: Final = b"%PDF-"
_MILLION: Final = 1_000_000
_QUALITY: Final = 85
_LEAST_SCALE, _MOST_SCALE = 0.01, 6.0


class Why(enum.StrEnum):
    """The reason, for a program or a test; a person reads the words."""

    NOT_READ = "not_read"
    LOCKED = "locked"
    POINTS = "points"
    PAGES = "pages"
    HEAVY = "heavy"


_SENTENCES: Final = {
    Why.NOT_READ: N_("Choose a picture (JPEG or PNG) or a PDF that opens."),
    Why.LOCKED: N_("This PDF is locked with a password. Save it without one, or take a photograph of the paper."),
    Why.POINTS: N_("This picture is too large: {most} MP is the most. Make it smaller, or save it as JPEG."),
    Why.PAGES: N_("This PDF has too many pages: {pages} is the most. Add it in parts."),
    Why.HEAVY: N_("Reading this takes more of this computer than it should. Take a photograph of the paper instead."),
}


class NotTaken(errors.RuleBroken):
    """A picture or a PDF that is not taken, with the reason beside its field."""

    def __init__(self, why: Why) -> None:
        self.why = why
        values = {"most": limits.SCAN_POINTS // _MILLION, "pages": limits.SCAN_PAGES}
        super().__init__(Words(_SENTENCES[why], values), "data")


@dataclasses.dataclass(frozen=True)
class Redrawn:
    """What is kept: a JPEG, or a PDF of pictures; and a small JPEG of the first page."""

    media: str
    data: bytes = dataclasses.field(repr=False)
    small: bytes = dataclasses.field(repr=False)
    pages: int = 1


def redrawn_apart(data: bytes, stamp: str = "") -> Redrawn:
    """Draw anew in a process of its own, within bounds; a refusal in words about `data` otherwise."""
    if len(data) > limits.SCAN_BYTES:
        words = N_("This is too large to keep: {size} MB, and {most} MB is the most.")
        raise errors.RuleBroken(
            Words(words, {"size": len(data) // limits.MIB + 1, "most": limits.SCAN_BYTES // limits.MIB}), "data"
        )
    words_on = stamp.encode("utf-8")
    asked = struct.pack(">H", len(words_on)) + words_on + data
    answer = apart.ask("transit_desk.export.redrawn", "--redrawn", asked, limits.SCAN_SECONDS)
    if answer is None:
        raise NotTaken(Why.HEAVY)
    if answer[:1] != b"+":
        with contextlib.suppress(ValueError):
            raise NotTaken(Why(answer[1:].decode("ascii", "replace")))
        raise NotTaken(Why.NOT_READ)
    kind, pages, small = struct.unpack(">cBI", answer[1:7])
    return Redrawn(_MEDIA[kind.decode("ascii")], answer[7 + small :], answer[7 : 7 + small], pages)


def redrawn(data: bytes, stamp: str = "") -> Redrawn:
    """Draw anew in this process. Nothing but the process apart calls it on strangers' bytes."""
    if data[:1024].lstrip()[:5] == _PDF_BEGINS:
        pages = _pages(data)
        media = PDF
    else:
        pages = [_picture(data)]
        media = JPEG
    if stamp:
        pages = [_stamped(page, stamp) for page in pages]
    content = _pdf(pages) if media == PDF else _jpeg(pages[0])
    small = pages[0].copy()
    small.thumbnail((limits.SCAN_SMALL_SIDE, limits.SCAN_SMALL_SIDE))
    return Redrawn(media, content, _jpeg(small), len(pages))


# -- pictures


def _picture(data: bytes) -> Image:
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # the size is bounded here, from the header, before anything is unpacked
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as opened:
            points = opened.width * opened.height
            steps = opened.format != "PNG"
            if points > (limits.SCAN_POINTS_IN_STEPS if steps else limits.SCAN_POINTS):
                raise NotTaken(Why.POINTS)
            if steps:
                opened.draft("RGB", (limits.SCAN_SIDE, limits.SCAN_SIDE))
            flat = _flat(opened)
            upright = ImageOps.exif_transpose(flat)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error):
        raise NotTaken(Why.NOT_READ) from None
    return _bare(upright)


def _flat(opened: Image) -> Image:
    """Without transparency: what lay under it was never seen, and must not come to light here."""
    from PIL import Image

    opened.thumbnail((limits.SCAN_SIDE, limits.SCAN_SIDE))
    turned = opened.getexif().get(0x0112)
    if opened.mode in {"RGBA", "LA", "PA"} or "transparency" in opened.info:
        seen = opened.convert("RGBA")
        flat = Image.new("RGB", seen.size, "white")
        flat.paste(seen, mask=seen.getchannel("A"))
    else:
        flat = opened.convert("RGB")
    if turned is not None:
        flat.getexif()[0x0112] = turned
    return flat


def _bare(picture: Image) -> Image:
    """A new picture has no past: neither place nor camera."""
    from PIL import Image

    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    return bare


def _jpeg(picture: Image) -> bytes:
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=_QUALITY)
    return made.getvalue()


# -- papers


def _pages(data: bytes) -> list[Image]:
    import pypdfium2
    from pypdfium2 import raw

    try:
        document: Any = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as trouble:
        locked = getattr(trouble, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise NotTaken(Why.LOCKED if locked else Why.NOT_READ) from None
    if not 1 <= len(document) <= limits.SCAN_PAGES:
        raise NotTaken(Why.PAGES if len(document) else Why.NOT_READ)
    with contextlib.suppress(pypdfium2.PdfiumError):
        document.init_forms()  # only so that what was filled in is seen; this pdfium runs no scripts
    try:
        return [_page(document, number) for number in range(len(document))]
    except (pypdfium2.PdfiumError, ValueError, OSError):
        raise NotTaken(Why.NOT_READ) from None


def _page(document: Any, number: int) -> Image:
    page = document[number]
    wide, tall = page.get_size()
    if not (math.isfinite(wide) and math.isfinite(tall) and wide > 0 and tall > 0):
        raise NotTaken(Why.NOT_READ)
    scale = min(limits.SCAN_SIDE / max(wide, tall), _MOST_SCALE)
    if scale < _LEAST_SCALE:
        raise NotTaken(Why.NOT_READ)
    bitmap = page.render(scale=scale, may_draw_forms=True, rev_byteorder=True)
    picture: Image = bitmap.to_pil()
    bare = _bare(picture.convert("RGB"))
    bitmap.close()
    page.close()
    return bare


def _pdf(pages: list[Image]) -> bytes:
    made = io.BytesIO()
    longest = max(max(page.size) for page in pages)
    pages[0].save(
        made, "PDF", save_all=True, append_images=pages[1:], resolution=longest / 11.7, quality=_QUALITY,
        title=None, author=None, creator=None, producer=None, creationDate=None, modDate=None,
    )  # fmt: skip
    return made.getvalue()


# -- copies


def _stamped(page: Image, words: str) -> Image:
    """The words across the page, in a band that cannot be cut away: a copy must never pass for what it shows."""
    from PIL import Image, ImageDraw, ImageFont

    from transit_desk.resources import place

    font = ImageFont.truetype(str(place("fonts", "NotoSans-Bold.ttf")), max(12, min(page.size) // 9))
    band = Image.new("L", page.size, 0)
    drawing = ImageDraw.Draw(band)
    left, top, right, bottom = drawing.textbbox((0, 0), words, font=font)
    for third in (1, 3, 5):
        where = ((page.width - (right - left)) / 2 - left, page.height * third / 6 - (bottom - top) / 2 - top)
        drawing.text(where, words, font=font, fill=150)
    page.paste(Image.new("RGB", page.size, "#8a1c1c"), mask=band)
    return page


def main() -> int:
    """Read the question, answer it, end. Started by `redrawn_apart` alone."""
    apart.bind(limits.SCAN_MEMORY, limits.SCAN_CPU_SECONDS)
    head = sys.stdin.buffer.read(2)
    if len(head) != 2:  # noqa: PLR2004  (two bytes of length)
        return 2
    stamp = sys.stdin.buffer.read(struct.unpack(">H", head)[0]).decode("utf-8")
    data = sys.stdin.buffer.read(limits.SCAN_BYTES + 1)
    try:
        made = redrawn(data, stamp)
        letter = next(key for key, media in _MEDIA.items() if media == made.media)
        answer = b"+" + struct.pack(">cBI", letter.encode("ascii"), made.pages, len(made.small))
        answer += made.small + made.data
    except NotTaken as refused:
        answer = b"-" + refused.why.value.encode("ascii")
    except MemoryError:
        answer = b"-" + Why.HEAVY.value.encode("ascii")
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
