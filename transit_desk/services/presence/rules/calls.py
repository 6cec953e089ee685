"""What must hold of a roll call: whom it expects, in which order, what may be marked, when it closes.

Pure.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Sequence
from typing import Final

from transit_desk import choices
from transit_desk.domain import dates, errors, hours
from transit_desk.domain.text import N_, Words

PRESENT: Final = "present"
NOT_FOUND: Final = "not_accounted_for"
NIGHT: Final = "night"
PARTS: Final = ("morning", "evening", NIGHT)
EXPECTED: Final = {
    "bed": PRESENT, "class": "class", "hospital": "clinic", "leave": "on_leave", "trial": "foster_trial",
    "with_staff": "with_staff", "not_found": NOT_FOUND, "here": PRESENT,
}  # fmt: skip
"""The mark that fits what a slice says of a child; a child who is *elsewhere* is asked about."""
HERE: Final = choices.load("care_track").that_say("house")
"""The tracks of care in which a roll call asks for a child; who was declared missing is called no more."""
_LAST: Final = 10**6


@dataclasses.dataclass(frozen=True)
class Lived:
    """One time of a child in the house, from a day to a day, with what is known of the hours."""

    began_on: datetime.date
    ended_on: datetime.date | None = None
    arrived_at: int | None = None
    left_by: int | None = None  # when the end was written down: the child was gone by then
    track: str = "resident"  # where the file says the child is now …
    track_since: datetime.date = datetime.date.min  # … and since when


def lived_here(lived: Lived, day: datetime.date, at: int) -> bool:
    """Whether a child lived here at an instant of a day. Of the day of leaving, only what came before is called."""
    if lived.track not in HERE and lived.track_since <= day and lived.ended_on is None:
        return False
    if lived.began_on > day or (lived.began_on == day and lived.arrived_at is not None and lived.arrived_at > at):
        return False
    if lived.ended_on is None or lived.ended_on > day:
        return True
    return lived.ended_on == day and lived.left_by is not None and lived.left_by > at


@dataclasses.dataclass(frozen=True)
class Sleeper:
    """Where a child stands on the way from bed to bed; a baby stands with the one who brought it."""

    file_id: str
    number: str
    bed: int | None = None  # the how-many-th bed on the way
    mother_id: str = ""


def walking_order(sleepers: Iterable[Sleeper]) -> tuple[str, ...]:
    """The files in the order in which somebody walks from room to room; who has no bed comes last."""
    every = {each.file_id: each for each in sleepers}

    def turn(each: Sleeper) -> tuple[int, str, int, str]:
        carried = every.get(each.mother_id)
        leads = carried or each
        return _LAST if leads.bed is None else leads.bed, leads.number, carried is not None, each.number

    return tuple(each.file_id for each in sorted(every.values(), key=turn))


def is_overdue(kind: str, until: int, now: int) -> bool:
    """Whether a child should be back: away, not in a bed here, and the hour that was said has passed."""
    return kind not in {"bed", "not_found"} and 0 < until <= now


# -- beginning


def not_ahead(day: datetime.date, today: datetime.date, field: str) -> None:
    """Nobody says today who will be here tomorrow."""
    if day > today:
        raise errors.RuleBroken(N_("A roll call is taken for today, or entered for a day that has passed."), field)


def in_its_time(at: int, earliest: int, words: Words, field: str) -> None:
    """A call that is begun long before its hour would stand in the way of the true one."""
    if at < earliest:
        raise errors.RuleBroken(words, field)


def only_one(there: Words | None, field: str) -> None:
    """There is one call of a part of a day; the words name the one that is there."""
    if there is not None:
        raise errors.RuleBroken(
            Words(N_("This roll call is there already: {call}. Open it in the list of roll calls."), {"call": there}),
            field,
        )


def works_here(*, known: bool, field: str) -> None:
    """Who called or who did something is one of the house."""
    if not known:
        raise errors.RuleBroken(N_("Choose one of the colleagues."), field)


def an_hour(words: object) -> int:
    """The minutes of the day that an hour of the setting means; refused where nobody could read it."""
    minute = hours.read(words)
    if minute is None:
        raise errors.RuleBroken(N_("Write an hour, for example 18:30."), "value")
    return minute


def hour_of(words: object) -> tuple[int, int]:
    """An hour and its minutes, as the office wrote it: 18:30."""
    return divmod(an_hour(words), 60)


# -- marking


def still_open(*, closed: bool) -> None:
    """A call that is closed is put right, never marked again."""
    if closed:
        raise errors.RuleBroken(N_("This roll call is closed. Put the line right instead."))


def is_closed(*, closed: bool) -> None:
    """What is still open is marked anew, and not put right."""
    if not closed:
        raise errors.RuleBroken(N_("This roll call is still open: mark the child again."))


def not_let_out(mark: str, left_on: datetime.date | None, field: str) -> None:
    """Who was let out of the house is missing nowhere."""
    if left_on is not None and mark == NOT_FOUND:
        raise errors.RuleBroken(
            Words(N_("This child left the house on {day}: nobody searches for it."), {"day": dates.say_day(left_on)}),
            field,
        )


def changes(before: str | None, after: str) -> None:
    """A correction says something else than what stands there."""
    if before == after:
        raise errors.RuleBroken(N_("This is what stands there already."), "mark")


def not_at_night(*, night: bool) -> None:
    """At night each child is looked at, one by one, whatever the call is called."""
    if night:
        raise errors.RuleBroken(N_("At night every child is looked at: mark each one."))


def as_many(told: int, found: int) -> None:
    """What is marked in one go is the number that was read before the key was pressed."""
    if told != found:
        raise errors.RuleBroken(
            Words(N_("{count} child is still to be marked as present now. Look again."), {"count": found},
                  plural=N_("{count} children are still to be marked as present now. Look again."), count=found)
        )  # fmt: skip


def every_child_is_seen(unseen: int) -> None:
    """Nobody closes a list of which they do not see every child."""
    if unseen:
        raise errors.RuleBroken(
            Words(N_("{count} child of this list is not in your sight any more. Whoever leads the house closes it."),
                  {"count": unseen}, count=unseen,
                  plural=N_("{count} children of this list are not in your sight any more. "
                            "Whoever leads the house closes it."))
        )  # fmt: skip


def asks_first(before: str | None, after: str | None, instead: str) -> None:
    """Who is not accounted for becomes present by no slip of a key: whoever changes the mark says what stood there."""
    if before == NOT_FOUND and NOT_FOUND not in {after, instead}:
        raise errors.RuleBroken(
            N_("This child is marked as not accounted for. Change the mark only if somebody sees the child."), "mark"
        )


def everybody_is_marked(left: int) -> None:
    """Who was not marked is not present, and nobody is forgotten."""
    if left:
        raise errors.RuleBroken(
            Words(N_("{count} child is still to be marked."), {"count": left},
                  plural=N_("{count} children are still to be marked."), count=left)
        )  # fmt: skip


def may_take_back(*, own: bool, leads: bool) -> None:
    """Who began a call by mistake takes it back; another's only who leads the house."""
    if not (own or leads):
        raise errors.RuleBroken(N_("A colleague began this roll call: they take it back, or whoever leads the house."))


def nothing_marked(marked: int) -> None:
    """A call in which somebody was marked does not vanish by undoing its beginning."""
    if marked:
        raise errors.RuleBroken(N_("Children are marked in this roll call already. Take it back with a reason."))


def sums(marks: Iterable[str | None]) -> tuple[int, int, int, int]:
    """All, present, elsewhere as planned, not accounted for; who is not marked is in the first alone."""
    found = list(marks)
    present, lost = found.count(PRESENT), found.count(NOT_FOUND)
    return len(found), present, len(found) - found.count(None) - present - lost, lost


def summed_anew(told: tuple[int, int, int, int], before: str | None, after: str | None) -> tuple[int, int, int, int]:
    """The sums of a call once one line of it says something else."""
    gone, come = sums([before]), sums([after])
    total, *parts = (there - less + more for there, less, more in zip(told, gone, come, strict=True))
    return total, parts[0], parts[1], parts[2]


def running(marks: Sequence[str]) -> int:
    """At how many calls running, the newest first, a child was not seen here; class is here by day."""
    count = 0
    for mark in marks:
        if mark in {PRESENT, "class"}:
            break
        count += 1
    return count
