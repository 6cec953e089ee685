"""Story 18 through the real window: a boy of fifteen is not there at the evening roll call, a stranger was seen."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from transit_desk.clock import ShiftedClock
from ui.forms.form import Form
from ui.record.page import RecordView
from ui.screens import roll_call, today
from ui.walkthrough import journey
from ui.walkthrough.hands import Hands
from ui.widgets.tasks import TaskLine

BOYS = ("Amani", "Baraka", "Musa")
NAME = "Amani"
_EVENING = datetime.datetime(2026, 11, 23, 16, 30, tzinfo=datetime.UTC)


@pytest.fixture
def hands(application: QApplication, tmp_path: pathlib.Path) -> Iterator[Hands]:
    """Somebody at an unlocked desk of a house with three boys in their beds."""
    clock = ShiftedClock.beginning(_EVENING)
    journey.furnish(tmp_path / "vault", "Maison Amahoro-Nuru (fictive)", clock)
    program = journey.program_on(application, tmp_path / "vault", tmp_path / "beside", language="en", clock=clock)
    program.begin()
    found = Hands(program)
    journey.come_in(found)
    beds = [bed for room in found.desk.ask("interim_care.board").rooms for bed in room.beds if bed.code[0] == "B"]
    for name, bed in zip(BOYS, beds, strict=False):
        file_id = found.desk.do("case_file.receive", name=name, sex="m", age="15")
        found.desk.do("interim_care.give_bed", file_id=file_id, bed_id=bed.id)
    found.quiet()
    yield found
    program.close()


def _save(hands: Hands, page: QWidget) -> None:
    form = hands.find("form_area", QWidget, page)
    hands.click("save", page)
    hands.until("the page again", lambda: not isValid(form) or not form.isVisible())
    hands.quiet()


def _open(hands: Hands, page: RecordView, verb: str) -> Form:
    hands.click(verb, page)
    form = hands.until(verb, lambda: next((each for each in page.findChildren(Form) if each.isVisible()), None))
    hands.quiet()
    return form


def test_from_the_empty_bed_to_the_child_found_again(hands: Hands) -> None:
    hands.sitting.open_page("presence.roll_call")
    screen = hands.opened(roll_call.Screen)
    hands.quiet()
    hands.click("call_evening", screen)
    hands.until("the list", lambda: screen.model.rows)

    for row in screen.model.rows:
        QTest.keyClick(screen.table, Qt.Key.Key_N if row.name == NAME else Qt.Key.Key_P)
    hands.quiet()
    hands.until("the search", screen.panel.search.isVisible)
    QTest.keyClick(screen.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.until("the close", lambda: screen.call is not None and screen.call.closed)
    hands.click("open_search", screen)
    page = hands.opened(RecordView)
    hands.quiet()

    _open(hands, page, "verb_presence_describe")
    hands.click("stranger", page)
    hands.write("seen_where", "près du portail", page)
    _save(hands, page)
    (search,) = hands.desk.ask("presence.present_call", call_id=screen.call_id).searches
    at_once = [str(mark.words) for mark in hands.desk.ask("presence.search", record_id=search).header.marks]

    hands.sitting.open_page("today")
    start = hands.opened(today.Screen)
    hands.quiet()
    first = hands.until("the first task", lambda: next(iter(start.findChildren(TaskLine)), None))
    told = first.accessibleName()

    hands.sitting.open_page("presence.missing", search)
    page = hands.opened(RecordView)
    hands.quiet()
    _open(hands, page, "verb_presence_write_step")
    hands.write("told", "Furaha, par téléphone", page)
    _save(hands, page)
    _open(hands, page, "verb_presence_found")
    hands.find("ended_how", QWidget, page).setFocus()
    hands.type("c")  # came back alone
    _save(hands, page)

    assert at_once[:2] == ["not accounted for", "a stranger was seen"]
    assert "A child is not accounted for" in told
    assert NAME not in told
    after = hands.desk.ask("presence.search", record_id=search)
    assert [str(mark.words) for mark in after.header.marks] == ["Came back alone"]
    assert not [task for task in hands.desk.ask("case_file.tonight").tasks if "not accounted for" in str(task.title)]
