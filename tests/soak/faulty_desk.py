"""A desk on a disk that fails now and then, or goes away for good; whatever it says must be words, never a bug.

One process rehearses a day once and lives each day in a child of its own.
"""

from __future__ import annotations

import errno
import os
import pathlib
import random
import sys
import traceback
from collections.abc import Callable

from tests.soak import watched_disk
from tests.soak.saving import Day, rehearse
from transit_desk.domain import errors

ROUNDS = 2
BUG = 70


def _tried(day: Day, work: Callable[[], object]) -> bool:
    """Do it, and once more where the disk failed, as anybody would; whether it was done."""
    for _ in range(2):
        try:
            work()
        except errors.Spoken as spoken:
            day.say("fault", type(spoken).__name__, str(spoken).replace("\n", " "))
        else:
            return True
    return False


def _live(folder: pathlib.Path, run: int, in_a_million: int, after: int) -> None:
    day = Day(folder, folder.with_name("said"), random.Random(run))
    if run % 2:
        day.come_in()
    watched_disk.fail(in_a_million, run, errno.EIO, after)
    if run % 2 == 0 and not _tried(day, day.come_in):
        return
    for count in range(ROUNDS):
        tag = f"f{run}n{count}"
        if _tried(day, lambda tag=tag: day.save(tag)) and count % 2:  # type: ignore[misc]
            _tried(day, lambda tag=tag: day.note(tag, day.told.saved[tag]))  # type: ignore[misc]
        _tried(day, lambda count=count: day.draft(run * 100 + count))  # type: ignore[misc]
    if run % 3 == 0:
        logins = iter((f"k.{run}", f"m.{run}"))  # the second time under another one: the first may be taken by now
        _tried(day, lambda: day.worker(next(logins)))
    if run % 3 == 1:
        _tried(day, day.change_phrase)
    day.lock()  # never refused


def main() -> None:
    """`python -m tests.soak.faulty_desk REHEARSAL`: lines of FOLDER RUN IN_A_MILLION AFTER, each answered by a code."""
    rehearse(pathlib.Path(sys.argv[1]))
    for line in sys.stdin:
        folder, run, in_a_million, after = line.split()
        child = os.fork()
        if child == 0:
            code = BUG
            try:
                _live(pathlib.Path(folder), int(run), int(in_a_million), int(after))
                code = 0
            except BaseException:  # noqa: BLE001  (told to the test, which fails for it)
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(code)
        _child, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
