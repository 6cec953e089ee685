"""The program from its door: unlocking, places, pages by name, the way back, undo, what should not happen."""

from __future__ import annotations

import pathlib

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import ui
from tests.ui.desks import Office, child
from transit_desk.module import FormPage, ListPage, ScreenPage
from ui.forms.form import Form
from ui.lists.page import RecordListPage
from ui.notices import CalmPage
from ui.person_menu import PersonMenu
from ui.record.page import RecordView
from ui.screens.today import Screen as Today
from ui.sign_in.unlock import UnlockPage
from ui.widgets.button import Button, Kind

_NONE = Qt.KeyboardModifier.NoModifier


def test_the_door_opens_on_today_which_is_the_first_place(office: Office) -> None:
    office.unlock()

    assert isinstance(office.page, Today)
    assert next(iter(office.program.frame.side.items)) == "today"
    assert office.program.frame.side.items["today"].isChecked()


def test_a_wrong_passphrase_and_a_wrong_login_are_told_with_the_same_words(office: Office) -> None:
    office.program.begin()
    page = office.program.door
    assert isinstance(page, UnlockPage)
    told = []

    for login, passphrase in (("s.pascal", "not this one at all"), ("nobody", "not this one at all")):
        page.login.setText(login)
        page.passphrase.setText(passphrase)
        page.open.click()
        office.until(lambda: page.open.isEnabled() or page._wait > 0)
        told.append(page.refused.text())

    assert told[0] == told[1] != ""
    assert page.passphrase.text() == ""


@pytest.mark.parametrize(
    ("login", "seen"),
    [
        ("s.pascal", {"today", "case_file.children"}),
        ("e.sifa", {"today", "case_file.children"}),
        ("m.musa", {"today"}),
    ],
)
def test_each_role_sees_its_own_places(office: Office, login: str, seen: set[str]) -> None:
    office.unlock(login)

    shown = set(office.program.frame.side.items)
    assert seen <= shown
    if login == "m.musa":
        assert "case_file.children" not in shown


def test_a_page_that_is_not_for_this_role_is_refused_calmly(office: Office) -> None:
    office.unlock("m.musa")

    office.go("case_file.children")

    assert isinstance(office.page, Today)
    assert office.program.sitting is not None
    assert "not part of your work" in office.program.sitting.notice.notice.words.text()


def test_a_page_of_a_slice_that_is_not_there_is_not_offered(office: Office) -> None:
    office.unlock()

    assert office.program.sitting is not None
    assert not office.program.sitting.pages.may("kits.distribution")
    office.go("kits.distribution")
    assert isinstance(office.page, Today)


def test_alt_left_brings_the_list_back_as_it_was(office: Office) -> None:
    office.unlock()
    for place in range(30):
        child(office, f"Amani {place:02}")
    page = office.go("case_file.children")
    page.bar.search.setText("Amani")
    office.qtbot.wait(200)
    office.settle()
    page.table.setCurrentIndex(page.model.index(20, 0))
    office.settle()
    chosen, top = page.current_id(), page.table.rowAt(0)

    office.go("case_file.child", chosen)
    office.program.frame.back()
    office.settle()

    assert office.page is page
    assert (page.current_id(), page.table.rowAt(0), page.bar.words()) == (chosen, top, "Amani")


def test_no_window_of_its_own_and_no_name_in_the_title(office: Office) -> None:
    left_by_others = {widget for widget in office.program.app.topLevelWidgets() if widget.isVisible()}
    office.unlock()
    record = child(office, "Zebedayo")

    for name, record_id in (("case_file.children", ""), ("case_file.child", record), ("case_file.new", "")):
        office.go(name, record_id)
        assert office.program.frame.windowTitle() == "Transit Desk"

    shown = {widget for widget in office.program.app.topLevelWidgets() if widget.isVisible()}
    assert shown - left_by_others <= {office.program.frame}
    assert office.program.frame.isVisible()


class Windows(QObject):
    """Notes every widget that is shown as a window of its own, be it for an instant."""

    def __init__(self, own: QWidget) -> None:
        super().__init__()
        self.own, self.seen = own, list[str]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and watched is not self.own:
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_no_part_of_a_page_flashes_as_a_window_while_it_is_built(office: Office) -> None:
    office.unlock()
    record = child(office)
    watch = Windows(office.program.frame)
    office.program.app.installEventFilter(watch)

    assert office.program.sitting is not None
    for name in ("today", "case_file.children", "case_file.new", "interim_care.beds", "arrivals.start"):
        office.go(name)
    for name in ("case_file.child", "case_file.note", "case_file.claim", "case_file.consent", "case_file.withhold",
                 "case_file.profile", "case_file.disclosure"):  # fmt: skip
        office.go(name, record)
        if hasattr(office.page, "save"):
            office.page.save()
    office.program.sitting.search()
    office.program.sitting.palette.sink()
    office.program.sitting.show_help()
    office.program.curtain()
    office.program.curtain()
    office.program.app.removeEventFilter(watch)

    assert watch.seen == []
    assert office.program.frame.isActiveWindow()


@pytest.mark.parametrize("login", ["d.furaha", "s.pascal", "e.sifa"])
def test_no_part_of_any_page_that_needs_no_record_flashes_as_a_window(office: Office, login: str) -> None:
    """Whoever may see a button sees it in its place from the first: each role, each page it may begin with.

    A form is drawn from its description alone, for everybody alike: those that the director opened are not built again.
    """
    director = office.house.desk()
    pages = [page for module in director.modules for page in module.pages]
    forms = {page.key for page in pages if isinstance(page, FormPage) and director.may(page.action)}
    built = forms if login != "d.furaha" else set()
    office.house.lock()
    office.unlock(login)
    sitting = office.program.sitting
    assert sitting is not None
    names = [
        page.key for page in pages
        if isinstance(page, (ListPage, ScreenPage)) or (isinstance(page, FormPage) and not page.subject)
    ]  # fmt: skip
    watch = Windows(office.program.frame)
    flashed: dict[str, list[str]] = {}
    office.program.app.installEventFilter(watch)
    for name in names:
        if sitting.pages.may(name) and name not in built:
            office.go(name)
            flashed |= {name: watch.seen} if watch.seen else {}
            watch.seen = []
    office.program.app.removeEventFilter(watch)

    assert flashed == {}


def test_an_act_that_can_be_taken_back_is_named_and_taken_back(office: Office) -> None:
    office.unlock()
    record = child(office)
    office.go("case_file.child", record)
    sitting = office.program.sitting
    assert sitting is not None

    heard: list[object] = []
    office.program.clerk.do("case_file.write_note", {"file_id": record, "care_words": "Slept well."}, heard.append)
    office.settle()
    named = sitting.undo_bar.words.text()
    sitting.undo_bar.button.click()
    office.settle()

    assert heard
    assert "Add a note" in named
    assert not sitting.undo_line.isVisible()
    assert "Slept well." not in str(office.ask("case_file.child", record_id=record))


def test_a_bug_becomes_a_calm_page_and_a_report_without_any_value(office: Office) -> None:
    office.unlock()
    before = office.page

    def stumble() -> None:
        secret_name = "Zebedayo"
        raise KeyError(secret_name)

    office.program.clerk.porter(stumble)
    office.settle()

    assert isinstance(office.page, CalmPage)
    assert office.program.report is not None
    written = office.program.report.read_text(encoding="utf-8")
    assert "KeyError" in written
    assert "Zebedayo" not in written
    office.page.back.click()
    assert office.page is before


def test_the_kinds_of_pages_are_drawn_by_their_description(office: Office) -> None:
    office.unlock()
    record = child(office)

    assert isinstance(office.go("case_file.children"), RecordListPage)
    assert isinstance(office.go("case_file.child", record), RecordView)
    assert isinstance(office.go("case_file.note", record), Form)


def test_a_first_run_makes_a_vault_and_opens_it(office: Office, tmp_path: pathlib.Path) -> None:
    from transit_desk import opening
    from ui.sign_in.first_run import FirstRun

    office.program.folder = tmp_path / "new" / "vault"
    (tmp_path / "new").mkdir()
    office.program.cost = opening.Cost.lowest()
    office.program.begin()
    page = office.program.door
    assert isinstance(page, FirstRun)

    answers = {
        "centre": "Maison Essai", "login": "d.essai", "name": "Furaha",
        "passphrase": "six longs mots pour cette maison fictive", "way": "new",
    }  # fmt: skip
    page.vault_wanted.emit(answers)
    office.until(lambda: office.program.entered is not None)
    page.finished.emit(answers)
    office.until(lambda: isinstance(office.page, Form))

    assert office.program.sitting is not None
    assert office.page.page.key == "case_file.new"


def test_pages_fit_a_small_screen(office: Office) -> None:
    office.unlock()
    record = child(office)

    for name, record_id in (
        ("today", ""),
        ("case_file.children", ""),
        ("case_file.child", record),
        ("case_file.new", ""),
    ):
        page: QWidget = office.go(name, record_id)
        needed = page.minimumSizeHint()
        assert needed.width() <= 1024 - 80, name
        assert needed.height() <= 600 - 112, name


def test_a_key_that_is_held_acts_once_on_every_page(office: Office) -> None:
    """A hand that rests on Ctrl+Z takes one thing back, one that rests on Delete frees one bed."""
    office.unlock()
    record = child(office)
    for page, key in (("interim_care.beds", ""), ("case_file.child", record), ("case_file.note", record)):
        office.go(page, key)

    keys = office.program.frame.findChildren(QShortcut)

    assert len(keys) > len(office.page.findChildren(QShortcut)) > 0
    assert [each.key().toString() for each in keys if each.autoRepeat()] == []
    (act,) = PersonMenu(office.program.frame, [("Lock", "lock", "Ctrl+L", office.program.lock)]).actions()
    assert (act.shortcut().toString(), act.autoRepeat()) == ("Ctrl+L", False)
    rooms = pathlib.Path(ui.__file__).parent.rglob("*.py")
    assert {path.name for path in rooms if "setShortcut(" in path.read_text()} == {"shortcut.py"}


def test_enter_and_space_that_are_held_press_once_and_write_on_in_a_box(office: Office) -> None:
    office.unlock()
    form = office.go("case_file.note", child(office))
    pressed: list[str] = []
    button = Button("Mark", Kind.SECONDARY)
    button.clicked.connect(lambda _on=False: pressed.append("once"))
    form.layout().addWidget(button)
    button.show()
    box = form.questions["care_words"].editor.box
    window = office.program.frame.windowHandle()

    def hold(where: QWidget, key: Qt.Key, letter: str) -> None:
        where.setFocus()
        for held in (False, True, True):
            QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, key, _NONE, letter, held))

    hold(button, Qt.Key.Key_Return, "\r")
    hold(button, Qt.Key.Key_Enter, "\r")
    hold(box, Qt.Key.Key_Space, " ")
    hold(box, Qt.Key.Key_Return, "\r")

    assert len(pressed) == 2
    assert form.questions["care_words"].editor.box.toPlainText() == "   \n\n\n"


def test_ctrl_z_in_a_text_box_takes_back_letters_not_acts(office: Office) -> None:
    office.unlock()
    record = child(office)
    office.do("case_file.write_note", file_id=record, care_words="Slept well.")
    form = office.go("case_file.note", record)
    box = form.questions["care_words"].editor.box
    box.setFocus()
    QTest.keyClicks(box, "abc")

    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    office.settle()

    assert "Slept well." in str(office.ask("case_file.child", record_id=record))
