"""Children in a list and by what is typed: one window under its filters, a name in any spelling, a number."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Sequence
from typing import Any

import sqlalchemy

from transit_desk import choices
from transit_desk.action import query
from transit_desk.domain import casenumber, days, errors
from transit_desk.domain.names import in_short
from transit_desk.domain.text import N_, Words
from transit_desk.forms import Offered
from transit_desk.matching import names
from transit_desk.module import Mark, Place, Rows, Window, where_each_is
from transit_desk.services.case_file import rules, views
from transit_desk.services.case_file.records import IN_USE, CaseFile, Due, Person, name_kinds
from transit_desk.storage import kept
from transit_desk.storage.work import Work


@dataclasses.dataclass(frozen=True)
class ChildRow:
    """One child in a list: the name in use or the number, never more than a passer-by may see."""

    id: str
    name: str
    number: str
    sex_age: str
    where: str
    stay: str
    worker: str
    next_step: str
    next_day: str
    state: Mark


@dataclasses.dataclass(frozen=True)
class Found:
    """One answer of the search field."""

    id: str
    name: str
    number: str
    detail: str


# The columns a list shows of a child, and no other: whole records would be read for nothing.
_SHOWN = (
    CaseFile.id, CaseFile.person_id, CaseFile.number, CaseFile.listed_as, CaseFile.care_track, CaseFile.worker_id,
    CaseFile.languages_answer, Person.sex, Person.name_in_use, Person.birth_from, Person.birth_to,
    Person.birth_estimated,
)  # fmt: skip
_FILTERS = frozenset({"house", "mine", "due", "track"})
_OF_CARE = frozenset({"mine", "due", "track"})  # who sees residents alone has no other list than the house's


@functools.cache
def _under(asked: frozenset[str]) -> tuple[sqlalchemy.ColumnElement[bool], ...]:
    """The conditions of a list, for what was asked of it; the values are given when it runs."""
    value = sqlalchemy.bindparam
    waiting = sqlalchemy.select(Due.file_id).where(
        Due.what == value("due"), Due.done_on.is_(None), Due.withdrawn_at.is_(None)
    )
    each: dict[str, sqlalchemy.ColumnElement[bool]] = {
        "house": CaseFile.care_track.in_(sorted(rules.RESIDENT_TRACKS)),
        "mine": CaseFile.worker_id == value("mine"),
        "due": CaseFile.id.in_(waiting),
        "track": CaseFile.care_track == value("track"),
        "words": CaseFile.id.in_(value("words", expanding=True)),
        "after": sqlalchemy.tuple_(CaseFile.listed_as, CaseFile.number)
        > sqlalchemy.tuple_(value("name", type_=sqlalchemy.Text), value("number", type_=sqlalchemy.Text)),
    }
    return IN_USE + tuple(each[name] for name in sorted(asked))


@functools.cache
def _page(asked: frozenset[str]) -> sqlalchemy.Select[*tuple[Any, ...]]:
    joined = sqlalchemy.select(*_SHOWN).join(Person, Person.id == CaseFile.person_id)
    ordered = joined.where(*_under(asked)).order_by(CaseFile.listed_as, CaseFile.number)
    return ordered.limit(sqlalchemy.bindparam("count", type_=sqlalchemy.Integer))


@functools.cache
def _number_of(asked: frozenset[str]) -> sqlalchemy.Select[int]:
    return sqlalchemy.select(sqlalchemy.func.count()).select_from(CaseFile).where(*_under(asked))


@query(N_("Children"), needs="read")
def children(work: Work, *, window: Window) -> Rows:
    """One window of the list of children, by the name in use, under the filters and the words typed."""
    values: dict[str, Any] = {name: value for name, value in window.filters.items() if value and name in _FILTERS}
    if not work.reads(CaseFile, "care_track") and set(values) & _OF_CARE:
        return Rows((), 0, None, _sum(work, 0))  # a list that answers to a fact tells it
    if values.get("mine"):
        values["mine"] = work.actor.worker_id
    if window.words:
        values["words"] = _matching(work, window.words)
    asked = frozenset(values)
    values.pop("house", None)
    paged = {"count": window.count + 1, **values}
    if window.after is not None:
        paged["name"], paged["number"] = window.after
    found = work.rows(_page(asked if window.after is None else asked | {"after"}), **paged)
    shown = found[: window.count]
    whole = window.after is None and len(found) <= window.count  # the list ends here: it counts itself
    total = len(found) if whole else work.all(_number_of(asked), **values)[0]
    after = (shown[-1].listed_as, shown[-1].number) if len(found) > window.count else None
    return Rows(_child_rows(work, shown), total, after, _sum(work, total))


def _sum(work: Work, total: int) -> Words:
    house = work.all(_IN_THE_HOUSE)[0]
    return Words(N_("{house} entrusted to the house, {total} shown"), {"house": house, "total": total})


_IN_THE_HOUSE = (
    sqlalchemy.select(sqlalchemy.func.count())
    .select_from(CaseFile)
    .where(CaseFile.care_track.in_(sorted(rules.RESIDENT_TRACKS)), *IN_USE)
)


def _child_rows(work: Work, found: Sequence[Any]) -> tuple[ChildRow, ...]:
    """The rows of a window, from as many statements for a hundred children as for one."""
    if not found:
        return ()
    today = work.today()
    files = [row.id for row in found]
    places = where_each_is(work.gather("whereabouts", file_ids=files))
    dues: dict[str, tuple[str, datetime.date]] = {}
    named_by = views.every_file(work, files)
    for due in work.rows(_WAITING, files=list(named_by)) if work.reads(Due, "what") else ():
        dues.setdefault(named_by[due.file_id], (due.what, due.to_day))
    followed = work.reads(CaseFile, "worker_id")
    workers = {each: in_short(name) for each, name in work.staff.items()} if followed else {}
    admitted = views.admissions_of(work, files)
    missing = views.missing_of(work, found)
    named = work.reads(Person, "name_in_use")
    return tuple(
        ChildRow(
            id=row.id,
            name=(named and row.name_in_use) or row.number,
            number=row.number,
            sex_age=" · ".join(map(str, views.sex_and_age(work, row, today, short=True))),
            where=_where(work, row, places.get(row.id)),
            stay=_stay(admitted.get(row.id), today),
            worker=workers.get(row.worker_id or "", ""),
            next_step=str(choices.say("due_what", dues[row.id][0])) if row.id in dues else "",
            next_day=str(days.near(dues[row.id][1], today)) if row.id in dues else "",
            state=_state(missing.get(row.id, 0)),
        )
        for row in found
    )


_WAITING = (
    sqlalchemy.select(Due.file_id, Due.what, Due.to_day)
    .where(
        Due.file_id.in_(kept.FILES),
        Due.done_on.is_(None),
        Due.withdrawn_at.is_(None),
    )
    .order_by(Due.to_day)
)


def _where(work: Work, row: Any, place: Place | None) -> str:
    if place is None and not work.reads(CaseFile, "care_track"):
        return ""
    return (place.code or str(place.where)) if place else str(choices.say("care_track", row.care_track))


def _stay(began: datetime.date | None, today: datetime.date) -> str:
    return str(Words(N_("day {day}"), {"day": (today - began).days})) if began else ""


def _state(missing: int) -> Mark:
    if not missing:
        return Mark(Words(N_("up to date")), "", "idle")
    return Mark(
        Words(N_("{count} to complete"), {"count": missing}, plural=N_("{count} to complete"), count=missing),
        "incomplete",
        "plain",
    )


def _matching(work: Work, words: str) -> list[str]:
    """The files that answer to every word typed, whatever the spelling, or to the beginning of a number."""
    typed = words.strip().upper()
    try:
        typed = casenumber.read(words)
    except errors.RuleBroken:
        typed = typed if typed.startswith(casenumber.PREFIX) else f"{casenumber.PREFIX}-{typed}"
    found = [hit.file_id for hit in work.search(("number",), (typed,))]
    named: set[str] | None = None
    for ways in names.sought(words):
        hits = {hit.file_id for hit in work.search(name_kinds(work), ways)}
        named = hits if named is None else named & hits
    return list(dict.fromkeys(work.stays(file_id) for file_id in [*found, *sorted(named or ())]))


@query(N_("Find a child"), needs="read")
def find(work: Work, *, words: str, count: int = 8) -> tuple[Found, ...]:
    """Files whose name or number begins like the words typed, whatever the spelling; the best first."""
    if not words.strip():
        return ()
    files = _matching(work, words)
    if not files:
        return ()
    today, named = work.today(), work.reads(Person, "name_in_use")
    scored = [(names.similar(words, row.name_in_use or "").score, row) for row in work.rows(_FOUND, files=files)]
    scored.sort(key=lambda each: (-each[0], each[1].number))
    return tuple(
        Found(
            row.id,
            (named and row.name_in_use) or row.number,
            row.number,
            " · ".join(filter(None, (*map(str, views.sex_and_age(work, row, today)), _where(work, row, None)))),
        )
        for _score, row in scored[:count]
    )


_FOUND = (
    sqlalchemy.select(*_SHOWN)
    .join(Person, Person.id == CaseFile.person_id)
    .where(CaseFile.id.in_(kept.FILES), CaseFile.withdrawn_at.is_(None))
)


@query(N_("A file by its number"), needs="read")
def by_number(work: Work, *, number: str) -> str:
    """The identifier of a file, from its number as typed."""
    normal = casenumber.read(number)
    found = work.first(sqlalchemy.select(CaseFile).where(CaseFile.number == normal))
    if found is None:
        raise errors.NotFound(N_("There is no file with this number here."), "number")
    return work.stays(found.id)


_AT_FIRST = 300  # offered before anything is typed: a beginning, and whoever is not in it is found by typing
_FEW = 40  # offered for what was typed
_LIVES_ELSEWHERE = sqlalchemy.case((CaseFile.care_track.in_(sorted(rules.RESIDENT_TRACKS)), 0), else_=1)
_OFFERED = (
    sqlalchemy.select(CaseFile.id, CaseFile.number, Person.name_in_use)
    .join(Person, Person.id == CaseFile.person_id)
    .where(*IN_USE)
    .order_by(_LIVES_ELSEWHERE, CaseFile.listed_as, CaseFile.number)
)
_TO_CHOOSE = _OFFERED.limit(_AT_FIRST)
_TYPED = _OFFERED.where(CaseFile.id.in_(kept.FILES)).limit(_FEW)


@query(N_("The children one may choose"), needs="disclose")
def to_choose(work: Work, *, words: str = "") -> tuple[Offered, ...]:
    """The children of these eyes by the name in use and the number, those who live here first.

    Every one of them answers to what is typed, whatever the spelling; what nobody typed yet is a beginning of the list.
    """
    named = work.reads(Person, "name_in_use")
    rows = work.rows(_TYPED, files=_matching(work, words)) if words.strip() else work.rows(_TO_CHOOSE)
    return tuple(
        Offered(row.id, f"{row.name_in_use} · {row.number}" if named and row.name_in_use else row.number)
        for row in rows
    )
