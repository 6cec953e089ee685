"""Statements that are kept and asked again: sight holds for each pair of eyes, and none is asked once a row."""

from __future__ import annotations

import pytest
import sqlalchemy
from sqlalchemy import orm

from tests.counting import statements
from tests.makers import House
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.services.case_file.records import CaseFile, Note, Person
from transit_desk.storage import audit
from transit_desk.storage.sight import UnguardedStatement
from transit_desk.storage.work import VaultSession, Work

_KEPT = sqlalchemy.select(CaseFile.number).where(CaseFile.id == sqlalchemy.bindparam("file_id"))
_JOINED = sqlalchemy.select(Person.name_in_use).join(CaseFile, CaseFile.person_id == Person.id)


def _unit(desk: Desk, session: VaultSession) -> Work:
    return Work(session, desk.actor, desk, desk._sealer, "test")


def test_a_kept_statement_answers_each_pair_of_eyes_by_itself(house: House) -> None:
    """What was read for a director is not shown to a caseworker who does not see the file, nor the other way."""
    director = house.desk()
    file_id = director.do("case_file.receive", name="Wilondja", sex="m", age="15")
    found = []
    for login in ("d.furaha", "c.aline", "d.furaha"):
        desk = house.desk(login)
        with VaultSession(desk.vault.reader) as session:
            work = _unit(desk, session)
            found.append((len(work.all(_KEPT, file_id=file_id)), len(work.all(_JOINED)), work.count(CaseFile)))

    assert found == [(1, 1, 1), (0, 0, 0), (1, 1, 1)]


def test_what_stands_in_a_subquery_is_narrowed_too(house: House) -> None:
    """A question hidden in a question is seen by the same eyes."""
    house.desk().do("case_file.receive", name="Wilondja", sex="m", age="15")
    hidden = sqlalchemy.select(sqlalchemy.select(sqlalchemy.func.count(CaseFile.id)).scalar_subquery())
    counts = []
    for login in ("d.furaha", "c.aline"):
        desk = house.desk(login)
        with VaultSession(desk.vault.reader) as session:
            counts.append(_unit(desk, session).all(hidden)[0])

    assert counts == [1, 0]


def test_the_guard_at_the_cursor_asks_for_each_table_by_name(desk: Desk) -> None:
    """Having passed with one kind of record opens no other."""
    with VaultSession(desk.vault.reader) as session:
        passed = session.connection().execution_options(passed_sight=frozenset({"case_file"}))

        passed.exec_driver_sql("SELECT count(*) FROM case_file")
        with pytest.raises(UnguardedStatement):
            passed.exec_driver_sql("SELECT count(*) FROM case_file JOIN note ON note.file_id = case_file.id")


def test_a_bare_table_is_refused_however_often_it_is_asked(desk: Desk) -> None:
    """Remembering a statement remembers no leave that was never given."""
    bare = sqlalchemy.select(Note.id).join(CaseFile.__table__, CaseFile.__table__.c.id == Note.file_id)
    with VaultSession(desk.vault.reader) as session:
        work = _unit(desk, session)
        for _again in range(2):
            with pytest.raises(UnguardedStatement):
                work.all(bare)


@pytest.mark.parametrize(("reads_only", "times"), [(True, 1), (False, 2)])
def test_only_a_reading_remembers_what_it_found(desk: Desk, *, reads_only: bool, times: int) -> None:
    """Each slice begins with the child's file; where something may change in the meantime, it is looked at again."""
    file_id = desk.do("case_file.receive", name="Wilondja", sex="m", age="15")
    with VaultSession(desk.vault.reader) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test", reads_only=reads_only)
        work.now()
        with statements(desk) as sent:
            for _again in range(2):
                work.get(CaseFile, file_id)
                work.standing(Note, file_id)

    assert len([each for each in sent if each.startswith("SELECT")]) == 2 * times


def test_a_file_that_is_hidden_in_an_act_is_gone_in_the_same_act(house: House) -> None:
    director = house.desk()
    file_id = director.do("case_file.receive", name="Wilondja", sex="m", age="15")
    worker_id = house.desk("c.aline").actor.worker_id
    house.desk().do("case_file.assign", file_id=file_id, worker_id=worker_id)
    desk = house.desk("c.aline")
    with VaultSession(desk.vault.writer) as session:
        work = _unit(desk, session)
        seen = work.get(CaseFile, file_id)

        work.hide_from(file_id, worker_id)

        assert seen.id == file_id
        with pytest.raises(errors.NotFound):
            work.get(CaseFile, file_id)


def _asked_by_verifying(desk: Desk) -> int:
    with statements(desk) as sent, orm.Session(desk.vault.reader) as session:
        assert audit.verify(session, desk.keyring.derived("audit"), {}) == []
    return len(sent)


def test_a_long_trail_is_verified_with_as_many_statements_as_a_short_one(desk: Desk) -> None:
    """A line is never asked for by itself."""
    file_id = desk.do("case_file.receive", name="Wilondja", sex="m", age="15")
    short = _asked_by_verifying(desk)

    for number in range(30):
        desk.do("case_file.write_note", file_id=file_id, care_words=f"jour {number}")

    assert _asked_by_verifying(desk) == short
