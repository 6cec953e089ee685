"""The few lawful bulk changes, which fire no flush and therefore write their own trail.

Only an import of many records of one kind is lawful so far. Sealed fields cannot come this way: each needs its cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy

from transit_desk.storage import audit, sight
from transit_desk.storage.records import Record, fields_of, new_id, table_of
from transit_desk.storage.work import Work


def add_many(work: Work, kind: type[Record], rows: Sequence[Mapping[str, object]]) -> list[str]:
    """Add many records of one kind in one statement; each gets its own line. Returns their identifiers."""
    described = fields_of(kind)
    now, who = work.now(), work.actor.worker_id
    stamped = []
    for row in rows:
        for name in row:
            if name in described and described[name].sealed and row[name] is not None:
                raise TypeError(f"{name} is sealed, and a bulk import seals nothing")
        stamped.append(
            {
                "id": new_id(), "centre_id": work.actor.centre_id, "edition": 1, "made_by": who, "made_at": now,
                "changed_by": who, "changed_at": now, **row,
            }
        )  # fmt: skip
    if not stamped:
        return []
    work.session.flush()
    connection = work.session.connection()
    table = table_of(kind)
    names = {name for row in stamped for name in row}
    with sight.lawful(connection):
        connection.execute(sqlalchemy.insert(table), [{name: row.get(name) for name in names} for row in stamped])
    work.touched.add(table.name)
    for row in stamped:
        whole = kind(**{column.key: row.get(column.key) for column in table.columns})
        after = {name: audit.canonical(value) for name, value in row.items() if value is not None}
        work.changes[str(row["id"])] = audit.Change("add", whole, {}, after)
    return [str(row["id"]) for row in stamped]
