"""What must hold of beds, stays and absences.

Pure.
"""

from __future__ import annotations

from transit_desk.services.interim_care.rules.absence import away_once, leaves_in_order, returns_in_order
from transit_desk.services.interim_care.rules.intervals import overlap
from transit_desk.services.interim_care.rules.sleeping import (
    BOYS,
    FAMILY,
    GIRLS,
    MOTHER_WITH_INFANT,
    MOTHERS,
    SIBLINGS,
    Child,
    Place,
    Taken,
    Verdict,
    bed_is_free,
    begins_in_order,
    child_is_free,
    ends_in_order,
    first_fit,
    in_the_way,
    may_sleep,
    nights,
    room_has_place,
    verdict,
)

__all__ = [
    "BOYS",
    "FAMILY",
    "GIRLS",
    "MOTHERS",
    "MOTHER_WITH_INFANT",
    "SIBLINGS",
    "Child",
    "Place",
    "Taken",
    "Verdict",
    "away_once",
    "bed_is_free",
    "begins_in_order",
    "child_is_free",
    "ends_in_order",
    "first_fit",
    "in_the_way",
    "leaves_in_order",
    "may_sleep",
    "nights",
    "overlap",
    "returns_in_order",
    "room_has_place",
    "verdict",
]
