"""The house of these tests, and an event that has begun in it."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest

from tests.services.arrivals.house import DAY, House


@pytest.fixture
def house(tmp_path: pathlib.Path) -> Iterator[House]:
    """The director's desk alone."""
    built = House(tmp_path)
    yield built
    built.desk.lock()


@pytest.fixture
def staffed(tmp_path: pathlib.Path) -> Iterator[House]:
    """With a supervisor, a caseworker, a receptionist and an educator; the director sits at the desk."""
    built = House(tmp_path, "supervisor", "caseworker", "receptionist", "educator")
    yield built
    built.desk.lock()


@pytest.fixture
def event(house: House) -> str:
    """An event of today with a place and a group that nobody without the key may read."""
    return str(
        house.desk.do(
            "arrivals.start_event", day=DAY, place="Lwashi-Haut", group="Nyati", announced=3, not_shown=0,
            woman_on_team="yes",
        )
    )  # fmt: skip
