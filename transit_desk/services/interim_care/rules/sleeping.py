"""What must hold of beds: one child to a bed, girls and boys apart, a bed for everybody.

Pure.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Sequence
from typing import Final

from transit_desk import choices
from transit_desk.domain import dates, errors, sense
from transit_desk.domain.text import N_, Words
from transit_desk.services.interim_care.rules.intervals import overlap

GIRLS: Final = frozenset({"girls", "girls_with_children"})
BOYS: Final[dict[str, tuple[int, int]]] = {"boys_10_13": (0, 13), "boys_14_17": (14, 99)}
MOTHERS: Final = "girls_with_children"
FAMILY: Final = "family"
MOTHER_WITH_INFANT: Final = "mother_with_infant"
SIBLINGS: Final = "siblings_under_six"
_UNDER: Final = 6
_SENTENCE: Final = 10
_ORDER: Final = {"f": 0, "m": 1}


@dataclasses.dataclass(frozen=True)
class Child:
    """What a bed has to know of a child."""

    id: str
    number: str
    sex: str
    low: int | None = None  # the ages the child can have; None where nothing is known
    high: int | None = None
    baby: bool = False  # accompanies another child
    mother: bool = False  # is accompanied by one
    kin: frozenset[str] = frozenset()  # brothers and sisters, by file
    kin_rooms: frozenset[str] = frozenset()  # where those sleep whom this child may sleep beside


@dataclasses.dataclass(frozen=True)
class Taken:
    """Nights in a bed: from a day until the day on which it is free again, or open."""

    bed_id: str
    number: str
    sex: str
    from_day: datetime.date
    to_day: datetime.date | None = None


@dataclasses.dataclass(frozen=True)
class Place:
    """A bed with its block."""

    id: str
    code: str
    room_id: str
    block: str
    overflow: bool = False
    out_of_use: bool = False


@dataclasses.dataclass(frozen=True)
class Verdict:
    """Whether a bed can be given. *never* needs one of two exceptions, *not_now* is a matter of tonight."""

    answer: str  # suits | with_reason | exception | not_now | never
    words: Words
    exception: str = ""

    @property
    def suits(self) -> bool:
        """Whether nothing speaks against it."""
        return self.answer == "suits"


def in_the_way(
    taken: Iterable[Taken], bed_id: str, from_day: datetime.date, to_day: datetime.date | None
) -> Taken | None:
    """The first stay that shares a night with these nights in this bed."""
    same = [each for each in taken if each.bed_id == bed_id and overlap(from_day, to_day, each.from_day, each.to_day)]
    return min(same, key=lambda each: each.from_day, default=None)


def bed_is_free(taken: Iterable[Taken], place: Place, from_day: datetime.date, to_day: datetime.date | None) -> None:
    """No two children in one bed on one night; the refusal names the bed and the other file."""
    other = in_the_way(taken, place.id, from_day, to_day)
    if other is not None:
        raise errors.RuleBroken(
            Words(N_("Bed {code} is taken by {number}. Choose another one."),
                  {"code": place.code, "number": other.number}),
            "bed_id",
        )  # fmt: skip


def child_is_free(
    stays: Iterable[tuple[str, datetime.date, datetime.date | None]],
    number: str,
    from_day: datetime.date,
    to_day: datetime.date | None,
) -> None:
    """No child in two beds on one night. `stays` are the child's own: code, from, to."""
    for code, other_from, other_to in stays:
        if overlap(from_day, to_day, other_from, other_to):
            raise errors.RuleBroken(
                Words(N_("{number} already has bed {code}. Move the child instead."), {"number": number, "code": code}),
                "bed_id",
            )


def verdict(child: Child, place: Place, others: Iterable[str]) -> Verdict:
    """Whether a child may sleep in a block, beside children of these sexes in the same room."""
    if place.out_of_use:
        return Verdict("not_now", Words(N_("This bed is out of use.")))
    block = choices.say("block_kind", place.block)
    if child.sex == "unknown" and (place.block in GIRLS or place.block in BOYS):
        return Verdict("not_now", Words(N_("Write first whether this child is a girl or a boy.")))
    if (place.block in GIRLS and child.sex == "m") or (place.block in BOYS and child.sex == "f"):
        if place.block == MOTHERS and child.baby:
            return Verdict("exception", Words(N_("A baby boy with his mother: a supervisor says why.")),
                           MOTHER_WITH_INFANT)  # fmt: skip
        return Verdict("never", Words(N_("{block}: girls and boys sleep apart."), {"block": block}))
    if place.block not in GIRLS and place.block not in BOYS and set(others) - {child.sex}:
        if place.block == FAMILY and child.high is not None and child.high < _UNDER:
            return Verdict("exception", Words(N_("Brothers and sisters under six: a supervisor says why.")), SIBLINGS)
        return Verdict("never", Words(N_("{block}: girls and boys sleep apart."), {"block": block}))
    return _by_age(child, place, block)


_PARTED: Final = N_("A brother or sister sleeps in another room.")


def _by_age(child: Child, place: Place, block: Words) -> Verdict:
    if place.block in BOYS and child.low is not None and child.high is not None:
        lowest, highest = BOYS[place.block]
        if child.high < lowest or child.low > highest:
            return Verdict("with_reason", Words(N_("{block}: this boy is of another age."), {"block": block}))
    if child.baby and place.block != MOTHERS:
        return Verdict("with_reason", Words(N_("{block}: a baby stays with the mother."), {"block": block}))
    if child.mother and place.block != MOTHERS:
        return Verdict("with_reason", Words(N_("{block}: she has her baby with her."), {"block": block}))
    if place.block == MOTHERS and not child.mother and not child.baby:
        return Verdict("with_reason", Words(N_("{block}: kept for girls with their babies."), {"block": block}))
    if place.block not in GIRLS and place.block not in BOYS:
        return Verdict("with_reason", Words(N_("{block}: only where there is a reason."), {"block": block}))
    if child.kin_rooms and place.room_id not in child.kin_rooms:
        return Verdict("with_reason", Words(_PARTED))
    return Verdict("suits", Words(N_("free, and suits")))


def may_sleep(found: Verdict, *, why: str | None, exception: str | None, may_except: bool) -> None:
    """Refuse a bed that does not suit. Two exceptions need a supervisor and a sentence; other reasons a few words."""
    said = len((why or "").strip())
    if found.answer in ("never", "not_now") or (exception is not None and exception != found.exception):
        raise errors.RuleBroken(found.words, "bed_id")
    if found.answer == "exception":
        if exception is None:
            raise errors.RuleBroken(found.words, "exception")
        if not may_except:
            raise errors.NotAllowed(N_("Ask your supervisor: this exception is not yours to make."), "exception")
        if said < _SENTENCE:
            raise errors.RuleBroken(N_("Say why, in a sentence."), "why")
    if found.answer == "with_reason" and not sense.says_something(why):
        raise errors.RuleBroken(Words(N_("{reason} Say why, in a few words."), {"reason": found.words}), "why")


def first_fit(
    children: Iterable[Child], places: Sequence[Place], taken: Sequence[Taken], night: datetime.date
) -> tuple[tuple[Child, Place | None, Verdict], ...]:
    """A bed for each, one after the other: mothers first, then girls, then boys from the youngest.

    Only beds that suit and are free from this night on are proposed; whoever gets none is shown with the reason.
    """
    free = [place for place in places if in_the_way(taken, place.id, night, None) is None]
    found: list[tuple[Child, Place | None, Verdict]] = []
    rooms: dict[str, tuple[str, str]] = {}
    for each in sorted(children, key=_turn):
        beside = {room for other, (sex, room) in rooms.items() if other in each.kin and sex == each.sex}
        child = dataclasses.replace(each, kin_rooms=each.kin_rooms | beside)
        place = next((place for place in free if verdict(child, place, ()).suits), None)
        if place is None:
            found.append((child, None, _why_none(child, free)))
        else:
            free.remove(place)
            rooms[child.id] = (child.sex, place.room_id)
            found.append((child, place, verdict(child, place, ())))
    return tuple(found)


def _turn(child: Child) -> tuple[int, int, int, str]:
    return 0 if child.mother else 1, _ORDER.get(child.sex, 2), child.low or 0, child.number


def _why_none(child: Child, free: Sequence[Place]) -> Verdict:
    """What to say where no bed suits: the exception or the reason that opens one, or that a mattress can be laid."""
    for place in free:
        found = verdict(child, place, ())
        if found.answer == "exception" or found.words == Words(_PARTED):
            return found
    if child.sex == "unknown":
        return Verdict("not_now", Words(N_("Write first whether this child is a girl or a boy.")))
    return Verdict("not_now", Words(N_("No bed suits tonight. Lay a mattress in the right block.")))


def room_has_place(beds: int, capacity: int, *, overflow: bool) -> None:
    """A room holds as many beds as it was made for; mattresses come on top, and are counted."""
    if not overflow and beds >= capacity:
        raise errors.RuleBroken(
            Words(N_("This room was made for {count} bed. Lay a mattress instead."), {"count": capacity},
                  plural=N_("This room was made for {count} beds. Lay a mattress instead."), count=capacity),
            "code",
        )  # fmt: skip


def begins_in_order(from_day: datetime.date, arrived: datetime.date | None, today: datetime.date) -> None:
    """A stay begins tonight or on a night that has passed, and never before the child arrived."""
    if from_day > today:
        raise errors.RuleBroken(N_("A bed is given for tonight, or for nights that have passed."), "from_day")
    if arrived is not None and from_day < arrived:
        raise errors.RuleBroken(
            Words(N_("The child arrived on {day}: no night here comes before."), {"day": dates.say_day(arrived)}),
            "from_day",
        )


def ends_in_order(from_day: datetime.date, on_day: datetime.date, today: datetime.date) -> None:
    """A stay ends on or after its first day, and not in days to come."""
    if on_day < from_day:
        raise errors.RuleBroken(N_("The last day comes before the first."), "on_day")
    sense.day_has_come(on_day, today, "on_day")


def nights(from_day: datetime.date, to_day: datetime.date | None, start: datetime.date, end: datetime.date) -> int:
    """Nights of a stay that begin in a span of days, the last day of the span included."""
    last = end + datetime.timedelta(days=1)
    until = last if to_day is None else min(to_day, last)
    return max(0, (until - max(from_day, start)).days)
