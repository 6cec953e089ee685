"""How one connection to the encrypted file is made, and what it must answer before anybody may use it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any, Final

import sqlalchemy
import sqlalchemy.dialects
import sqlalchemy.event
import sqlalchemy.pool
import sqlalchemy.util
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlcipher3 import dbapi2

from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words
from transit_desk.storage import damage

_KEY = re.compile(r"[0-9a-f]{64}")
_SALTED_KEY = re.compile(r"[0-9a-f]{96}")
_PLAIN = b"SQLite format 3\0"
SALT = 16
LEAST_CIPHER = (4, 18)
CACHE_KIB = 65536
_WAIT_SECONDS = 30
_STATEMENTS = 512  # a child's page and *Today* ask more than the driver keeps prepared by itself
_POISONED = "poisoned"
_COMPILED: Final[sqlalchemy.util.LRUCache[Any, Any]] = sqlalchemy.util.LRUCache(4096)  # statements put into SQL

# What is asked for, and what must be read back: an engine that does not know a pragma stays silent about it.
_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("mmap_size", "0", 0),
    ("secure_delete", "ON", 1),
    ("cache_size", str(-CACHE_KIB), -CACHE_KIB),
)
_LASTING: tuple[tuple[str, str, object], ...] = (("journal_mode", "WAL", "wal"), ("synchronous", "FULL", 2))

_GONE = N_(
    "The file with the records is missing or empty. The list of who may open the vault is whole. "
    "Look whether the file was moved; otherwise restore from the newest backup."
)
_READABLE = N_(
    "The file with the records is not encrypted, so it is not the one this program wrote. Nothing was changed. "
    "Leave the folder as it is, and restore from the newest backup."
)
_ANOTHER = N_(
    "The file with the records is damaged at its beginning, or belongs to another vault. Nothing was changed. "
    "Leave the folder as it is, and restore from the newest backup."
)
_REFUSED = N_(
    "This computer's database did not accept the setting {name}. To keep the records safe, the vault stays closed. "
    "Nothing was changed. Install the program anew."
)
_TOO_OLD = N_(
    "The encryption library of this installation is too old ({found}). The vault stays closed, nothing was changed. "
    "Install the program anew."
)


class NotAKeyError(ValueError):
    """A key that SQLCipher would quietly take for a passphrase."""


def key_phrase(key: str) -> str:
    """The spelling SQLCipher takes for a raw key, with its salt or without; any other length would be stretched."""
    if not (_KEY.fullmatch(key) or _SALTED_KEY.fullmatch(key)):
        raise NotAKeyError("a raw key is 64 hexadecimal digits, or 96 with its salt")
    return f"x'{key}'"


def fingerprint(path: Path) -> str:
    """The digest of the salt at the beginning of the file; raises in words for a file that is none of ours."""
    try:
        with path.open("rb") as stream:
            start = stream.read(SALT)
    except FileNotFoundError:
        start = b""
    if len(start) < SALT:
        raise errors.VaultUnreadable(_GONE)
    if start == _PLAIN:
        raise errors.VaultUnreadable(_READABLE)
    return hashlib.sha256(start).hexdigest()


def salt_of(path: Path) -> str:
    """The salt of an encrypted file, in hexadecimal."""
    with path.open("rb") as stream:
        return stream.read(SALT).hex()


def connect(path: Path, key: str, *, lasting: bool = True) -> Any:
    """Open the file with its raw key, set what must be set, and read it back.

    `lasting=False` leaves the journal as it is: for copies that are only looked at.
    """
    connection = dbapi2.connect(
        str(path), isolation_level=None, check_same_thread=False, timeout=10, cached_statements=_STATEMENTS
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")  # else it writes to standard error
        connection.execute("PRAGMA cipher_memory_security=ON")
        connection.set_key(key_phrase(key))  # not by PRAGMA, which trace callbacks would see
        _assert_cipher(connection)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for name, wanted, expected in (*_PRAGMAS, *(_LASTING if lasting else ())):
            connection.execute(f"PRAGMA {name}={wanted}")
            _assert_answer(connection, name, expected)
        _assert_answer(connection, "cipher_memory_security", "1")
    except BaseException:
        connection.close()
        raise
    return connection


def _assert_answer(connection: Any, name: str, expected: object) -> None:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    if row is None or str(row[0]).lower() != str(expected):
        raise errors.VaultUnreadable(Words(_REFUSED, {"name": name}))


def _assert_cipher(connection: Any) -> None:
    row = connection.execute("PRAGMA cipher_version").fetchone()
    found = str(row[0]) if row else "–"
    numbers = tuple(int(part) for part in re.findall(r"\d+", found)[:2])
    if numbers < LEAST_CIPHER:
        raise errors.VaultUnreadable(Words(_TOO_OLD, {"found": found}))


def create(path: Path, key: str) -> None:
    """Turn an empty file into an encrypted database, and look that it is one."""
    connection = connect(path, key)
    try:
        connection.execute("PRAGMA user_version=1")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    fingerprint(path)


class Dialect(SQLiteDialect_pysqlite):
    """One spoken by every engine alike: what one has put into SQL, no other puts into SQL again."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


sqlalchemy.dialects.registry.register("sqlite.transitdesk", __name__, Dialect.__name__)


def engine(path: Path, key: str, expected: str, *, writes: bool) -> sqlalchemy.Engine:
    """An engine with a queue of connections; the pool a driver would choose by itself crashes between threads."""

    def creator() -> Any:
        with damage.said():
            if fingerprint(path) != expected:
                raise errors.VaultUnreadable(_ANOTHER)
            made = connect(path, key)
            if not writes:
                made.execute("PRAGMA query_only=ON")
                _assert_answer(made, "query_only", 1)
            return made

    made = sqlalchemy.create_engine(
        "sqlite+transitdesk://",
        creator=creator,
        module=dbapi2,
        execution_options={"compiled_cache": _COMPILED},
        poolclass=sqlalchemy.pool.QueuePool,
        pool_size=1 if writes else 3,
        max_overflow=0,
        pool_timeout=_WAIT_SECONDS,
        pool_use_lifo=True,  # the one used last has the pages and the statements ready
        hide_parameters=True,
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
    sqlalchemy.event.listen(made, "begin", lambda connection: connection.exec_driver_sql(begin))
    sqlalchemy.event.listen(made, "handle_error", _mark_a_poisoned_one)
    sqlalchemy.event.listen(made, "checkin", _let_go_of_a_poisoned_one)
    return made


def _mark_a_poisoned_one(context: sqlalchemy.engine.ExceptionContext) -> None:
    if context.connection is not None and damage.poisons(context.original_exception):
        context.connection.info[_POISONED] = True


def _let_go_of_a_poisoned_one(_raw: Any, record: sqlalchemy.pool.ConnectionPoolEntry) -> None:
    """After a bad answer of the disk the next piece of work begins with a connection of its own."""
    if record.info.pop(_POISONED, False):
        record.invalidate()
