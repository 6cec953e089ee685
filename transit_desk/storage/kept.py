"""Statements that are written once and asked again with other values: those that many slices share."""

from __future__ import annotations

import functools
from typing import Any, Final

import sqlalchemy

from transit_desk.storage.records import Record

# Building a statement, walking it for sight and hashing it for the compiled ones costs more than the database's own
# work. So whatever a page asks is a constant whose values are named here, or is made once for each kind of record.
FILE: Final[sqlalchemy.BindParameter[Any]] = sqlalchemy.bindparam("file_id")
FILES: Final[sqlalchemy.BindParameter[Any]] = sqlalchemy.bindparam("files", expanding=True)


@functools.cache
def one_of(kind: type[Record]) -> sqlalchemy.Select[Record]:
    """A record by its key."""
    return sqlalchemy.select(kind).where(kind.id == sqlalchemy.bindparam("id"))


@functools.cache
def some_of(kind: type[Record]) -> sqlalchemy.Select[Any]:
    """Several records by their keys."""
    return sqlalchemy.select(kind).where(kind.id.in_(sqlalchemy.bindparam("ids", expanding=True)))


@functools.cache
def last_number(kind: type[Record]) -> sqlalchemy.Select[Any]:
    """The highest of the references that run in a kind: the longest, and of these the last."""
    runs: Any = kind  # only such kinds are asked for
    return sqlalchemy.select(runs.number).order_by(sqlalchemy.func.length(runs.number).desc(), runs.number.desc())


@functools.cache
def standing(kind: type[Record]) -> sqlalchemy.Select[Any]:
    """The records of a kind that nobody withdrew, the oldest first."""
    return sqlalchemy.select(kind).where(kind.withdrawn_at.is_(None)).order_by(kind.made_at, kind.id)


@functools.cache
def standing_of(kind: type[Record]) -> sqlalchemy.Select[Any]:
    """The same of one file."""
    hangs: Any = kind  # on a file: only such kinds are asked for
    return standing(kind).where(hangs.file_id == FILE)
