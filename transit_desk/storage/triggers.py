"""Every trigger in one declarative list, written out for both dialects."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator

from transit_desk.storage import audit
from transit_desk.storage.records import records


@dataclasses.dataclass(frozen=True)
class Never:
    """A table on which an operation never happens, whoever holds the database key."""

    table: str
    operation: str  # UPDATE | DELETE

    @property
    def name(self) -> str:
        """The trigger's name."""
        return f"never_{self.operation.lower()}_{self.table}"


def declared() -> tuple[Never, ...]:
    """The list. Rows that may only be added, and values that may be erased but never rewritten."""
    added_only = (*audit.APPEND_ONLY, *(name for name, record in records().items() if record.write_once))
    return (
        *(Never(table, operation) for table in added_only for operation in ("UPDATE", "DELETE")),
        *(Never(table, "UPDATE") for table in audit.NEVER_CHANGED),
    )


def statements(dialect: str, there: Collection[str] | None = None) -> Iterator[str]:
    """The statements that make the triggers, for `sqlite` or `postgresql`; of all tables, or of those that are there.

    A table whose step is still to be written is not there yet.
    """
    if dialect == "postgresql":
        yield (
            "CREATE OR REPLACE FUNCTION never_happens() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'this table is append-only'; END $$"
        )
    for never in declared():
        if there is not None and never.table not in there:
            continue
        if dialect == "postgresql":
            yield (
                f"CREATE TRIGGER {never.name} BEFORE {never.operation} ON {never.table} "
                "FOR EACH ROW EXECUTE FUNCTION never_happens()"
            )
        else:
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {never.name} BEFORE {never.operation} ON {never.table} "
                "BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END"
            )
