"""The anchor: a small file beside the database that remembers how far the saved work had come.

Two slots are written in turn, so that a torn write leaves the other. It is written after every commit without waiting
for the disk, and waits for it when the desk locks, closes, or a minute has passed. The database is flushed before each
commit is acknowledged, so it is never behind the anchor by itself: if it is, its journal was lost or an older file was
put back.
"""

from __future__ import annotations

import dataclasses
import hmac
import os
import struct
import threading
from pathlib import Path

from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words
from transit_desk.storage import files

NAME = "anchor"
_CONTENT = struct.Struct(">4sIQqI64s")
_MAGIC = b"TDA1"
_MAC = 32
_APART = 512  # each slot in a sector of its own
_SLOTS = 2

_BEHIND = N_(
    "Saved work is missing: {expected} steps were saved in this vault, and only {found} are in it. "
    "Its journal was lost or an older file was put back. What is in it can be read. "
    "Restore from the newest backup, or go on without the missing steps."
)
_OTHER_PAST = N_(
    "This vault holds {found} saved steps, but not the same ones that were saved here last. "
    "An older file was put back and worked in. What is in it can be read. "
    "Restore from the newest backup, or go on with what is here."
)
_ABSENT = N_(
    "The anchor file is missing or damaged, so that nobody can tell whether saved work is missing. "
    "What is in the vault can be read. Restore from the newest backup, or go on and compare the last entries with "
    "your papers."
)


@dataclasses.dataclass(frozen=True)
class Mark:
    """How far the work had come: number of commits, head of the audit, and which life of the vault this is."""

    seq: int
    head: str
    time: int
    epoch: int = 1


class Anchor:
    """The open anchor of one vault. Safe to write from several threads."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._path = folder / NAME
        self._key = key
        self._guard = threading.Lock()
        self._descriptor: int | None = None
        self._next = 0
        self._last: Mark | None = None

    def read(self) -> Mark | None:
        """The newest slot that is whole; None when there is none."""
        files.ordinary(self._path)
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return None
        newest: Mark | None = None
        for number in range(_SLOTS):
            mark = self._decode(data[number * _APART : number * _APART + _CONTENT.size + _MAC])
            if mark and (newest is None or (mark.epoch, mark.seq) >= (newest.epoch, newest.seq)):
                newest = mark
                self._next = (number + 1) % _SLOTS
        return newest

    def _decode(self, data: bytes) -> Mark | None:
        if len(data) != _CONTENT.size + _MAC:
            return None
        content, mac = data[: _CONTENT.size], data[_CONTENT.size :]
        if not hmac.compare_digest(mac, hmac.digest(self._key, content, "sha256")):
            return None
        magic, length, seq, time, epoch, head = _CONTENT.unpack(content)
        return Mark(seq, head[:length].decode("ascii"), time, epoch) if magic == _MAGIC else None

    def write(self, seq: int, head: str, now: int, *, sync: bool = False, epoch: int = 1) -> None:
        """Remember a commit. Without `sync` this costs microseconds and does not wait for the disk."""
        packed = head.encode("ascii")
        if len(packed) > 64:  # noqa: PLR2004  (the head is a SHA-256 in hexadecimal)
            raise ValueError("the head of the audit is at most 64 characters")
        with self._guard:
            if self._last and (epoch, seq) < (self._last.epoch, self._last.seq):
                return  # another thread's later commit was quicker
            content = _CONTENT.pack(_MAGIC, len(packed), seq, now, epoch, packed)
            descriptor = self._open()
            os.lseek(descriptor, self._next * _APART, os.SEEK_SET)
            os.write(descriptor, content + hmac.digest(self._key, content, "sha256"))
            self._next = (self._next + 1) % _SLOTS
            self._last = Mark(seq, head, now, epoch)
            if sync:
                os.fsync(descriptor)

    def _open(self) -> int:
        if self._descriptor is None:
            self._descriptor = files.private_file(self._path)
        return self._descriptor

    def forget(self) -> None:
        """Take the file away, when the office has decided to go on without what is missing."""
        self.close()
        self._path.unlink(missing_ok=True)
        self._last, self._next = None, 0

    def close(self) -> None:
        with self._guard:
            if self._descriptor is not None:
                os.close(self._descriptor)
                self._descriptor = None

    def compare(self, seq: int, head: str | None = None, epoch: int | None = None) -> None:
        """Compare with what the database says. Raises `RolledBack` when it is behind, or when nobody can tell."""
        mark = self.read()
        if mark is None:
            raise errors.RolledBack(_ABSENT)
        behind = seq < mark.seq if epoch in {None, mark.epoch} else (epoch or 0) < mark.epoch
        if behind:
            raise errors.RolledBack(Words(_BEHIND, {"expected": mark.seq, "found": seq}))
        if head is not None and seq == mark.seq and epoch in {None, mark.epoch} and head != mark.head:
            raise errors.RolledBack(Words(_OTHER_PAST, {"found": seq}))
