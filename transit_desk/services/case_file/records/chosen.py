"""What is shown of a person and by which keys the file is found, chosen among what was said."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy

from transit_desk.domain import claims
from transit_desk.matching import names, places
from transit_desk.services.case_file.records.case import LAST, CaseFile
from transit_desk.services.case_file.records.claims import CLAIMS, NAMES, Claim, as_claims, claims_of, reads_words
from transit_desk.services.case_file.records.person import Person
from transit_desk.storage.records import records
from transit_desk.storage.work import Work

NAME, OTHER_NAME = "name", "other_name"
"""The kinds of search keys: of the name in use, which is C1, and of every other one, which is C2."""
MOTHER, FATHER, ORIGIN = "mother", "father", "origin"
"""Kinds of search keys too: a child who is called otherwise now still has the same mother and comes from there."""
RECOGNISED_BY = NAMES | {MOTHER, FATHER, "place"}
"""The kinds of statement after which an earlier file may be found that was not found before."""


def _place_in_lists(name: str | None) -> str:
    """The name without accents and capitals, as a reader looks for it."""
    if not name or not name.strip():
        return LAST
    bare = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(sign for sign in bare if not unicodedata.combining(sign))[:100] or LAST


def name_kinds(work: Work) -> tuple[str, ...]:
    """By which keys these eyes find a child: a list that answers to a name tells that name."""
    return (NAME, OTHER_NAME) if reads_words(work, "name") else (NAME,)


def renew(work: Work, person: Person, file: CaseFile) -> None:
    """Choose again what is shown of a person, and by which keys the file is found; in the same flush as its cause.

    What a number that ended holds is chosen among its own alone, so that it is as it was once it is taken apart.
    """
    work.session.flush()
    if work.stays(file.id) == file.id:
        _choose(work, person, file, claims_of(work, person.id))
        return
    _choose(work, person, file, list(work.all(CLAIMS, persons=[person.id])))
    stays = work.get(CaseFile, work.stays(file.id))
    _choose(work, work.get(Person, stays.person_id), stays, claims_of(work, stays.person_id))


def _choose(work: Work, person: Person, file: CaseFile, rows: list[Claim]) -> None:
    called = claims.chosen(as_claims(rows, "name_in_use")) or claims.chosen(as_claims(rows, "name"))
    person.name_in_use = str(called.claim.value) if called else None
    file.listed_as = _place_in_lists(person.name_in_use)
    place = claims.chosen(as_claims(rows, "place"))
    person.origin_in_use = str(place.claim.value) if place else None
    birth = claims.birth(as_claims(rows, *claims.BIRTH))
    if birth is None:
        person.birth_from, person.birth_to, person.birth_estimated = None, None, True
    else:
        person.birth_from, person.birth_to = birth.born.earliest, birth.born.latest
        best = next(row for row in rows if row.id == birth.chosen.claim.key)
        person.birth_estimated = bool((best.parts or {}).get("estimated", True))
    told = keys_told(work, file, rows)
    in_use = set(names.keys_of((person.name_in_use or "")[:_LONGEST_KEYED]))
    work.index(NAME, person, in_use, file_id=file.id)
    work.index(OTHER_NAME, person, told[OTHER_NAME] - in_use, file_id=file.id)
    for kind in (MOTHER, FATHER, ORIGIN):
        work.index(kind, person, told[kind], file_id=file.id)
    work.index("number", file, (file.number,), file_id=file.id)


_LONGEST_KEYED = 200
_KEYED = {**dict.fromkeys(NAMES, OTHER_NAME), MOTHER: MOTHER, FATHER: FATHER, "place": ORIGIN}


def keys_told(work: Work, file: CaseFile, rows: list[Claim]) -> dict[str, set[str]]:
    """The search keys of all that stands, by their kind: of what was said, and of parents written down as relatives.

    A place is kept under every name it has or had; sealed words give no key.
    """
    told: dict[str, set[str]] = {kind: set() for kind in _KEYED.values()}
    for row in rows:
        if row.what in _KEYED and row.withdrawn_at is None and row.words:
            told[_KEYED[row.what]].add(row.words[:_LONGEST_KEYED])
    for each in relatives_of(work, work.same(file.id) if work.stays(file.id) == file.id else (file.id,)):
        if each.relation in {MOTHER, FATHER}:
            told[each.relation].update(words[:_LONGEST_KEYED] for words in (each.name, each.other_names) if words)
    origins = {name for every in place_names(work, told[ORIGIN]).values() for name in every}
    found = {kind: {key for name in told[kind] for key in names.keys_of(name)} for kind in told}
    return found | {ORIGIN: {key for name in origins for key in places.keys_of(name)}}


def relatives_of(work: Work, files: Iterable[str]) -> list[Any]:
    """Who was written down of the family in these files: by their table's name, since slices do not know each other."""
    kind: Any = records()["relative"]
    return list(work.all(sqlalchemy.select(kind).where(kind.file_id.in_(sorted(files)), kind.withdrawn_at.is_(None))))


def place_names(work: Work, told: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Each of these places as it was told, with every name that the place it means has or had."""
    every = sorted(told)
    found: Mapping[str, tuple[str, ...]] = work.ask("places.every_name", told=every) if every else {}
    return found
