"""A desk that saves without end until it is killed; each acknowledged save is told on standard output.

Runs are begun by lines on standard input, each in a fork of this process, which has rehearsed a day and has nothing
open: so a thousand kills are spent on saving and not on starting Python.
"""

from __future__ import annotations

import os
import pathlib
import sys

from tests import makers
from tests.soak import saving
from transit_desk import entrance
from transit_desk.clock import Clock


def main() -> None:
    """`python -m tests.soak.killed_desk FOLDER LOGIN REHEARSAL`: one run for each line; `gone` when it was killed."""
    folder, login = pathlib.Path(sys.argv[1]), sys.argv[2]
    saving.rehearse(pathlib.Path(sys.argv[3]))
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _work(folder, login, line.strip())
        os.waitpid(child, 0)
        _tell("gone")


def _work(folder: pathlib.Path, login: str, run: str) -> None:
    """Open a file, write in it, keep a draft; tell each; again and again."""
    desk = entrance.come_in(folder, login, makers.PASSPHRASE, Clock()).desk
    _tell("open", str(os.getpid()))
    for count in range(10_000):
        tag = f"r{run}n{count}"
        file_id = desk.do("case_file.receive", name=tag, sex="m", age="15", village=f"v{tag}")
        _tell("saved", tag, str(file_id))
        desk.do("case_file.write_note", file_id=file_id, care_words=tag, closed_words=f"s{tag}")
        _tell("noted", tag)
        desk.keep_draft("case_file.note", "soak", {"care_words": tag})
        _tell("draft", tag)
    os._exit(0)


def _tell(*words: str) -> None:
    """One short line in one write, so that it is there whole or not at all."""
    os.write(1, (" ".join(words) + "\n").encode())


if __name__ == "__main__":
    main()
