"""How the database goes about a list: from what these eyes see, never through every file."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy

from tests.makers import House
from transit_desk.module import Window
from transit_desk.storage.sight import lawful


@pytest.mark.parametrize(("login", "way"), [("d.furaha", "ix_case_file_listed"), ("c.aline", "ix_sight_holder")])
def test_a_list_is_read_in_its_order_or_from_what_is_seen(house: House, login: str, way: str) -> None:
    """The plan is the same on the first day as after ten years, since it follows figures that stay."""
    desk = house.desk(login)
    asked: list[tuple[str, tuple[Any, ...]]] = []

    def note(_connection: object, _cursor: object, statement: str, values: tuple[Any, ...], *_rest: object) -> None:
        asked.append((statement, values))

    sqlalchemy.event.listen(desk.vault.reader, "before_cursor_execute", note)
    desk.ask("case_file.children", window=Window())
    sqlalchemy.event.remove(desk.vault.reader, "before_cursor_execute", note)

    page, values = next(each for each in asked if "JOIN person" in each[0])
    with desk.vault.reader.connect() as connection, lawful(connection):
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {page}", values).all()
    steps = " · ".join(str(row[3]) for row in plan)

    assert way in steps
    assert "SCAN" not in steps
