"""When children were, or are, somewhere else than in the house: absences, read by the name of their table."""

from __future__ import annotations

import collections
import functools
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy

from transit_desk.domain.dates import ONE_DAY
from transit_desk.services.health.rules.away import Away, Times
from transit_desk.storage import kept
from transit_desk.storage.records import records
from transit_desk.storage.work import Work


def times(work: Work, file_ids: Iterable[str], since: int) -> Times:
    """The times away of these children that go on or ended after an instant, the oldest first; one statement."""
    files = sorted({same for each in file_ids for same in work.same(each)})
    found: dict[str, list[Away]] = collections.defaultdict(list)
    if files and work.reads(records()["absence"], "left_at"):
        for row in work.all(_absences(), files=files, since=since, day=work.day_of(since)):
            found[work.stays(row.file_id)].append(Away(row.left_at, _ended(work, row)))
    return found


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
