"""Receipts that come back: which package they speak of, and whether the agency that got it signed them."""

from __future__ import annotations

import sqlalchemy

from transit_desk.domain import errors
from transit_desk.domain.text import N_
from transit_desk.export import limits
from transit_desk.export.fingerprints import key_id
from transit_desk.export.receipt import ReceiptRead
from transit_desk.export.refusals import PackageRefused, Why
from transit_desk.export.strict_json import read_json
from transit_desk.services.handover.records import PackageSent, Receiver
from transit_desk.storage.work import Work


def package_named(work: Work, blob: bytes) -> PackageSent:
    """The package a receipt names. The name is only used to find it: its mark is what must fit."""
    if len(blob) > limits.RECEIPT_BYTES:
        raise PackageRefused(Why.TOO_LARGE)
    outer = read_json(blob)
    body = outer.get("receipt") if isinstance(outer, dict) else None
    inner = read_json(body.encode("utf-8")) if isinstance(body, str) else None
    named = inner.get("package") if isinstance(inner, dict) else None
    if not isinstance(named, str):
        raise PackageRefused(Why.RECEIPT)
    row = work.first(
        sqlalchemy.select(PackageSent).where(
            PackageSent.package_id == named,
            PackageSent.manifest_hash.is_not(None),
            PackageSent.withdrawn_at.is_(None),
        )
    )
    if row is None:
        raise errors.RuleBroken(N_("This receipt is for a package that was not sent from here."), "receipt")
    return row


def from_the_receiver(receiver: Receiver, read: ReceiptRead) -> None:
    """An agency whose signature is known signs its own receipts."""
    if receiver.signing_key is not None and key_id(bytes.fromhex(receiver.signing_key)) != read.key_id:
        raise errors.RuleBroken(
            N_("This receipt was signed by somebody other than the agency that got the package. Ask the agency."),
            "receipt",
        )
