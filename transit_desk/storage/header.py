"""The vault's header: who may open it, kept in two copies, readable before any key is known and naming nobody.

    b"TDVAULT1" | length, 4 bytes, big endian | SHA-256 of what follows | canonical JSON {"body": …, "mac": …}

The SHA-256 tells damage before anybody has unlocked; the MAC, under a key derived from the database's, tells a change
made by somebody who could not open the vault. The format is final: a change needs another version.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import json
import re
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words
from transit_desk.storage import files

MAGIC = b"TDVAULT1"
VERSION = 1
LARGEST = 1 << 20
COPIES = ("header.a", "header.b")
_FRONT = struct.Struct(">8sI32s")
_HEX = re.compile(r"[0-9a-f]*")
_FILE_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")

PERSON = "person"
RECOVERY = "recovery"

_BOTH_DAMAGED = N_(
    "Both copies of the vault's header are damaged, so that no passphrase can open it. "
    "The records themselves were not touched. Leave the folder as it is, and restore from the newest backup."
)
_MISSING = N_("There is no vault in this folder. Choose another folder, or restore from a backup.")


class Damaged(Exception):  # noqa: N818  (said to nobody: one copy may be mended by the other)
    """This copy is not a whole header."""


@dataclasses.dataclass(frozen=True)
class Kdf:
    """How the key of a slot is made from what a person types: Argon2id, or HKDF over two printed halves."""

    name: str
    memory: int = 0
    """KiB"""
    passes: int = 0
    lanes: int = 0


@dataclasses.dataclass(frozen=True)
class Slot:
    """One way into the vault. `find` is a digest of vault and login; it does not hide a login that is easy to guess."""

    id: str
    kind: str
    find: str = dataclasses.field(repr=False)
    kdf: Kdf
    salt: str = dataclasses.field(repr=False)
    nonce: str = dataclasses.field(repr=False)
    sealed: str = dataclasses.field(repr=False)
    expires: int | None = None
    """UTC microseconds after which a passphrase given for one time no longer opens"""


@dataclasses.dataclass(frozen=True)
class Compartment:
    """The public half of a compartment's pair: enough to write for its holders."""

    public: str
    generation: int = 1


@dataclasses.dataclass(frozen=True)
class Header:
    """All that is known of a vault before it is opened."""

    vault_id: str
    seq: int
    generation: int
    salt_fingerprint: str
    created: int
    demo: bool = False
    database: str = "data.db"
    slots: tuple[Slot, ...] = ()
    compartments: Mapping[str, Compartment] = dataclasses.field(default_factory=dict)
    version: int = VERSION

    def public(self, compartment: str) -> bytes:
        """The public half of a compartment."""
        return bytes.fromhex(self.compartments[compartment].public)

    def slot(self, slot_id: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.id == slot_id), None)


@dataclasses.dataclass(frozen=True)
class LoadedHeader:
    """What was read: the newest whole copy, an older one if they differ, and the MACs that came with them."""

    header: Header
    repaired: bool
    mac: bytes
    older: tuple[Header, bytes] | None = None

    def candidates(self) -> tuple[tuple[Header, bytes], ...]:
        """Newest first: a copy whose MAC does not hold gives way to the other."""
        return ((self.header, self.mac), *((self.older,) if self.older else ()))


def canonical(value: object) -> bytes:
    """One spelling for one value, so that it can be signed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode("ascii")


def mac_of(header: Header, key: bytes) -> bytes:
    """The MAC of a header, under the key derived for it."""
    return hmac.digest(key, canonical(dataclasses.asdict(header)), "sha256")


def encode(header: Header, mac: bytes) -> bytes:
    """The bytes of one copy."""
    payload = canonical({"body": dataclasses.asdict(header), "mac": mac.hex()})
    if _FRONT.size + len(payload) > LARGEST:
        raise ValueError("the header has grown past its bound")
    return _FRONT.pack(MAGIC, len(payload), hashlib.sha256(payload).digest()) + payload


def decode(data: bytes) -> tuple[Header, bytes]:
    """Read one copy. Raises `Damaged` for the smallest change, `TooNew` for a version not known here."""
    if not _FRONT.size < len(data) <= LARGEST:
        raise Damaged
    magic, length, digest = _FRONT.unpack_from(data)
    payload = data[_FRONT.size :]
    if magic != MAGIC or length != len(payload) or hashlib.sha256(payload).digest() != digest:
        raise Damaged
    try:
        whole = json.loads(payload)
        version = whole["body"]["version"]
        if isinstance(version, int) and version > VERSION:
            raise errors.TooNew
        header, mac = _header(whole["body"]), bytes.fromhex(_hex(whole["mac"], 32))
        if canonical(whole) != payload or set(whole) != {"body", "mac"}:
            raise Damaged
    except (ValueError, KeyError, TypeError, RecursionError, AttributeError) as problem:
        raise Damaged from problem
    return header, mac


def _header(body: dict[str, Any]) -> Header:
    made = Header(
        **{
            **body,
            "slots": tuple(Slot(**{**slot, "kdf": Kdf(**slot["kdf"])}) for slot in body["slots"]),
            "compartments": {name: Compartment(**value) for name, value in body["compartments"].items()},
        }
    )
    for number in (made.version, made.seq, made.generation, made.created):
        _natural(number)
    _hex(made.vault_id, 16)
    _hex(made.salt_fingerprint, 32)
    if type(body["demo"]) is not bool or not _FILE_NAME.fullmatch(made.database):
        raise Damaged
    for half in made.compartments.values():
        _hex(half.public, 32)
        _natural(half.generation)
    for slot in made.slots:
        _check_slot(slot)
    return made


def _check_slot(slot: Slot) -> None:
    _hex(slot.id, 16)
    _hex(slot.find, 32)
    _hex(slot.salt, 16)
    _hex(slot.nonce, 12)
    _hex(slot.sealed)
    for number in (slot.kdf.memory, slot.kdf.passes, slot.kdf.lanes, slot.expires or 0):
        _natural(number)
    if slot.kind not in {PERSON, RECOVERY}:
        raise Damaged


def _hex(value: object, size: int | None = None) -> str:
    if not isinstance(value, str) or not _HEX.fullmatch(value) or (size is not None and len(value) != 2 * size):
        raise Damaged
    return value


def _natural(value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 63:
        raise Damaged


def exists(folder: Path) -> bool:
    """Whether this folder holds a vault, whole or damaged. Said in words where the folder cannot be looked into."""
    try:
        return any((folder / name).exists() for name in COPIES)
    except PermissionError:
        raise errors.VaultUnreadable(Words(files.NOT_A_FILE, {"name": folder.name})) from None


def read(folder: Path) -> LoadedHeader:
    """Read the newest whole copy; a damaged or missing one is mended from it at once.

    Two whole copies that differ are left as they are until a MAC has told which to believe: see `settle`.
    """
    if not exists(folder):
        raise errors.VaultUnreadable(_MISSING)
    found: list[tuple[Header, bytes]] = []
    broken: list[str] = []
    for name in COPIES:
        files.ordinary(folder / name)
        try:
            found.append(decode(_bounded(folder / name)))
        except (Damaged, FileNotFoundError):
            broken.append(name)
    if not found:
        raise errors.VaultUnreadable(_BOTH_DAMAGED)
    found.sort(key=lambda pair: pair[0].seq, reverse=True)
    (header, mac), rest = found[0], found[1:]
    if broken:
        files.write_whole(*((folder / name, encode(header, mac)) for name in broken))
    older = next((pair for pair in rest if pair != found[0]), None)
    return LoadedHeader(header, bool(broken), mac, older)


def _bounded(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)


def write(folder: Path, header: Header, key: bytes) -> None:
    """Write both copies, one after the other, each whole before the next is touched."""
    data = encode(header, mac_of(header, key))
    files.write_whole(*((folder / name, data) for name in COPIES))


def genuine(header: Header, mac: bytes, key: bytes) -> bool:
    """Whether this header was written by somebody who could open the vault."""
    return hmac.compare_digest(mac, mac_of(header, key))


def settle(folder: Path, loaded: LoadedHeader, believed: Header, key: bytes) -> None:
    """Bring both copies to the one whose MAC held."""
    if loaded.older is not None:
        write(folder, believed, key)
