"""Photographs and papers in the window: chosen, drawn anew, shown on demand, gone behind the curtain and the lock."""

from __future__ import annotations

import datetime
import io
import pathlib

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel

from tests.ui import desks
from ui.forms.scans import ScanEditor
from ui.record.in_place import FormInPlace
from ui.record.page import RecordView
from ui.widgets.person import Photo

pytestmark = pytest.mark.usefixtures("qtbot")


def picture(folder: pathlib.Path, name: str = "baraka.jpg", colour: str = "#2244cc") -> pathlib.Path:
    path = folder / name
    Image.new("RGB", (400, 300), colour).save(path)
    return path


def child(office: desks.Office) -> str:
    """A child who agreed to photographs, with one at the head of the file."""
    file_id = desks.child(office, age="16")
    today = office.desk.day(office.desk.now())
    values = {"purpose": "photo", "decision": "yes", "on_day": today, "given_by": "child"}
    office.do("case_file.answer_consent", file_id=file_id, values=values)
    return file_id


def portrait(office: desks.Office, file_id: str) -> str:
    made = io.BytesIO()
    Image.new("RGB", (400, 300), "#2244cc").save(made, "JPEG")
    document = str(office.do("documents.add", file_id=file_id, kind="photo_child", data=made.getvalue()))
    office.do("documents.use_portrait", document_id=document)
    return document


def adding(office: desks.Office, file_id: str) -> FormInPlace:
    """The form that adds one, open in its tab."""
    page = office.go("case_file.child", file_id, tab="documents")
    pane = page.panes["documents"]
    office.until(lambda: pane.side_widgets[0].layout() is not None)
    form = pane.open_form(page.pages.named("documents.add"), {"file_id": file_id})
    assert isinstance(form, FormInPlace)
    return form


def scan(form: FormInPlace) -> ScanEditor:
    editor = form.questions["data"].editor
    assert isinstance(editor, ScanEditor)
    return editor


def photo(page: RecordView) -> Photo:
    found = page.findChild(Photo)
    assert found is not None
    return found


def looks(office: desks.Office) -> int:
    return sum(row.action == "documents.portrait" for row in office.ask("office.trail").rows)


def test_a_page_opens_at_the_tab_that_was_asked_for(office: desks.Office) -> None:
    """What is to be settled leads to its tab; so does the way back after a lock."""
    office.unlock()
    file_id = desks.child(office)

    page = office.go("safekeeping", file_id)

    assert page.tabs.current() == page.panes["safekeeping"].key == "interim_care"
    office.until(lambda: "Nothing is kept for this child." in desks.words_of(page.panes["safekeeping"]))


def test_a_picture_is_chosen_added_and_shown_on_demand(office: desks.Office, tmp_path: pathlib.Path) -> None:
    """Its file's name stands nowhere in the window, and no draft holds its bytes."""
    office.unlock()
    file_id = child(office)
    form = adding(office, file_id)
    pane = office.page.panes["documents"]
    editor = scan(form)
    editor.choose = lambda _over: picture(tmp_path)
    editor.button.click()
    form.questions["kind"].editor.show_value("photo_child")
    form.questions["secrecy"].editor.show_value("open")
    form.flush()
    office.settle()
    assert "JPEG" in editor.words.text()
    assert "baraka.jpg" not in desks.words_of(office.program.frame)
    assert max(len(repr(kept.content)) for kept in office.desk.drafts()) < 2_000

    form.save()
    office.settle()

    office.until(lambda: "Photograph of the child" in desks.words_of(pane))
    (held,) = office.ask("documents.tab", record_id=file_id).start[0].held
    assert pane.findChild(QLabel, "album_picture") is None
    card = next(each for each in pane.findChildren(object) if type(each).__name__ == "AlbumCard")
    card.ask(held.record_id)
    office.settle()
    shown = pane.findChild(QLabel, "album_picture")
    assert shown is not None
    assert shown.pixmap().toImage().pixelColor(50, 50).blue() > 180


def test_a_paper_without_the_childs_yes_is_refused_beside_its_field(
    office: desks.Office, tmp_path: pathlib.Path
) -> None:
    office.unlock()
    file_id = desks.child(office)
    form = adding(office, file_id)
    scan(form).read(picture(tmp_path))
    form.questions["kind"].editor.show_value("photo_child")
    form.questions["secrecy"].editor.show_value("open")

    form.save()
    office.settle()

    assert "has not agreed" in desks.words_of(form.questions["kind"].shown)


def test_what_cannot_be_read_is_said_beside_the_button(office: desks.Office, tmp_path: pathlib.Path) -> None:
    """A stick pulled out, a film instead of a picture, a file larger than can be kept."""
    office.unlock()
    file_id = desks.child(office)
    form = adding(office, file_id)
    film, large = tmp_path / "film.mp4", tmp_path / "large.jpg"
    film.write_bytes(b"ftypmp42" * 20)
    large.write_bytes(b"\xff\xd8\xff" + b"\0" * (26 * 1024 * 1024))

    for path, words in ((tmp_path / "gone.jpg", "stick"), (film, "JPEG or PNG"), (large, "too large")):
        scan(form).read(path)
        form.save()
        assert words in desks.words_of(form.questions["data"].shown), path.name


def test_the_photo_is_masked_until_asked_and_behind_the_curtain(office: desks.Office) -> None:
    """Each look leaves a line; the curtain, another page and a second press mask it again."""
    office.unlock()
    file_id = child(office)
    portrait(office, file_id)
    page = office.go("case_file.child", file_id)
    assert photo(page).picture is None
    assert looks(office) == 0

    photo(page).click()
    office.settle()
    assert photo(page).picture is not None
    assert looks(office) == 1
    photo(page).click()
    assert photo(page).picture is None
    photo(page).click()
    office.settle()
    assert photo(page).picture is not None

    office.program.curtain()
    assert photo(page).picture is None
    assert not photo(page).isChecked()
    assert looks(office) == 2


def test_the_lock_lets_go_of_the_photo(office: desks.Office) -> None:
    office.unlock()
    file_id = child(office)
    portrait(office, file_id)
    page = office.go("case_file.child", file_id)
    shown = photo(page)
    shown.click()
    office.settle()
    assert shown.picture is not None
    seen: list[object] = []
    shown.destroyed.connect(lambda: seen.append("gone"))

    office.lock()

    assert seen == ["gone"]


def test_a_yes_taken_back_takes_the_photo_from_the_head(office: desks.Office) -> None:
    office.unlock()
    file_id = child(office)
    portrait(office, file_id)
    page = office.go("case_file.child", file_id)
    assert photo(page).isVisible()

    values = {
        "purpose": "photo",
        "decision": "withdrawn",
        "on_day": datetime.date(2026, 11, 21),
        "given_by": "child",
    }
    office.do("case_file.answer_consent", file_id=file_id, values=values)

    office.until(lambda: not photo(page).isVisible())


def test_the_blank_record_is_reached_from_an_empty_tab(office: desks.Office) -> None:
    """On the first night nothing is written yet, and the paper is needed most."""
    office.unlock()
    page = office.go("safekeeping", desks.child(office))
    pane = page.panes["safekeeping"]
    office.until(lambda: "Print a blank record" in desks.words_of(pane))

    office.go("preview", paper="safekeeping.handing_over_blank")

    office.until(lambda: office.page.desk_of_paper.drawn is not None)
    assert len(office.page.desk_of_paper.drawn.pages) == 1
