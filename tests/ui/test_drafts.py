"""What was typed comes back where it was: the page, the tab, the form in it, the field and the place in its words."""

from __future__ import annotations

from typing import Any

from tests import makers
from tests.ui.desks import Office, child, words_of
from transit_desk.module import FormPage
from ui.forms.draft import OPEN
from ui.record.page import RecordView
from ui.widgets.button import Button, Kind
from ui.widgets.editors import TextBox

WORDS = "The family may be told, the uncle may not."


def _page_of_consent(office: Office) -> FormPage:
    assert office.program.sitting is not None
    page = office.program.sitting.pages.named("case_file.consent")
    assert isinstance(page, FormPage)
    return page


def _box(form: Any) -> TextBox:
    found: TextBox = form.questions["limits"].editor.lines
    return found


def _consent(office: Office) -> tuple[RecordView, Any]:
    page = office.go("case_file.child", child(office))
    page.turn_to("consent")
    pane = page.panes["consent"]
    form = pane.open_form(_page_of_consent(office), {"file_id": page.record_id})
    office.settle()
    return page, form


def _write(office: Office, form: Any, words: str = WORDS, place: int = 15) -> None:
    box = form.questions["limits"].editor.lines
    box.setFocus()
    form.questions["limits"].editor.retype(words)
    cursor = box.textCursor()
    cursor.setPosition(place)
    box.setTextCursor(cursor)
    office.until(lambda: form.draft.acknowledged is not None)


def _begin_anew(office: Office) -> None:
    office.replaced.clear()
    office.unlock()
    office.until(lambda: isinstance(office.page, RecordView))
    office.until(lambda: office.page.standing().get("form") == "case_file.consent")
    office.settle()


def test_after_a_lock_the_record_opens_on_its_tab_with_the_form_its_text_and_the_cursor(office: Office) -> None:
    office.unlock()
    page, form = _consent(office)
    _write(office, form)
    record_id = page.record_id

    office.lock()
    _begin_anew(office)
    form = office.page.panes["consent"].form

    assert (office.page.record_id, office.page.tab) == (record_id, "incidents")
    assert form.questions["limits"].editor.typed() == WORDS
    assert office.program.frame.focusWidget() is form.questions["limits"].editor.lines
    assert _box(form).textCursor().position() == 15
    assert form.recovery is None


def _stop(office: Office) -> None:
    """As if the program had stopped: the draft is left as it was acknowledged, with no note of where one was."""
    draft = next(each for each in office.desk.drafts() if each.form == "case_file.consent")
    assert draft.content[OPEN]
    office.lock()
    desk = office.house.desk("s.pascal")
    desk.drop_draft("place", "")
    desk.keep_draft(draft.form, draft.subject, draft.content)
    desk.lock()


def test_after_the_program_stopped_a_card_says_when_and_the_text_and_the_cursor_are_there(office: Office) -> None:
    office.unlock()
    _page, form = _consent(office)
    _write(office, form)

    _stop(office)
    _begin_anew(office)
    form = office.page.panes["consent"].form

    assert form.questions["limits"].editor.typed() == WORDS
    assert office.program.frame.focusWidget() is form.questions["limits"].editor.lines
    assert _box(form).textCursor().position() == 15
    assert "The program stopped at" in form.recovery.accessibleName()


def test_the_text_that_came_back_can_be_thrown_away_and_had_again(office: Office) -> None:
    office.unlock()
    _page, form = _consent(office)
    _write(office, form)
    _stop(office)
    _begin_anew(office)
    form = office.page.panes["consent"].form

    form.recovery.discarded.emit()
    office.settle()
    empty, gone = form.questions["limits"].editor.typed(), not office.desk.drafts()
    form.findChild(Button, "undo_discard").click()
    office.settle()

    assert not empty
    assert gone
    assert form.questions["limits"].editor.typed() == WORDS


def test_a_form_that_was_left_does_not_open_by_itself(office: Office) -> None:
    office.unlock()
    _page, form = _consent(office)
    _write(office, form)
    form.leave()
    office.settle()

    draft = next(each for each in office.desk.drafts() if each.form == "case_file.consent")

    assert OPEN not in draft.content


def test_a_day_later_the_card_names_the_day(office: Office) -> None:
    office.unlock()
    page, form = _consent(office)
    _write(office, form)
    form.leave()
    office.settle()
    office.go("today")
    office.lock()
    office.house.clock.pass_(hours=24)
    office.replaced.clear()
    office.unlock()

    page = office.go("case_file.child", page.record_id)
    page.turn_to("consent")
    again = page.panes["consent"].open_form(_page_of_consent(office), {"file_id": page.record_id})
    office.settle()

    assert "You began to write here yesterday at" in again.recovery.accessibleName()


def test_while_a_form_is_open_in_place_its_own_button_is_the_only_filled_one(office: Office) -> None:
    office.unlock()
    _page, form = _consent(office)

    def filled() -> list[str]:
        found = office.program.frame.findChildren(Button)
        return [each.text() for each in found if each.isVisible() and each.kind is Kind.PRIMARY]

    open_here, own = filled(), form.save_button.text()
    form.leave()
    office.settle()

    assert open_here == [own]
    assert filled() == ["Add a note"]


def test_a_colleague_learns_that_there_is_a_draft_of_a_day_and_nothing_else(office: Office) -> None:
    office.unlock("c.aline")
    form = office.go("case_file.new")
    form.questions["name"].editor.retype("Amani Bahati")
    office.lock()
    office.replaced.clear()

    office.unlock("s.pascal")
    office.go("today")
    said = words_of(office.page)

    name = next(name for login, name, *_rest in makers.STAFF if login == "c.aline")
    assert f"{name} has a draft: today" in said
    assert "Amani" not in said
    assert "New arrival, " not in said


def test_where_somebody_was_is_not_told_as_a_draft(office: Office) -> None:
    office.unlock("c.aline")
    office.go("case_file.children")
    office.lock()
    office.replaced.clear()

    office.unlock("s.pascal")

    assert office.desk.drafts_of_colleagues() == []
