"""What is loaded before the passphrase is asked for: the window, and nothing that can wait behind it."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("sqlalchemy", "sqlcipher3", "alembic", "reportlab", "numpy", "openpyxl", "pydantic", "PySide6.QtPrintSupport")


def test_the_door_waits_for_nothing_heavy() -> None:
    """Each of these takes longer to load than the whole door; they come while the passphrase is typed."""
    code = "import sys, ui.start; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert sorted(set(HEAVY) & set(loaded)) == []


@pytest.mark.parametrize("room", ["transit_desk.entrance", "ui.sitting"])
def test_what_waits_behind_the_door_is_named_there(room: str) -> None:
    """The names in the list of what is loaded meanwhile lead somewhere."""
    import importlib

    from ui.app import _HEAVY

    assert room in _HEAVY
    assert importlib.import_module(room).__name__ == room
