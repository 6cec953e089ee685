"""The vault: opens the encrypted file; nothing else does."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlcipher3 import dbapi2

from transit_desk.domain import errors
from transit_desk.domain.text import N_
from transit_desk.storage import compartments, connections, files
from transit_desk.storage.anchor import Anchor
from transit_desk.storage.damage import said, translate
from transit_desk.storage.header import Header
from transit_desk.storage.keys import Keyring

__all__ = ["State", "Vault", "bump", "said", "state_table", "translate"]

# The one table that is not a record: how many commits there were, and where the audit stood after the last.
_metadata = sqlalchemy.MetaData()
state_table = sqlalchemy.Table(
    "vault_state",
    _metadata,
    sqlalchemy.Column("id", sqlalchemy.Integer, primary_key=True, autoincrement=False),
    sqlalchemy.Column("commit_seq", sqlalchemy.BigInteger, nullable=False),
    sqlalchemy.Column("head", sqlalchemy.Text, nullable=False),
    sqlalchemy.Column("epoch", sqlalchemy.Integer, nullable=False),
    sqlalchemy.Column("header_seq", sqlalchemy.BigInteger, nullable=False),
    sqlalchemy.CheckConstraint("id = 1", name="ck_vault_state_one"),
)
_CREATE = (
    "CREATE TABLE vault_state (id INTEGER NOT NULL PRIMARY KEY, commit_seq BIGINT NOT NULL, head TEXT NOT NULL, "
    "epoch INTEGER NOT NULL, header_seq BIGINT NOT NULL, CONSTRAINT ck_vault_state_one CHECK (id = 1))"
)

_NO_STATE = N_(
    "The vault does not say how far its work had come, so that it cannot be trusted to be whole. Nothing was changed. "
    "Leave the folder as it is, and restore from the newest backup."
)


@dataclasses.dataclass(frozen=True)
class State:
    """How far the work has come, as the database says it."""

    seq: int
    head: str
    epoch: int
    header_seq: int


def bump(connection: sqlalchemy.Connection, head: str) -> int:
    """Count one more commit, inside its transaction; the number is what the anchor is told afterwards."""
    changed = connection.execute(
        sqlalchemy.update(state_table)
        .where(state_table.c.id == 1)
        .values(commit_seq=state_table.c.commit_seq + 1, head=head)
        .returning(state_table.c.commit_seq)
    ).scalar_one_or_none()
    if changed is None:
        raise errors.VaultUnreadable(_NO_STATE)
    return int(changed)


def bump_untrailed(connection: sqlalchemy.Connection) -> tuple[int, str]:
    """Count a commit that leaves no line in the trail, as a draft does; the number and the head that stays."""
    head = str(connection.execute(sqlalchemy.select(state_table.c.head)).scalar_one())
    return bump(connection, head), head


def create_database(path: Path, db_key: bytes) -> str:
    """Make the encrypted file with nothing in it but its state; the answer is the salt's fingerprint."""
    with said():
        os.close(files.private_file(path, new=True))
        connections.create(path, db_key.hex())
        made = connections.connect(path, db_key.hex())
        try:
            made.execute(_CREATE)
            made.execute("INSERT INTO vault_state VALUES (1, 0, '', 1, 1)")
            made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            made.close()
    return connections.fingerprint(path)


_AT_CLOSING = 300
"""Milliseconds a lock waits for somebody who still reads; the journal is as safe as the file, and goes in next time."""


class Vault:
    """An open vault: one engine that writes, one that only reads, and the anchor."""

    def __init__(self, folder: Path, header: Header, keyring: Keyring, lock: files.FolderLock) -> None:
        self.folder = folder
        self.header = header
        self.path = folder / header.database
        self.anchor = Anchor(folder, keyring.derived("anchor"))
        self.writer = connections.engine(self.path, keyring.db_key.hex(), header.salt_fingerprint, writes=True)
        self.reader = connections.engine(self.path, keyring.db_key.hex(), header.salt_fingerprint, writes=False)
        self._key = keyring.db_key.hex()
        self._backup_key = keyring.derived("backup")
        self._lock = lock
        self._guard = threading.Lock()
        self._closed = False

    def __repr__(self) -> str:
        """Say nothing of keys."""
        return f"Vault({self.header.vault_id[:4]})"

    @classmethod
    def open(cls, folder: Path, header: Header, keyring: Keyring, lock: files.FolderLock | None = None) -> Vault:
        """Open the file with a keyring that has already been proved right; what fails now is damage."""
        held = lock or files.FolderLock(folder)
        with files.unless_kept(held), said():
            for name in (header.database, f"{header.database}-wal", f"{header.database}-shm"):
                files.ordinary(folder / name)
                with contextlib.suppress(FileNotFoundError, PermissionError):
                    (folder / name).chmod(files.FILE_MODE)
            opened = cls(folder, header, keyring, held)
            try:
                opened.state()
            except BaseException:
                opened.abandon()
                raise
        return opened

    @property
    def centre_key(self) -> bytes:
        """The public half of the compartment `centre`."""
        return self.header.public(compartments.CENTRE)

    def state(self) -> State:
        """How far the work has come."""
        with self.reader.connect() as connection:
            try:
                row = connection.execute(sqlalchemy.select(state_table)).one_or_none()
            except sqlalchemy.exc.OperationalError as problem:
                if spoken := translate(problem):
                    raise spoken from problem
                raise errors.VaultUnreadable(_NO_STATE) from problem  # the table is not there
        if row is None:
            raise errors.VaultUnreadable(_NO_STATE)
        return State(row.commit_seq, row.head, row.epoch, row.header_seq)

    def mark(self, now: int, *, sync: bool = True) -> None:
        """Tell the anchor where the work stands, and wait for the disk. Not from inside a unit of work."""
        if self.header.seq > self.state().header_seq:
            self.note_header(self.header.seq)
        state = self.state()
        self.anchor.write(state.seq, state.head, now, sync=sync, epoch=state.epoch)

    def note_header(self, seq: int, *, exactly: bool = False) -> None:
        """Remember the newest header, so that an older one put back is noticed; `exactly` when it was accepted."""
        wrong = state_table.c.header_seq != seq if exactly else state_table.c.header_seq < seq
        with said(), self.writer.begin() as connection:
            connection.execute(sqlalchemy.update(state_table).where(wrong).values(header_seq=seq))

    def new_epoch(self) -> None:
        """Begin another life: after a restore, or when the office goes on without missing work."""
        with said(), self.writer.begin() as connection:
            connection.execute(sqlalchemy.update(state_table).values(epoch=state_table.c.epoch + 1))

    @contextlib.contextmanager
    def migrating(self) -> Iterator[sqlalchemy.Connection]:
        """The writer's connection in one transaction with foreign keys off, as steps of a migration need it."""
        with said(), self.writer.connect() as connection:
            raw = connection.connection.dbapi_connection
            if raw is None:
                raise RuntimeError("a pooled connection is open")
            cursor = raw.cursor()
            cursor.execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction, so before it
            try:
                with connection.begin():
                    yield connection
            finally:
                cursor.execute("PRAGMA foreign_keys=ON")
                cursor.close()

    def fresh(self) -> Any:
        """A connection outside the pools, for checks: a damaged page poisons whatever looked at it before."""
        return connections.connect(self.path, self._key)

    def copy_target(self, path: Path) -> Any:
        """A connection to a copy under the same key and the same salt, so that the same header opens it."""
        return connections.connect(path, self._key + connections.salt_of(self.path), lasting=False)

    def look_into(self, path: Path) -> Any:
        """A connection to an existing copy that is only looked at."""
        connections.fingerprint(path)
        return connections.connect(path, self._key, lasting=False)

    @property
    def backup_key(self) -> bytes:
        """What manifests of backups are signed with."""
        return self._backup_key

    def checkpoint(self, patience: int = 10_000) -> bool:
        """Bring the journal into the file and empty it. False when a reader looks for longer than the patience (ms)."""
        with said(), contextlib.closing(self.fresh()) as connection:
            connection.execute(f"PRAGMA busy_timeout={patience}")
            busy, *_rest = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return bool(busy == 0)

    def close(self, now: int | None = None) -> None:
        """Checkpoint, let go of every connection, sync the anchor, and let go of the folder. Safe to call twice."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
        try:
            with said():
                if now is not None:
                    self.mark(now)
            self.reader.dispose()
            self.checkpoint(_AT_CLOSING)
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Let go of everything without writing: after something failed while opening."""
        self._closed = True
        for each in (self.reader, self.writer):
            with contextlib.suppress(dbapi2.Error):
                each.dispose()
        self.anchor.close()
        self._lock.release()


def counts(connection: Any) -> Mapping[str, int]:
    """Rows of every table, through a connection of the driver."""
    listed = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    names = [row[0] for row in listed if not row[0].startswith("sqlite_")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
