"""What every piece of a record's page stands in: the record, and the ways to ask and to go elsewhere."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from transit_desk.module import Target, Verb
from ui.clerk import Clerk
from ui.navigation import OpenPage, Pages


@dataclasses.dataclass(frozen=True)
class Around:
    """The record's identifier and its surroundings."""

    record_id: str
    pages: Pages
    clerk: Clerk
    open_page: OpenPage

    def follow(self, target: Target, _on: bool = False) -> None:
        """Go where a line leads."""
        self.open_page(target.page, target.record_id, **{str(name): value for name, value in target.extra.items()})

    def go(self, verb: Verb) -> None:
        """Go to the page of a verb."""
        self.open_page(verb.page, "", **{str(name): value for name, value in verb.extra.items()})


Chosen = Callable[[Verb], object]
