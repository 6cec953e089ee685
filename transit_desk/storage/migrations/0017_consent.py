"""Consent: for whom exactly, how the child agreed, who explained it and in which language, who confirmed it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Run once, in one transaction, on every vault."""
    for name in ("for_whom", "assent", "why_other", "explained_by", "language"):
        op.add_column("consent", sa.Column(name, sa.Text(), nullable=True))
    with op.batch_alter_table("consent") as table:  # a column that refers to another table needs the table made anew
        table.add_column(sa.Column("confirmed_by", sa.Uuid(as_uuid=False), nullable=True))
        table.create_foreign_key(
            op.f("fk_consent_confirmed_by"), "worker", ["confirmed_by"], ["id"], ondelete="RESTRICT"
        )
    op.create_index(op.f("ix_consent_confirmed_by"), "consent", ["confirmed_by"], unique=False)
