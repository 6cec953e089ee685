"""An alert noted in under a minute: reached from anywhere, written by the keyboard alone, without a name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.desks import Office, words_of
from transit_desk.module import Window
from ui.forms.form import Form
from ui.record.page import RecordView

# At thirty words a minute somebody who seldom types presses about 150 keys in a minute: half of it is for listening.
KEYS_IN_HALF_A_MINUTE = 75


class Keyboard:
    """One person's keyboard, which counts what is pressed."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.pressed = 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, wherever the keyboard is."""
        self.pressed += 1
        QTest.keyClick(QApplication.focusWidget() or self.office.program.frame, key, held)
        self.office.qtbot.wait(5)

    def type(self, words: str) -> None:
        """Letter by letter."""
        for letter in words:
            self.pressed += 1
            target = QApplication.focusWidget()
            assert target is not None
            QTest.keyClicks(target, letter)

    def to(self, name: str) -> None:
        """Tab until a box has the keyboard."""
        for _turn in range(20):
            here = QApplication.focusWidget()
            while here is not None:
                if here.objectName().startswith(name):
                    return
                here = here.parentWidget()
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(name)


def _write_the_least(keyboard: Keyboard) -> None:
    keyboard.to("children")
    keyboard.type("7")
    keyboard.to("girls_asked")
    keyboard.type("n")  # not asked
    keyboard.to("urgency")
    keyboard.press(Qt.Key.Key_Space)
    keyboard.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    keyboard.office.settle()


def test_a_minimal_alert_costs_fewer_keys_than_half_a_minute_holds(office: Office) -> None:
    """R-45: from Today, by the keyboard alone, and it is in the vault."""
    office.unlock("s.pascal")
    keyboard = Keyboard(office)

    keyboard.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    office.settle()
    form = office.page
    _write_the_least(keyboard)

    (row,) = office.ask("alerts.alerts", window=Window()).rows
    assert (row.children, row.girls, row.state) == ("7", "not said", "Noted")
    assert keyboard.pressed <= 20 < KEYS_IN_HALF_A_MINUTE
    assert isinstance(form, Form)
    assert isinstance(office.page, RecordView)
    assert "midwife" in words_of(office.page)


def test_with_a_place_and_its_giver_it_still_fits_in_half_a_minute(office: Office) -> None:
    office.unlock("s.pascal")
    keyboard = Keyboard(office)

    keyboard.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    office.settle()
    keyboard.to("children")
    keyboard.type("7")
    keyboard.to("girls_asked")
    keyboard.type("n")
    keyboard.to("urgency")
    keyboard.press(Qt.Key.Key_Space)
    keyboard.to("place")
    keyboard.type("Lwashi-Haut, market")
    keyboard.to("source")
    keyboard.type("f")  # faith leader
    keyboard.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    office.settle()

    (row,) = office.ask("alerts.alerts", window=Window()).rows
    assert (row.place, row.source) == ("Lwashi-Haut, market", "Faith leader")
    assert keyboard.pressed <= KEYS_IN_HALF_A_MINUTE


def test_nothing_about_girls_is_asked_again_beside_the_question(office: Office) -> None:
    """R-11: saving does not pass in silence over the girls nobody named."""
    office.unlock("s.pascal")
    form = office.go("alerts.note")
    form.questions["children"].editor.show_value("7")
    form.questions["urgency"].editor.show_value("now")

    form.save()
    office.settle()

    assert office.page is form
    assert "women’s association" in words_of(form.questions["girls_asked"].shown)
    assert office.ask("alerts.alerts", window=Window()).total == 0


@pytest.mark.parametrize("login", ["m.musa", "a.tuli", "x.riziki"])
def test_the_form_is_at_hand_for_every_role(office: Office, login: str) -> None:
    """On Today, in the search over every page, and in the navigation."""
    office.unlock(login)
    sitting = office.program.sitting
    assert sitting is not None

    assert "alerts.note" in {button.verb.page for button in office.page.buttons}
    assert "alerts.note" in {verb.page for verb in sitting.pages.verbs()}
    assert "alerts.alerts" in {place.key for place in sitting.pages.destinations()}


def test_who_does_not_follow_an_alert_sees_a_day_and_a_count(office: Office) -> None:
    office.unlock("r.zawadi")
    alert_id = office.do(
        "alerts.note", children=7, girls=1, urgency="now", place="Lwashi-Haut (fictif)", source="faith_leader"
    )

    page = office.go("alerts.alert", alert_id)
    listed = office.go("alerts.alerts")

    assert "not for your role" in words_of(page)
    for said in (words_of(page), words_of(listed)):
        assert "7" in said
        assert "Lwashi" not in said
        assert "Faith" not in said
