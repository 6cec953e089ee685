"""What is kept of handing over: agencies and keys, packages sent and received, what allowed each file to leave."""

from __future__ import annotations

import sqlalchemy
from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, Tables, field

C0, C1, C2, C3 = Level.C0, Level.C1, Level.C2, Level.C3


class ClosedBytes(Tables):
    """What is closed already when it comes here: a package, a private key, the words of a package. No record.

    Its owner carries the mark of its content, so that the trail covers it without holding a second copy.
    """

    __tablename__ = "closed_bytes"

    owner_id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False), primary_key=True)
    use: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text, primary_key=True)
    content: orm.Mapped[bytes] = orm.mapped_column(sqlalchemy.LargeBinary)


class CentreKey(Record):
    """The centre's own keys: age for what is sent to it, Ed25519 for what it sends; sealed to compartment `centre`."""

    __tablename__ = "centre_key"

    use: orm.Mapped[str] = field(fields.Text(10), N_("Use"), level=C0, topic=Topic.LOGISTICS, required=True, index=True)
    public: orm.Mapped[str] = field(fields.Text(80), N_("Public key"), level=C0, topic=Topic.LOGISTICS, required=True)


class Receiver(Record):
    """An agency to which files may be handed, with the keys it gave and who compared them with it."""

    __tablename__ = "receiver"

    name: orm.Mapped[str] = field(
        fields.Text(200), N_("Agency"), level=C1, topic=Topic.LOGISTICS, required=True, index=True
    )
    place: orm.Mapped[str | None] = field(fields.Text(120), N_("Town"), level=C1, topic=Topic.LOGISTICS)
    focal_point: orm.Mapped[str | None] = field(
        fields.Text(200), N_("Focal point"), level=C2, topic=Topic.CARE, help=N_("who answers for the files there")
    )
    reached_at: orm.Mapped[str | None] = field(fields.Text(120), N_("Telephone"), level=C2, topic=Topic.CARE)
    recipient: orm.Mapped[str | None] = field(
        fields.Text(80), N_("Key of the agency"), level=C0, topic=Topic.LOGISTICS,
        help=N_("begins with age1; without it a package is closed with a passphrase"),
    )  # fmt: skip
    signing_key: orm.Mapped[str | None] = field(
        fields.Text(64), N_("Signature of the agency"), level=C0, topic=Topic.LOGISTICS,
        help=N_("if it works with this program"),
    )  # fmt: skip
    confirmed_by: orm.Mapped[str | None] = field(
        fields.Reference("worker"), N_("Words compared by"), level=C0, topic=Topic.LOGISTICS
    )
    confirmed_at: orm.Mapped[int | None] = field(
        fields.Moment(), N_("Words compared at"), level=C0, topic=Topic.LOGISTICS
    )
    active: orm.Mapped[bool] = field(
        fields.Flag(), N_("Receives files"), level=C0, topic=Topic.LOGISTICS, required=True, default=True
    )


class PackageSent(Record):
    """A package from its first step to its receipt. A draft is taken up again at its step."""

    __tablename__ = "package_sent"

    package_id: orm.Mapped[str] = field(
        fields.Text(36), N_("Package"), level=C0, topic=Topic.LOGISTICS, required=True, index=True
    )
    receiver_id: orm.Mapped[str] = field(
        fields.Reference("receiver"), N_("Receiver"), level=C1, topic=Topic.LOGISTICS, required=True
    )
    purpose: orm.Mapped[str] = field(
        fields.Choice("handover_purpose"), N_("Purpose"), level=C1, topic=Topic.LOGISTICS, required=True
    )
    state: orm.Mapped[str] = field(
        fields.Choice("package_state"), N_("State"), level=C1, topic=Topic.LOGISTICS, required=True, index=True
    )
    step: orm.Mapped[int] = field(
        fields.Number(1, 6), N_("Step"), level=C0, topic=Topic.LOGISTICS, required=True, default=1
    )
    way: orm.Mapped[str] = field(
        fields.Choice("package_way"), N_("Closed"), level=C0, topic=Topic.LOGISTICS, required=True
    )
    language: orm.Mapped[str] = field(
        fields.Text(2), N_("Language of the papers"), level=C0, topic=Topic.LOGISTICS, required=True
    )
    days_valid: orm.Mapped[int] = field(
        fields.Number(1, 365), N_("Days until which it is read"), level=C0, topic=Topic.LOGISTICS, required=True
    )
    parted_why: orm.Mapped[str | None] = field(
        fields.Text(2_000, lines=3), N_("Why without the brother or sister"), level=C2, topic=Topic.CARE
    )
    files: orm.Mapped[int] = field(fields.Number(1, 400), N_("Files"), level=C1, topic=Topic.LOGISTICS, required=True)
    supersedes_id: orm.Mapped[str | None] = field(
        fields.Reference("package_sent"), N_("In place of"), level=C0, topic=Topic.LOGISTICS
    )
    sequence: orm.Mapped[int | None] = field(
        fields.Number(1), N_("Number in the series to this agency"), level=C0, topic=Topic.LOGISTICS
    )
    created: orm.Mapped[int | None] = field(fields.Moment(), N_("Closed at"), level=C1, topic=Topic.LOGISTICS)
    expires: orm.Mapped[int | None] = field(fields.Moment(), N_("Read until"), level=C1, topic=Topic.LOGISTICS)
    manifest_hash: orm.Mapped[str | None] = field(
        fields.Text(64), N_("Mark of the content"), level=C0, topic=Topic.LOGISTICS
    )
    written_at: orm.Mapped[int | None] = field(
        fields.Moment(), N_("Written and read back at"), level=C0, topic=Topic.LOGISTICS
    )
    receipt_at: orm.Mapped[int | None] = field(
        fields.Moment(), N_("Received there at"), level=C1, topic=Topic.LOGISTICS
    )
    receipt_trusted: orm.Mapped[bool | None] = field(
        fields.Flag(), N_("Receipt signed by a confirmed key"), level=C0, topic=Topic.LOGISTICS
    )


class PackageFile(OfFile, Record):
    """One child's file in a package, and what allows it to leave."""

    __tablename__ = "package_file"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    package_id: orm.Mapped[str] = field(
        fields.Reference("package_sent"), N_("Package"), level=C1, topic=Topic.CARE, required=True
    )
    basis: orm.Mapped[str | None] = field(
        fields.Choice("handover_basis"), N_("What allows it"), level=C1, topic=Topic.LEGAL
    )
    consent_id: orm.Mapped[str | None] = field(
        fields.Reference("consent"), N_("Answer about the transfer"), level=C1, topic=Topic.LEGAL
    )
    local_id: orm.Mapped[str | None] = field(
        fields.Text(16), N_("Name inside the package"), level=C0, topic=Topic.LOGISTICS
    )
    outcome: orm.Mapped[str | None] = field(
        fields.Choice("handover_outcome"), N_("At the receiver"), level=C1, topic=Topic.CARE
    )


class BestInterest(OfFile, Record):
    """One person's reasoned wish that a file may leave without consent; alone it allows nothing."""

    __tablename__ = "best_interest"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.LEGAL, required=True
    )
    entry_id: orm.Mapped[str] = field(
        fields.Reference("package_file"), N_("In the package"), level=C1, topic=Topic.LEGAL, required=True
    )
    reason: orm.Mapped[object] = field(
        fields.Text(2_000, lines=6), N_("Why it is in the child's best interest"), level=C3, topic=Topic.LEGAL,
        required=True, travels=False,
    )  # fmt: skip
    child_told: orm.Mapped[bool] = field(
        fields.Flag(), N_("The child was told"), level=C1, topic=Topic.LEGAL, required=True
    )


class BestInterestApproval(OfFile, Record):
    """The second person's word on it."""

    __tablename__ = "best_interest_approval"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.LEGAL, required=True
    )
    decision_id: orm.Mapped[str] = field(
        fields.Reference("best_interest"), N_("About"), level=C1, topic=Topic.LEGAL, required=True
    )


class PackageReceived(Record):
    """A package that came in, as it came: still closed, and opened again when somebody looks."""

    __tablename__ = "package_received"
    __table_args__ = (sqlalchemy.UniqueConstraint("sender_key", "package_id"),)

    package_id: orm.Mapped[str] = field(fields.Text(36), N_("Package"), level=C0, topic=Topic.LOGISTICS, required=True)
    sender_key: orm.Mapped[str] = field(
        fields.Text(32), N_("Signed by"), level=C0, topic=Topic.LOGISTICS, required=True
    )
    sender_public: orm.Mapped[str] = field(
        fields.Text(64), N_("Signature"), level=C0, topic=Topic.LOGISTICS, required=True
    )
    sender_label: orm.Mapped[str] = field(fields.Text(10_000), N_("Calls itself"), level=C1, topic=Topic.LOGISTICS)
    manifest_hash: orm.Mapped[str] = field(
        fields.Text(64), N_("Mark of the content"), level=C0, topic=Topic.LOGISTICS, required=True
    )
    sequence: orm.Mapped[int] = field(
        fields.Number(1, 2**53), N_("Number in its series"), level=C0, topic=Topic.LOGISTICS, required=True
    )
    supersedes: orm.Mapped[str | None] = field(fields.Text(36), N_("In place of"), level=C0, topic=Topic.LOGISTICS)
    purpose: orm.Mapped[str | None] = field(fields.Text(65_536), N_("Purpose"), level=C1, topic=Topic.LOGISTICS)
    created: orm.Mapped[int] = field(fields.Moment(), N_("Closed at"), level=C1, topic=Topic.LOGISTICS, required=True)
    expires: orm.Mapped[int] = field(fields.Moment(), N_("Read until"), level=C1, topic=Topic.LOGISTICS, required=True)
    fictional: orm.Mapped[bool] = field(
        fields.Flag(), N_("Demonstration"), level=C0, topic=Topic.LOGISTICS, required=True
    )
    came: orm.Mapped[str] = field(
        fields.Choice("package_came"), N_("How it came"), level=C1, topic=Topic.LOGISTICS, required=True
    )
    receipt_at: orm.Mapped[int | None] = field(fields.Moment(), N_("Receipt made at"), level=C1, topic=Topic.LOGISTICS)


class ChildReceived(Record):
    """One child of a package that came in, and the file here that was found or opened for it."""

    __tablename__ = "child_received"

    received_id: orm.Mapped[str] = field(
        fields.Reference("package_received"), N_("Package"), level=C1, topic=Topic.CARE, required=True
    )
    local_id: orm.Mapped[str] = field(
        fields.Text(16), N_("Name inside the package"), level=C0, topic=Topic.LOGISTICS, required=True
    )
    number: orm.Mapped[str | None] = field(
        fields.Text(65_536), N_("Number at the sender"), level=C1, topic=Topic.CARE, index=True
    )
    state: orm.Mapped[str] = field(
        fields.Choice("proposal_state"), N_("State"), level=C1, topic=Topic.CARE, required=True, index=True
    )
    file_id: orm.Mapped[str | None] = field(fields.Reference("case_file"), N_("File here"), level=C1, topic=Topic.CARE)
    opened_here: orm.Mapped[bool] = field(
        fields.Flag(), N_("A new file was opened"), level=C1, topic=Topic.CARE, required=True, default=False
    )


class Proposal(Record):
    """One section of one child as the sender wrote it; it changes nothing until somebody accepts it."""

    __tablename__ = "proposal"

    child_id: orm.Mapped[str] = field(
        fields.Reference("child_received"), N_("Child"), level=C1, topic=Topic.CARE, required=True
    )
    section: orm.Mapped[str] = field(fields.Text(40), N_("Section"), level=C1, topic=Topic.CARE, required=True)
    content: orm.Mapped[object] = field(
        fields.Structured(), N_("As they wrote it"), level=C3, topic=Topic.IDENTITY, required=True, travels=False
    )
    state: orm.Mapped[str] = field(
        fields.Choice("proposal_state"), N_("State"), level=C1, topic=Topic.CARE, required=True
    )
    why: orm.Mapped[str | None] = field(
        fields.Text(2_000, lines=4), N_("Why it was not taken"), level=C2, topic=Topic.CARE
    )
