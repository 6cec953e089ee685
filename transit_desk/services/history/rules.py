"""What must hold of the time before the centre: dates that fit, detentions apart, who counts, in doubt a child.

Pure. Nothing here opens or closes a service.
"""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from transit_desk.domain import dates, errors, instants, sense
from transit_desk.domain.dates import PartialDate
from transit_desk.domain.text import N_, Words

_DAYS_A_MONTH: Final = 30.44
_FEW_MONTHS: Final = 24
_OPEN: Final = (dates.Precision.UNKNOWN, dates.Precision.BEFORE)  # a beginning that may lie any number of years back


def read_date(words: object, today: datetime.date, field: str) -> PartialDate | None:
    """A date as told, None where none was told; refused beside its field where it cannot be read or lies ahead."""
    if words is None or words == "":
        return None
    try:
        return dates.parse(str(words), today, born=True)
    except errors.RuleBroken as broken:
        raise errors.RuleBroken(broken.words, field) from None


def known(told: PartialDate | None) -> bool:
    """Whether something was told of a date."""
    return told is not None and told.precision is not dates.Precision.UNKNOWN


def in_order(begin: PartialDate | None, end: PartialDate | None, field: str) -> None:
    """What has certainly ended before it began was written the wrong way round."""
    if begin is not None and end is not None and end.latest < begin.earliest:
        raise errors.RuleBroken(N_("This ends before it began."), field)


@dataclasses.dataclass(frozen=True)
class Days:
    """How many days something lasted, at the least and at the most."""

    low: int
    high: int

    @property
    def middle(self) -> int:
        """The number that is counted."""
        return (self.low + self.high) // 2


def lasted(begin: PartialDate | None, end: PartialDate | None, today: datetime.date) -> Days | None:
    """How long; None where the beginning or the end is not known. What has no end lasts until today."""
    if begin is None or begin.precision in _OPEN or (end is not None and not known(end)):
        return None
    first, last = (today, today) if end is None else (end.earliest, min(end.latest, today))
    begun = min(begin.latest, today)
    return Days(max(0, (first - begun).days), max(0, (last - begin.earliest).days))


def say_lasted(days: Days | None) -> Words | str:
    """A span of days in the words in which people count it."""
    if days is None:
        return ""
    if days.high < 2 * _DAYS_A_MONTH:
        low, high = days.low, days.high
        if low == high:
            return Words(N_("{count} day"), {"count": low}, plural=N_("{count} days"), count=low)
        return Words(N_("{low} to {high} days"), {"low": low, "high": high})
    low, high = round(days.low / _DAYS_A_MONTH), round(days.high / _DAYS_A_MONTH)
    if low <= _FEW_MONTHS:
        if low == high:
            return Words(N_("{count} month"), {"count": low}, plural=N_("{count} months"), count=low)
        if low == 0:
            return Words(N_("up to {count} months"), {"count": high})
        return Words(N_("{low} to {high} months"), {"low": low, "high": high})
    low, high = low // 12, high // 12
    if low == high:
        return Words(N_("{count} year"), {"count": low}, plural=N_("{count} years"), count=low)
    return Words(N_("{low} to {high} years"), {"low": low, "high": high})


# -- who counts


def counts_as_associated(categories: Collection[str], roles: Collection[str], *, told: bool = False) -> bool:
    """Whether a child is counted as associated with a force or group.

    Every role is recruitment and use: given as a wife, kept for sexual purposes and housework as much as any other.
    `told` is that a time with a force or group was written down, whatever the role.
    """
    return told or bool(roles) or "associated" in categories


# -- detention


def certainly_together(
    begin: PartialDate, end: PartialDate | None, other_begin: PartialDate, other_end: PartialDate | None
) -> bool:
    """Whether two detentions share a night whatever their uncertain dates mean; without an end it goes on."""
    starts = max(begin.latest, other_begin.latest)
    ends = [each.earliest for each in (end, other_end) if each is not None]
    return not ends or starts < min(ends)


def together(held: Iterable[tuple[str, PartialDate, PartialDate | None]]) -> frozenset[str]:
    """Of detentions by their keys, those that overlap another: files that were joined bring them together."""
    found: set[str] = set()
    for one, other in itertools.combinations(held, 2):
        if certainly_together(one[1], one[2], other[1], other[2]):
            found |= {one[0], other[0]}
    return frozenset(found)


def apart(
    begin: PartialDate, end: PartialDate | None, others: Iterable[tuple[PartialDate, PartialDate | None]]
) -> None:
    """No child is held twice at once; the refusal names the time already written down."""
    for other_begin, other_end in others:
        if certainly_together(begin, end, other_begin, other_end):
            until = other_end.spoken() if other_end is not None else Words(N_("today"))
            raise errors.RuleBroken(
                Words(
                    N_("This overlaps the detention from {begin} until {end}. Change that one, or these dates."),
                    {"begin": other_begin.spoken(), "end": until},
                ),
                "began",
            )


def moments_in_order(known_at: object, handed_over_at: object, now: int) -> None:
    """The handover comes after the capture or the alert, and neither lies ahead."""
    for name, at in (("known_at", known_at), ("handed_over_at", handed_over_at)):
        sense.hour_has_come(at, now, name)
    if isinstance(known_at, int) and isinstance(handed_over_at, int) and handed_over_at < known_at:
        raise errors.RuleBroken(N_("The handover comes before the capture or the alert."), "handed_over_at")


def ended_how(ended: object, outcome: object) -> None:
    """What has an outcome has an end."""
    if outcome and not ended:
        raise errors.RuleBroken(N_("Write until when it lasted."), "ended")


@dataclasses.dataclass(frozen=True)
class Clock:
    """How many hours from the capture or the alert to the handover, and how late that is."""

    hours: int
    running: bool
    late: str  # "" in time | late | very_late


def hours_to_handover(known_at: object, handed_over_at: object, now: int, late: int, very_late: int) -> Clock | None:
    """The hours a handover took, or has taken so far; None where nobody wrote when it began."""
    if not isinstance(known_at, int):
        return None
    over = isinstance(handed_over_at, int)
    until = handed_over_at if isinstance(handed_over_at, int) else now
    hours = max(0, (until - known_at) // instants.HOUR)
    return Clock(hours, not over, "very_late" if hours > very_late else "late" if hours > late else "")


# -- age and risk


def age_standing(findings: Iterable[str]) -> str:
    """Where the question of age stands: not_assessed, child or disputed. Never *adult*: the doubt is the child's."""
    said = set(findings)
    if "adult" in said:
        return "disputed"
    return "child" if "child" in said else "not_assessed"


def risk_of(approached: object, threatened: object, peers_left: object) -> int:
    """How high the risk is that a child is taken again, from 0 (nothing known) to 3."""
    return min(3, (approached == "yes") + 2 * (threatened == "yes") + (peers_left == "yes"))


def trend(risks: Sequence[int]) -> str:
    """Where it goes, from the oldest look to the newest: first, rising, falling or steady; "" without any."""
    if not risks:
        return ""
    if len(risks) == 1:
        return "first"
    before, last = risks[-2:]
    return "rising" if last > before else "falling" if last < before else "steady"


# -- words and days


def answered_whole(at: object, answered_at: object, answered_by: object) -> None:
    """An answer has somebody who gave it, and comes after what it answers."""
    if answered_at is None and not answered_by:
        return
    if not answered_by or not str(answered_by).strip():
        raise errors.RuleBroken(N_("Write who answered."), "answered_by")
    if answered_at is None:
        raise errors.RuleBroken(N_("Write when it was answered."), "answered_at")
    if isinstance(at, int) and isinstance(answered_at, int) and answered_at < at:
        raise errors.RuleBroken(N_("The answer comes before what it answers."), "answered_at")


def issued_whole(state: object, issued_by: object) -> None:
    """An issued attestation comes from somewhere."""
    if state == "issued" and not issued_by:
        raise errors.RuleBroken(N_("Write who issued it."), "issued_by")
