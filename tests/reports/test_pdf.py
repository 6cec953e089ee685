"""Papers are drawn whole, in every script, with nothing in the file but the paper; another library reads them back."""

from __future__ import annotations

import dataclasses
import gettext
import io
import itertools
import re
import subprocess
import sys
import unicodedata

import pypdfium2
import pytest
from PIL import Image

from tests.reports import samples
from transit_desk.domain.progress import Cancelled
from transit_desk.domain.text import Words
from transit_desk.reports import pdf, typefaces
from transit_desk.reports.document import (
    Align,
    Block,
    Box,
    Column,
    Copy,
    Document,
    Fact,
    Facts,
    Heading,
    KeepTogether,
    Line,
    Lines,
    Notice,
    PageBreak,
    Paragraph,
    Signature,
    Signatures,
    State,
    Table,
)
from transit_desk.reports.layout import Sheet
from transit_desk.reports.lines import Typesetter
from transit_desk.reports.marks import Written

MARGIN = 15 * 72 / 25.4


class French(gettext.NullTranslations):
    """What stands at the edges of a French paper."""

    def gettext(self, message: str) -> str:
        return {"FICTIONAL DATA": "DONNÉES FICTIVES", "not asked yet": "pas encore demandé"}.get(message, message)


def paper(*blocks: Block, language: str = "fr") -> Document:
    return dataclasses.replace(samples.BLANK, blocks=blocks, language=language)


def pages(drawn: bytes) -> list[str]:
    """The text of each page, as another program reads it."""
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pypdfium2.PdfDocument(drawn)]


def words_of(drawn: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(pages(drawn)))


def fact(value: str, language: str = "fr") -> str:
    return words_of(pdf.draw(paper(Facts((Fact("Nom", value),)), language=language)))


def pictures(drawn: bytes) -> list[Image.Image]:
    return [page.render(scale=1).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(drawn)]


def test_a_paper_has_all_its_words_on_numbered_pages() -> None:
    read = pages(pdf.draw(samples.SUMMARY))

    assert len(read) == 2
    assert "page 1 / 2" in read[0]
    assert "page 2 / 2" in read[1]
    for page in read:
        assert "Confidentiel · pour l’agence qui reçoit" in page
        assert "Fiche de transmission" in page
        assert "TD-7KQ2MX-4 · 21 nov. 2026, 18:04 · PM · copy 1 of 2" in page
        assert "Confidentiel – détruire après usage" in page
    for word in ("Amani", "dit par l’enfant", "pénicilline", "1ʳᵉ visite de suivi", "A. Sifa", "Remis par"):
        assert word in read[0] + read[1]


def test_pages_are_a4_and_all_ink_lies_within_the_margins() -> None:
    plain = dataclasses.replace(samples.SUMMARY, fictional=False)
    for page in pypdfium2.PdfDocument(pdf.draw(plain)):
        assert page.get_size() == pytest.approx((595.28, 841.89), abs=0.01)
        picture = page.render(scale=2).to_pil().convert("L").point(lambda grey: 255 - grey)

        left, top, right, bottom = picture.getbbox() or (0, 0, 0, 0)

        assert min(left, top) >= 2 * MARGIN - 3
        assert right <= 2 * (595.28 - MARGIN) + 3
        assert bottom <= 2 * (841.89 - MARGIN) + 3


def test_fictional_papers_say_so_across_each_page_in_their_own_language() -> None:
    marked = pages(pdf.draw(samples.SUMMARY, {"fr": French()}))
    real = pages(pdf.draw(dataclasses.replace(samples.SUMMARY, fictional=False), {"fr": French()}))

    assert all("DONNÉES FICTIVES" in page for page in marked)
    assert not any("DONNÉES FICTIVES" in page for page in real)


def test_the_same_paper_gives_the_same_bytes_here_and_in_another_process() -> None:
    """Whatever was drawn before: codes for shaped letters are given out as they come."""
    asked = (
        "import sys, hashlib; from tests.reports import samples; from transit_desk.reports import pdf;"
        "print(hashlib.sha256(pdf.draw_many([samples.ARABIC, samples.SUMMARY])).hexdigest())"
    )
    runs = [subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True) for _ in range(2)]
    pdf.draw(paper(Paragraph("شيء آخر 😀")))

    twice = {pdf.draw_many([samples.ARABIC, samples.SUMMARY]) for _ in range(2)}

    assert len(twice) == 1
    assert len({run.stdout for run in runs}) == 1
    import hashlib

    assert hashlib.sha256(twice.pop()).hexdigest() == runs[0].stdout.decode().strip()


def test_the_file_says_nothing_of_who_when_and_for_whom() -> None:
    drawn = pdf.draw(samples.SUMMARY)

    metadata = pypdfium2.PdfDocument(drawn).get_metadata_dict(skip_empty=True)

    assert metadata == {"Title": "Document"}
    assert not any(word in drawn for word in (b"/Author", b"/Creator", b"/CreationDate", b"/ModDate", b"/Producer"))
    assert b"TD-7KQ2MX-4" not in drawn


def test_typefaces_are_embedded_as_subsets() -> None:
    drawn = pdf.draw_many([samples.SUMMARY, samples.ARABIC, samples.AMHARIC])

    names = set(re.findall(rb"/BaseFont /([\w+-]+)", drawn))

    assert names
    assert all(re.fullmatch(rb"[A-Z]{6}\+NotoSans[A-Za-z]*-(Regular|Bold)", name) for name in names)
    for family in (b"NotoSans-", b"NotoSansArabicUI-", b"NotoSansEthiopic-"):
        assert any(name.split(b"+")[-1].startswith(family) for name in names)
    assert len(drawn) < 150_000


def test_drawing_opens_no_file_for_writing_and_makes_none() -> None:
    """Asked of the interpreter itself, in a process of its own."""
    asked = """
import sys
written = []
def watch(event, args):
    if event == "open" and (any(c in str(args[1]) for c in "wax+") or (args[2] or 0) & 0o1103):
        written.append(args[0])
    if event.startswith(("tempfile.", "os.mkdir", "os.rename", "shutil.")):
        written.append(event)
sys.dont_write_bytecode = True
sys.addaudithook(watch)
from tests.reports import samples
from transit_desk.reports import pdf
pdf.draw_many([samples.SUMMARY, samples.BLANK, samples.ARABIC])
seen = list(written)
open("/dev/null", "w").close()
print(seen, len(written))
"""
    said = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)

    assert said.stdout.strip() == "[] 1"


def test_nothing_is_read_as_markup() -> None:
    assert "<b>Amani</b> &amp; (\\) </para> %d {x}" in fact("<b>Amani</b> &amp; (\\) </para> %d {x}")


@pytest.mark.parametrize(
    "name",
    ["Éloïse Ndɔ̀ŋɔ Mɛɛ", "Ŋgũgĩ wa Thiong’o", "Ọlọ́run", "Ḥalīma ʿAbd", "Žofie Ægir Œuvre", "Nyantɛ̃ Ɓalde"],
)
def test_letters_of_african_latin_are_read_back_as_written(name: str) -> None:
    assert unicodedata.normalize("NFC", name) in unicodedata.normalize("NFC", fact(name))


@pytest.mark.parametrize("name", ["السلام عليكم", "الأولى والأخيرة", "عبد الله", "بداية التدريب", "لا إله", "گچپژ"])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_arabic_is_read_back_in_the_order_of_reading(name: str, language: str) -> None:
    assert name in fact(name, language)


def test_vowel_signs_are_all_kept() -> None:
    read = fact("مُحَمَّد", "ar")

    assert all(letter in read for letter in "مُحَمَّد")


def test_arabic_letters_are_joined() -> None:
    """The four letters of a word are four different shapes from those of the same letters apart."""
    regular = typefaces.weights()[0]

    joined = regular.runs("بببب", right_to_left=True)
    apart = [regular.runs("ب", right_to_left=True)[0].body for _ in range(4)]

    assert len(set(joined[0].body)) == 3  # beginning, middle, end
    assert not set(joined[0].body) & set(apart)


def test_geez_is_read_back() -> None:
    assert "አበበ ቢቂላ፡ከበደ" in fact("አበበ ቢቂላ፡ከበደ")


@pytest.mark.parametrize("sign", ["😀", "漢", "\U0001f1e8", "ߊ", "ⵣ"])
def test_a_letter_without_a_typeface_is_a_box_that_is_still_the_letter(sign: str) -> None:
    drawn = pdf.draw(paper(Paragraph(f"Amani {sign} ici")))

    assert f"Amani {sign} ici" in words_of(drawn)
    assert typefaces.not_drawn(f"Amani {sign} ici {sign}") == (sign,)
    with_box = ink(pictures(drawn)[0])
    assert with_box > ink(pictures(pdf.draw(paper(Paragraph("Amani  ici"))))[0])


def test_what_controls_instead_of_saying_is_made_visible() -> None:
    assert "a\ufffdb\ufffdc\ufffdd" in fact("a\x00b\x1bc\u202ed")
    assert "a\ufffdb" in fact("a\ud800b")


def test_lines_of_a_value_stay_lines() -> None:
    read = pages(pdf.draw(paper(Facts((Fact("Nom", "une\r\ndeux\rtrois\nquatre"),)))))[0]

    assert "Nom une\ndeux\ntrois\nquatre" in read


@pytest.mark.parametrize(
    "unit", ["a", "mot ", "م", "محمد ", "😀", "e\u0301\u0323", "(", "a١(ש) ", "\u2067a\u2068ش", "\n"]
)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_ten_thousand_letters_break_nothing(unit: str, language: str) -> None:
    value = unit * (10_000 // len(unit))

    drawn = pdf.draw(paper(Facts((Fact("Nom", value, "source"), Fact("Suite", "la suite"))), language=language))

    read = words_of(drawn)
    assert "la suite" in read
    first = unicodedata.normalize("NFC", unit)[0]
    if first.isalpha():
        assert read.count(first) >= value.count(unit)


def test_ten_thousand_letters_in_every_place_break_nothing() -> None:
    long = "mot " * 2_500
    everywhere = dataclasses.replace(
        paper(
            Heading(long),
            Notice(long),
            Facts((Fact(long, long, long),)),
            Table((Column(long), Column("b")), ((long, long),)),
            Signatures((Signature(long, long),)),
            Box(long),
            KeepTogether((Paragraph(long), Paragraph(long))),
        ),
        title=long,
        subtitle=long,
        audience_line=long,
        made=long,
        after_use=long,
    )

    drawn = pdf.draw(everywhere)

    for picture in pictures(drawn):
        box = picture.convert("L").point(lambda grey: 255 - grey).getbbox()
        assert box is not None
        assert box[0] >= MARGIN - 2
        assert box[2] <= 595.28 - MARGIN + 2
        assert box[3] <= 841.89 - MARGIN + 2
    assert words_of(drawn).count("mot") >= 9 * 2_500


def test_a_paper_in_arabic_is_mirrored() -> None:
    blocks = (Facts((Fact("الاسم", "أماني", "الطفل"),)),)

    right = places(pdf.draw(paper(*blocks, language="ar")))
    left = places(pdf.draw(paper(*blocks, language="fr")))

    assert right["الاسم"] > right["أماني"] > right["الطفل"]
    assert left["الاسم"] < left["أماني"] < left["الطفل"]


def test_a_telephone_number_is_never_turned_round() -> None:
    """In a paper read from the right, digits without a letter keep the order in which they are dialled."""
    drawn = pdf.draw(paper(Facts((Fact("الهاتف", "+235 66 01"),)), language="ar"))
    page = pypdfium2.PdfDocument(drawn)[0].get_textpage()
    text = page.get_text_range()

    plus, last = page.get_charbox(text.index("+"))[0], page.get_charbox(text.index("01") + 1)[0]

    assert plus < last


def test_a_page_in_greys_loses_nothing() -> None:
    """There is no colour at all, so that no meaning can be lost with it."""
    for picture in pictures(pdf.draw(samples.SUMMARY)):
        red, green, blue = picture.split()
        assert red.tobytes() == green.tobytes() == blue.tobytes()


def test_missing_answers_are_told_apart_by_shape() -> None:
    shapes = set()
    for state in State:
        if state is State.GIVEN:
            continue
        picture = pictures(pdf.draw(paper(Facts((Fact("Nom", state=state),)))))[0]
        shapes.add(picture.crop((177, 120, 189, 180)).tobytes())

    assert len(shapes) == 4


def test_headings_do_not_stand_alone_at_the_foot_of_a_page() -> None:
    for lines in range(30, 44):
        blocks = [Paragraph(f"ligne {number}") for number in range(lines)]

        read = pages(pdf.draw(paper(*blocks, Heading("Le titre"), Paragraph("son texte"))))

        together = [page for page in read if "Le titre" in page]
        assert len(together) == 1
        assert "son texte" in together[0]


def test_what_is_kept_together_stays_on_one_page() -> None:
    inner = KeepTogether(tuple(Paragraph(f"dedans {number}") for number in range(8)))
    for lines in range(22, 40, 3):
        read = pages(pdf.draw(paper(*(Paragraph("ligne") for _ in range(lines)), inner)))

        assert [page.count("dedans") for page in read if "dedans" in page] == [8]


def test_a_table_repeats_its_headings() -> None:
    table = Table((Column("Jour"), Column("Présents")), tuple((f"jour {day}", str(day)) for day in range(90)))

    read = pages(pdf.draw(paper(table)))

    assert len(read) > 2
    assert all("Jour" in page and "Présents" in page for page in read)
    assert sum(len(re.findall(r"jour \d+", page)) for page in read) == 90


def test_a_number_at_the_end_of_its_column_does_not_touch_the_next() -> None:
    table = Table((Column("Objet"), Column("Nombre", align=Align.END), Column("Remarque")), (("Savon", "12", "neuf"),))

    page = pypdfium2.PdfDocument(pdf.draw(paper(table)))[0].get_textpage()

    text = page.get_text_range()
    assert page.get_charbox(text.index("neuf"))[0] - page.get_charbox(text.index("12") + 1)[2] >= 10


def test_boxes_to_cross_stand_at_the_same_distance_up_to_the_last() -> None:
    columns = tuple(Column(letter, 1, Align.MIDDLE) for letter in "PCSN")
    rows = Sheet(Typesetter(), right_to_left=False).rows((Table(columns, (("[ ]",) * 4,)),))
    starts = [mark.x for row in rows for mark in row.marks if isinstance(mark, Written)][-4:]

    assert len({round(after - before, 3) for before, after in itertools.pairwise(starts)}) == 1


def test_promises_without_an_hour_begin_where_the_page_begins() -> None:
    def begins(*lines: Line) -> list[float]:
        rows = Sheet(Typesetter(), right_to_left=False).rows((Lines(lines),))
        return [mark.x for row in rows for mark in row.marks if isinstance(mark, Written)]

    assert begins(Line("", "one"), Line("", "two")) == [MARGIN, MARGIN]
    assert max(begins(Line("", "one"), Line("08:00", "two"))) > MARGIN


def test_a_break_begins_a_new_page_and_an_empty_one_is_not_made() -> None:
    assert len(pages(pdf.draw(paper(Paragraph("a"), PageBreak(), Paragraph("b"))))) == 2
    assert len(pages(pdf.draw(paper(Paragraph("a"), PageBreak())))) == 1


def test_a_paper_without_blocks_is_still_a_page() -> None:
    assert "Arrivée d’un enfant" in pages(pdf.draw(paper()))[0]


def test_many_papers_share_a_file_and_keep_their_own_numbers() -> None:
    copies = [dataclasses.replace(samples.SUMMARY, copy=Copy(number, 3)) for number in (1, 2, 3)]

    drawn = pdf.draw_many(copies)

    read = pages(drawn)
    assert [re.findall(r"page \d / \d", page) for page in read] == [["page 1 / 2"], ["page 2 / 2"]] * 3
    assert "copy 3 of 3" in read[5]
    assert len(drawn) < 1.6 * len(pdf.draw(copies[0]))


def test_drawing_tells_how_far_it_is_and_can_be_stopped() -> None:
    heard: list[tuple[int, int]] = []

    def listen(done: int, total: int, words: Words) -> None:
        heard.append((done, total))
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        pdf.draw_many(itertools.repeat(samples.BLANK, 5), progress=listen)

    assert heard == [(0, 5), (1, 5), (2, 5)]


def test_a_name_is_not_kept_in_memory_by_the_typefaces() -> None:
    pdf.draw(paper(Facts((Fact("Nom", "Zébulon Quatorzième"),))))

    kept = io.StringIO()
    for weight in typefaces.weights():
        for face in weight.faces:
            kept.write(str(vars(face).get("_codes")))

    assert "Zébulon" not in kept.getvalue()


def ink(picture: Image.Image) -> int:
    return sum(255 - grey for grey in picture.convert("L").tobytes())


def places(drawn: bytes) -> dict[str, float]:
    """Where on the page each word begins."""
    page = pypdfium2.PdfDocument(drawn)[0].get_textpage()
    text = page.get_text_range()
    return {word: page.get_charbox(text.index(word))[0] for word in ("الاسم", "أماني", "الطفل")}
