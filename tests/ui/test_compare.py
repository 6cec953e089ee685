"""Two files side by side: the answer is kept with the keyboard, and the file that stays is opened."""

from __future__ import annotations

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
