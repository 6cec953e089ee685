"""Search keys: one portable table, filled with the matcher's own normal forms, joined to sight."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable

import sqlalchemy
from sqlalchemy import orm

from transit_desk.storage.records import Tables
from transit_desk.storage.sight import Eyes, Sight


class SearchKey(Tables):
    """One key by which one record is found."""

    __tablename__ = "search_key"

    kind: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text, primary_key=True)
    key: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text, primary_key=True)
    record_id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False), primary_key=True)
    file_id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False), index=True)


@dataclasses.dataclass(frozen=True)
class Hit:
    """A record that answers to a key."""

    kind: str
    key: str
    record_id: str
    file_id: str


MOST = 1_000
_LAST = "\U0010ffff"


def index(session: orm.Session, kind: str, record_id: str, file_id: str, keys: Iterable[str]) -> None:
    """Put these keys in place of the record's former ones of the same kind."""
    wanted = {key for key in keys if key}
    for row in session.scalars(
        sqlalchemy.select(SearchKey).where(SearchKey.kind == kind, SearchKey.record_id == record_id)
    ):
        if row.key in wanted:
            wanted.discard(row.key)
        else:
            session.delete(row)
    for key in sorted(wanted):
        session.add(SearchKey(kind=kind, key=key, record_id=record_id, file_id=file_id))


def hits(session: orm.Session, kinds: tuple[str, ...], keys: tuple[str, ...], eyes: Eyes) -> list[Hit]:
    """At most `MOST` records whose keys begin with any of `keys`, for these eyes."""
    keys = tuple(key for key in keys if not any("\ud800" <= sign <= "\udfff" for sign in key))  # half a sign is none
    if not keys:
        return []
    values: dict[str, object] = {f"kind{place}": kind for place, kind in enumerate(kinds)}
    for place, key in enumerate(keys):
        values |= {f"key{place}": key, f"last{place}": key + _LAST}
    seen = {} if eyes.holders is None else {"holders": sorted(eyes.holders)}
    return [Hit(*row) for row in session.execute(_begins(len(kinds), len(keys), seen=bool(seen)), values | seen)]


@functools.lru_cache(maxsize=256)
def _begins(kinds: int, keys: int, *, seen: bool) -> sqlalchemy.Select[str, str, str, str]:
    """The statement for so many kinds and keys; each way with its own kind, in the order of the keys.

    Only so does the database go straight to each of them.
    """
    value = sqlalchemy.bindparam
    begins = sqlalchemy.or_(
        *(
            (SearchKey.kind == value(f"kind{kind}"))
            & (SearchKey.key >= value(f"key{key}"))
            & (SearchKey.key < value(f"last{key}"))
            for kind in range(kinds)
            for key in range(keys)
        )
    )
    statement = sqlalchemy.select(SearchKey.kind, SearchKey.key, SearchKey.record_id, SearchKey.file_id).where(begins)
    if seen:
        held = sqlalchemy.select(Sight.file_id).where(Sight.holder.in_(value("holders", expanding=True)))
        statement = statement.where(SearchKey.file_id.in_(held))
    return statement.order_by(SearchKey.key).limit(MOST)
