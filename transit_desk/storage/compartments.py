"""Compartments are key pairs: anybody may write with the public half, only holders of the private half read.

The same sealing serves a worker's own pair, to which drafts and the data keys of single children are sealed.
"""

from __future__ import annotations

import dataclasses

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

C3 = "c3"
C4_CARE = "c4_care"
C4_SAFEGUARDING = "c4_safeguarding"
CENTRE = "centre"
ADMIN = "admin"
NAMES = (C3, C4_CARE, C4_SAFEGUARDING, CENTRE, ADMIN)

_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)


class CannotOpen(Exception):  # noqa: N818  (what it means is said by whoever asked)
    """The sealed bytes were made for another pair or another purpose, or were altered."""


@dataclasses.dataclass(frozen=True)
class Pair:
    """A key pair as raw bytes."""

    private: bytes = dataclasses.field(repr=False)
    public: bytes


def make_pair() -> Pair:
    """A new X25519 pair."""
    private = X25519PrivateKey.generate()
    return Pair(private.private_bytes_raw(), private.public_key().public_bytes_raw())


def public_of(private: bytes) -> bytes:
    """The public half of a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal_to(public: bytes, plaintext: bytes, info: bytes) -> bytes:
    """Seal for the holder of the private half; `info` names the purpose and must be the same when opening."""
    return bytes(_SUITE.encrypt(plaintext, X25519PublicKey.from_public_bytes(public), info=info))


def open_with(private: bytes, sealed: bytes, info: bytes) -> bytes:
    """Open what was sealed to this pair for this purpose. Raises `CannotOpen`."""
    try:
        return bytes(_SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info=info))
    except (InvalidTag, ValueError) as problem:
        raise CannotOpen from problem
