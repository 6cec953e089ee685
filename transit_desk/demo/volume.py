"""A centre with very many files, generated for tests of speed; nobody in it has a story."""

from __future__ import annotations

import datetime
import pathlib
import random
from typing import Any, Final

import sqlalchemy

from transit_desk import entrance, opening
from transit_desk.clock import Clock
from transit_desk.demo import children, staff
from transit_desk.demo.stage import ZONE
from transit_desk.desk import Desk
from transit_desk.domain import casenumber
from transit_desk.domain.progress import Progress, quietly
from transit_desk.domain.text import N_, Words
from transit_desk.matching import names
from transit_desk.storage import bulk, search, sight
from transit_desk.storage.records import new_id, records
from transit_desk.storage.work import Work

_SEED: Final = 2012
_CHUNK: Final = 2_000  # files kept in one transaction
_HERE: Final = 40  # as many as the house holds are resident; the others are at home long since
_TELLING: Final = N_("Building the demonstration")


def volume(folder: pathlib.Path, count: int, clock: Clock, progress: Progress = quietly) -> entrance.Entered:
    """Make a fictional vault with so many files in an empty folder; returns the director's desk."""
    login, name, sex, roles = staff.DIRECTOR
    founding = entrance.Founding(f"{count} dossiers (fictifs)", login, staff.PASSPHRASE, name, sex, roles, zone=ZONE)
    entered = entrance.found(folder, founding, clock, cost=opening.Cost.lowest(), fictional=True)
    chance, used = random.Random(_SEED), set[str]()
    for done in range(0, count, _CHUNK):
        fill(entered.desk, min(_CHUNK, count - done), chance, used, first=done)
        progress(min(done + _CHUNK, count), count, Words(_TELLING))
    return entered


def fill(desk: Desk, count: int, chance: random.Random, used: set[str], first: int = 0) -> None:
    """So many files in one transaction, through the bulk room, which writes its own trail."""
    today = desk.day(desk.now())
    drawn = [_file(chance, today, _number(chance, used), resident=first + place < _HERE) for place in range(count)]
    kinds = records()
    with desk._unit("demo.volume", "") as work:  # noqa: SLF001  (no action of the house adds files by the thousand)
        for kind in ("person", "case_file", "claim"):
            bulk.add_many(work, kinds[kind], [each[kind] for each in drawn])
        _find_them(work, drawn)


def _number(chance: random.Random, used: set[str]) -> str:
    """A number nobody has: among a hundred thousand, chance alone draws some of them twice."""
    while (number := casenumber.make(chance.randbytes)) in used:
        pass
    used.add(number)
    return number


def _file(chance: random.Random, today: datetime.date, number: str, *, resident: bool) -> dict[str, dict[str, Any]]:
    sex = chance.choice("fmmm")
    name = f"{chance.choice(children.GIRLS if sex == 'f' else children.BOYS)} {chance.choice(children.NAMES)}"
    opened = today - datetime.timedelta(days=chance.randint(1, 90) if resident else chance.randint(91, 4_000))
    born = opened - datetime.timedelta(days=365 * chance.randint(10, 17) + chance.randint(0, 364))
    person, file = new_id(), new_id()
    return {
        "person": {"id": person, "sex": sex, "name_in_use": name, "birth_estimated": True, "birth_from": born,
                   "birth_to": born + datetime.timedelta(days=364),
                   "origin_in_use": chance.choice(children.VILLAGES)[0]},
        "case_file": {"id": file, "number": number, "person_id": person, "status": "open",
                      "opened_on": opened, "care_track": "resident" if resident else "reunified",
                      "care_since": opened, "languages_answer": "not_asked", "needs_now_answer": "not_asked",
                      "specialist": False, "listed_as": name.casefold()},
        "claim": {"person_id": person, "what": "name_in_use", "words": name, "words_answer": "given",
                  "said_by": "child", "said_on": opened, "known_by": "told", "preferred": True},
    }  # fmt: skip


def _find_them(work: Work, drawn: list[dict[str, dict[str, Any]]]) -> None:
    """By name and by number, and for whoever looks after the house."""
    keys, seen = [], []
    for each in drawn:
        person, file = each["person"], each["case_file"]
        ways = {key for key in names.keys_of(str(person["name_in_use"])) if key}
        keys += [{"kind": "name", "key": key, "record_id": person["id"], "file_id": file["id"]} for key in sorted(ways)]
        keys.append({"kind": "number", "key": file["number"], "record_id": file["id"], "file_id": file["id"]})
        if file["care_track"] == "resident":
            seen.append({"file_id": file["id"], "holder": sight.RESIDENTS, "person_id": person["id"]})
    connection = work.session.connection()
    with sight.lawful(connection):
        connection.execute(sqlalchemy.insert(search.SearchKey), keys)
        if seen:
            connection.execute(sqlalchemy.insert(sight.Sight), seen)
