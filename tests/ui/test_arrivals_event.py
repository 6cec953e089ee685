"""A group arrival from its facts to its closing: returns answered for, beds given, the register, who is missing."""

from __future__ import annotations

import datetime
import pathlib

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from tests.ui.desks import Office
from transit_desk.domain.fields import Said
from ui.screens.arrivals.twins_step import TwinCard
from ui.screens.event import BEDS, CHECK, CHILDREN, FACTS, PAPERS, RETURNS, TWINS, Screen
from ui.widgets.summary import Link

DAY = datetime.date(2026, 11, 21)
ANSWERS = {
    "adult": "Furaha, mère (fictive)", "relation": "mother", "link_checks": ["child_recognised"], "heard_apart": "yes",
    "wish": Said("rentrer"), "recruiter_near": Said("no"), "armed_near": Said("no"), "decided_by": "director",
    "visit_who": "partner", "visit_name": "ONG (fictive)", "visit_by": DAY + datetime.timedelta(days=14),
}  # fmt: skip


@pytest.fixture
def event(office: Office) -> str:
    """Three children: one goes home from there, one comes to the house, one is not decided."""
    office.unlock()
    with office.preparing():
        event_id = str(office.do("arrivals.start_event", day=DAY, announced=3, not_shown=0))
        write(office, event_id, "Faida", "f", "returned_on_site")
        write(office, event_id, "Amani", "m", "to_centre", reason="family_not_traced")
        write(office, event_id, "Bahati", "m", "")
    return event_id


def write(office: Office, event_id: str, name: str, sex: str, disposition: str, **more: object) -> str:
    values = {"name_typed": Said(name), "sex": sex, "age_typed": Said("15"), "disposition": disposition or None, **more}
    return str(office.do("arrivals.write_row", event_id=event_id, values=values).row_id)


def at(office: Office, event_id: str, place: int) -> Screen:
    page = office.go("arrivals.event", event_id)
    assert isinstance(page, Screen)
    page.way.show_step(place)
    office.settle()
    return page


def house(office: Office) -> None:
    """One room for boys with two beds."""
    room = office.do("interim_care.make_room", name="Garçons B", block="boys_14_17", capacity=2)
    for code in ("B-01", "B-02"):
        office.do("interim_care.make_bed", room_id=room, code=code)


def test_facts_are_saved_on_the_way_to_the_next_step(office: Office, event: str) -> None:
    page = at(office, event, FACTS)
    page.facts.form.questions["announced"].editor.show_value("35")

    page.way.on()
    office.settle()

    assert office.ask("arrivals.event", record_id=event).values["announced"] == 35
    assert page.way.place == CHILDREN


def test_facts_that_cannot_be_read_keep_one_on_the_step(office: Office, event: str) -> None:
    page = at(office, event, FACTS)
    page.facts.form.questions["announced"].editor.show_value("plenty")

    page.way.on()
    office.settle()

    assert page.way.place == FACTS
    assert page.facts.form.summary.isVisible()
    assert page.facts.form.questions["announced"].editor.value() == "plenty"


def test_a_partner_and_a_part_of_the_way_are_added_in_their_cards(office: Office, event: str) -> None:
    page = at(office, event, FACTS)
    page.facts.partners.role.choose("community_committee")
    page.facts.partners.organisation.setText("Comité (fictif)")
    page.facts.legs.mode.choose("helicopter")
    page.facts.legs.escort.setText("Aline Nakalonge")
    page.facts.legs.left.setText("9h30")

    page.facts.partners.add_button.click()
    page.facts.legs.add_button.click()
    office.settle()

    view = office.ask("arrivals.event", record_id=event)
    assert [partner.organisation for partner in view.partners] == ["Comité (fictif)"]
    assert view.legs[0].escort == "Aline Nakalonge"
    assert f"{office.desk.local(view.legs[0].departed_at):%H:%M}" == "09:30"


def test_an_hour_nobody_can_read_is_refused_in_the_card(office: Office, event: str) -> None:
    page = at(office, event, FACTS)
    page.facts.legs.mode.choose("car")
    page.facts.legs.left.setText("27:80")

    page.facts.legs.add_button.click()
    office.settle()

    assert page.facts.legs.refused.isVisible()
    assert page.facts.legs.left.text() == "27:80"
    assert office.ask("arrivals.event", record_id=event).legs == ()


def test_a_return_counts_once_every_question_was_put(office: Office, event: str) -> None:
    page = at(office, event, RETURNS)
    form = page.returns.form
    assert form is not None
    assert "1" in page.returns.left_words.text()
    for name, value in ANSWERS.items():
        form.questions[name].show_value(value)

    form.save()
    office.settle()
    office.until(lambda: page.returns.asked[0].complete)

    assert office.ask("arrivals.event", record_id=event).sums.returned == 1


def test_half_an_answer_is_kept_and_does_not_count(office: Office, event: str) -> None:
    page = at(office, event, RETURNS)
    form = page.returns.form
    assert form is not None
    form.questions["adult"].show_value("Furaha (fictive)")

    form.save()
    office.settle()

    asked = office.ask("arrivals.returns_to_answer", event_id=event)
    assert not asked[0].complete
    assert "adult" not in [name for name, _words in asked[0].open]
    assert office.ask("arrivals.event", record_id=event).sums.returned == 0


def test_decision_and_visit_are_taken_over_for_the_next_child_but_never_the_wish(office: Office, event: str) -> None:
    write(office, event, "Esther", "f", "returned_on_site")
    page = at(office, event, RETURNS)
    form = page.returns.form
    assert form is not None
    for name, value in ANSWERS.items():
        form.questions[name].show_value(value)
    form.save()
    office.settle()
    second = page.returns.form
    assert second is not None
    assert second is not form

    page.returns.repeat.click()

    assert second.questions["decided_by"].editor.value() == "director"
    assert second.questions["adult"].editor.value() is None
    assert second.questions["wish"].editor.value() is None


def test_a_twin_is_decided_by_a_person_and_nothing_is_merged(office: Office, event: str) -> None:
    office.do("case_file.receive", name="Faida", sex="f", age="15", village="Nyamubi (fictif)")
    page = at(office, event, TWINS)

    twins = office.ask("arrivals.duplicates", event_id=event)
    page.twins.body.findChildren(TwinCard)[0].answers.chip("not_same").click()
    office.settle()

    assert len(twins) == 1
    assert office.ask("arrivals.duplicates", event_id=event)[0].decision == "not_same"


def test_the_children_who_come_get_their_beds_at_once(office: Office, event: str) -> None:
    house(office)
    page = at(office, event, BEDS)
    assert len(page.beds.beds.lines) == 1
    office.until(lambda: page.beds.beds.lines[0].bed.count() == 2)

    page.beds.beds.lines[0].bed.setCurrentIndex(1)
    chosen = page.beds.beds.lines[0].bed.currentText()
    page.beds.beds.accept.click()
    office.settle()
    office.until(page.beds.done.isVisible)

    board = office.ask("interim_care.board")
    slept = [bed for bed in board.rooms[0].beds if bed.state == "taken"]
    assert [(bed.name, bed.code) for bed in slept] == [("Amani", chosen.split(" ")[0])]
    view = office.ask("arrivals.event", record_id=event)
    assert view.to_arrive == 0


def test_the_register_is_shown_as_it_will_be_printed_and_printed(
    office: Office, event: str, tmp_path: pathlib.Path
) -> None:
    page = at(office, event, PAPERS)
    office.until(lambda: page.papers.paper.drawn is not None)
    printed = tmp_path / "printed.pdf"

    def printer(_over: QWidget) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(printed))
        return made

    page.papers.paper.choose_printer = printer
    page.papers.print.click()
    office.until(printed.exists)
    office.settle()

    assert len(pypdfium2.PdfDocument(printed.read_bytes())) == len(page.papers.paper.view.pages)
    assert "trail" in page.way.notice.words.text()


def test_an_event_with_a_child_unaccounted_for_is_not_closed_and_says_which(office: Office, event: str) -> None:
    page = at(office, event, CHECK)
    office.until(page.check.missing.isVisible)
    said = [link.text() for link in page.check.body.findChildren(Link)]
    assert any("Bahati" in words for words in said)
    assert any("Faida" in words for words in said)

    page.way.on()
    office.settle()

    assert page.way.place == CHECK
    assert page.way.notice.isVisible()
    assert not office.ask("arrivals.event", record_id=event).closed


def test_a_line_of_what_is_missing_leads_to_its_cell(office: Office, event: str) -> None:
    page = at(office, event, CHECK)
    office.until(page.check.missing.isVisible)
    links = page.check.body.findChildren(Link)

    next(link for link in links if "Bahati" in link.text()).click()
    office.settle()

    assert page.way.place == CHILDREN
    line = page.children_step.model.line(page.children_step.grid.currentIndex().row())
    assert line is not None
    assert line.value("name_typed") == Said("Bahati")


def test_girls_are_asked_after_where_none_is_in_the_list(office: Office, event: str) -> None:
    rows = office.ask("arrivals.event", record_id=event).rows
    office.do("arrivals.write_row", event_id=event, row_id=rows[0].id, values={"sex": "m"})
    page = at(office, event, CHECK)
    office.until(page.check.girls.isVisible)

    page.check.girls.answers.chip("asked_none").click()
    page.check.girls.keep.click()
    office.settle()

    assert office.ask("arrivals.event", record_id=event).values["girls_asked"] is not None


def test_a_whole_event_is_closed_and_stays_as_it_was_signed(office: Office, event: str) -> None:
    rows = office.ask("arrivals.event", record_id=event).rows
    office.do("arrivals.answer_return", row_id=rows[0].id, values=ANSWERS)
    office.do("arrivals.write_row", event_id=event, row_id=rows[2].id,
              values={"disposition": "to_centre", "reason": "family_not_local"})  # fmt: skip
    page = at(office, event, CHECK)
    office.until(page.check.whole.isVisible)

    page.way.on()
    office.settle()

    assert office.ask("arrivals.event", record_id=event).closed
    again = office.go("arrivals.event", event)
    assert isinstance(again, Screen)
    assert not again.children_step.model.may_write


def test_no_step_asks_for_more_room_than_a_small_laptop_has(office: Office, event: str) -> None:
    office.program.frame.resize(1366, 690)
    page = at(office, event, CHILDREN)

    for place in (FACTS, CHILDREN, RETURNS, TWINS, BEDS, PAPERS, CHECK):
        page.way.show_step(place)
        office.settle()
        hint = office.program.frame.minimumSizeHint()
        assert (hint.width() <= 1366, hint.height() <= 690) == (True, True), (place, hint)
