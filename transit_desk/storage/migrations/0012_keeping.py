"""Photographs and papers by topic; what is kept for a child, taken in and given back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Run once, in one transaction, on every vault."""
    op.create_table(
        "attestation_original",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("original_with", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("remark", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("centre_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"], ["case_file.id"], name=op.f("fk_attestation_original_file_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attestation_original")),
    )
    op.create_index(op.f("ix_attestation_original_file_id"), "attestation_original", ["file_id"], unique=False)
    op.create_table(
        "closed_document",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("on_day", sa.LargeBinary(), nullable=False),
        sa.Column("media", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("centre_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"], ["case_file.id"], name=op.f("fk_closed_document_file_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_document")),
    )
    op.create_index(op.f("ix_closed_document_file_id"), "closed_document", ["file_id"], unique=False)
    op.create_table(
        "handing_over",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("giver_kind", sa.LargeBinary(), nullable=False),
        sa.Column("giver", sa.LargeBinary(), nullable=True),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("witness", sa.Text(), nullable=True),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("papers_came", sa.Text(), nullable=True),
        sa.Column("signed", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("centre_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"], ["case_file.id"], name=op.f("fk_handing_over_file_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handing_over")),
    )
    op.create_index(op.f("ix_handing_over_file_id"), "handing_over", ["file_id"], unique=False)
    op.create_table(
        "kept_thing",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("place_words", sa.Text(), nullable=True),
        sa.Column("attestation", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("centre_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["case_file.id"], name=op.f("fk_kept_thing_file_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_thing")),
    )
    op.create_index(op.f("ix_kept_thing_file_id"), "kept_thing", ["file_id"], unique=False)
    op.create_table(
        "document",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("attachment_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("secrecy", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("sealed_kind", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("centre_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_document_attachment_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["file_id"], ["case_file.id"], name=op.f("fk_document_file_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["document.id"], name=op.f("fk_document_replaces_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_attachment_id"), "document", ["attachment_id"], unique=False)
    op.create_index(op.f("ix_document_file_id"), "document", ["file_id"], unique=False)
    op.create_index(op.f("ix_document_replaces_id"), "document", ["replaces_id"], unique=False)
    op.create_table(
        "kept_move",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("thing_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("witness", sa.Text(), nullable=True),
        sa.Column("signed", sa.Text(), nullable=True),
        sa.Column("to_whom", sa.Text(), nullable=True),
        sa.Column("to_name", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("corrects_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("centre_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["worker.id"], name=op.f("fk_kept_move_by_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["kept_move.id"], name=op.f("fk_kept_move_corrects_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["file_id"], ["case_file.id"], name=op.f("fk_kept_move_file_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["thing_id"], ["kept_thing.id"], name=op.f("fk_kept_move_thing_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_move")),
    )
    op.create_index(op.f("ix_kept_move_by_id"), "kept_move", ["by_id"], unique=False)
    op.create_index(op.f("ix_kept_move_corrects_id"), "kept_move", ["corrects_id"], unique=False)
    op.create_index(op.f("ix_kept_move_file_id"), "kept_move", ["file_id"], unique=False)
    op.create_index(op.f("ix_kept_move_thing_id"), "kept_move", ["thing_id"], unique=False)
    # No program before this step kept an attachment; a default lets the columns be added in place all the same.
    op.add_column("attachment", sa.Column("pages", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("attachment", sa.Column("portrait", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("attachment", sa.Column("paper", sa.Text(), nullable=True))
    op.add_column("attachment", sa.Column("medical", sa.Text(), nullable=True))
    op.drop_column("attachment", "what")
