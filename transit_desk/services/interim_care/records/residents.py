"""What beds have to know of the children, over what every service knows of them."""

from __future__ import annotations

import collections
import dataclasses
import datetime
import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy

from transit_desk import children as known
from transit_desk.domain import errors
from transit_desk.planning import company
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.records import Bed, BedTaken, Stay
from transit_desk.storage import kept
from transit_desk.storage.records import Record, records
from transit_desk.storage.work import Work


def children(work: Work, file_ids: Iterable[str]) -> dict[str, rules.Child]:
    """What beds have to know of these children, by file; only of those these eyes see."""
    wanted = sorted(set(file_ids))
    carried = babies(work, wanted)
    return {
        each.file_id: _child(work, each, carried.get(each.file_id, 0)) for each in known.children(work, wanted).values()
    }


def child(work: Work, file_id: str) -> rules.Child:
    """What beds have to know of one child."""
    found = children(work, [file_id]).get(file_id)
    if found is None:
        raise errors.NotFound
    return found


def with_kin(
    work: Work, found: Mapping[str, rules.Child], ties: company.Ties, night: datetime.date
) -> dict[str, rules.Child]:
    """The same children with their brothers and sisters, and the rooms in which those sleep whom they may join."""
    kin = {file_id: _kin(ties, work.stays(file_id)) for file_id in found}
    others = sorted({each for own in kin.values() for other in own for each in work.same(other)})
    beds = work.rows(_BEDS_OF, files=others, day=night) if others else ()
    return {
        file_id: dataclasses.replace(
            child, kin=kin[file_id],
            kin_rooms=frozenset(
                bed.room_id for bed in beds if bed.sex == child.sex and work.stays(bed.file_id) in kin[file_id]
            ),
        )
        for file_id, child in found.items()
    }  # fmt: skip


def _kin(ties: company.Ties, file_id: str) -> frozenset[str]:
    return frozenset(other for pair in ties.siblings if file_id in pair for other in pair - {file_id})


_DAY: Final = sqlalchemy.bindparam("day", type_=sqlalchemy.Date)
_BEDS_OF: Final = (
    sqlalchemy.select(Stay.file_id, Bed.room_id, BedTaken.sex)
    .join(Bed, Bed.id == Stay.bed_id)
    .join(BedTaken, BedTaken.stay_id == Stay.id)
    .where(
        Stay.file_id.in_(kept.FILES),
        Stay.withdrawn_at.is_(None),
        Stay.reserved.is_not(True),
        Stay.from_day <= _DAY,
        sqlalchemy.or_(Stay.to_day.is_(None), Stay.to_day > _DAY),
    )
)


def babies(work: Work, file_ids: Sequence[str]) -> Mapping[str, int]:
    """How many babies each of these children brought."""
    mothers = {other: each for each in file_ids for other in work.same(each)}
    return collections.Counter(mothers[file_id] for file_id in work.all(_brought(), files=sorted(mothers)))


@functools.cache
def _brought() -> sqlalchemy.Select[Any]:
    kind = records()["case_file"]
    column = _column(kind, "accompanies_id")
    return sqlalchemy.select(column).where(column.in_(kept.FILES), *_in_use(kind))


def _in_use(kind: type[Record]) -> tuple[sqlalchemy.ColumnElement[bool], ...]:
    """Each child once: a number that ended in another says no more where the child is."""
    return kind.withdrawn_at.is_(None), _column(kind, "merged_into_id").is_(None)


def _column(kind: type[Record], name: str) -> Any:
    return getattr(kind, name)


def _child(work: Work, each: known.Child, carried: int) -> rules.Child:
    span = each.age(work.today())
    return rules.Child(
        each.file_id, each.number, each.sex, span.low if span else None, span.high if span else None,
        baby=each.baby, mother=carried > 0, mother_id=each.mother_id,
    )  # fmt: skip


def arrived(work: Work, file_id: str) -> datetime.date | None:
    """The day of a child's first arrival here; None where nobody wrote one down."""
    at = work.see(work.get(records()["case_file"], file_id), "arrived_at")
    days = [each.began for each in _lived(work, file_id)]
    return min([*days, *([work.day_of(at)] if isinstance(at, int) else [])], default=None)


def since(work: Work, file_id: str) -> datetime.date | None:
    """The day from which a child lives here without having left; None where no admission says so."""
    return min((each.began for each in _lived(work, file_id) if each.ended is None), default=None)


def gone(work: Work, file_id: str) -> list[tuple[datetime.date, datetime.date | None]]:
    """The spans between two stays of a child in the house, and since the last one ended; none who never left."""
    return rules.between([(each.began, each.ended) for each in _lived(work, file_id)])


def _lived(work: Work, file_id: str) -> list[known.Lived]:
    return known.lived_of(work, [file_id])[work.stays(file_id)]


def names(work: Work, file_ids: Iterable[str]) -> dict[str, str]:
    """The names in use of these children, or their numbers, for these eyes."""
    return {each.file_id: each.name for each in known.children(work, file_ids).values()}


def in_track(work: Work, track: str) -> list[str]:
    """The files of the children in a care track, in the order in which they were opened."""
    return list(work.all(_in_track(), track=track))


@functools.cache
def _in_track() -> sqlalchemy.Select[str]:
    kind = records()["case_file"]
    track = _column(kind, "care_track")
    asked = sqlalchemy.select(kind.id).where(track == sqlalchemy.bindparam("track"), *_in_use(kind))
    return asked.order_by(kind.made_at)


def lives_here(work: Work, file_id: str) -> bool:
    """Whether the house is where a child lives now, wherever it sleeps tonight: it is called, fed and counted."""
    return _track(work, file_id) in known.HOUSE


def sleeps_here(work: Work, file_id: str) -> bool:
    """Whether a child is in the house tonight; who lives here and is in hospital needs no bed."""
    return _track(work, file_id) == SLEEPS


def _track(work: Work, file_id: str) -> str:
    file: Any = work.get(records()["case_file"], file_id)
    return "" if file.withdrawn_at is not None or file.merged_into_id is not None else str(file.care_track)


SLEEPS: Final = "resident"
"""Of the tracks in which a child lives here the one in which it needs a bed tonight."""


def accompanies(work: Work, file_id: str) -> bool:
    """Whether a child is the baby of another, as far as these eyes know; a baby sleeps beside its mother."""
    return bool(work.see(work.get(records()["case_file"], file_id), "accompanies_id"))
