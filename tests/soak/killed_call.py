"""A desk that marks a roll call child by child until it is killed; each mark that was kept is told on standard output.

Runs are begun by lines on standard input, each in a fork, as in `killed_desk`; each takes the call up where it stands.
"""

from __future__ import annotations

import datetime
import os
import pathlib
import signal
import sys

from tests import makers
from transit_desk import entrance
from transit_desk.clock import ShiftedClock


def main() -> None:
    """`python -m tests.soak.killed_call FOLDER LOGIN SECONDS`: one run for each line; `gone` when it was killed.

    Its clock is that many seconds ahead of the machine's: a call has its hour.
    """
    folder, login = pathlib.Path(sys.argv[1]), sys.argv[2]
    clock = ShiftedClock(datetime.timedelta(seconds=float(sys.argv[3])))
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            _mark(folder, login, clock)
        os.waitpid(child, 0)
        _tell("gone")


def _mark(folder: pathlib.Path, login: str, clock: ShiftedClock) -> None:
    desk = entrance.come_in(folder, login, makers.PASSPHRASE, clock).desk
    call = desk.ask("presence.present_call")
    _tell("open", str(os.getpid()))
    for number, row in enumerate(call.rows):
        if row.mark:
            continue
        mark = "not_accounted_for" if number % 7 == 3 else "present"
        desk.do("presence.mark", call_id=call.id, file_id=row.id, mark=mark)
        _tell("kept", row.id, mark)
    _tell("end")
    signal.pause()  # until it is killed, like every other run


def _tell(*words: str) -> None:
    """One short line in one write, so that it is there whole or not at all."""
    os.write(1, (" ".join(words) + "\n").encode())


if __name__ == "__main__":
    main()
