"""What every service has to know of a child: the number, the name, a girl or a boy, how old, whose baby.

These are records of the file and the person, read by the names of their tables: no service knows another.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy

from transit_desk import choices
from transit_desk.domain import ages, dates, errors, figures
from transit_desk.planning import company
from transit_desk.storage import kept
from transit_desk.storage.records import records
from transit_desk.storage.work import HIDDEN, Work

NOBODY = figures.group("unknown", None)
"""Where a child is counted of whom nothing is known."""

HOUSE = choices.load("care_track").that_say("house")
"""The tracks of care in which a child lives here: it has a bed, is called, fed and counted."""


@dataclasses.dataclass(frozen=True)
class Child:
    """A child for the eyes that ask; what is not for them is as if nobody knew it."""

    file_id: str
    number: str
    name: str  # the name in use; the number where there is none
    sex: str  # f | m | unknown
    born: dates.PartialDate | None
    estimated: bool  # whether the birth is what somebody reckons
    mother_id: str  # of a baby that came with her: her file, under the number that stays; else nothing

    @property
    def baby(self) -> bool:
        """Whether the child came with its mother."""
        return bool(self.mother_id)

    def age(self, on_day: datetime.date) -> ages.Span | None:
        """The ages the child can have on a day; None where nothing is known."""
        return None if self.born is None else ages.age_span(self.born, on_day)

    def group(self, on_day: datetime.date) -> figures.Group:
        """Where the child is counted on a day."""
        return figures.group(self.sex, self.age(on_day))


def children(work: Work, file_ids: Iterable[str]) -> dict[str, Child]:
    """These children, by file; only those these eyes see, and none whose file was withdrawn."""
    files = [file for file in _some(work, "case_file", file_ids) if file.withdrawn_at is None]
    owners = {file.id: str(work.see(file, "person_id")) for file in files}
    persons = {person.id: person for person in _some(work, "person", owners.values())}
    return {file.id: _child(work, file, persons[owners[file.id]]) for file in files if owners[file.id] in persons}


def child(work: Work, file_id: str) -> Child:
    """One child, under the number that stays; `NotFound` where it is not for these eyes."""
    stays = work.stays(work.get(records()["case_file"], file_id).id)
    found = children(work, [stays]).get(stays)
    if found is None:
        raise errors.NotFound
    return found


@dataclasses.dataclass(frozen=True)
class Lived:
    """One time of a child in the house, from a day to a day; the day of leaving has no night here."""

    file_id: str  # under the number that stays
    began: datetime.date
    ended: datetime.date | None
    ended_at: int | None  # when the end was written down: the child was gone by then
    arrived_at: int | None  # the hour of arrival that the file tells …
    track: str  # … where it says the child is now …
    track_since: datetime.date  # … and since when


def lived(work: Work, first: datetime.date, last: datetime.date) -> list[Lived]:
    """The times in the house that share a day with a span of days, the oldest first."""
    return [_lived(work, row) for row in work.rows(_lived_between(), first=first, last=last)]


def lived_of(work: Work, file_ids: Iterable[str]) -> dict[str, list[Lived]]:
    """All times in the house of each of these children, under the number that stays, the oldest first."""
    told: dict[str, list[Lived]] = {work.stays(each): [] for each in file_ids}
    files = sorted(same for each in told for same in work.same(each))
    for row in work.rows(_lived_of(), files=files) if files else ():
        told[work.stays(row.file_id)].append(_lived(work, row))
    return told


def someone(child: Child, on_day: datetime.date) -> company.Someone:
    """A child as the rules of who may be together know it."""
    span = child.age(on_day)
    low, high = (span.low, span.high) if span else (None, None)
    return company.Someone(child.file_id, child.number, child.sex, low, high, child.mother_id)


def ties(work: Work) -> company.Ties:
    """Who is kept apart and who are brothers and sisters, without a reason, as far as these eyes may know."""
    if _TIES not in work.actor.rights:
        return company.Ties()

    def here(told: Iterable[tuple[str, str]]) -> frozenset[company.Pair]:
        return company.pairs((work.stays(one), work.stays(other)) for one, other in told)

    return company.Ties(here(work.ask("family.apart")), here(work.ask("family.siblings")))


_TIES: Final = "family.apart"


def in_tracks(work: Work, tracks: Iterable[str]) -> list[str]:
    """The files of the children in these tracks of care, each child once, in the order of lists."""
    return list(work.all(_in_tracks(), tracks=sorted(tracks)))


def babies_here(work: Work, file_id: str) -> list[Child]:
    """Who came with a child and lives here: wherever the child goes, somebody says whether they go along."""
    found = work.all(_brought(), files=sorted(work.same(file_id)))
    return sorted(children(work, found).values(), key=lambda each: each.number)


def groups(work: Work, file_ids: Iterable[str], on_day: datetime.date) -> dict[str, figures.Group]:
    """The group of each of these children on a day; one out of sight is counted too, as not known."""
    wanted = sorted(set(file_ids))
    return dict.fromkeys(wanted, NOBODY) | {
        file_id: each.group(on_day) for file_id, each in children(work, wanted).items()
    }


def _some(work: Work, kind: str, keys: Iterable[str]) -> list[Any]:
    return list(work.all(kept.some_of(records()[kind]), ids=sorted(set(keys))))


@functools.cache
def _in_tracks() -> sqlalchemy.Select[Any]:
    kind: Any = records()["case_file"]
    tracks: sqlalchemy.BindParameter[Any] = sqlalchemy.bindparam("tracks", expanding=True)
    return (
        sqlalchemy.select(kind.id)
        .where(kind.care_track.in_(tracks), kind.withdrawn_at.is_(None), kind.merged_into_id.is_(None))
        .order_by(kind.listed_as, kind.number)
    )


@functools.cache
def _brought() -> sqlalchemy.Select[Any]:
    kind: Any = records()["case_file"]
    return sqlalchemy.select(kind.id).where(
        kind.accompanies_id.in_(kept.FILES), kind.care_track.in_(sorted(HOUSE)), kind.withdrawn_at.is_(None),
        kind.merged_into_id.is_(None),
    )  # fmt: skip


def _times() -> sqlalchemy.Select[Any]:
    episode: Any = records()["episode"]
    file: Any = records()["case_file"]
    return (
        sqlalchemy.select(
            episode.file_id, episode.began_on, episode.ended_on, episode.changed_at, file.arrived_at, file.care_track,
            file.care_since,
        )
        .join(file, file.id == episode.file_id)
        .where(episode.withdrawn_at.is_(None), file.withdrawn_at.is_(None))
        .order_by(episode.began_on, episode.made_at)
    )  # fmt: skip


@functools.cache
def _lived_between() -> sqlalchemy.Select[Any]:
    episode: Any = records()["episode"]
    first, last = (sqlalchemy.bindparam(name, type_=sqlalchemy.Date) for name in ("first", "last"))
    return _times().where(
        episode.began_on <= last, sqlalchemy.or_(episode.ended_on.is_(None), episode.ended_on >= first)
    )


@functools.cache
def _lived_of() -> sqlalchemy.Select[Any]:
    episode: Any = records()["episode"]
    return _times().where(episode.file_id.in_(kept.FILES))


def _lived(work: Work, row: Any) -> Lived:
    ended = row.ended_on
    return Lived(
        work.stays(row.file_id), row.began_on, ended, None if ended is None else row.changed_at, row.arrived_at,
        row.care_track, row.care_since,
    )  # fmt: skip


def _child(work: Work, file: Any, person: Any) -> Child:
    name, sex, mother = work.see(person, "name_in_use"), work.see(person, "sex"), work.see(file, "accompanies_id")
    number = str(work.see(file, "number"))
    return Child(
        file.id,
        number,
        str(name) if name else number,
        "unknown" if sex is HIDDEN else str(sex),
        _born(work, person),
        work.see(person, "birth_estimated") is True,
        work.stays(mother) if isinstance(mother, str) else "",
    )


def _born(work: Work, person: Any) -> dates.PartialDate | None:
    first, last = work.see(person, "birth_from"), work.see(person, "birth_to")
    if isinstance(first, datetime.date) and isinstance(last, datetime.date):
        return dates.PartialDate(first, last, dates.Precision.BETWEEN)
    return None
