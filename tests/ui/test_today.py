"""Today: what must be done, in tiers, with its hour; and nothing that a passer-by should not learn."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.ui.desks import Office, child, words_of
from transit_desk.module import Meter, Target, Task
from transit_desk.services.case_file.queries import Tonight
from ui.screens.today import Screen
from ui.widgets.button import Button, Kind
from ui.widgets.empty import EmptyState
from ui.widgets.figures import MeterLine, SegmentedBar
from ui.widgets.tasks import NextLine, TaskLine


def _tonight(*tasks: Task, meters: tuple[Meter, ...] = ()) -> Tonight:
    return Tonight(40, 63, (("in_bed", 37), ("elsewhere", 3), ("to_bed", 0)), meters, tasks)


def _show(office: Office, tonight: Tonight) -> Screen:
    page: Screen = office.page
    page.show_tonight(tonight)
    office.qtbot.wait(30)
    return page


def _lines(page: Screen) -> list[TaskLine]:
    return [line for line in page.findChildren(TaskLine) if line.isVisible()]


def test_no_name_and_no_number_of_a_child_stands_on_it(office: Office) -> None:
    office.unlock()
    record = child(office, "Zebedayo")
    number = office.ask("case_file.child", record_id=record).header.code
    form = office.go("case_file.note", record)
    form.questions["care_words"].editor.show_value("Zebedayo slept well")
    form.leave()

    page = office.go("today")
    said = words_of(page)

    assert "1 child is in the care of the house" in said
    assert "My drafts" in said
    assert "Zebedayo" not in said
    assert number not in said


def test_tasks_stand_in_tiers_with_their_hour_and_one_filled_button(office: Office) -> None:
    office.unlock()
    lead = Target("case_file.children")

    page = _show(
        office,
        _tonight(
            Task("Roll call", "7 left", "list", "now", "18:30", "Go on", lead, urgent=True),
            Task("Beds", "1 arrival", "bed", "night", "20:00", "Choose", lead),
            Task("Visits", "", "route", "later", "", "See", lead),
        ),
    )
    heads = [row.accessibleName() for row in page.findChildren(QWidget, "tier") if row.isVisible()]
    filled = [each for each in page.findChildren(Button) if each.kind is Kind.PRIMARY and each.isVisible()]

    coming = [line.accessibleName() for line in page.findChildren(NextLine) if line.isVisible()]

    assert heads == ["Without waiting, 1", "Before the night, 1"]
    assert coming == ["Visits"]
    assert "18:30" in words_of(_lines(page)[0])
    assert len(filled) == 1
    assert filled[0].text() == "Go on"


def test_a_task_leads_to_its_page_with_its_filter(office: Office) -> None:
    office.unlock()
    page = _show(
        office,
        _tonight(
            Task("Visits", "", "route", "now", "", "See", Target("case_file.children", extra={"due": "registration"}))
        ),
    )

    _lines(page)[0].button.click()  # type: ignore[union-attr]
    office.settle()

    assert office.page.page.key == "case_file.children"
    assert office.page.bar.values == {"due": "registration"}


def test_a_task_of_a_page_that_is_not_for_this_role_is_not_shown(office: Office) -> None:
    office.unlock()
    page = _show(office, _tonight(Task("Kits", "", "box", "now", "", "Give", Target("kits.distribution"))))

    assert not _lines(page)
    assert any(each.isVisible() for each in page.findChildren(EmptyState))


def test_the_sum_and_the_beds_are_said_in_words(office: Office) -> None:
    office.unlock()
    page = _show(office, _tonight(meters=(Meter("Girls", 9, 10, "1 free"), Meter("Boys B", 18, 16, "2 mattresses", 2))))
    bar = next(each for each in page.findChildren(SegmentedBar) if each.isVisible())
    meters = [each.accessibleName() for each in page.findChildren(MeterLine) if each.isVisible()]

    assert bar.accessibleName() == "37 have a bed or a mattress, 3 elsewhere, as planned, 0 still without a bed"
    assert meters == ["Girls : 9 / 10, 1 free", "Boys B : 18 / 16, 2 mattresses"]


def test_a_draft_is_taken_up_again_from_here(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.new")
    form.questions["name"].editor.show_value("Amani")
    form.leave()
    page = office.go("today")

    page.findChild(Button, "draft_0_resume").click()
    office.settle()

    assert office.page.questions["name"].editor.typed() == "Amani"


def test_arrivals_are_begun_here_only_by_who_may(office: Office) -> None:
    office.unlock("e.sifa")
    educator = {button.verb.page for button in office.page.buttons}
    office.lock()
    office.replaced.clear()
    office.unlock("s.pascal")
    supervisor = {button.verb.page for button in office.page.buttons}

    assert "case_file.new" not in educator
    assert "case_file.new" in supervisor
