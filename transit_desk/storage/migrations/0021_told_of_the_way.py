"""A time with a group and a separation that were put right name what they came in place of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Run once, in one transaction, on every vault."""
    for table in ("association", "separation"):
        op.add_column(table, sa.Column("supersedes_id", sa.Text(), nullable=True))
