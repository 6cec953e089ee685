"""What befell a child before the centre: association, separation, detention, certification, age and risk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Run once, in one transaction, on every vault."""
    op.create_table(
        "age_finding",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("by_whom", sa.LargeBinary(), nullable=False),
        sa.Column("finding", sa.LargeBinary(), nullable=False),
        sa.Column("basis", sa.LargeBinary(), nullable=False),
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
            ["file_id"], ["case_file.id"], name=op.f("fk_age_finding_file_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_age_finding")),
    )
    op.create_index(op.f("ix_age_finding_file_id"), "age_finding", ["file_id"], unique=False)
    op.create_table(
        "association",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("force_type", sa.LargeBinary(), nullable=True),
        sa.Column("group_code", sa.LargeBinary(), nullable=True),
        sa.Column("group_words", sa.LargeBinary(), nullable=True),
        sa.Column("joined", sa.LargeBinary(), nullable=True),
        sa.Column("left", sa.LargeBinary(), nullable=True),
        sa.Column("recruitment_mode", sa.LargeBinary(), nullable=True),
        sa.Column("push_reasons", sa.LargeBinary(), nullable=True),
        sa.Column("roles", sa.LargeBinary(), nullable=True),
        sa.Column("recruited_at", sa.LargeBinary(), nullable=True),
        sa.Column("released_at", sa.LargeBinary(), nullable=True),
        sa.Column("exits_before", sa.LargeBinary(), nullable=True),
        sa.Column("taken_again", sa.LargeBinary(), nullable=True),
        sa.Column("agency_may_know", sa.LargeBinary(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
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
            ["file_id"], ["case_file.id"], name=op.f("fk_association_file_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_association")),
    )
    op.create_index(op.f("ix_association_file_id"), "association", ["file_id"], unique=False)
    op.create_table(
        "attestation_fact",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
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
            ["file_id"], ["case_file.id"], name=op.f("fk_attestation_fact_file_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attestation_fact")),
    )
    op.create_index(op.f("ix_attestation_fact_file_id"), "attestation_fact", ["file_id"], unique=False)
    op.create_table(
        "certification_step",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("before_any", sa.LargeBinary(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("by_whom", sa.LargeBinary(), nullable=False),
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
            ["file_id"], ["case_file.id"], name=op.f("fk_certification_step_file_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_step")),
    )
    op.create_index(op.f("ix_certification_step_file_id"), "certification_step", ["file_id"], unique=False)
    op.create_table(
        "detention",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("began", sa.LargeBinary(), nullable=False),
        sa.Column("ended", sa.LargeBinary(), nullable=True),
        sa.Column("authority", sa.LargeBinary(), nullable=False),
        sa.Column("known_at", sa.LargeBinary(), nullable=True),
        sa.Column("handed_over_at", sa.LargeBinary(), nullable=True),
        sa.Column("legal_referral", sa.LargeBinary(), nullable=True),
        sa.Column("lawyer_informed", sa.LargeBinary(), nullable=True),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
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
        sa.ForeignKeyConstraint(["file_id"], ["case_file.id"], name=op.f("fk_detention_file_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_detention")),
    )
    op.create_index(op.f("ix_detention_file_id"), "detention", ["file_id"], unique=False)
    op.create_table(
        "recruitment_risk",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("occasion", sa.LargeBinary(), nullable=False),
        sa.Column("approached", sa.LargeBinary(), nullable=True),
        sa.Column("threatened", sa.LargeBinary(), nullable=True),
        sa.Column("peers_left", sa.LargeBinary(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
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
            ["file_id"], ["case_file.id"], name=op.f("fk_recruitment_risk_file_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recruitment_risk")),
    )
    op.create_index(op.f("ix_recruitment_risk_file_id"), "recruitment_risk", ["file_id"], unique=False)
    op.create_table(
        "separation",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("on_date", sa.Text(), nullable=True),
        sa.Column("on_date_answer", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_answer", sa.Text(), nullable=False),
        sa.Column("cause", sa.LargeBinary(), nullable=True),
        sa.Column("narrative", sa.LargeBinary(), nullable=True),
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
        sa.ForeignKeyConstraint(["file_id"], ["case_file.id"], name=op.f("fk_separation_file_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_separation")),
    )
    op.create_index(op.f("ix_separation_file_id"), "separation", ["file_id"], unique=False)
    op.create_table(
        "summons",
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.LargeBinary(), nullable=False),
        sa.Column("authority", sa.LargeBinary(), nullable=False),
        sa.Column("answered_at", sa.LargeBinary(), nullable=True),
        sa.Column("answered_by", sa.LargeBinary(), nullable=True),
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
        sa.ForeignKeyConstraint(["file_id"], ["case_file.id"], name=op.f("fk_summons_file_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summons")),
    )
    op.create_index(op.f("ix_summons_file_id"), "summons", ["file_id"], unique=False)
