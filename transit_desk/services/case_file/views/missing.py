"""Which of the first five things were never asked of a child."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy

from transit_desk.domain import claims
from transit_desk.domain.levels import Answer
from transit_desk.services.case_file.records import CaseFile, Claim, Consent, Person, reads_words
from transit_desk.services.case_file.views.where import every_file
from transit_desk.storage import kept
from transit_desk.storage.work import Work

_FIRST_THINGS = ("name_in_use", "age", "place")
_TOLD = sqlalchemy.select(Claim.person_id, Claim.what).where(
    Claim.person_id.in_(sqlalchemy.bindparam("persons", expanding=True)),
    Claim.what.in_({*_FIRST_THINGS, *claims.BIRTH}),
    Claim.withdrawn_at.is_(None),
)
_SPOKEN = sqlalchemy.select(CaseFile.id).where(
    CaseFile.id.in_(kept.FILES), CaseFile.languages_answer != Answer.NOT_ASKED.value
)
_CONSENTED = sqlalchemy.select(Consent.file_id).where(Consent.file_id.in_(kept.FILES)).distinct()


def missing_of(work: Work, files: Sequence[Any]) -> dict[str, int]:
    """How many of the first five things were never asked, for each file or the columns of one.

    Counted are those that these eyes may read: that a consent was never asked is a fact of the law.
    """
    persons = every_file(work, [file.person_id for file in files])
    told = {(persons[row.person_id], row.what) for row in work.rows(_TOLD, persons=list(persons))}
    named = every_file(work, [file.id for file in files])
    consented = {named[file_id] for file_id in work.all(_CONSENTED, files=list(named))}
    by_person: dict[str, set[str]] = {}
    for person_id, what in told:
        by_person.setdefault(person_id, set()).add(what)
    ended = [file_id for file_id, each in named.items() if file_id != each]
    elsewhere = {named[file_id] for file_id in work.all(_SPOKEN, files=ended)} if ended else set[str]()
    asked = asked_of(work)
    return {
        file.id: never_asked(
            file, asked, by_person.get(file.person_id, set()) | ({"languages"} if file.id in elsewhere else set()),
            consented=file.id in consented,
        )
        for file in files
    }  # fmt: skip


def asked_of(work: Work) -> frozenset[str]:
    """Which of the first five things these eyes may read."""
    asked = {what for what in _FIRST_THINGS if reads_words(work, what)}
    held = {
        "name_in_use": work.reads(Person, "name_in_use"),
        "age": work.reads(Person, "birth_from"),
        "languages": work.reads(CaseFile, "languages"),
        "consent": work.reads(Consent, "decision"),
    }
    return frozenset(asked | {name for name, reads in held.items() if reads})


def never_asked(file: Any, asked: frozenset[str], told: set[str], *, consented: bool) -> int:
    never = {what for what in _FIRST_THINGS if not told.intersection(claims.kin(what))}
    if file.languages_answer == Answer.NOT_ASKED.value and "languages" not in told:
        never.add("languages")
    if not consented:
        never.add("consent")
    return len(never & asked)
