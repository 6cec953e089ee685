"""What must hold of the length of a stay and of leaving: past the limit in writing, nothing left without a reason.

Pure.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from transit_desk.domain import dates, errors, sense
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, Words

LONGEST: Final = "leaving.longest_stay"
LONGEST_EXTENSION: Final = "leaving.longest_extension"


@dataclasses.dataclass(frozen=True)
class Span:
    """From a day until a day, both included, and why."""

    from_day: datetime.date
    to_day: datetime.date
    reason: str = ""


def days_here(began: datetime.date, today: datetime.date) -> int:
    """The how-many-th day of a stay, the day of arrival being none."""
    return (today - began).days


def over(began: datetime.date, today: datetime.date, longest: int) -> bool:
    """Whether a stay is longer than it may be without a word."""
    return days_here(began, today) > longest


def covering(extensions: Iterable[Span], day: datetime.date) -> Span | None:
    """The extension under which a day falls, the one that reaches farthest."""
    there = [each for each in extensions if each.from_day <= day <= each.to_day]
    return max(there, key=lambda each: each.to_day, default=None)


def overlaps(one: Span, other: Span) -> bool:
    """Whether two share a day."""
    return one.from_day <= other.to_day and other.from_day <= one.to_day


def may_extend(
    span: Span, began: datetime.date, today: datetime.date, others: Sequence[Span], longest: int, most: int
) -> None:
    """An extension begins where the stay or the last one ends, looks ahead, and is not for ever."""
    if span.to_day < span.from_day:
        raise errors.RuleBroken(N_("The last day comes before the first."), "to_day")
    if span.to_day < today:
        raise errors.RuleBroken(N_("An extension looks ahead: choose a last day to come."), "to_day")
    if span.from_day < began:
        raise errors.RuleBroken(
            Words(N_("The child arrived on {day}: a stay is extended from then on."), {"day": dates.say_day(began)}),
            "from_day",
        )
    if (span.to_day - span.from_day).days >= most:
        raise errors.RuleBroken(
            Words(N_("An extension lasts {count} days at the most; then somebody looks again."), {"count": most}),
            "to_day",
        )
    same = next((each for each in others if overlaps(span, each)), None)
    if same is not None:
        raise errors.RuleBroken(
            Words(N_("The stay is extended from {first} to {last} already. Begin after that."),
                  {"first": dates.say_day(same.from_day), "last": dates.say_day(same.to_day)}),
            "from_day",
        )  # fmt: skip
    limit = began + longest * dates.ONE_DAY
    last = max([limit, *(each.to_day for each in others)])
    uncovered = last + dates.ONE_DAY
    if span.from_day > uncovered:
        raise errors.RuleBroken(
            Words(N_("Nothing covers the days from {day} on: begin there."), {"day": dates.say_day(uncovered)}),
            "from_day",
        )


def child_was_heard(answer: Answer) -> None:
    """A child is asked, even where it says nothing or is too small."""
    if answer is Answer.NOT_ASKED:
        raise errors.RuleBroken(
            N_("Ask the child first. If it is too small or will not say, write that down."), "child_view"
        )


# -- leaving


def may_leave(left_on: datetime.date, began: datetime.date, today: datetime.date) -> None:
    """Nobody leaves before arriving, nor in days to come."""
    if left_on < began:
        raise errors.RuleBroken(
            Words(N_("The child arrived on {day}: nobody leaves before."), {"day": dates.say_day(began)}), "left_on"
        )
    sense.day_has_come(left_on, today, "left_on")


def may_plan(planned_for: datetime.date, today: datetime.date) -> None:
    """A plan is for today or later."""
    if planned_for < today:
        raise errors.RuleBroken(N_("This day has passed. Write down that the child left."), "planned_for")


def own_choice_is_safe(*, own_choice: bool, safety_plan: str | None) -> None:
    """Who goes by own choice goes with a plan, as everybody: nobody is a fugitive."""
    if own_choice and not sense.says_something(safety_plan):
        raise errors.RuleBroken(
            N_("Write how the child stays safe: whom to call, where to go, who looks after it."), "safety_plan"
        )


NOT_KNOWN: Final = "unknown"
DIED: Final = "deceased"
"""Where somebody went of whom nothing is asked any more but a reason."""
_LATER: Final = N_("Settle this first, or say why it stays open: {what}")
_NOW: Final = N_("This cannot stay open, whatever the reason. Settle it first: {what}")


def own_choice_is_known(*, own_choice: bool, known: bool) -> None:
    """Whoever leads the house knows of each child who leaves by own choice before it is gone."""
    if own_choice and not known:
        raise errors.RuleBroken(
            N_("Whoever leads the house lets a child leave by own choice. Call the director."), "own_choice"
        )


def can_go_along(along: Iterable[str], offered: Collection[str]) -> None:
    """Only who came with a child leaves with it."""
    if any(each not in offered for each in along):
        raise errors.RuleBroken(N_("Only who came with this child and lives here can leave with it."))


def nothing_forgotten(
    open_lines: Mapping[str, str | Words], left: Mapping[str, object], must: Collection[str] = ()
) -> None:
    """Each thing is settled, or left with a reason where one will do; the refusal names what is still open."""
    refused = tuple(
        errors.RuleBroken(Words(_NOW if key in must else _LATER, {"what": title}), key)
        for key, title in open_lines.items()
        if key in must or not sense.says_something(left.get(key))
    )
    if len(refused) == 1:
        raise refused[0]
    if refused:
        raise errors.Several(refused)
