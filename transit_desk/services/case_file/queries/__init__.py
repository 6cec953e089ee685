"""What can be asked about children: one, many, those who might be the same, and what tonight asks of the house."""

from __future__ import annotations

from transit_desk.services.case_file.queries.consent import (
    agreed_to,
    consent_tab,
    consent_values,
    may_have,
    photo_agreed,
    readership,
)
from transit_desk.services.case_file.queries.due import dues, held_by
from transit_desk.services.case_file.queries.duplicates import (
    comparison,
    everything_said,
    left_to_compare,
    possible_earlier,
)
from transit_desk.services.case_file.queries.house import Tonight, tonight
from transit_desk.services.case_file.queries.interview import told
from transit_desk.services.case_file.queries.lists import by_number, children, find, to_choose
from transit_desk.services.case_file.queries.page import child, headed, profile_values, story

__all__ = [
    "Tonight",
    "agreed_to",
    "by_number",
    "child",
    "children",
    "comparison",
    "consent_tab",
    "consent_values",
    "dues",
    "everything_said",
    "find",
    "headed",
    "held_by",
    "left_to_compare",
    "may_have",
    "photo_agreed",
    "possible_earlier",
    "profile_values",
    "readership",
    "story",
    "to_choose",
    "told",
    "tonight",
]
