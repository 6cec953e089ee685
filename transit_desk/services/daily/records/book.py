"""The incident book, asked by its name: which entries there are for these eyes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from transit_desk.storage.work import Work

PAGE: Final = "incidents.incident"


def numbers(work: Work, wanted: Iterable[str]) -> Mapping[str, str] | None:
    """Of these references those that stand in the book, by their entry; None for whoever may not read the book."""
    if "incidents.browse" not in work.actor.rights:
        return None
    return dict(work.ask("incidents.known", numbers=sorted(set(wanted))))
