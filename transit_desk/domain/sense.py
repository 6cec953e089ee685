"""What has to make sense wherever it is asked: a reason says something, a day and an hour of the past have come."""

from __future__ import annotations

import datetime
from typing import Final

from transit_desk.domain import errors, fields
from transit_desk.domain.text import N_, Words

_SHORTEST: Final = 3
_FEW_WORDS: Final = N_("Say why, in a few words.")


def says_something(words: object) -> bool:
    """Whether words are more than a slip of the finger: three letters or figures, of whatever script."""
    return sum(sign.isalnum() for sign in str(words or "")) >= _SHORTEST


def reason_given(why: object, field: str = "why", refusal: str | Words = _FEW_WORDS) -> None:
    """What is taken back, refused or lost needs a reason that somebody understands a year later."""
    fields.Field(fields.Text(2_000), N_("Reason"), name=field).check(why)
    if not says_something(why):
        raise errors.RuleBroken(refusal, field)


def day_has_come(day: object, today: datetime.date, field: str) -> None:
    """What is written down as past is not ahead; where no day was said there is nothing to ask."""
    if isinstance(day, datetime.date) and day > today:
        raise errors.RuleBroken(N_("This day has not come yet."), field)


def hour_has_come(at: object, now: int, field: str) -> None:
    """As for a day, of an instant in microseconds."""
    if isinstance(at, int) and at > now:
        raise errors.RuleBroken(N_("This hour has not come yet."), field)
