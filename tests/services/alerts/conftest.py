"""Whoever sits at the desk in these tests, and an alert as somebody gives it."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest

from tests.services.alerts.house import House


@pytest.fixture
def centre(tmp_path: pathlib.Path) -> Iterator[House]:
    """A director alone at first; the others sit down when they are named."""
    built = House(tmp_path)
    yield built
    built.desk.lock()
