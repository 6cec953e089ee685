"""The roll call in the window: one key a child, each mark kept at once, undone by name, closed when all are marked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.desks import Office
from transit_desk.services.presence.views.calling import Row
from ui.screens.calling.on_the_way import OnTheWay
from ui.screens.roll_call import Screen
from ui.widgets.button import Button

MOST_KEYS = 45


def furnish(office: Office, boys: int) -> None:
    """So many boys, each in his bed."""
    office.go("interim_care.room")  # behind a form: Today would be asked again after each of these
    room = office.desk.do("interim_care.make_room", name="Garçons B", block="boys_14_17", capacity=boys)
    for number in range(1, boys + 1):
        bed = office.desk.do("interim_care.make_bed", room_id=room, code=f"B-{number:02}")
        file_id = office.desk.do("case_file.receive", name=f"Amani{number} Bisimwa", sex="m", age="15")
        office.desk.do("interim_care.give_bed", file_id=file_id, bed_id=bed)
    office.settle()


@pytest.fixture
def screen(office: Office) -> Screen:
    """Four boys, and the evening's call that is due."""
    office.unlock()
    furnish(office, 4)
    found = office.go("presence.roll_call")
    assert isinstance(found, Screen)
    return found


def press(office: Office, screen: Screen, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(screen.table, key)
    office.settle()
    office.qtbot.wait(300)
    office.settle()


def begin(office: Office, screen: Screen) -> None:
    button = screen.findChild(Button, "call_evening")
    assert isinstance(button, Button)
    QTest.keyClick(button, Qt.Key.Key_Return)
    office.settle()
    office.until(lambda: bool(screen.model.rows))


def kept(office: Office) -> list[str]:
    call = office.ask("presence.present_call")
    return [row.mark for row in call.rows]


def test_a_call_that_is_gone_on_with_shows_whose_turn_it_is(office: Office) -> None:
    office.unlock()
    furnish(office, 30)
    call = office.do("presence.begin", part="evening")
    for row in office.ask("presence.present_call").rows[:25]:
        office.desk.do("presence.mark", call_id=call, file_id=row.id, mark="present")

    screen = office.go("presence.roll_call")
    office.until(lambda: bool(screen.model.rows))
    office.settle()

    here = screen.table.currentIndex()
    assert here.row() == 25
    assert screen.table.viewport().rect().contains(screen.table.visualRect(here).center())


def test_the_call_that_is_due_is_the_one_that_enter_begins(office: Office, screen: Screen) -> None:
    focused = office.program.frame.focusWidget()

    begin(office, screen)

    assert isinstance(focused, Button)
    assert focused.objectName() == "call_evening"
    assert screen.table.hasFocus()
    assert screen.head.title.text() == "Evening roll call"


def test_a_letter_marks_and_goes_on_and_every_mark_is_kept(office: Office, screen: Screen) -> None:
    begin(office, screen)

    press(office, screen, Qt.Key.Key_P, Qt.Key.Key_N, Qt.Key.Key_C)

    assert kept(office) == ["present", "not_accounted_for", "class", ""]
    assert screen.table.currentIndex().row() == 3
    assert screen.sums.marked.text() == "3 of 4 marked"
    assert screen.panel.search.text() == "1 child is not accounted for"


def test_arrows_and_space_mark_under_any_layout(office: Office, screen: Screen) -> None:
    begin(office, screen)

    press(office, screen, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Left,
          Qt.Key.Key_Space)  # fmt: skip

    assert kept(office) == ["present", "clinic", "not_accounted_for", ""]


@pytest.mark.parametrize(("key", "letter"), [(Qt.Key.Key_P, "p"), (Qt.Key.Key_Space, " ")])
def test_a_key_that_is_held_marks_one_child_and_no_more(
    office: Office, screen: Screen, key: Qt.Key, letter: str
) -> None:
    """Something that lies on the keyboard looks at nobody."""
    begin(office, screen)
    press(office, screen, key)

    for _again in range(3):
        held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter, True)
        QApplication.sendEvent(screen.table, held)
    office.settle()

    assert kept(office) == ["present", "", "", ""]


def test_the_last_mark_is_taken_back_by_the_name_of_the_child(office: Office, screen: Screen) -> None:
    begin(office, screen)
    press(office, screen, Qt.Key.Key_P, Qt.Key.Key_N)
    named = screen.undo.text()

    assert office.program.sitting is not None
    office.program.sitting.undo()
    press(office, screen)

    assert named == "Undo: Amani2"
    assert kept(office) == ["present", "", "", ""]
    assert screen.table.currentIndex().row() == 1
    assert screen.undo.text() == "Undo: Amani1"
    assert not office.program.sitting.undo_line.isVisible()


def test_all_who_remain_is_said_with_its_number_and_undone(office: Office, screen: Screen) -> None:
    begin(office, screen)
    press(office, screen, Qt.Key.Key_A)
    words = screen.panel.rest.text()

    screen.panel.rest.click()
    press(office, screen)
    after = kept(office)
    assert office.program.sitting is not None
    office.program.sitting.undo()
    press(office, screen)

    assert words == "All who remain are present (3)"
    assert after == ["with_staff", "present", "present", "present"]
    assert kept(office) == ["with_staff", "", "", ""]


def test_one_key_too_many_makes_no_missing_child_present(office: Office, screen: Screen) -> None:
    begin(office, screen)
    press(office, screen, Qt.Key.Key_P, Qt.Key.Key_P, Qt.Key.Key_P, Qt.Key.Key_N)

    press(office, screen, Qt.Key.Key_P)
    slip, asked = kept(office), screen.notice.words.text()
    press(office, screen, Qt.Key.Key_P)

    assert slip[3] == "not_accounted_for"
    assert asked == "Amani4 is not accounted for. Give the same mark again if somebody sees the child."
    assert kept(office) == ["present"] * 4


def test_a_remark_is_written_from_the_keyboard_and_an_act_without_undo_takes_no_name_away(
    office: Office, screen: Screen
) -> None:
    begin(office, screen)
    press(office, screen, Qt.Key.Key_N, Qt.Key.Key_Up, Qt.Key.Key_R)
    QTest.keyClicks(screen.panel.remark, "vu au jardin")
    QTest.keyClick(screen.panel.remark, Qt.Key.Key_Return)
    press(office, screen)
    (search,) = office.ask("presence.present_call").searches
    office.do("presence.describe", record_id=search, values={"stranger": True})
    press(office, screen)

    assert office.ask("presence.present_call").rows[0].remark == "vu au jardin"
    assert screen.table.hasFocus()
    assert screen.undo.text() == "Undo: Amani1"


def test_a_remark_whose_mark_is_refused_goes_with_the_next_one(office: Office, screen: Screen) -> None:
    begin(office, screen)
    press(office, screen, Qt.Key.Key_R)
    QTest.keyClicks(screen.panel.remark, "vu au jardin")
    QTest.keyClick(screen.panel.remark, Qt.Key.Key_Return)
    again = screen.model.rows[0].id
    office.desk.do("presence.mark", call_id=screen.call_id, file_id=again, mark="not_accounted_for")  # another hand
    screen._soon.stop()
    screen.table.setCurrentIndex(screen.model.index(0, 0))
    press(office, screen, Qt.Key.Key_P)
    refused = kept(office)[0]
    screen.table.setCurrentIndex(screen.model.index(0, 0))
    stands = screen.panel.remark.text()
    press(office, screen, Qt.Key.Key_P, Qt.Key.Key_Up, Qt.Key.Key_P)

    (row, *_rest) = office.ask("presence.present_call").rows
    assert (refused, stands) == ("not_accounted_for", "vu au jardin")
    assert (row.mark, row.remark) == ("present", "vu au jardin")


def test_space_gives_nothing_to_a_child_of_whom_nobody_knows(office: Office, screen: Screen) -> None:
    office.desk.do("case_file.receive", name="Zawadi", sex="m", age="15")  # and no bed yet
    office.house.clock.pass_(seconds=1)
    begin(office, screen)
    screen.table.setCurrentIndex(screen.model.index(4, 0))

    press(office, screen, Qt.Key.Key_Space)

    assert kept(office) == [""] * 5


def test_it_cannot_close_before_everybody_is_marked(office: Office, screen: Screen) -> None:
    begin(office, screen)
    press(office, screen, Qt.Key.Key_P, Qt.Key.Key_P, Qt.Key.Key_P)
    early, words = screen.panel.close_call.isEnabled(), screen.panel.left.text()

    press(office, screen, Qt.Key.Key_P)
    screen.panel.close_call.click()
    press(office, screen)

    assert (early, words) == (False, "1 child is still to be marked.")
    assert screen.call is not None
    assert screen.call.closed
    assert not screen.panel.close_call.isVisible()
    assert screen.panel.put_right.isVisible()


def test_forty_children_take_at_most_forty_five_keys(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted from the open page to the closed call: every key that is pressed, and nothing else is done."""
    office.unlock()
    furnish(office, 40)
    screen = office.go("presence.roll_call")
    pressed: list[str] = []
    click: Callable[..., None] = QTest.keyClick

    def counted(*given: Any) -> None:
        pressed.append(str(given[1]))
        click(*given)

    monkeypatch.setattr(QTest, "keyClick", counted)

    QTest.keyClick(office.program.frame.focusWidget(), Qt.Key.Key_Return)
    office.settle()
    office.until(lambda: bool(screen.model.rows))
    for number in range(40):
        QTest.keyClick(screen.table, Qt.Key.Key_N if number == 7 else Qt.Key.Key_P)
    QTest.keyClick(screen.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    office.settle()

    call = office.ask("presence.present_call", call_id=screen.call_id)
    assert call.closed
    assert [row.mark for row in call.rows].count("present") == 39
    print(f"{len(pressed)} keys for 40 children")
    assert len(pressed) <= MOST_KEYS


def test_a_list_that_was_read_before_a_mark_was_kept_takes_no_mark_away(
    office: Office, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the child looks unmarked for a moment, and the close does nothing without a word."""
    begin(office, screen)
    office.settle()
    read, may_come = threading.Event(), threading.Event()
    ask = office.desk.ask

    def slow(name: str, /, **values: Any) -> Any:
        found = ask(name, **values)
        if name == "presence.present_call" and not read.is_set():
            read.set()
            may_come.wait(20)
        return found

    acted: list[str] = []
    screen.clerk.acted.connect(acted.append)
    monkeypatch.setattr(office.desk, "ask", slow)
    screen.ask()
    office.until(read.is_set)
    QTest.keyClick(screen.table, Qt.Key.Key_P)
    office.until(lambda: "presence.mark" in acted)
    screen._soon.stop()
    may_come.set()
    office.settle()

    assert [row.mark for row in screen.model.every] == ["present", "", "", ""]


def test_of_two_marks_in_one_breath_the_second_stands_when_the_first_is_kept() -> None:
    marks = OnTheWay()
    first = marks.give("amani", "present")
    marks.give("amani", "not_accounted_for")

    first.kept = True
    marks.answered(marks.known())

    row = Row("amani", "line", "B-1", "Garçons B", "Amani", "TD-1", "15", mark="present")
    assert [each.mark for each in marks.over([row])] == ["not_accounted_for"]
