"""A small process of our own, apart from the keys and within bounds, in which strangers' files are read.

It is this program again, started anew and not forked, so nothing of the open vault is in its memory.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import subprocess
import sys
from collections.abc import Mapping


def ask(module: str, flag: str, asked: bytes, seconds: float) -> bytes | None:
    """What the process answered; None where it ended badly or took too long."""
    try:
        done = subprocess.run(
            _command(module, flag),
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            cwd=_root(),
            env=_surroundings(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None


def bind(memory: int, seconds: int) -> None:
    """Inside the process: bounds on memory, time, dumps and files, where the system has them."""
    try:
        import resource
    except ImportError:  # Windows has none of these; the bounds on what is read and on the time stand
        return
    bounds = (("RLIMIT_AS", memory), ("RLIMIT_CPU", seconds), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0))
    for name, bound in bounds:
        what = getattr(resource, name, None)
        if what is None:
            continue
        highest = resource.getrlimit(what)[1]
        lower = bound if highest == resource.RLIM_INFINITY else min(bound, highest)
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some; the others still hold
            resource.setrlimit(what, (lower, lower))


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _command(module: str, flag: str) -> list[str]:
    if _frozen():
        return [sys.executable, flag]
    return [sys.executable, "-E", "-s", "-B", "-m", module]


def _root() -> pathlib.Path | None:
    """Where this program's own code lies, so that nobody else's is found first; a frozen program carries it within."""
    return None if _frozen() else pathlib.Path(__file__).parents[2]


def _surroundings() -> Mapping[str, str]:
    """Only what a process needs to start; a passphrase that came in a variable goes no further."""
    needed = ("SYSTEMROOT", "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL")
    return {name: os.environ[name] for name in needed if name in os.environ}
