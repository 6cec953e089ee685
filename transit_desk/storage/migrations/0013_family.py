"""The family: relatives, own children, bonds, fear, whom not to contact."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Run once, in one transaction, on every vault."""
    op.create_table(
        "bond",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("other_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
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
        sa.ForeignKeyConstraint(["file_id"], ["case_file.id"], name=op.f("fk_bond_file_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["other_id"], ["case_file.id"], name=op.f("fk_bond_other_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bond")),
    )
    op.create_index(op.f("ix_bond_file_id"), "bond", ["file_id"], unique=False)
    op.create_index(op.f("ix_bond_other_id"), "bond", ["other_id"], unique=False)
    op.create_table(
        "fear",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("other_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("apart", sa.Boolean(), nullable=False),
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
        sa.ForeignKeyConstraint(["file_id"], ["case_file.id"], name=op.f("fk_fear_file_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["other_id"], ["case_file.id"], name=op.f("fk_fear_other_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fear")),
    )
    op.create_index(op.f("ix_fear_file_id"), "fear", ["file_id"], unique=False)
    op.create_index(op.f("ix_fear_other_id"), "fear", ["other_id"], unique=False)
    op.create_table(
        "no_contact",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("who", sa.LargeBinary(), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("ask_first", sa.Boolean(), nullable=False),
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
        sa.ForeignKeyConstraint(["file_id"], ["case_file.id"], name=op.f("fk_no_contact_file_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_no_contact")),
    )
    op.create_index(op.f("ix_no_contact_file_id"), "no_contact", ["file_id"], unique=False)
    op.create_table(
        "own_child",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("child_file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("present", sa.Text(), nullable=True),
        sa.Column("present_answer", sa.Text(), nullable=False),
        sa.Column("registration", sa.Text(), nullable=True),
        sa.Column("registration_answer", sa.Text(), nullable=False),
        sa.Column("father", sa.LargeBinary(), nullable=True),
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
            ["child_file_id"], ["case_file.id"], name=op.f("fk_own_child_child_file_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["file_id"], ["case_file.id"], name=op.f("fk_own_child_file_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_child")),
    )
    op.create_index(op.f("ix_own_child_child_file_id"), "own_child", ["child_file_id"], unique=False)
    op.create_index(op.f("ix_own_child_file_id"), "own_child", ["file_id"], unique=False)
    op.create_table(
        "relative",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("name_answer", sa.Text(), nullable=False),
        sa.Column("other_names", sa.Text(), nullable=True),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("alive", sa.Text(), nullable=True),
        sa.Column("alive_answer", sa.Text(), nullable=False),
        sa.Column("last_place", sa.Text(), nullable=True),
        sa.Column("last_place_answer", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("phone_answer", sa.Text(), nullable=False),
        sa.Column("caregiver", sa.Text(), nullable=True),
        sa.Column("caregiver_answer", sa.Text(), nullable=False),
        sa.Column("wish", sa.LargeBinary(), nullable=True),
        sa.Column("safe", sa.LargeBinary(), nullable=True),
        sa.Column("ask_first", sa.Boolean(), nullable=False),
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
        sa.ForeignKeyConstraint(["file_id"], ["case_file.id"], name=op.f("fk_relative_file_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relative")),
    )
    op.create_index(op.f("ix_relative_file_id"), "relative", ["file_id"], unique=False)
