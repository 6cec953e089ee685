"""Places in the window: offered while one types, never in the way; a list of p-codes is looked at before it is kept."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.desks import Office
from ui.forms.form import Form
from ui.forms.places import PlaceOffers
from ui.record.page import RecordView

LIST = b"ADM1_PCODE;ADM1_FR;ADM2_PCODE;ADM2_FR\nCD62;Sud-Kivu;CD6298;Territoire inventif\n;Sans code;;\n"


def typed(office: Office, words: str) -> tuple[Form, PlaceOffers]:
    """Words written key by key into the village of a new arrival, and what is offered under them."""
    form = office.go("case_file.new")
    assert isinstance(form, Form)
    editor: Any = form.questions["village"].editor
    offers = editor.line.findChild(PlaceOffers)
    assert isinstance(offers, PlaceOffers)
    editor.line.setFocus()
    office.until(editor.line.hasFocus)
    QTest.keyClicks(editor.line, words)
    return form, offers


def test_places_are_offered_while_one_types_and_the_keyboard_alone_chooses(office: Office) -> None:
    office.unlock()
    form, offers = typed(office, "cirung")
    office.until(lambda: offers.open)

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(offers.line, key)

    assert offers.line.text() == "Cirunga, Kabare, Kabare, South Kivu"
    assert not offers.open
    form.questions["name"].editor.show_value("Amani")
    form.questions["sex"].editor.show_value("m")
    form.save()
    office.until(lambda: isinstance(office.page, RecordView))
    office.settle()
    assert office.ask("places.meant", words="Cirunga, Kabare, Kabare, South Kivu") == "kabare_kabare_cirunga"


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Escape,), (Qt.Key.Key_Return,), (Qt.Key.Key_Space,)])
def test_what_was_typed_stays_when_nothing_is_chosen(office: Office, keys: tuple[Qt.Key, ...]) -> None:
    office.unlock()
    form, offers = typed(office, "Kalehe wa juu"[:6])
    office.until(lambda: offers.open)

    for key in keys:
        QTest.keyClick(offers.line, key)

    assert offers.line.text().rstrip() == "Kalehe"
    assert office.page is form


def test_a_place_nobody_knows_is_kept_as_it_was_typed(office: Office) -> None:
    office.unlock()
    _form, offers = typed(office, "Xylophonville")
    office.qtbot.wait(300)
    office.settle()

    assert not offers.open
    assert offers.line.text() == "Xylophonville"


def test_a_list_of_codes_is_looked_at_then_taken_in_from_the_page_of_the_staff(
    office: Office, tmp_path: pathlib.Path
) -> None:
    office.unlock("a.tuli")
    path = tmp_path / "cod.csv"
    path.write_bytes(LIST)
    screen = office.go("places.take_in")
    screen.choose_file = lambda _over: path

    screen.empty.asked.emit()
    office.until(screen.take.isVisible)
    before = office.ask("places.meant", words="Territoire inventif, Sud-Kivu")
    counted, refused = screen.counts.text(), screen.lines.itemAt(0).widget().text()
    screen.take.click()
    office.until(lambda: office.page is not screen)
    office.settle()

    assert before is None
    assert counted == "1 new · 1 completed · 1 row not taken"
    assert refused == "Row 3: Sans code has no p-code."
    assert office.ask("places.meant", words="Territoire inventif, Sud-Kivu") == "CD6298"


def test_a_file_that_is_no_list_says_so_and_another_can_be_chosen(office: Office, tmp_path: pathlib.Path) -> None:
    office.unlock("a.tuli")
    path = tmp_path / "x.csv"
    path.write_bytes(b"Nom;Age\nFuraha;14\n")
    screen = office.go("places.take_in")
    screen.choose_file = lambda _over: path

    screen.empty.asked.emit()
    office.until(lambda: "No column of p-codes" in screen.notice.accessibleName())

    assert not screen.take.isVisible()
    assert screen.empty.isVisible()
