"""A program at its closed door, for every test of the window."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests import makers
from tests.ui.desks import Office


@pytest.fixture
def office(qtbot: QtBot, house: makers.House, tmp_path: pathlib.Path) -> Iterator[Office]:
    """A program at its closed door."""
    made = Office(qtbot, house, tmp_path)
    yield made
    made.program.close()
