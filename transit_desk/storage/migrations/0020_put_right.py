"""What was told and put right names what it came in place of; who told of a number and of a place to avoid."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Run once, in one transaction, on every vault."""
    for table in (
        "agency_number", "interview", "no_contact", "particulars", "place_claim", "place_to_avoid", "relative",
    ):  # fmt: skip
        op.add_column(table, sa.Column("supersedes_id", sa.Text(), nullable=True))
    for table in ("agency_number", "place_to_avoid"):
        op.add_column(table, sa.Column("said_by", sa.Text(), nullable=True))
