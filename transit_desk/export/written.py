"""The one place where a file leaves the program: whole, read back, and under a name that says nothing."""

from __future__ import annotations

import contextlib
import errno
import os
import pathlib
import secrets

from transit_desk.domain.errors import DeviceFailed, DiskFull, Refusal
from transit_desk.domain.text import N_

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def neutral_name(ending: str = ".age") -> str:
    """A name for a file that names nobody: lists of recent files and stolen sticks tell nothing."""
    return f"TD-{secrets.token_hex(5)}{ending}"


def write_file(path: pathlib.Path, blob: bytes) -> None:
    """Write, bring to the disk, read back, and only then give it its name; an existing file is never written over."""
    partial = path.with_name(f".{neutral_name('.partial')}")
    try:
        if path.exists():
            raise Refusal(N_("There is a file of this name already. Choose another name."), "path")
        _write(partial, blob)
        partial.rename(path)
        _settle(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):  # a stick that was pulled out takes its part along
            partial.unlink(missing_ok=True)
        if error.errno in _NO_ROOM:
            raise DiskFull(
                N_("There is no room left there. Nothing was written. Make room or choose another place.")
            ) from None
        raise DeviceFailed(
            N_("The file could not be written there. Nothing else was touched. Choose another place or stick.")
        ) from None


def _write(partial: pathlib.Path, blob: bytes) -> None:
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with open(descriptor, "wb") as file:  # noqa: PTH123  (a descriptor, made for the owner alone)
        file.write(blob)
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):  # so that what is read back comes from the stick, not from memory
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    if partial.read_bytes() != blob:
        raise OSError(errno.EIO, "what was written does not read back")


def _settle(folder: pathlib.Path) -> None:
    """Bring the new name to the disk too, where a folder can be opened."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
