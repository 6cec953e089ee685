"""Who is away for a while, in the window: written down at the child's page or at the roll call, listed, and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.desks import Office, child, words_of
from tests.ui.test_roll_call import begin, furnish, press
from transit_desk.domain.instants import HOUR
from ui.forms.form import Form
from ui.record.page import RecordView
from ui.screens.roll_call import Screen

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "plugin does not support")


def boys(office: Office, count: int) -> list[str]:
    """So many boys, each in his bed."""
    office.unlock()
    furnish(office, count)
    rooms = office.ask("interim_care.board").rooms
    return [bed.file_id for room in rooms for bed in room.beds]


def test_a_leave_and_its_return_are_written_down_at_the_childs_page(office: Office) -> None:
    (file_id,) = boys(office, 1)
    page = office.go("interim_care", file_id)
    assert isinstance(page, RecordView)
    assert page.tab == "interim_care"
    assert page.view is not None
    pane = page.panes["interim_care"]

    page._do(next(verb for verb in page.view.verbs if verb.page == "interim_care.leave"))
    office.settle()
    form = pane.form
    assert form is not None
    assert form.about.isHidden()  # the page around it says whose it is
    assert form.questions["left_at"].editor.value() is not None
    form.questions["kind"].editor.show_value("leave")
    form.questions["left_at"].editor.show_value(office.desk.now() - HOUR)
    form.questions["due_back"].editor.show_value(office.desk.now() - 5 * HOUR)
    form.save()
    office.settle()
    assert "The return comes before the departure." in words_of(form.questions["due_back"].shown)
    form.questions["due_back"].editor.show_value(office.desk.now() + 5 * HOUR)
    form.questions["with_whom"].editor.show_value("His aunt")
    form.save()
    office.settle()

    assert "On leave" in words_of(pane)
    assert "His aunt" in words_of(pane)
    (row,) = office.ask("interim_care.tab", record_id=file_id).start[0].entries
    assert [verb.page for verb in row.verbs] == [
        "interim_care.return", "interim_care.change_absence", "interim_care.take_back",
    ]  # fmt: skip
    page._do(row.verbs[0])
    office.settle()
    assert pane.form is not None
    pane.form.save()
    office.settle()

    (row,) = office.ask("interim_care.tab", record_id=file_id).start[0].entries
    assert row.past


def test_a_leave_is_written_down_from_the_roll_call_and_leads_back_to_it(office: Office) -> None:
    boys(office, 2)
    screen = office.go("presence.roll_call")
    assert isinstance(screen, Screen)
    begin(office, screen)
    assert screen.panel.leave.isHidden()
    press(office, screen, Qt.Key.Key_G)
    QTest.keyClick(screen.table, Qt.Key.Key_Up)
    assert not screen.panel.leave.isHidden()

    screen.panel.leave.click()
    office.settle()
    form = office.page
    assert isinstance(form, Form)
    assert form.questions["kind"].editor.value() == "leave"
    form.save()
    office.settle()

    assert office.page is screen
    assert office.ask("case_file.tonight").total == 2
    assert dict(office.ask("case_file.tonight").parts)["elsewhere"] == 1


def test_a_mother_is_asked_about_her_baby_and_nobody_else_is(office: Office) -> None:
    (boy,) = boys(office, 1)
    mother = child(office, "Zawadi", sex="f")
    office.do("case_file.open_case", sex="f", care_track="resident", name="Neema", age="1", accompanies_id=mother)
    form = office.go("interim_care.leave", boy)
    assert isinstance(form, Form)
    assert form.questions["baby"].shown.isHidden()

    form = office.go("interim_care.leave", mother)
    assert not form.questions["baby"].shown.isHidden()
    assert form.about.name.text() == "Zawadi"
    assert office.ask("case_file.headed", file_id=mother).code in words_of(form.about)
    form.questions["kind"].editor.show_value("leave")
    form.save()
    office.settle()
    assert "Say whether it goes along" in words_of(form.questions["baby"].shown)
    form.questions["baby"].editor.show_value("stays")
    form.save()
    office.settle()
    assert "baby" in words_of(form.questions["baby_with"].shown)
    assert not form.questions["baby"].shown.isHidden()  # what was asked stays asked: the answer can be another one
    form.questions["left_at"].editor.show_value(office.desk.now() - HOUR)
    form.questions["baby"].editor.show_value("along")
    form.save()
    office.settle()

    assert dict(office.ask("case_file.tonight").parts)["elsewhere"] == 2
    form = office.go("interim_care.return", mother)
    assert form.questions["baby_back"].editor.value() is True
    form.save()
    office.settle()
    assert dict(office.ask("case_file.tonight").parts)["elsewhere"] == 0


def test_the_return_of_who_was_expected_on_leave_is_written_down_from_the_roll_call(office: Office) -> None:
    file_id = boys(office, 1)[0]
    office.do("interim_care.go_away", file_id=file_id, kind="leave", left_at=office.desk.now() - HOUR)
    screen = office.go("presence.roll_call")
    begin(office, screen)
    assert not screen.panel.returned.isHidden()

    screen.panel.returned.click()
    office.settle()
    office.page.save()
    office.settle()

    assert office.page is screen
    assert dict(office.ask("case_file.tonight").parts)["in_bed"] == 1


def test_the_board_leads_to_who_is_away_and_a_line_of_it_to_the_childs_absences(office: Office) -> None:
    file_id = boys(office, 1)[0]
    board = office.go("interim_care.beds")
    assert board.away.isHidden()
    office.do("interim_care.go_away", file_id=file_id, kind="leave", left_at=office.desk.now() - 3 * HOUR,
              due_back=office.desk.now() - HOUR)  # fmt: skip
    office.qtbot.wait(300)
    office.settle()
    assert not board.away.isHidden()

    board.away.click()
    office.settle()
    listed = office.page
    assert "Amani1" in words_of(listed)
    assert "late" in words_of(listed)


def test_what_saw_the_child_is_opened_from_the_form_that_was_refused(office: Office) -> None:
    (file_id,) = boys(office, 1)
    call = office.do("presence.begin", part="evening")
    office.do("presence.mark", call_id=call, file_id=file_id, mark="present")
    page = office.go("interim_care", file_id)
    assert isinstance(page, RecordView)
    assert page.view is not None
    page._do(next(verb for verb in page.view.verbs if verb.page == "interim_care.leave"))
    office.settle()
    form = page.panes["interim_care"].form
    assert form is not None
    assert form.in_the_way.isHidden()
    form.questions["kind"].editor.show_value("leave")
    form.questions["left_at"].editor.show_value(office.desk.now() - 5 * HOUR)
    form.save()
    office.settle()
    assert "was seen in the house after that: Evening roll call" in words_of(form.questions["left_at"].shown)

    form.in_the_way.way.click()
    office.settle()

    assert isinstance(office.page, RecordView)
    assert (office.page.page.key, office.page.record_id) == ("presence.call", call)
