"""Lists: windows of the database, filters in words, one's place kept, every row a sentence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tests.ui.desks import Office, child
from transit_desk.module import ListColumn, Mark, Rows
from transit_desk.services.case_file.pages import CHILDREN
from ui.lists.delegate import MarkCell, NameCell, Table, TextCell
from ui.lists.page import WINDOW
from ui.lists.table import RowsModel, cell_of
from ui.lists.widths import shared
from ui.navigation import TODAY
from ui.record.page import RecordView
from ui.rows import PlainModel


class Row:
    """A row of a list, as a query freezes it."""

    def __init__(self, place: int) -> None:
        self.id = f"r{place}"
        self.name = f"Amani {place}"
        self.number = f"TD-{place:06}"
        self.state = Mark("3 to complete", "incomplete")


def test_the_model_keeps_the_rules_of_qt() -> None:
    model = RowsModel((ListColumn("name", "Name", "name_code"), ListColumn("state", "File", "mark")))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.begin(Rows(tuple(Row(place) for place in range(3)), 5, ("k",)))
    model.go_on(Rows(tuple(Row(place) for place in range(3, 5)), 5, None))
    model.clear()

    assert tester.model() is model
    assert model.rowCount() == 0


def test_a_row_is_read_as_a_sentence() -> None:
    model = RowsModel((ListColumn("name", "Name", "name_code"), ListColumn("state", "File", "mark")))
    model.begin(Rows((Row(4),), 1))

    said = str(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))

    assert said.startswith("Amani 4")
    assert "TD-000004" in said
    assert "File: 3 to complete" in said


def test_cells_follow_the_look_of_their_column() -> None:
    row = Row(1)

    assert cell_of(ListColumn("name", "", "name_code"), row) == NameCell("Amani 1", "TD-000001")
    assert cell_of(ListColumn("name", "", "strong"), row) == TextCell("Amani 1", bold=True)
    assert cell_of(ListColumn("state", "", "mark"), row) == MarkCell("3 to complete", "ring_dashed", "idle")


@pytest.mark.parametrize("room", [300, 700, 1100])
def test_widths_fill_the_room_and_who_needs_little_gives_to_who_needs_more(room: int) -> None:
    widths = shared(room, [24, 12, 8, 12], [170, 90, 60, 320])

    assert sum(widths) == room
    assert all(width > 0 for width in widths)
    if room >= 640:
        assert all(width >= want for width, want in zip(widths, [170, 90, 60, 320], strict=True))


def test_fifteen_rows_are_seen_on_the_usual_laptop(office: Office) -> None:
    office.unlock()
    for place in range(16):
        child(office, f"Amani {place:02}")
    office.program.frame.resize(1366, 768)
    page = office.go("case_file.children")
    office.qtbot.wait(20)

    whole = page.table.viewport().height() // page.table.rowHeight(0)

    assert whole >= 15
    assert page.table.viewport().height() % page.table.rowHeight(0) == 0


def test_the_filter_stands_in_words_and_one_press_takes_it_away(office: Office) -> None:
    office.unlock()
    child(office)
    page = office.go("case_file.children")
    filtered = page.sum.text()

    page.show_all.click()
    office.settle()

    assert "In the house" in filtered
    assert "In the house" not in page.sum.text()
    assert not page.show_all.isVisible()
    assert not page.bar.chips["house"].isChecked()


def test_the_search_asks_the_database_and_esc_empties_it(office: Office) -> None:
    office.unlock()
    for name in ("Amani", "Baraka", "Bahati"):
        child(office, name)
    page = office.go("case_file.children")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    office.until(page.bar.search.hasFocus)

    QTest.keyClicks(page.bar.search, "bara")
    office.until(lambda: [row.name for row in page.model.rows] == ["Baraka"])
    QTest.keyClick(page.bar.search, Qt.Key.Key_Escape)
    office.until(lambda: len(page.model.rows) == 3)

    assert page.bar.search.text() == ""


def test_a_long_list_comes_by_windows_as_it_is_scrolled(office: Office) -> None:
    office.unlock()
    for place in range(WINDOW + 15):
        office.desk.do("case_file.open_case", sex="m", care_track="resident", name=f"Amani {place:03}")
    office.settle()
    page = office.go("case_file.children")
    at_first = len(page.model.rows)

    page.table.scrollToBottom()
    office.settle()
    office.until(lambda: len(page.model.rows) > at_first)

    assert at_first == WINDOW
    assert len({row.id for row in page.model.rows}) == WINDOW + 15
    assert page.model.total == WINDOW + 15


def test_what_another_page_writes_is_shown_and_ones_place_stays(office: Office) -> None:
    office.unlock()
    for name in ("Baraka", "Dieumerci", "Furaha"):
        child(office, name)
    page = office.go("case_file.children")
    page.table.setCurrentIndex(page.model.index(1, 0))
    chosen = page.current_id()

    child(office, "Amani")
    office.settle()

    assert [row.name for row in page.model.rows] == ["Amani", "Baraka", "Dieumerci", "Furaha"]
    assert page.current_id() == chosen


def test_an_empty_list_says_what_comes_next(office: Office) -> None:
    office.unlock()
    page = office.go("case_file.children")

    assert page.stack.currentWidget() is page.empty
    assert page.empty.button is not None
    assert page.empty.button.isEnabled()
    page.empty.button.click()
    office.settle()
    assert office.page.page.key == "case_file.new"


def test_there_is_nothing_to_search_in_a_list_in_which_nothing_ever_stood(office: Office) -> None:
    office.unlock()
    page = office.go("handover.receivers")
    bare = page.bar.isVisible()

    office.do("handover.add_receiver", name="Maison Tumaini (fictive)")
    office.settle()

    assert not bare
    assert page.bar.isVisible()


def test_enter_opens_the_row(office: Office) -> None:
    office.unlock()
    record = child(office)
    page = office.go("case_file.children")
    page.table.setFocus()

    QTest.keyClick(page.table, Qt.Key.Key_Return)
    office.settle()

    assert isinstance(office.page, RecordView)
    assert office.page.record_id == record


def test_no_column_of_the_list_tells_of_an_armed_group() -> None:
    names = {column.name for column in CHILDREN.columns}

    assert not names & {"exit_type", "category", "arrival_type"}


def test_a_list_that_waits_behind_another_page_asks_nothing_of_a_desk_that_closes(office: Office) -> None:
    office.unlock()
    record = child(office, "Amani")
    office.go("case_file.children")
    office.go(TODAY)
    office.settle()
    office.do("case_file.write_note", file_id=record, care_words="slept well")

    office.program.close()

    assert office.program.frame.pages.count() == 0


def test_a_list_that_becomes_shorter_keeps_the_row_one_is_at_in_sight(qtbot: QtBot) -> None:
    """The line with which to undo comes up at the foot, and takes its height from the list."""
    model = PlainModel(("No.",))
    table = Table("short", "Rows", row="list_row")
    table.setModel(model)
    qtbot.addWidget(table)
    model.show_rows(("No.",), [(TextCell(str(place)),) for place in range(40)])
    table.resize(300, 400)
    table.show()
    table.setCurrentIndex(model.index(39, 0))

    table.resize(300, 200)

    assert table.viewport().rect().contains(table.visualRect(model.index(39, 0)))
