"""What the marks say of a child: when it was last seen here, who is not back, who was not seen for several calls."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Mapping
from typing import Any, Final

import sqlalchemy

from transit_desk import children, last_seen
from transit_desk.domain.text import N_, Words
from transit_desk.module import Seen
from transit_desk.services.presence.records import (
    Evacuation,
    EvacuationSeat,
    MissingChild,
    RollCall,
    RollMark,
    called,
    missed,
)
from transit_desk.services.presence.rules import calls, missing
from transit_desk.storage import kept
from transit_desk.storage.records import Record, records
from transit_desk.storage.work import Work


@dataclasses.dataclass(frozen=True)
class Sight:
    """That somebody had a child before their eyes: under the number that stays, at which instant, what tells it."""

    child: str
    at: int
    kind: type[Record]
    record_id: str


def _sights(work: Work, file_ids: Iterable[str], after: int) -> list[Sight]:
    """Every time these children were seen here from an hour on, the first first: called, arrived, or found again.

    Every mark but *present* says where a child should be, and may be a guess. A mark is of its minute; on paper, or put
    right later, it is of the hour of its call.
    """
    asked: dict[str, Any] = {"files": sorted({same for each in file_ids for same in work.same(each)}), "after": after}
    stands: dict[str, tuple[str | None, Sight]] = {}
    for row in work.rows(_FROM, **asked):  # the last word on a line is the newest
        later = row.from_paper or row.rectifies_id is not None
        hour = row.called_at if later else row.marked_at or 0
        stands[row.rectifies_id or row.id] = (row.mark, Sight(work.stays(row.file_id), hour, RollCall, row.call_id))
    told = [sight for mark, sight in stands.values() if mark == calls.PRESENT]
    told += [
        Sight(work.stays(row.file_id), row.arrived_at, Evacuation, row.evacuation_id)
        for row in work.rows(_ARRIVED, **asked)
    ]
    return sorted((each for each in told if each.at >= after), key=lambda each: each.at)


def seen_here(work: Work, since: Mapping[str, int]) -> dict[str, int]:
    """When somebody last saw each child, from an hour on: at a roll call, or arriving with everybody; hours by file."""
    if not since:
        return {}
    return {each.child: each.at for each in _sights(work, since, min(since.values())) if each.at >= since[each.child]}


def first_and_last(work: Work, file_ids: Iterable[str], after: int) -> list[Seen]:
    """The first and the last time after an instant that each child was seen here: called, arrived, or found again.

    Only what these eyes may read.
    """
    files = sorted(file_ids)
    back = [
        Sight(work.stays(search.file_id), search.ended_at or 0, MissingChild, search.id)
        for search in missed.ended_here(work, files, after)
    ]
    read = [each for each in (*_sights(work, files, after), *back) if work.reads(*_HOURS[each.kind])]
    told = sorted(read, key=lambda each: each.at)
    first, last = {each.child: each for each in reversed(told)}, {each.child: each for each in told}
    return [_as_seen(work, each) for each in dict.fromkeys((*first.values(), *last.values()))]


_HOURS: Final[Mapping[type[Record], tuple[type[Record], str]]] = {
    RollCall: (RollMark, "mark"),
    Evacuation: (EvacuationSeat, "arrived_at"),
    MissingChild: (MissingChild, "ended_at"),
}


def _as_seen(work: Work, sight: Sight) -> Seen:
    what = called.named(work, work.get(RollCall, sight.record_id)) if sight.kind is RollCall else Words(
        N_("arrived with everybody, {moment}") if sight.kind is Evacuation else N_("found again, {moment}"),
        {"moment": last_seen.moment(work, sight.at)},
    )  # fmt: skip
    return Seen(sight.child, sight.at, what, (sight.kind.__tablename__, sight.record_id))


_AFTER: Final = sqlalchemy.bindparam("after", type_=sqlalchemy.BigInteger)
_FROM = (
    sqlalchemy.select(
        RollMark.file_id, RollMark.id, RollMark.rectifies_id, RollMark.mark, RollMark.marked_at, RollMark.call_id,
        RollCall.called_at, RollCall.from_paper,
    )
    .join(RollCall, RollCall.id == RollMark.call_id)
    .where(
        RollMark.file_id.in_(kept.FILES), RollMark.withdrawn_at.is_(None), RollCall.withdrawn_at.is_(None),
        sqlalchemy.or_(RollCall.called_at >= _AFTER, RollMark.marked_at >= _AFTER),
    )
    .order_by(RollMark.made_at)
)  # fmt: skip
_ARRIVED = sqlalchemy.select(EvacuationSeat.file_id, EvacuationSeat.arrived_at, EvacuationSeat.evacuation_id).where(
    EvacuationSeat.file_id.in_(kept.FILES), EvacuationSeat.withdrawn_at.is_(None), EvacuationSeat.arrived_at >= _AFTER
)


def written_away(work: Work, file_ids: Iterable[str]) -> dict[str, int]:
    """Who was seen here after an absence began whose return nobody wrote down: when last, by file."""
    asked = sorted({same for each in file_ids for same in work.same(each)})
    begun = {work.stays(row.file_id): row.left_at for row in work.rows(_open_absences(), files=asked)}
    return seen_here(work, {child: last_seen.next_minute(left_at) for child, left_at in begun.items()})


@functools.cache
def _open_absences() -> sqlalchemy.Select[Any]:
    absence: Any = records()["absence"]
    return (
        sqlalchemy.select(absence.file_id, absence.left_at)
        .where(
            absence.file_id.in_(kept.FILES), absence.withdrawn_at.is_(None), absence.back_at.is_(None),
            absence.gone_on.is_(None),
        )
        .order_by(absence.left_at)
    )  # fmt: skip


def not_back(work: Work, file_ids: Iterable[str] | None = None) -> dict[str, MissingChild]:
    """Who was found to be somewhere else, still lives here on paper, and was seen at no call since; by file.

    Of these children, or of all who live here.
    """
    file_ids = _living(work) if file_ids is None else file_ids
    return {child: search for child, (search, seen) in _elsewhere_at_the_end(work, file_ids).items() if not seen}


def here_again(work: Work) -> dict[str, MissingChild]:
    """Who chose to leave, still lives here on paper, and was seen at a call since; by file."""
    return {
        child: search
        for child, (search, seen) in _elsewhere_at_the_end(work, _living(work)).items()
        if seen and search.ended_how == missing.BY_CHOICE
    }


def _living(work: Work) -> set[str]:
    today = work.today()
    return {each.file_id for each in children.lived(work, today, today) if each.ended is None}


def _elsewhere_at_the_end(work: Work, file_ids: Iterable[str]) -> dict[str, tuple[MissingChild, bool]]:
    """Whose search ended somewhere else though they live here on paper since before, and whether anybody saw them."""
    away = missed.ended_away(work, file_ids)
    seen = seen_here(work, {child: search.ended_at or 0 for child, search in away.items()})
    times = children.lived_of(work, away)
    return {
        child: (search, child in seen)
        for child, search in away.items()
        if any(each.ended is None and each.began <= work.day_of(search.ended_at or 0) for each in times[child])
    }


def running_absences(work: Work, least: int) -> dict[str, int]:
    """The children who were not seen here at the last calls running, with how many; planned absences count too."""
    newest: dict[str, list[str]] = {}
    recent = [call.id for call in work.all(_CLOSED, count=least)]
    if len(recent) < least:
        return {}
    for lines in (called.lines_of(work, recent).get(each, []) for each in recent):
        for line, stands in lines:
            if stands.mark is not None:
                newest.setdefault(work.stays(line.file_id), []).append(stands.mark)
    away = {file_id: calls.running(marks) for file_id, marks in newest.items()}
    return {file_id: count for file_id, count in away.items() if count >= least}


_CLOSED = (
    sqlalchemy.select(RollCall)
    .where(RollCall.withdrawn_at.is_(None), RollCall.closed_at.is_not(None))
    .order_by(RollCall.called_at.desc(), RollCall.id.desc())
    .limit(sqlalchemy.bindparam("count", type_=sqlalchemy.Integer))
)
