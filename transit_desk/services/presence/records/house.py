"""Who lives in the house at an hour, what each slice knows of where they are, and on which way one passes them."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy

from transit_desk import children
from transit_desk.domain import errors
from transit_desk.module import Place, where_each_is
from transit_desk.services.presence.records import missed
from transit_desk.services.presence.rules import calls
from transit_desk.storage.records import Record, records
from transit_desk.storage.work import Work

_BEDS = "interim_care.read"


@dataclasses.dataclass(frozen=True)
class Stands:
    """A child at a place on the way: room, bed, and what is known of where the child is."""

    file_id: str
    room: str
    bed: str
    place: Place | None


def living_here(work: Work, at: int) -> list[str]:
    """The files of the children who lived here at an hour, each child once whatever its numbers."""
    day = work.day_of(at)
    found = {
        each.file_id
        for each in children.lived(work, day, day)
        if calls.lived_here(
            calls.Lived(each.began, each.ended, each.arrived_at, each.ended_at, each.track, each.track_since), day, at
        )
    }
    return sorted(found)


def places(work: Work, file_ids: Sequence[str], at: int) -> dict[str, Place]:
    """Where each child is at an hour, as the slices tell it: a bed only where nothing else is said.

    The slices tell it of now. Of an hour that has passed what is kept with its hours is asked: who was away then and is
    back, who was searched and is found. Who was in class then is not known.
    """
    told = work.gather("whereabouts", file_ids=list(file_ids))
    passed = _passed(work, at) if at < work.now() else []
    return where_each_is(each for each in (*told, *passed) if isinstance(each, Place) and each.since <= at)


def _passed(work: Work, at: int) -> list[Place]:
    """Who was away, or was searched, at an hour, and is so no more."""
    found = [
        Place(work.stays(search.file_id), "", "not_found", search.since_at) for search in missed.searched_at(work, at)
    ]
    if _BEDS in work.actor.rights:
        found += [
            Place(work.stays(away.file_id), "", away.kind, away.left_at, until=away.due_back or 0)
            for away in work.all(_away(), at=at, day=work.day_of(at))
        ]
    return found


@functools.cache
def _away() -> sqlalchemy.Select[Any]:
    absence: Any = records()["absence"]
    at = sqlalchemy.bindparam("at", type_=sqlalchemy.BigInteger)
    gone = absence.gone_on >= sqlalchemy.bindparam("day", type_=sqlalchemy.Date)
    return sqlalchemy.select(absence).where(
        absence.withdrawn_at.is_(None), absence.left_at <= at, sqlalchemy.or_(absence.back_at > at, gone)
    )


def on_the_way(work: Work, at: int) -> list[Stands]:
    """Everybody who lived here at an hour, from room to room and from bed to bed; babies beside their mothers."""
    known = children.children(work, living_here(work, at))
    where = places(work, sorted(known), at)
    beds = _beds(work, work.day_of(at))
    order = calls.walking_order(
        calls.Sleeper(
            each.file_id, each.number, beds[each.file_id][0] if each.file_id in beds else None, each.mother_id
        )
        for each in known.values()
    )
    found = []
    for file_id in order:
        own = beds.get(file_id) or beds.get(known[file_id].mother_id)
        found.append(Stands(file_id, own[1] if own else "", own[2] if own else "", where.get(file_id)))
    return found


def _beds(work: Work, day: datetime.date) -> dict[str, tuple[int, str, str]]:
    """The how-many-th bed on the way, its room and its code, by file, as they slept on the night of a day."""
    if _BEDS not in work.actor.rights:
        return {}
    found: dict[str, tuple[int, str, str]] = {}
    for room in work.ask("interim_care.board", day=day).rooms:
        for bed in room.beds:
            if bed.file_id:
                found[work.stays(bed.file_id)] = (len(found), str(room.name), str(bed.code))
    return found


def file_of(work: Work, file_id: str) -> Record:
    """The file of a child, under the number that stays."""
    return work.get(records()["case_file"], work.stays(file_id))


def left(work: Work, file_ids: Iterable[str]) -> dict[str, children.Lived]:
    """Who of these children lived here and left the house: their last time here, under the number that stays."""
    times = children.lived_of(work, file_ids)
    return {child: told[-1] for child, told in times.items() if told and all(each.ended is not None for each in told)}


def not_let_out(work: Work, file_id: str, mark: str, field: str) -> None:
    """Who left the house is missing nowhere: the leaving is named, and its file can be opened."""
    for child, last in left(work, [file_id]).items():
        try:
            calls.not_let_out(mark, last.ended, field)
        except errors.RuleBroken as refusal:
            raise errors.RuleBroken(refusal.words, field, about=("case_file", child)) from None
