"""Locking: nothing typed is lost, nothing of a child stays, and no question is asked."""

from __future__ import annotations

import dataclasses
import gc
import time

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from tests.ui.desks import Office, child, words_of
from ui.forms.form import Form
from ui.screens.today import Screen as Today
from ui.sign_in.lock import Curtain
from ui.sign_in.unlock import UnlockPage

NAME = "Zebedayo"


def held(name: str) -> set[str]:
    """The kinds of rows in memory that say a name."""
    gc.collect()
    rows = [each for each in gc.get_objects() if dataclasses.is_dataclass(each) and not isinstance(each, type)]
    return {type(row).__name__ for row in rows if name in repr(row)}


def test_after_a_lock_no_word_about_a_child_is_left_in_the_window(office: Office) -> None:
    office.unlock()
    record = child(office, NAME)
    office.do("case_file.say", file_id=record, what="mother", words="Nakalunga", said_by="child")
    for name, record_id in (("case_file.children", ""), ("case_file.child", record), ("case_file.note", record)):
        office.go(name, record_id)
    office.page.questions["care_words"].editor.show_value(f"{NAME} slept well")
    office.go("presence.roll_call", office.do("presence.begin", part="evening"))
    office.go("interim_care.beds")
    office.go("leaving.leave", file_id=record)
    office.program.sitting.search()  # type: ignore[union-attr]
    office.program.sitting.palette.line.setText(NAME)  # type: ignore[union-attr]
    office.qtbot.wait(100)
    office.settle()
    assert NAME in words_of(office.program.frame)

    seen = held(NAME)

    office.lock()

    left = words_of(office.program.frame)
    assert NAME not in left
    assert "Nakalunga" not in left
    assert "Pascal" not in left
    assert isinstance(office.program.door, UnlockPage)
    assert office.replaced == ["again"]
    assert not [widget for widget in QApplication.allWidgets() if NAME in words_of(widget)]
    assert {"Calling", "Row", "Board"} <= seen
    assert held(NAME) == set()


def test_a_dirty_form_is_locked_at_once_and_found_again_as_it_was(office: Office) -> None:
    office.unlock()
    record = child(office)
    form = office.go("case_file.note", record)
    form.questions["care_words"].editor.show_value("He asked after his uncle")

    began = time.monotonic()
    office.lock()
    took = time.monotonic() - began
    office.replaced.clear()
    office.unlock()
    office.until(lambda: isinstance(office.page, Form))
    office.settle()

    assert took < 1.5
    assert office.page.page.key == "case_file.note"
    assert office.page.questions["care_words"].editor.typed() == "He asked after his uncle"


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin's own remark about any second window
def test_an_open_dialog_does_not_stand_in_the_way(office: Office) -> None:
    office.unlock()
    dialog = QMessageBox(office.program.frame)
    dialog.setModal(True)
    dialog.show()

    office.lock()

    assert not dialog.isVisible()
    assert isinstance(office.program.door, UnlockPage)


def test_another_worker_does_not_see_the_draft_of_the_first(office: Office) -> None:
    office.unlock("s.pascal")
    form = office.go("case_file.new")
    form.questions["name"].editor.show_value(NAME)
    office.lock()
    office.replaced.clear()

    office.unlock("c.aline")
    form = office.go("case_file.new")

    assert form.recovery is None
    assert NAME not in words_of(office.program.frame)


def test_an_idle_desk_locks_and_a_key_resets_the_count(office: Office) -> None:
    office.unlock()
    office.until(lambda: office.program.idle._on)
    clock, idle = office.house.clock, office.program.idle

    clock.pass_(seconds=1)
    clock.pass_(minutes=4, seconds=40)
    idle.tick()
    counted = office.program.frame.status.kept.text()
    idle.touched()
    clock.pass_(minutes=4)
    idle.tick()
    still_open = office.program.sitting is not None
    clock.pass_(minutes=2)
    idle.tick()
    office.until(lambda: bool(office.replaced))

    assert "seconds" in counted
    assert still_open


def test_the_first_key_after_a_long_sleep_is_not_let_through(office: Office) -> None:
    """A lid was closed over lunch: the timer did not tick, and the key must not reach the page."""
    office.unlock()
    office.until(lambda: office.program.idle._on)
    form = office.go("case_file.new")
    box = form.questions["name"].editor.box
    box.setFocus()
    office.program.idle._timer.stop()

    office.house.clock.pass_(hours=2)
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(box, press)
    typed = box.text()
    office.until(lambda: bool(office.replaced))

    assert typed == ""


def test_the_curtain_covers_at_once_and_after_a_minute_wants_the_passphrase(office: Office) -> None:
    office.unlock()
    child(office, NAME)
    office.go("case_file.children")
    frame = office.program.frame

    began = time.monotonic()
    office.program.curtain()
    took = time.monotonic() - began
    covered = frame.whole.currentWidget()
    office.program.curtain()
    uncovered = frame.whole.currentWidget()
    office.program.curtain()
    office.house.clock.pass_(seconds=61)
    office.program.curtain()
    office.until(lambda: bool(office.replaced))

    assert took < 0.5
    assert isinstance(covered, Curtain)
    assert uncovered is frame.desk


def test_text_of_ours_leaves_the_clipboard_and_that_of_others_stays(office: Office) -> None:
    office.unlock()
    board = QGuiApplication.clipboard()
    own = office.program.clipboard

    own._ours = None
    board.setText("from another program")
    own._ours = None
    own.clear()
    kept = board.text()
    board.setText(NAME)
    own._ours = NAME
    office.lock()

    assert kept == "from another program"
    assert board.text() == ""


def test_no_shortcut_reaches_a_page_behind_the_door(office: Office) -> None:
    office.unlock()
    office.lock()

    for signal in (
        office.program.frame.search_asked,
        office.program.frame.curtain_asked,
        office.program.frame.help_asked,
    ):
        signal.emit()

    assert isinstance(office.program.frame.whole.currentWidget(), UnlockPage)


def test_the_morning_after_begins_with_today(office: Office) -> None:
    """A lock leads back to where one was; closing the window does not."""
    office.unlock()
    office.go("case_file.children")
    office.program._let_go(place=False)
    office.program.show_unlock()

    office.unlock()

    assert isinstance(office.page, Today)
