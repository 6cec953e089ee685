"""Bytes that are closed already when they are kept: packages, private keys, the words of a package."""

from __future__ import annotations

import sqlalchemy

from transit_desk.services.handover.records import ClosedBytes
from transit_desk.storage.work import Work

PACKAGE, KEY, WORDS = "package", "key", "words"


def keep(work: Work, owner_id: str, use: str, content: bytes) -> None:
    """Keep them beside their record."""
    work.session.add(ClosedBytes(owner_id=owner_id, use=use, content=content))


def find(work: Work, owner_id: str, use: str) -> bytes | None:
    """The bytes as they were kept; None where there are none."""
    row = _row(work, owner_id, use)
    return row.content if row is not None else None


def drop(work: Work, owner_id: str, use: str) -> None:
    """They are needed here no longer."""
    row = _row(work, owner_id, use)
    if row is not None:
        work.session.delete(row)


def _row(work: Work, owner_id: str, use: str) -> ClosedBytes | None:
    return work.session.scalar(
        sqlalchemy.select(ClosedBytes).where(ClosedBytes.owner_id == owner_id, ClosedBytes.use == use)
    )
