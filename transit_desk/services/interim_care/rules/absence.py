"""What must hold of an absence: it has begun, it is one at a time, and who came back had left.

Pure.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable

from transit_desk.domain import dates, errors, sense
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.services.interim_care.rules.intervals import overlap

ALONG, STAYS = "along", "stays"
"""The answers for a baby whose mother goes away for a while."""


def leaves_in_order(left_at: int, due_back: int | None, now: int) -> None:
    """Nobody has left in an hour to come, nor is due back before leaving."""
    sense.hour_has_come(left_at, now, "left_at")
    if due_back is not None and due_back <= left_at:
        raise errors.RuleBroken(N_("The return comes before the departure."), "due_back")


def leaves_from_here(day: datetime.date, since: datetime.date | None) -> None:
    """Nobody is away from the house before living in it."""
    if since is not None and day < since:
        words = Words(N_("The child lives here since {day}: no absence from here comes before."),
                      {"day": dates.say_day(since)})  # fmt: skip
        raise errors.RuleBroken(words, "left_at")


def returns_in_order(left_at: int, back_at: int, now: int) -> None:
    """Nobody is back in an hour to come, nor before leaving."""
    sense.hour_has_come(back_at, now, "back_at")
    if back_at <= left_at:
        raise errors.RuleBroken(N_("The return comes before the departure."), "back_at")


def return_awaited(back_at: int | None, gone_on: datetime.date | None = None) -> None:
    """Nobody who is back is expected, nor who left the house."""
    if back_at is not None:
        raise errors.RuleBroken(N_("The child is back already."))
    if gone_on is not None:
        raise errors.RuleBroken(
            Words(N_("The child left the house on {day}: this absence is over."), {"day": dates.say_day(gone_on)})
        )


def baby_is_thought_of(names: Collection[str], goes: object, cared_by: object) -> None:
    """Of a baby that lives here it is said, where its mother leaves, that it goes along, or who cares for it."""
    if not names:
        if goes is not None or cared_by is not None:
            raise errors.RuleBroken(N_("No baby of this child is in the house now."), "baby")
        return
    if goes is None:
        raise errors.RuleBroken(
            Words(N_("A baby lives here with this child: {names}. Say whether it goes along."),
                  {"names": Joined(names)}),
            "baby",
        )  # fmt: skip
    if goes == ALONG and cared_by is not None:
        raise errors.RuleBroken(N_("The baby goes along: nobody else cares for it meanwhile."), "baby_with")
    if goes != ALONG:
        sense.reason_given(cared_by, "baby_with", N_("Write who cares for the baby meanwhile."))


def late(due_back: int | None, now: int) -> bool:
    """Whether somebody was to be back by now."""
    return due_back is not None and due_back < now


def away_once(
    absences: Iterable[tuple[int, int | None, Words]], number: str, left_at: int, back_at: int | None = None
) -> None:
    """Nobody is away twice at one hour. `absences` are the child's own: when left, when back, and what to call it."""
    for other_left, other_back, said in absences:
        if overlap(left_at, back_at, other_left, other_back):
            raise errors.RuleBroken(
                Words(N_("{number} was away then already: {absence}. Write the return first."),
                      {"number": number, "absence": said}),
                "left_at",
            )  # fmt: skip
