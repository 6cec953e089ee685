"""The head of a paper: whose it is, or nobody's when a centre must not be named."""

from __future__ import annotations

import dataclasses

from transit_desk.domain.text import Words


@dataclasses.dataclass(frozen=True)
class Letterhead:
    """The centre's name and address. A neutral head shows neither: a paper found in a pocket tells nothing."""

    centre: str | Words
    address: tuple[str | Words, ...] = ()
    neutral: bool = False

    def shown(self) -> tuple[str, tuple[str, ...]]:
        """What may be drawn: name and address lines, both empty when neutral."""
        if self.neutral:
            return "", ()
        return str(self.centre), tuple(str(line) for line in self.address)
