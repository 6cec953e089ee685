"""Who may be together: one set of rules for beds, rooms, classes, vehicles and foster families.

Pure. Girls and boys sleep apart, and two who are kept apart never share a room: these are hard. Ages far from each
other, an adult among children, sides that fought each other, a brother or sister elsewhere: these are told, and a
person decides. No answer says why two are kept apart, nor with whom anybody has been: nobody here knows.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Collection, Iterable
from typing import Final

from transit_desk.domain import ages
from transit_desk.domain.text import N_, Joined, Words

MOTHER_WITH_INFANT: Final = "mother_with_infant"
SIBLINGS_UNDER_SIX: Final = "siblings_under_six"
UNDER: Final = 6
TINY: Final = 3
GAP: Final = 4
"""Years between two in one room from which on somebody looks twice."""
BIG: Final = 14
"""The age below which nobody sleeps beside one of whom nobody knows how old, but where a person decides it."""


class Where(enum.Enum):
    """Where they would be together."""

    BEDROOM = "bedroom"
    MOTHERS_ROOM = "mothers_room"
    FAMILY_ROOM = "family_room"
    CLASS = "class"
    VEHICLE = "vehicle"
    FOSTER_FAMILY = "foster_family"

    @property
    def sleeps(self) -> bool:
        """Whether it is one room for the night; a foster family has a room for each sex, and is asked for it."""
        return self in _BEDROOMS


_BEDROOMS: Final = frozenset({Where.BEDROOM, Where.MOTHERS_ROOM, Where.FAMILY_ROOM})
_OF_ALL_AGES: Final = _BEDROOMS - {Where.MOTHERS_ROOM}  # where no baby of another is expected
_AT_HOME: Final = _BEDROOMS | {Where.FOSTER_FAMILY}


@dataclasses.dataclass(frozen=True)
class Someone:
    """What company has to know of a child."""

    id: str
    number: str
    sex: str
    low: int | None = None  # the ages the child can have; None where nothing is known
    high: int | None = None
    mother_id: str = ""  # of a baby: whose

    @property
    def adult(self) -> bool:
        """Whether nobody doubts it; in doubt a child."""
        return self.low is not None and self.low >= ages.ADULT

    @property
    def small(self) -> bool:
        """Whether surely under six."""
        return self.high is not None and self.high < UNDER

    @property
    def tiny(self) -> bool:
        """Whether surely under three: somebody grown cares for it at night too."""
        return self.high is not None and self.high < TINY

    @property
    def ageless(self) -> bool:
        """Whether nobody knows how old: it may be small or nearly grown."""
        return self.low is None and self.high is None

    @property
    def infant(self) -> bool:
        """Whether somebody's, and not surely six or older."""
        return bool(self.mother_id) and (self.low is None or self.low < UNDER)


Pair = frozenset[str]


@dataclasses.dataclass(frozen=True)
class Ties:
    """What is known between two: pairs, without a reason and in no order."""

    apart: frozenset[Pair] = frozenset()
    siblings: frozenset[Pair] = frozenset()
    rivals: frozenset[Pair] = frozenset()  # their groups fought each other; which, nobody is told

    def kin(self, one: str, other: str) -> bool:
        """Whether these two are brothers or sisters, who are kept together where it can be."""
        return frozenset((one, other)) in self.siblings


def pairs(told: Iterable[tuple[str, str]]) -> frozenset[Pair]:
    """Pairs as `Ties` keeps them; nobody is paired with themselves."""
    return frozenset(frozenset(pair) for pair in told if pair[0] != pair[1])


@dataclasses.dataclass(frozen=True)
class Answer:
    """One thing that speaks against it. A hard one is refused; one with an `exception` opens for a supervisor."""

    rule: str  # girls_and_boys | apart | adult | ageless | age_gap | rivals | parted
    words: Words
    other_id: str
    number: str
    exception: str = ""

    @property
    def hard(self) -> bool:
        """Whether it is refused rather than told."""
        return self.rule in _HARD


_UNKNOWN: Final = "unknown"
_HARD: Final = frozenset({"girls_and_boys", "apart"})


def between(
    one: Someone, other: Someone, ties: Ties, where: Where, present: Collection[str] | None = None
) -> tuple[Answer, ...]:
    """All that speaks against these two being together there; what is hard comes first.

    `present` are those who are there as long: a baby boy is among the mothers only where his own is.
    """
    there = {one.id, other.id} if present is None else present
    hard = (_girls_and_boys(one, other, ties, where, there), _apart(one, other, ties))
    found = (*hard, *_soft(one, other, ties, where))
    return tuple(answer for answer in found if answer is not None)


def beside(
    one: Someone,
    others: Iterable[Someone],
    ties: Ties,
    where: Where,
    elsewhere: Iterable[Someone] = (),
    passing: Collection[str] = (),
) -> tuple[Answer, ...]:
    """All that speaks against one joining others there; `elsewhere` are those who stay in other rooms.

    `passing` are mothers who are not there on each night of their sons.
    """
    others = tuple(others)
    present = {one.id, *(other.id for other in others)}.difference(passing)
    found = [answer for other in others for answer in between(one, other, ties, where, present)]
    found += [_parted(other) for other in elsewhere if _could_join(one, other, ties, where)]
    return tuple(sorted(found, key=lambda answer: (not answer.hard, bool(answer.exception))))


def refused(answers: Iterable[Answer]) -> Answer | None:
    """The first that no supervisor can open; None where there is none."""
    return next((answer for answer in answers if answer.hard and not answer.exception), None)


def in_words(answers: Iterable[Answer]) -> tuple[Words, ...]:
    """What answers say, each once; years between several in one sentence."""
    answers = tuple(answers)
    far = sorted(answer.number for answer in answers if answer.rule == "age_gap")
    found = [answer.words for answer in answers if answer.rule != "age_gap" or len(far) == 1]
    if len(far) > 1:
        found.append(Words(N_("{count} years or more between: {numbers}."), {"count": GAP, "numbers": Joined(far)}))
    return tuple({str(words): words for words in found}.values())


# -- hard


def _girls_and_boys(one: Someone, other: Someone, ties: Ties, where: Where, present: Collection[str]) -> Answer | None:
    if not where.sleeps or (one.sex == other.sex and one.sex != _UNKNOWN):
        return None
    if where is Where.MOTHERS_ROOM:
        sons = [each for each in (one, other) if each.sex != "f"]
        if all(each.infant and each.mother_id in present for each in sons):
            return _with_his_mother(one, other)
    if where is Where.FAMILY_ROOM and _small_siblings(one, other, ties):
        words = Words(N_("Brothers and sisters under six: a supervisor says why."))
        return Answer("girls_and_boys", words, other.id, other.number, SIBLINGS_UNDER_SIX)
    if _UNKNOWN in (one.sex, other.sex):
        words = Words(N_("Write first whether {number} is a girl or a boy."),
                      {"number": one.number if one.sex == _UNKNOWN else other.number})  # fmt: skip
        return Answer("girls_and_boys", words, other.id, other.number)
    words = Words(N_("Girls and boys sleep apart: {number} sleeps in this room."), {"number": other.number})
    return Answer("girls_and_boys", words, other.id, other.number)


def _with_his_mother(one: Someone, other: Someone) -> Answer | None:
    """What a baby boy needs who sleeps beside his own mother; the others of the room need nothing for him."""
    if one.mother_id != other.id and other.mother_id != one.id:
        return None
    words = Words(N_("A baby boy with his mother: a supervisor says why."))
    return Answer("girls_and_boys", words, other.id, other.number, MOTHER_WITH_INFANT)


def _small_siblings(one: Someone, other: Someone, ties: Ties) -> bool:
    return one.small and other.small and frozenset((one.id, other.id)) in ties.siblings


def _apart(one: Someone, other: Someone, ties: Ties) -> Answer | None:
    if frozenset((one.id, other.id)) not in ties.apart:
        return None
    return Answer("apart", Words(N_("{number} is kept apart from this child."), {"number": other.number}),
                  other.id, other.number)  # fmt: skip


# -- soft


def _soft(one: Someone, other: Someone, ties: Ties, where: Where) -> Iterable[Answer | None]:
    if frozenset((one.id, other.id)) in ties.rivals:
        # In these words a fear, a quarrel or a side are one and the same.
        words = Words(N_("Better not together with {number}."), {"number": other.number})
        yield Answer("rivals", words, other.id, other.number)
    if where not in _AT_HOME or _of_one_family(one, other, ties):
        return
    if one.adult != other.adult:
        words = Words(N_("{number} is an adult: not in a room with children."),
                      {"number": one.number if one.adult else other.number})  # fmt: skip
        yield Answer("adult", words, other.id, other.number)
    elif where in _OF_ALL_AGES and (_ageless_beside(one, other) or _ageless_beside(other, one)):
        words = Words(N_("Nobody knows how old {number} is: better not beside a child under {count}."),
                      {"number": one.number if one.ageless else other.number, "count": BIG})  # fmt: skip
        yield Answer("ageless", words, other.id, other.number)
    elif (years := years_apart(one, other)) is not None and years >= GAP:
        words = Words(N_("{number} is {count} years older or younger."), {"number": other.number, "count": years})
        yield Answer("age_gap", words, other.id, other.number)


def _ageless_beside(one: Someone, other: Someone) -> bool:
    return one.ageless and other.low is not None and other.low < BIG


def years_apart(one: Someone, other: Someone) -> int | None:
    """The years between two, from the middle of the ages each can have; None where one is not known."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return None
    return abs(one.low + one.high - other.low - other.high) // 2


def _of_one_family(one: Someone, other: Someone, ties: Ties) -> bool:
    return other.id == one.mother_id or one.id == other.mother_id or frozenset((one.id, other.id)) in ties.siblings


def _could_join(one: Someone, other: Someone, ties: Ties, where: Where) -> bool:
    """Whether the two belong together and nothing hard would speak against it."""
    return ties.kin(one.id, other.id) and refused(between(one, other, ties, where)) is None


def _parted(other: Someone) -> Answer:
    words = Words(N_("A brother or sister is elsewhere: {number}."), {"number": other.number})
    return Answer("parted", words, other.id, other.number)
