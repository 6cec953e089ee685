"""A disk that is watched, or that fails: a small C library preloaded into the program's own process."""

from __future__ import annotations

import ctypes
import os
import pathlib
import subprocess

TREE = pathlib.Path(__file__).resolve().parents[2]
_SOURCE = pathlib.Path(__file__).with_name("watched_disk.c")


def compiled(folder: pathlib.Path) -> pathlib.Path:
    """The library, made with the system's compiler; a machine without one fails the test."""
    library = folder / "watched_disk.so"
    flags = ["-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"]
    subprocess.run(["cc", *flags, "-o", str(library), str(_SOURCE), "-ldl", "-lpthread"], check=True)
    return library


def surroundings(library: pathlib.Path, root: pathlib.Path, log: pathlib.Path | None = None) -> dict[str, str]:
    """The environment of a process whose files under `root` are watched."""
    told = {"DISK_LOG": str(log)} if log else {}
    return {**os.environ, "PYTHONPATH": str(TREE), "LD_PRELOAD": str(library), "DISK_ROOT": str(root), **told}


def fail(in_a_million: int, seed: int, errno: int, after: int = -1) -> None:
    """In a process that carries the library: from now on so many calls fail, or every one after the first `after`."""
    ctypes.CDLL(None).disk_fail(
        ctypes.c_long(in_a_million), ctypes.c_ulong(seed), ctypes.c_long(after), ctypes.c_int(errno)
    )


def failures() -> int:
    """How many calls have failed since `fail`."""
    return int(ctypes.CDLL(None).disk_failed())
