"""A terminal that is ready: each command runs in a process of its own, forked from one that has the program loaded.

What a command says, leaves and ends with is the program's own; only the second that Python needs to load it is spent
once. How it starts from nothing is tried in the tests that say so.
"""

from __future__ import annotations

import importlib
import json
import os
import pathlib
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from transit_desk import __main__, services

_TREE = pathlib.Path(__file__).resolve().parents[1]
_PATIENCE = 300  # seconds


class Terminal:
    """The process that has everything loaded, and the way to it."""

    def __init__(self) -> None:
        self._ready = subprocess.Popen(
            [sys.executable, "-m", "tests.terminal"], cwd=_TREE, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(_TREE)},
        )  # fmt: skip

    def run(
        self, words: Sequence[str], cwd: pathlib.Path, around: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """One command, its arguments after the program's name; `around` is the whole of its environment."""
        out, err = cwd / ".terminal-out", cwd / ".terminal-err"
        asked = {"words": list(words), "cwd": str(cwd), "around": dict(around), "out": str(out), "err": str(err)}
        assert self._ready.stdin is not None
        assert self._ready.stdout is not None
        self._ready.stdin.write(json.dumps(asked) + "\n")
        self._ready.stdin.flush()
        told, _write, _odd = select.select([self._ready.stdout], [], [], _PATIENCE)
        if not told:
            self._ready.kill()
            message = f"no end after {_PATIENCE} seconds: {list(words)}"
            raise TimeoutError(message)
        ended = int(self._ready.stdout.readline())
        said = [each.read_text(encoding="utf-8") for each in (out, err)]
        out.unlink()
        err.unlink()
        return subprocess.CompletedProcess(list(words), ended, *said)

    def close(self) -> None:
        """No more commands."""
        self._ready.communicate(timeout=_PATIENCE)


def _serve() -> None:
    """One line of JSON a command on standard input; its exit code on standard output."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
        _child, status = os.waitpid(child, 0)
        os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _become(asked: Mapping[str, Any]) -> NoReturn:
    """The command itself, to its end, with nothing of the terminal's around it."""
    for fd, name, how in ((0, os.devnull, os.O_RDONLY), (1, asked["out"], _WRITE), (2, asked["err"], _WRITE)):
        opened = os.open(name, how, 0o600)
        os.dup2(opened, fd)
        os.close(opened)
    os.environ.clear()
    os.environ.update(asked["around"])
    os.chdir(asked["cwd"])
    sys.argv = ["transit-desk-cli", *asked["words"]]
    sys.exit(__main__.main())


_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC

if __name__ == "__main__":
    importlib.import_module("transit_desk.entrance")
    services.acts()  # all that a command comes to need, before the first is asked for
    _serve()
