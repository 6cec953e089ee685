"""How secret a fact is, what it is about, and which key opens it."""

from __future__ import annotations

import enum
from typing import Final

from transit_desk.domain.text import N_


class Level(enum.IntEnum):
    """Confidentiality, from what may hang on the wall to what only named persons may read."""

    C0 = 0  # public, administrative
    C1 = 1  # service: what anyone in contact with the child needs
    C2 = 2  # personal
    C3 = 3  # sensitive protection facts: sealed by key
    C4 = 4  # closed: sealed by key to named holders


class Topic(enum.StrEnum):
    """What a fact is about; a role and an audience have a ceiling for each."""

    IDENTITY = "identity"
    FAMILY = "family"
    ASSOCIATION = "association"
    HEALTH = "health"
    PSYCHOSOCIAL = "psychosocial"
    CARE = "care"
    EDUCATION = "education"
    SUPPORT = "support"
    SAFETY = "safety"
    LEGAL = "legal"
    LOGISTICS = "logistics"


class Answer(enum.StrEnum):
    """What became of a question put to a child. Silence, *no* and *never asked* are three different things."""

    GIVEN = "given"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"


NO_VALUE: Final = {
    "unknown": N_("does not know"),
    "not_asked": N_("not asked yet"),
    "refused": N_("does not wish to answer"),
    "hidden": N_("not for your role"),
}
"""What is said in place of a value: what became of the question, or that the value is hidden from these eyes."""


C3 = "c3"
C4_CARE = "c4_care"
C4_SAFEGUARDING = "c4_safeguarding"


def compartment_of(level: Level, *, safeguarding: bool = False) -> str | None:
    """The compartment whose key seals a fact of this level; none below C3."""
    if level < Level.C3:
        return None
    if level == Level.C3:
        return C3
    return C4_SAFEGUARDING if safeguarding else C4_CARE
