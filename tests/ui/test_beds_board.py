"""The beds of the house tonight: what suits a child, why the others do not, given by keyboard and by click."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.desks import Office
from ui.screens.beds import Screen
from ui.widgets.bed import NOT_FOR, REPAIR, SUITS, TAKEN


@pytest.fixture
def page(office: Office) -> Screen:
    """A room for girls, one for boys of 14 to 17 with a bed to repair; a boy of 15 has no bed yet."""
    office.unlock()
    beds = {}
    for name, block, codes in (("Filles", "girls", ("F-01",)), ("Garçons B", "boys_14_17", ("B-01", "B-02", "B-03"))):
        room = office.do("interim_care.make_room", name=name, block=block, capacity=len(codes))
        for code in codes:
            beds[code] = office.do("interim_care.make_bed", room_id=room, code=code)
    office.do("interim_care.block_bed", bed_id=beds["B-03"], kind="repair", why="to repair")
    sleeping = office.do("case_file.open_case", sex="m", care_track="resident", name="Musa", age="16")
    office.do("interim_care.give_bed", file_id=sleeping, bed_id=beds["B-01"])
    office.do("case_file.open_case", sex="m", care_track="resident", name="Baraka", age="15")
    found = office.go("interim_care.beds")
    assert isinstance(found, Screen)
    office.until(lambda: bool(found.free))
    return found


def states(page: Screen) -> dict[str, str]:
    return {bed.code: bed.state for card in page._rooms for bed in card.beds.beds}


def test_each_bed_has_its_shape_for_the_child_to_bed(page: Screen) -> None:
    assert states(page) == {"F-01": NOT_FOR, "B-01": TAKEN, "B-02": SUITS, "B-03": REPAIR}


def test_why_not_is_said_in_sentences(page: Screen) -> None:
    words = " ".join(line.text() for line in page.panel.reasons.findChildren(QLabel))

    assert "Never" in words
    assert "girls and boys sleep apart" in words


def test_a_bed_is_given_by_keyboard(office: Office, page: Screen) -> None:
    field = page._rooms[-1].beds
    field.setFocus()
    field.at = 0

    QTest.keyClick(field, Qt.Key.Key_Right)
    QTest.keyClick(field, Qt.Key.Key_Return)
    office.settle()

    board = office.ask("interim_care.board")
    assert {bed.code: bed.name for room in board.rooms for bed in room.beds if bed.name}["B-02"] == "Baraka"


def test_a_bed_that_never_suits_is_refused_in_words_and_nothing_is_given(office: Office, page: Screen) -> None:
    field = page._rooms[0].beds
    field.setFocus()

    QTest.keyClick(field, Qt.Key.Key_Return)
    office.settle()

    assert page.notice.isVisible()
    assert "apart" in page.notice.words.text()
    assert office.ask("interim_care.board").in_beds == 1


def test_a_click_gives_the_bed_too(office: Office, page: Screen) -> None:
    page.panel.give.click()
    office.settle()

    assert office.ask("interim_care.board").in_beds == 2
    office.until(page.nobody.isVisible)


def test_who_reads_by_ear_hears_each_bed(page: Screen) -> None:
    field = page._rooms[-1].beds
    field.setFocus()
    field._go(0)

    assert "Musa" in field.accessibleName()
    field._go(1)
    assert "B-02" in field.accessibleName()
