"""Who said that two children are bound or kept apart, whom not to contact, a time with a group, a separation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Run once, in one transaction, on every vault; what was written before is left without."""
    for table in ("bond", "separation"):
        op.add_column(table, sa.Column("said_by", sa.Text(), nullable=True))
    for table in ("association", "fear", "no_contact"):
        op.add_column(table, sa.Column("said_by", sa.LargeBinary(), nullable=True))
