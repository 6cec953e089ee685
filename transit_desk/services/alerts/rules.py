"""What must hold of an alert: girls are asked about, a woman goes, one step follows another, and hours are counted."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Final

from transit_desk.domain import errors, instants, sense
from transit_desk.domain.text import N_, Words

NOTED, PLANNED, RECEIVED, LOST = "noted", "planned", "received", "lost"
NOTHING, PASSED_ON, ANSWERED, GIRLS = "nothing", "passed_on", "answered", "girls"

STATES: Final = (NOTED, PLANNED, RECEIVED, LOST, NOTHING, PASSED_ON)
"""The steps that say where an alert stands; an answer and a question about girls stand beside them."""

WAITING: Final = (NOTED, PLANNED)
"""Children of these alerts are still waiting for somebody to come."""

_NEXT: Final[Mapping[str, frozenset[str]]] = {
    NOTED: frozenset({PLANNED, RECEIVED, LOST, NOTHING, PASSED_ON}),
    PLANNED: frozenset({PLANNED, RECEIVED, LOST, NOTHING, PASSED_ON}),
    PASSED_ON: frozenset({PLANNED, RECEIVED, LOST, NOTHING}),
    LOST: frozenset({PLANNED, RECEIVED}),  # children were found again
    NOTHING: frozenset({PLANNED, RECEIVED, LOST, PASSED_ON}),
    RECEIVED: frozenset(),
}

WAYS_TO_ASK: Final = (
    N_("a women’s association or a mother of the place"),
    N_("a midwife or the health centre"),
    N_("a service for women and girls after violence"),
    N_("a woman of our team, apart, never before those who made the list"),
)
"""Discreet ways to learn of girls who are kept back, married or hidden (R-11)."""


def may_follow(state: str, step: str) -> bool:
    """Whether a step can come after the state an alert is in."""
    return step in _NEXT[state]


def follows(state: str, step: str) -> None:
    """Refuse a step that has no sense after the state an alert is in."""
    if not may_follow(state, step):
        raise errors.RuleBroken(N_("This alert already led to a group arrival."))


def girls_answered(children: int, girls: int | None, asked: str | None) -> None:
    """No more girls than children; and where no girl is named, whether somebody asked (R-11)."""
    if girls is not None and girls > children:
        raise errors.RuleBroken(N_("There are more girls here than children."), "girls")
    if not girls and asked is None:
        raise errors.RuleBroken(
            Words(
                N_("No girl is named. Say whether it was asked. Discreet ways: {first}; {second}; {third}."),
                {"first": Words(WAYS_TO_ASK[0]), "second": Words(WAYS_TO_ASK[1]), "third": Words(WAYS_TO_ASK[2])},
            ),
            "girls_asked",
        )


def girls_open(girls: int | None, asked: str | None) -> bool:
    """Whether somebody still has to ask about girls."""
    return not girls and asked in {None, "not_asked"}


def a_woman_goes(going: int, women: int, why: str | None) -> None:
    """One woman at least goes with a mission, or it is said why not."""
    if women > going:
        raise errors.RuleBroken(N_("There are more women here than people who go."), "women")
    if not women and not sense.says_something(why):
        raise errors.RuleBroken(N_("No woman goes: girls may not speak. Send one, or say why not."), "no_woman_why")


def mission_day(day: datetime.date, said_on: datetime.date) -> None:
    """A mission comes after the word it follows."""
    if day < said_on:
        raise errors.RuleBroken(N_("The mission comes before the alert."), "on_day")


def has_happened(day: datetime.date, said_on: datetime.date, today: datetime.date) -> None:
    """What is written down as done was done between the alert and today."""
    sense.day_has_come(day, today, "on_day")
    if day < said_on:
        raise errors.RuleBroken(N_("This day comes before the alert."), "on_day")


def no_more_than(children: int | None, announced: int) -> None:
    """Of the children an alert speaks of, no more can disappear than there were."""
    if children is not None and children > announced:
        raise errors.RuleBroken(
            Words(N_("The alert speaks of {count} child."), {"count": announced},
                  plural=N_("The alert speaks of {count} children."), count=announced),
            "children",
        )  # fmt: skip


def answer_day(said_on: datetime.date, days: int) -> datetime.date:
    """The last day on which an answer to the giver is in time."""
    return said_on + datetime.timedelta(days=days)


# -- hours


def hours(said_at: int, until: int) -> int:
    """Whole hours from the word to the moment; never below none."""
    return max(0, (until - said_at) // instants.HOUR)


def received_at(said_at: int, written_at: int, on_day: datetime.date, written_on: datetime.date) -> int:
    """The instant of a reception that is known by its day.

    An event written down on its own day counts from that moment; one that was written later, from the middle of its
    day. Never before the word that led to it.
    """
    if written_on == on_day:
        return max(said_at, written_at)
    noon = datetime.datetime.combine(on_day, datetime.time(12), datetime.UTC)
    return max(said_at, int(noon.timestamp()) * instants.SECOND)


def lateness(told: int, limits: Sequence[int]) -> int:
    """How many of the limits are passed: none, the first, both."""
    return sum(told > limit for limit in limits)


def is_planned(*, planned: bool) -> None:
    """A sheet is printed for a mission somebody planned."""
    if not planned:
        raise errors.RuleBroken(N_("Plan the mission first."))
