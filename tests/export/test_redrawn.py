"""Pictures and PDFs from outside are drawn anew: what is seen stays, and nothing that travelled unseen comes along."""

from __future__ import annotations

import io
import pathlib
import random
import re
import subprocess
import sys

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from transit_desk.domain import errors
from transit_desk.export import limits, redrawn
from transit_desk.export.redrawn import NotTaken, Why

MARK = b"ZQHIDDENQZ"
ROOT = pathlib.Path(__file__).parents[2]


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **more: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "#8899aa").save(made, kind, **more)
    return made.getvalue()


def pdf(
    *pages: bytes,
    catalog: bytes = b"",
    objects: bytes = b"",
    of_page: bytes = b"",
    size: bytes = b"[0 0 595 842]",
    count: int | None = None,
    info: bytes = b"",
) -> bytes:
    """A PDF written by hand, each page a stream of drawing; it has no table of objects, and readers mend that."""
    contents = pages or (b"1 0 0 rg 100 100 200 200 re f",)
    kids = b" ".join(b"%d 0 R" % (10 + 2 * number) for number in range(len(contents)))
    parts = [
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R" + catalog + b">>endobj\n",
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\n" % (count or len(contents), kids),
    ]
    for number, content in enumerate(contents):
        at = 10 + 2 * number
        parts.append(
            b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox%s/Contents %d 0 R%s>>endobj\n" % (at, size, at + 1, of_page)
        )
        parts.append(b"%d 0 obj<</Length %d>>stream\n" % (at + 1, len(content)) + content + b"\nendstream endobj\n")
    return b"".join(parts) + objects + b"trailer<</Root 1 0 R%s>>\n%%%%EOF" % (info or b"")


SCRIPT = b"/OpenAction<</S/JavaScript/JS(app.alert('" + MARK + b"'))>>"
LAUNCH = b"/OpenAction<</S/Launch/F(" + MARK + b".exe)>>"
EMBEDDED = b"/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a)/EF<</F 50 0 R>>>>]>>>>"
FORM = b"/AcroForm<</Fields[60 0 R]/NeedAppearances true/XFA(" + MARK + b")>>"
HOSTILE = {
    "script": pdf(catalog=SCRIPT),
    "launch": pdf(catalog=LAUNCH),
    "embedded file": pdf(catalog=EMBEDDED, objects=b"50 0 obj<</Length 10>>stream\n" + MARK + b"\nendstream endobj\n"),
    "form": pdf(
        catalog=FORM,
        of_page=b"/Annots[60 0 R]",
        objects=b"60 0 obj<</Type/Annot/Subtype/Widget/FT/Tx/T(n)/V(" + MARK + b")/Rect[50 50 300 90]"
        b"/AA<</K<</S/JavaScript/JS(" + MARK + b")>>>>>>endobj\n",
    ),
    "link": pdf(
        of_page=b"/Annots[61 0 R]",
        objects=b"61 0 obj<</Type/Annot/Subtype/Link/Rect[0 0 99 99]/A<</S/URI/URI(http://" + MARK + b")>>>>endobj\n",
    ),
    "author": pdf(objects=b"70 0 obj<</Author(" + MARK + b")>>endobj\n", info=b"/Info 70 0 R"),
    "words outside the page": pdf(b"BT /F1 12 Tf 5000 5000 Td (" + MARK + b") Tj ET"),
}


# -- pictures


def test_camera_author_and_place_stay_behind() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = MARK.decode(), MARK.decode()
    exif.get_ifd(0x8825)[1] = "S"
    given = picture("JPEG", exif=exif, comment=MARK) + MARK
    assert given.count(MARK) == 4, "or nothing was hidden"

    made = redrawn.redrawn_apart(given)

    assert MARK not in made.data + made.small
    with Image.open(io.BytesIO(made.data)) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (640, 480), {})


def test_a_picture_taken_with_the_telephone_upright_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    made = redrawn.redrawn(picture("JPEG", (600, 300), exif=exif))

    assert Image.open(io.BytesIO(made.data)).size == (300, 600)


def test_what_lay_under_transparency_does_not_come_to_light() -> None:
    """Somebody painted a face over with nothing; the nothing must not be taken away here."""
    drawn = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(drawn).rectangle((50, 50, 150, 150), fill=(255, 0, 0, 0))
    given = io.BytesIO()
    drawn.save(given, "PNG")

    made = Image.open(io.BytesIO(redrawn.redrawn(given.getvalue()).data))

    assert min(made.convert("RGB").tobytes()) > 250


def test_a_photo_of_eighty_megapixels_is_brought_down_without_taking_the_memory() -> None:
    """A telephone's JPEG is unpacked in small; unpacked whole it would need more than this process is given."""
    given = picture("JPEG", (10_000, 8_000))
    program = (
        "import sys; from transit_desk.export import apart, redrawn; apart.bind(300 * 2**20, 20)\n"
        "made = redrawn.redrawn(sys.stdin.buffer.read()); sys.stdout.write(made.media)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], input=given, stdout=subprocess.PIPE, cwd=ROOT, check=True, timeout=60
    )

    assert done.stdout == b"image/jpeg"


def test_a_picture_that_must_be_unpacked_whole_is_refused_by_its_header() -> None:
    made = io.BytesIO()
    Image.new("1", (10_000, 8_000)).save(made, "PNG")

    with pytest.raises(NotTaken) as refused:
        redrawn.redrawn_apart(made.getvalue())

    assert (refused.value.why, refused.value.field) == (Why.POINTS, "data")
    assert "40" in str(refused.value)


def test_a_header_that_promises_a_thousand_million_points_is_not_believed() -> None:
    given = bytearray(picture("PNG"))
    given[16:24] = (65_000).to_bytes(4, "big") * 2

    with pytest.raises(NotTaken):
        redrawn.redrawn_apart(bytes(given))


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"GIF89a" + b"\0" * 64,
        b"not a picture",
        b"\x89PNG\r\n\x1a\n broken",
        picture()[:400],
        b"%PDF-1.7",
        b"%PDF-",
    ],
    ids=["empty", "gif", "text", "broken png", "cut jpeg", "head of a pdf", "less"],
)
def test_what_is_no_picture_is_refused_beside_its_field(given: bytes) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        redrawn.redrawn_apart(given)

    assert refused.value.field == "data"


def test_more_than_can_be_kept_is_refused_before_it_is_read() -> None:
    with pytest.raises(errors.RuleBroken, match="25 MB"):
        redrawn.redrawn_apart(b"\xff\xd8\xff" + b"\0" * limits.SCAN_BYTES)


# -- papers


@pytest.mark.parametrize("given", HOSTILE.values(), ids=list(HOSTILE))
def test_a_pdf_becomes_pictures_of_its_pages_and_nothing_else(given: bytes) -> None:
    """No script, action, file, form, link, author or unseen word: the words below occur nowhere in what is kept."""
    made = redrawn.redrawn_apart(given)

    assert made.media == "application/pdf"
    inside = re.sub(rb"stream.*?endstream", b"", made.data, flags=re.DOTALL)
    for word in (b"/JS", b"JavaScript", b"/AA", b"OpenAction", b"Launch", b"EmbeddedFile", b"AcroForm", b"/URI",
                 b"/Annot", b"/Author", b"/Font", b"Metadata", b"Date", b"/Info"):  # fmt: skip
        assert word not in inside, word
    assert MARK not in made.data
    again = pypdfium2.PdfDocument(made.data)
    assert len(again) == made.pages == 1
    assert not again[0].get_textpage().get_text_range().strip()


def test_a_page_is_kept_as_it_was_seen() -> None:
    """The red square of the page is red in what is kept, and where it was."""
    made = redrawn.redrawn_apart(pdf(b"1 0 0 rg 100 100 200 200 re f", b"0 0 1 rg 0 0 595 842 re f"))

    pages = [page.render(scale=0.5).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(made.data)]
    wide, tall = pages[0].size
    places = ((200, 200), (500, 700))
    red, white = (pages[0].getpixel((round(wide * x / 595), round(tall * (1 - y / 842)))) for x, y in places)
    assert made.pages == 2
    assert red[0] > 200, red
    assert red[1] < 60, red
    assert min(white) > 240
    assert pages[1].getpixel((wide // 2, tall // 2))[2] > 200


def test_what_was_filled_into_a_form_is_seen() -> None:
    given = pdf(
        catalog=b"/AcroForm<</Fields[60 0 R]>>",
        of_page=b"/Annots[60 0 R]",
        objects=b"60 0 obj<</Type/Annot/Subtype/Widget/F 4/FT/Tx/T(n)/V(x)/Rect[50 50 350 350]"
        b"/AP<</N 61 0 R>>>>endobj\n"
        b"61 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 300 300]/Length 28>>stream\n0 0 1 rg 0 0 300 300 re f   \n"
        b"endstream endobj\n",
    )

    page = pypdfium2.PdfDocument(redrawn.redrawn_apart(given).data)[0].render(scale=0.5).to_pil().convert("RGB")

    blue = page.getpixel((page.width * 200 // 595, page.height - page.height * 200 // 842))
    assert blue[2] > 200, blue
    assert blue[0] < 60, blue


def test_too_many_pages_are_refused_with_the_number() -> None:
    with pytest.raises(NotTaken, match=str(limits.SCAN_PAGES)) as refused:
        redrawn.redrawn_apart(pdf(*[b"0 g"] * (limits.SCAN_PAGES + 1)))

    assert refused.value.why is Why.PAGES


@pytest.mark.parametrize(
    "size", [b"[0 0 0 0]", b"[0 0 1 99999999]", b"[0 0 1e30 1e30]", b"[0 0 -5 -5]", b"[5 5]", b"[0 0 .0001 .0001]"]
)
def test_a_page_of_no_size_or_of_any_size_ends_in_a_picture_or_a_refusal(size: bytes) -> None:
    _ends(pdf(size=size))


def test_a_page_that_draws_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that call themselves, patterns in patterns: the process is ended, and the words say what to do."""
    monkeypatch.setattr(limits, "SCAN_SECONDS", 3)
    inner = b"".join(b"%d 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>"
                     b"/Length 240>>stream\n%s\nendstream endobj\n" % (100 + n, 101 + n, b"/X Do " * 40)
                     for n in range(12))  # fmt: skip
    last = b"112 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Length 14>>stream\n"
    last += b"0 0 595 842 re\nendstream endobj\n"
    given = pdf(b"/X Do", of_page=b"/Resources<</XObject<</X 100 0 R>>>>", objects=inner + last)

    _ends(given)


def _ends(given: bytes) -> None:
    """In a kept picture or in words; never in a crash of ours."""
    try:
        pages = redrawn.redrawn_apart(given).pages
    except NotTaken:
        return
    assert pages >= 1


def test_broken_pdfs_never_crash_and_never_hang() -> None:
    """Bytes turned, cut and doubled at random in every hostile paper; the long form is `make fuzz`."""
    chance = random.Random(2012)
    for _turn in range(12):
        given = bytearray(chance.choice(list(HOSTILE.values())))
        for _each in range(chance.randrange(1, 30)):
            at = chance.randrange(len(given))
            match chance.randrange(3):
                case 0:
                    given[at] = chance.randrange(256)
                case 1:
                    del given[at : at + chance.randrange(1, 40)]
                case _:
                    given[at:at] = given[max(0, at - 30) : at]
        _ends(bytes(given))


# -- copies


def test_a_copy_bears_the_word_across_it_on_every_page() -> None:
    plain = redrawn.redrawn(pdf(b"0 g", b"0 g"))
    stamped = redrawn.redrawn_apart(pdf(b"0 g", b"0 g"), "COPIE · COPY")

    for before, after in zip(pypdfium2.PdfDocument(plain.data), pypdfium2.PdfDocument(stamped.data), strict=True):
        empty, full = (page.render(scale=0.3).to_pil().convert("L") for page in (before, after))
        assert sum(empty.histogram()[:200]) == 0
        assert sum(full.histogram()[:200]) > full.width * full.height * 0.03


def test_drawing_anew_leaves_no_file(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process has the folder of temporary files as its own, and leaves it empty."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    redrawn.redrawn_apart(HOSTILE["form"])
    redrawn.redrawn_apart(picture())

    assert list(tmp_path.iterdir()) == []
