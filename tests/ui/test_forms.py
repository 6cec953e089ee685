"""Forms: one editor for each kind, strict only on saving, and never a letter lost."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desks import Office, child, words_of
from transit_desk.domain import errors, fields
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from ui.forms import editors
from ui.forms.form import Form
from ui.record.page import RecordView

TODAY = datetime.date(2026, 11, 21)
KINDS: tuple[tuple[fields.Kind, Any, Any], ...] = (
    (fields.Text(200), "Amani wa Kalonge", "Amani wa Kalonge"),
    (fields.Text(2000, lines=6), "one\ntwo", "one\ntwo"),
    (fields.Place(200), "Kalole, Kalehe", "Kalole, Kalehe"),
    (fields.Number(), 12, "12"),
    (fields.Flag(), True, True),
    (fields.Day(), TODAY, TODAY),
    (fields.Choice("sex"), "f", "f"),
    (fields.Choice("claim_way"), "told", "told"),
    (fields.Choice("claim_source"), "child", "child"),
    (fields.Many("urgent_need"), ["wound"], ["wound"]),
    (fields.Moment(), 1_790_000_000_000_000 // 60_000_000 * 60_000_000, None),
)


@pytest.mark.parametrize(("kind", "shown", "answered"), KINDS, ids=lambda each: type(each).__name__)
def test_every_kind_has_an_editor_that_answers_what_it_shows(
    qtbot: QtBot, kind: fields.Kind, shown: object, answered: object
) -> None:
    editor = editors.editor_for("what", kind, TODAY)
    qtbot.addWidget(editor.box)
    if isinstance(kind, fields.Many):
        shown = answered = [next(iter(editor.chips))]  # type: ignore[attr-defined]
    again = editors.editor_for("what", kind, TODAY)
    qtbot.addWidget(again.box)

    empty = editor.value()
    editor.show_value(shown)
    again.retype(editor.typed())

    assert empty in (None, False)
    assert editor.value() == (shown if answered is None else answered)
    assert again.value() == editor.value()
    assert editor.box.objectName() == "what"


def test_the_hour_stands_below_its_day_where_a_form_is_narrow(qtbot: QtBot) -> None:
    editor = editors.editor_for("what", fields.Moment(), TODAY)
    assert isinstance(editor, editors.MomentEditor)
    qtbot.addWidget(editor.box)
    layout = editor.box.layout()
    assert layout is not None
    layout.setGeometry(QRect(0, 0, 380, layout.heightForWidth(380)))
    words = editor.hour.fontMetrics().horizontalAdvance(editor.hour.placeholderText())

    assert editor.hour.geometry().top() >= editor.day.box.geometry().bottom()
    assert editor.hour.geometry().right() <= 380
    assert editor.hour.width() > words


@pytest.mark.parametrize("month", ["mars", "Mars", "3", "03", "march", "٣"])
def test_a_month_may_be_a_word_or_a_number_in_any_digits(qtbot: QtBot, month: str) -> None:
    editor = editors.DayEditor("day", fields.Day(), TODAY)
    qtbot.addWidget(editor.box)

    editor.retype(["14", month, "2026"])

    assert editor.value() == datetime.date(2026, 3, 14)


@pytest.mark.parametrize("typed", [["31", "2", "2026"], ["", "2", "2026"], ["14", "snow", "2026"], ["14", "3", "soon"]])
def test_a_day_that_is_none_is_refused_and_stays_as_it_was_typed(qtbot: QtBot, typed: list[str]) -> None:
    editor = editors.DayEditor("day", fields.Day(), TODAY)
    qtbot.addWidget(editor.box)
    editor.retype(typed)

    with pytest.raises(errors.RuleBroken):
        editor.value()
    assert editor.typed() == typed


def test_the_boxes_of_a_day_never_move_the_keyboard_by_themselves(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.claim", child(office))
    day = form.questions["said_on"].editor
    day.boxes[0].setFocus()
    day.boxes[0].selectAll()

    QTest.keyClicks(day.boxes[0], "14")

    assert office.program.frame.focusWidget() is day.boxes[0]


def test_nothing_is_said_before_save_and_then_everything_at_once(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.claim", child(office))
    form.questions["said_on"].editor.retype(["31", "2", "2026"])
    for question in form.questions.values():
        question.editor.first.setFocus()
    before = form.summary.isVisible()

    form.save()
    office.settle()

    wrong = {name for name, question in form.questions.items() if question.shown.refused.words.text()}
    links = [link.text() for link in form.summary._links]
    assert not before
    assert form.summary.isVisible()
    assert form.summary.hasFocus()
    assert wrong == {"what", "said_by", "said_on", "known_by"}
    assert links == [form.questions[name].shown.refused.words.text() for name in form.questions if name in wrong]
    assert form.questions["said_on"].editor.typed() == ["31", "2", "2026"]


def test_a_line_of_the_summary_leads_to_its_field(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.new")
    form.save()

    form.summary._links[0].click()

    assert form.questions["sex"].editor.box.isAncestorOf(office.program.frame.focusWidget())


def test_saving_makes_a_file_with_what_is_there_and_shows_it(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.new")
    form.questions["name"].editor.show_value("Amani")
    form.questions["sex"].editor.show_value("m")
    form.questions["village"].shown.set_answer("refused")

    form.save()
    office.until(lambda: isinstance(office.page, RecordView))
    office.settle()

    assert office.page.view.header.title == "Amani"
    assert office.ask("case_file.tonight").total == 1
    office.until(lambda: not [each for each in office.desk.drafts() if each.form == "case_file.new"])


def test_a_refusal_of_the_house_stands_beside_its_field(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.note", child(office))

    form.save()
    office.settle()

    assert "Write the note first" in form.questions["care_words"].shown.refused.words.text()
    assert form.save_button.isEnabled()


def test_a_form_whose_action_takes_values_gives_them_together(office: Office) -> None:
    office.unlock()
    record = child(office)
    form = office.go("case_file.profile", record)
    key = form.questions["arrival_type"].editor.picker.model.every[1][0]
    form.questions["arrival_type"].editor.show_value(key)

    form.save()
    office.until(lambda: isinstance(office.page, RecordView))

    again = office.ask("case_file.profile_values", file_id=record)
    assert again["arrival_type"] == key


def test_an_answer_that_is_no_value_takes_the_place_of_the_box_and_gives_it_back(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.new")
    name = form.questions["name"]
    name.editor.show_value("Amani")

    name.shown.chips.chip("refused").click()
    refused = name.value()
    hidden = name.editor.box.isHidden()
    name.shown.chips.chip("refused").click()

    assert refused == Said(None, Answer.REFUSED)
    assert hidden
    assert name.value() == Said("Amani", Answer.GIVEN)
    assert form.questions["age"].value() == Said(None, Answer.NOT_ASKED)


def test_the_wheel_changes_no_answer(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.claim", child(office))
    combo = form.questions["known_by"].editor.combo
    combo.setFocus()

    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, wheel)

    assert combo.value() == ""


def test_tab_goes_through_the_whole_form_and_comes_round_again(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.note", child(office))
    form.questions["care_words"].editor.box.setFocus()
    seen: list[QWidget] = []

    for _step in range(80):
        here = office.program.frame.focusWidget()
        if here in seen:
            break
        seen.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)

    assert form.questions["closed_words"].editor.box in seen
    assert form.save_button in seen
    assert office.program.frame.focusWidget() is seen[0]


def test_every_input_has_a_name_and_labels_point_at_their_box(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.new")

    for name, question in form.questions.items():
        assert question.editor.box.objectName() == name
        assert any(letter.isalpha() for letter in question.editor.box.accessibleName())
        assert question.shown.label.buddy() is question.editor.box


def test_a_draft_is_kept_within_a_second_and_again_when_the_focus_moves(office: Office, qtbot: QtBot) -> None:
    office.unlock()
    form = office.go("case_file.new")
    box = form.questions["name"].editor.box
    box.setFocus()
    QTest.keyClicks(box, "Ama")

    qtbot.wait(900)
    office.settle()
    first = _drafts(office)
    QTest.keyClicks(box, "ni")
    form.questions["age"].editor.box.setFocus()
    office.settle()

    assert first["name"][0] == "Ama"
    assert _drafts(office)["name"][0] == "Amani"
    assert "Draft kept" in form.state.text()
    assert "Draft kept" in office.program.frame.status.kept.text()


def _drafts(office: Office, form: str = "case_file.new") -> Any:
    return next(each.content["values"] for each in office.desk.drafts() if each.form == form)


def test_touching_a_box_without_changing_it_keeps_no_draft(office: Office, qtbot: QtBot) -> None:
    office.unlock()
    form = office.go("case_file.claim", child(office))

    form.questions["words"].editor.show_value("x")
    form.questions["words"].editor.show_value(None)
    qtbot.wait(800)
    office.settle()

    assert not office.desk.drafts()


def test_leaving_asks_nothing_and_an_earlier_text_comes_back_only_when_asked(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.new")
    form.questions["name"].editor.show_value("Amani")
    form.leave()
    office.settle()

    again = office.go("case_file.new")
    empty = again.questions["name"].editor.typed()
    card = again.recovery
    card.resumed.emit()

    assert not empty
    assert again.questions["name"].editor.typed() == "Amani"
    assert again.recovery is None


def test_new_words_typed_beside_an_unread_draft_do_not_overwrite_it(office: Office) -> None:
    office.unlock()
    first = office.go("case_file.new")
    first.questions["name"].editor.show_value("Amani")
    first.leave()
    office.settle()
    second = office.go("case_file.new")
    second.questions["name"].editor.show_value("Baraka")
    second.questions["sex"].editor.show_value("m")

    second.save()
    office.until(lambda: isinstance(office.page, RecordView))
    office.settle()

    assert _drafts(office)["name"][0] == "Amani"


def test_throwing_a_draft_away_can_be_taken_back(office: Office) -> None:
    office.unlock()
    first = office.go("case_file.new")
    first.questions["name"].editor.show_value("Amani")
    first.leave()
    office.settle()
    form = office.go("case_file.new")

    form.recovery.discarded.emit()
    office.settle()
    gone = not [each for each in office.desk.drafts() if each.form == "case_file.new"]
    form.findChild(QWidget, "undo_discard").click()
    office.settle()

    assert gone
    assert form.questions["name"].editor.typed() == "Amani"


def test_a_near_name_is_shown_beside_and_never_takes_the_keyboard(office: Office, qtbot: QtBot) -> None:
    office.unlock()
    child(office, "Tshibangu")
    form = office.go("case_file.new")
    box = form.questions["name"].editor.box
    box.setFocus()

    box.setText("Chibangu")
    qtbot.wait(400)
    office.settle()

    assert form.alike.lines.count() >= 1
    assert office.program.frame.focusWidget() is box
    assert form.save_button.isEnabled()


def test_a_child_who_comes_back_is_received_from_the_card_in_the_file_that_is_there(
    office: Office, qtbot: QtBot
) -> None:
    office.unlock()
    earlier = office.do("case_file.open_case", sex="m", care_track="reunified", name="Tshibangu")
    form = office.go("case_file.new")
    form.questions["name"].editor.box.setText("Chibangu")
    qtbot.wait(400)
    office.settle()

    form.alike.findChild(QWidget, "alike_same").click()
    office.settle()

    assert office.ask("case_file.tonight").total == 1
    assert office.ask("case_file.child", record_id=earlier).record_id == earlier
    assert not [each for each in office.desk.drafts() if each.form == "case_file.new"], "nothing is left to save"


def _look_alike(office: Office, qtbot: QtBot, name: str = "Chibangu") -> Any:
    form = office.go("case_file.new")
    form.questions["name"].editor.box.setText(name)
    form.questions["sex"].editor.show_value("m")
    qtbot.wait(400)
    office.settle()
    return form


@pytest.mark.parametrize(("answer", "asked"), [("not_same", []), ("do_not_know", ["do_not_know"])])
def test_what_is_answered_on_the_card_is_kept_with_the_file_that_is_opened(
    office: Office, qtbot: QtBot, answer: str, asked: list[str]
) -> None:
    office.unlock()
    earlier = office.do("case_file.open_case", sex="m", care_track="reunified", name="Tshibangu")
    form = _look_alike(office, qtbot)

    form.alike.findChild(QWidget, f"alike_answer_{answer}").click()
    form.questions["name"].editor.box.setText("Chibangu M.")
    qtbot.wait(400)
    office.settle()
    assert form.alike.answers == {earlier: answer}, "more letters take no answer away"
    form.save()
    office.settle()

    opened = office.page.record_id
    again = office.ask("case_file.possible_earlier", name="Tshibangu", sex="m", but=opened)
    assert [each.decision for each in again] == asked
    tasks = [task for task in office.ask("case_file.tonight").tasks if task.target.page == "case_file.compare"]
    assert len(tasks) == len(asked)


def test_an_answer_about_a_file_that_is_no_longer_shown_is_not_kept(office: Office, qtbot: QtBot) -> None:
    office.unlock()
    office.do("case_file.open_case", sex="m", care_track="reunified", name="Tshibangu")
    form = _look_alike(office, qtbot)
    form.alike.findChild(QWidget, "alike_answer_not_same").click()

    form.questions["name"].editor.box.setText("Wilondja")
    qtbot.wait(400)
    office.settle()

    assert form.alike.answers == {}


def test_a_child_who_lives_here_now_is_not_received_again_and_the_card_says_where_to_open(
    office: Office, qtbot: QtBot
) -> None:
    office.unlock()
    here = child(office, "Tshibangu")
    form = _look_alike(office, qtbot)

    assert form.alike.findChild(QWidget, "alike_same") is None
    assert "Lives here now" in words_of(form.alike)
    form.alike.findChild(QWidget, "alike_open").click()
    office.settle()
    assert office.page.record_id == here


def test_of_a_file_past_sight_the_card_saves_and_asks_the_supervisor(office: Office, qtbot: QtBot) -> None:
    office.unlock()
    office.do("case_file.open_case", sex="m", care_track="reunified", name="Tshibangu")
    office.lock()
    office.unlock("r.zawadi")
    form = _look_alike(office, qtbot)
    assert form.alike.findChild(QWidget, "alike_answer_not_same") is None, "nothing can be said of it"

    form.alike.findChild(QWidget, "alike_ask").click()
    office.settle()

    opened = office.page.record_id
    assert office.ask("case_file.child", record_id=opened).record_id == opened
    office.lock()
    office.unlock()
    tasks = office.ask("case_file.tonight").tasks
    assert [task.target.record_id for task in tasks if task.target.page == "case_file.compare"] == [opened]


def test_names_are_neither_corrected_nor_given_capitals(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.new")

    hints = form.questions["name"].editor.box.inputMethodHints()

    assert hints & Qt.InputMethodHint.ImhNoAutoUppercase
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText


def test_a_long_list_is_narrowed_whatever_the_accents(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.claim", child(office))
    picker = form.questions["said_by"].editor.picker
    words = picker.model.every[2][1]

    picker.line.setFocus()
    picker.line.setText("")
    picker._narrow(words[-5:].upper())
    QTest.keyClick(picker.line, Qt.Key.Key_Return)

    assert picker.value() == picker.model.every[2][0]
    assert form.questions["said_by"].editor.value() == picker.model.every[2][0]


def test_esc_goes_back_and_keeps_what_was_typed(office: Office) -> None:

    office.unlock()
    form = office.go("case_file.new")
    form.questions["name"].editor.show_value("Amani")
    form.questions["name"].editor.box.setFocus()

    QTest.keyClick(form.questions["name"].editor.box, Qt.Key.Key_Escape)
    office.settle()

    assert not isinstance(office.page, Form)
    assert _drafts(office)["name"][0] == "Amani"


def test_the_box_that_takes_the_keyboard_is_never_half_under_the_foot(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.new")
    seen = form.area.viewport()
    boxes = {name: question.editor.first for name, question in form.questions.items() if question.shown.isVisible()}

    hidden = []
    for name, box in boxes.items():
        box.setFocus()
        if not seen.rect().contains(QRect(box.mapTo(seen, QPoint(0, 0)), box.size())):
            hidden.append(name)

    assert len(boxes) > 5
    assert hidden == []
