"""Packages, keys and forgeries for the tests of this room; every person is fictional."""

from __future__ import annotations

import dataclasses
import random
import uuid
from collections.abc import Mapping

import pyrage  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from transit_desk.export import ages
from transit_desk.export.fingerprints import sender_of
from transit_desk.export.manifest import Manifest, ManifestFile, sign
from transit_desk.export.opener import Secret, decrypt
from transit_desk.export.package import (
    Attachment,
    Package,
    PackedChild,
    Recipients,
    SealedSection,
    new_local_id,
)
from transit_desk.export.sealing import seal
from transit_desk.export.verify import Opened, open_package
from transit_desk.export.zips import write_zip

CREATED = 1_790_000_000_000_000
EXPIRES = CREATED + 90 * 86_400_000_000
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"

CENTRE_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
CENTRE = sender_of(CENTRE_KEY, "Centre de transit d’essai")
PARTNER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
PARTNER = sender_of(PARTNER_KEY, "ONG d’essai")

OURS = ages.new_identity()
THEIRS = ages.new_identity()
NURSE = ages.new_identity()
TRUSTED = {CENTRE.key_id: CENTRE.label}

CASE = {
    "name": "Furaha Bahati",
    "sex": "girl",
    "age_told": 15,
    "village": "Kavu — ካቩ — كافو",
    "seen_on": "2012-07-14",
    "note": "Elle demande sa tante 👩🏾.\nDeux lignes.",
    "weight": 41.5,
    "father_alive": None,
}


def a_child(**sections: object) -> PackedChild:
    return PackedChild(new_local_id(), sections or {"case_file": CASE})


def a_package(*children: PackedChild, **changes: object) -> Package:
    package = Package(
        package_id=uuid.uuid4(),
        vault_id="0b6e2a8c",
        sender=CENTRE,
        purpose="Suivi des enfants rentrés sur place",
        consent="transfer: 2012-07-15",
        created=CREATED,
        expires=EXPIRES,
        sequence=3,
        children=children or (a_child(),),
        papers=(PDF,),
        attachments=(Attachment(b"\x00\x01scan", "image/jpeg"),),
    )
    return dataclasses.replace(package, **changes)  # type: ignore[arg-type]


def a_child_with_sealed_section() -> PackedChild:
    section = SealedSection(ages.recipient_of(NURSE), "health_closed", {"follow_up": "2012-08-01"})
    return PackedChild(new_local_id(), {"case_file": CASE}, (section,))


def sealed(*children: PackedChild, **changes: object) -> bytes:
    return seal(a_package(*children, **changes), CENTRE_KEY, for_us())


def for_us() -> Recipients:
    return Recipients((ages.recipient_of(OURS),))


def opened(blob: bytes, trusted: Mapping[str, str] = TRUSTED, **options: object) -> Opened:
    """Through every rule, decrypting in this process to be quick; other tests use the process apart."""
    return open_package(blob, Secret.key(OURS), trusted, decrypter=decrypt, **options)  # type: ignore[arg-type]


def inside_of(blob: bytes) -> bytes:
    return decrypt(blob, Secret.key(OURS))


def closed_again(inside: bytes, identity: str = OURS) -> bytes:
    return bytes(pyrage.encrypt(inside, [pyrage.x25519.Recipient.from_str(ages.recipient_of(identity))]))


def forged(entries: Mapping[str, bytes], manifest: Mapping[str, object] | None = None) -> bytes:
    """A package signed by a known office whose content breaks a rule: a signature excuses nothing."""
    plain = Manifest(
        package_id=uuid.uuid4(),
        vault_id="v",
        sender=CENTRE,
        closed_by="keys",
        recipients=(ages.recipient_fingerprint(ages.recipient_of(OURS)),),
        passphrase_check=None,
        purpose="",
        consent="",
        created=CREATED,
        expires=EXPIRES,
        supersedes=None,
        sequence=1,
        fictional=True,
        files=tuple(ManifestFile.of(path, content, "application/json") for path, content in entries.items()),
    )
    exact = dataclasses.replace(plain, **(manifest or {})).to_bytes()  # type: ignore[arg-type]
    return closed_again(signed_zip(exact, entries))


def signed_zip(exact: bytes, entries: Mapping[str, bytes]) -> bytes:
    return write_zip([("manifest.json", exact), ("manifest.sig", sign(exact, CENTRE_KEY)), *entries.items()])


def mutated(blob: bytes, chance: random.Random) -> bytes:
    """One small change of the kinds that sticks, lines and people make."""
    changed = bytearray(blob)
    at = chance.randrange(len(changed))
    kind = chance.randrange(5)
    if kind == 0:
        changed[at] ^= 1 << chance.randrange(8)
    elif kind == 1:
        changed[at] = chance.randrange(256)
    elif kind == 2:
        del changed[at : at + chance.randrange(1, 64)]
    elif kind == 3:
        changed[at:at] = chance.randbytes(chance.randrange(1, 64))
    else:
        other = chance.randrange(len(changed))
        changed[at : at + 16] = changed[other : other + 16]
    return bytes(changed)
