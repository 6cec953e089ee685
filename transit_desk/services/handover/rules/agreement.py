"""How a file stands to leaving: the child's newest answer, or a best-interest decision by two persons."""

from __future__ import annotations

import dataclasses
import datetime
import enum

from transit_desk.domain import dates
from transit_desk.domain.text import N_, Words


class Standing(enum.StrEnum):
    """How a file stands to leaving."""

    CONSENT = "consent"
    BEST_INTEREST = "best_interest"
    SECOND_PERSON = "second_person"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    DOUBTFUL = "doubtful"


_WORDS = {
    Standing.CONSENT: N_("agreed on {day}"),
    Standing.BEST_INTEREST: N_("decided by two persons in the child's best interest"),
    Standing.SECOND_PERSON: N_("a second person must agree"),
    Standing.NOT_ASKED: N_("not asked yet"),
    Standing.REFUSED: N_("the child does not want this"),
    Standing.WITHDRAWN: N_("consent was withdrawn"),
    Standing.EXPIRED: N_("consent has run out"),
    Standing.DOUBTFUL: N_("a refusal may mean this agency: ask the child"),
}
_ANSWERS = {"yes": Standing.CONSENT, "no": Standing.REFUSED, "withdrawn": Standing.WITHDRAWN}


@dataclasses.dataclass(frozen=True)
class Agreement:
    """The answer for one file, in words; `limits` are the child's own."""

    standing: Standing
    consent_id: str | None = None
    day: datetime.date | None = None
    limits: str = ""

    @property
    def allows(self) -> bool:
        """Whether the file may leave."""
        return self.standing in {Standing.CONSENT, Standing.BEST_INTEREST}

    @property
    def words(self) -> Words:
        """How it stands, for a list."""
        return Words(_WORDS[self.standing], {"day": dates.say_day(self.day)} if self.day else {})


def standing(decision: str, until: datetime.date | None, today: datetime.date) -> Standing:
    """What the newest answer means today. What two persons decided counts for its own package alone."""
    found = _ANSWERS.get(decision, Standing.NOT_ASKED)
    if found is Standing.CONSENT and until is not None and until < today:
        return Standing.EXPIRED
    return found


def with_decision(own: Agreement, deciding: str | None, agreeing: frozenset[str]) -> Agreement:
    """The child's own yes comes first; else one person decides and another one agrees."""
    if own.allows or deciding is None:
        return own
    second = Standing.BEST_INTEREST if agreeing - {deciding} else Standing.SECOND_PERSON
    return dataclasses.replace(own, standing=second)
