"""When children were, or are, not in the house: absences and searches, read by the names of their tables."""

from __future__ import annotations

import collections
import functools
from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy

from transit_desk.domain.dates import ONE_DAY
from transit_desk.services.health.rules.away import Away, Times
from transit_desk.storage import kept
from transit_desk.storage.records import records
from transit_desk.storage.work import Work


def times(work: Work, file_ids: Iterable[str], since: int) -> Times:
    """The times away of these children that go on or ended after an instant, the oldest first; two statements."""
    files = sorted({same for each in file_ids for same in work.same(each)})
    asked = {"files": files, "since": since}
    spans: list[tuple[str, Away]] = []
    if files and work.reads(records()["absence"], "left_at"):
        rows = work.all(_absences(), day=work.day_of(since), **asked)
        spans += [(row.file_id, Away(row.left_at, _ended(work, row))) for row in rows]
    if files and work.reads(records()["missing_child"], "since_at"):
        spans += [(row.file_id, Away(row.since_at, row.ended_at)) for row in work.rows(_searches(), **asked)]
    found: dict[str, list[Away]] = collections.defaultdict(list)
    for file_id, span in sorted(spans, key=lambda each: each[1].since):
        found[work.stays(file_id)].append(span)
    return found


def found_elsewhere(work: Work, file_ids: Iterable[str]) -> dict[str, int]:
    """When the last search of each of these children ended, of those that ended somewhere else than here."""
    files = sorted({same for each in file_ids for same in work.same(each)})
    if not files or not work.reads(records()["missing_child"], "ended_at"):
        return {}
    ends = {work.stays(row.file_id): row for row in work.rows(_ends(), files=files)}
    return {child: row.ended_at for child, row in ends.items() if row.ended_how in _ELSEWHERE}


def ended(times: Times, file_id: str) -> Sequence[Away]:
    """Those of one child that are over."""
    return [each for each in times.get(file_id, ()) if each.until is not None]


def _ended(work: Work, row: Any) -> int | None:
    """With the return; with the day of its leaving for who left the house while away."""
    back_at: int | None = row.back_at
    if back_at is not None or row.gone_on is None:
        return back_at
    left_at: int = row.left_at
    return max(left_at, work.begin_of(row.gone_on + ONE_DAY))


_MISCOUNTED: Final = "counted_wrong"
_ELSEWHERE: Final = frozenset({"left_by_choice", "found_elsewhere"})


@functools.cache
def _searches() -> sqlalchemy.Select[Any]:
    """Nobody was away who was counted wrong."""
    search: Any = records()["missing_child"]
    since = sqlalchemy.bindparam("since", type_=sqlalchemy.BigInteger)
    return sqlalchemy.select(search.file_id, search.since_at, search.ended_at).where(
        search.file_id.in_(kept.FILES), search.withdrawn_at.is_(None),
        search.ended_at.is_(None) | ((search.ended_at > since) & (search.ended_how != _MISCOUNTED)),
    )  # fmt: skip


@functools.cache
def _ends() -> sqlalchemy.Select[Any]:
    search: Any = records()["missing_child"]
    return (
        sqlalchemy.select(search.file_id, search.ended_at, search.ended_how)
        .where(search.file_id.in_(kept.FILES), search.withdrawn_at.is_(None), search.ended_at.is_not(None))
        .order_by(search.ended_at, search.id)
    )


@functools.cache
def _absences() -> sqlalchemy.Select[Any]:
    absence: Any = records()["absence"]
    since = sqlalchemy.bindparam("since", type_=sqlalchemy.BigInteger)
    day = sqlalchemy.bindparam("day", type_=sqlalchemy.Date)
    goes_on = absence.back_at.is_(None) & sqlalchemy.or_(absence.gone_on.is_(None), absence.gone_on >= day)
    return (
        sqlalchemy.select(absence)
        .where(absence.file_id.in_(kept.FILES), absence.withdrawn_at.is_(None), goes_on | (absence.back_at > since))
        .order_by(absence.left_at, absence.id)
    )
