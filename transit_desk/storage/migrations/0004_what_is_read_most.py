"""Indexes for what is read most: lists, stories, who sees what, tonight, the trail in its order."""

from __future__ import annotations

from alembic import op


def upgrade() -> None:
    """Run once, in one transaction, on every vault."""
    op.drop_index(op.f("ix_audit_line_segment_id"), table_name="audit_line")
    op.create_index("ix_audit_line_segment_place", "audit_line", ["segment_id", "place"], unique=False)
    op.drop_index(op.f("ix_case_file_listed"), table_name="case_file")
    op.create_index(
        "ix_case_file_listed", "case_file", ["merged_into_id", "withdrawn_at", "listed_as", "number"], unique=False
    )
    op.create_index("ix_due_story", "due", ["file_id", "done_on", "made_at", "id"], unique=False)
    op.create_index("ix_note_story", "note", ["file_id", "on_day", "made_at", "id"], unique=False)
    op.create_index("ix_sight_holder", "sight", ["holder", "file_id", "person_id"], unique=False)
    op.create_index(op.f("ix_stay_to_day"), "stay", ["to_day"], unique=False)
