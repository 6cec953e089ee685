"""Files that may be one child's: by what a child is recognised, for whose eyes, and what lies past sight."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Collection, Iterable
from typing import Final

import sqlalchemy

from transit_desk.domain import ages, errors
from transit_desk.domain.dates import PartialDate
from transit_desk.domain.fields import Said
from transit_desk.domain.text import Joined, Words
from transit_desk.matching import candidates, names
from transit_desk.matching.candidates import Known
from transit_desk.services.case_file.records import (
    FATHER,
    MOTHER,
    NAME,
    NAMES,
    ORIGIN,
    OTHER_NAME,
    SEALED,
    WAR_NAME,
    CaseFile,
    Claim,
    Episode,
    Person,
    claims_of,
    keys_told,
    name_kinds,
    place_names,
    reads_words,
    relatives_of,
    sealed_of,
)
from transit_desk.services.case_file.views.who import born_of
from transit_desk.storage.work import Work

_LONGEST: Final = 200  # of a name that is compared
_INSTEAD_OF_A_NAME: Final = 2  # of mother, father and origin: where a child is called otherwise now
_PART: Final = {**dict.fromkeys(NAMES, "names"), MOTHER: "mother", FATHER: "father", "place": "villages"}
_RELATIVE: Final = {"mother": "mother", "father": "father", "sister": "siblings", "brother": "siblings"}
Told = dict[str, set[str]]


@dataclasses.dataclass(frozen=True)
class Likely:
    """A file that may be the same child's, with the reason in words; without a name where these eyes may not see."""

    file_id: str
    label: str
    reason: Words | str
    score: float
    decision: str = ""  # a key of twin_answer; empty while nobody answered
    lives_here: bool = False  # is not received again: the file is opened


# -- what is known of a child, for these eyes


def typed(  # what stands in a form, or in what another office sent
    work: Work,
    *,
    name: str = "",
    sex: str = "unknown",
    age: str = "",
    village: str = "",
    mother: str = "",
    father: str = "",
    born: PartialDate | None = None,
) -> Known:
    """A child who has no file yet."""
    if born is None and age.strip():
        with contextlib.suppress(errors.RuleBroken):
            born = ages.told(age, "child", work.today()).born()
    said = [(each[:_LONGEST],) if each.strip() else () for each in (name, village, mother, father)]
    villages = tuple(each for every in place_names(work, said[1]).values() for each in every)
    return Known("", said[0], sex, born, villages, mother=said[2], father=said[3])


def known(work: Work, files: Iterable[str]) -> tuple[dict[str, str], list[Known]]:
    """The numbers of these files, and what is known of each child: under every number, and as far as these eyes read.

    Only what may be read is compared: a reason in words tells it, and so does a likeness without one.
    """
    statement = (
        sqlalchemy.select(CaseFile, Person)
        .join(Person, Person.id == CaseFile.person_id)
        .where(CaseFile.id.in_(sorted(files)), CaseFile.withdrawn_at.is_(None))
    )
    found = work.rows(statement)
    told = _told(work, [person.id for _file, person in found])
    called = place_names(work, {each for parts in told.values() for each in parts.get("villages", ())})
    for parts in told.values():
        parts["villages"] = {name for each in parts.get("villages", ()) for name in called[each]}
    for file_id, part, name in _of_relatives(work, [file.id for file, _person in found]):
        told.setdefault(file_id, {}).setdefault(part, set()).add(name)
    aged, sexed, named = (work.reads(Person, name) for name in ("birth_from", "sex", "name_in_use"))
    every = []
    for file, person in found:
        parts = told.get(person.id, {})
        for part, words in told.get(file.id, {}).items():
            parts.setdefault(part, set()).update(words)
        if named and person.name_in_use:
            parts.setdefault("names", set()).add(person.name_in_use[:_LONGEST])
        every.append(
            Known(
                file.id, sex=person.sex if sexed else "unknown", born=born_of(person) if aged else None,
                **{part: tuple(sorted(parts.get(part, ()))) for part in _PARTS},
            )
        )  # fmt: skip
    return {file.id: file.number for file, _person in found}, every


_PARTS: Final = ("names", "villages", "mother", "father", "siblings")


def _told(work: Work, persons: Iterable[str]) -> dict[str, Told]:
    """What was said by which a child is recognised, by the person whose file stays."""
    whose = {each: person for person in persons for each in work.same(person)}
    reads = {what for what in (*_PART, WAR_NAME) if reads_words(work, what)}
    told: dict[str, Told] = {}
    for row in work.all(
        sqlalchemy.select(Claim).where(
            Claim.person_id.in_(sorted(whose)), Claim.what.in_(sorted((*_PART, SEALED))), Claim.withdrawn_at.is_(None)
        )
    ):
        what, words = row.what, row.words
        if what == SEALED:
            what, words = WAR_NAME, _war_name(work, row) if WAR_NAME in reads else None
        if words and what in reads:
            told.setdefault(whose[row.person_id], {}).setdefault(_PART.get(what, "names"), set()).add(words[:_LONGEST])
    return told


def _war_name(work: Work, row: Claim) -> str | None:
    sealed = sealed_of(work, row)
    return str(sealed.words.value) if sealed is not None and sealed.what == WAR_NAME and sealed.words.value else None


def _of_relatives(work: Work, files: Iterable[str]) -> list[tuple[str, str, str]]:
    """Parents, brothers and sisters by name, as far as these eyes read them."""
    whose = {each: file for file in files for each in work.same(file)}
    found = []
    for row in relatives_of(work, whose):
        if row.relation not in _RELATIVE:
            continue
        seen = [work.see(row, name) for name in ("name", "other_names")] if work.see(row, "relation") else []
        for each in seen:
            words = each.value if isinstance(each, Said) else each
            if words:
                found.append((whose[row.file_id], _RELATIVE[row.relation], str(words)[:_LONGEST]))
    return found


# -- which files are worth a look


def _keys(every: Iterable[str]) -> set[str]:
    return {key for name in every for key in names.keys_of(name)}


def seen_like(work: Work, new: Known) -> set[str]:
    """The files these eyes see that share a name or a parent's name with this child."""
    found = {hit.file_id for hit in work.search(name_kinds(work), _keys(new.names))}
    if reads_words(work, MOTHER):
        found |= {hit.file_id for hit in work.search((MOTHER, FATHER), _keys((*new.mother, *new.father)))}
    return {work.stays(each) for each in found | _under_a_war_name(work, _keys(new.names))}


def _under_a_war_name(work: Work, keys: set[str]) -> set[str]:
    """Sealed names are never written among the search keys: who holds the key compares them here."""
    if not keys or not reads_words(work, WAR_NAME):
        return set()
    persons = {
        row.person_id
        for row in work.all(sqlalchemy.select(Claim).where(Claim.what == SEALED, Claim.withdrawn_at.is_(None)))
        if (name := _war_name(work, row)) and not keys.isdisjoint(names.keys_of(name[:_LONGEST]))
    }
    return set(work.all(sqlalchemy.select(CaseFile.id).where(CaseFile.person_id.in_(sorted(persons)))))


def among(work: Work, new: Known, files: Collection[str], decided: dict[str, str]) -> list[Likely]:
    """The files among these that may be this child's, the likeliest first, each with its reason and its answer."""
    if not files:
        return []
    numbers, others = known(work, files)
    found = candidates.possible_same_child(new, others)
    here = _living_here(work, [each.record for each in found])
    return [
        Likely(
            each.record, numbers[each.record], Joined(each.reasons), each.score,
            decided.get(each.record, ""), each.record in here,
        )
        for each in found
    ]  # fmt: skip


def _living_here(work: Work, files: Iterable[str]) -> set[str]:
    """Of whom these eyes may know that they live in the house now, under whatever number."""
    if not work.reads(Episode, "ended_on"):
        return set()
    whose = {each: file for file in files for each in work.same(file)}
    open_now = sqlalchemy.select(Episode.file_id).where(
        Episode.file_id.in_(sorted(whose)), Episode.ended_on.is_(None), Episode.withdrawn_at.is_(None)
    )
    return {whose[each] for each in work.all(open_now)} if whose else set()


# -- past sight


def beyond_sight(work: Work, every: Iterable[str]) -> set[str]:
    """Files these eyes do not see that share a name. It follows from the names alone.

    So nobody feels their way to a village, an age, a parent or a name of war by typing one after the other.
    """
    if work.actor.eyes.holders is None:
        return set()
    kinds, keys = (NAME, OTHER_NAME), _keys(every)
    seen = {work.stays(hit.file_id) for hit in work.search(name_kinds(work), keys)}
    return {work.stays(hit.file_id) for hit in work.search(kinds, keys, past_sight=True)} - seen


def called_otherwise(work: Work, person: Person, file: CaseFile) -> set[str]:
    """Files these eyes do not see of a child with two of the same mother, father and origin, whatever the name.

    Nobody is told of them but those who are asked and see every file.
    """
    if work.actor.eyes.holders is None:
        return set()
    told = keys_told(work, file, claims_of(work, person.id))
    shared: dict[str, set[str]] = {}
    for kind in (MOTHER, FATHER, ORIGIN):
        for hit in work.search((kind,), told[kind], past_sight=True) if told[kind] else ():
            shared.setdefault(work.stays(hit.file_id), set()).add(kind)
    found = {file_id for file_id, kinds in shared.items() if len(kinds) >= _INSTEAD_OF_A_NAME}
    seen = set(work.all(sqlalchemy.select(CaseFile.id).where(CaseFile.id.in_(sorted(found)))))
    return found - seen
