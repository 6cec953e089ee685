"""One reference is one entry, whoever writes it; a vault in which two stand already opens, and both can be read."""

from __future__ import annotations

import pytest
import sqlalchemy

from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.services import load_records
from transit_desk.services.gate.records import GateRequest
from transit_desk.storage import damage, migrate, triggers
from transit_desk.storage.records import Tables

_NAMES = ("asker", "wish", "asked_for", "name", "task", "contact", "paper", "words", "at")


def _add(connection: sqlalchemy.Connection, table: str, key: str, **said: str) -> None:
    """A row of a table with nothing in it but what is needed."""
    columns = Tables.metadata.tables[table].columns
    row = {column.name: "x" for column in columns if not column.nullable} | {"id": key, **said}
    marks = ", ".join("?" * len(row))
    connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def test_two_of_one_reference_are_refused_and_two_of_before_stay() -> None:
    load_records()
    with sqlalchemy.create_engine("sqlite://").connect() as connection:
        migrate.run(connection, migrate.steps())
        for once in triggers.NO_DOUBLE:
            said = dict.fromkeys(once.same, "I-0001")
            connection.exec_driver_sql(f"DROP TRIGGER {once.name}")
            for key in ("one", "two"):
                _add(connection, once.table, key, **said)
            for statement in triggers.statements("sqlite", {once.table}):  # as when a step comes to such a vault
                connection.exec_driver_sql(statement)

            with pytest.raises(sqlalchemy.exc.IntegrityError, match=damage.DOUBLE):
                _add(connection, once.table, "three", **said)
            _add(connection, once.table, "four", **said | {once.same[-1]: "I-0002"})

            assert connection.exec_driver_sql(f"SELECT count(*) FROM {once.table}").scalar() == 3


def test_where_a_request_is_missing_no_reference_is_given_twice(desk: Desk) -> None:
    asked = {**dict.fromkeys(_NAMES), "asker": "army", "wish": "see", "name": "X"}
    first, second = (desk.do("gate.log", values=asked) for _each in range(2))
    with desk._unit("look", "") as work:
        assert [work.get(GateRequest, each).number for each in (first, second)] == ["G-0001", "G-0002"]
        work.add(GateRequest(number="G-0007", at=work.now(), asker="army", wish="see"))

    third = desk.do("gate.log", values=asked)
    with desk._unit("look", "") as work:
        assert work.get(GateRequest, third).number == "G-0008"

    with pytest.raises(errors.RuleBroken, match="in the meantime"), desk._unit("look", "") as work:
        work.add(GateRequest(number="G-0007", at=work.now(), asker="army", wish="see"))
