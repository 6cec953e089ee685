"""Write a migration step from the difference between the records and the steps that exist; for a maintainer to read."""

from __future__ import annotations

import pathlib
import sys

import sqlalchemy
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

from transit_desk import services
from transit_desk.storage import migrate
from transit_desk.storage.records import Tables

_HEAD = '''"""{title}"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Run once, in one transaction, on every vault."""
    {body}
'''


def _include(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and name in {"step", "vault_state"})


def main() -> None:
    """`python packaging/migration_step.py 0002_laundry "The laundry's table."`; a step of that name is written anew."""
    name, title = sys.argv[1:3]
    path = pathlib.Path(migrate.__file__).parent / "migrations" / f"{name}.py"
    path.unlink(missing_ok=True)
    services.load_records()
    engine = sqlalchemy.create_engine("sqlite://")
    with engine.connect() as connection:
        if migrate.steps():
            migrate.run(connection, migrate.steps())
        context = MigrationContext.configure(
            connection, opts={"include_name": _include, "target_metadata": Tables.metadata}
        )
        upgrade = produce_migrations(context, Tables.metadata).upgrade_ops
    if upgrade is None:
        raise SystemExit("nothing changed")
    body = render_python_code(upgrade).replace("transit_desk.storage.cells.CellType()", "sa.LargeBinary()")
    path.write_text(_HEAD.format(title=title, body=body))


if __name__ == "__main__":
    main()
