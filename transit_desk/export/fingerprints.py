"""The key of an office as a person can compare it: an id for the machine, eight made-up words for the telephone."""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from transit_desk.export.package import Sender

# Sounds far apart on a bad line, and read alike in French, English and Swahili. Three syllables of 5 bits make a word
# of 15 bits; eight words are 120 bits, which nobody can forge by trying keys.
_CONSONANTS = "bfjklmst"
_VOWELS = "aiou"
_WORDS = 8
_SYLLABLES = 3
_BITS = 5


def public_bytes(key: Ed25519PrivateKey | Ed25519PublicKey) -> bytes:
    """The 32 bytes of the public half."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public.public_bytes_raw()


def key_id(public_key: bytes) -> str:
    """The fingerprint by which a signing key is known."""
    return hashlib.sha256(b"transit-desk/signing-key/v1\0" + public_key).hexdigest()[:32]


def sender_of(key: Ed25519PrivateKey, label: str) -> Sender:
    """The office that signs with this key."""
    public = public_bytes(key)
    return Sender(key_id(public), public, label)


def fingerprint_words(public_key: bytes) -> tuple[str, ...]:
    """Eight words; if both sides read the same ones, both have the same key."""
    digest = hashlib.sha256(b"transit-desk/words/v1\0" + public_key).digest()
    bits = int.from_bytes(digest, "big") >> (len(digest) * 8 - _WORDS * _SYLLABLES * _BITS)
    syllables = []
    for _ in range(_WORDS * _SYLLABLES):
        bits, part = bits >> _BITS, bits & 31
        syllables.append(_CONSONANTS[part >> 2] + _VOWELS[part & 3])
    syllables.reverse()
    return tuple("".join(syllables[at : at + _SYLLABLES]) for at in range(0, len(syllables), _SYLLABLES))
