"""A paper before it leaves: drawn in its language for its readers, printed or saved, and noted; nothing left behind."""

from __future__ import annotations

import pathlib

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.desks import Office, child
from transit_desk.reports import document, pdf
from ui.documents import printing
from ui.documents.preview import drawn
from ui.screens.preview import Screen, never
from ui.widgets.tasks import FactLine


def text_of(blob: bytes) -> str:
    book = pypdfium2.PdfDocument(blob)
    said = "\n".join(page.get_textpage().get_text_bounded() for page in book)
    book.close()
    return said


def paper(words: str = "Amani") -> document.Document:
    """A plain paper in English."""
    return document.Document(
        title="Paper", blocks=(document.Paragraph(words),), audience_line="For us", code="TD-1", made="today",
        made_by="PM", language="en", fictional=True,
    )  # fmt: skip


@pytest.fixture
def page(office: Office) -> Screen:
    """The summary of one child, for our centre."""
    office.unlock()
    file_id = child(office)
    found = office.go("preview", file_id=file_id)
    assert isinstance(found, Screen)
    office.until(lambda: found.desk_of_paper.drawn is not None)
    return found


def test_a_page_is_rendered_on_white() -> None:
    image = printing.pictures(pdf.draw(paper()))[0]

    assert image.pixelColor(3, 3).name() == "#ffffff"
    assert not image.hasAlphaChannel()


def test_several_papers_are_shown_one_after_the_other() -> None:
    found = drawn((paper("Amani"), paper("Bahati")))

    assert len(found.pages) == 2
    assert "Amani" in text_of(found.pdf)
    assert "Bahati" in text_of(found.pdf)


def test_letters_without_a_shape_are_named() -> None:
    found = drawn((paper("𓀀 Amani"),))

    assert found.boxes == ("𓀀",)


def test_pages_are_turned_by_keys(office: Office, page: Screen) -> None:
    long = paper("word " * 4000)
    page.desk_of_paper.draw((long,))
    office.until(lambda: page.desk_of_paper.drawn is not None and len(page.desk_of_paper.drawn.pages) > 1)
    page.desk_of_paper.view.setFocus()

    QTest.keyClick(page.desk_of_paper.view, Qt.Key.Key_PageDown)

    assert page.desk_of_paper.view.page == 1


def test_the_three_readers_get_three_papers(office: Office, page: Screen) -> None:
    told = {}
    for reader in ("centre", "receiving_agency", "foster_family"):
        page.readers.chip(reader).click()
        office.settle()
        assert page.desk_of_paper.drawn is not None
        told[reader] = text_of(page.desk_of_paper.drawn.pdf)

    assert "Kalonge-Haut" in told["centre"]
    assert "Kalonge-Haut" not in told["foster_family"]
    assert len(set(told.values())) == 3


def test_the_paper_speaks_its_own_language_whatever_the_screen_speaks(office: Office, page: Screen) -> None:
    before = page.desk_of_paper.drawn
    page.tongues.chip("fr").click()
    office.until(lambda: page.desk_of_paper.drawn is not before)

    assert page.desk_of_paper.drawn is not None
    assert "Garçon" in text_of(page.desk_of_paper.drawn.pdf)
    assert page.head.title.text() != ""


def test_what_is_never_in_it_is_a_rule_and_reads_the_same_for_every_file() -> None:
    assert never("foster_family")
    assert set(never("receiving_agency")) != set(never("foster_family"))


def test_saving_asks_twice_proposes_a_name_that_says_nothing_and_is_noted(
    office: Office, page: Screen, tmp_path: pathlib.Path
) -> None:
    proposed: list[str] = []

    def choose(_over: QWidget, name: str) -> pathlib.Path:
        proposed.append(name)
        return tmp_path / "paper"

    page.desk_of_paper.choose_path = choose
    page.save.click()

    assert page.desk_of_paper.care.isVisible()
    assert not proposed

    page.desk_of_paper.care.go_on.click()
    office.until((tmp_path / "paper.pdf").exists)
    office.settle()

    assert "Amani" not in proposed[0]
    assert "Amani" in text_of((tmp_path / "paper.pdf").read_bytes())
    assert "trail" in page.notice.words.text()


def test_a_place_that_cannot_be_written_is_said_and_the_paper_stays(
    office: Office, page: Screen, tmp_path: pathlib.Path
) -> None:
    page.desk_of_paper.choose_path = lambda _over, _name: tmp_path / "missing" / "paper.pdf"

    page.save.click()
    page.desk_of_paper.care.go_on.click()
    office.until(lambda: "could not be written" in page.notice.words.text())

    assert page.desk_of_paper.drawn is not None


def test_the_printer_learns_no_name(office: Office, page: Screen, tmp_path: pathlib.Path) -> None:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "out.pdf"))
    page.desk_of_paper.choose_printer = lambda _over: made

    page.print.click()
    office.until((tmp_path / "out.pdf").exists)
    office.settle()

    assert made.docName() == "Document"
    assert "trail" in page.notice.words.text()
    assert len(pypdfium2.PdfDocument((tmp_path / "out.pdf").read_bytes())) == len(page.desk_of_paper.view.pages)


def test_turning_back_from_the_printer_prints_and_notes_nothing(office: Office, page: Screen) -> None:
    page.desk_of_paper.choose_printer = lambda _over: None
    acted: list[str] = []
    office.program.clerk.acted.connect(acted.append)

    page.print.click()
    office.settle()

    assert acted == []


def test_nothing_beside_the_paper_is_squeezed_at_the_size_of_an_old_laptop(office: Office, page: Screen) -> None:
    """A role with many papers, three readers and two long lists needs more than the window has: then it scrolls."""
    for reader in ("centre", "receiving_agency", "foster_family"):
        page.readers.chip(reader).click()
        office.settle()
        lines = [*page.inside.findChildren(FactLine), *page.outside.findChildren(FactLine)]

        assert lines
        assert all(line.height() >= line.sizeHint().height() for line in lines)
        assert page.readers.height() >= page.readers.heightForWidth(page.readers.width())


def test_another_paper_of_the_child_is_chosen_from_a_list(office: Office, page: Screen) -> None:
    page.papers.choose("case_file.brief_paper")
    office.settle()

    assert office.page is not page
    assert office.page.paper.key == "case_file.brief_paper"


def test_a_paper_stands_in_the_part_of_the_house_one_came_from(office: Office, page: Screen) -> None:
    office.go("case_file.children")

    opened = office.go("preview", file_id=page.about["file_id"])

    assert opened.property("place") == "case_file.children"
