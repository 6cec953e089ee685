"""Whether a child was here before: earlier files that may be the same child, ranked, each with its reasons."""

from __future__ import annotations

import dataclasses
import datetime
import enum
from collections.abc import Iterable, Mapping
from typing import Final

from transit_desk.domain.dates import PartialDate, Precision
from transit_desk.domain.text import N_, Words
from transit_desk.matching import names, places
from transit_desk.matching.names import Weights

# What each part counts for; a part that one of the two does not have is left out and the rest made whole again.
WEIGHTS: Final = {"names": 0.25, "mother": 0.20, "father": 0.15, "village": 0.15, "siblings": 0.10, "age": 0.05}
STRONG: Final = 0.75
LOOK: Final = 0.5
_ENOUGH_KNOWN: Final = 0.4  # a likeness in the name alone is worth a look, and never called strong
_INSTEAD_OF_A_NAME: Final = 2
_COMMON: Final = 0.5  # a shared name of everybody counts half
_YEAR_BETWEEN: Final = datetime.timedelta(days=370)  # between 13 told and 15 told lies a year and a day
_UNKNOWN_SEX: Final = frozenset({"", "unknown"})


@dataclasses.dataclass(frozen=True)
class Known:
    """What is known of a child, for comparing: every spelling that was claimed, and every place of origin."""

    record: str
    names: tuple[str, ...]
    sex: str = "unknown"
    born: PartialDate | None = None
    villages: tuple[str, ...] = ()
    mother: tuple[str, ...] = ()
    father: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()


class Strength(enum.StrEnum):
    """How much a candidate asks to be looked at. A person decides; nothing here ever does."""

    STRONG = "strong"
    LOOK = "look"


@dataclasses.dataclass(frozen=True)
class Candidate:
    """An earlier file that may be the same child."""

    record: str
    score: float
    coverage: float  # how much of what could be compared was known of both
    strength: Strength
    reasons: tuple[Words, ...]


@dataclasses.dataclass(frozen=True)
class _Part:
    score: float
    reason: Words | None = None


def possible_same_child(
    new: Known, others: Iterable[Known], *, weights: Weights | None = None, limit: int = 5
) -> tuple[Candidate, ...]:
    """Earlier files that may be this child, the likeliest first. Never merges, never decides.

    Hand in those that share a search key or that a `NameIndex` found: each pair takes about half a millisecond.
    """
    found = [
        candidate
        for other in others
        if other.record != new.record and (candidate := compare(new, other, weights=weights)) is not None
    ]
    found.sort(key=lambda one: (-one.score, -one.coverage, one.record))
    return tuple(found[:limit])


def compare(new: Known, other: Known, *, weights: Weights | None = None) -> Candidate | None:
    """Compare two children; None where they are not worth a look, or cannot be the same."""
    if new.sex != other.sex and not {new.sex, other.sex} & _UNKNOWN_SEX:
        return None
    parts = {
        "names": _named(new.names, other.names, weights, N_("name: {how}")),
        "mother": _named(new.mother, other.mother, weights, N_("mother: {how}")),
        "father": _named(new.father, other.father, weights, N_("father: {how}")),
        "village": _village(new.villages, other.villages),
        "siblings": _named(new.siblings, other.siblings, weights, N_("brother or sister: {how}")),
        "age": _age(new.born, other.born),
    }
    known = {part: found for part, found in parts.items() if found is not None}
    compared = sum(WEIGHTS[part] for part in known)
    if "names" not in known and compared < _ENOUGH_KNOWN:
        return None
    if not _worth_a_look(known):
        return None
    score = sum(WEIGHTS[part] * found.score for part, found in known.items()) / compared
    coverage = compared / sum(WEIGHTS.values())
    if score < LOOK:
        return None
    strong = score >= STRONG and coverage >= _ENOUGH_KNOWN
    reasons = tuple(found.reason for found in known.values() if found.reason is not None)
    return Candidate(other.record, score, coverage, Strength.STRONG if strong else Strength.LOOK, reasons)


def _worth_a_look(known: Mapping[str, _Part]) -> bool:
    """Another name is looked at only where two other things speak for it; ages alone speak for nobody."""
    if "names" in known and known["names"].reason is not None:
        return True
    speaking = sum(part != "age" and found.reason is not None for part, found in known.items())
    return speaking >= _INSTEAD_OF_A_NAME


def _named(here: tuple[str, ...], there: tuple[str, ...], weights: Weights | None, saying: str) -> _Part | None:
    """The best pair of spellings. A name that everybody has is no evidence by itself."""
    ways = [names.similar(one, other, weights) for one in here for other in there if one.strip() and other.strip()]
    if not ways:
        return None
    best = max(ways, key=lambda way: way.score)
    telling = min(1.0, best.weight) if weights is not None else 1.0
    score = best.score * (_COMMON + (1 - _COMMON) * telling)
    return _Part(score, Words(saying, {"how": best.reason}) if best.score > names.UNLIKELY else None)


def _village(here: tuple[str, ...], there: tuple[str, ...]) -> _Part | None:
    """The best pair of places: a child tells of a hamlet today, and of the chiefdom next week."""
    ways = [places.similar_places(one, other) for one in here for other in there if one.strip() and other.strip()]
    if not ways:
        return None
    best = max(ways, key=lambda way: way.score)
    near = best.score > names.UNLIKELY
    return _Part(best.score if near else 0.0, Words(N_("village: {how}"), {"how": best.reason}) if near else None)


def _age(here: PartialDate | None, there: PartialDate | None) -> _Part | None:
    """Ages that fit; told ages are often a year out, so that a year between them is half a fit."""
    if here is None or there is None or Precision.UNKNOWN in (here.precision, there.precision):
        return None
    if here.meets(there):
        return _Part(1.0, Words(N_("the ages fit")))
    between = max(here.earliest, there.earliest) - min(here.latest, there.latest)
    return _Part(0.5, Words(N_("the ages are a year apart"))) if between <= _YEAR_BETWEEN else _Part(0.0)
