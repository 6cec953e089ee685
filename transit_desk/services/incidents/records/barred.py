"""Who is barred from an entry: whoever among the workers may be meant by what stands in it.

Words are compared with the name, the first letters and the login of each worker; with the task of those who keep the
book. Somebody who may be meant is asked about, and does not read the entry until somebody else says that it is not so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import sqlalchemy

from transit_desk import choices
from transit_desk.services.incidents import rules
from transit_desk.storage import cells
from transit_desk.storage.people import Worker
from transit_desk.storage.records import Record
from transit_desk.storage.work import Work

_LANGUAGES: Final = ("en", "fr", "sw", "ar")
ABOUT_SOMEBODY: Final = ("accused_who", "staff")  # here a task may stand for a name
WORDS: Final = (*ABOUT_SOMEBODY, "what", "others", "action")
KEEPERS: Final = {rules.REGISTER: "safeguarding", rules.CARE: "psychologist"}
_COLLEAGUES: Final = sqlalchemy.select(Worker).where(Worker.active).order_by(Worker.name)


def colleagues(work: Work, book: str) -> list[rules.Colleague]:
    """Everybody who works here, with the titles of the task for those who keep a book."""
    keeps = KEEPERS.get(book, "")
    return [_colleague(each, keeps) for each in work.all(_COLLEAGUES)]


def _colleague(worker: Worker, keeps: str) -> rules.Colleague:
    titles = [choices.label("roles", keeps, language) for language in _LANGUAGES] if keeps in worker.roles else []
    return rules.Colleague(worker.id, worker.name, worker.login, tuple(titles))


def shuts_out(work: Work, entry: Record, lines: Callable[[], Sequence[Record]]) -> bool:
    """Whether these eyes may be who is accused: then nothing of the entry is theirs to read.

    Its lines are asked for once in a unit of work, though every cell asks this.
    """
    known: dict[str, bool] = work.session.info.setdefault(__name__, {})
    if entry.id not in known:
        actor = work.actor
        own = rules.Colleague(actor.worker_id, actor.name, actor.login)
        try:
            known[entry.id] = bool(_among(work, entry, lines(), [own]))
        except KeyError:  # who was given the task before its key opens nothing yet
            known[entry.id] = True
    return known[entry.id]


def shut_out(work: Work, entry: Record, lines: Sequence[Record]) -> list[str]:
    """The names of the others who keep the book and do not read this entry, for those who do."""
    keepers = [each for each in colleagues(work, rules.REGISTER) if each.titles]
    return [each.name for each in _among(work, entry, lines, keepers)]


def _among(
    work: Work, entry: Record, lines: Sequence[Record], people: Sequence[rules.Colleague]
) -> list[rules.Colleague]:
    every = (entry, *lines)
    meant = {each for record in every for each in _opened(work, record, "meant") or ()}
    cleared = {each for record in every for each in _opened(work, record, "not_meant") or ()}
    words = [str(_opened(work, entry, name) or "") for name in WORDS]
    words += [str(_opened(work, line, "words") or "") for line in lines]
    cleared |= {record.made_by for record in every}  # who wrote of it is not the one it is said of
    return [
        each for each in people if each.id in meant or (each.id not in cleared and rules.may_be_meant(each, (), words))
    ]


def _opened(work: Work, record: Record, name: str) -> Any:
    """A cell as whoever holds the key opens it; the door asks here whether it may show it, so it is not asked."""
    kept = getattr(record, name, None)  # what is not asked of every book names nobody there
    if not isinstance(kept, cells.Cell):
        return kept
    place = cells.Place(type(record).__tablename__, record.id, name)
    return work.sealer.open(work.session, place, kept)["value"]
