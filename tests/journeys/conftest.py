"""What every journey stands on: one application for the process, and folders that last as long as a file of tests."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session")
def application() -> QApplication:
    """The application of this process, also for what is set up once for all tests of a file."""
    found = QApplication.instance() or QApplication([])
    assert isinstance(found, QApplication)
    return found
