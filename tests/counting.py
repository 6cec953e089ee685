"""Which statements the desk sends: so that a page asks as much for a hundred rows as for ten."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import sqlalchemy

from transit_desk.desk import Desk


@contextlib.contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """The statements sent while this lasts, in their order."""
    sent: list[str] = []

    def note(*told: object) -> None:
        sent.append(str(told[2]))

    engines = (desk.vault.reader, desk.vault.writer)
    for engine in engines:
        sqlalchemy.event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        for engine in engines:
            sqlalchemy.event.remove(engine, "before_cursor_execute", note)
