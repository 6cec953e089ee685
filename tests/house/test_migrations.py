"""Steps equal records, in both dialects; a step never loses a row; a vault of a newer program is refused in words."""

from __future__ import annotations

import hashlib
import pathlib
import subprocess
import sys
import tomllib
from typing import Any

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from tests import makers
from transit_desk import services
from transit_desk.domain import errors
from transit_desk.storage import migrate, triggers
from transit_desk.storage.records import Tables
from transit_desk.storage.sight import lawful

services.load_records()
_DIALECTS: list[Any] = [sqlite.dialect(), postgresql.dialect()]  # type: ignore[no-untyped-call]


def test_the_steps_make_exactly_the_records() -> None:
    """All steps on an empty database, compared with what the records describe."""
    engine = sqlalchemy.create_engine("sqlite://")
    with engine.connect() as connection:
        migrate.run(connection, migrate.steps())
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _: not (kind == "table" and name == "step")}
        )

        assert compare_metadata(context, Tables.metadata) == []


@pytest.mark.parametrize("table", Tables.metadata.sorted_tables, ids=lambda table: table.name)
@pytest.mark.parametrize("dialect", _DIALECTS, ids=["sqlite", "postgresql"])
def test_every_table_and_index_compiles(table: sqlalchemy.Table, dialect: sqlalchemy.Dialect) -> None:
    """The same records for one laptop and for a server of several desks."""
    assert str(CreateTable(table).compile(dialect=dialect)).strip().startswith("CREATE TABLE")
    for index in table.indexes:
        assert "CREATE" in str(CreateIndex(index).compile(dialect=dialect))


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_every_trigger_is_written_for_both_dialects(dialect: str) -> None:
    """One list, two ways of saying it."""
    written = "\n".join(triggers.statements(dialect))

    for never in triggers.declared():
        assert never.name in written
    again = "CREATE OR REPLACE TRIGGER" if dialect == "postgresql" else "CREATE TRIGGER IF NOT EXISTS"
    assert written.count(again) == written.count("CREATE ") - written.count("CREATE OR REPLACE FUNCTION")


def test_a_program_that_did_nothing_yet_makes_every_trigger(tmp_path: pathlib.Path) -> None:
    """What is written once is declared by the slices: a vault is made after they were read, whatever came first."""
    script = (
        "import pathlib; from tests import makers; "
        f"folder = pathlib.Path({str(tmp_path / 'vault')!r}); makers.build_template(folder); "
        "desk = makers.House(folder, makers.FrozenClock(makers.NOON)).desk(); "
        "print(*(name for (name,) in desk.vault.fresh().execute("
        "\"SELECT name FROM sqlite_master WHERE type = 'trigger'\")))"
    )
    tree = pathlib.Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tree)

    assert {never.name for never in triggers.declared()} <= set(done.stdout.split())


def test_no_two_steps_share_a_number() -> None:
    """So that nobody wonders which came first. Numbers may be left out: slices are built side by side."""
    numbers = [path.name[:4] for path in migrate.steps()]

    assert numbers == sorted(set(numbers))


def test_a_step_that_was_run_at_a_centre_is_never_changed() -> None:
    """A vault that ran it would differ for ever from one that runs it tomorrow."""
    frozen = tomllib.loads((pathlib.Path(__file__).parent / "frozen_steps.toml").read_text())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in migrate.steps()}

    assert frozen.items() <= found.items()


def test_a_step_imports_nothing_of_ours() -> None:
    """It must mean the same in ten years, whatever became of the records."""
    for path in migrate.steps():
        text = path.read_text()
        assert "transit_desk" not in text, path.name
        assert "from ui" not in text


def test_a_vault_of_a_newer_program_is_refused_in_words(house: makers.House) -> None:
    """Nothing is changed, and the words say what to do."""
    desk = house.desk()
    with desk.vault.writer.begin() as connection, lawful(connection):
        connection.exec_driver_sql("INSERT INTO step VALUES (9999, '9999_from_the_future.py')")
    house.lock()

    with pytest.raises(errors.TooNew):
        house.desk()


def test_a_step_that_would_lose_a_row_is_undone(
    house: makers.House, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counts before and after are compared, and the whole transaction goes."""
    step = tmp_path / "0002_careless.py"
    step.write_text("from alembic import op\n\n\ndef upgrade():\n    op.execute('DELETE FROM setting')\n")
    desk = house.desk()
    import datetime

    desk.do("office.change_setting", key="office.idle_minutes", value=3, holds_from=datetime.date(2026, 1, 1))
    house.lock()
    real = migrate.steps()
    monkeypatch.setattr(migrate, "steps", lambda: [*real, step])

    with pytest.raises(errors.VaultUnreadable):
        house.desk()

    monkeypatch.setattr(migrate, "steps", lambda: real)
    assert house.desk().ask("office.setting", key="office.idle_minutes") == 3
