"""The arrivals grid under a keyboard: every cell safe as it is left, refused words kept, a colleague going on."""

from __future__ import annotations

import datetime
import pathlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desks import Office
from transit_desk.domain.fields import Said
from transit_desk.export.tables import to_csv
from ui.forms.places import PlaceOffers
from ui.screens.arrivals.cells import PLACES
from ui.screens.arrivals.children_step import ChildrenStep
from ui.screens.arrivals.grid import CellChoice, CellMany, GridView
from ui.screens.event import CHILDREN, RETURNS, Screen

DAY = datetime.date(2026, 11, 21)
KEY = Qt.Key


@pytest.fixture
def event(office: Office) -> str:
    """An event begun today, of which nobody is written down yet."""
    office.unlock()
    return str(office.do("arrivals.start_event", day=DAY, announced=12, not_shown=0))


def grid_of(office: Office, event_id: str) -> tuple[ChildrenStep, GridView]:
    page = office.go("arrivals.event", event_id)
    assert isinstance(page, Screen)
    page.way.show_step(CHILDREN)
    office.settle()
    step = page.children_step
    step.grid.setFocus()
    office.until(step.grid.hasFocus)
    return step, step.grid


def type_in(office: Office, grid: GridView, words: str, key: KEY = KEY.Key_Tab) -> None:
    """Words and the key that leaves the cell, as fingers do it."""
    for letter in words:
        QTest.keyClicks(_focus(grid), letter)
    QTest.keyClick(_focus(grid), key)


def _focus(grid: GridView) -> QWidget:
    return grid.window().focusWidget()


def rows(office: Office, event_id: str) -> list[tuple[str, ...]]:
    view = office.ask("arrivals.event", record_id=event_id)
    return [
        (str(row.name_typed.value), row.sex.value, str(row.age_typed.value), str(row.disposition.value), row.number)
        for row in view.rows
    ]


def test_twelve_children_are_written_with_the_keyboard_alone(office: Office, event: str) -> None:
    step, grid = grid_of(office, event)

    for number in range(12):
        grid.go(step.model.rowCount() - 1)
        type_in(office, grid, f"Child{number}")
        type_in(office, grid, "b" if number % 3 else "g")
        type_in(office, grid, str(14 + number % 4))
    office.settle()

    kept = rows(office, event)
    assert [row[0] for row in kept] == [f"Child{number}" for number in range(12)]
    assert [row[1] for row in kept] == ["m" if number % 3 else "f" for number in range(12)]
    assert [row[2] for row in kept] == [str(14 + number % 4) for number in range(12)]
    assert len({row[4] for row in kept}) == 12
    assert all(row[4].startswith("TD-") for row in kept)


def test_enter_goes_to_the_next_line_in_the_column_where_the_entry_began(office: Office, event: str) -> None:
    step, grid = grid_of(office, event)

    type_in(office, grid, "Amani")
    type_in(office, grid, "b")
    type_in(office, grid, "15", KEY.Key_Return)
    office.settle()

    here = grid.currentIndex()
    assert (here.row(), here.column()) == (1, PLACES["name_typed"])
    assert step.model.line(1) is None  # the row that invites


def test_the_number_is_shown_as_soon_as_the_first_cell_is_kept(office: Office, event: str) -> None:
    step, grid = grid_of(office, event)

    type_in(office, grid, "Bahati")
    office.until(lambda: bool(step.model.lines and step.model.lines[0].number))

    line = step.model.lines[0]
    assert line.number.startswith("TD-")
    office.settle()
    assert not line.busy


def test_ctrl_d_repeats_the_cell_above_answers_too(office: Office, event: str) -> None:
    step, grid = grid_of(office, event)
    office.do("arrivals.write_row", event_id=event, values={"name_typed": Said("Amani"), "age_typed": Said("15")})
    office.do("arrivals.write_row", event_id=event, values={"name_typed": Said("Bahati")})
    office.until(lambda: len(step.model.lines) == 2)
    grid.go(1, PLACES["age_typed"])

    QTest.keyClick(grid, KEY.Key_D, Qt.KeyboardModifier.ControlModifier)
    office.settle()

    assert [row[2] for row in rows(office, event)] == ["15", "15"]


def test_a_question_mark_says_that_the_child_does_not_know(office: Office, event: str) -> None:
    _step, grid = grid_of(office, event)
    type_in(office, grid, "Amani")
    grid.go(0, PLACES["village_typed"])

    type_in(office, grid, "?")
    office.settle()

    view = office.ask("arrivals.event", record_id=event)
    assert view.rows[0].village_typed.state == "unknown"


def test_what_is_refused_stays_as_it_was_typed_with_its_reason_beside_it(office: Office, event: str) -> None:
    step, grid = grid_of(office, event)
    type_in(office, grid, "Amani")
    office.settle()
    grid.go(0, PLACES["age_typed"])

    type_in(office, grid, "67")
    office.settle()

    line = step.model.lines[0]
    assert "age_typed" in line.refused
    grid.go(0, PLACES["age_typed"])
    assert grid.currentIndex().data(Qt.ItemDataRole.EditRole) == "67"
    assert grid.beside.isVisible()
    assert line.refused["age_typed"] in grid.beside.words.text()
    assert rows(office, event)[0][2] == "None"

    type_in(office, grid, "16")
    office.settle()

    assert not line.refused
    assert rows(office, event)[0][2] == "16"


def test_first_letters_choose_where_a_child_goes(office: Office, event: str) -> None:
    _step, grid = grid_of(office, event)
    type_in(office, grid, "Amani")
    grid.go(0, PLACES["disposition"])

    type_in(office, grid, "to the c")
    office.settle()

    assert rows(office, event)[0][3] == "to_centre"


def test_needs_are_ticked_with_space(office: Office, event: str) -> None:
    _step, grid = grid_of(office, event)
    type_in(office, grid, "Amani")
    office.settle()
    grid.go(0, PLACES["needs"])

    QTest.keyClick(grid, KEY.Key_F2)
    box = next(iter(grid.viewport().findChildren(CellMany)))
    QTest.keyClick(box, KEY.Key_Space)
    QTest.keyClick(box, KEY.Key_Return)
    office.settle()

    view = office.ask("arrivals.event", record_id=event)
    assert view.rows[0].needs.value == ["injury"]


def test_the_sum_is_ochre_while_somebody_is_without_an_answer(office: Office, event: str) -> None:
    step, grid = grid_of(office, event)

    type_in(office, grid, "Amani")
    office.settle()

    terms = step.sums.sum.terms
    assert terms[0].number == 1
    assert (terms[-1].number, terms[-1].tone) == (1, "warn")
    grid.go(0, PLACES["disposition"])
    type_in(office, grid, "to the c")
    office.settle()
    assert (step.sums.sum.terms[-1].number, step.sums.sum.terms[-1].tone) == (0, "ok")


def test_twelve_rows_are_seen_on_the_smallest_usual_screen(office: Office, event: str) -> None:
    office.program.frame.resize(1366, 768)
    _step, grid = grid_of(office, event)

    assert grid.viewport().height() // grid.verticalHeader().defaultSectionSize() >= 12


def test_another_worker_of_the_event_goes_on_where_somebody_stopped(office: Office, event: str) -> None:
    _step, grid = grid_of(office, event)
    type_in(office, grid, "Amani")
    office.settle()
    office.lock()
    office.replaced.clear()

    director = office.house.desk("d.furaha")
    kept = director.ask("arrivals.event", record_id=event)

    assert [str(row.name_typed.value) for row in kept.rows] == ["Amani"]
    assert kept.stage == "children"


def test_a_list_from_elsewhere_is_looked_at_before_anything_is_kept(
    office: Office, event: str, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(to_csv(["Nom", "Sexe", "Âge"], [["Amani", "F", "15"], ["Bahati", "G", "16"]]))
    step, _grid = grid_of(office, event)
    step.imported.choose_file = lambda _over: path

    step.open_import()
    office.settle()

    assert step.pages.currentWidget() is step.imported
    assert step.imported.model.rowCount() == 2
    assert rows(office, event) == []

    step.imported.take.click()
    office.settle()
    office.until(lambda: len(step.model.lines) == 2)

    assert [row[:2] for row in rows(office, event)] == [("Amani", "f"), ("Bahati", "m")]
    assert step.pages.currentIndex() == 0


def test_a_list_with_a_cell_nobody_can_take_is_not_taken_at_all(
    office: Office, event: str, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(to_csv(["Nom", "Sexe"], [["Amani", "F"], ["Bahati", "zzz"]]))
    step, _grid = grid_of(office, event)
    step.imported.choose_file = lambda _over: path

    step.open_import()
    office.settle()

    assert step.imported.preview is not None
    assert len(step.imported.preview.refused) == 1
    assert step.imported.wrong.isVisible()
    assert not step.imported.take.isVisible()


def test_a_row_is_taken_away_only_with_a_reason(office: Office, event: str) -> None:
    step, grid = grid_of(office, event)
    type_in(office, grid, "Amani")
    office.settle()
    grid.go(0)

    QTest.keyClick(grid, KEY.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    step.drop_card.drop.click()
    office.settle()

    assert len(rows(office, event)) == 1

    step.drop_card.why.setText("written twice")
    step.drop_card.drop.click()
    office.settle()

    assert rows(office, event) == []


def test_quitting_is_resumed_at_its_step(office: Office, event: str) -> None:
    step, _grid = grid_of(office, event)
    office.do("arrivals.write_row", event_id=event,
              values={"name_typed": Said("Amani"), "sex": "f", "disposition": "returned_on_site"})  # fmt: skip
    office.settle()
    assert step.isVisible()

    page = office.go("arrivals.event", event)

    assert isinstance(page, Screen)
    office.until(lambda: page.way.place == RETURNS)


def test_a_choice_of_a_cell_takes_no_wheel_and_says_its_name(office: Office, event: str) -> None:
    _step, grid = grid_of(office, event)
    type_in(office, grid, "Amani")
    office.settle()
    grid.go(0, PLACES["disposition"])

    QTest.keyClick(grid, KEY.Key_F2)
    box = next(iter(grid.viewport().findChildren(CellChoice)))

    assert "row 1" in box.accessibleName()


def test_a_letter_pressed_again_goes_to_the_next_answer_that_begins_with_it(qtbot: QtBot) -> None:
    """Accents may be left out; after the last one comes the first."""
    holder = QWidget()
    qtbot.addWidget(holder)
    box = CellChoice(holder, "where", [("a", "Family"), ("b", "Évasion"), ("c", "Elsewhere"), ("d", "Early leave")])

    seen = []
    for _press in range(4):
        QTest.keyClicks(box, "e")
        seen.append(box.value())

    assert seen == ["b", "c", "d", "b"]
    QTest.keyClicks(box, "l")
    assert box.value() == "c", "two letters quickly after each other are the beginning of one word"


def test_a_village_is_offered_in_its_cell_and_taken_with_the_keyboard(office: Office, event: str) -> None:
    step, grid = grid_of(office, event)
    grid.go(step.model.rowCount() - 1)
    type_in(office, grid, "Furaha")
    office.settle()
    grid.go(0, PLACES["village_typed"])
    for letter in "cirun":
        QTest.keyClicks(_focus(grid), letter)
    offers = _focus(grid).findChild(PlaceOffers)
    assert offers is not None
    office.until(lambda: offers.open)

    for key in (KEY.Key_Down, KEY.Key_Return, KEY.Key_Tab):
        QTest.keyClick(_focus(grid), key)
    office.settle()

    view = office.ask("arrivals.event", record_id=event)
    assert str(view.rows[0].village_typed.value) == "Cirunga, Kabare, Kabare, South Kivu"


@pytest.mark.parametrize(
    ("column", "letters", "kept"),
    [("village_typed", "Cirunga", "Cirunga"), ("age_typed", "15", "15"), ("sex", "g", "f")],
)
def test_what_is_typed_while_its_row_is_still_being_saved_stands_when_the_row_is_kept(
    office: Office, event: str, column: str, letters: str, kept: str
) -> None:
    """The row's own news comes home under one's fingers: it may not take the letters of the cell that is open."""
    step, grid = grid_of(office, event)
    type_in(office, grid, "Furaha")
    grid.go(0, PLACES[column])
    for letter in letters:
        QTest.keyClicks(_focus(grid), letter)
    assert step.model.lines[0].busy, "the name is still on its way"

    office.settle()
    QTest.keyClick(_focus(grid), KEY.Key_Tab)
    office.settle()

    assert str(getattr(office.ask("arrivals.event", record_id=event).rows[0], column).value) == kept


def test_a_village_is_offered_while_the_name_of_its_row_is_still_being_saved(office: Office, event: str) -> None:
    step, grid = grid_of(office, event)
    type_in(office, grid, "Furaha")
    grid.go(0, PLACES["village_typed"])

    for letter in "cirun":
        QTest.keyClicks(_focus(grid), letter)
    assert step.model.lines[0].busy, "the name is still on its way"

    offers = _focus(grid).findChild(PlaceOffers)
    assert offers is not None
    office.until(lambda: offers.open)
    for key in (KEY.Key_Down, KEY.Key_Return, KEY.Key_Tab):
        QTest.keyClick(_focus(grid), key)
    office.settle()
    assert rows(office, event)[0][0] == "Furaha"
