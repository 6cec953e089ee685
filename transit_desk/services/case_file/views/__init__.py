"""The child's page, composed: header, what is next, what is known and by whom, consent, the story."""

from __future__ import annotations

from transit_desk.services.case_file.views.answers import (
    age_rules,
    answers_of,
    consents_of,
    counting_for,
    doubt_of,
    holds,
    named_of,
    newest_of,
)
from transit_desk.services.case_file.views.due import all_dues, next_steps, once, waiting_of, what_is_asked
from transit_desk.services.case_file.views.header import header_of, name_and_signs
from transit_desk.services.case_file.views.known import (
    all_claims,
    answer_of,
    answered,
    known_facts,
    line_of,
    profile_facts,
    ranked,
)
from transit_desk.services.case_file.views.missing import missing_of
from transit_desk.services.case_file.views.readership import photo_agreed, readership_of
from transit_desk.services.case_file.views.story import story_of
from transit_desk.services.case_file.views.where import admissions_of, every_file
from transit_desk.services.case_file.views.who import age_words, born_of, name_of, sex_and_age

__all__ = [
    "admissions_of",
    "age_rules",
    "age_words",
    "all_claims",
    "all_dues",
    "answer_of",
    "answered",
    "answers_of",
    "born_of",
    "consents_of",
    "counting_for",
    "doubt_of",
    "every_file",
    "header_of",
    "holds",
    "known_facts",
    "line_of",
    "missing_of",
    "name_and_signs",
    "name_of",
    "named_of",
    "newest_of",
    "next_steps",
    "once",
    "photo_agreed",
    "profile_facts",
    "ranked",
    "readership_of",
    "sex_and_age",
    "story_of",
    "waiting_of",
    "what_is_asked",
]
