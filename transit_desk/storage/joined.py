"""Which files, and which persons, were joined into another: they are one child, and are read as one."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import Any

import sqlalchemy
from sqlalchemy import orm

from transit_desk.storage import sight
from transit_desk.storage.records import records


@dataclasses.dataclass(frozen=True)
class Joined:
    """By what ended, what stays; and whose files they are. Nothing points to what points further."""

    into: Mapping[str, str]
    persons: Mapping[str, str]

    def stays(self, record_id: str) -> str:
        """The file, or the person, under which all of it is read."""
        return self.into.get(record_id, record_id)

    def same(self, record_id: str) -> tuple[str, ...]:
        """Every file, or person, that is the same child: the one that stays, then the others, the oldest first."""
        first = self.stays(record_id)
        return (first, *self._ended.get(first, ()))

    @functools.cached_property
    def _ended(self) -> Mapping[str, list[str]]:
        """By what stays, what ended in it."""
        found: dict[str, list[str]] = {}
        for ended, into in self.into.items():
            found.setdefault(into, []).append(ended)
        return found


@functools.cache
def _every() -> sqlalchemy.CompoundSelect[Any]:
    files: Any = records()["case_file"].__table__
    persons: Any = records()["person"].__table__
    # A range, not "is not null": so the database goes straight to the few there are.
    return sqlalchemy.union_all(
        sqlalchemy.select(files.c.id, files.c.merged_into_id, files.c.person_id).where(files.c.merged_into_id > ""),
        sqlalchemy.select(persons.c.id, persons.c.merged_into_id, persons.c.id).where(persons.c.merged_into_id > ""),
    )


@functools.cache
def opened() -> sqlalchemy.Select[Any]:
    """The files opened from `start` to `end`, for figures: each child once, under the number that stays."""
    file: Any = records()["case_file"]
    return sqlalchemy.select(file).where(
        file.opened_on >= sqlalchemy.bindparam("start"), file.opened_on <= sqlalchemy.bindparam("end"),
        file.withdrawn_at.is_(None), file.merged_into_id.is_(None),
    )  # fmt: skip


def read(session: orm.Session) -> Joined:
    """Past sight: what is withheld under one number is withheld under the other, whoever looks."""
    with session.no_autoflush, sight.lawful(session.connection()):
        rows = sorted(session.execute(_every()).all())
    into = {str(row[0]): str(row[1]) for row in rows}
    owners = {str(row[0]): str(row[2]) for row in rows if row[0] != row[2]}
    return Joined(into, owners | {into[file]: into[owner] for file, owner in owners.items() if owner in into})
