"""The incident book and the gate through the window: two keys to the book, and what each finds there afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.desks import Office, child, words_of
from transit_desk.domain.instants import HOUR
from transit_desk.module import Window
from ui.forms.form import Form
from ui.forms.several import RecordsEditor
from ui.record.page import RecordView

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(office: Office, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or office.program.frame, key, held)
    office.settle()


def fill(form: Any, **answers: object) -> None:
    for name, value in answers.items():
        form.questions[name].editor.show_value(value)


@pytest.mark.parametrize("login", ["e.sifa", "m.musa", "x.riziki", "a.tuli"])
@pytest.mark.parametrize("page", ["today", "alerts.alerts"])
def test_one_chord_opens_the_book_from_any_page_for_everybody(office: Office, login: str, page: str) -> None:
    office.unlock(login)
    office.go(page)

    press(office, Qt.Key.Key_I, CONTROL | SHIFT)

    assert isinstance(office.page, Form)
    assert office.page.page.key == "incidents.write"


def test_two_clicks_open_it_as_well(office: Office) -> None:
    """The entry of the sidebar, and the button that leads there."""
    office.unlock("e.sifa")
    office.program.frame.side.items["incidents.book"].click()
    office.settle()
    button = next(each for each in office.page.findChildren(type(office.page.buttons[0]))
                  if each.verb.page == "incidents.write")  # fmt: skip
    button.click()
    office.settle()

    assert office.page.page.key == "incidents.write"


def test_an_educator_writes_and_cannot_open_again_what_lies_above_her(office: Office) -> None:
    """The chord, the boxes, Ctrl+S; then the page says that it is kept, and none of the words."""
    office.unlock("s.pascal")
    amani = child(office)
    office.lock()
    office.unlock("e.sifa")
    press(office, Qt.Key.Key_I, CONTROL | SHIFT)
    form = office.page
    fill(form, kind="bullying", happened_at=office.desk.now() - HOUR, what="Marqueur-Lu", accused="nobody")
    several = form.questions["children"].editor
    assert isinstance(several, RecordsEditor)
    several.picker.line.setFocus()
    QTest.keyClicks(
        several.picker.line, "Ammani"
    )  # as somebody else writes it: no line of the list holds these letters
    office.settle()
    press(office, Qt.Key.Key_Return)
    assert several.value() == [amani]

    press(office, Qt.Key.Key_S, CONTROL)

    page = office.page
    assert isinstance(page, RecordView)
    assert "I-0001" in words_of(page)
    assert "Marqueur-Lu" not in words_of(page)
    (row,) = office.ask("incidents.book", window=Window()).rows
    assert row.kind == "not for your role"
    office.lock()
    office.unlock("s.pascal")
    assert "Marqueur-Lu" in words_of(office.go("incidents.incident", row.id))


def test_a_child_taken_by_mistake_is_out_again_before_saving(office: Office) -> None:
    office.unlock("s.pascal")
    amani, neema = child(office), child(office, "Neema", "f")
    form = office.go("incidents.write")
    several = form.questions["children"].editor
    several.show_value([amani, neema])

    several.chips[amani].click()

    assert several.value() == [neema]
    several.retype([amani])
    assert several.typed() == [amani]
    assert "Amani" in several.chips[amani].text()


def test_what_makes_no_sense_stands_beside_its_box(office: Office) -> None:
    office.unlock("e.sifa")
    form = office.go("incidents.write")
    fill(form, kind="fight", happened_at=office.desk.now() + HOUR, what="Une bagarre", accused="nobody")

    form.save()
    office.settle()

    assert office.page is form
    assert "has not come yet" in words_of(form.questions["happened_at"].shown)
    assert "say which children" in words_of(form.questions["children"].shown)


def test_the_keeper_of_the_register_finds_it_on_her_first_page(office: Office) -> None:
    office.unlock("e.sifa")
    form = office.go("incidents.write")
    fill(form, kind="other", happened_at=office.desk.now() - HOUR, what="Marqueur-Grave", accused="staff",
         accused_who="un veilleur", about="violence")  # fmt: skip
    form.save()
    office.settle()
    assert "S-" in words_of(office.page)
    office.lock()

    office.unlock("x.riziki")

    assert "1 sealed entry for you alone" in words_of(office.page)


def test_the_director_decides_with_the_childs_word(office: Office) -> None:
    """From the gate to the decision: what the receptionist reads afterwards is what she read before."""
    office.unlock("s.pascal")
    neema = child(office, "Neema", "f")
    office.lock()
    office.unlock("r.zawadi")
    form = office.go("gate.log")
    fill(form, asker="claimant", name="Jean Mugisho", wish="take", asked_for="Neema")
    form.save()
    office.settle()
    kept = words_of(office.page)
    assert "We never say who is here" in kept
    office.lock()

    office.unlock("d.furaha")
    (row,) = office.ask("gate.requests", window=Window()).rows
    form = office.go("gate.decide", row.id)
    fill(form, decision="allowed", why="Il dit être le mari.", child_answer="no", child_words="Non. J'ai peur.",
         asked_by=office.desk.actor.worker_id, file_id=neema)  # fmt: skip
    form.save()
    office.settle()
    assert "The child refuses" in words_of(form.questions["child_answer"].shown)
    fill(form, decision="refused")
    form.save()
    office.settle()
    assert office.ask("gate.requests", window=Window()).rows[0].state.tone == "stop"
    office.lock()

    office.unlock("r.zawadi")
    page = office.go("gate.request", row.id)
    assert "the director answers" in words_of(page)
    assert "refus" not in words_of(page.stack)
    assert "TD-" not in words_of(page.stack)
