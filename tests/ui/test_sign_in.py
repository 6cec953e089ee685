"""The door and the first run: the same words for every refusal, nothing left behind, nothing asked too much."""

from __future__ import annotations

import datetime
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui import theme
from ui.language import LANGUAGES
from ui.sign_in import unlock
from ui.sign_in.first_run import FirstRun
from ui.sign_in.lock import Curtain
from ui.sign_in.unlock import UnlockPage, wait_words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen screen cannot do

NOON = datetime.datetime(2026, 11, 21, 18, 4, tzinfo=datetime.UTC)


@pytest.fixture
def door(qtbot: QtBot, qapp: QApplication) -> UnlockPage:
    """The door of a fictional centre."""
    if not qapp.styleSheet():
        theme.wear(qapp, theme.Theme())
    made = UnlockPage("Maison Amahoro-Nuru (fictive)", LANGUAGES, "fr", version="0.1")
    qtbot.addWidget(made)
    made.resize(1366, 744)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def first(qtbot: QtBot, qapp: QApplication) -> FirstRun:
    """A first run whose chance always picks the second group."""
    if not qapp.styleSheet():
        theme.wear(qapp, theme.Theme())
    made = FirstRun(
        LANGUAGES, "fr", lambda: "calme rivière ouvrir jardin tenir soleil",
        lambda words: (len(words) > 14, "Assez longue." if len(words) > 14 else "Encore courte."), lambda _count: 1,
    )  # fmt: skip
    qtbot.addWidget(made)
    made.resize(1366, 744)
    made.show()
    return made


def test_login_and_passphrase_are_handed_over(door: UnlockPage, qtbot: QtBot) -> None:
    """By Enter, as by the button."""
    door.login.setText("p.murhula")
    door.passphrase.setText("une phrase longue")

    with qtbot.waitSignal(door.opened, check_params_cb=lambda *given: given == ("p.murhula", "une phrase longue")):
        QTest.keyClick(door.passphrase, Qt.Key.Key_Return)


def test_nothing_is_tried_without_both(door: UnlockPage, qtbot: QtBot) -> None:
    """The focus goes to what is missing."""
    door.login.setText("p.murhula")
    with qtbot.assertNotEmitted(door.opened):
        door.open.click()

    assert door.focusWidget() is door.passphrase


def test_the_passphrase_is_hidden_until_shown_and_can_be_pasted(door: UnlockPage) -> None:
    """Reveal is a button of the keyboard too."""
    assert door.passphrase.echoMode() == QLineEdit.EchoMode.Password
    assert door.reveal.focusPolicy() & Qt.FocusPolicy.TabFocus

    door.reveal.click()
    assert door.passphrase.echoMode() == QLineEdit.EchoMode.Normal

    QApplication.clipboard().setText("collée")
    door.passphrase.paste()
    assert door.passphrase.text() == "collée"


def test_a_refusal_clears_the_passphrase_and_waits_in_words(door: UnlockPage, qtbot: QtBot) -> None:
    """The wait is said, and the button sleeps until it is over."""
    door.login.setText("p.murhula")
    door.passphrase.setText("une phrase")

    door.refuse("L’utilisateur ou la phrase ne convient pas.", wait_seconds=2)

    assert door.passphrase.text() == ""
    assert door.refused.isVisible()
    assert "2" in door.refused.text()
    assert not door.open.isEnabled()
    door._tick()
    door._tick()
    assert door.open.isEnabled()


def test_the_wait_is_told_as_people_say_it() -> None:
    """Seconds, then whole minutes."""
    assert wait_words(5) == "You can try again in 5 seconds."
    assert wait_words(300) == "You can try again in 5 minutes."
    assert wait_words(61) == "You can try again in 2 minutes."


def test_what_was_typed_is_forgotten_after_hiding(door: UnlockPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a minute after the page is hidden; coming back in time keeps it."""
    door.passphrase.setText("une phrase")
    door.hide()
    assert door._forget.isActive()
    assert door._forget.interval() == unlock.FORGET_AFTER == 30_000

    door._forget.timeout.emit()
    assert door.passphrase.text() == ""


def test_locked_capitals_are_noticed(door: UnlockPage) -> None:
    """A capital letter without Shift tells it."""
    door.passphrase.setFocus()
    QTest.keyClick(
        door.passphrase, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier
    )  # Qt sends the letter with its Shift when asked for a capital …
    QTest.keyClick(door.passphrase, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    QTest.sendKeyEvent(QTest.KeyAction.Click, door.passphrase, Qt.Key.Key_B, "B", Qt.KeyboardModifier.NoModifier)
    assert door.caps.isVisible()  # … and without it here, as a locked keyboard does

    QTest.sendKeyEvent(QTest.KeyAction.Click, door.passphrase, Qt.Key.Key_B, "b", Qt.KeyboardModifier.NoModifier)
    assert not door.caps.isVisible()


@pytest.mark.parametrize("zoom", theme.ZOOMS)
def test_the_door_is_whole_at_every_size_of_text(qtbot: QtBot, qapp: QApplication, zoom: float) -> None:
    """Where the screen is too small it scrolls; no button is squeezed."""
    theme.wear(qapp, theme.Theme(zoom=zoom))
    door = UnlockPage("Maison Amahoro-Nuru (fictive)", LANGUAGES, "fr", version="0.1")
    qtbot.addWidget(door)
    door.resize(1366, 700)
    door.show()
    QApplication.processEvents()

    for button in (door.open, door.reveal, door.forgot):
        assert button.height() >= button.sizeHint().height()
        assert button.width() >= button.sizeHint().width()
    theme.wear(qapp, theme.Theme())


def test_no_worker_is_named_on_the_door(door: UnlockPage) -> None:
    """The login is typed, never chosen from a list."""
    assert door.login.text() == ""
    assert door.login.completer() is None


def test_another_language_is_asked_for(door: UnlockPage, qtbot: QtBot) -> None:
    """At once, without a restart."""
    with qtbot.waitSignal(door.language_chosen, check_params_cb=lambda code: code == "en"):
        door.language.choose("en")


def test_any_key_lifts_the_curtain(qtbot: QtBot, qapp: QApplication) -> None:
    """Shift alone does not: it comes before F9 as often as not."""
    curtain = Curtain(NOON)
    qtbot.addWidget(curtain)
    curtain.show()
    assert "18:04" in curtain.accessibleName()

    with qtbot.assertNotEmitted(curtain.lifted):
        QTest.keyClick(curtain, Qt.Key.Key_Shift)
    with qtbot.waitSignal(curtain.lifted):
        QTest.keyClick(curtain, Qt.Key.Key_Space)


def _step(first: FirstRun, number: int) -> Any:
    """A step with whatever it asks."""
    return first.steps[number]


def _walk_to_worker(first: FirstRun) -> None:
    first.go_on()
    first.go_on()
    _step(first, 2).name.setText("Maison Amahoro-Nuru (fictive)")
    first.go_on()


def test_a_new_centre_is_made_in_seven_steps(first: FirstRun, qtbot: QtBot) -> None:
    """Everything asked is in the answers, and nothing else."""
    _walk_to_worker(first)
    worker = _step(first, 3)
    worker.name.setText("Pascal Murhula")
    worker.login.setText("p.murhula")
    with qtbot.waitSignal(first.vault_wanted) as wanted:
        first.go_on()
    assert wanted.args[0]["centre"] == "Maison Amahoro-Nuru (fictive)"

    first.show_recovery(("7KQ2-MX4T-9BN5", "H6R3-VK9P-3K7W"))
    assert not first.next.isEnabled()
    first.recovery.boxes[0].setText("mx4t")
    first.recovery.boxes[1].setText(" VK9P ")
    assert first.next.isEnabled()
    first.go_on()
    first.show_copies("/media/cle")
    first.go_on()
    with qtbot.waitSignal(first.finished) as done:
        first.go_on()

    assert done.args[0] == {
        "language": "fr", "way": "new", "centre": "Maison Amahoro-Nuru (fictive)", "country": "CD",
        "name": "Pascal Murhula", "login": "p.murhula", "passphrase": "calme rivière ouvrir jardin tenir soleil",
        "copies": "/media/cle",
    }  # fmt: skip


def test_a_step_says_what_is_missing(first: FirstRun) -> None:
    """A button that sleeps has its reason beside it."""
    first.go_on()
    first.go_on()

    assert not first.next.isEnabled()
    assert first.why.text() == "The name of the centre is still missing."


def test_a_wrong_group_does_not_pass(first: FirstRun) -> None:
    """The sheet must be readable on paper."""
    first.recovery.show_halves(("7KQ2 MX4T", "H6R3 VK9P"))
    first.recovery.boxes[0].setText("7KQ2")
    first.recovery.boxes[1].setText("VK9P")

    assert first.recovery.missing()


def test_there_is_no_way_back_over_a_vault_already_made(first: FirstRun) -> None:
    """From the sheet on, the way leads only forward."""
    _walk_to_worker(first)
    assert first.before.isVisible()
    worker = _step(first, 3)
    worker.name.setText("Pascal Murhula")
    worker.login.setText("p.murhula")
    first.go_on()

    assert not first.before.isVisible()


def test_an_own_passphrase_must_be_long_enough(first: FirstRun) -> None:
    """Its strength is said in words."""
    _walk_to_worker(first)
    worker = _step(first, 3)
    worker.name.setText("Pascal Murhula")
    worker.login.setText("p.murhula")
    worker.own.setChecked(True)
    worker.typed.setText("court")
    assert not first.next.isEnabled()
    assert worker.strength.text() == "Encore courte."

    worker.typed.setText("une phrase bien assez longue")
    assert first.next.isEnabled()


def test_looking_around_asks_nothing(first: FirstRun, qtbot: QtBot) -> None:
    """The demonstration is two presses away."""
    first.go_on()
    _step(first, 1)._choices["demo"].click()
    with qtbot.waitSignal(first.finished) as done:
        first.go_on()

    assert done.args[0] == {"language": "fr", "way": "demo"}


def test_secrets_are_let_go(first: FirstRun) -> None:
    """After the first run nothing of them stays in the window."""
    first.recovery.show_halves(("7KQ2 MX4T", "H6R3 VK9P"))
    first.forget()

    assert _step(first, 3).shown.text() == ""
    assert first.recovery.groups[0].text() == ""
    assert first.answers == {}
