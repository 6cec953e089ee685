"""What is kept of a child: the person, what was said about her, the file, consent, what is due, notes."""

from __future__ import annotations

from transit_desk.services.case_file.records.case import IN_USE, LAST, CaseFile, Episode, Joining, SameChild
from transit_desk.services.case_file.records.chosen import (
    FATHER,
    MOTHER,
    NAME,
    ORIGIN,
    OTHER_NAME,
    RECOGNISED_BY,
    keys_told,
    name_kinds,
    place_names,
    relatives_of,
    renew,
)
from transit_desk.services.case_file.records.claims import (
    NAMES,
    OF_FAMILY,
    SEALED,
    SEALED_KINDS,
    WAR_NAME,
    Claim,
    Sealed,
    as_claims,
    claims_of,
    reads_words,
    sealed_of,
    words_of,
)
from transit_desk.services.case_file.records.consent import Consent, Withholding
from transit_desk.services.case_file.records.due import Due
from transit_desk.services.case_file.records.notes import CONFIDED, Disclosure, Note
from transit_desk.services.case_file.records.person import Person

__all__ = [
    "CONFIDED",
    "FATHER",
    "IN_USE",
    "LAST",
    "MOTHER",
    "NAME",
    "NAMES",
    "OF_FAMILY",
    "ORIGIN",
    "OTHER_NAME",
    "RECOGNISED_BY",
    "SEALED",
    "SEALED_KINDS",
    "WAR_NAME",
    "CaseFile",
    "Claim",
    "Consent",
    "Disclosure",
    "Due",
    "Episode",
    "Joining",
    "Note",
    "Person",
    "SameChild",
    "Sealed",
    "Withholding",
    "as_claims",
    "claims_of",
    "keys_told",
    "name_kinds",
    "place_names",
    "reads_words",
    "relatives_of",
    "renew",
    "sealed_of",
    "words_of",
]
