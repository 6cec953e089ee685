"""Files handed over in six steps and taken in elsewhere: exactly what they see, words shown once, differences."""

from __future__ import annotations

import pathlib
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.desks import Office, child, words_of
from transit_desk.export.opener import Secret
from transit_desk.export.verify import open_package
from ui.screens.handing_over import AGREED, CONTENTS, SLIP, STICK, VERIFY, WHO, Screen
from ui.screens.handover.agreed_step import AgreedCard
from ui.screens.handover.children_panel import NEW_FILE, UNSURE
from ui.screens.package_in import Screen as PackageIn
from ui.widgets.button import Button, Kind
from ui.widgets.tasks import FactLine


def agree(office: Office, file_id: str, decision: str = "yes") -> None:
    values = {"purpose": "transfer", "decision": decision, "on_day": "2026-11-20", "given_by": "child"}
    office.do("case_file.answer_consent", file_id=file_id, values=values)


@pytest.fixture
def files(office: Office) -> list[str]:
    """Two children who agreed, one who was not asked; an agency whose key, here our own, was compared."""
    office.unlock()
    with office.preparing():
        found = [child(office, "Amani", age="16"), child(office, "Faida", "f", "16"), child(office, "Bahati")]
        for file_id in found[:2]:
            agree(office, file_id)
        own = office.do("handover.make_keys")
        key = office.do("handover.add_receiver", name="Toit partagé (fictif)", place="Kindu", recipient=own.recipient)
        office.do("handover.confirm_receiver", receiver_id=key)
    return found


def begun(office: Office, files: list[str], way: str = "key") -> Screen:
    """The first step, filled in."""
    page = office.go("handover.wizard")
    assert isinstance(page, Screen)
    page.who.chosen = set(files)
    page.who.receiver.agency.setCurrentIndex(1)
    page.who.purpose.choose("follow_up")
    page.who.ways.choose(way)
    return page


def button(within: QWidget, name: str) -> Button:
    found = within.findChild(Button, name)
    assert found is not None
    return found


def on(office: Office, page: Screen) -> None:
    page.way.on()
    office.settle()


def at_stick(office: Office, files: list[str], way: str = "key") -> Screen:
    page = begun(office, files, way)
    for _step in range(4):
        on(office, page)
    assert page.way.place == STICK
    return page


def write(office: Office, page: Screen, path: pathlib.Path) -> str:
    """Close and write; answers the words that open it, if it has any."""
    words = page.leaving.words
    page.stick.choose_place = lambda _over, _proposed: path
    page.stick.write.click()
    office.qtbot.waitUntil(lambda: page.leaving.written, timeout=60_000)
    office.settle()
    return words


def test_children_are_chosen_from_a_list_with_the_keyboard(office: Office, files: list[str]) -> None:
    page = office.go("handover.wizard")
    assert isinstance(page, Screen)
    table = page.who.table
    table.setFocus()
    table.setCurrentIndex(page.who.model.index(0, 0))

    QTest.keyClick(table, Qt.Key.Key_Space)
    assert len(page.who.chosen) == 1
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert not page.who.chosen
    page.who.all.click()
    assert page.who.chosen == set(files[:2])


def test_nothing_goes_on_without_child_agency_and_purpose_each_said_in_words(office: Office, files: list[str]) -> None:
    page = office.go("handover.wizard")
    assert isinstance(page, Screen)

    on(office, page)
    assert page.way.place == WHO
    assert page.way.notice.isVisible()
    page.who.chosen = set(files[:1])
    on(office, page)

    assert "agency" in page.way.notice.words.text()


def test_a_file_without_consent_keeps_one_on_the_second_step(office: Office, files: list[str]) -> None:
    page = begun(office, files)
    on(office, page)
    assert page.way.place == AGREED

    on(office, page)

    assert page.way.place == AGREED
    assert "may not leave" in page.way.notice.words.text()


def test_the_files_that_may_leave_stand_in_one_list_and_a_card_only_for_those_that_may_not(
    office: Office, files: list[str]
) -> None:
    page = begun(office, files)
    on(office, page)

    assert page.agreed.model.rowCount() == 2
    assert [card.child.file_id for card in page.agreed.body.findChildren(AgreedCard)] == [files[2]]


def test_a_reason_is_given_here_and_the_same_person_cannot_agree_to_it(office: Office, files: list[str]) -> None:
    page = begun(office, files[2:])
    on(office, page)
    card = page.agreed.body.findChildren(AgreedCard)[0]
    button(card, f"override_{files[2]}").click()
    card.why.setPlainText("The child is in danger here.")
    card.told.setChecked(True)
    button(card, f"reason_{files[2]}").click()
    office.settle()

    again = page.agreed.body.findChildren(AgreedCard)[-1]
    button(again, f"approve_{files[2]}").click()
    office.settle()

    assert again.refused.isVisible()
    assert not office.ask("handover.contents", package_id=page.leaving.package_id).ready


def test_what_leaves_and_what_stays_are_rules(office: Office, files: list[str]) -> None:
    page = begun(office, files[:2])
    on(office, page)
    on(office, page)
    assert page.way.place == CONTENTS

    said = [line.label for line in page.contents.body.findChildren(FactLine)]

    contents = office.ask("handover.contents", package_id=page.leaving.package_id)
    assert [str(rule.what) for rule in (*contents.leaves, *contents.stays)] == said


def test_the_fourth_step_shows_the_paper_of_the_package(office: Office, files: list[str]) -> None:
    page = begun(office, files[:2])
    for _step in range(3):
        on(office, page)
    office.until(lambda: page.verify.paper.drawn is not None)

    assert page.way.place == VERIFY
    assert page.verify.child.count() == 2
    assert page.verify.paper.drawn is not None
    book = pypdfium2.PdfDocument(page.verify.paper.drawn.pdf)
    text = book[0].get_textpage().get_text_bounded()
    book.close()
    assert "receiving agency" in text


def test_another_view_says_that_it_is_not_in_the_package(office: Office, files: list[str]) -> None:
    page = begun(office, files[:2])
    for _step in range(3):
        on(office, page)

    page.verify.readers.chip("foster_family").click()
    office.settle()

    assert page.verify.not_sent.isVisible()
    assert set(page.leaving.papers) == set(files[:2])


def test_a_package_is_written_read_back_and_opens_with_its_seven_words_alone(
    office: Office, files: list[str], tmp_path: pathlib.Path
) -> None:
    page = at_stick(office, files[:2], "passphrase")
    office.until(lambda: bool(page.leaving.words))

    words = write(office, page, tmp_path / "out.age")

    assert len(words.split()) == 7
    opened = open_package((tmp_path / "out.age").read_bytes(), Secret.passphrase(words), {})
    assert len(opened.children) == 2
    assert len(opened.papers) == 2
    on(office, page)
    assert page.way.place == SLIP
    assert page.leaving.words == ""
    assert page.stick.words.words == ()
    office.until(lambda: page.slip.paper.drawn is not None)


def test_one_button_is_filled_first_the_writing_and_once_it_is_done_the_going_on(
    office: Office, files: list[str], tmp_path: pathlib.Path
) -> None:
    page = at_stick(office, files[:1])

    before = (page.stick.write.kind, page.way.next.kind)
    write(office, page, tmp_path / "TD-1234567890.age")

    assert before == (Kind.PRIMARY, Kind.SECONDARY)
    assert not page.stick.write.isVisible()
    assert page.way.next.kind is Kind.PRIMARY
    assert "TD-1234567890.age" in words_of(page.stick.goes)


def test_a_stick_that_fails_loses_nothing_and_another_is_taken(
    office: Office, files: list[str], tmp_path: pathlib.Path
) -> None:
    page = at_stick(office, files[:1])
    page.stick.choose_place = lambda _over, _proposed: tmp_path / "gone" / "out.age"

    page.stick.write.click()
    office.qtbot.waitUntil(lambda: "could not be written" in page.way.notice.words.text(), timeout=60_000)
    page.stick.choose_place = lambda _over, _proposed: tmp_path / "out.age"
    page.stick.write.click()
    office.qtbot.waitUntil(lambda: page.leaving.written, timeout=60_000)

    assert (tmp_path / "out.age").exists()


def test_a_draft_is_taken_up_at_its_step(office: Office, files: list[str]) -> None:
    page = begun(office, files[:2])
    on(office, page)
    on(office, page)
    package_id = page.leaving.package_id
    page.way.quit.click()
    office.settle()

    again = office.go("handover.wizard", package_id)

    assert isinstance(again, Screen)
    office.until(lambda: again.way.place == CONTENTS)


def test_a_package_that_was_closed_and_not_written_waits_for_its_stick(office: Office, files: list[str]) -> None:
    page = at_stick(office, files[:1])
    page.stick.choose_place = lambda _over, _proposed: None
    page.stick.write.click()
    office.qtbot.waitUntil(lambda: page.leaving.closed, timeout=60_000)
    package_id = page.leaving.package_id
    page.way.quit.click()
    office.settle()

    again = office.go("handover.wizard", package_id)

    assert isinstance(again, Screen)
    office.until(lambda: again.way.place == STICK)
    assert again.leaving.blob is not None


# -- the other side


@pytest.fixture
def package(office: Office, files: list[str], tmp_path: pathlib.Path) -> pathlib.Path:
    """A package of two children that this house made for its own key."""
    page = at_stick(office, files[:2])
    path = tmp_path / "out.age"
    write(office, page, path)
    return path


def look(office: Office, path: pathlib.Path, words: str = "") -> PackageIn:
    page = office.go("handover.incoming")
    assert isinstance(page, PackageIn)
    page.choose_file = lambda _over: path
    page._choose()
    if words:
        office.until(page.closed.isVisible)
        page.words.setText(words)
        page.open.click()
    office.qtbot.waitUntil(lambda: page.shown is not None or page.notice.words.text() != "Opening and checking…",
                           timeout=60_000)  # fmt: skip
    office.settle()
    return page


def trust_ourselves(office: Office) -> None:
    """The sender written down as an agency, its words compared."""
    address: Any = office.ask("handover.own_address")
    key = office.do("handover.add_receiver", name="Maison (fictive)", signing_key=address.signing_key)
    office.do("handover.confirm_receiver", receiver_id=key)


def test_an_unknown_sender_is_said_and_nothing_can_be_taken_in(office: Office, package: pathlib.Path) -> None:
    page = look(office, package)

    assert page.shown is not None
    assert "UNVERIFIED" in page.look.trust.words
    assert not page.take.isEnabled()
    assert page.look.model.rowCount() == 2
    assert office.ask("handover.received").total == 0


def test_wrong_words_are_said_calmly_and_asked_again(office: Office, files: list[str], tmp_path: pathlib.Path) -> None:
    write(office, at_stick(office, files[:1], "passphrase"), tmp_path / "out.age")

    page = look(office, tmp_path / "out.age", "one two three four five six seven")

    assert page.closed.isVisible()
    assert "do not open" in page.notice.words.text()
    assert page.words.text().startswith("one")


def test_a_known_sender_is_taken_in_as_proposals_with_the_difference(
    office: Office, package: pathlib.Path, files: list[str]
) -> None:
    trust_ourselves(office)
    page = look(office, package)
    assert page.take.isEnabled()

    page.take.click()
    office.qtbot.waitUntil(page.children_panel.isVisible, timeout=60_000)
    office.settle()

    panel = page.children_panel
    office.until(lambda: len(panel.every) == 2)
    assert not page.receipt.isEnabled()
    found = panel.current()
    assert found is not None
    assert found.likely  # the very file it was made from is proposed to compare with
    panel.file.setCurrentIndex(1)
    office.settle()
    panel.take.click()
    office.settle()
    office.until(lambda: sum(child_.state == "waiting" for child_ in panel.every) == 1)


@pytest.mark.parametrize(("chosen", "kept"), [(UNSURE, ["do_not_know"]), (NEW_FILE, [])])
def test_what_is_chosen_of_a_child_in_a_package_is_kept_with_its_new_file(
    office: Office, package: pathlib.Path, files: list[str], chosen: str, kept: list[str]
) -> None:
    trust_ourselves(office)
    page = look(office, package)
    page.take.click()
    panel = page.children_panel
    office.qtbot.waitUntil(lambda: len(panel.every) == 2, timeout=60_000)
    office.settle()
    found = panel.current()
    assert found is not None
    assert found.likely, "the very file it was made from"

    panel.file.choose(chosen)
    office.settle()
    panel.take.click()
    office.until(lambda: sum(each.state == "waiting" for each in panel.every) == 1)
    office.settle()

    opened = next(each.file_id for each in panel.every if each.state != "waiting")
    assert opened not in files
    name = office.ask("case_file.child", record_id=opened).header.title
    again = office.ask("case_file.possible_earlier", name=str(name), but=opened)
    answered = [each.decision for each in again if each.file_id in {like.file_id for like in found.likely}]
    assert answered == kept * len(found.likely)


def test_a_child_is_given_back_only_with_a_reason_and_then_a_receipt_is_written(
    office: Office, package: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    trust_ourselves(office)
    page = look(office, package)
    page.take.click()
    panel = page.children_panel
    office.qtbot.waitUntil(lambda: len(panel.every) == 2, timeout=60_000)
    for _child in range(2):
        panel.give_back.click()
        panel.why.setText("not ours")
        before = sum(each.state == "waiting" for each in panel.every)
        panel.give_back.click()
        office.until(lambda before=before: sum(each.state == "waiting" for each in panel.every) < before)  # type: ignore[misc]
        office.settle()

    assert page.receipt.isEnabled()
    page.choose_place = lambda _over, _proposed: tmp_path / "back.receipt"
    page.receipt.click()
    office.until((tmp_path / "back.receipt").exists)

    assert b"Amani" not in (tmp_path / "back.receipt").read_bytes()


def test_a_flipped_byte_is_refused_in_words_and_nothing_is_taken(
    office: Office, package: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    blob = bytearray(package.read_bytes())
    blob[-40] ^= 1
    broken = tmp_path / "broken.age"
    broken.write_bytes(bytes(blob))

    page = look(office, broken)

    assert page.shown is None
    assert page.notice.isVisible()
    assert not page.take.isVisible()


def test_words_of_a_package_are_let_go_when_the_page_is_left(office: Office, package: pathlib.Path) -> None:
    page = look(office, package)
    page.words.setText("seven words that somebody told")

    office.go("today")

    assert page.words.text() == ""
