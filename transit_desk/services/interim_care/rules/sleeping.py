"""Which bed suits whom: girls and boys apart, those of an age, with their own; a bed for everybody.

Pure.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Collection, Sequence
from typing import Final

from transit_desk import choices
from transit_desk.domain import ages, errors, sense
from transit_desk.domain.text import N_, Words
from transit_desk.planning import company
from transit_desk.planning.company import Answer, Someone, Ties, Where
from transit_desk.services.interim_care.rules.nights import CLEANING

_BLOCKS: Final = choices.load("block_kind")
GIRLS: Final = frozenset(each.key for each in _BLOCKS if each.about.get("sex") == "f")
BOYS: Final = frozenset(each.key for each in _BLOCKS if each.about.get("sex") == "m")
MOTHERS: Final = "girls_with_children"
FAMILY: Final = "family"
_SMALL: Final = 6  # years below which nobody sleeps above in a bunk
_SENTENCE: Final = 10


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
    mother_id: str = ""  # of a baby: whose
    kin: frozenset[str] = frozenset()  # brothers and sisters, by file
    kin_rooms: frozenset[str] = frozenset()  # where those sleep whom this child may sleep beside


@dataclasses.dataclass(frozen=True)
class Place:
    """A bed with its block."""

    id: str
    code: str
    room_id: str
    block: str
    overflow: bool = False
    shut: str = ""  # the kind of the block that lies on it tonight
    isolation: bool = False
    features: frozenset[str] = frozenset()


@dataclasses.dataclass(frozen=True)
class Verdict:
    """Whether a bed can be given. *never* needs one of two exceptions, *not_now* is a matter of tonight."""

    answer: str  # suits | with_reason | exception | not_now | never
    words: Words
    exception: str = ""
    told: tuple[Words, ...] = ()  # what somebody should know who gives this bed, and what forbids nothing
    other_id: str = ""  # beside whom it cannot be

    @property
    def suits(self) -> bool:
        """Whether nothing speaks against it."""
        return self.answer == "suits"


_NO_TIES: Final = Ties()


@dataclasses.dataclass(frozen=True)
class Company:
    """Who sleeps in the same room on those nights, and what is known between them."""

    beside: tuple[Someone, ...] = ()
    ties: Ties = _NO_TIES
    passing: frozenset[str] = frozenset()  # mothers who are not there on each night of their sons

    def answers(self, child: Child, block: str) -> tuple[Answer, ...]:
        """All that speaks against a child sleeping there too."""
        return company.beside(someone(child), self.beside, self.ties, where(block), passing=self.passing)

    def whole(self, key: str) -> bool:
        """Whether a mother sleeps there on each night of her son."""
        return key not in self.passing and any(each.id == key for each in self.beside)


ALONE: Final = Company()


def sex_of(block: str) -> str:
    """Whom a block is for: girls, boys, or "" where it is for nobody in particular."""
    return "f" if block in GIRLS else "m" if block in BOYS else ""


def ages_of(block: str) -> tuple[int, int]:
    """From which age to which a block is meant for; the smaller boys are among the youngest of them."""
    told = _BLOCKS[block].about.get("ages")
    return (int(told[0]), int(told[1])) if isinstance(told, tuple) else _ANY_AGE


def where(block: str) -> Where:
    """What kind of company a block is."""
    return _WHERE.get(block, Where.BEDROOM)


def someone(child: Child) -> Someone:
    """A child as the rules of company know it."""
    return Someone(child.id, child.number, child.sex, child.low, child.high, child.mother_id)


def verdict(child: Child, place: Place, beside: Company = ALONE) -> Verdict:
    """Whether a child may sleep in a bed of a block, beside those who sleep in the same room."""
    if place.shut:
        return Verdict("not_now", Words(_SHUT[place.shut == CLEANING]))
    block = choices.say("block_kind", place.block)
    if child.sex == "unknown" and (place.block in GIRLS or place.block in BOYS):
        return Verdict("not_now", Words(_UNKNOWN_SEX))
    apart = _by_block(child, place, block, beside)
    answers = beside.answers(child, place.block)
    refused = company.refused(answers)
    if apart is not None and apart.answer == "never":
        return apart
    if refused is not None:
        return Verdict("never", _in_words(refused, block), other_id=refused.other_id)
    if apart is not None:
        return apart
    opens = next((answer for answer in answers if answer.exception), None)
    if opens is not None:
        return Verdict("exception", opens.words, opens.exception)
    return _softly(child, place, block, answers)


def _in_words(refused: Answer, block: Words) -> Words:
    if refused.rule == "girls_and_boys":
        return Words(N_("{block}: girls and boys sleep apart."), {"block": block})
    return refused.words


def may_stay(child: Child, block: str, beside: Company, exception: str | None, field: str | None) -> None:
    """Refuse more nights in a room in which somebody sleeps by then who may not be beside this child."""
    answers = beside.answers(child, block)
    hard = next((each for each in answers if each.hard and not (each.exception and each.exception == exception)), None)
    if hard is not None:
        said = Words(N_("{reason} On those nights {number} has a bed in this room."),
                     {"reason": _in_words(hard, choices.say("block_kind", block)), "number": hard.number})  # fmt: skip
        raise errors.RuleBroken(said, field, about=("case_file", hard.other_id))


def amiss(child: Child, block: str, beside: Company) -> Words | None:
    """Why a child may not go on sleeping where it does, since something was put right, said or grown; else None.

    In a block for girls or for boys the one who is of neither is told of, never whoever sleeps there rightly.
    """
    said, for_whom = choices.say("block_kind", block), sex_of(block)
    if for_whom and child.sex == "unknown":
        return Words(_UNKNOWN_SEX)
    apart = _by_block(child, Place("", "", "", block), said, beside)
    if apart is not None and apart.answer == "never":
        return apart.words
    told = (each for each in beside.answers(child, block) if not for_whom or each.rule == "apart")
    refused = company.refused(tuple(told))
    return None if refused is None else _in_words(refused, said)


def among_children(child: Child, block: str, beside: Company) -> bool:
    """Whether an adult sleeps in a room with a child of somebody else; a mother is at home among the mothers."""
    if not someone(child).adult or (block == MOTHERS and child.mother):
        return False
    return any(each.rule == "adult" for each in beside.answers(child, block))


def _by_block(child: Child, place: Place, block: Words, beside: Company) -> Verdict | None:
    if not ((place.block in GIRLS and child.sex == "m") or (place.block in BOYS and child.sex == "f")):
        return None
    if place.block == MOTHERS and child.baby and someone(child).infant:
        if not beside.whole(child.mother_id):
            return Verdict("never", Words(N_("A baby boy sleeps among the mothers only where his own does.")))
        return Verdict("exception", Words(N_("A baby boy with his mother: a supervisor says why.")),
                       company.MOTHER_WITH_INFANT)  # fmt: skip
    return Verdict("never", Words(N_("{block}: girls and boys sleep apart."), {"block": block}))


def _softly(child: Child, place: Place, block: Words, answers: Sequence[Answer]) -> Verdict:
    """What needs a few words, else what is only told."""
    grown = next((each.words for each in answers if each.rule == "adult"), None)
    words = grown or _by_age(child, place, block) or next((each.words for each in answers if each.rule in _ASKED), None)
    told = tuple(each.words for each in answers if each.rule not in _ASKED)
    if place.block in BOYS and child.low is None:
        told = (Words(N_("{block}: nobody knows how old he is."), {"block": block}), *told)
    if words is not None:
        return Verdict("with_reason", words, told=told)
    return Verdict("suits", Words(N_("free, and suits")), told=told)


_SHUT: Final = (N_("This bed is out of use."), N_("This bed is to be cleaned first."))
_ANY_AGE: Final = (0, 99)
_WHERE: Final = {MOTHERS: Where.MOTHERS_ROOM, FAMILY: Where.FAMILY_ROOM}
_ASKED: Final = frozenset({"adult", "ageless", "rivals"})
_UNKNOWN_SEX: Final = N_("Write first whether this child is a girl or a boy.")
_PARTED: Final = N_("A brother or sister sleeps in another room.")


def _by_age(child: Child, place: Place, block: Words) -> Words | None:
    """Why a few words are needed, from what the bed is and how old the child is; None where none are."""
    if child.low is not None and child.low >= ages.ADULT and place.block in BOYS:
        return Words(N_("{block}: he is an adult, and it is a room of children."), {"block": block})
    if place.block in BOYS and child.low is not None and child.high is not None:
        lowest, highest = ages_of(place.block)
        if child.high < lowest or child.low > highest:
            return Words(N_("{block}: this boy is of another age."), {"block": block})
    if child.low is not None and child.low >= ages.ADULT and place.block in GIRLS:
        return Words(N_("{block}: she is an adult, and it is a room of children."), {"block": block})
    if "upper" in place.features and (child.mother or child.baby or (child.high is not None and child.high < _SMALL)):
        return Words(N_("Above in a bunk: not for a small child, nor a mother with a baby."))
    if child.baby and place.block != MOTHERS:
        return Words(N_("{block}: a baby stays with the mother."), {"block": block})
    if someone(child).tiny and not child.baby and sex_of(place.block) and place.block != MOTHERS:
        return Words(N_("{block}: a small child without its mother. Who cares for it at night?"), {"block": block})
    if child.mother and place.block != MOTHERS:
        return Words(N_("{block}: she has her baby with her."), {"block": block})
    if place.block == MOTHERS and not child.mother and not child.baby and not someone(child).tiny:
        return Words(N_("{block}: kept for girls with their babies."), {"block": block})
    if place.isolation or (place.block not in GIRLS and place.block not in BOYS):
        return Words(N_("{block}: only where there is a reason."), {"block": block})
    if child.kin_rooms and place.room_id not in child.kin_rooms:
        return Words(_PARTED)
    return None


def may_sleep(found: Verdict, *, why: str | None, exception: str | None, may_except: bool) -> None:
    """Refuse a bed that does not suit. Two exceptions need a supervisor and a sentence; other reasons a few words."""
    said = len((why or "").strip())
    if found.answer in ("never", "not_now"):
        raise errors.RuleBroken(found.words, "bed_id", about=("case_file", found.other_id) if found.other_id else None)
    if exception is not None and exception != found.exception:
        unneeded = Words(N_("No such exception is needed for this bed."))
        raise errors.RuleBroken(found.words if found.answer == "exception" else unneeded, "exception")
    if found.answer == "exception":
        if exception is None:
            raise errors.RuleBroken(found.words, "exception")
        if not may_except:
            raise errors.NotAllowed(N_("Ask your supervisor: this exception is not yours to make."), "exception")
        if said < _SENTENCE:
            raise errors.RuleBroken(N_("Say why, in a sentence."), "why")
    if found.answer == "with_reason" and not sense.says_something(why):
        raise errors.RuleBroken(Words(N_("{reason} Say why, in a few words."), {"reason": found.words}), "why")


def mattress_code(room: str, beside: Sequence[str], known: Collection[str]) -> str:
    """How the next mattress of a room is called: the letters of its beds, a plus, the first number nobody has."""
    letters = re.sub(r"[-+ ]*\d+$", "", beside[0]) if beside else room[:1]
    return next(code for number in itertools.count(1) if (code := f"{letters}+{number}") not in known)


def room_has_place(beds: int, capacity: int, *, overflow: bool) -> None:
    """A room holds as many beds as it was made for; mattresses come on top, and are counted."""
    if not overflow and beds >= capacity:
        raise errors.RuleBroken(
            Words(N_("This room was made for {count} bed. Lay a mattress instead."), {"count": capacity},
                  plural=N_("This room was made for {count} beds. Lay a mattress instead."), count=capacity),
            "code",
        )  # fmt: skip
