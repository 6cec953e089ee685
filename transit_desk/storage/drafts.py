"""What was typed and not yet saved, sealed to its author.

Drafts are no records: no trail, no edition, no waiting.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy

from transit_desk.storage import compartments
from transit_desk.storage.keys import Keyring
from transit_desk.storage.people import Draft
from transit_desk.storage.records import new_id, table_of

_PURPOSE = b"transit-desk/draft/v1"
_TABLE = table_of(Draft)


@dataclasses.dataclass(frozen=True)
class Kept:
    """One draft of this worker: which form, about what, kept when, and every character of it."""

    form: str
    subject: str
    kept_at: int
    content: Mapping[str, Any]


def keep(
    connection: sqlalchemy.Connection, keyring: Keyring, form: str, subject: str, content: Mapping[str, object], at: int
) -> None:
    """Keep a draft in place of the former one of the same form and subject; it is safe with the commit."""
    text = json.dumps(content, ensure_ascii=False).encode()
    sealed = compartments.seal_to(keyring.own_public, text, _PURPOSE)
    changed = connection.execute(
        sqlalchemy.update(_TABLE).where(*_own(keyring, form, subject)).values(sealed=sealed, kept_at=at)
    )
    if changed.rowcount == 0:
        connection.execute(
            sqlalchemy.insert(_TABLE).values(
                id=new_id(), worker_id=keyring.worker_id, form=form, subject=subject, kept_at=at, sealed=sealed
            )
        )


def of(engine: sqlalchemy.Engine, keyring: Keyring) -> list[Kept]:
    """This worker's drafts, the newest first; other people's are sealed to them."""
    with engine.connect() as connection:
        rows = connection.execute(
            sqlalchemy.select(_TABLE).where(_TABLE.c.worker_id == keyring.worker_id).order_by(_TABLE.c.kept_at.desc())
        ).all()
    return [
        Kept(row.form, row.subject, row.kept_at, json.loads(compartments.open_with(keyring.own, row.sealed, _PURPOSE)))
        for row in rows
    ]


def drop(connection: sqlalchemy.Connection, keyring: Keyring, form: str, subject: str) -> None:
    """Throw a draft away for good."""
    connection.execute(sqlalchemy.delete(_TABLE).where(*_own(keyring, form, subject)))


def _own(keyring: Keyring, form: str, subject: str) -> tuple[sqlalchemy.ColumnElement[bool], ...]:
    return (_TABLE.c.worker_id == keyring.worker_id, _TABLE.c.form == form, _TABLE.c.subject == subject)
