"""What must hold of beds, stays and absences.

Pure.
"""

from __future__ import annotations

from transit_desk.services.interim_care.rules.absence import away_once, leaves_in_order, returns_in_order
from transit_desk.services.interim_care.rules.census import Night, Span, census, spans, stay_lengths
from transit_desk.services.interim_care.rules.crowding import Crowding, capacity, crowded_nights
from transit_desk.services.interim_care.rules.intervals import covered, overlap
from transit_desk.services.interim_care.rules.nights import (
    CLEANING,
    Block,
    Shown,
    Taken,
    added,
    bed_is_free,
    block_in_the_way,
    block_said,
    child_is_free,
    in_the_way,
    nights,
    nobody_in,
    shown,
    without_their_sons,
)
from transit_desk.services.interim_care.rules.order import (
    begins_in_order,
    ends_in_order,
    moved_from,
    moves_in_order,
    promised_in_order,
    until_in_order,
)
from transit_desk.services.interim_care.rules.sleeping import (
    ALONE,
    BOYS,
    FAMILY,
    GIRLS,
    MOTHERS,
    Child,
    Company,
    Place,
    Verdict,
    may_sleep,
    may_stay,
    room_has_place,
    someone,
    verdict,
    where,
)

__all__ = [
    "ALONE",
    "BOYS",
    "CLEANING",
    "FAMILY",
    "GIRLS",
    "MOTHERS",
    "Block",
    "Child",
    "Company",
    "Crowding",
    "Night",
    "Place",
    "Shown",
    "Span",
    "Taken",
    "Verdict",
    "added",
    "away_once",
    "bed_is_free",
    "begins_in_order",
    "block_in_the_way",
    "block_said",
    "capacity",
    "census",
    "child_is_free",
    "covered",
    "crowded_nights",
    "ends_in_order",
    "in_the_way",
    "leaves_in_order",
    "may_sleep",
    "may_stay",
    "moved_from",
    "moves_in_order",
    "nights",
    "nobody_in",
    "overlap",
    "promised_in_order",
    "returns_in_order",
    "room_has_place",
    "shown",
    "someone",
    "spans",
    "stay_lengths",
    "until_in_order",
    "verdict",
    "where",
    "without_their_sons",
]
