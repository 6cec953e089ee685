"""Brothers and sisters stay together: whoever gives beds sees that; a package or an event that parts them says why."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Run once, in one transaction, on every vault."""
    op.add_column("bond", sa.Column("together", sa.Boolean(), nullable=True))
    op.add_column("release_event", sa.Column("parted_why", sa.Text(), nullable=True))
    op.add_column("package_sent", sa.Column("parted_why", sa.Text(), nullable=True))
