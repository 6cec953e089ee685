"""Story 20 through the real window: a night without a woman on the girls' block, told before it comes, and answered."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from transit_desk.clock import Clock
from ui.forms.form import Form
from ui.record.page import RecordView
from ui.screens import today
from ui.walkthrough import journey
from ui.walkthrough.hands import Hands


@pytest.fixture
def hands(application: QApplication, tmp_path: pathlib.Path) -> Iterator[Hands]:
    """The director at an unlocked desk, with one girl in the house and nobody on duty yet."""
    journey.furnish(tmp_path / "vault", "Maison Amahoro-Nuru (fictive)", Clock())
    program = journey.program_on(application, tmp_path / "vault", tmp_path / "beside", language="en")
    program.begin()
    found = Hands(program)
    journey.come_in(found)
    file_id = found.desk.do("case_file.receive", name="Zawadi (fictive)", sex="f", age="15")
    bed = next(bed for bed in found.desk.ask("interim_care.free_beds", file_id=file_id) if bed.suits)
    found.desk.do("interim_care.give_bed", file_id=file_id, bed_id=bed.bed_id)
    found.quiet()
    yield found
    program.close()


def _today(hands: Hands) -> list[tuple[str, str, bool]]:
    """What Today says of women on duty."""
    tasks = hands.desk.ask("case_file.tonight").tasks
    return [(str(each.title), str(each.detail), each.urgent) for each in tasks if "No woman on" in str(each.title)]


def _staff(hands: Hands) -> RecordView:
    hands.sitting.open_page("daily.day", tab="daily.staff")
    page = hands.opened(RecordView)
    hands.quiet()
    return page


def _form(hands: Hands, page: RecordView) -> Form:
    form = hands.until("a form", lambda: next((each for each in page.findChildren(Form) if each.isVisible()), None))
    hands.quiet()
    return form


def _put_on_the_night(hands: Hands, page: RecordView, name: str, sex: str) -> None:
    """By keyboard: whoever it is, woman or man, which shift; the day is today's already."""
    hands.click("verb_daily_put_on_shift", page)
    _form(hands, page)
    hands.write("name", name, page)
    hands.click(f"sex_{sex}", page)
    hands.click("part_night", page)
    _save(hands, page)


def _save(hands: Hands, page: RecordView) -> None:
    area = hands.find("form_area", QWidget, page)
    hands.shortcut("Ctrl+S")
    hands.until("the page again", lambda: not isValid(area) or not area.isVisible())
    hands.quiet()


def test_a_night_without_a_woman_is_told_answered_and_gone_when_one_comes(hands: Hands) -> None:
    page = _staff(hands)
    _put_on_the_night(hands, page, "Papa Safari (fictif)", "m")
    told = [_today(hands)]

    hands.sitting.open_page("today")
    screen = hands.opened(today.Screen)
    hands.quiet()
    line = next(each for each in screen.findChildren(QWidget) if "No woman on the girls" in each.accessibleName())
    button = next(each for each in line.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
    button.setFocus()
    hands.key(Qt.Key.Key_Return)
    page = hands.opened(RecordView)
    hands.quiet()
    assert page.tab == "daily.staff"

    gap = hands.until("the gap", lambda: _night_gap(page))
    gap.setFocus()
    hands.key(Qt.Key.Key_Return)
    _form(hands, page)
    hands.write("why", "Sifa est malade, personne d’autre n’est libre", page)
    hands.write("instead", "La réceptionniste dort à la maison", page)
    _save(hands, page)
    told.append(_today(hands))

    _put_on_the_night(hands, page, "Maman Rehema (fictive)", "f")
    told.append(_today(hands))
    kept = hands.desk.ask("daily.staff")

    title = "No woman on the girls’ block tonight"
    assert told[0] == [(title, "Find a woman, or write why and what is done instead", True)]
    assert told[1] == [(title, "Instead: La réceptionniste dort à la maison", False)]
    assert told[2] == []
    assert "Maman Rehema (fictive)" in {str(entry.cells[0]) for entry in kept.start[1].entries}


def _night_gap(page: RecordView) -> QWidget | None:
    """The verb that answers for the night, at the end of its line."""
    for end in page.findChildren(QWidget, "entry_end"):
        if end.isVisible() and end.accessibleName().startswith("Night"):
            return next(
                (each for each in end.findChildren(QWidget) if each.objectName() == "verb_daily_without_woman"), None
            )
    return None
