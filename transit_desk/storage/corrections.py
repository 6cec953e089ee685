"""What was told, put right: the new words stand in place of the old, which stay to be read, with who and why."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

import sqlalchemy
from sqlalchemy import orm

from transit_desk.domain import errors, fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, field
from transit_desk.storage.work import Work


class Told(OfFile, Record):
    """A record of a file that is never overwritten: its correction is a record of its own, which names it."""

    __abstract__ = True

    if TYPE_CHECKING:
        file_id: orm.Mapped[str]  # each kind says of which topic it is
    supersedes_id: orm.Mapped[str | None] = field(
        fields.Text(36), N_("In place of"), level=Level.C1, topic=Topic.CARE, travels=False, by_itself=True
    )


T = TypeVar("T", bound=Told)
R = TypeVar("R", bound=Record)


def find(work: Work, kinds: Iterable[type[R]], record_id: str) -> R:
    """A record of one of these kinds, by its identifier alone."""
    for kind in kinds:
        found = work.first(sqlalchemy.select(kind).where(kind.id == record_id))
        if found is not None:
            return found
    raise errors.NotFound


def must_stand(record: Record) -> None:
    """What was taken back is neither changed nor taken back again."""
    if record.withdrawn_at is not None:
        raise errors.RuleBroken(N_("This was taken back."))


def correct(work: Work, old: Told, values: Mapping[str, object], why: str) -> Told:
    """Keep these checked values in place of a record."""
    new = type(old)(file_id=old.file_id, supersedes_id=old.id)
    work.put(new, values)
    work.withdraw(old, why)
    return work.add(new)


def take_back(work: Work, record: Record, why: str) -> None:
    """Take a record out of use; the one it stood in place of counts again."""
    work.withdraw(record, why)
    if isinstance(record, Told) and record.supersedes_id is not None:
        old = work.get(type(record), record.supersedes_id)
        old.withdrawn_by = old.withdrawn_at = old.withdrawn_why = None


def with_earlier(work: Work, kind: type[T], file_id: str) -> list[tuple[T, tuple[T, ...]]]:
    """The records of a file that stand, oldest first, each with those it came in place of, the latest of them first."""
    standing = work.standing(kind, file_id)
    if not any(row.supersedes_id for row in standing):
        return [(row, ()) for row in standing]
    by_id: dict[str, T] = {row.id: row for row in work.all(_withdrawn_of(kind), file_id=file_id)}
    return [(row, tuple(_earlier(row, by_id))) for row in standing]


@functools.cache
def _withdrawn_of(kind: type[T]) -> sqlalchemy.Select[T]:
    return sqlalchemy.select(kind).where(
        kind.file_id == sqlalchemy.bindparam("file_id"), kind.withdrawn_at.is_not(None)
    )


def _earlier(row: T, by_id: Mapping[str, T]) -> Iterator[T]:
    while row.supersedes_id is not None:
        row = by_id[row.supersedes_id]
        yield row
