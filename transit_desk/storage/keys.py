"""From a passphrase to a keyring: Argon2id, sealed slots, the two halves of the recovery sheet, derived keys."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import secrets
import unicodedata
from collections.abc import Mapping

import argon2.exceptions
import argon2.low_level
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from transit_desk.domain import errors
from transit_desk.domain.text import N_
from transit_desk.storage import compartments
from transit_desk.storage.header import PERSON, RECOVERY, Header, Kdf, Slot, canonical

ARGON2 = "argon2id"
HALVES = "hkdf-sha256-two-halves"
HALF = 16
_PADDED = 1024  # so that the length of a slot does not tell how many compartments its owner holds
_LEAST_MEMORY, _MOST_MEMORY = 19 * 1024, 1024 * 1024  # KiB
_MOST_PASSES, _MOST_LANES = 10, 8

_NO_MEMORY = N_(
    "This computer does not have enough free memory to check a passphrase. "
    "The vault is whole. Close other programs, then try again."
)
_OUT_OF_BOUNDS = N_(
    "The vault's header asks for more or less work than this program allows; somebody or something changed it. "
    "The records were not touched. Leave the folder as it is, and restore from the newest backup."
)
_SLOT_NOT_UNDERSTOOD = N_(
    "The passphrase is right, but what it opens was written by another version of the program. Nothing was changed."
)
_OTHER_SHEET = N_("These two halves do not open this vault. Perhaps a newer sheet was printed after them.")


@dataclasses.dataclass(frozen=True)
class Cost:
    """What one guess costs: memory in KiB, passes, lanes."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 2

    @classmethod
    def lowest(cls) -> Cost:
        """The least that is lawful; for tests and the demonstration only."""
        return cls(_LEAST_MEMORY, 1, 1)

    def lawful(self) -> bool:
        """Bounds from both sides: a guess must cost something, and a crafted header must not exhaust the memory."""
        return (
            _LEAST_MEMORY <= self.memory <= _MOST_MEMORY
            and 1 <= self.passes <= _MOST_PASSES
            and 1 <= self.lanes <= _MOST_LANES
        )

    def kdf(self) -> Kdf:
        return Kdf(ARGON2, self.memory, self.passes, self.lanes)


@dataclasses.dataclass(frozen=True, repr=False)
class Keyring:
    """What a slot opens. Private halves by compartment; only those its owner holds are there."""

    worker_id: str
    login: str
    db_key: bytes
    own: bytes
    """the worker's own X25519 private half: drafts, and children held one by one"""
    signing: bytes
    """the worker's Ed25519 private key: segments of the audit"""
    compartments: Mapping[str, bytes] = dataclasses.field(default_factory=dict)

    def __repr__(self) -> str:
        """Say nothing: a keyring may stand in a traceback."""
        return "Keyring(hidden)"

    @property
    def own_public(self) -> bytes:
        """What others seal to when something is for this worker alone."""
        return compartments.public_of(self.own)

    @property
    def verifying(self) -> bytes:
        """What others check this worker's signatures with."""
        return Ed25519PrivateKey.from_private_bytes(self.signing).public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Sign as this worker."""
        return Ed25519PrivateKey.from_private_bytes(self.signing).sign(message)

    def holds(self, compartment: str) -> bool:
        return compartment in self.compartments

    def derived(self, purpose: str) -> bytes:
        """A key for one purpose, from the database's key: header-mac, anchor, audit, backup."""
        return derive(self.db_key, purpose)


def new_keyring(worker_id: str, login: str, db_key: bytes, held: Mapping[str, bytes]) -> Keyring:
    """A keyring with a new pair and a new signing key of its own."""
    signing = Ed25519PrivateKey.generate().private_bytes_raw()
    return Keyring(worker_id, login, db_key, compartments.make_pair().private, signing, dict(held))


def derive(db_key: bytes, purpose: str) -> bytes:
    """HKDF-SHA256, one key for each purpose: of the database's key, or of a private half for what is its owner's."""
    return HKDF(hashes.SHA256(), 32, salt=None, info=f"transit-desk/{purpose}/v1".encode()).derive(db_key)


def find_of(vault_id: str, login: str) -> str:
    """The digest by which a login finds its slot."""
    return hashlib.sha256(bytes.fromhex(vault_id) + _typed(login.strip().casefold())).hexdigest()


def _typed(text: str) -> bytes:
    return unicodedata.normalize("NFKC", text).encode("utf-8", "surrogatepass")


def same(one: str, other: str) -> bool:
    """Whether two passphrases open the same slot: they may be typed in different ways."""
    return _typed(one) == _typed(other)


def stretch(passphrase: str, salt: bytes, kdf: Kdf) -> bytes:
    """Argon2id over the normalised passphrase, within the bounds and never below what was asked."""
    if kdf.name != ARGON2 or not Cost(kdf.memory, kdf.passes, kdf.lanes).lawful():
        raise errors.VaultUnreadable(_OUT_OF_BOUNDS)
    try:
        return argon2.low_level.hash_secret_raw(
            _typed(passphrase), salt, kdf.passes, kdf.memory, kdf.lanes, 32, argon2.low_level.Type.ID
        )
    except (MemoryError, argon2.exceptions.HashingError) as problem:
        raise errors.DeviceFailed(_NO_MEMORY) from problem


def _bound(vault_id: str, slot: Slot) -> bytes:
    fields = dataclasses.asdict(slot)
    for own in ("sealed", "nonce"):
        del fields[own]
    return canonical({"vault": vault_id, **fields})


def _pack(keyring: Keyring) -> bytes:
    content = canonical(
        {
            "version": 1,
            "worker": keyring.worker_id,
            "login": keyring.login,
            "database": keyring.db_key.hex(),
            "own": keyring.own.hex(),
            "signing": keyring.signing.hex(),
            "compartments": {name: key.hex() for name, key in keyring.compartments.items()},
        }
    )
    return content + b" " * (-len(content) % _PADDED)


def _unpack(content: bytes) -> Keyring:
    try:
        found = json.loads(content)
        if found["version"] != 1:
            raise errors.TooNew(_SLOT_NOT_UNDERSTOOD)
        return Keyring(
            found["worker"],
            found["login"],
            bytes.fromhex(found["database"]),
            bytes.fromhex(found["own"]),
            bytes.fromhex(found["signing"]),
            {name: bytes.fromhex(key) for name, key in found["compartments"].items()},
        )
    except (ValueError, KeyError, TypeError) as problem:
        raise errors.VaultUnreadable(_SLOT_NOT_UNDERSTOOD) from problem


def _seal(vault_id: str, empty: Slot, kek: bytes, keyring: Keyring) -> Slot:
    nonce = secrets.token_bytes(12)
    sealed = ChaCha20Poly1305(kek).encrypt(nonce, _pack(keyring), _bound(vault_id, empty))
    return dataclasses.replace(empty, nonce=nonce.hex(), sealed=sealed.hex())


def _unseal(vault_id: str, slot: Slot, kek: bytes) -> Keyring:
    try:
        nonce, sealed = bytes.fromhex(slot.nonce), bytes.fromhex(slot.sealed)
        content = ChaCha20Poly1305(kek).decrypt(nonce, sealed, _bound(vault_id, slot))
    except (InvalidTag, ValueError) as problem:
        raise errors.WrongPassphrase from problem
    return _unpack(content)


def make_slot(
    vault_id: str, passphrase: str, keyring: Keyring, cost: Cost, *, expires: int | None = None, slot_id: str = ""
) -> Slot:
    """Seal a keyring under a passphrase, with a fresh salt and a fresh nonce."""
    salt = secrets.token_bytes(16)
    find = find_of(vault_id, keyring.login)
    empty = Slot(slot_id or secrets.token_hex(16), PERSON, find, cost.kdf(), salt.hex(), "", "", expires)
    return _seal(vault_id, empty, stretch(passphrase, salt, empty.kdf), keyring)


def open_slot(header: Header, login: str, passphrase: str) -> tuple[Slot, Keyring]:
    """Open the slot of a login. A login nobody has costs the same work and gets the same words."""
    find = find_of(header.vault_id, login)
    persons = [slot for slot in header.slots if slot.kind == PERSON]
    slot = next((each for each in persons if each.find == find), None)
    if slot is None:
        like = persons[0].kdf if persons else Cost().kdf()
        stretch(passphrase, bytes.fromhex(find)[:16], like)
        raise errors.WrongPassphrase
    kek = stretch(passphrase, bytes.fromhex(slot.salt), slot.kdf)
    return slot, _unseal(header.vault_id, slot, kek)


def make_recovery(vault_id: str, keyring: Keyring) -> tuple[Slot, bytes, bytes]:
    """A slot that opens with two halves of 128 bits, and the halves; either alone is worth nothing."""
    first, second = secrets.token_bytes(HALF), secrets.token_bytes(HALF)
    salt = secrets.token_bytes(16)
    find = hashlib.sha256(bytes.fromhex(vault_id) + b"\0recovery").hexdigest()
    empty = Slot(secrets.token_hex(16), RECOVERY, find, Kdf(HALVES), salt.hex(), "", "")
    return _seal(vault_id, empty, _joined(first, second, salt), keyring), first, second


def open_recovery(header: Header, first: bytes, second: bytes) -> tuple[Slot, Keyring]:
    """Open the recovery slot with both halves."""
    for slot in header.slots:
        if slot.kind == RECOVERY and slot.kdf.name == HALVES:
            joined = _joined(first, second, bytes.fromhex(slot.salt))
            try:
                return slot, _unseal(header.vault_id, slot, joined)
            except errors.WrongPassphrase as problem:
                raise errors.WrongPassphrase(_OTHER_SHEET) from problem
    raise errors.WrongPassphrase(N_("This vault has no recovery sheet."))


def _joined(first: bytes, second: bytes, salt: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=salt, info=b"transit-desk/recovery/v1").derive(first + second)
