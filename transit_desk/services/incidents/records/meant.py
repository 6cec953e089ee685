"""Who among the workers may be meant by what stands in a sealed book: asked when it is written, and again when read.

Words are compared with the name, the first letters and the login of each worker; with the task of those who keep the
book. Somebody who may be meant is asked about, and does not read the entry until somebody else says that it is not so.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy

from transit_desk import choices
from transit_desk.matching import whom
from transit_desk.services.incidents import rules
from transit_desk.storage import cells
from transit_desk.storage.people import Worker
from transit_desk.storage.records import Record, records
from transit_desk.storage.work import Work

_LANGUAGES: Final = ("en", "fr", "sw", "ar")
_ABOUT_SOMEBODY: Final = ("accused_who", "staff")  # here a task may stand for a name
_WORDS: Final = (*_ABOUT_SOMEBODY, "what", "others", "action")
_KEEPERS: Final = {rules.REGISTER: "safeguarding", rules.CARE: "psychologist"}
_COLLEAGUES: Final = sqlalchemy.select(Worker).where(Worker.active).order_by(Worker.name)


def colleagues(work: Work, book: str) -> list[rules.Colleague]:
    """Everybody who works here, with the titles of the task for those who keep a book."""
    keeps = _KEEPERS.get(book, "")
    return [_colleague(each, keeps) for each in work.all(_COLLEAGUES)]


def _colleague(worker: Worker, keeps: str) -> rules.Colleague:
    titles = [choices.label("roles", keeps, language) for language in _LANGUAGES] if keeps in worker.roles else []
    return rules.Colleague(worker.id, worker.name, worker.login, tuple(titles))


def asked_about(work: Work, book: str, told: Mapping[str, Any]) -> None:
    """Refuse what may name somebody who would read it, until it is said whether they are meant."""
    people = colleagues(work, book) if book in _KEEPERS else []
    who = tuple(str(told.get(name) or "") for name in _ABOUT_SOMEBODY)
    every = tuple(str(told.get(name) or "") for name in (*_WORDS, "words"))
    answered = {*(told.get("meant") or ()), *(told.get("not_meant") or ()), work.actor.worker_id}
    keepers = [each for each in people if each.titles]
    certain = [each for each in keepers if each.id in (told.get("meant") or ()) or whom.perhaps(who[0], each.name)]
    if book == rules.REGISTER:
        rules.not_whoever_keeps_it((each.name for each in certain), str(work.setting("incidents.outside_focal")))
    maybe = [each for each in keepers if rules.may_be_meant(each, who, every)]
    if book == rules.REGISTER:
        accused = (str(told.get("accused_who") or ""),)
        maybe += [each for each in people if each not in maybe and rules.may_be_meant(each, (), accused)]
    rules.say_who_is_meant(each.name for each in maybe if each.id not in answered)


def shuts_out(work: Work, entry: Record) -> bool:
    """Whether these eyes may be who is accused: then nothing of the entry is theirs to read."""
    known: dict[str, bool] = work.session.info.setdefault(__name__, {})
    if entry.id not in known:
        actor = work.actor
        own = rules.Colleague(actor.worker_id, actor.name, actor.login)
        try:
            known[entry.id] = bool(_among(work, entry, [own]))
        except KeyError:  # who was given the task before its key opens nothing yet
            known[entry.id] = True
    return known[entry.id]


def shut_out(work: Work, entry: Record) -> list[str]:
    """The names of the others who keep the book and do not read this entry, for those who do."""
    keepers = [each for each in colleagues(work, rules.REGISTER) if each.titles]
    return [each.name for each in _among(work, entry, keepers)]


def _among(work: Work, entry: Record, people: Sequence[rules.Colleague]) -> list[rules.Colleague]:
    lines: Sequence[Record] = work.all(_lines(type(entry).__tablename__), entry_id=entry.id)
    every = (entry, *lines)
    meant = {each for record in every for each in _opened(work, record, "meant") or ()}
    cleared = {each for record in every for each in _opened(work, record, "not_meant") or ()}
    words = [str(_opened(work, entry, name) or "") for name in _WORDS]
    words += [str(_opened(work, line, "words") or "") for line in lines]
    cleared |= {record.made_by for record in every}  # who wrote of it is not the one it is said of
    return [
        each for each in people
        if each.id in meant or (each.id not in cleared and rules.may_be_meant(each, (), words))
    ]  # fmt: skip


@functools.cache
def _lines(table: str) -> sqlalchemy.Select[Any]:
    """The lines of a book of the register, which is described where this is asked: by its name."""
    line: Any = records()[f"{table}_line"]
    return sqlalchemy.select(line).where(line.entry_id == sqlalchemy.bindparam("entry_id")).order_by(line.id)


def _opened(work: Work, record: Record, name: str) -> Any:
    """A cell as whoever holds the key opens it; the door asks here whether it may show it, so it is not asked."""
    kept = getattr(record, name, None)  # what is not asked of every book names nobody there
    if not isinstance(kept, cells.Cell):
        return kept
    place = cells.Place(type(record).__tablename__, record.id, name)
    return work.sealer.open(work.session, place, kept)["value"]
