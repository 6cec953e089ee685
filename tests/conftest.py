"""What every test stands on: no display, and generated inputs at a steady pace."""

from __future__ import annotations

import ctypes
import gc
import os
import pathlib
import sys
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

_CAPABILITIES, _MAY_PIN = 0x20080522, 14  # the shape the kernel is asked in, and CAP_IPC_LOCK
_DROP_FROM_THE_BOUND = 24  # PR_CAPBSET_DROP


def _pin_nothing() -> None:
    """Let the system refuse to pin memory, as it does on a laptop with a low limit.

    SQLCipher pins and lets go each of its thousands of small pieces of memory: a third of the time of a test, for the
    keys of vaults that live for a second. It takes the refusal, and goes on wiping what it frees.
    """
    if sys.platform != "linux":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, 0))
    # Root stands above the limit: it lets go of that right, for itself and for whatever is started from here.
    system = ctypes.CDLL(None)
    asked, answer = (ctypes.c_uint32 * 2)(_CAPABILITIES, 0), (ctypes.c_uint32 * 6)()
    system.prctl(_DROP_FROM_THE_BOUND, _MAY_PIN, 0, 0, 0)
    system.capget(asked, answer)
    answer[0] &= ~(1 << _MAY_PIN)
    answer[1] &= ~(1 << _MAY_PIN)
    system.capset(asked, answer)


def pytest_configure(config: pytest.Config) -> None:
    """What is measured is measured as staff have it, the rest without waiting for it."""
    if config.option.markexpr != "bench":
        _pin_nothing()


_LONG_FIRST = ("journeys", "soak", "test_demo.py", "house", "ui")  # begun last, one core would wait for the other


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, the rest as they come: then both cores end together."""
    here = pathlib.Path(__file__).parent
    places = {first: place for place, first in enumerate(_LONG_FIRST)}
    items.sort(key=lambda item: places.get(item.path.relative_to(here).parts[0], len(places)))


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: no sweep of a test walks through it again."""
    gc.collect()
    gc.freeze()


# Machines are shared and slow: a time limit for one example would make honest tests fail by chance.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.register_profile("long", deadline=None, max_examples=5_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.fixture(autouse=True)
def _swept_here() -> Iterator[None]:
    """Python collects on whichever thread asks for memory, that on which pytest-xdist listens too.

    A widget that is taken apart there takes the process with it, in the middle of another test.
    """
    from ui import broom

    gc.disable()
    yield
    broom.sweep()


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
