"""Sweeping on the screen's thread alone: Python may otherwise let go of a widget on whichever thread is at work.

A widget that is part of a ring of references is freed by the cyclic collector, and that runs wherever memory happens
to be asked for. On a thread of the clerk it would take a widget or its timer apart in the wrong place, and now and
then the whole program with it. So the collector's own clockwork is off while the clerk works, and this one runs.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

BEAT: Final = 500  # milliseconds

_sweeping: list[Broom] = []
_found_on: list[bool] = []  # whether the collector's own clockwork ran before the first broom


def sweep() -> None:
    """Collect the youngest often, the older ones as rarely as Python itself would; on the thread that asks."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if limits[generation] and counts[generation] > limits[generation]:
            gc.collect(generation)
            return


class Broom(QObject):
    """Collects what Python would have collected, as often, but here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(sweep)

    def begin(self) -> None:
        """From now on nobody else sweeps."""
        if not _sweeping:
            _found_on[:] = [gc.isenabled()]
        if self not in _sweeping:
            _sweeping.append(self)
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """Leave the collector's clockwork as it was found, when nobody else needs it still."""
        self._timer.stop()
        if self in _sweeping:
            _sweeping.remove(self)
            if not _sweeping and _found_on.pop():
                gc.enable()
