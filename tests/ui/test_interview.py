"""The interview on the screen: parts with their state, what is known as text, and a way to stop at any time."""

from __future__ import annotations

from tests.ui.desks import Office, child, words_of
from transit_desk.domain.fields import Said
from ui.record.page import RecordView
from ui.screens.interview import Screen
from ui.widgets.button import Button, Kind


def _open(office: Office, record_id: str, part: str = "") -> Screen:
    page = office.go("case_file.interview", record_id, part=part)
    assert isinstance(page, Screen)
    office.until(lambda: page.form is not None)
    office.settle()
    return page


def _next(office: Office, page: Screen) -> None:
    form = page.form
    assert form is not None
    form.save()
    office.until(lambda: page.form is not form)
    office.settle()


def test_what_is_known_is_shown_with_its_source_and_not_asked_again(office: Office) -> None:
    office.unlock()
    page = _open(office, child(office, "Amani"), "case_file.part_name")
    assert page.form is not None

    age = page.form.questions["age"]
    known = page.form.known["age"]

    assert not age.shown.box.isVisibleTo(page)
    assert "14" in words_of(known)
    assert "The child" in words_of(known)
    assert page.form.questions["nickname"].shown.box.isVisibleTo(page)


def test_still_right_and_correct_are_kept_and_the_rest_is_left_as_it_is(office: Office) -> None:
    office.unlock()
    record_id = child(office, "Amani")
    office.house.clock.pass_(hours=24)
    office.lock()
    office.replaced.clear()
    office.unlock()
    page = _open(office, record_id, "case_file.part_name")
    form = page.form
    assert form is not None

    form.known["age"].still.click()
    form.known["name"].correct.click() if "name" in form.known else form.questions["name"].editor.show_value("Amani B.")
    form.questions["nickname"].editor.show_value("Petit")
    _next(office, page)
    told = office.ask("case_file.told", record_id=record_id)

    assert told.lines["age"].day == "22 Nov 2026"
    assert told.values["nickname"] == "Petit"
    assert "birth_paper" not in told.lines


def test_a_confirmed_answer_comes_back_confirmed_and_a_corrected_one_open(office: Office) -> None:
    office.unlock()
    record_id = child(office, "Amani")
    page = _open(office, record_id, "case_file.part_name")
    form = page.form
    assert form is not None
    form.known["age"].still.click()
    office.lock()
    office.replaced.clear()
    office.unlock()
    office.until(lambda: isinstance(office.page, Screen) and office.page.form is not None)
    office.settle()
    form = office.page.form

    assert form.page.key == "case_file.part_name"
    assert form.known["age"].still.isChecked()
    assert not form.questions["age"].shown.box.isVisibleTo(form)


def test_the_list_says_what_is_done_what_is_begun_and_what_is_to_ask(office: Office) -> None:
    office.unlock()
    record_id = child(office, "Amani")
    everything = {name: Said("x") for name in ("beside", "talk_with", "not_ask")} | {"languages": Said(["shr"])}
    office.do("case_file.hear", file_id=record_id, values=everything)
    page = _open(office, record_id, "case_file.part_strengths")
    assert page.form is not None
    page.form.questions["likes"].editor.show_value("football")
    page.show_part("case_file.part_wishes")
    office.settle()

    states = {key: button.count for key, button in page.buttons.items()}

    assert states["case_file.part_welcome"] == "done"
    assert states["case_file.part_strengths"] == "draft"
    assert states["case_file.part_wishes"] == "4 questions"
    assert states["history.separation"] == "if wished"


def test_interrupting_keeps_all_and_makes_a_due_to_go_on(office: Office) -> None:
    office.unlock()
    record_id = child(office, "Amani")
    page = _open(office, record_id, "case_file.part_strengths")
    assert page.form is not None
    page.form.questions["likes"].editor.show_value("football")

    page.interrupt.click()
    office.until(lambda: isinstance(office.page, RecordView))
    office.settle()

    assert "interview" in {row.what for row in office.ask("case_file.dues", file_id=record_id)}
    assert "case_file.part_strengths" in {each.form for each in office.desk.drafts()}


def test_a_part_begun_is_taken_up_in_the_interview_from_today(office: Office) -> None:
    office.unlock()
    record_id = child(office, "Amani")
    page = _open(office, record_id, "case_file.part_strengths")
    assert page.form is not None
    page.form.questions["likes"].editor.show_value("football")
    page.leave()
    office.settle()
    now = office.go("today")

    now.findChild(Button, "draft_0_resume").click()
    office.until(lambda: isinstance(office.page, Screen) and office.page.form is not None)
    office.settle()

    assert office.page.part == "case_file.part_strengths"
    assert office.page.form.questions["likes"].editor.typed() == "football"


def test_one_button_is_filled_and_the_child_may_stop_at_any_time(office: Office) -> None:
    office.unlock()
    page = _open(office, child(office, "Amani"))

    filled = [each for each in page.findChildren(Button) if each.isVisible() and each.kind is Kind.PRIMARY]

    assert len(filled) == 1
    assert "may stop at any time" in words_of(page.reminder)


def test_what_a_form_wrote_down_before_is_read_first(office: Office) -> None:
    office.unlock()
    record_id = child(office, "Amani")
    office.do("history.add_separation", file_id=record_id, values={"said_by": "child", "place": Said("Kalehe")})
    page = _open(office, record_id, "history.separation")
    form = page.form
    assert form is not None
    hidden = not form.questions["place"].shown.isVisibleTo(form)

    form.again.click()

    assert hidden
    assert form.questions["place"].shown.isVisibleTo(form)


def test_the_interview_begins_with_who_is_there_and_asks_beside_the_field_why_no_woman_is(office: Office) -> None:
    office.unlock()
    record_id = str(office.do("case_file.receive", sex="f"))
    page = _open(office, record_id)
    form = page.form
    assert form is not None
    assert form.page.key == "identity.interview"
    form.save()  # nothing was written: this part is not gone past
    office.settle()
    assert page.form is form
    for name, value in (("women", 0), ("men", 2), ("interpreter", "man")):
        form.questions[name].editor.show_value(value)

    form.save()
    office.until(lambda: form.questions["reason"].shown.refused.isVisibleTo(form))
    refused = words_of(form.questions["reason"].shown)
    form.questions["reason"].editor.show_value("Aucune collègue avant lundi")
    _next(office, page)

    assert "write why" in refused
    assert page.part == "case_file.part_welcome"
    (line,) = office.ask("identity.told", record_id=record_id).before["identity.interview"]
    assert str(line.value) == "0 women, 2 men"


def test_after_one_relative_the_next_is_offered_and_keeping_nothing_goes_on(office: Office) -> None:
    office.unlock()
    record_id = child(office, "Amani")
    page = _open(office, record_id, "family.relative")
    form = page.form
    assert form is not None
    assert form.questions["said_by"].editor.value() == "child"
    form.questions["relation"].editor.show_value("mother")
    form.questions["name"].editor.show_value("M’Cihogo")
    _next(office, page)
    again = page.form
    assert again is not None
    there = page.part, "M’Cihogo" in words_of(again), again.again.isVisibleTo(again)

    again.again.click()
    again.questions["relation"].editor.show_value("neighbour")
    _next(office, page)
    _next(office, page)

    assert there == ("family.relative", True, True)
    assert len(office.ask("family.told", record_id=record_id).before["family.relative"]) == 2
    assert page.part == "case_file.part_home"  # a boy is not asked for children of his own
