"""Who answers for a child of which age, when an answer needs more than one voice, and which answer counts for whom."""

from __future__ import annotations

import dataclasses
import datetime
import enum
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Protocol, TypeVar

from transit_desk.domain import errors, sense
from transit_desk.domain.ages import Span
from transit_desk.domain.text import N_, Words

YES: Final = "yes"
AWAITING: Final = "awaiting"
"""A yes of the supervisor that a second person has not confirmed: it allows nothing."""
STOPS: Final = frozenset({"no", "withdrawn"})
SUPERVISOR: Final = "supervisor"
_CARERS: Final = frozenset({"caregiver", "child_with_caregiver", SUPERVISOR})
_CHILD: Final = frozenset({"child", "child_with_caregiver"})


@dataclasses.dataclass(frozen=True)
class AgeRules:
    """The ages, in whole years, from which the child is heard, heard in writing, and answers alone."""

    heard_from: int
    in_writing_from: int
    own_from: int


class Voice(enum.StrEnum):
    """Who answers at an age. Without a caregiver the supervisor stands in, with a second person."""

    CARER = "carer"
    CARER_AND_CHILD = "carer_and_child"
    CARER_AND_CHILD_IN_WRITING = "carer_and_child_in_writing"
    CHILD = "child"


_SAID: Final = {
    Voice.CARER: N_("A caregiver answers; without one, the supervisor with a second person."),
    Voice.CARER_AND_CHILD: N_(
        "A caregiver answers and the child agrees; without one, the child agrees and the supervisor decides with a "
        "second person."
    ),
    Voice.CARER_AND_CHILD_IN_WRITING: N_(
        "A caregiver answers and the child agrees in writing; without one, the child agrees in writing and the "
        "supervisor decides with a second person."
    ),
    Voice.CHILD: N_("The child answers; a caregiver may be there if the child wishes."),
}


def in_words(voice: Voice) -> Words:
    """Who answers, as a sentence."""
    return Words(_SAID[voice])


def voice_at(age: int, rules: AgeRules) -> Voice:
    """Who answers for a child of exactly so many years."""
    if age >= rules.own_from:
        return Voice.CHILD
    if age >= rules.in_writing_from:
        return Voice.CARER_AND_CHILD_IN_WRITING
    return Voice.CARER_AND_CHILD if age >= rules.heard_from else Voice.CARER


def voices(span: Span | None, rules: AgeRules) -> tuple[Voice, ...]:
    """Whoever may have to answer, the oldest possible age first: a doubt speaks for the child's own voice."""
    if span is None:
        return (Voice.CHILD, Voice.CARER_AND_CHILD_IN_WRITING, Voice.CARER_AND_CHILD)
    return tuple(dict.fromkeys(voice_at(age, rules) for age in range(span.high, span.low - 1, -1)))


def proposed(span: Span | None, rules: AgeRules) -> str:
    """Who should be asked, by the key of the list of those who answer."""
    return "child" if voices(span, rules)[0] is Voice.CHILD else "caregiver"


def answered_rightly(  # a yes, held against the age; what stops something needs no form
    decision: str, given_by: str, assent: str | None, why: str | None, span: Span | None, rules: AgeRules
) -> None:
    """A yes comes from whom the age asks for, or says why not. A refusal or a withdrawal counts whoever brings it."""
    if decision != YES:
        return
    may = voices(span, rules)
    if any(_speaks(voice, given_by, assent) for voice in may):
        return
    if may == (Voice.CARER,):
        raise errors.RuleBroken(
            Words(N_("Under the age of {age} a caregiver or the centre answers."), {"age": rules.heard_from}),
            "given_by",
        )
    if sense.says_something(why):
        return
    if any(_answers(voice, given_by) for voice in may):
        written = Voice.CARER_AND_CHILD not in may
        raise errors.RuleBroken(
            N_("At this age the child agrees in writing. Say how the child agreed, or below why not.")
            if written
            else N_("At this age the child agrees as well. Say how the child agreed, or below why not."),
            "assent",
        )
    raise errors.RuleBroken(
        Words(N_("From the age of {age} the child answers. Say below why somebody else did."), {"age": rules.own_from})
        if may[0] is Voice.CHILD
        else Words(
            N_("Under the age of {age} a caregiver or the supervisor answers as well. Say below why nobody did."),
            {"age": rules.own_from},
        ),
        "given_by",
    )


def _answers(voice: Voice, given_by: str) -> bool:
    return given_by in (_CHILD if voice is Voice.CHILD else _CARERS)


def _speaks(voice: Voice, given_by: str, assent: str | None) -> bool:
    heard: dict[Voice, bool] = {
        Voice.CARER_AND_CHILD: assent in {"spoken", "written"},
        Voice.CARER_AND_CHILD_IN_WRITING: assent == "written",
    }
    return _answers(voice, given_by) and heard.get(voice, True)


def kept_as(decision: str, given_by: str) -> str:
    """How an answer is kept: what a supervisor decides for a child waits for a second person."""
    return AWAITING if decision == YES and given_by == SUPERVISOR else decision


def second_person(first: str, second: str) -> None:
    """Nobody confirms their own decision."""
    if first == second:
        raise errors.RuleBroken(N_("Somebody else confirms this: you decided it."))


class Answer(Protocol):
    """What of an answer says for whom it counts."""

    @property
    def decision(self) -> str:
        """What was answered."""

    @property
    def for_whom(self) -> str | None:
        """The agency or person it names, if any."""

    @property
    def on_day(self) -> datetime.date:
        """When it was given."""

    @property
    def made_at(self) -> int:
        """When it was written down."""


A = TypeVar("A", bound=Answer)


def counting(answers: Iterable[A], meant: Callable[[str], bool]) -> A | None:
    """The answer that counts for the one who is `meant` by a name: `answers` of one purpose, oldest first.

    What was refused to somebody by name stays refused, whatever is agreed to in general later; otherwise the newest.
    """
    general = named = None
    for each in answers:
        if not each.for_whom:
            general = each
        elif meant(each.for_whom):
            named = each
    if named is None or general is None:
        return named or general
    return named if named.decision in STOPS else max((general, named), key=_when)


def in_doubt(answers: Iterable[A], meant: Callable[[str], bool], perhaps: Callable[[str], bool]) -> A | None:
    """The newest refusal to a name that may mean this one, where nobody was asked about this one by name since."""
    refused = asked = None
    for each in answers:
        if each.for_whom and meant(each.for_whom):
            asked = each
        elif each.for_whom and each.decision in STOPS and perhaps(each.for_whom):
            refused = each
    return refused if refused is not None and (asked is None or _when(asked) < _when(refused)) else None


def _when(answer: Answer) -> tuple[datetime.date, int]:
    return answer.on_day, answer.made_at


_ALLOWS: Final = ("withdrawn", "no", "not_asked", AWAITING, "best_interest", "yes")
_R = TypeVar("_R")


def strictest(rows: Sequence[_R], joined_at: int, today: datetime.date) -> _R:
    """Of the answers that count in several files of one child: the one that allows least.

    Asked again after the files were joined, the child answered for all of them.
    """
    every: Sequence[Any] = rows
    newest = max(every, key=lambda row: (row.on_day, row.made_at, row.id))
    if newest.made_at > joined_at and all(row.made_at <= joined_at for row in every if row is not newest):
        chosen: _R = newest
        return chosen
    least: _R = min(every, key=lambda row: _allows(row.decision, row.expires_on, today))
    return least


def _allows(decision: str, expires_on: datetime.date | None, today: datetime.date) -> tuple[int, datetime.date]:
    place = _ALLOWS.index(decision) if decision in _ALLOWS else 0
    if decision == YES and expires_on is not None and expires_on < today:
        place = _ALLOWS.index("not_asked")
    return place, expires_on or datetime.date.max
