"""How long work tells how far it is, without knowing who listens."""

from __future__ import annotations

from collections.abc import Callable

from transit_desk.domain.errors import Refusal
from transit_desk.domain.text import N_, Words

Progress = Callable[[int, int, Words], None]
"""Called with (done, total, what is being done); raises `Cancelled` when the listener wants it to stop."""


class Cancelled(Refusal):
    """The person asked to stop; nothing half done stays behind."""

    def __init__(self) -> None:
        super().__init__(N_("Stopped, as you asked."))


def quietly(done: int, total: int, words: Words) -> None:
    """Report to nobody."""
