"""The list of what is inside a package, from whom, for whom and why; the one thing that is signed."""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import re
import secrets
import uuid
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from transit_desk.domain.text import N_, Words
from transit_desk.export import limits
from transit_desk.export.fingerprints import key_id
from transit_desk.export.package import FORMAT, VERSION, Sender
from transit_desk.export.refusals import PackageRefused, Why
from transit_desk.export.strict_json import read_json, write_json

SIGNED_AS = b"transit-desk/manifest/v1\0"
KEYS = "keys"
PASSPHRASE = "passphrase"  # noqa: S105  (a way of closing)

_FINGERPRINT = re.compile(r"[0-9a-f]{32}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CHECK = re.compile(r"[0-9a-f]{32}:[0-9a-f]{64}")
_PUBLIC_KEY = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}")
_SCRYPT = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


@dataclasses.dataclass(frozen=True)
class ManifestFile:
    """One file of the package; `to` names the person's key for whom it is closed once more."""

    path: str
    size: int
    sha256: str
    media_type: str
    to: str | None = None

    @classmethod
    def of(cls, path: str, content: bytes, media_type: str, to: str | None = None) -> ManifestFile:
        return cls(path, len(content), hashlib.sha256(content).hexdigest(), media_type, to)


@dataclasses.dataclass(frozen=True)
class Manifest:
    """What a package says of itself. `recipients` are fingerprints of age keys; empty when a passphrase closes it."""

    package_id: uuid.UUID
    vault_id: str
    sender: Sender
    closed_by: str
    recipients: tuple[str, ...]
    passphrase_check: str | None
    purpose: str
    consent: str
    created: int
    expires: int
    supersedes: uuid.UUID | None
    sequence: int
    fictional: bool
    files: tuple[ManifestFile, ...]

    def to_bytes(self) -> bytes:
        """The exact bytes that are signed; they are never written a second time from what was read."""
        return write_json(
            {
                "format": FORMAT,
                "version": VERSION,
                "package": str(self.package_id),
                "vault": self.vault_id,
                "sender": {
                    "key": self.sender.key_id,
                    "public_key": self.sender.public_key.hex(),
                    "label": self.sender.label,
                },
                "closed_by": self.closed_by,
                "recipients": list(self.recipients),
                "passphrase_check": self.passphrase_check,
                "purpose": self.purpose,
                "consent": self.consent,
                "created": self.created,
                "expires": self.expires,
                "supersedes": str(self.supersedes) if self.supersedes else None,
                "sequence": self.sequence,
                "fictional": self.fictional,
                "files": [_file_to(file) for file in self.files],
            }
        )


def manifest_hash(exact: bytes) -> str:
    """By this a receipt and a replay know a package."""
    return hashlib.sha256(exact).hexdigest()


def passphrase_check(words: str) -> str:
    """Binds a signed manifest to its passphrase, so that it cannot be passed on under another one."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}:{_stretched(words, salt)}"


def fits_passphrase(check: str, words: str) -> bool:
    """Whether the package was signed for this passphrase."""
    salt, expected = check.split(":")
    return hmac.compare_digest(_stretched(words, bytes.fromhex(salt)), expected)


def _stretched(words: str, salt: bytes) -> str:
    return hashlib.scrypt(words.encode("utf-8"), salt=salt, **_SCRYPT).hex()


def sign(exact: bytes, key: Ed25519PrivateKey) -> bytes:
    """64 bytes over the manifest as it stands."""
    return key.sign(SIGNED_AS + exact)


def read_manifest(exact: bytes, signature: bytes) -> Manifest:
    """The signed manifest, or a refusal. That the signer is known is not said here, only that nothing was changed."""
    try:
        value = _record(read_json(exact, limits.MIB))
    except PackageRefused as refused:
        raise PackageRefused(Why.MANIFEST, refused.detail) from None
    if value.get("format") != FORMAT:
        raise PackageRefused(Why.NOT_A_PACKAGE)
    if _whole(value, "version", low=1) > VERSION:
        raise PackageRefused(Why.NEWER_FORMAT)
    sender = _sender(_record(value.get("sender")))
    try:
        Ed25519PublicKey.from_public_bytes(sender.public_key).verify(signature, SIGNED_AS + exact)
    except (InvalidSignature, ValueError):
        raise PackageRefused(Why.SIGNATURE) from None
    return _manifest(value, sender)


def _manifest(value: Mapping[str, object], sender: Sender) -> Manifest:
    closed_by = _text(value, "closed_by")
    recipients = _list(value, "recipients")
    check = value.get("passphrase_check")
    if closed_by not in {KEYS, PASSPHRASE} or (closed_by == KEYS) != bool(recipients):
        raise _odd("closed_by")
    if (closed_by == PASSPHRASE) != (check is not None):
        raise _odd("passphrase_check")
    supersedes = value.get("supersedes")
    return Manifest(
        package_id=_uuid(value.get("package"), "package"),
        vault_id=_text(value, "vault"),
        sender=sender,
        closed_by=closed_by,
        recipients=tuple(_like(_FINGERPRINT, entry, "recipients") for entry in recipients),
        passphrase_check=None if check is None else _like(_CHECK, check, "passphrase_check"),
        purpose=_text(value, "purpose"),
        consent=_text(value, "consent"),
        created=_whole(value, "created", low=limits.MOMENT_FIRST, high=limits.MOMENT_LAST),
        expires=_whole(value, "expires", low=limits.MOMENT_FIRST, high=limits.MOMENT_LAST),
        supersedes=None if supersedes is None else _uuid(supersedes, "supersedes"),
        sequence=_whole(value, "sequence", low=1),
        fictional=_flag(value, "fictional"),
        files=tuple(_file_from(_record(entry)) for entry in _list(value, "files")),
    )


def _sender(value: Mapping[str, object]) -> Sender:
    public_key = bytes.fromhex(_like(_PUBLIC_KEY, value.get("public_key"), "sender"))
    sender = Sender(_like(_FINGERPRINT, value.get("key"), "sender"), public_key, _text(value, "label"))
    if sender.key_id != key_id(public_key):
        raise PackageRefused(Why.SIGNATURE)
    return sender


def _file_to(file: ManifestFile) -> dict[str, object]:
    told: dict[str, object] = {
        "path": file.path,
        "size": file.size,
        "sha256": file.sha256,
        "type": file.media_type,
    }
    return told if file.to is None else {**told, "to": file.to}


def _file_from(value: Mapping[str, object]) -> ManifestFile:
    to = value.get("to")
    return ManifestFile(
        path=_text(value, "path"),
        size=_whole(value, "size", low=0),
        sha256=_like(_SHA256, value.get("sha256"), "files"),
        media_type=_like(_MEDIA_TYPE, value.get("type"), "files"),
        to=None if to is None else _like(_FINGERPRINT, to, "files"),
    )


def _odd(name: str) -> PackageRefused:
    return PackageRefused(Why.MANIFEST, Words(N_("at “{name}”"), {"name": name}))


def _record(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise PackageRefused(Why.MANIFEST)
    return value


def _list(value: Mapping[str, object], name: str) -> list[object]:
    found = value.get(name)
    if not isinstance(found, list):
        raise _odd(name)
    return found


def _text(value: Mapping[str, object], name: str) -> str:
    found = value.get(name)
    if not isinstance(found, str):
        raise _odd(name)
    return found


def _whole(value: Mapping[str, object], name: str, low: int, high: int = limits.JSON_NUMBER) -> int:
    found = value.get(name)
    if isinstance(found, bool) or not isinstance(found, int) or not low <= found <= high:
        raise _odd(name)
    return found


def _flag(value: Mapping[str, object], name: str) -> bool:
    found = value.get(name)
    if not isinstance(found, bool):
        raise _odd(name)
    return found


def _like(pattern: re.Pattern[str], value: object, name: str) -> str:
    if not isinstance(value, str) or pattern.fullmatch(value) is None:
        raise _odd(name)
    return value


def _uuid(value: object, name: str) -> uuid.UUID:
    try:
        found = uuid.UUID(value if isinstance(value, str) else "")
    except ValueError:
        raise _odd(name) from None
    if str(found) != value:  # one way of writing it, so that one id is one id
        raise _odd(name)
    return found
