"""The receipt: a signed line that a package arrived whole, without a name and without anything about a child."""

from __future__ import annotations

import dataclasses
import enum
import json
import re
import uuid
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from transit_desk.domain.text import N_, Words
from transit_desk.export import limits
from transit_desk.export.fingerprints import key_id, public_bytes
from transit_desk.export.package import LOCAL_ID, Sender
from transit_desk.export.refusals import PackageRefused, Why
from transit_desk.export.strict_json import read_json, write_json
from transit_desk.export.verify import Opened, Trust

SIGNED_AS = b"transit-desk/receipt/v1\0"
FORMAT = "transit-desk/receipt"
VERSION = 1
_HASH = re.compile(r"[0-9a-f]{64}")
_PUBLIC_KEY = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")


class Outcome(enum.StrEnum):
    """What became of one child's part of the package at the receiver's."""

    TAKEN = "taken"
    PARTLY = "partly"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclasses.dataclass(frozen=True)
class ReceiptRead:
    """A receipt that fits the package that was sent. Children go by the local ids of that package."""

    package_id: uuid.UUID
    manifest_hash: str
    key_id: str
    trust: Trust
    label: str
    received_at: int
    outcomes: Mapping[str, Outcome]
    notes: tuple[Words, ...]


def receipt_for(
    opened: Opened,
    signing_key: Ed25519PrivateKey,
    sender: Sender,
    received_at: int,
    outcomes: Mapping[str, Outcome],
) -> bytes:
    """A small text file to send back openly: keys, a hash, an hour, and the package's own local ids.

    `sender` is the office that signs this receipt; its label stays at home.
    """
    if sender.public_key != public_bytes(signing_key):
        raise ValueError("the receiver named in the receipt is not the one who signs")
    strangers = outcomes.keys() - {child.local_id for child in opened.children}
    if strangers:
        raise ValueError("an outcome is told for a child who is not in the package")
    body = write_json(
        {
            "format": FORMAT,
            "version": VERSION,
            "package": str(opened.manifest.package_id),
            "manifest": opened.manifest_hash,
            "receiver": {"key": sender.key_id, "public_key": sender.public_key.hex()},
            "received": received_at,
            "children": {local_id: outcomes[local_id].value for local_id in sorted(outcomes)},
        }
    )
    signature = signing_key.sign(SIGNED_AS + body).hex()
    return json.dumps({"receipt": body.decode("utf-8"), "signature": signature}, indent=1).encode("ascii") + b"\n"


def read_receipt(blob: bytes, expected_manifest_hash: str, trusted: Mapping[str, str]) -> ReceiptRead:
    """The receipt for that package, or a refusal in words."""
    if len(blob) > limits.RECEIPT_BYTES:
        raise PackageRefused(Why.TOO_LARGE)
    outer = _record(read_json(blob))
    body, signature = outer.get("receipt"), outer.get("signature")
    if not isinstance(body, str) or not isinstance(signature, str) or not _SIGNATURE.fullmatch(signature):
        raise PackageRefused(Why.RECEIPT)
    exact = body.encode("utf-8")
    value = _record(read_json(exact))
    if value.get("format") != FORMAT:
        raise PackageRefused(Why.RECEIPT)
    version = value.get("version")
    if isinstance(version, int) and version > VERSION:
        raise PackageRefused(Why.NEWER_FORMAT)
    receiver = _record(value.get("receiver"))
    public_key = bytes.fromhex(_like(_PUBLIC_KEY, receiver.get("public_key")))
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(bytes.fromhex(signature), SIGNED_AS + exact)
    except (InvalidSignature, ValueError):
        raise PackageRefused(Why.SIGNATURE) from None
    if receiver.get("key") != key_id(public_key):
        raise PackageRefused(Why.SIGNATURE)
    if _like(_HASH, value.get("manifest")) != expected_manifest_hash:
        raise PackageRefused(Why.RECEIPT, Words(N_("it is for another package")))
    return _read(value, key_id(public_key), trusted)


def _read(value: Mapping[str, object], receiver: str, trusted: Mapping[str, str]) -> ReceiptRead:
    received = value.get("received")
    if isinstance(received, bool) or not isinstance(received, int):
        raise PackageRefused(Why.RECEIPT)
    if not limits.MOMENT_FIRST <= received <= limits.MOMENT_LAST:
        raise PackageRefused(Why.RECEIPT)
    package = value.get("package")
    try:
        package_id = uuid.UUID(package if isinstance(package, str) else "")
        outcomes = {
            _like(LOCAL_ID, local_id): Outcome(str(told)) for local_id, told in _record(value.get("children")).items()
        }
    except ValueError:
        raise PackageRefused(Why.RECEIPT) from None
    label = trusted.get(receiver)
    notes = () if label is not None else (Words(N_("Nobody here has confirmed the key that signed this receipt.")),)
    return ReceiptRead(
        package_id=package_id,
        manifest_hash=str(value["manifest"]),
        key_id=receiver,
        trust=Trust.UNVERIFIED if label is None else Trust.KNOWN,
        label=label or "",
        received_at=received,
        outcomes=outcomes,
        notes=notes,
    )


def _record(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise PackageRefused(Why.RECEIPT)
    return value


def _like(pattern: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or pattern.fullmatch(value) is None:
        raise PackageRefused(Why.RECEIPT)
    return value
