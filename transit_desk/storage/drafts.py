"""What was typed and not yet saved, sealed to its author.

Drafts are no records: no trail, no edition, no waiting. Which form it is and whom it is about is sealed with the words:
a form of disclosures that somebody began about a child tells that there was one. A row is found by a digest under a key
that its author alone has.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy

from transit_desk.storage import compartments
from transit_desk.storage.keys import Keyring, derive
from transit_desk.storage.people import Draft
from transit_desk.storage.records import new_id, table_of

_PURPOSE = b"transit-desk/draft/v2"
_FIRST = b"transit-desk/draft/v1"  # of drafts whose form and subject stood beside them in clear
_NOTE = "-"  # in place of a subject: a note the program made for itself, such as where one was, and no text of anybody
_FOUND_BY = "="  # before the digest; no name of a form begins like this
_TABLE = table_of(Draft)


@dataclasses.dataclass(frozen=True)
class Kept:
    """One draft of this worker: which form, about what, kept when, and every character of it."""

    form: str
    subject: str
    kept_at: int
    content: Mapping[str, Any]


def keep(
    connection: sqlalchemy.Connection,
    keyring: Keyring,
    form: str,
    subject: str,
    content: Mapping[str, object],
    at: int,
    *,
    note: bool = False,
) -> None:
    """Keep a draft in place of the former one of the same form and subject; it is safe with the commit."""
    seal_names(connection, keyring)
    sealed = _sealed(keyring, form, subject, content)
    changed = connection.execute(
        sqlalchemy.update(_TABLE).where(*_own(keyring, form, subject)).values(sealed=sealed, kept_at=at)
    )
    if changed.rowcount == 0:
        connection.execute(
            sqlalchemy.insert(_TABLE).values(
                id=new_id(), worker_id=keyring.worker_id, form=_found_by(keyring, form, subject),
                subject=_NOTE if note else "", kept_at=at, sealed=sealed,
            )
        )  # fmt: skip


def of(engine: sqlalchemy.Engine, keyring: Keyring) -> list[Kept]:
    """This worker's drafts, the newest first; other people's are sealed to them."""
    with engine.connect() as connection:
        rows = connection.execute(
            sqlalchemy.select(_TABLE).where(_TABLE.c.worker_id == keyring.worker_id).order_by(_TABLE.c.kept_at.desc())
        ).all()
    return [_opened(keyring, row) for row in rows]


def of_others(engine: sqlalchemy.Engine, keyring: Keyring) -> list[tuple[str, int]]:
    """Who else has a draft, and when the newest was kept; the newest first. Nobody learns of what or about whom."""
    newest = sqlalchemy.func.max(_TABLE.c.kept_at)
    with engine.connect() as connection:
        rows = connection.execute(
            sqlalchemy.select(_TABLE.c.worker_id, newest)
            .where(_TABLE.c.worker_id != keyring.worker_id, _TABLE.c.subject != _NOTE)
            .group_by(_TABLE.c.worker_id)
            .order_by(newest.desc())
        ).all()
    return [(row[0], row[1]) for row in rows]


def drop(connection: sqlalchemy.Connection, keyring: Keyring, form: str, subject: str) -> None:
    """Throw a draft away for good."""
    seal_names(connection, keyring)
    connection.execute(sqlalchemy.delete(_TABLE).where(*_own(keyring, form, subject)))


def named_in_clear(engine: sqlalchemy.Engine, keyring: Keyring) -> bool:
    """Whether a draft of this worker was kept before forms were sealed."""
    with engine.connect() as connection:
        return connection.execute(sqlalchemy.select(_TABLE.c.id).where(*_clear(keyring)).limit(1)).first() is not None


def seal_names(connection: sqlalchemy.Connection, keyring: Keyring) -> None:
    """Seal this worker's drafts of the first days anew, with their form and subject inside; nobody else could."""
    for row in connection.execute(sqlalchemy.select(_TABLE).where(*_clear(keyring))).all():
        connection.execute(
            sqlalchemy.update(_TABLE)
            .where(_TABLE.c.id == row.id)
            .values(
                form=_found_by(keyring, row.form, row.subject), subject="",
                sealed=_sealed(keyring, row.form, row.subject, _opened(keyring, row).content),
            )
        )  # fmt: skip


def _sealed(keyring: Keyring, form: str, subject: str, content: Mapping[str, object]) -> bytes:
    text = json.dumps({"form": form, "subject": subject, "content": content}, ensure_ascii=False).encode()
    return compartments.seal_to(keyring.own_public, text, _PURPOSE)


def _opened(keyring: Keyring, row: Any) -> Kept:
    if not row.form.startswith(_FOUND_BY):
        content = json.loads(compartments.open_with(keyring.own, row.sealed, _FIRST))
        return Kept(row.form, row.subject, row.kept_at, content)
    kept = json.loads(compartments.open_with(keyring.own, row.sealed, _PURPOSE))
    return Kept(kept["form"], kept["subject"], row.kept_at, kept["content"])


def _found_by(keyring: Keyring, form: str, subject: str) -> str:
    key = derive(keyring.own, "draft-name")
    return _FOUND_BY + hmac.new(key, f"{form}\0{subject}".encode(), hashlib.sha256).hexdigest()


def _own(keyring: Keyring, form: str, subject: str) -> tuple[sqlalchemy.ColumnElement[bool], ...]:
    return (_TABLE.c.worker_id == keyring.worker_id, _TABLE.c.form == _found_by(keyring, form, subject))


def _clear(keyring: Keyring) -> tuple[sqlalchemy.ColumnElement[bool], ...]:
    return (_TABLE.c.worker_id == keyring.worker_id, sqlalchemy.not_(_TABLE.c.form.startswith(_FOUND_BY)))
