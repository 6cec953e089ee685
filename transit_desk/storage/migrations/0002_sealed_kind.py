"""The kind of a sealed statement is sealed with it: that a child had a name of war is as secret as the name."""

from __future__ import annotations

from alembic import op


def upgrade() -> None:
    """Run once, in one transaction, on every vault."""
    # Before and after in the trail name the kind too. Their chain covers digests alone, so they can be emptied.
    op.execute(
        """UPDATE audit_value SET "values" = '' WHERE line_id IN (
            SELECT id FROM audit_line WHERE record_table = 'claim' AND REPLACE(record_id, '-', '') IN (
                SELECT REPLACE(CAST(id AS TEXT), '-', '') FROM claim WHERE what = 'war_name'))"""
    )
    op.execute("UPDATE claim SET what = 'sealed' WHERE what = 'war_name'")
