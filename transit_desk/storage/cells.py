"""A sealed cell: one value under a case's data key, bound to its place by associated data.

Layout: version (1) | key id (16) | counter (8, big endian) | nonce (12) | ciphertext and tag. The counter grows with
each writing of the same cell; it is part of the associated data, and the row's edition never is, so that somebody who
cannot read a cell may still change what stands beside it.
"""

from __future__ import annotations

import dataclasses
import json
import secrets
import struct
import uuid
from typing import Any

import sqlalchemy
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_FORMAT = struct.Struct(">B16sQ12s")
_VERSION = 1


@dataclasses.dataclass(frozen=True)
class Cell:
    """The bytes of a sealed value as they are kept."""

    data: bytes

    @property
    def key_id(self) -> str:
        """The data key that opens it, as a UUID."""
        return str(uuid.UUID(bytes=_FORMAT.unpack_from(self.data)[1]))

    @property
    def counter(self) -> int:
        """How often this cell has been written."""
        return int(_FORMAT.unpack_from(self.data)[2])

    def __repr__(self) -> str:
        """Say nothing of the content."""
        return f"Cell({len(self.data)} bytes)"


@dataclasses.dataclass(frozen=True)
class Place:
    """Where a cell stands; a cell moved elsewhere does not open."""

    table: str
    record: str
    column: str

    def bound(self, key_id: str, counter: int) -> bytes:
        """The associated data of a cell in this place."""
        return f"{self.table}|{self.record}|{self.column}|{key_id}|{counter}".encode()


def seal(value: object, place: Place, key_id: str, key: bytes, counter: int) -> Cell:
    """Seal a JSON-able value under a data key."""
    nonce = secrets.token_bytes(12)
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    sealed = ChaCha20Poly1305(key).encrypt(nonce, text, place.bound(key_id, counter))
    return Cell(_FORMAT.pack(_VERSION, uuid.UUID(key_id).bytes, counter, nonce) + sealed)


def unseal(cell: Cell, place: Place, key: bytes) -> Any:
    """Open a cell. Raises `cryptography.exceptions.InvalidTag` when it was altered or moved."""
    _version, _key, counter, nonce = _FORMAT.unpack_from(cell.data)
    text = ChaCha20Poly1305(key).decrypt(nonce, cell.data[_FORMAT.size :], place.bound(cell.key_id, counter))
    return json.loads(text)


class CellType(sqlalchemy.types.TypeDecorator[Any]):
    """The column type of a sealed field: only a `Cell` reaches the database."""

    impl = sqlalchemy.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: object, dialect: sqlalchemy.Dialect) -> bytes | None:
        """Refuse anything that was not sealed."""
        del dialect
        if value is None:
            return None
        if not isinstance(value, Cell):
            raise TypeError("an unsealed value was on its way to a sealed column")
        return value.data

    def process_result_value(self, value: bytes | None, dialect: sqlalchemy.Dialect) -> Cell | None:
        """Wrap what was read; opening it is the sealer's."""
        del dialect
        return None if value is None else Cell(bytes(value))
