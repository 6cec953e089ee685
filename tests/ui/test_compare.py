"""Two files side by side: the answer is kept with the keyboard, and the file that stays is opened."""

from __future__ import annotations

import pytest

from tests.ui.desks import Office, child, words_of


def test_two_files_are_compared_and_joined_from_the_keyboard(office: Office) -> None:
    office.unlock("s.pascal")
    earlier = office.do("case_file.open_case", sex="m", care_track="reunified", name="Amani Wilondja", age="14")
    now = child(office, "Amani Wilonja")

    page = office.go("case_file.compare", now)
    assert {"Amani Wilondja", "Amani Wilonja"} <= {each.split(" · ")[0] for each in words_of(page).splitlines()}
    page.answer.chip("same").click()
    page.why.setPlainText("the same mother")
    page._keep()
    office.settle()

    assert office.ask("case_file.child", record_id=earlier).record_id == now


@pytest.mark.parametrize("height", [690, 768])
def test_on_a_low_screen_the_boxes_for_the_reasons_are_whole_and_the_answers_stand_above_them(
    office: Office, height: int
) -> None:
    office.unlock("s.pascal")
    one, other = (child(office, name) for name in ("Amani Wilondja", "Amani Wilonja"))
    office.program.frame.resize(1366, height)
    page = office.go("case_file.compare", one)
    assert page.shown.other_id == other
    page.answer.chip("same").click()
    office.settle()

    assert page.fields["why_both"].isVisibleTo(page)
    for box in (page.why, page.why_both):
        assert box.visibleRegion().boundingRect().width() == box.width()
        assert box.height() >= box.fontMetrics().lineSpacing() * 2
    chips = [page.answer.chip(key) for key in ("same", "not_same", "do_not_know")]
    lowest = max(chip.mapTo(page, chip.rect().bottomLeft()).y() for chip in chips)
    assert lowest <= page.fields["why"].mapTo(page, page.fields["why"].rect().topLeft()).y()
