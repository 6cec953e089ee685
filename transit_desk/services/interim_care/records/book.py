"""What the census is counted from, as it is kept: admissions and leavings, beds, absences, searches."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy

from transit_desk import children
from transit_desk.domain.dates import ONE_DAY
from transit_desk.module import Place
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.records import Absence, night, residents
from transit_desk.storage import kept
from transit_desk.storage.records import records
from transit_desk.storage.work import Work

_MISSING: Final = "missing"
_ELSEWHERE: Final = frozenset({"found_elsewhere", "left_by_choice"})
"""How a search ends of who is known to be somewhere else, and lives here on paper until the leaving."""
_MISCOUNTED: Final = "counted_wrong"


def read(work: Work, start: datetime.date, end: datetime.date) -> rules.Book:
    """The children of the house from a day to a day, with their nights.

    Of a child out of sight its bed alone is known: it counts for as long as it has one.
    """
    lived = children.lived(work, start, end)
    taken = night.taken(work, start - ONE_DAY)
    admitted = [rules.Span(each.file_id, each.began, each.ended) for each in lived]
    admitted += _by_track(work, {each.file_id for each in lived if each.ended is None})
    seen = {span.key for span in admitted}
    spans = (*rules.times(admitted), *rules.by_beds(each for each in taken if each.key not in seen))
    away, missing = _tracks(lived)
    away += _absences(work, start)
    gone, searched = _searches(work, start, {span.key for span in spans if span.end is None})
    known = children.children(work, seen)
    return rules.Book(
        spans, taken, frozenset(bed.id for bed in work.all(night.EVERY_BED) if bed.overflow), [*away, *gone],
        [*missing, *searched], {each.file_id: each.mother_id for each in known.values() if each.baby},
    )  # fmt: skip


def _by_track(work: Work, admitted: set[str]) -> list[rules.Span]:
    """Who lives here by the track of care, and of whose admission nothing was written."""
    return [rules.Span(row.id, row.care_since, None) for row in work.rows(_living_here()) if row.id not in admitted]


def _tracks(lived: Iterable[children.Lived]) -> tuple[list[rules.Span], list[rules.Span]]:
    """Who is away and who is missing by the track of care alone, as far as it says so now."""
    away: list[rules.Span] = []
    missing: list[rules.Span] = []
    for each in lived:
        if each.ended is None and each.track != residents.SLEEPS:
            (missing if each.track == _MISSING else away).append(rules.Span(each.file_id, each.track_since, None))
    return away, missing


def _absences(work: Work, start: datetime.date) -> list[rules.Span]:
    return [
        rules.Span(work.stays(row.file_id), work.day_of(row.left_at), row.gone_on if row.back_at is None else
                   work.day_of(row.back_at))
        for row in work.all(_AWAY_SINCE, at=work.begin_of(start), day=start)
    ]  # fmt: skip


def _searches(work: Work, start: datetime.date, here: set[str]) -> tuple[list[rules.Span], list[rules.Span]]:
    """Of who lives here: who was found to be somewhere else and nobody saw here since; and who was searched."""
    found: dict[str, datetime.date] = {}
    searched = []
    files = sorted({same for each in here for same in work.same(each)})
    for row in work.rows(_searched_since(), at=work.begin_of(start), files=files):
        if row.ended_how == _MISCOUNTED:
            continue
        key, ended = work.stays(row.file_id), None if row.ended_at is None else work.day_of(row.ended_at)
        searched.append(rules.Span(key, work.day_of(row.since_at), ended))
        if ended is not None and row.ended_how in _ELSEWHERE:
            found[key] = ended
    places = work.gather("whereabouts", file_ids=sorted(found)) if found else []
    still = {each.file_id for each in places if isinstance(each, Place) and each.kind == "elsewhere"}
    return [rules.Span(key, day, None) for key, day in found.items() if key in still], searched


_AT: Final = sqlalchemy.bindparam("at", type_=sqlalchemy.BigInteger)
_AWAY_SINCE: Final = sqlalchemy.select(Absence).where(
    Absence.withdrawn_at.is_(None),
    sqlalchemy.or_(Absence.back_at.is_(None), Absence.back_at >= _AT),
    sqlalchemy.or_(Absence.gone_on.is_(None), Absence.gone_on >= sqlalchemy.bindparam("day", type_=sqlalchemy.Date)),
)


@functools.cache
def _searched_since() -> sqlalchemy.Select[Any]:
    search: Any = records()["missing_child"]
    return sqlalchemy.select(search.file_id, search.since_at, search.ended_at, search.ended_how).where(
        search.withdrawn_at.is_(None),
        sqlalchemy.or_(
            search.ended_at.is_(None), search.ended_at >= _AT,
            search.ended_how.in_(sorted(_ELSEWHERE)) & search.file_id.in_(kept.FILES),
        ),
    ).order_by(search.ended_at, search.id)  # fmt: skip


@functools.cache
def _living_here() -> sqlalchemy.Select[Any]:
    file: Any = records()["case_file"]
    return sqlalchemy.select(file.id, file.care_since).where(
        file.care_track.in_(sorted(children.HOUSE)), file.withdrawn_at.is_(None), file.merged_into_id.is_(None)
    )
