"""Bring a vault up to date step by step, or refuse it in words.

A step is one file in `migrations/`, imports nothing of ours, and is frozen when it is released. Steps run in one
transaction on a connection whose foreign keys were switched off *before* it began (SQLite's way of changing a table
drops and rebuilds it); afterwards the keys are checked, no row may be missing, and every trigger is made again.
"""

from __future__ import annotations

import importlib.util
import pathlib
import re
from collections.abc import Sequence
from types import ModuleType

import sqlalchemy

from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words
from transit_desk.storage import expectations, triggers
from transit_desk.storage.vault import Vault

_FOLDER = pathlib.Path(__file__).parent / "migrations"
_NAME = re.compile(r"^(\d{4})_\w+\.py$")
_STEPS = sqlalchemy.Table(
    "step", sqlalchemy.MetaData(), sqlalchemy.Column("number", sqlalchemy.Integer, primary_key=True),
    sqlalchemy.Column("name", sqlalchemy.Text, nullable=False),
)  # fmt: skip


def steps() -> list[pathlib.Path]:
    """The files of the steps, in their order."""
    return sorted(path for path in _FOLDER.iterdir() if _NAME.match(path.name))


def bring_up_to_date(vault: Vault) -> list[str]:
    """Run the steps that are missing, all in one transaction; returns their names.

    Raises `TooNew` for a vault of a newer program, and a fault when a step would lose a row.
    """
    files = steps()
    with vault.reader.connect() as connection:
        done = _done(connection)
    if done - {path.name for path in files}:
        raise errors.TooNew
    missing = [path for path in files if path.name not in done]
    if missing:
        with vault.migrating() as connection:
            run(connection, missing)
    return [path.name for path in missing]


def _done(connection: sqlalchemy.Connection) -> set[str]:
    if not sqlalchemy.inspect(connection).has_table("step"):
        return set()
    return set(connection.execute(sqlalchemy.select(_STEPS.c.name)).scalars())


def run(connection: sqlalchemy.Connection, missing: Sequence[pathlib.Path]) -> None:
    """Run steps inside an open transaction whose foreign keys are off; check keys and rows, make triggers again."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    _STEPS.create(connection, checkfirst=True)
    _drop_triggers(connection)
    for path in missing:
        before = _counts(connection)
        with Operations.context(MigrationContext.configure(connection)):
            _load(path).upgrade()
        _no_row_lost(before, _counts(connection), path.name)
        connection.execute(sqlalchemy.insert(_STEPS).values(number=int(path.name[:4]), name=path.name))
    dialect = connection.dialect.name
    there = sqlalchemy.inspect(connection).get_table_names()
    for statement in (*triggers.statements(dialect, there), *expectations.statements(dialect)):
        connection.exec_driver_sql(statement)
    if dialect == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise errors.VaultUnreadable(
            N_("Bringing the vault up to date would have broken a link between records. Nothing was changed.")
        )


def _load(path: pathlib.Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path.name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _drop_triggers(connection: sqlalchemy.Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'").scalars().all()
    for name in names:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def _counts(connection: sqlalchemy.Connection) -> dict[str, int]:
    preparer = connection.dialect.identifier_preparer
    return {
        table: connection.exec_driver_sql(f"SELECT count(*) FROM {preparer.quote(table)}").scalar_one()
        for table in sqlalchemy.inspect(connection).get_table_names()
    }


def _no_row_lost(before: dict[str, int], after: dict[str, int], step: str) -> None:
    lost = {table for table, count in before.items() if after.get(table, 0) < count}
    if lost:
        raise errors.VaultUnreadable(
            Words(
                N_("Bringing the vault up to date ({step}) would have lost records. Nothing was changed."),
                {"step": step},
            )
        )
