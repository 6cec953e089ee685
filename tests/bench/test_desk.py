"""What a person waits for at the desk, as ratios: both sides measured in turn in one run."""

from __future__ import annotations

import datetime
import pathlib
import random
import statistics
import time
from collections.abc import Callable

import pytest
import sqlalchemy

from tests import makers
from transit_desk.desk import Desk
from transit_desk.domain import casenumber
from transit_desk.matching import names
from transit_desk.module import Window
from transit_desk.services.case_file.records import CaseFile, Claim, Person
from transit_desk.storage import bulk, search
from transit_desk.storage.records import new_id
from transit_desk.storage.sight import lawful
from transit_desk.storage.vault import bump
from transit_desk.storage.work import VaultSession, Work, settle

pytestmark = pytest.mark.bench
FILES = 20_000
_FIRST = ("Amani", "Bahati", "Safari", "Furaha", "Neema", "Zawadi", "Baraka", "Olivier", "Musa", "Plamedi")
_LAST = ("Cirhakarhula", "Nshombo", "Byamungu", "Mushagalusha", "Rubambiza", "Ntakwinja", "Bisimwa", "Kulimushi")


def fill(desk: Desk, count: int) -> None:
    """So many closed and open files, through the bulk room."""
    day = datetime.date(2026, 1, 1)
    persons, files, claims, keys = [], [], [], []
    for number in range(count):
        person, file = new_id(), new_id()
        name = f"{_FIRST[number % 10]} {_LAST[number // 10 % 8]} {number}"
        persons.append({"id": person, "sex": "fm"[number % 2], "name_in_use": name, "birth_estimated": True})
        code = casenumber.make(random.Random(number).randbytes)
        files.append(
            {
                "id": file, "number": f"{code}{number}", "person_id": person, "status": "open", "opened_on": day,
                "care_track": "resident" if number % 500 == 0 else "reunified", "care_since": day,
                "languages_answer": "not_asked", "needs_now_answer": "not_asked", "specialist": False,
                "listed_as": name.casefold(),
            }
        )  # fmt: skip
        claims.append(
            {
                "person_id": person, "what": "name_in_use", "words": name, "words_answer": "given", "said_by": "child",
                "said_on": day, "known_by": "told", "preferred": True,
            }
        )  # fmt: skip
        keys += [
            {"kind": "name", "key": key, "record_id": person, "file_id": file}
            for key in names.keys_of(_LAST[number // 10 % 8])
        ]
    with VaultSession(desk.vault.writer) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "bench.fill")
        for kind, rows in ((Person, persons), (CaseFile, files), (Claim, claims)):
            bulk.add_many(work, kind, rows)
        connection = session.connection()
        with lawful(connection):
            connection.execute(sqlalchemy.insert(search.SearchKey), keys)
        settle(work, desk._trail, bump)
        session.commit()


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _ratio(
    name: str, ours: Callable[[], object], theirs: Callable[[], object], target: float, pairs: int = 25
) -> float:
    for _warm in range(3):
        ours()
        theirs()
    both = [(_timed(ours), _timed(theirs)) for _ in range(pairs)]
    ratios = sorted(one / other for one, other in both)
    median = statistics.median(ratios)
    mine, other = (statistics.median(side) * 1000 for side in zip(*both, strict=True))
    print(
        f"\n{name}: {median:.2f} x (quartiles {ratios[len(ratios) // 4]:.2f}-{ratios[3 * len(ratios) // 4]:.2f}), "
        f"{mine:.2f} ms against {other:.2f} ms; target {target} x"
    )
    return median


def test_what_the_desk_costs(template: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """Saving, a page of the list, one file, a search: against a raw cursor doing the same rows."""
    house = makers.copy_house(template, tmp_path / "vault")
    desk = house.desk()
    print(f"\nfilled {FILES} files in {_timed(lambda: fill(desk, FILES)):.1f} s")
    raw = desk.vault.fresh()
    raw.execute("CREATE TABLE floor (a TEXT, b TEXT, c TEXT)")
    file_id = desk.do("case_file.receive", name="Wilondja", sex="m", age="15")

    def note() -> None:
        desk.do("case_file.write_note", file_id=file_id, care_words="A bien mangé")

    def floor_save() -> None:
        raw.execute("BEGIN IMMEDIATE")
        for _row in range(4):  # the note, its line, its value, the commit number
            raw.execute("INSERT INTO floor VALUES (?, ?, ?)", ("x" * 400, "y" * 120, "z" * 64))
        raw.execute("COMMIT")

    listed = (
        "SELECT c.id, c.number, p.name_in_use, p.sex, c.care_track FROM case_file c "
        "JOIN person p ON p.id = c.person_id "
        "WHERE c.withdrawn_at IS NULL AND c.merged_into_id IS NULL ORDER BY c.listed_as, c.number LIMIT 101"
    )
    _ratio("saving a note", note, floor_save, 5)
    _ratio(
        "a page of the list",
        lambda: desk.ask("case_file.children", window=Window()),
        lambda: (raw.execute(listed).fetchall(), raw.execute("SELECT count(*) FROM case_file").fetchall()),
        1.25,
    )
    _ratio(
        "finding a name",
        lambda: desk.ask("case_file.find", words="wilonja"),
        lambda: raw.execute("SELECT * FROM search_key WHERE kind='name' AND key >= 'uil' AND key < 'uim'").fetchall(),
        1.25,
    )
    _ratio(
        "opening a file",
        lambda: desk.ask("case_file.child", record_id=file_id),
        lambda: raw.execute("SELECT * FROM case_file WHERE number = 'x'").fetchall(),
        1.25,
    )
    raw.close()
    house.lock()
