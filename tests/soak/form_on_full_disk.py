"""One test for a machine where a small disk may be mounted: the real form keeps its text while the disk is full.

`test_fulldisk.py` runs it under `unshare --mount`.
"""

from __future__ import annotations

import os
import pathlib
import subprocess

from pytestqt.qtbot import QtBot

from tests import makers
from tests.ui.desks import Office, words_of
from ui.notices import CalmPage
from ui.record.page import RecordView

WORDS = "Slept well, ate with the others, asked twice for the football. " * 60 + "End."


def test_the_form_keeps_its_text_says_why_and_saves_when_there_is_room(qtbot: QtBot, tmp_path: pathlib.Path) -> None:
    disk = pathlib.Path(os.environ["FULL_DISK"])
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)], check=True)
    office = Office(qtbot, makers.copy_house(pathlib.Path(os.environ["FULL_TEMPLATE"]), disk / "vault"), tmp_path)
    office.unlock()
    record = office.do("case_file.receive", name="Amani", sex="m", age="14", village="Kalonge-Haut (fictif)")
    form = office.go("case_file.note", record)
    form.questions["care_words"].editor.show_value(WORDS)
    try:
        with (disk / "ballast").open("ab", buffering=0) as ballast:
            while ballast.write(bytes(4096)):
                pass
    except OSError:
        pass

    form.save()
    office.until(lambda: isinstance(office.page, CalmPage))
    said = words_of(office.page)
    office.page.back.click()
    office.settle()

    assert "The disk is full" in said
    assert office.page is form
    assert form.questions["care_words"].editor.value() == WORDS
    assert form.save_button.isEnabled()

    (disk / "ballast").unlink()
    form.save()
    office.until(lambda: isinstance(office.page, RecordView))
    office.settle()

    story = words_of(office.page) + str(office.ask("case_file.child", record_id=record))
    assert "asked twice for the football" in story
    office.program.close()
