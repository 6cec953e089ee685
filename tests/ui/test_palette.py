"""The search over every page: children whatever the spelling, acts, help; and the keyboard goes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.desks import Office, child
from ui.help import EVERYWHERE
from ui.palette import Palette
from ui.record.page import RecordView


def _typed(office: Office, words: str) -> Palette:
    assert office.program.sitting is not None
    palette = office.program.sitting.palette
    palette.rise()
    palette.line.setText(words)
    office.qtbot.wait(120)
    office.settle()
    return palette


@pytest.mark.parametrize(
    ("name", "typed"), [("Tshibangu", "chibangu"), ("Moussa", "musa"), ("Kavira Masika", "masika kavira")]
)
def test_a_child_is_found_whatever_the_spelling_and_the_order(office: Office, name: str, typed: str) -> None:
    office.unlock()
    child(office, name)
    child(office, "Furaha")

    palette = _typed(office, typed)

    assert palette.model.hits[0].title == name
    assert "answer" in palette.count.text()


def test_it_opens_from_a_text_box_and_esc_gives_the_keyboard_back(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.note", child(office))
    box = form.questions["care_words"].editor.box
    box.setFocus()

    QTest.keyClick(box, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = office.program.sitting.palette  # type: ignore[union-attr]
    opened = palette.isVisible() and QApplication.focusWidget() is palette.line
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)

    assert opened
    assert not palette.isVisible()
    assert QApplication.focusWidget() is box


def test_enter_opens_the_child(office: Office) -> None:
    office.unlock()
    record = child(office, "Amani")
    palette = _typed(office, "ama")

    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    office.settle()

    assert isinstance(office.page, RecordView)
    assert office.page.record_id == record
    assert not palette.isVisible()
    assert palette.model.hits == ()


def test_acts_are_offered_as_far_as_the_role_goes(office: Office) -> None:
    office.unlock("e.sifa")
    educator = {hit.title for hit in _typed(office, "arrival").model.hits}
    locks = {hit.title for hit in _typed(office, "lock").model.hits}
    office.lock()
    office.replaced.clear()
    office.unlock("s.pascal")
    supervisor = {hit.title for hit in _typed(office, "arrival").model.hits}

    assert "New arrival" not in educator
    assert "Lock" in locks
    assert "New arrival" in supervisor


def test_nothing_found_is_said(office: Office) -> None:
    office.unlock()

    assert _typed(office, "qqqqqq").count.text() == "Nothing found."


def test_help_is_short_and_lists_keys_without_doubles(office: Office) -> None:
    office.unlock()
    sitting = office.program.sitting
    assert sitting is not None

    for name in ("today", "case_file.children", "case_file.new"):
        office.go(name)
        sitting.show_help()
        words = " ".join(piece.accessibleName() for piece in sitting.help._pieces)
        keys = [getattr(piece, "key", "") for piece in sitting.help._pieces if hasattr(piece, "key")]
        sitting.help.sink()
        assert len(words.split()) <= 150, name
        assert len(keys) == len(set(keys)), name

    assert all("Ctrl+Alt" not in key for key, _words in EVERYWHERE)
