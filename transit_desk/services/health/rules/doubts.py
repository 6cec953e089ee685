"""What is doubted before a dose is kept as given: given already, long ago, or of a child who was not here."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from transit_desk.domain import instants
from transit_desk.services.health.rules import doses

_DAY_MINUTES: Final = 24 * 60


@dataclasses.dataclass(frozen=True)
class Handed:
    """A dose that was given: of which hour it was, at which instant and by whom (nobody of the house: nothing)."""

    of: doses.Key
    due_at: int
    at: int
    by: str
    sachet: int = 0


@dataclasses.dataclass(frozen=True)
class Held:
    """What a sachet holds, as far as it tells whether another holds the same."""

    child: str
    sachet: int
    name: str  # nothing where it is closed to those who ask
    made_at: int
    stopped_at: int | None


_ALIKE: Final = 6  # letters in which Amoxicilline and amoxicillin 500 agree
_MUCH: Final = frozenset({"mg", "g", "ml", "ui"})
_SHAPES: Final = frozenset({"compri", "gelule", "capsul", "inject", "soluti", "suspen", "tablet"})
_SALTS: Final = frozenset({
    "acetat", "chlorh", "chlori", "chloru", "citrat", "glucon", "hydroc", "maleat", "phosph", "sulfat", "vitami",
    "de", "du",
})  # fmt: skip
"""What iron and zinc, or vitamins A and B, have in common: by itself it names no medicine."""


def may_be_same(one: Held, other: Held) -> bool:
    """Whether a sachet may hold what another of the child held: its number, its name, or what was stopped before it."""
    if one.child != other.child:
        return False
    if one.sachet == other.sachet or (other.stopped_at is not None and other.stopped_at <= one.made_at):
        return True
    return same_name(one.name, other.name)


def same_name(one: str, other: str) -> bool:
    """Whether two names may be of one medicine, however spelt: by a word of both, a brand's or a substance's."""
    return bool(_words(one) & _words(other))


def _words(name: str) -> frozenset[str]:
    """The beginnings of the long words of a name; of a name of short ones all its letters, but for how much it is."""
    bare = unicodedata.normalize("NFD", name.casefold())
    letters = "".join(each if each.isalpha() else " " for each in bare if not unicodedata.combining(each))
    words = [word for word in letters.split() if word not in _MUCH and word[:_ALIKE] not in _SHAPES]
    telling = [word for word in words if word[:_ALIKE] not in _SALTS] or words
    long = {word[:_ALIKE] for word in telling if len(word) >= _ALIKE}
    return frozenset(long or {"".join(telling)[:_ALIKE]} - {""})


def apart(plan: doses.Plan) -> int:
    """The shortest span between two doses of a plan; from the last of one day to the first of its next."""
    within = [later - earlier for earlier, later in itertools.pairwise(plan.minutes)]
    return min([*within, plan.every_days * _DAY_MINUTES - plan.minutes[-1] + plan.minutes[0]]) * instants.MINUTE


def given_already(
    plan: doses.Plan, dose: doses.Dose, handed: Iterable[Handed], zone: datetime.tzinfo, at: int
) -> Handed | None:
    """The last dose that may be the one to be given at this instant; nothing where none was given so near.

    A dose of another plan may be the same one by the hour of either. Of the plan's own, each hour is another dose: what
    was given late is too near to the next one by when it was given alone.
    """
    near = [
        each for each in handed if each.of != dose.key and min(_spans(plan, dose, each, zone, at)) * 2 < apart(plan)
    ]
    return max(near, key=lambda each: each.at, default=None)


def _spans(plan: doses.Plan, dose: doses.Dose, handed: Handed, zone: datetime.tzinfo, at: int) -> list[int]:
    given = abs(at - handed.at)
    if _asks_for(plan, handed, zone):
        return [given]
    return [given, abs(dose.at - handed.due_at), abs(dose.at - handed.at)]


def long_ago(dose: doses.Dose, now: int, after_hours: int) -> bool:
    """Whether a dose is written so long after its hour that somebody else may have given it."""
    return dose.at + after_hours * instants.HOUR <= now


Lived = Sequence[tuple[datetime.date, datetime.date | None]]
"""From which day until which a child lived here, each time; the last may still go on."""


def lived_here(day: datetime.date, lived: Lived) -> bool:
    """Whether a child lived here on a day; of whom nobody wrote when it came, it is not doubted."""
    return not lived or any(first <= day and (last is None or day <= last) for first, last in lived)


def _asks_for(plan: doses.Plan, handed: Handed, zone: datetime.tzinfo) -> bool:
    return any(dose.key == handed.of for dose in doses.due([plan], handed.due_at, handed.due_at + 1, zone))
