"""The incident book, asked by its name: which entries there are for these eyes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from transit_desk.module import Window
from transit_desk.storage.work import Work

PAGE: Final = "incidents.incident"
_MOST: Final = 10_000


def numbers(work: Work) -> Mapping[str, str] | None:
    """The entries by their numbers; None for whoever may not read the whole book."""
    if "incidents.browse" not in work.actor.rights:
        return None
    return {row.number: row.id for row in work.ask("incidents.book", window=Window(count=_MOST)).rows}
