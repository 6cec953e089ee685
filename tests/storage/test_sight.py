"""The two guards of sight, from each side: what passes, what is narrowed, what is a mistake of the program."""

from __future__ import annotations

import pytest
import sqlalchemy
from sqlalchemy import orm

from tests.makers import House
from transit_desk.desk import Desk
from transit_desk.services.case_file.records import CaseFile, Note, Person
from transit_desk.storage import sight
from transit_desk.storage.sight import Eyes, UnguardedStatement
from transit_desk.storage.work import VaultSession

FILES = CaseFile.__table__


def session_of(desk: Desk, eyes: Eyes) -> VaultSession:
    made = VaultSession(desk.vault.reader)
    made.info["eyes"] = eyes
    return made


def test_all_eyes_see_all_some_see_theirs_and_nobody_sees_nothing(house: House) -> None:
    desk = house.desk()
    mine = desk.do("case_file.open_case", sex="f", care_track="reunified", name="Zawadi")
    desk.do("case_file.receive", name="Wilondja", sex="m", age="15")
    seen = []
    for eyes in (Eyes(None), Eyes(frozenset({sight.RESIDENTS})), sight.NOBODY):
        with session_of(desk, eyes) as session:
            kinds = (CaseFile, Person)
            seen.append([len(session.scalars(sqlalchemy.select(kind.id)).all()) for kind in kinds])

    assert mine
    assert seen == [[2, 2], [1, 1], [0, 0]]


def test_a_session_that_says_nothing_of_its_eyes_sees_nothing(house: House) -> None:
    desk = house.desk()
    desk.do("case_file.receive", name="Wilondja", sex="m", age="15")

    with VaultSession(desk.vault.reader) as session:
        assert session.scalars(sqlalchemy.select(CaseFile.id)).all() == []


@pytest.mark.parametrize(
    "statement",
    [
        sqlalchemy.update(CaseFile).values(status="closed"), sqlalchemy.delete(CaseFile),
        sqlalchemy.insert(CaseFile).values(status="open"),
        sqlalchemy.select(Note.id).join(FILES, sqlalchemy.true()),
        sqlalchemy.select(Note.id, FILES.c.number),
        sqlalchemy.select(FILES), sqlalchemy.select(sqlalchemy.func.count()).select_from(FILES),
        sqlalchemy.text("SELECT number FROM case_file"),
        sqlalchemy.select(CaseFile).from_statement(sqlalchemy.text("SELECT * FROM case_file")),
        sqlalchemy.select(Note.id, FILES.alias("other").c.number),
    ],
)  # fmt: skip
def test_whatever_goes_around_the_records_is_a_mistake_of_the_program(
    desk: Desk, statement: sqlalchemy.Executable
) -> None:
    with session_of(desk, Eyes(None)) as session, pytest.raises(UnguardedStatement):
        session.execute(statement)


def test_a_record_that_passed_may_be_read_to_its_end(house: House) -> None:
    """A column that was left out, or has to be read again, belongs to a record these eyes have seen."""
    desk = house.desk()
    desk.do("case_file.receive", name="Wilondja", sex="m", age="15")

    with session_of(desk, Eyes(frozenset({sight.RESIDENTS}))) as session:
        (file,) = session.scalars(sqlalchemy.select(CaseFile).options(orm.load_only(CaseFile.id)))
        assert file.number.startswith("TD-")
        session.expire(file)
        assert file.number.startswith("TD-")


def test_an_alias_of_a_record_is_narrowed_like_the_record(house: House) -> None:
    desk = house.desk()
    desk.do("case_file.receive", name="Wilondja", sex="m", age="15")
    other = orm.aliased(CaseFile)

    statement = sqlalchemy.select(other.id)
    seen = []
    for eyes in (sight.NOBODY, sight.NOBODY, Eyes(None), sight.NOBODY):  # one statement, kept and asked again
        with session_of(desk, eyes) as session:
            seen.append(len(session.scalars(statement).all()))

    assert seen == [0, 0, 1, 0]


def test_the_storage_rooms_own_statements_pass_while_they_say_so(desk: Desk) -> None:
    count = "SELECT count(*) FROM case_file"
    with desk.vault.reader.connect() as connection:
        with sight.lawful(connection):
            connection.exec_driver_sql(count)
        with pytest.raises(UnguardedStatement):
            connection.exec_driver_sql(count)
