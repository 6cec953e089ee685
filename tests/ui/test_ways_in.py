"""Ways in through the window: somebody is let in, chooses a passphrase, forgets it, leaves; and the two halves."""

from __future__ import annotations

import itertools
import pathlib
import time
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import makers
from tests.ui.desks import Office, child, words_of
from transit_desk import entrance, opening
from transit_desk.domain import errors
from transit_desk.storage import header, keys
from ui.record.in_place import FormInPlace
from ui.sign_in.come_back import ComeBackPage
from ui.sign_in.first_run import FirstRun
from ui.sign_in.own_passphrase import OwnPassphrasePage
from ui.sign_in.sheet_page import SheetPage
from ui.sign_in.unlock import UnlockPage

# What the screen of the tests, which is none, cannot do.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "plugin does not support")

OWN = "onze bananes vertes sur le lac"
OTHER = "sept lampes bleues au marche"


def again(office: Office, tmp_path: pathlib.Path) -> Office:
    """The program after a lock, as the new process begins."""
    office.program.close()
    return Office(office.qtbot, office.house, tmp_path)


def at_the_door(office: Office, login: str, passphrase: str) -> None:
    if office.program.door is None:
        office.program.begin()
    page = office.program.door
    assert isinstance(page, UnlockPage)
    page.login.setText(login)
    page.passphrase.setText(passphrase)
    page.open.click()


def fill_in(page: Any, *, name: str = "Esther Ntakwinja", login: str = "n.esther", role: str = "nurse") -> None:
    page.name.setText(name)
    page.login.setText(login)
    page.sex.choose("f")
    page.roles.chips[role].click()


def let_in(office: Office, **who: str) -> str:
    """Through the form; the words that were shown."""
    page = office.go("office.let_in")
    fill_in(page, **who)
    page.make.click()
    office.until(lambda: bool(page.given.words.words))
    office.until(lambda: page.given.paper.drawn is not None)
    return " ".join(page.given.words.words)


def open_worker(office: Office, login: str) -> Any:
    found = next(each for each in office.ask("office.workers") if each.login == login)
    return office.go("office.worker", found.id)


def printer_into(path: pathlib.Path) -> Any:
    def choose(_over: QWidget) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(path))
        return made

    return choose


def test_somebody_is_let_in_and_chooses_a_passphrase_of_their_own(office: Office, tmp_path: pathlib.Path) -> None:
    """From the list of staff to the newcomer's first page, with the slip between them."""
    office.unlock("d.furaha")
    office.program.frame.side.items["office.staff"].click()
    office.settle()
    add = next(button for button in office.page.buttons if button.verb.page == "office.let_in")
    add.click()
    office.settle()
    page = office.page
    fill_in(page)
    page.make.click()
    assert page.busy.isVisible()
    office.until(lambda: page.given.paper.drawn is not None)
    given = " ".join(page.given.words.words)
    assert len(page.given.words.words) == 6
    slip = tmp_path / "slip.pdf"
    page.given.paper.choose_printer = printer_into(slip)
    page.given.print.click()
    office.until(lambda: "printer" in page.given.notice.words.text() and slip.exists())
    office.settle()
    assert len(pypdfium2.PdfDocument(slip.read_bytes())) == 1
    office.program.frame.side.items["office.staff"].click()
    office.settle()
    assert given not in words_of(office.program.frame)

    hers = again(office, tmp_path)
    at_the_door(hers, "n.esther", given)
    hers.until(lambda: isinstance(hers.program.door, OwnPassphrasePage))
    own: Any = hers.program.door
    assert hers.program.sitting is None
    own.secret.first.setText(OWN)
    own.secret.second.setText("onze")
    own.keep.click()
    assert own.refused.text() == "The two are not the same yet."
    own.secret.second.setText(OWN)
    own.keep.click()
    assert own.busy.isVisible()
    hers.until(lambda: hers.program.sitting is not None and hers.program.frame.pages.count() > 0)
    hers.settle()
    assert hers.desk.actor.login == "n.esther"
    assert hers.program.entered is not None
    assert not hers.program.entered.desk.must_change
    hers.program.close()
    hers.house.lock()
    entrance.come_in(hers.house.folder, "n.esther", OWN, hers.house.clock).desk.lock()


def test_whoever_turns_back_from_the_first_passphrase_leaves_a_closed_desk(
    office: Office, tmp_path: pathlib.Path
) -> None:
    office.unlock("d.furaha")
    given = let_in(office)
    hers = again(office, tmp_path)
    at_the_door(hers, "n.esther", given)
    hers.until(lambda: isinstance(hers.program.door, OwnPassphrasePage))
    page: Any = hers.program.door
    assert hers.program.entered is not None
    desk = hers.program.entered.desk

    page.back.click()

    hers.until(lambda: bool(hers.replaced))
    assert desk.locked
    assert isinstance(hers.program.door, UnlockPage)


def test_the_present_passphrase_given_again_is_refused_in_words(office: Office, tmp_path: pathlib.Path) -> None:
    office.unlock("d.furaha")
    given = let_in(office)
    hers = again(office, tmp_path)
    at_the_door(hers, "n.esther", given)
    hers.until(lambda: isinstance(hers.program.door, OwnPassphrasePage))
    page: Any = hers.program.door
    for box in (page.secret.first, page.secret.second):
        box.setText(given)
    page.keep.click()

    hers.until(lambda: "present" in page.refused.text())
    assert page.keep.isEnabled()


def test_what_is_missing_is_said_beside_its_box_and_a_taken_login_too(office: Office) -> None:
    office.unlock("d.furaha")
    page = office.go("office.let_in")
    page.make.click()
    assert all(field.refused.words.text() for field in page.fields.values())

    fill_in(page, login="S.Pascal")
    page.make.click()
    office.until(lambda: "already used" in page.fields["login"].refused.words.text())

    assert len(office.ask("office.workers")) == len(makers.STAFF)
    assert not page.given.words.words


def test_roles_whose_keys_one_does_not_hold_are_asleep_with_the_reason(office: Office) -> None:
    """The technical administrator gives no key to a child's file."""
    office.unlock("a.tuli")
    page = office.go("office.let_in")

    awake = {key for key, chip in page.roles.chips.items() if chip.isEnabled()}

    assert awake == {"administrator", "reporting"}, "sight of children is the director's to give"
    assert "cannot open yourself" in page.roles.chips["director"].toolTip()


def test_a_way_in_is_renewed_on_the_persons_page(office: Office, tmp_path: pathlib.Path) -> None:
    """Somebody forgot theirs: new words, and the old passphrase no longer opens."""
    office.unlock("d.furaha")
    view = open_worker(office, "s.pascal")
    assert "open, with a passphrase of their own" in words_of(view)
    view.findChild(QWidget, "verb_office_renew").click()
    office.settle()
    page = office.page
    assert page.card.heading.text() == "Pascal Murhula · s.pascal"
    page.make.click()
    office.until(lambda: bool(page.given.words.words))
    given = " ".join(page.given.words.words)

    theirs = again(office, tmp_path)
    at_the_door(theirs, "s.pascal", makers.PASSPHRASE)
    theirs.until(lambda: isinstance(theirs.program.door, UnlockPage) and theirs.program.door.refused.isVisible())
    at_the_door(theirs, "s.pascal", given)
    theirs.until(lambda: isinstance(theirs.program.door, OwnPassphrasePage))


def test_a_way_in_is_taken_away_with_a_reason_and_what_waits_is_shown(office: Office) -> None:
    office.unlock("d.furaha")
    file_id = child(office)
    aline = next(each.id for each in office.ask("office.workers") if each.login == "c.aline")
    office.do("case_file.assign", file_id=file_id, worker_id=aline)
    view = office.go("office.worker", aline)
    more = view.findChild(QWidget, "verbs_more").menu_shown
    next(action for action in more.actions() if "away" in action.text()).trigger()
    office.settle()
    page = office.page
    assert "1 file" in page.counted.text()
    assert "Amani" in words_of(page)
    page.take.click()
    office.until(lambda: bool(page.field.refused.words.text()))

    page.why.setPlainText("end of contract")
    page.take.click()
    office.until(lambda: office.page is not page)
    office.settle()

    assert "no longer works here" in words_of(office.page)
    assert "Amani" in words_of(office.page)
    assert not office.desk.way_in("c.aline").there


def test_roles_are_changed_on_the_same_page(office: Office) -> None:
    office.unlock("d.furaha")
    view = open_worker(office, "e.sifa")
    view.findChild(QWidget, "verb_office_roles").click()
    office.settle()
    form: Any = view.findChild(FormInPlace)
    assert form.questions["roles"].editor.value() == ["educator"]
    form.questions["roles"].editor.show_value(["educator", "receptionist"])
    form.save()
    office.settle()

    assert "Receptionist" in words_of(office.page)


def test_whoever_may_not_sees_the_verbs_asleep_and_opens_no_page(office: Office) -> None:
    """A caseworker sees who works here, and neither lets in nor takes away."""
    office.unlock("c.aline")
    page = office.go("office.staff")

    verbs = {button.verb.page: button for button in page.buttons}
    for name in ("office.let_in", "office.sheet"):
        assert not verbs[name].isEnabled()
        assert verbs[name].toolTip()
    for name in ("office.let_in", "office.renew", "office.take_away", "office.sheet"):
        office.go(name)
        assert office.page is page


def test_my_passphrase_is_reached_from_the_name_and_changed(office: Office, tmp_path: pathlib.Path) -> None:
    office.unlock("m.musa")
    office.program.frame.side.who.click()
    menu: Any = office.program.frame.findChild(QWidget, "person_menu")
    menu.actions()[0].trigger()
    menu.close()
    office.settle()
    page = office.page
    page.old.setText("not this one at all")
    for box in (page.new.first, page.new.second):
        box.setText(OWN)
    page.keep.click()
    office.until(lambda: bool(page.field.refused.words.text()))
    page.old.setText(makers.PASSPHRASE)
    page.keep.click()
    office.until(lambda: "is kept" in page.notice.words.text())
    assert not page.new.first.text() + page.old.text()

    theirs = again(office, tmp_path)
    at_the_door(theirs, "m.musa", OWN)
    theirs.until(lambda: theirs.program.sitting is not None)


def test_nothing_typed_of_a_passphrase_waits_behind_the_curtain(office: Office) -> None:
    office.unlock("m.musa")
    page = office.go("office.my_passphrase")
    page.old.setText(makers.PASSPHRASE)
    page.new.first.setText(OWN)

    office.program.curtain()

    assert not page.old.text() + page.new.first.text()


def test_the_words_stay_under_the_curtain_and_go_with_the_page(office: Office) -> None:
    """They are shown once: covering the screen must not cost the newcomer their way in."""
    office.unlock("d.furaha")
    given = let_in(office)
    page = office.page
    office.program.curtain()
    office.program._lift()
    assert " ".join(page.given.words.words) == given

    office.go("today")

    assert not page.given.words.words
    assert page.given.paper.drawn is None


def test_the_window_goes_on_while_a_key_is_made(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the full cost of a real vault: the screen's thread answers all the time."""
    monkeypatch.setattr(opening.Opened, "cost", opening.Cost())
    office.unlock("d.furaha")
    page = office.go("office.let_in")
    fill_in(page)
    beats: list[float] = []
    beat = QTimer()
    beat.setInterval(10)
    beat.timeout.connect(lambda: beats.append(time.monotonic()))
    beat.start()

    page.make.click()
    began = time.monotonic()
    office.until(lambda: bool(page.given.words.words))
    took = time.monotonic() - began
    beat.stop()

    made = next(each for each in office.desk.vault.header.slots if each.expires is not None)
    assert made.kdf == opening.Cost().kdf()
    gaps = [later - earlier for earlier, later in itertools.pairwise(beats)]
    print(f"key made in {took:.2f} s; longest pause of the window {max(gaps) * 1000:.0f} ms; {len(beats)} beats")
    assert max(gaps) < max(0.25, took / 2)


def test_a_new_sheet_brings_back_whoever_administers(office: Office, tmp_path: pathlib.Path) -> None:
    """The sheet is made and printed in the window, and typed at the door by somebody whose passphrase is lost."""
    office.unlock("d.furaha")
    page = office.go("office.sheet")
    page.make.click()
    office.until(lambda: page.sheet.paper.drawn is not None)
    sheet = tmp_path / "sheet.pdf"
    page.sheet.paper.choose_printer = printer_into(sheet)
    page.sheet.print.click()
    office.until(sheet.exists)
    office.settle()
    assert len(pypdfium2.PdfDocument(sheet.read_bytes())) == 2
    halves = [text.text().replace("\u2066", "").replace("\u2069", "") for text in page.sheet.halves]

    back = again(office, tmp_path)
    back.program.cost = opening.Cost.lowest()
    back.program.begin()
    door: Any = back.program.door
    door.forgot.click()
    lost: Any = back.program.door
    assert isinstance(lost, ComeBackPage)
    lost.open.click()
    assert lost.fields["half_a"].refused.words.text()
    lost.halves[0].setText(halves[1])
    lost.halves[1].setText(halves[0])
    lost.login.setText("d.furaha")
    for box in (lost.secret.first, lost.secret.second):
        box.setText(OTHER)
    lost.open.click()
    back.until(lambda: "as it was printed" in lost.fields["half_a"].refused.words.text())
    for box, half in zip(lost.halves, halves, strict=True):
        box.setText(half)
    lost.open.click()
    back.until(lambda: back.program.sitting is not None and back.program.frame.pages.count() > 0)
    back.settle()

    assert back.desk.actor.login == "d.furaha"
    assert back.program.sitting is not None
    assert "recovery sheet was used" in back.program.sitting.notice.notice.words.text()


def test_the_first_run_makes_shows_and_prints_the_sheet_and_keeps_the_place_of_copies(
    office: Office, tmp_path: pathlib.Path
) -> None:
    """From nothing to a vault whose two halves open it, with the first copy on the stick."""
    program = office.program
    program.folder = tmp_path / "new" / "vault"
    (tmp_path / "new").mkdir()
    stick = tmp_path / "stick"
    stick.mkdir()
    program.cost = opening.Cost.lowest()
    program.begin()
    page = program.door
    assert isinstance(page, FirstRun)
    page.go_on()
    page.go_on()
    steps: Any = page.steps
    steps[2].name.setText("Maison Essai (fictive)")
    page.go_on()
    steps[3].name.setText("Furaha Nabintu")
    steps[3].login.setText("d.furaha")
    page.go_on()
    office.until(page.recovery.print.isVisible)
    page.recovery.print.click()
    sheet_page: Any = program.frame.whole.currentWidget()
    assert isinstance(sheet_page, SheetPage)
    office.until(lambda: sheet_page.sheet.paper.drawn is not None)
    printed = tmp_path / "sheet.pdf"
    sheet_page.sheet.paper.choose_printer = printer_into(printed)
    sheet_page.sheet.print.click()
    office.until(printed.exists)
    office.settle()
    halves = tuple("".join(groups) for groups in page.recovery._halves)
    sheet_page.back.click()
    assert program.frame.whole.currentWidget() is page
    for box, (half, group) in zip(page.recovery.boxes, page.recovery._wanted, strict=True):
        box.setText(page.recovery._halves[half][group])
        assert len(box.text()) == 4
    page.go_on()
    page.show_copies(str(stick))
    page.go_on()
    page.go_on()
    office.until(lambda: program.sitting is not None and any(stick.rglob("header.a")))
    office.settle()

    assert program.preferences.copies == str(stick)
    assert "Backup: today" in program.frame.status.copy.text()
    assert all("".join(half) not in words_of(program.frame) for half in halves)
    program._let_go(place=False)
    back = entrance.recover(
        program.folder, (halves[0], halves[1]), "d.furaha", OTHER, office.house.clock, cost=opening.Cost.lowest()
    )
    assert back.opened.recovered
    back.desk.lock()


def test_a_slot_that_could_not_be_written_is_said_and_mended_on_the_persons_page(office: Office) -> None:
    office.unlock("d.furaha")
    folder = office.house.folder
    page = office.go("office.let_in")
    fill_in(page)
    for copy in header.COPIES:
        (folder / copy).rename(folder / f"{copy}.away")
        (folder / copy).mkdir()
    page.make.click()
    office.until(lambda: "renew" in page.notice.words.text())
    for copy in header.COPIES:
        (folder / copy).rmdir()
        (folder / f"{copy}.away").rename(folder / copy)

    view = open_worker(office, "n.esther")
    assert "none yet" in words_of(view)
    page = office.go("office.renew", worker_id=view.record_id)
    page.make.click()
    office.until(lambda: bool(page.given.words.words))

    assert office.desk.way_in("n.esther").there


def test_a_passphrase_is_found_in_no_draft_and_in_no_preference(office: Office, qtbot: QtBot) -> None:
    office.unlock("d.furaha")
    given = let_in(office)
    office.lock()

    folder = office.house.folder
    for path in [*folder.rglob("*"), *folder.parent.glob("*.ini")]:
        if path.is_file():
            assert given.encode() not in path.read_bytes()
    with pytest.raises(errors.WrongPassphrase):
        keys.open_slot(header.read(folder).header, "n.esther", given + "x")
