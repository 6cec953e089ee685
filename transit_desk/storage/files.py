"""How a file reaches the disk whole, readable by its owner alone, and how one process holds a folder."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words

FOLDER_MODE = 0o700
FILE_MODE = 0o600

NOT_A_FILE = N_(
    "“{name}” in the vault's folder is not a file that can be read: something else stands in its place, or its rights "
    "were changed. Nothing was changed now. Give it its rights back or move it away, then try again. If this stays, "
    "restore from the newest backup."
)


def ordinary(path: Path) -> None:
    """Say so where something stands that is no file, or may not be read. A missing file is another matter."""
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        return
    except (PermissionError, NotADirectoryError):
        kind = 0
    except OSError as problem:
        if problem.filename is None or not path.is_symlink():
            raise  # the disk does not answer: that has words of its own
        kind = 0  # a link that leads round and round
    if not stat.S_ISREG(kind) or not os.access(path, os.R_OK):
        raise errors.VaultUnreadable(Words(NOT_A_FILE, {"name": path.name}))


def private_folder(folder: Path) -> None:
    """Make the folder, or take away what others may do in it. A stick without rights of its own is left as it is."""
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    with contextlib.suppress(PermissionError):
        folder.chmod(FOLDER_MODE)


def private_file(path: Path, *, new: bool = False) -> int:
    """Open a file for reading and writing, for its owner alone whatever the umask says."""
    flags = os.O_RDWR | os.O_CREAT | (os.O_EXCL if new else 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0), FILE_MODE)
    with contextlib.suppress(PermissionError):
        path.chmod(FILE_MODE)
    return descriptor


def sync_folder(folder: Path) -> None:
    """Make names in this folder last. Systems that cannot sync a folder keep names by themselves."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(*copies: tuple[Path, bytes]) -> None:
    """Replace files by others, each in one step: a cut leaves the old one or the new one, never a part.

    All are written beside their places before the first is moved, so that a full disk is met while nothing has changed.
    """
    beside = [path.with_name(path.name + ".tmp") for path, _content in copies]
    try:
        for place, (_path, content) in zip(beside, copies, strict=True):
            with os.fdopen(private_file(place), "wb") as stream:
                stream.truncate(0)
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
    except OSError:
        for place in beside:
            with contextlib.suppress(OSError):
                place.unlink()
        raise
    for place, (path, _content) in zip(beside, copies, strict=True):
        place.replace(path)
        sync_folder(path.parent)


class FolderLock:
    """Held by the one process that writes a vault; the system lets go of it when the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._descriptor: int | None = None
        ordinary(folder / "lock")
        self._descriptor = private_file(folder / "lock")
        try:
            _lock(self._descriptor)
        except OSError:
            self.release()
            raise errors.AlreadyOpen from None

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


@contextlib.contextmanager
def unless_kept(lock: FolderLock) -> Iterator[None]:
    """Let go of the folder when what follows fails."""
    try:
        yield
    except BaseException:
        lock.release()
        raise


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
