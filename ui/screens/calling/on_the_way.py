"""Marks given at the screen that an answer from the vault may not know of yet."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from transit_desk.services.presence.views.calling import Row


@dataclasses.dataclass(eq=False)
class Given:
    """One press of a key: of which child, which mark, whether the vault has it."""

    file_id: str
    mark: str
    kept: bool = False


class OnTheWay:
    """A mark stands from the key on until an answer comes that was asked for after the mark was kept.

    Reading and writing are two threads: a list that was begun to be read before a mark was kept may come home after
    it, and would take the mark off the screen.
    """

    def __init__(self) -> None:
        self._stand: dict[str, Given] = {}

    def give(self, file_id: str, mark: str) -> Given:
        """From the key on; a later one of the same child takes its place."""
        self._stand[file_id] = given = Given(file_id, mark)
        return given

    def known(self) -> tuple[Given, ...]:
        """What a question that is sent now will know."""
        return tuple(each for each in self._stand.values() if each.kept)

    def answered(self, known: Sequence[Given]) -> None:
        """The answer of a question that knew so much is here."""
        for each in known:
            if self._stand.get(each.file_id) is each:
                del self._stand[each.file_id]

    def drop(self, file_id: str) -> None:
        """Taken back."""
        self._stand.pop(file_id, None)

    def clear(self) -> None:
        """One could not be kept: only the vault says what stands."""
        self._stand.clear()

    def over(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows as they are kept, with the marks that are on their way."""
        stand = self._stand
        return tuple(dataclasses.replace(row, mark=stand[row.id].mark) if row.id in stand else row for row in rows)
