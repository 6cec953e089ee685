"""Which case files this worker may see, applied to every query: by the ORM, and again at the cursor.

The ORM listener reaches mapped selects only. A `select(table)`, a `text()` or a Core count would get every row, so a
second guard stands at the cursor and refuses any statement that touches a case-bound table without having passed here.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import weakref
from typing import Any

import sqlalchemy
from sqlalchemy import orm
from sqlalchemy.sql import visitors

from transit_desk.storage.records import Itself, OfFile, OfPerson, Record, Tables, records


class Sight(Tables):
    """Who sees which file: one row for each holder, who is a worker or a word such as *residents*."""

    __tablename__ = "sight"
    # What a holder sees is read from this index alone.
    __table_args__ = (sqlalchemy.Index("ix_sight_holder", "holder", "file_id", "person_id"),)

    file_id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False), primary_key=True)
    holder: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text, primary_key=True)
    person_id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False), primary_key=True)


RESIDENTS = "residents"


class UnguardedStatement(RuntimeError):  # noqa: N818  (a bug with a name)
    """A statement on a case-bound table did not pass sight: a fault in the program, never a matter of rights."""


@dataclasses.dataclass(frozen=True)
class Eyes:
    """Whose eyes a session has. `holders` is None for those who see every file."""

    holders: frozenset[str] | None = None


NOBODY = Eyes(frozenset())


def case_bound() -> frozenset[str]:
    """The tables whose rows belong to a case."""
    return frozenset(name for name, record in records().items() if record.sight_column)


@dataclasses.dataclass(frozen=True)
class _Read:
    """What was found in a statement: the tables it names through their records, and how it reads to which eyes."""

    tables: frozenset[str]
    narrowed: dict[frozenset[str], Any] = dataclasses.field(default_factory=dict)


class Guard:
    """Both guards, put on sessions and engines. The list of case-bound tables is read once.

    A statement that is kept and asked again is read once too: it never changes, so neither does what it names.
    """

    def __init__(self) -> None:
        names = sorted(case_bound())
        self._bound = frozenset(names)
        named = re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, names or ["\0"])) + r")(?!\w)")
        self._named_in = functools.lru_cache(maxsize=4096)(lambda text: frozenset(named.findall(text)))
        self._criteria = functools.lru_cache(maxsize=64)(_criteria)
        self._known: weakref.WeakKeyDictionary[Any, _Read] = weakref.WeakKeyDictionary()

    def watch_session(self, session: type[orm.Session]) -> None:
        """Add the criteria of sight to every mapped select of such sessions."""
        sqlalchemy.event.listen(session, "do_orm_execute", self._on_execute)

    def watch_engine(self, engine: sqlalchemy.Engine) -> None:
        """Refuse, at the cursor, what did not pass."""
        sqlalchemy.event.listen(engine, "before_cursor_execute", self._on_cursor)

    def _on_execute(self, state: orm.ORMExecuteState) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            raise UnguardedStatement("bulk changes live in storage/bulk.py, which writes its own trail")
        if not state.is_select or not state.is_orm_statement or state.is_from_statement:
            return
        if state.is_column_load:
            state.update_execution_options(passed_sight=self._bound)
            return
        read = self._known.get(state.statement)
        if read is None:
            read = self._known[state.statement] = _Read(self._tables_of(state.statement))
        eyes = state.session.info.get("eyes", NOBODY)
        if eyes.holders is not None:
            narrowed = read.narrowed.get(eyes.holders)
            if narrowed is None:
                every = self._criteria(eyes.holders)
                narrowed = state.statement.options(*(every[name] for name in sorted(read.tables)))
                read.narrowed[eyes.holders] = narrowed
            state.statement = narrowed
        state.update_execution_options(passed_sight=read.tables)

    def _tables_of(self, statement: Any) -> frozenset[str]:
        """The case-bound tables a statement reads.

        A table passes only as a record or through a record's columns; those carry SQLAlchemy's mark.
        """
        named: set[str] = set()
        mapped: set[str] = set()
        for element in visitors.iterate(statement):
            if isinstance(element, sqlalchemy.sql.expression.ColumnClause):
                name = _root(element.table)
                if name in self._bound and not _is_mapped(element):
                    raise UnguardedStatement(f"a column of {name} was named without its record")
                mapped.add(name)
            elif isinstance(element, sqlalchemy.FromClause):
                name = _root(element)
                (mapped if _is_mapped(element) else named).add(name)
        bare = (named - mapped) & self._bound
        if bare:
            raise UnguardedStatement(f"{min(bare)} was named as a bare table")
        return self._bound & mapped

    def _on_cursor(
        self,
        connection: sqlalchemy.Connection,
        cursor: object,
        statement: str,
        parameters: object,
        context: Any,
        executemany: bool,  # noqa: FBT001
    ) -> None:
        """Every case-bound table in the words of the statement must be one whose records passed sight."""
        del cursor, parameters, executemany
        if connection.info.get("lawful"):
            return
        options = context.execution_options if context is not None else {}
        unseen = self._named_in(statement) - options.get("passed_sight", _NOTHING)
        if unseen:
            raise UnguardedStatement(f"a statement on a case-bound table did not pass sight: {min(unseen)}")


_NOTHING: frozenset[str] = frozenset()


class lawful:  # noqa: N801  (reads as a word: `with lawful(connection)`)
    """The storage room's own statements, which do not go through sight: trail, checks, migrations."""

    def __init__(self, connection: sqlalchemy.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        """Let the statements pass."""
        self._connection.info["lawful"] = True

    def __exit__(self, *_: object) -> None:
        """Guard again."""
        self._connection.info["lawful"] = False


def _is_mapped(element: Any) -> bool:
    return "parententity" in element._annotations  # noqa: SLF001  (the only mark SQLAlchemy leaves)


def _root(element: Any) -> str:
    """The table behind an alias, by its name; empty for anything else."""
    while isinstance(element, sqlalchemy.sql.expression.AliasedReturnsRows):
        element = element.element
    return str(element.name) if isinstance(element, sqlalchemy.Table) else ""


def _criteria(holders: frozenset[str]) -> dict[str, Any]:
    """By table, what these eyes may see of it."""
    sight = Sight.__table__
    files = sqlalchemy.select(sight.c.file_id).where(sight.c.holder.in_(sorted(holders)))
    persons = sqlalchemy.select(sight.c.person_id).where(sight.c.holder.in_(sorted(holders)))
    found: dict[str, Any] = {}
    for name, record in records().items():
        if issubclass(record, OfFile):
            found[name] = _criterion(record, files)
        elif issubclass(record, OfPerson):
            found[name] = _criterion(record, persons)
        elif issubclass(record, Itself):
            found[name] = _criterion(record, files if name == "case_file" else persons)
    return found


def _criterion(record: type[Record], seen: sqlalchemy.Select[Any]) -> Any:
    column = getattr(record, record.sight_column or "id")
    return orm.with_loader_criteria(record, column.in_(seen), include_aliases=True)
