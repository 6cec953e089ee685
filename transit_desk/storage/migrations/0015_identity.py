"""Talks, numbers elsewhere, places, particulars."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Run once, in one transaction, on every vault."""
    op.create_table(
        "agency_number",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("agency_words", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
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
            ["file_id"], ["case_file.id"], name=op.f("fk_agency_number_file_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_number")),
    )
    op.create_index(op.f("ix_agency_number_file_id"), "agency_number", ["file_id"], unique=False)
    op.create_table(
        "interview",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("led_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("interpreter", sa.Text(), nullable=True),
        sa.Column("women", sa.Integer(), nullable=False),
        sa.Column("men", sa.Integer(), nullable=False),
        sa.Column("asked_preference", sa.Text(), nullable=True),
        sa.Column("private", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
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
        sa.ForeignKeyConstraint(["file_id"], ["case_file.id"], name=op.f("fk_interview_file_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["led_by"], ["worker.id"], name=op.f("fk_interview_led_by"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
    )
    op.create_index(op.f("ix_interview_file_id"), "interview", ["file_id"], unique=False)
    op.create_index(op.f("ix_interview_led_by"), "interview", ["led_by"], unique=False)
    op.create_table(
        "particulars",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("nationality", sa.Text(), nullable=True),
        sa.Column("nationality_answer", sa.Text(), nullable=False),
        sa.Column("ethnicity", sa.LargeBinary(), nullable=True),
        sa.Column("signs", sa.Text(), nullable=True),
        sa.Column("signs_answer", sa.Text(), nullable=False),
        sa.Column("transport_code", sa.Text(), nullable=True),
        sa.Column("risk_level", sa.LargeBinary(), nullable=True),
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
            ["file_id"], ["case_file.id"], name=op.f("fk_particulars_file_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_particulars")),
    )
    op.create_index(op.f("ix_particulars_file_id"), "particulars", ["file_id"], unique=False)
    op.create_table(
        "place_claim",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("words_answer", sa.Text(), nullable=False),
        sa.Column("landmark", sa.Text(), nullable=True),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
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
            ["file_id"], ["case_file.id"], name=op.f("fk_place_claim_file_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_claim")),
    )
    op.create_index(op.f("ix_place_claim_file_id"), "place_claim", ["file_id"], unique=False)
    op.create_table(
        "place_to_avoid",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
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
            ["file_id"], ["case_file.id"], name=op.f("fk_place_to_avoid_file_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_to_avoid")),
    )
    op.create_index(op.f("ix_place_to_avoid_file_id"), "place_to_avoid", ["file_id"], unique=False)
