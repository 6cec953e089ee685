"""Who was seen here because of a bed: it was given by hand for that very night, or the child came back to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import sqlalchemy

from transit_desk import last_seen
from transit_desk.domain.text import N_, Words
from transit_desk.module import Seen
from transit_desk.services.interim_care.records import Absence, Bed, Stay
from transit_desk.storage import kept
from transit_desk.storage.work import Work


def seen(work: Work, file_ids: Iterable[str], after: int) -> list[Seen]:
    """Each time after an instant that one of these children was given a bed for that night, or came back."""
    asked = {"files": sorted(file_ids), "after": after}
    beds = [
        Seen(row.file_id, row.made_at, _words(work, N_("bed {code} given, {moment}"), row.made_at, code=row.code),
             (Bed.__tablename__, row.bed_id))
        for row in work.rows(_GIVEN, **asked)
        # Given for that night, on a later day: no hour of a day is known of a bed, which is made ready beforehand too.
        if row.from_day == work.day_of(row.made_at) and work.begin_of(row.from_day) > after
    ]  # fmt: skip
    back = [
        Seen(row.file_id, row.back_at, _words(work, N_("back in the house, {moment}"), row.back_at),
             ("case_file", row.file_id))
        for row in work.rows(_BACK, **asked)
    ]  # fmt: skip
    return beds + back


def _words(work: Work, words: str, at: int, **more: str) -> Words:
    return Words(words, {"moment": last_seen.moment(work, at), **more})


_AFTER: Final = sqlalchemy.bindparam("after", type_=sqlalchemy.BigInteger)
_GIVEN: Final = (
    sqlalchemy.select(Stay.file_id, Stay.made_at, Stay.from_day, Stay.bed_id, Bed.code)
    .join(Bed, Bed.id == Stay.bed_id)
    .where(
        Stay.file_id.in_(kept.FILES), Stay.withdrawn_at.is_(None), Stay.made_at > _AFTER, Stay.reserved.is_not(True),
    )
)  # fmt: skip
_BACK: Final = sqlalchemy.select(Absence.file_id, Absence.back_at).where(
    Absence.file_id.in_(kept.FILES), Absence.withdrawn_at.is_(None), Absence.back_at > _AFTER
)
