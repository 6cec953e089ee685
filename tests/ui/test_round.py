"""The round at the keyboard: one key a dose, saved at once; a witness and a reason where they are needed."""

from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.services.health.house import TODAY, medicine
from tests.ui.desks import Office, words_of
from transit_desk.domain.instants import HOUR
from ui.screens.round import Screen


@pytest.fixture
def page(office: Office) -> Screen:
    """Three children with a sachet each at seven, one of them before a witness; one may eat no groundnuts."""
    office.unlock()
    with office.preparing():
        for sachet, name in ((4, "Amani"), (5, "Baraka"), (6, "Nsimire")):
            file_id = office.do("case_file.open_case", sex="m", care_track="resident", name=name, age="14")
            medicine(office.desk, file_id, sachet, "7", controlled=sachet == 5)
            if sachet == 6:
                values = {
                    "kind": "allergy",
                    "words": "arachides",
                    "severe": True,
                    "what_to_do": None,
                    "said_by": "child",
                }
                office.do("health.add_need", file_id=file_id, values=values)
    found = office.go("health.round")
    assert isinstance(found, Screen)
    office.until(lambda: found.round is not None)
    found._choose(f"{TODAY} 420")
    return found


def marked(office: Office) -> dict[str, str]:
    found = office.ask("health.round_now")
    return {line.name: line.mark for hour in found.hours for line in hour.lines if line.day == TODAY}


def press(office: Office, page: Screen, key: Qt.Key) -> None:
    QTest.keyClick(page.field, key)
    office.settle()


def test_one_key_marks_a_dose_and_goes_on_to_the_next_child(office: Office, page: Screen) -> None:
    page.field.setFocus()
    press(office, page, Qt.Key.Key_1)
    assert marked(office)["Amani"] == "given"
    assert page.field.at == 1

    page.field.go(2)
    press(office, page, Qt.Key.Key_2)
    assert marked(office)["Nsimire"] == "refused"


def test_a_key_that_is_held_gives_one_dose_and_no_more(office: Office, page: Screen) -> None:
    page.field.setFocus()
    press(office, page, Qt.Key.Key_1)
    page.field.go(2)

    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", True)
    QApplication.sendEvent(page.field, held)
    office.settle()

    assert marked(office) == {"Amani": "given", "Baraka": "", "Nsimire": ""}


def test_a_colleague_s_change_puts_no_other_dose_under_the_key(office: Office, page: Screen) -> None:
    page.field.setFocus()
    page.field.go(1)
    file_id = office.do("case_file.open_case", sex="m", care_track="resident", name="Aline", age="14")
    office.do("health.add_medicine", file_id=file_id, sachet=9, dose="1", hours="7", name="Cefixime",
              from_day=TODAY - datetime.timedelta(days=1))  # fmt: skip
    office.until(lambda: len(page.field.lines) == 4)
    assert (page.field.at, page.field.lines[page.field.at].name) == (2, "Baraka")

    page.field.show_lines(page.field.lines[:2])  # Baraka's is gone
    press(office, page, Qt.Key.Key_1)
    assert page.field.at == -1
    assert not any(marked(office).values())


def test_a_mark_that_is_saved_moves_nobody_who_went_on(office: Office, page: Screen) -> None:
    page.field.setFocus()
    QTest.keyClick(page.field, Qt.Key.Key_1)  # not saved yet …
    page.field.go(2)
    QTest.keyClick(page.field, Qt.Key.Key_5)
    page.asked.why.setText("vomits since noon")
    office.settle()  # … and now it is

    assert marked(office)["Amani"] == "given"
    assert (page.field.at, page.asked.isVisible(), page.asked.why.text()) == (2, True, "vomits since noon")


def test_what_needs_a_witness_asks_for_one(office: Office, page: Screen) -> None:
    page.field.go(1)
    press(office, page, Qt.Key.Key_1)
    assert page.asked.isVisible()
    office.until(lambda: page.asked.witness.count() > 0)
    page.asked.keep.click()
    office.settle()
    assert page.notice.isVisible() or marked(office)["Baraka"] == "given"

    page.asked.witness.choose(next(row.id for row in office.ask("health.witnesses") if row.name == "Sifa Balola"))
    page.asked.keep.click()
    office.settle()
    assert marked(office)["Baraka"] == "given"


def test_what_is_withheld_asks_why_and_a_slip_is_put_right(office: Office, page: Screen) -> None:
    page.field.go(0)
    press(office, page, Qt.Key.Key_5)
    page.asked.why.setText("vomits since noon")
    page.asked.keep.click()
    office.settle()
    assert marked(office)["Amani"] == "withheld"

    office.until(lambda: page.field.lines[0].mark == 4)
    page.field.go(0)
    press(office, page, Qt.Key.Key_1)
    page.asked.why.setText("given an hour later")
    page.asked.keep.click()
    office.settle()
    assert marked(office)["Amani"] == "given"


def test_the_round_shows_the_number_and_what_to_mind_never_the_medicine(office: Office, page: Screen) -> None:
    said = words_of(page) + " ".join(line.said for line in page.field.lines)

    assert "Amoxicilline" not in said
    assert "sachet 6" in said
    assert "arachides" in said


def test_what_was_given_elsewhere_says_so_in_the_place_of_its_mark(office: Office, page: Screen) -> None:
    away = next(line.file_id for line in office.ask("health.round_now").hours[0].lines if line.name == "Amani")
    office.do("interim_care.go_away", file_id=away, kind="leave", left_at=office.desk.now() - 13 * HOUR)
    office.do("health.settle_away", file_id=away, mark="given_there", words="the aunt, by telephone")

    office.until(lambda: any(line.word == "Given there" for line in page.field.lines))
    assert [line.late for line in page.field.lines if line.mark < 0] == ["late", "late"]


def test_a_dose_of_tomorrow_is_not_marked_today(office: Office, page: Screen) -> None:
    tomorrow = next(hour for hour in page.round.hours if hour.lines[0].day > TODAY) if page.round else None
    assert tomorrow is not None
    page._choose(tomorrow.key)
    press(office, page, Qt.Key.Key_1)

    assert page.notice.isVisible()
    assert "07:00" in page.notice.words.text()


def test_what_the_plan_before_gave_asks_why_again_in_words_that_name_who(office: Office, page: Screen) -> None:
    page.field.go(0)
    press(office, page, Qt.Key.Key_1)
    key = next(line.medicine_id for line in office.ask("health.round_now").hours[0].lines if line.name == "Amani")
    office.do("health.change_plan", record_id=key, dose="1", hours="20")
    office.until(lambda: page.round is not None and any(hour.key == f"{TODAY} 1200" for hour in page.round.hours))
    page._choose(f"{TODAY} 1200")
    press(office, page, Qt.Key.Key_1)

    assert page.asked.isVisible()
    assert "19:04, by Pascal Murhula" in page.asked.words.text()
    page.asked.why.setText("the first came up again")
    page.asked.keep.click()
    office.settle()
    assert any(
        line.mark == "given" and line.minute == 1200
        for hour in office.ask("health.round_now").hours
        for line in hour.lines
    )
