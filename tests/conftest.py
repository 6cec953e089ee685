"""What every test stands on: no display, and generated inputs at a steady pace."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterator

import hypothesis
import pytest

from tests import makers
from transit_desk import languages
from transit_desk.desk import Desk
from transit_desk.domain import text

# Before Qt is imported: a window of a test never opens on somebody's screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if os.environ["QT_QPA_PLATFORM"] == "offscreen":
    for display in ("DISPLAY", "WAYLAND_DISPLAY"):
        os.environ.pop(display, None)

# Machines are shared and slow: a time limit for one example would make honest tests fail by chance.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.register_profile("long", deadline=None, max_examples=5_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """The window chooses a language for the whole program; no test leaves it to the next."""
    yield
    text.speak_always(languages.catalogue(languages.OWN))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The vault from which every test's own is copied."""
    folder = tmp_path_factory.mktemp("template") / "vault"
    makers.build_template(folder)
    return folder


@pytest.fixture
def house(template: pathlib.Path, tmp_path: pathlib.Path) -> Iterator[makers.House]:
    """A fictional house of one's own, with its staff and no child in it."""
    made = makers.copy_house(template, tmp_path / "vault")
    yield made
    made.lock()


@pytest.fixture
def desk(house: makers.House) -> Desk:
    """The director's desk."""
    return house.desk()
