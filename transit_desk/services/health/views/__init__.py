"""What is shown of health, composed: the tab of one child, the round of the house, who is followed."""

from __future__ import annotations

from transit_desk.services.health.views.away import is_away, times_of, unsettled
from transit_desk.services.health.views.closed import closed_blocks
from transit_desk.services.health.views.doubts import doubts_of, handed_from, span_of, twice
from transit_desk.services.health.views.house import dues_of, held_of, running_by_child
from transit_desk.services.health.views.medicines import away_blocks, medicine_blocks
from transit_desk.services.health.views.needs import needs_of, say_need, standing_needs
from transit_desk.services.health.views.round import Hour, Round, RoundLine, late_of, round_of
from transit_desk.services.health.views.visits import visit_blocks

__all__ = [
    "Hour",
    "Round",
    "RoundLine",
    "away_blocks",
    "closed_blocks",
    "doubts_of",
    "dues_of",
    "handed_from",
    "held_of",
    "is_away",
    "late_of",
    "medicine_blocks",
    "needs_of",
    "round_of",
    "running_by_child",
    "say_need",
    "span_of",
    "standing_needs",
    "times_of",
    "twice",
    "unsettled",
    "visit_blocks",
]
