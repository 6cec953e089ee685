"""The sheet of a day: one for each block and day, one count for each meal; what a week needs of each food."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from transit_desk import choices
from transit_desk.domain import errors
from transit_desk.domain.text import N_

DAYS_OF_A_WEEK: Final = 7
_LARGER: Final = {"g": ("kg", 1_000), "ml": ("l", 1_000)}


def says_something(sheet: Mapping[str, object]) -> None:
    """An empty sheet is not kept."""
    if not any(sheet.get(name) for name in ("meals", "water", "done", "events")):
        raise errors.RuleBroken(N_("Say at least one thing of the day."), "events")


def somebody_leads(led_by_id: object, led_by_name: object) -> None:
    """An activity is led by a colleague or by somebody with a name."""
    if not led_by_id and not str(led_by_name or "").strip():
        raise errors.RuleBroken(N_("Say who leads it."), "led_by_id")
    if led_by_id and str(led_by_name or "").strip():
        raise errors.RuleBroken(N_("Choose somebody of the list, or write a name: not both."), "led_by_name")


@dataclasses.dataclass(frozen=True)
class Portion:
    """How much of a food a child and a baby get on a day."""

    unit: str
    per_child: int
    per_baby: int

    def week(self, children: int, babies: int) -> int:
        """What a week needs for so many."""
        return DAYS_OF_A_WEEK * (children * self.per_child + babies * self.per_baby)


def says_how_much(per_child: int, per_baby: int) -> None:
    """A ration of nothing is none."""
    if not per_child and not per_baby:
        raise errors.RuleBroken(N_("Say how much a child or a baby gets."), "per_child")


def say_amount(amount: int, unit: str) -> str:
    """An amount as a storekeeper reads it: 1,5 kg and not 1500 g; French decimals, as everywhere on our papers."""
    larger = _LARGER.get(unit)
    if larger is None:
        return str(amount)
    words, many = larger
    if amount < many:
        return f"{amount} {unit}"
    whole, rest = divmod(amount, many)
    return f"{whole} {words}" if not rest else f"{whole},{rest:03d}".rstrip("0") + f" {words}"


def walking_order(block: str) -> int:
    """Where a block comes when one walks through the house: in the order of the list of blocks."""
    return choices.load("block_kind").place(block)
