"""age files: their header read to bound it before any library sees it, their keys, and how they are closed."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import hashlib
import re

from transit_desk.domain.errors import Refusal
from transit_desk.domain.text import N_
from transit_desk.export import limits
from transit_desk.export.refusals import PackageRefused, Why

_INTRO = b"age-encryption.org/v1\n"
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_ARMOUR_END = b"-----END AGE ENCRYPTED FILE-----"
_ARGUMENTS = re.compile(rb"-> ([\x21-\x7e]+(?: [\x21-\x7e]+)*)")
_BODY = re.compile(rb"[A-Za-z0-9+/]{0,64}")
_MAC = re.compile(rb"--- [A-Za-z0-9+/]{43}")
_NONCE_BYTES = 16
_CHUNK_BYTES = 64 * limits.KIB
_TAG_BYTES = 16
_LINE = 64
_SCRYPT_ARGUMENTS = 3


@dataclasses.dataclass(frozen=True)
class AgeHeader:
    """What the beginning of an age file says about how it was closed."""

    stanzas: tuple[str, ...]
    work_factor: int | None
    payload_at: int

    @property
    def by_passphrase(self) -> bool:
        return self.work_factor is not None


def without_armour(blob: bytes) -> bytes:
    """The binary file within a text one ("-----BEGIN AGE…"), or the file as it is."""
    start = blob[: len(_ARMOUR) + 16].lstrip(b" \t\r\n")
    if not start.startswith(_ARMOUR):
        return blob
    lines = [line.strip() for line in blob.strip().splitlines()]
    if lines[-1] != _ARMOUR_END:
        raise PackageRefused(Why.CUT_SHORT)
    try:
        return base64.b64decode(b"".join(lines[1:-1]), validate=True)
    except binascii.Error:
        raise PackageRefused(Why.ALTERED) from None


def read_header(blob: bytes) -> AgeHeader:
    """Read the header within its bounds, or refuse; nothing is decrypted here and nothing is believed."""
    if not blob.startswith(_INTRO):
        cut = len(blob) < len(_INTRO) and _INTRO.startswith(blob) and bool(blob)
        raise PackageRefused(Why.CUT_SHORT if cut else Why.NOT_A_PACKAGE)
    position = len(_INTRO)
    stanzas: list[list[str]] = []
    while True:
        line, position = _line(blob, position)
        if line.startswith(b"---"):
            if not _MAC.fullmatch(line):
                raise PackageRefused(Why.HEADER)
            break
        match = _ARGUMENTS.fullmatch(line)
        if match is None:
            raise PackageRefused(Why.HEADER)
        stanzas.append(match.group(1).decode("ascii").split(" "))
        if len(stanzas) > limits.AGE_STANZAS:
            raise PackageRefused(Why.HEADER)
        position = _body(blob, position)
    if not stanzas:
        raise PackageRefused(Why.HEADER)
    return AgeHeader(tuple(stanza[0] for stanza in stanzas), _work_factor(stanzas), position)


def _line(blob: bytes, position: int) -> tuple[bytes, int]:
    end = blob.find(b"\n", position, limits.AGE_HEADER_BYTES)
    if end < 0:
        raise PackageRefused(Why.CUT_SHORT if len(blob) < limits.AGE_HEADER_BYTES else Why.HEADER)
    return blob[position:end], end + 1


def _body(blob: bytes, position: int) -> int:
    """Pass over a stanza's body: full lines, and a shorter one at the end, which may be empty but may not lack."""
    while True:
        line, position = _line(blob, position)
        if not _BODY.fullmatch(line):
            raise PackageRefused(Why.HEADER)
        if len(line) < _LINE:
            return position


def _work_factor(stanzas: list[list[str]]) -> int | None:
    scrypt = [stanza for stanza in stanzas if stanza[0] == "scrypt"]
    if not scrypt:
        return None
    if len(stanzas) > 1 or len(scrypt[0]) != _SCRYPT_ARGUMENTS:
        raise PackageRefused(Why.HEADER)
    factor = scrypt[0][2]
    if not re.fullmatch(r"[1-9][0-9]?", factor):
        raise PackageRefused(Why.WORK_FACTOR if factor.isdigit() else Why.HEADER)
    if int(factor) > limits.AGE_WORK_FACTOR:
        raise PackageRefused(Why.WORK_FACTOR)
    return int(factor)


def plain_size(blob: bytes, header: AgeHeader) -> int | None:
    """How long the content is, told from the length of the file; None when no content has that length."""
    payload = len(blob) - header.payload_at - _NONCE_BYTES
    full, rest = divmod(payload, _CHUNK_BYTES + _TAG_BYTES)
    if payload < _TAG_BYTES or 0 < rest <= _TAG_BYTES:
        return None
    return full * _CHUNK_BYTES + max(rest - _TAG_BYTES, 0)


def why_not_decrypted(blob: bytes, said: str) -> Why:
    """What a failed decryption most likely means. Only the length can tell a missing end from a change within."""
    header = read_header(blob)
    if said == "No matching keys found":
        return Why.NEEDS_PASSPHRASE if header.by_passphrase else Why.NOT_FOR_US
    if said == "Decryption failed" and header.by_passphrase:
        return Why.WRONG_PASSPHRASE
    size = plain_size(blob, header)
    return Why.ALTERED if size is not None and is_a_step(size) else Why.CUT_SHORT


def padded_size(size: int) -> int:
    """The step to which a package of this size is filled up."""
    if size > limits.PADDING_STEP:
        return -(-size // limits.PADDING_STEP) * limits.PADDING_STEP
    step = limits.PADDING_FIRST
    while step < size:
        step *= 2
    return step


def is_a_step(size: int) -> bool:
    """Whether a whole package can have this size."""
    return size > 0 and padded_size(size) == size


def recipient_fingerprint(recipient: str) -> str:
    """The fingerprint of an age key, as the manifest names a receiver."""
    return hashlib.sha256(b"transit-desk/age-recipient/v1\0" + recipient.encode("ascii")).hexdigest()[:32]


def recipient_of(identity: str) -> str:
    """The public half of a secret age key."""
    import pyrage  # type: ignore[import-untyped]

    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError:
        raise Refusal(N_("This is not a secret age key."), "identity") from None


def new_identity() -> str:
    """A new secret age key; its holder keeps it sealed."""
    import pyrage

    return str(pyrage.x25519.Identity.generate())


def checked_recipient(recipient: str) -> str:
    """The age key as it is written everywhere, or a refusal beside its box."""
    import pyrage

    text = recipient.strip().lower()
    try:
        return str(pyrage.x25519.Recipient.from_str(text))
    except (pyrage.RecipientError, ValueError):
        raise Refusal(
            N_("This is not an age key. It begins with age1 and has 62 letters and digits; copy all of it."),
            "recipient",
        ) from None


def close_for(content: bytes, recipients: tuple[str, ...]) -> bytes:
    """Close for these age keys, in memory."""
    import pyrage

    keys = [pyrage.x25519.Recipient.from_str(checked_recipient(key)) for key in recipients]
    return bytes(pyrage.encrypt(content, keys))


def close_with(content: bytes, passphrase: str) -> bytes:
    """Close with a passphrase, in memory; takes about a second and up to 1 GiB."""
    import pyrage

    return bytes(pyrage.passphrase.encrypt(content, passphrase))
