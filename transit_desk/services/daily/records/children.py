"""What the day has to know of the children of the house: another slice's records, by the names of their tables."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy

from transit_desk.domain import ages, dates
from transit_desk.storage import kept
from transit_desk.storage.records import records
from transit_desk.storage.work import Work

GIRL: Final = "f"
_UNDER_THREE: Final = 3


@dataclasses.dataclass(frozen=True)
class Child:
    """A child of the house for these eyes: the name in use or the number, the sex, the age."""

    id: str
    name: str
    sex: str
    age: ages.Span | None

    @property
    def small(self) -> bool:
        """Whether the child is under three for all that is known."""
        return self.age is not None and self.age.high < _UNDER_THREE


def residents(work: Work) -> dict[str, Child]:
    """The children who live here, in the order of lists, as far as these eyes see them."""
    return {row.id: _child(work, row) for row in work.rows(_residents())}


def of_files(work: Work, file_ids: Iterable[str]) -> dict[str, Child]:
    """These children, wherever they live now; each under the number that stays."""
    wanted = sorted({work.stays(file_id) for file_id in file_ids})
    return {row.id: _child(work, row) for row in work.rows(_some(), files=wanted)} if wanted else {}


def _child(work: Work, row: Any) -> Child:
    person: Any = records()["person"]
    name = row.name_in_use if work.reads(person, "name_in_use") else None
    sex = row.sex if work.reads(person, "sex") else "unknown"
    span = None
    if row.birth_from is not None and row.birth_to is not None and work.reads(person, "birth_from"):
        born = dates.PartialDate(row.birth_from, row.birth_to, dates.Precision.BETWEEN)
        span = ages.age_span(born, work.today())
    return Child(row.id, name or row.number, sex, span)


def _told() -> sqlalchemy.Select[Any]:
    file, person = _kinds()
    return (
        sqlalchemy.select(file.id, file.number, person.name_in_use, person.sex, person.birth_from, person.birth_to)
        .join(person, person.id == file.person_id)
        .where(file.withdrawn_at.is_(None), file.merged_into_id.is_(None))
        .order_by(file.listed_as, file.number)
    )


@functools.cache
def _residents() -> sqlalchemy.Select[Any]:
    return _told().where(_kinds()[0].care_track == "resident")


@functools.cache
def _some() -> sqlalchemy.Select[Any]:
    return _told().where(_kinds()[0].id.in_(kept.FILES))


def _kinds() -> tuple[Any, Any]:
    return records()["case_file"], records()["person"]


def nights_with_girls(work: Work, start: datetime.date, end: datetime.date) -> set[datetime.date]:
    """The nights of a span on which a girl lived here, by the days of admission and leaving."""
    found: set[datetime.date] = set()
    for began, ended in work.rows(_girls_here(), start=start, end=end):
        first, last = max(began, start), min(ended - dates.ONE_DAY if ended else end, end)
        found |= {first + datetime.timedelta(number) for number in range((last - first).days + 1)}
    return found


@functools.cache
def _girls_here() -> sqlalchemy.Select[Any]:
    (file, person), episode = _kinds(), _episode()
    start, end = (sqlalchemy.bindparam(name, type_=sqlalchemy.Date) for name in ("start", "end"))
    return (
        sqlalchemy.select(episode.began_on, episode.ended_on)
        .join(file, file.id == episode.file_id)
        .join(person, person.id == file.person_id)
        .where(
            person.sex == GIRL,
            episode.withdrawn_at.is_(None),
            file.withdrawn_at.is_(None),
            episode.began_on <= end,
            sqlalchemy.or_(episode.ended_on.is_(None), episode.ended_on > start),
        )
    )


def _episode() -> Any:
    return records()["episode"]
