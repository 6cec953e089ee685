"""What must hold of the search for a child: which steps, until when, what ends it.

Pure.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from typing import Final

from transit_desk.domain import errors, sense
from transit_desk.domain.instants import HOUR, MINUTE
from transit_desk.domain.text import N_, Words

SEARCH, DIRECTOR, DECLARE, PARTNERS = "search", "director", "declare", "partners"
STEPS: Final = (SEARCH, DIRECTOR, DECLARE, PARTNERS)
BY_CHOICE: Final = "left_by_choice"
ELSEWHERE: Final = "found_elsewhere"
COUNTED_WRONG: Final = "counted_wrong"
BACK: Final = frozenset({"came_back", "found", COUNTED_WRONG})
"""The ends after which the child is in the house again."""
AWAY: Final = frozenset({BY_CHOICE, ELSEWHERE})
"""The ends after which the child is somewhere else: the leaving is still to be settled."""


@dataclasses.dataclass(frozen=True)
class Limits:
    """How long each step may take."""

    search_minutes: int = 30
    director_hours: int = 2
    missing_hours: int = 24


def at_once(*, threat: bool, stranger: bool, young: bool) -> bool:
    """Whether nobody waits for an hour: a threat, a stranger, a small child."""
    return threat or stranger or young


def is_young(low: int | None, under: int, *, baby: bool) -> bool:
    """Whether a child can be so young: a baby is, and so can be whose age nobody knows."""
    return baby or low is None or low < under


def due(since: int, danger_at: int | None, limits: Limits) -> dict[str, int]:
    """By when each step is due. In danger all are due from the moment the danger was known."""
    hours = {
        SEARCH: since + limits.search_minutes * MINUTE,
        DIRECTOR: since + limits.director_hours * HOUR,
        DECLARE: since + limits.missing_hours * HOUR,
        PARTNERS: since + limits.missing_hours * HOUR,
    }
    return hours if danger_at is None else {step: min(at, danger_at) for step, at in hours.items()}


def next_step(done: Collection[str], hours: Mapping[str, int]) -> tuple[str, int] | None:
    """The first step that nobody did, and its hour; None where all four are done."""
    step = next((each for each in STEPS if each not in done), None)
    return None if step is None else (step, hours[step])


def still_searched(*, ended: bool) -> None:
    """After a child is found nothing is added to the search."""
    if ended:
        raise errors.RuleBroken(N_("This search has ended."))


def none_since(*, there: bool) -> None:
    """A search is not taken up again where a later one began."""
    if there:
        raise errors.RuleBroken(N_("This child is searched again already: go on with that search."))


def in_order(at: int, since: int, field: str) -> None:
    """Nothing was done to find a child before the child was missed."""
    if at < since:
        raise errors.RuleBroken(N_("This comes before the child was missed."), field)


def may_calm(*, taken: bool, may: bool) -> None:
    """Anybody says that there is danger; that there is none after all is said by whoever leads the house."""
    if taken and not may:
        raise errors.RuleBroken(
            N_("A danger that was told stands until whoever leads the house takes it back. Call the director."),
            "threat",
        )


def seen_before(seen_at: int | None, since: int) -> None:
    """The last time somebody saw the child lies before the child was missed."""
    if seen_at is not None and seen_at > since:
        raise errors.RuleBroken(N_("The child was last seen before it was missed."), "seen_at")


def who_was_told(step: str, told: str | None) -> None:
    """An alert names who got it."""
    if step in {DIRECTOR, PARTNERS} and not sense.says_something(told):
        raise errors.RuleBroken(N_("Write who was told."), "told")


def may_declare(step: str, *, may: bool) -> None:
    """Who leads the house declares a child missing."""
    if step == DECLARE and not may:
        raise errors.RuleBroken(N_("Whoever leads the house declares a child missing. Call the director."), "step")


def once(step: str, done: Collection[str]) -> None:
    """A child is declared missing once."""
    if step == DECLARE and step in done:
        raise errors.RuleBroken(N_("The child is declared missing already."), "step")


def seen_here_again(*, here: bool) -> None:
    """A search in which something is written was no slip of the key: no mark ends it but that the child is here."""
    if not here:
        raise errors.RuleBroken(
            N_("This child is searched, and something is written down. Mark the child present, or end the search."),
            "mark",
        )


def may_end(how: str, *, may: bool, plan: str | None) -> None:
    """A child who chose to leave goes with a plan; whoever leads the house knows it, and says that nobody was lost."""
    if how == ELSEWHERE and not may:
        raise errors.RuleBroken(
            N_("The child is not back yet: whoever leads the house ends the search. Write where the child is as a "
               "step."), "ended_how",
        )  # fmt: skip
    if how == COUNTED_WRONG and not may:
        raise errors.RuleBroken(
            N_("Whoever leads the house says that the roll call was wrong. If the child is back, say so."), "ended_how"
        )
    if how != BY_CHOICE:
        return
    if not may:
        raise errors.RuleBroken(N_("Whoever leads the house ends the search for a child who chose to leave."),
                                "ended_how")  # fmt: skip
    if not sense.says_something(plan):
        raise errors.RuleBroken(N_("A child who leaves by choice leaves with a safety plan: write it."), "safety_plan")


def where_it_ended(how: str, where: str | None) -> None:
    """Who was found, or was never lost, is somewhere."""
    if how in {"found", ELSEWHERE, COUNTED_WRONG} and not sense.says_something(where):
        raise errors.RuleBroken(Words(N_("Write where the child was found.")), "ended_where")
