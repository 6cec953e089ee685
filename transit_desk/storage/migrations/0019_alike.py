"""Brothers and sisters stay together: whoever gives beds sees that, not what two children are to each other."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Run once, in one transaction, on every vault."""
    op.add_column("bond", sa.Column("together", sa.Boolean(), nullable=True))
