"""What a person waits for at the desk, as ratios: both sides measured in turn in one run."""

from __future__ import annotations

import datetime
import functools
import pathlib
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import orm
from sqlcipher3 import dbapi2

from tests import makers
from transit_desk.desk import Desk
from transit_desk.domain import casenumber
from transit_desk.matching import names
from transit_desk.module import Window
from transit_desk.services.case_file.records import CaseFile, Claim, Consent, Due, Note, Person
from transit_desk.storage import audit, bulk, search
from transit_desk.storage.flush import settle
from transit_desk.storage.records import new_id
from transit_desk.storage.sight import lawful
from transit_desk.storage.vault import bump
from transit_desk.storage.work import VaultSession, Work

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


class Plain:
    """The same rows in an SQLite file without a key, asked by a raw cursor: what the desk is measured against."""

    def __init__(self, desk: Desk, path: pathlib.Path) -> None:
        keyed = desk.vault.fresh()
        keyed.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
        keyed.execute("SELECT sqlcipher_export('plain')")
        keyed.execute("DETACH DATABASE plain")
        keyed.close()
        self.raw = dbapi2.connect(str(path), isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536", "temp_store=MEMORY"):
            self.raw.execute(f"PRAGMA {pragma}")
        self.raw.execute("CREATE TABLE floor (a TEXT, b TEXT, c TEXT)")

    def save(self, rows: int) -> None:
        """So many rows, kept for good."""
        self.raw.execute("BEGIN IMMEDIATE")
        for _row in range(rows):
            self.raw.execute("INSERT INTO floor VALUES (?, ?, ?)", ("x" * 400, "y" * 120, "z" * 64))
        self.raw.execute("COMMIT")

    def same(self, desk: Desk, name: str, **values: object) -> Callable[[], object]:
        """The very questions a query of the desk asks, with the rows it writes about the reading where it does."""
        asked: list[tuple[str, tuple[Any, ...]]] = []

        def note(_connection: object, _cursor: object, text: str, given: tuple[Any, ...], *_rest: object) -> None:
            asked.append((text, given))

        engines = (desk.vault.reader, desk.vault.writer)
        for engine in engines:
            sqlalchemy.event.listen(engine, "before_cursor_execute", note)
        desk.ask(name, **values)
        for engine in engines:
            sqlalchemy.event.remove(engine, "before_cursor_execute", note)
        reads = [each for each in asked if each[0].startswith("SELECT")]
        written = sum(each[0].startswith(("INSERT", "UPDATE")) for each in asked)
        print(f"\n{name}: {len(asked)} statements")

        def replay() -> None:
            for text, given in reads:
                self.raw.execute(text, given).fetchall()
            if written:
                self.save(written)

        return replay


def test_what_the_desk_costs(template: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """Saving, a page of the list, one file, a search: against a raw cursor on a file without a key, the same rows."""
    house = makers.copy_house(template, tmp_path / "vault")
    desk = house.desk()
    print(f"\nfilled {FILES} files in {_timed(lambda: fill(desk, FILES)):.1f} s")
    file_id = desk.do("case_file.receive", name="Wilondja", sex="m", age="15")
    plain = Plain(desk, tmp_path / "plain.db")

    def note() -> None:
        desk.do("case_file.write_note", file_id=file_id, care_words="A bien mangé")

    # The note, its line, its value, the commit number.
    _ratio("saving a note", note, lambda: plain.save(4), 5)
    for title, name, values in (
        ("a page of the list", "case_file.children", {"window": Window()}),
        ("finding a name", "case_file.find", {"words": "wilonja"}),
        ("opening a file", "case_file.child", {"record_id": file_id}),
    ):
        _ratio(title, functools.partial(desk.ask, name, **values), plain.same(desk, name, **values), 1.25)
    plain.raw.close()
    house.lock()


def grow(desk: Desk, file_id: str, lines: int) -> None:
    """Years of one child's life in the house: notes of every second day, promises kept, answers about consent."""
    first = datetime.date(2016, 12, 1)
    step = 3_600 / lines
    days = [first + datetime.timedelta(days=int(number * step)) for number in range(lines)]
    notes: list[dict[str, object]] = []
    dues: list[dict[str, object]] = []
    consents: list[dict[str, object]] = []
    for number, day in enumerate(days):
        if number % 50 == 49:
            consents.append(
                {"file_id": file_id, "purpose": "transfer", "decision": "yes", "on_day": day, "given_by": "child"}
            )
        elif number % 5 == 4:
            dues.append(
                {
                    "file_id": file_id, "rule": "house.follow_up", "what": "follow_up_visit", "from_day": day,
                    "to_day": day, "done_on": day,
                }
            )  # fmt: skip
        else:
            words = "A bien mangé, a joué au ballon, demande des nouvelles de sa mère."
            notes.append({"file_id": file_id, "on_day": day, "care_words": words})
    with VaultSession(desk.vault.writer) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "bench.grow")
        for kind, rows in ((Note, notes), (Due, dues), (Consent, consents)):
            bulk.add_many(work, kind, rows)
        settle(work, desk._trail, bump)
        session.commit()


def test_a_file_of_ten_years_opens_like_a_short_one(template: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """2,000 lines of a story against 20 of another, the same page; and the story's own parts."""
    house = makers.copy_house(template, tmp_path / "vault")
    desk = house.desk()
    files = []
    for lines in (2_000, 20):
        file_id = desk.do("case_file.receive", name="Wilondja", sex="m", age="15", village="Lwashi-Haut")
        for what, words in (("name", "Innocent"), ("mother", "Nakalonge"), ("father", "Kashindi")):
            desk.do("case_file.say", file_id=file_id, what=what, words=words, said_by="child")
        grow(desk, file_id, lines)
        files.append(file_id)
    old, young = files

    _ratio(
        "a file of ten years", lambda: desk.ask("case_file.child", record_id=old),
        lambda: desk.ask("case_file.child", record_id=young), 1.3, pairs=61,
    )  # fmt: skip
    first = desk.ask("case_file.story", record_id=old)
    _ratio(
        "the story's second part", lambda: desk.ask("case_file.story", record_id=old, before=first.after),
        lambda: desk.ask("case_file.story", record_id=old), 1.3,
    )  # fmt: skip
    house.lock()


def test_a_trail_of_a_hundred_thousand_lines_is_verified_in_one_walk(
    template: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    """Time a line, of a hundred thousand against ten thousand: 1 is linear."""
    house = makers.copy_house(template, tmp_path / "vault")
    desk = house.desk()
    a_line = []
    for count in (10_000, 90_000):
        file_id = desk.do("case_file.receive", name="Wilondja", sex="m", age="15")
        grow(desk, file_id, count)
        with orm.Session(desk.vault.reader) as session:
            lines = session.scalar(sqlalchemy.select(sqlalchemy.func.count(audit.AuditLine.id))) or 0
            took = _timed(functools.partial(audit.verify, session, desk.keyring.derived("audit"), {}))
        a_line.append(took / lines)
        print(f"\nverifying {lines} lines: {took:.2f} s, {took / lines * 1e6:.0f} us a line")
    print(f"\na line of the long trail: {a_line[1] / a_line[0]:.2f} x one of the short; target 1.3 x")
    house.lock()
