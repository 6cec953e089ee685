"""A program at its closed door, for every test of the window."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests import makers
from tests.ui.desks import Office


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication) -> Iterator[None]:
    """What a test opened goes with it: every window that stays is dressed anew with each theme of a later test."""
    before = set(qapp.topLevelWidgets())
    yield
    for left in set(qapp.topLevelWidgets()) - before:
        if isValid(left):
            left.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def office(qtbot: QtBot, house: makers.House, tmp_path: pathlib.Path) -> Iterator[Office]:
    """A program at its closed door."""
    made = Office(qtbot, house, tmp_path)
    yield made
    made.program.close()
