"""How a child grows: amounts as people write them, which way they go, what an upper arm tells.

Thresholds of the upper arm (MUAC): under 115 mm severe, under 125 mm moderate, from 6 to 59 months (WHO/UNICEF 2009,
*WHO child growth standards and the identification of severe acute malnutrition*; the same in the national PCIMA
protocol of the DRC). For older children there is no figure of the WHO; 160 and 185 mm, used with adolescents and
pregnant women in FANTA's review of 2013 and in many protocols, stand as settings and are marked as such.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Sequence
from typing import Final

from transit_desk.domain import errors, fields
from transit_desk.domain.text import N_, Words

RISING, STEADY, FALLING = "rising", "steady", "falling"
_AMOUNT: Final = re.compile(r"^(\d{1,3})(?:[.,](\d{1,3}))?$")
_STEADY: Final = 2  # of a hundred: less is the scale, the plate and the hour of the day
_LEAST: Final = 2
_SPAN_OF_ARM: Final = (6, 59)  # months

Point = tuple[datetime.date, int]


@dataclasses.dataclass(frozen=True)
class Unit:
    """What a measure is read off in, how many whole parts of it are kept, and among how many of these it lies."""

    said: str
    parts: int
    among: fields.Number


WEIGHT: Final = Unit("kg", 1000, fields.Number(500, 250_000))
HEIGHT: Final = Unit("cm", 10, fields.Number(300, 2_300))
ARM: Final = Unit("cm", 10, fields.Number(50, 500))


def read_amount(text: str | None, unit: Unit, field: str) -> int | None:
    """41,5 kg as whole grams: 41500; nothing where nothing was measured. What no child measures is refused in kg."""
    if text is None or not text.strip():
        return None
    told = _AMOUNT.match(text.strip())
    if told is None:
        raise errors.RuleBroken(N_("Write a number, for example 41,5."), field)
    part = told[2] or ""
    amount = int(told[1]) * unit.parts + int(part.ljust(3, "0")) * unit.parts // 1000
    low, high = unit.among.low, unit.among.high
    if not low <= amount <= high:
        ends = {"unit": unit.said, "low": say_amount(low, unit.parts), "high": say_amount(high, unit.parts)}
        raise errors.RuleBroken(Words(N_("Write it in {unit}, from {low} to {high}."), ends), field)
    return amount


def say_amount(amount: int, unit: int) -> str:
    """41,5."""
    whole, part = divmod(amount, unit)
    if not part:
        return str(whole)
    return f"{whole},{str(part).zfill(len(str(unit)) - 1).rstrip('0')}"


def something_measured(*amounts: int | None) -> None:
    """An empty measure measures nothing."""
    if all(amount is None for amount in amounts):
        raise errors.RuleBroken(N_("Write at least one measure."), "weight")


def trend(points: Sequence[Point]) -> str | None:
    """Which way it goes from the last measure but one to the last; None before there are two."""
    if len(points) < _LEAST:
        return None
    (_first, before), (_last, now) = sorted(points)[-2:]
    change = (now - before) * 100
    if abs(change) < before * _STEADY:
        return STEADY
    return RISING if change > 0 else FALLING


def lost_twice(points: Sequence[Point]) -> bool:
    """Whether a child lost weight twice in a row, however little each time: nobody sees it from one day to the next."""
    match [amount for _day, amount in sorted(points)[-3:]]:
        case [first, then, last]:
            return first > then > last
    return False


def arm_word(arm: int, months: int | None, young: tuple[int, int], older: tuple[int, int]) -> str:
    """What the upper arm tells: severe, moderate or enough; with an age that nobody knows, as for an older child."""
    low, high = _SPAN_OF_ARM
    severe, moderate = young if months is not None and low <= months <= high else older
    if arm < severe:
        return "severe"
    return "moderate" if arm < moderate else "enough"


def two_thresholds(setting: str) -> tuple[int, int]:
    """Read the setting of an upper arm, "115 125": severe below the first, moderate below the second."""
    severe, moderate = (int(part) for part in setting.split())
    return severe, moderate
