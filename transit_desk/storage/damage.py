"""What the database and the disk say when something is wrong, turned into words: what is safe, and what to do."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator

import sqlalchemy.exc
from sqlcipher3 import dbapi2

from transit_desk.domain import errors
from transit_desk.domain.text import N_

DAMAGED = N_(
    "The file with the records cannot be read as it was written: the disk does not answer well, or the file is "
    "damaged. Your passphrase is right. Check the disk or the cable, then try again. If this stays, leave the folder "
    "as it is, and restore from the newest backup."
)
NO_ANSWER = N_(
    "The disk did not answer while reading or writing. What was saved before is whole, and your text is still here. "
    "Check the disk or the cable, then try again."
)
NOT_WRITABLE = N_(
    "The vault cannot be written: the disk or the folder allows reading only. "
    "What was saved before is whole. Make the folder writable, then try again."
)
OVERLAPS = "two of these overlap"
"""What a trigger says that refuses two spans of one thing."""
_OVERLAPS_SAID = N_("Somebody wrote the same days in the meantime, so this was not kept. Look again, then choose.")
DOUBLE = "this is there already"
"""What a trigger says that refuses a second row of one reference."""
_DOUBLE_SAID = N_("Somebody wrote this in the meantime, so it was not kept twice. Look again, then write it anew.")

_FULL, _IOERR, _CANTOPEN, _READONLY = 13, 10, 14, 8
_CORRUPT, _NOTADB, _NOMEM = 11, 26, 7
_FULL_ERRNO = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SILENT_ERRNO = {errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE}
_READONLY_ERRNO = {errno.EROFS, errno.EACCES, errno.EPERM}


def translate(problem: BaseException) -> errors.Spoken | None:
    """What stands behind an error of the database or the disk; None for everything else, which is a bug.

    SQLCipher says *out of memory* and *not a database* of damaged pages, so both mean damage here, never a wrong
    passphrase: that was decided by the slot before the file was touched. SQLite says *malformed* of a disk that fails
    while it is read, so the words for damage name the disk and its cable first.
    """
    if isinstance(problem, sqlalchemy.exc.DBAPIError) and problem.orig is not None:
        problem = problem.orig
    if isinstance(problem, MemoryError):
        return errors.VaultUnreadable(DAMAGED)
    if isinstance(problem, OSError):
        return _of_the_system(problem)
    if isinstance(problem, dbapi2.IntegrityError) and OVERLAPS in str(problem):
        return errors.RuleBroken(_OVERLAPS_SAID)
    if isinstance(problem, dbapi2.IntegrityError) and DOUBLE in str(problem):
        return errors.RuleBroken(_DOUBLE_SAID)
    code = getattr(problem, "sqlite_errorcode", None) if isinstance(problem, dbapi2.Error) else None
    if not isinstance(code, int):
        return None
    return _of_the_database(code & 0xFF)


def poisons(problem: BaseException) -> bool:
    """Whether a connection that met this must not be used again: it would go on saying so when the disk answers."""
    code = getattr(problem, "sqlite_errorcode", None) if isinstance(problem, dbapi2.Error) else None
    return isinstance(code, int) and code & 0xFF in {_IOERR, _CANTOPEN, _CORRUPT, _NOTADB, _NOMEM}


def _of_the_database(code: int) -> errors.Spoken | None:
    if code == _FULL:
        return errors.DiskFull()
    if code in {_CORRUPT, _NOTADB, _NOMEM}:
        return errors.VaultUnreadable(DAMAGED)
    if code == _READONLY:
        return errors.DeviceFailed(NOT_WRITABLE)
    if code in {_IOERR, _CANTOPEN}:
        return errors.DeviceFailed(NO_ANSWER)
    return None


def _of_the_system(problem: OSError) -> errors.Spoken | None:
    if problem.errno in _FULL_ERRNO:
        return errors.DiskFull()
    if problem.errno in _READONLY_ERRNO:
        return errors.DeviceFailed(NOT_WRITABLE)
    if problem.errno in _SILENT_ERRNO:
        return errors.DeviceFailed(NO_ANSWER)
    return None


@contextlib.contextmanager
def said() -> Iterator[None]:
    """Say in words what the database or the disk complains of; let everything else through as it is."""
    try:
        yield
    except (sqlalchemy.exc.DBAPIError, dbapi2.Error, MemoryError, OSError) as problem:
        spoken = translate(problem)
        if spoken is None:
            raise
        raise spoken from problem
