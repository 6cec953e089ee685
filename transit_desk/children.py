"""What every service has to know of a child: the number, the name, a girl or a boy, how old, whose baby.

These are records of the file and the person, read by the names of their tables: no service knows another.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Iterable
from typing import Any

import sqlalchemy

from transit_desk.domain import ages, dates, errors, figures
from transit_desk.storage import kept
from transit_desk.storage.records import records
from transit_desk.storage.work import HIDDEN, Work

NOBODY = figures.group("unknown", None)
"""Where a child is counted of whom nothing is known."""


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


def in_tracks(work: Work, tracks: Iterable[str]) -> list[str]:
    """The files of the children in these tracks of care, each child once, in the order of lists."""
    return list(work.all(_in_tracks(), tracks=sorted(tracks)))


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
