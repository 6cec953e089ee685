"""Since when children live here, whatever number they are kept under."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import sqlalchemy

from transit_desk.services.case_file.records import Episode
from transit_desk.storage import kept
from transit_desk.storage.work import Work

_ADMITTED = sqlalchemy.select(Episode.file_id, Episode.began_on).where(
    Episode.file_id.in_(kept.FILES), Episode.ended_on.is_(None), Episode.withdrawn_at.is_(None)
)


def admissions_of(work: Work, files: Sequence[str]) -> dict[str, datetime.date]:
    if not work.reads(Episode, "began_on"):
        return {}
    named = every_file(work, files)
    return {named[row.file_id]: row.began_on for row in work.rows(_ADMITTED, files=list(named))}


def every_file(work: Work, files: Sequence[str]) -> dict[str, str]:
    """These files with those joined to them, each by the one that was asked for."""
    return {other: each for each in files for other in work.same(each)}
