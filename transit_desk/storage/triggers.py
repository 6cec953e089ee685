"""Every trigger in one declarative list, written out for both dialects."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from typing import Final

from transit_desk.storage import audit
from transit_desk.storage.damage import DOUBLE, OVERLAPS
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


@dataclasses.dataclass(frozen=True)
class NoOverlap:
    """A table of spans of days in which two of one thing never share a day; a span without an end goes on.

    The second wall behind the rules of a slice: it holds for every writer, and for two desks at once. What is only
    promised ends on the day of the plan, for nothing has happened yet.
    """

    table: str
    same: tuple[str, ...]
    begin: str = "from_day"
    end: str = "to_day"
    promise: str = ""  # the column that says a row is a promise …
    planned: str = ""  # … and the day on which such a one ends

    def name(self, operation: str) -> str:
        """The trigger's name."""
        return f"no_overlap_{operation.lower()}_{self.table}"

    def condition(self, equal: str) -> str:
        """True where a row that is written shares a day with another; `equal` compares two that may be empty."""
        same = " AND ".join(f"other.{column} {equal} NEW.{column}" for column in self.same)
        own, there = (f"{end} IS NULL OR {end} >" for end in (self._end("NEW"), self._end("other")))
        return (
            f"NEW.withdrawn_at IS NULL AND ({own} NEW.{self.begin}) AND EXISTS (SELECT 1 FROM {self.table} AS other "
            f"WHERE {same} AND other.id <> NEW.id AND other.withdrawn_at IS NULL AND ({there} other.{self.begin}) "
            f"AND ({there} NEW.{self.begin}) AND ({own} other.{self.begin}))"
        )

    def _end(self, row: str) -> str:
        if not self.promise:
            return f"{row}.{self.end}"
        return f"COALESCE({row}.{self.end}, CASE WHEN {row}.{self.promise} THEN {row}.{self.planned} END)"


NO_OVERLAP: Final = (
    # Two children, or two promises, never have one bed on one night.
    NoOverlap("bed_taken", ("bed_id", "reserved"), promise="reserved", planned="until"),
    NoOverlap("bed_block", ("bed_id",)),
)


@dataclasses.dataclass(frozen=True)
class NoDouble:
    """A table in which no row is added that says the same as another in these columns.

    No unique index, which a vault in which two of them stand already could not make: such a vault opens, and both stay
    to be read.
    """

    table: str
    same: tuple[str, ...]
    standing: bool = False  # whether one that was withdrawn makes room for another

    @property
    def name(self) -> str:
        """The trigger's name."""
        return f"no_double_{self.table}"

    @property
    def condition(self) -> str:
        """True where the row that is added is there already."""
        same = " AND ".join(f"other.{column} = NEW.{column}" for column in self.same)
        standing = " AND other.withdrawn_at IS NULL" if self.standing else ""
        return f"EXISTS (SELECT 1 FROM {self.table} AS other WHERE {same} AND other.id <> NEW.id{standing})"


NO_DOUBLE: Final = (
    # One reference is one entry of a book, one request at the gate.
    *(NoDouble(book, ("number",)) for book in ("incident", "closed_incident", "allegation", "complaint")),
    NoDouble("gate_request", ("number",)),
    NoDouble("shift_note_read", ("note_id", "by_id"), standing=True),
)


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
    for spans in NO_OVERLAP:
        if there is None or spans.table in there:
            yield from _no_overlap(spans, dialect)
    for once in NO_DOUBLE:
        if there is None or once.table in there:
            yield from _no_double(once, dialect)
    for never in declared():
        if there is not None and never.table not in there:
            continue
        if dialect == "postgresql":
            yield (
                f"CREATE OR REPLACE TRIGGER {never.name} BEFORE {never.operation} ON {never.table} "
                "FOR EACH ROW EXECUTE FUNCTION never_happens()"
            )
        else:
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {never.name} BEFORE {never.operation} ON {never.table} "
                "BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END"
            )


def _no_double(once: NoDouble, dialect: str) -> Iterator[str]:
    if dialect == "postgresql":
        yield (
            f"CREATE OR REPLACE FUNCTION {once.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {once.condition} THEN RAISE EXCEPTION '{DOUBLE}'; END IF; RETURN NEW; END $$"
        )
        yield (
            f"CREATE OR REPLACE TRIGGER {once.name} BEFORE INSERT ON {once.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {once.name}()"
        )
    else:
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {once.name} BEFORE INSERT ON {once.table} "
            f"WHEN {once.condition} BEGIN SELECT RAISE(ABORT, '{DOUBLE}'); END"
        )


def _no_overlap(spans: NoOverlap, dialect: str) -> Iterator[str]:
    if dialect == "postgresql":
        yield (
            f"CREATE OR REPLACE FUNCTION no_overlap_{spans.table}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {spans.condition('IS NOT DISTINCT FROM')} THEN RAISE EXCEPTION '{OVERLAPS}'; "
            "END IF; RETURN NEW; END $$"
        )
    for operation in ("INSERT", "UPDATE"):
        name = spans.name(operation)
        if dialect == "postgresql":
            yield (
                f"CREATE OR REPLACE TRIGGER {name} BEFORE {operation} ON {spans.table} "
                f"FOR EACH ROW EXECUTE FUNCTION no_overlap_{spans.table}()"
            )
        else:
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {operation} ON {spans.table} "
                f"WHEN {spans.condition('IS')} BEGIN SELECT RAISE(ABORT, '{OVERLAPS}'); END"
            )
