"""Who is whose mother, brother or sister, by the numbers that stay; what of it does not fit."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy

from transit_desk.domain import mothers
from transit_desk.services.family import rules
from transit_desk.services.family.records import Bond
from transit_desk.storage.records import records
from transit_desk.storage.work import Work


def siblings_of(work: Work) -> tuple[tuple[str, str], ...]:
    """The pairs of files of brothers and sisters, under the numbers that stay."""
    if not work.reads(Bond, "together"):
        return ()
    rows = work.rows(
        sqlalchemy.select(Bond.file_id, Bond.other_id).where(Bond.together.is_(True), Bond.withdrawn_at.is_(None))
    )
    return under_one_number(work, [(row.file_id, row.other_id) for row in rows])


def under_one_number(work: Work, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Pairs of children by the numbers that stay, each once."""
    staying = ((work.stays(one), work.stays(other)) for one, other in pairs)
    return tuple(dict.fromkeys((one, other) for one, other in staying if one != other))


_OF_MOTHERS: Final = sqlalchemy.select(Bond.file_id, Bond.other_id, Bond.what).where(
    Bond.what.in_((rules.MOTHER_OF, rules.CHILD_OF)), Bond.withdrawn_at.is_(None)
)


def mothers_of(work: Work) -> dict[str, set[str]]:
    """By each child whose mother is written down: who she is; of all that these eyes see, under numbers that stay."""
    rows = work.rows(_OF_MOTHERS)
    hers = [(row.file_id, row.other_id) for row in rows if row.what == rules.MOTHER_OF]
    hers += [(row.other_id, row.file_id) for row in rows if row.what == rules.CHILD_OF]
    found: dict[str, set[str]] = {}
    for mother, child in under_one_number(work, hers):
        found.setdefault(child, set()).add(mother)
    return found


@functools.cache
def _came_beside() -> sqlalchemy.Select[Any]:
    file: Any = records()["case_file"]
    return sqlalchemy.select(file.id, file.accompanies_id).where(
        file.accompanies_id.is_not(None), file.withdrawn_at.is_(None)
    )


def at_odds(work: Work) -> list[rules.AtOdds]:
    """What does not fit of mothers and children; whom a child came beside counts where no mother is written down."""
    if not (work.reads(Bond, "what") and work.reads(records()["person"], "birth_from")):
        return []
    file: Any = records()["case_file"]
    person: Any = records()["person"]
    known = mothers_of(work)
    beside = [(row.id, row.accompanies_id) for row in work.rows(_came_beside())]
    for child, mother in under_one_number(work, beside):
        known.setdefault(child, {mother})
    if not known:
        return []
    told = work.rows(
        sqlalchemy.select(file.id, person.sex, person.birth_from, person.birth_to)
        .join(person, person.id == file.person_id)
        .where(file.id.in_(sorted({*known, *(each for hers in known.values() for each in hers)})))
    )
    least, few = (int(work.setting(key)) for key in (mothers.YEARS, mothers.FEW_YEARS))
    return list(rules.at_odds(known, set(siblings_of(work)), {row.id: row for row in told}, least, few))
