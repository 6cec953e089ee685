"""Interrupted in the middle, by a lock or by a process that is killed: whatever was acknowledged is there."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from transit_desk import demo, entrance
from transit_desk.clock import Clock
from transit_desk.services.arrivals.views import EventView
from ui.forms.form import Form
from ui.screens import event
from ui.screens.arrivals import cells
from ui.walkthrough import children, journey, release
from ui.walkthrough.hands import Hands

_TREE = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A furnished house without a child, copied for each test."""
    folder = tmp_path_factory.mktemp("empty") / "vault"
    journey.furnish(folder, demo.CENTRE, Clock())
    return folder


@pytest.fixture
def vault(empty: pathlib.Path, tmp_path: pathlib.Path) -> pathlib.Path:
    """A house of one's own."""
    shutil.copytree(empty, tmp_path / "vault")
    return tmp_path / "vault"


class Opened:
    """Programs on one vault, one after the other."""

    def __init__(self, application: QApplication, vault: pathlib.Path) -> None:
        self.application, self.vault = application, vault
        self.locked: list[bool] = []
        self.every: list[Hands] = []

    def open(self) -> Hands:
        """Another program, through its door."""
        program = journey.program_on(
            self.application, self.vault, self.vault.parent / "beside", replace=lambda: self.locked.append(True)
        )
        hands = Hands(program)
        self.every.append(hands)
        program.begin()
        journey.come_in(hands)
        return hands

    def lock(self, hands: Hands) -> None:
        """Lock at once, as a lid that closes; the process would now be replaced."""
        count = len(self.locked)
        hands.program.lock()
        hands.until("the lock", lambda: len(self.locked) > count)
        self.end(hands)

    def end(self, hands: Hands) -> None:
        """Let a program go."""
        hands.program.close()
        hands.program.frame.close()


@pytest.fixture
def opened(application: QApplication, vault: pathlib.Path) -> Iterator[Opened]:
    """Programs on this test's vault."""
    made = Opened(application, vault)
    yield made
    for hands in made.every:
        made.end(hands)


def _event(vault: pathlib.Path, event_id: str) -> EventView:
    entered = entrance.come_in(vault, demo.LOGIN, demo.PASSPHRASE, Clock())
    view: EventView = entered.desk.ask("arrivals.event", record_id=event_id)
    entered.desk.lock()
    return view


def _rows(view: EventView) -> list[dict[str, object]]:
    names = [spec.name for spec in cells.COLUMNS if spec.typed]
    return [
        {name: "?" if getattr(row, name).state == "unknown" else getattr(row, name).value for name in names}
        for row in view.rows
    ]


def test_a_lock_in_the_middle_of_the_grid_loses_no_row_and_not_the_cell_under_ones_fingers(
    opened: Opened, vault: pathlib.Path
) -> None:
    told = children.thirty_three()
    hands = opened.open()
    screen = release.begin(hands)
    screen.way.show_step(event.CHILDREN)
    hands.quiet()
    event_id = screen.arrival.event_id
    release.type_rows(hands, screen, told[:3])
    hands.type("Riziki à moitié")

    opened.lock(hands)

    names = [row["name_typed"] for row in _rows(_event(vault, event_id))]
    assert names == [*(child.name for child in told[:3]), "Riziki à moitié"]


def test_after_a_lock_the_same_event_stands_there_again_and_is_gone_on_with(
    opened: Opened, vault: pathlib.Path
) -> None:
    told = children.thirty_three()
    hands = opened.open()
    screen = release.begin(hands)
    screen.way.show_step(event.CHILDREN)
    hands.quiet()
    event_id = screen.arrival.event_id
    release.type_rows(hands, screen, told[:3])
    opened.lock(hands)

    again = opened.open()
    there = again.opened(event.Screen)
    again.until("the event", lambda: there.arrival.view)
    again.quiet()
    there.way.show_step(event.CHILDREN)
    again.quiet()
    release.type_rows(again, there, told[3:6], begin_at=3)

    assert there.arrival.event_id == event_id
    assert [row["name_typed"] for row in _rows(_event_of(again, event_id))] == [child.name for child in told[:6]]


def _event_of(hands: Hands, event_id: str) -> EventView:
    view: EventView = hands.desk.ask("arrivals.event", record_id=event_id)
    return view


def test_a_lock_in_the_middle_of_a_form_keeps_every_letter(opened: Opened) -> None:
    hands = opened.open()
    hands.sitting.open_page("case_file.new")
    form = hands.opened(Form)
    hands.quiet()
    hands.write("name", "Espérance ከበደ عبد الله", form)
    hands.write("village", "Près du grand arb", form)

    opened.lock(hands)
    again = opened.open()
    there = again.opened(Form)
    again.until("the text", there.questions["name"].editor.value)

    assert there.questions["name"].editor.value() == "Espérance ከበደ عبد الله"
    assert there.questions["village"].editor.value() == "Près du grand arb"


def _killed(vault: pathlib.Path, what: str, wanted: int) -> list[tuple[str, Any]]:
    """Start the program, let it be typed into until so many acknowledgements, kill it; what it had acknowledged."""
    environment = {**os.environ, "PYTHONPATH": str(_TREE), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.typing_until_killed", str(vault), str(vault.parent / "child"), what],
        cwd=_TREE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        lines: list[str] = []
        while sum(json.loads(line)[0] != "event" for line in lines) < wanted:
            line = child.stdout.readline()
            assert line, f"the child ended by itself after {lines}"
            lines.append(line)
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read().splitlines()
    return [(what, content) for what, content in (json.loads(line) for line in [*lines, *_whole(rest)])]


def _whole(lines: list[str]) -> list[str]:
    """A line cut in the middle was not told."""
    return [line for line in lines if line.endswith("]")]


def test_a_killed_process_loses_no_cell_that_was_acknowledged(opened: Opened, vault: pathlib.Path) -> None:
    told = _killed(vault, "grid", 25)
    event_id = next(content for what, content in told if what == "event")
    acknowledged: dict[str, dict[str, object]] = {}
    for what, content in told:
        if what == "row":
            acknowledged[content["name_typed"]] = content

    kept = {row["name_typed"]: row for row in _rows(_event(vault, event_id))}

    assert len(acknowledged) >= 3
    for name, row in acknowledged.items():
        for cell, value in row.items():
            if value not in ("", None, []):
                assert kept[name][cell] == value


def test_after_the_kill_the_grid_is_gone_on_with_to_the_last_child(opened: Opened, vault: pathlib.Path) -> None:
    told = _killed(vault, "grid", 12)
    event_id = next(content for what, content in told if what == "event")

    hands = opened.open()
    hands.sitting.open_page("arrivals.event", event_id)
    screen = hands.opened(event.Screen)
    hands.until("the event", lambda: screen.arrival.view)
    screen.way.show_step(event.CHILDREN)
    hands.quiet()
    there = len(screen.children_step.model.lines)
    release.type_rows(hands, screen, children.thirty_three()[there : there + 2], begin_at=there)

    assert there >= 1
    assert len(_event_of(hands, event_id).rows) == there + 2


def test_a_killed_process_loses_no_letter_of_a_draft_that_was_acknowledged(opened: Opened, vault: pathlib.Path) -> None:
    told = _killed(vault, "form", 3)
    last = next(content for what, content in reversed(told) if what == "draft")["values"]["name"][0]

    hands = opened.open()
    hands.sitting.open_page("case_file.new")
    form = hands.opened(Form)
    hands.until("the card with the earlier text", lambda: form.recovery)
    form.resume()

    assert last
    assert str(form.questions["name"].editor.value()).startswith(last)
