"""Claims: what was said about a child, by whom and when, and the pure rule that chooses which one is shown."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from typing import Final

from transit_desk.domain.dates import PartialDate
from transit_desk.domain.text import N_, Words


@dataclasses.dataclass(frozen=True)
class Claim:
    """One thing said about a child. Never changed: it is superseded by a better one, or withdrawn."""

    key: str
    what: str  # name_in_use, name, age, birth, place, relation, …
    value: object
    said_by: str  # a key of the choices `claim_source`
    said_on: datetime.date
    how_known: str  # a key of the choices `claim_way`
    recorded_at: int  # microseconds since 1970 UTC
    supersedes: str | None = None
    withdrawn: bool = False
    preferred: bool = False


@dataclasses.dataclass(frozen=True)
class Chosen:
    """The claim that is shown, and why that one."""

    claim: Claim
    reason: Words


@dataclasses.dataclass(frozen=True)
class Birth:
    """When a child may be born: the best claim, narrowed by those that agree with it; the others stay visible."""

    born: PartialDate
    chosen: Chosen
    agreeing: tuple[Claim, ...]
    disputing: tuple[Claim, ...]


CHILD: Final = "child"
BIRTH: Final = ("birth", "age")
"""The kinds that tell when a child was born: one is chosen among both."""
_SAID: Final = {
    "child": N_("said by the child"),
    "document": N_("read from a document"),
    "mother": N_("said by the mother"),
    "father": N_("said by the father"),
    "family": N_("said by the family"),
    "sibling": N_("said by a brother or sister"),
    "friend": N_("said by a friend"),
    "community": N_("said by somebody of the community"),
    "health_worker": N_("assessed by a health worker"),
    "event_calendar": N_("worked out with the calendar of events"),
    "worker": N_("estimated by a worker of the centre"),
    "other_agency": N_("told by another agency"),
    "release_list": N_("read from the list at the release"),
    "authority": N_("told by an authority"),
}
# Who is believed first. What is missing from a row comes last, in the order of the first row.
_GENERAL: Final = (
    "document", "mother", "father", "family", "child", "sibling", "community", "friend", "other_agency",
    "health_worker", "event_calendar", "worker", "release_list", "authority",
)  # fmt: skip
# A child's own age before an assessment or an authority's word: children have been declared adults.
_OF_BIRTH: Final = ("document", "mother", "father", "family", "event_calendar", "child", "sibling", "health_worker")
_BELIEVED: Final[Mapping[str, tuple[str, ...]]] = {
    # A name in use belongs to who is called by it; a paper does not know it better.
    "name_in_use": ("child", "mother", "father", "family", "sibling", "friend", "document", "community"),
    **dict.fromkeys(BIRTH, _OF_BIRTH),
    # Where a child comes from, the child and the family know; papers are often of elsewhere.
    "place": ("child", "mother", "father", "family", "document", "sibling", "community"),
}
_STEPS: Final = (1, 31, 184, 366)
"""Days up to which a date was told as a day, a month, a season, a year; beyond, each year more is coarser."""


def kin(what: str) -> tuple[str, ...]:
    """The kinds among which one statement is chosen: a kind alone, or all that tell of the birth."""
    return BIRTH if what in BIRTH else (what,)


def live(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims that stand: not withdrawn, and not superseded by one that stands. Withdrawing brings the earlier back."""
    every = {claim.key: claim for claim in claims}
    replaced: set[str] = set()
    for claim in every.values():
        if claim.withdrawn:
            continue
        # A correction stands for all it corrected, even where one between was withdrawn.
        earlier = claim.supersedes
        while earlier is not None and earlier not in replaced and earlier != claim.key:
            replaced.add(earlier)
            earlier = every[earlier].supersedes if earlier in every else None
    return tuple(claim for claim in every.values() if not claim.withdrawn and claim.key not in replaced)


def ranked(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Standing claims of one kind, the one to show first. The order never depends on the order they came in."""
    return tuple(sorted(live(claims), key=_rank))


def chosen(claims: Iterable[Claim]) -> Chosen | None:
    """The claim to show, and why; None where nothing stands."""
    standing = ranked(claims)
    return Chosen(standing[0], _reason(standing)) if standing else None


def birth(claims: Iterable[Claim]) -> Birth | None:
    """The birth that follows from claims about birth and age, whose values are partial dates.

    Begins with the claim believed first and narrows it by each next one that does not contradict.
    """
    standing = ranked(claims)
    if not standing:
        return None
    born: PartialDate | None = None
    agreeing: list[Claim] = []
    disputing: list[Claim] = []
    for claim in standing:
        if not isinstance(claim.value, PartialDate):
            message = "a claim about a birth holds a partial date"
            raise TypeError(message)
        narrowed = claim.value if born is None else born.narrowed(claim.value)
        if narrowed is None:
            disputing.append(claim)
        else:
            born = narrowed
            agreeing.append(claim)
    assert born is not None  # noqa: S101  (nothing stands before the first claim to contradict it)
    return Birth(born, Chosen(standing[0], _reason(standing)), tuple(agreeing), tuple(disputing))


def _rank(claim: Claim) -> tuple[int, int, int, int, int, str]:
    """Preferred by the child, preferred at all, who said it, how exactly, the latest said, the latest recorded."""
    wish = (0 if claim.said_by == CHILD else 1) if claim.preferred else 2
    told = (wish, _place(claim.what, claim.said_by), _coarseness(claim.value))
    return *told, -claim.said_on.toordinal(), -claim.recorded_at, claim.key


def _coarseness(value: object) -> int:
    """How widely a date was told, in the steps in which people tell one; other words are as exact as any."""
    if not isinstance(value, PartialDate):
        return 0
    days = (value.latest - value.earliest).days + 1
    step = sum(days > each for each in _STEPS)
    return step if step < len(_STEPS) else step + days // _STEPS[-1]


def _place(what: str, said_by: str) -> int:
    order = _BELIEVED.get(what, ())
    whole = (*order, *(source for source in _GENERAL if source not in order), said_by)
    return whole.index(said_by)


def _reason(standing: tuple[Claim, ...]) -> Words:
    best = standing[0]
    source = Words(_SAID.get(best.said_by, N_("told by somebody else")))
    if best.preferred and best.said_by == CHILD:
        return Words(N_("the child's own choice"))
    if best.preferred:
        return Words(N_("marked as preferred, {source}"), {"source": source})
    others = len(standing) - 1
    if not others:
        return source
    return Words(
        N_("{source}; there is {count} other account"),
        {"source": source, "count": others},
        plural=N_("{source}; there are {count} other accounts"),
        count=others,
    )
