"""When a child was last seen in the house, as every service tells it; who was seen had not left before."""

from __future__ import annotations

import datetime

from transit_desk import children
from transit_desk.domain import days, errors, instants, sense
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, Words
from transit_desk.module import Seen
from transit_desk.storage.work import Work


def of(work: Work, file_id: str, after: int) -> Seen | None:
    """The last time after an instant at which somebody had the child before their eyes in the house."""
    told = work.gather("whereabouts", file_ids=[work.stays(file_id)], seen_from=after)
    found = [each for each in told if isinstance(each, Seen) and each.at > after]
    return max(found, key=lambda each: each.at, default=None)


def not_after_day(work: Work, file_ids: list[str], day: datetime.date, why: str | None, field: str) -> None:
    """Who was seen here on a later day had not left by this one, unless somebody writes why the other is wrong.

    Of those who leave together each who was seen is named: the words that are written then are about all of them.
    """
    _not_after(work, file_ids, work.begin_of(day + ONE_DAY) - 1, why, field)


def not_after_hour(work: Work, file_ids: list[str], at: int, why: str | None, field: str) -> None:
    """The same of an hour; it is written to the minute, and whoever leaves may be seen in that minute."""
    _not_after(work, file_ids, next_minute(at) - 1, why, field)


def next_minute(at: int) -> int:
    """The instant after which somebody who left at an hour was seen too late: an hour is written to the minute."""
    return at - at % instants.MINUTE + instants.MINUTE


def back_by(work: Work, file_id: str, left_at: int) -> Seen | None:
    """Who saw a child that is written as away since, the last time; no bed, which is given for nights away too."""
    told = of(work, file_id, next_minute(left_at) - 1)
    return None if told is None or told.about[0] == "bed" else told


def not_before_return(work: Work, file_id: str, left_at: int, back_at: int, field: str) -> None:
    """Who was seen here was back by then: no return is written for later."""
    found = back_by(work, file_id, left_at)
    if found is not None and next_minute(found.at) <= back_at:
        words = Words(
            N_("{number} was seen in the house before that: {what}. Write when the child came back, or put right what "
               "is wrong there."),
            {"number": children.child(work, file_id).number, "what": found.what},
        )  # fmt: skip
        raise errors.RuleBroken(words, field, about=found.about)


def moment(work: Work, at: int) -> Words:
    """When somebody was seen: today, 18:02."""
    local = work.local(at)
    return Words(N_("{day}, {hour}"), {"day": days.of_late(local.date(), work.today()), "hour": f"{local:%H:%M}"})


def _not_after(work: Work, file_ids: list[str], after: int, why: str | None, field: str) -> None:
    if sense.says_something(why):
        return
    seen = [(file_id, found) for file_id in file_ids if (found := of(work, file_id, after)) is not None]
    errors.refuse_all(_refused(work, file_id, found, field) for file_id, found in seen)


def _refused(work: Work, file_id: str, found: Seen, field: str) -> errors.RuleBroken:
    words = Words(
        N_("{number} was seen in the house after that: {what}. Put right what is wrong, or write why below."),
        {"number": children.child(work, file_id).number, "what": found.what},
    )
    return errors.RuleBroken(words, field, about=found.about)
