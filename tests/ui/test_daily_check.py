"""The daily check behind the screen: it holds nobody, says nothing where all is whole, and stands on Today if not."""

from __future__ import annotations

import time

from tests.ui.desks import Office, child
from ui.screens.today import Screen as Today


def come_in(office: Office, login: str = "s.pascal") -> Today:
    office.program.check_after = 0
    office.unlock(login)
    office.settle()
    page = office.page
    assert isinstance(page, Today)
    return page


def checks(office: Office) -> int:
    return sum(line.kind == "check" for line in office.ask("office.trail").rows)


def test_it_is_done_once_a_day_and_says_nothing_where_all_is_whole(office: Office) -> None:
    page = come_in(office)

    office.until(lambda: checks(office) == 1)
    office.settle()
    assert office.program.checking is not None
    office.program.checking.begin()
    office.settle()

    assert checks(office) == 1
    assert not page.health.isVisible()
    assert office.program.sitting is not None
    assert not office.program.sitting.notice.isVisible()


def test_what_is_wrong_stands_on_today_in_words(office: Office) -> None:
    page = come_in(office)
    office.until(lambda: checks(office) == 1)
    (office.house.folder / "header.b").unlink()

    assert office.program.checking is not None
    office.program.check_vault()
    office.until(page.health.isVisible)

    words = page.health.words.text()
    assert "found something" in words
    assert "header are not alike" in words
    assert page.health.height() >= page.health.heightForWidth(page.health.width()) > 0


def test_a_role_that_may_not_check_hears_that_something_was_found(office: Office) -> None:
    desk = office.house.desk()
    desk.do("office.note_check", found=2)
    office.house.lock()

    page = come_in(office, "e.sifa")
    office.until(page.health.isVisible)
    office.program.check_vault()

    assert "2 points. Tell the person who administers." in page.health.words.text()
    assert office.program.sitting is not None
    assert "does not include" in office.program.sitting.notice.notice.words.text()


def test_whoever_asks_hears_that_all_is_whole_and_the_last_act_can_still_be_taken_back(office: Office) -> None:
    come_in(office)
    record = child(office)
    sitting = office.program.sitting
    assert sitting is not None
    office.program.clerk.do("case_file.write_note", {"file_id": record, "care_words": "Elle a bien mangé."})
    office.settle()

    office.program.check_vault()
    office.settle()

    assert "The vault is whole" in sitting.notice.notice.words.text()
    assert not sitting.undo_line.isHidden()


def test_a_lock_does_not_wait_for_it(office: Office) -> None:
    come_in(office)
    office.program.check_vault()

    began = time.monotonic()
    office.lock()

    assert time.monotonic() - began < 6, "the budget on a quiet machine is 1.5 s"
