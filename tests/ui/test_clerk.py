"""The clerk: answers come home on the screen's thread, refusals and bugs too, and a lock settles everything."""

from __future__ import annotations

import functools
import gc
import threading
import time
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests import makers
from transit_desk.domain import errors
from transit_desk.domain.progress import Progress
from transit_desk.domain.text import Words
from ui import broom
from ui.clerk import PATIENCE, Clerk, Job, Stumbled


@pytest.fixture
def clerk(qtbot: QtBot, house: makers.House) -> Iterator[Clerk]:
    made = Clerk()
    made.seat(house.desk())
    yield made
    made.go_home()


class Page(QObject):
    """Hears answers, and remembers on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[int] = set()

    def hear(self, answer: object) -> None:
        self.heard.append(answer)
        self.threads.add(threading.get_ident())


def test_answers_return_on_the_screens_thread_and_work_happens_elsewhere(qtbot: QtBot, clerk: Clerk) -> None:
    page = Page()
    worked: list[int] = []

    clerk.ask("office.workers", {}, page.hear)
    clerk.porter(lambda: worked.append(threading.get_ident()), page.hear)
    clerk.write(lambda: worked.append(threading.get_ident()), page.hear)
    qtbot.waitUntil(lambda: len(page.heard) == 3)

    assert page.threads == {threading.get_ident()}
    assert threading.get_ident() not in worked


def test_an_action_is_done_and_every_page_hears_what_it_touched(qtbot: QtBot, clerk: Clerk) -> None:
    page, told = Page(), Page()
    clerk.changed.connect(told.hear)

    clerk.do("case_file.open_case", {"sex": "m", "care_track": "resident"}, page.hear)
    qtbot.waitUntil(lambda: bool(page.heard))

    assert isinstance(page.heard[0], str)
    assert any("case_file" in touched for touched in told.heard if isinstance(touched, frozenset))
    assert told.threads == {threading.get_ident()}


def test_a_refusal_comes_home_in_words(qtbot: QtBot, clerk: Clerk) -> None:
    page = Page()

    clerk.do("case_file.write_note", {"file_id": "nobody"}, None, page.hear)
    qtbot.waitUntil(lambda: bool(page.heard))

    assert isinstance(page.heard[0], errors.Refusal)


def test_a_bug_becomes_a_calm_fault_and_its_cause_is_told_apart(qtbot: QtBot, clerk: Clerk) -> None:
    page, causes = Page(), Page()
    clerk.stumbled.connect(causes.hear)

    told: dict[str, str] = {}
    clerk.porter(lambda: told["a name that must not be shown"], None, page.hear)
    qtbot.waitUntil(lambda: bool(page.heard))

    assert isinstance(page.heard[0], Stumbled)
    assert "a name" not in str(page.heard[0])
    assert isinstance(causes.heard[0], KeyError)


def test_an_answer_for_a_page_that_is_gone_falls_away(qtbot: QtBot, clerk: Clerk) -> None:
    label, page = QLabel(), Page()

    clerk.write(lambda: time.sleep(0.05), lambda _done: None)
    clerk.write(lambda: "late", label.setText)
    label.deleteLater()
    clerk.write(lambda: "end", page.hear)
    qtbot.waitUntil(lambda: bool(page.heard))

    assert page.heard == ["end"]


def test_settling_finishes_what_is_under_way_and_forgets_every_answer(
    qtbot: QtBot, clerk: Clerk, house: makers.House
) -> None:
    page = Page()
    desk = house.entered.desk if house.entered else None
    assert desk is not None

    clerk.do("case_file.open_case", {"sex": "f", "care_track": "resident"}, page.hear)
    settled = clerk.settle()
    qtbot.wait(30)

    assert settled
    assert page.heard == []
    assert desk.ask("case_file.tonight").total == 1
    with pytest.raises(errors.Locked):
        clerk.ask("case_file.tonight", {}, page.hear)


def test_long_work_tells_how_far_it_is_and_stops_when_it_is_no_longer_wanted(qtbot: QtBot, clerk: Clerk) -> None:
    told = Page()
    reached: list[int] = []

    def count(progress: Progress) -> None:
        for place in range(1000):
            reached[:] = [place]
            progress(place, 1000, Words("counting"))
            time.sleep(0.005)

    job = clerk.porter(count, None, None, lambda done, _total, _words: told.hear(done))
    qtbot.waitUntil(lambda: len(told.heard) >= 2)
    job.cancel()
    qtbot.wait(50)
    stopped_at = reached[0]
    qtbot.wait(50)

    assert told.threads == {threading.get_ident()}
    assert reached[0] == stopped_at < 999


class Ring(QObject):
    """Part of a ring of references, as many a page is."""

    def __init__(self, freed_on: list[int]) -> None:
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: freed_on.append(threading.get_ident()))


def test_what_python_lets_go_of_is_let_go_on_the_screens_thread(qtbot: QtBot, clerk: Clerk) -> None:
    """A widget freed on a thread of the clerk takes the whole program with it now and then."""
    page, freed_on = Page(), list[int]()

    def work_hard() -> None:
        for _turn in range(300):
            kept: list[list[object]] = [[] for _place in range(2000)]
            for each in kept:
                each.append(each)

    for _turn in range(50):
        Ring(freed_on)
        clerk.porter(work_hard if _turn % 10 == 0 else lambda: None, page.hear)
    qtbot.waitUntil(lambda: len(page.heard) == 50, timeout=30_000)
    broom.sweep()
    gc.collect()

    assert len(freed_on) == 50
    assert set(freed_on) == {threading.get_ident()}


class Slow(Clerk):
    """Its threads hold on to a job for a while after its answer went home, as a busy machine's do."""

    def _carry(self, job: Job) -> None:
        super()._carry(job)
        time.sleep(0.05)


class Falling(QObject):
    """Notes the thread on which it is let go."""

    def __init__(self, fell: list[int]) -> None:
        super().__init__()
        self.fell = fell

    def hear(self, _answer: object) -> None:
        pass

    def __del__(self) -> None:
        self.fell.append(threading.get_ident())


@pytest.mark.parametrize("trouble", [None, errors.RuleBroken, ValueError])
def test_a_page_gone_in_the_meantime_is_let_go_of_on_the_screens_thread(
    qtbot: QtBot, house: makers.House, trouble: type[Exception] | None
) -> None:
    """A thread that drops the last reference would take a widget apart in the middle of a repaint."""
    clerk, fell = Slow(), list[int]()
    clerk.seat(house.desk())

    def work(kept: Falling) -> None:
        if trouble is not None:
            raise trouble("No.")

    for _time in range(3):
        page = Falling(fell)
        clerk.porter(functools.partial(work, page), page.hear, page.hear)
        del page
    qtbot.waitUntil(lambda: len(fell) == 3)
    clerk.go_home()

    assert set(fell) == {threading.get_ident()}


def test_a_page_whose_answer_is_no_longer_wanted_is_let_go_of_there_too(qtbot: QtBot, house: makers.House) -> None:
    clerk, fell = Slow(), list[int]()
    clerk.seat(house.desk())
    page = Falling(fell)

    clerk.porter(functools.partial(time.sleep, 0.02), page.hear).cancel()
    del page
    clerk.settle()
    qtbot.waitUntil(lambda: len(fell) == 1)
    clerk.go_home()

    assert fell == [threading.get_ident()]


class Noted(Clerk):
    """Notes the thread on which it is let go."""

    fell: list[int]

    def __del__(self) -> None:
        self.fell.append(threading.get_ident())


@pytest.mark.parametrize("takes", [0.0, 0.2, PATIENCE + 0.3])
def test_a_clerk_who_went_home_is_let_go_of_on_the_screens_thread(
    qtbot: QtBot, takes: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its thread holds it while it works; letting go there would stop the timer of the broom from the wrong place."""
    monkeypatch.setattr("ui.clerk._outlived", [])
    ended, fell = threading.Event(), list[int]()

    def work() -> None:
        time.sleep(takes)
        ended.set()

    clerk = Noted()
    clerk.fell = fell
    clerk.porter(work)
    clerk.go_home()
    del clerk
    qtbot.waitUntil(ended.is_set)
    time.sleep(0.05)
    gc.collect()

    assert set(fell) <= {threading.get_ident()}


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was_found(on: bool) -> None:
    (gc.enable if on else gc.disable)()
    first, second = broom.Broom(), broom.Broom()

    first.begin()
    second.begin()
    first.end()
    between = gc.isenabled()
    second.end()

    assert not between
    assert gc.isenabled() is on
