"""An alert through the real window: the word, the mission, the arrival it led to, the answer to its giver."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from transit_desk.clock import Clock
from transit_desk.module import Window
from ui.forms.form import Form
from ui.record.page import RecordView
from ui.screens import event as event_screen
from ui.screens import today
from ui.walkthrough import journey
from ui.walkthrough.hands import Hands

PLACE = "Lwashi-Haut (fictif)"


@pytest.fixture
def hands(application: QApplication, tmp_path: pathlib.Path) -> Iterator[Hands]:
    """Somebody at an unlocked desk of a house without alerts."""
    journey.furnish(tmp_path / "vault", "Maison Amahoro-Nuru (fictive)", Clock())
    program = journey.program_on(application, tmp_path / "vault", tmp_path / "beside", language="en")
    program.begin()
    found = Hands(program)
    journey.come_in(found)
    yield found
    program.close()


def _state(hands: Hands) -> tuple[str, str]:
    (row,) = hands.desk.ask("alerts.alerts", window=Window()).rows
    return row.state, str(row.answer.words)


def _save(hands: Hands, page: QWidget) -> None:
    """Save a form that stands open in the alert's page, and see the page again."""
    form = hands.find("form_area", QWidget, page)
    hands.click("save", page)
    hands.until("the page again", lambda: not isValid(form) or not form.isVisible())
    hands.quiet()


def _open(hands: Hands, page: RecordView, verb: str) -> Form:
    """A step, opened where the facts of the alert stand."""
    hands.click(verb, page)
    form = hands.until(verb, lambda: next((each for each in page.findChildren(Form) if each.isVisible()), None))
    hands.quiet()
    return form


def test_from_the_word_to_the_answer(hands: Hands) -> None:
    hands.opened(today.Screen)
    hands.click("verb_alerts_note")
    hands.opened(Form)
    hands.write("children", "7")
    hands.write("girls", "2")
    hands.click("urgency_now")
    hands.write("place", PLACE)
    hands.click("save")
    page = hands.opened(RecordView)
    hands.quiet()
    states = [_state(hands)]

    _open(hands, page, "verb_alerts_plan")
    hands.click("on_day_today", page)
    hands.write("going", "3", page)
    hands.write("women", "1", page)
    _save(hands, page)
    states.append(_state(hands))

    form = _open(hands, page, "verb_alerts_start")
    prefilled = {name: question.editor.typed() for name, question in form.questions.items() if name != "day"}
    _save(hands, page)
    states.append(_state(hands))

    _open(hands, page, "verb_alerts_answer")
    hands.write("words", "La mission est passée, merci", page)
    hands.find("way", QWidget, page).setFocus()
    hands.type("b")  # by telephone
    _save(hands, page)
    states.append(_state(hands))

    hands.click("verb_arrivals_event", page)
    arrival = hands.opened(event_screen.Screen)
    hands.quiet()

    assert prefilled == {"announced": "7", "woman_on_team": "yes", "place": PLACE}
    assert [state for state, _answer in states] == ["Noted", "Mission planned", *["Children received"] * 2]
    assert states[-1][1] == "answered"
    assert states[-2][1].startswith("by ")
    view = arrival.arrival.view
    assert view is not None
    assert view.values["announced"] == 7
