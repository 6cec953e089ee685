"""At the door of a vault that is older than its papers, or harmed: a choice in words, and nothing opened before it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests import makers
from tests.ui.desks import Office, child, words_of
from transit_desk import entrance
from ui.sign_in.missing import MissingWork
from ui.sign_in.unlock import UnlockPage


def put_back_older(office: Office) -> None:
    """The database of an earlier day, without the anchor that would tell."""
    folder = office.house.folder
    shutil.copy(folder / "data.db", folder.parent / "older.db")
    desk = office.house.desk()
    desk.do("case_file.open_case", sex="f", care_track="reunified", name="Zawadi", age="15")
    office.house.lock()
    shutil.copy(folder.parent / "older.db", folder / "data.db")
    (folder / "anchor").unlink()


def knock(office: Office) -> None:
    if office.program.door is None:
        office.program.begin()
    page = office.program.door
    assert isinstance(page, UnlockPage)
    page.login.setText("s.pascal")
    page.passphrase.setText(makers.PASSPHRASE)
    page.open.click()


def asked(office: Office) -> MissingWork:
    knock(office)
    office.until(lambda: isinstance(office.program.door, MissingWork))
    page = office.program.door
    assert isinstance(page, MissingWork)
    return page


def test_an_older_vault_opens_only_after_a_choice_that_the_trail_keeps(office: Office) -> None:
    put_back_older(office)

    page = asked(office)
    assert office.program.entered is None
    assert "anchor" in words_of(page)
    assert page.found.height() >= page.found.heightForWidth(page.found.width()), "no line is cut"
    page.go_on.click()
    office.until(lambda: office.program.sitting is not None)
    office.settle()

    assert "went_on" in [line.kind for line in office.ask("office.trail").rows]
    sitting = office.program.sitting
    assert sitting is not None
    assert "went on" in sitting.notice.notice.words.text()


def test_stopping_leads_back_to_the_door_and_opens_nothing(office: Office) -> None:
    put_back_older(office)

    page = asked(office)
    QTest.keyClick(page, Qt.Key.Key_Escape)

    assert isinstance(office.program.door, UnlockPage)
    assert office.program.entered is None
    assert isinstance(asked(office), MissingWork)


def test_a_backup_is_brought_back_from_there(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = office.house.folder.parent / "stick"
    stick.mkdir()
    office.house.desk()
    assert office.house.entered is not None
    backup = entrance.keep_copy(office.house.entered, stick).path
    office.house.lock()
    put_back_older(office)
    chosen: list[Path] = [stick, backup]  # the stick itself is no backup: refused in words, the choice stays
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(chosen.pop(0)))

    page = asked(office)
    page.restore.click()
    office.until(page.restore.isEnabled)
    assert "not a whole backup" in page.refused.text()
    page.restore.click()
    office.until(lambda: isinstance(office.program.door, UnlockPage))

    assert "is kept as" in words_of(office.program.door) if office.program.door else False
    office.unlock()
    assert "restored" in [line.kind for line in office.ask("office.trail").rows]


@pytest.mark.parametrize("name", ["header.a", "data.db", "anchor"])
def test_a_directory_in_the_place_of_a_file_is_said_at_the_door(office: Office, name: str) -> None:
    (office.house.folder / name).unlink()
    (office.house.folder / name).mkdir()

    knock(office)
    page = office.program.door
    assert isinstance(page, UnlockPage)
    office.until(lambda: bool(page.refused.text()))

    assert f"“{name}”" in page.refused.text()
    assert "try again" in page.refused.text()
    assert page.refused.height() >= page.refused.heightForWidth(page.refused.width()), "no line is cut"
    assert office.program.report is None


def test_a_vault_that_is_a_file_is_said_at_the_door(office: Office) -> None:
    shutil.rmtree(office.house.folder)
    office.house.folder.write_text("not ours")

    knock(office)
    page = office.program.door
    assert isinstance(page, UnlockPage)
    office.until(lambda: bool(page.refused.text()))

    assert "no vault" in page.refused.text()


# --- undo ------------------------------------------------------------------------------------------------------------


def test_a_refused_undo_says_why_and_what_it_rests_on_stands(office: Office) -> None:
    office.unlock()
    record = child(office)
    sitting = office.program.sitting
    assert sitting is not None
    office.do("case_file.write_note", file_id=record, care_words="Elle a bien mangé.")
    opened = office.do("case_file.open_case", sex="f", care_track="resident", name="Zawadi", age="15")
    office.do("case_file.admit", file_id=opened, began_on=office.desk.day(office.desk.now()))

    sitting.undo()
    office.settle()
    told = sitting.notice.notice.words.text()
    shown = sitting.undo_line.isVisible()

    assert told.startswith("Not taken back: Open a file.")
    assert len(told) > len("Not taken back: Open a file. ")
    assert not shown
    assert office.desk.can_undo() is None
    assert "Elle a bien mangé." in str(office.ask("case_file.child", record_id=record))
