"""Marks given at the screen that an answer from the vault may not know of yet."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from transit_desk.services.presence.views.calling import Row


class OnTheWay:
    """A mark stands from the key on until an answer comes that was asked for after the mark was kept.

    Reading and writing are two threads: a list that was begun to be read before a mark was kept may come home after
    it, and would take the mark off the screen.
    """

    def __init__(self) -> None:
        self._marks: dict[str, str] = {}
        self._kept: dict[str, object] = {}  # each save by a token of its own: the same mark may be given twice

    def give(self, file_id: str, mark: str) -> None:
        """From the key on."""
        self._marks[file_id] = mark
        self._kept.pop(file_id, None)

    def keep(self, file_id: str) -> None:
        """It is in the vault: what is asked from now on knows it."""
        if file_id in self._marks:
            self._kept[file_id] = object()

    def known(self) -> Mapping[str, object]:
        """What a question that is sent now will know."""
        return dict(self._kept)

    def answered(self, known: Mapping[str, object]) -> None:
        """The answer of a question that knew so much is here."""
        for file_id, save in known.items():
            if self._kept.get(file_id) is save:
                self.drop(file_id)

    def drop(self, file_id: str) -> None:
        """Taken back, or told by the vault."""
        self._marks.pop(file_id, None)
        self._kept.pop(file_id, None)

    def clear(self) -> None:
        """One could not be kept: only the vault says what stands."""
        self._marks.clear()
        self._kept.clear()

    def over(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows as they are kept, with the marks that are on their way."""
        marks = self._marks
        return tuple(dataclasses.replace(row, mark=marks[row.id]) if row.id in marks else row for row in rows)
