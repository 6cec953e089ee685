"""A desk that saves without end until it is killed; each acknowledged save is told on standard output."""

from __future__ import annotations

import pathlib
import sys

from tests import makers
from transit_desk.clock import Clock


class _House(makers.House):
    """A house by the machine's own clock."""


def main() -> None:
    """`python -m tests.soak.killed_desk FOLDER LOGIN RUN`: open a file, write in it, tell; again and again."""
    folder, login, run = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    house = _House(folder, Clock())  # type: ignore[arg-type]
    desk = house.desk(login)
    print("open", flush=True)
    for count in range(10_000):
        tag = f"r{run}n{count}"
        file_id = desk.do("case_file.receive", name=tag, sex="m", age="15", village=f"v{tag}")
        print("saved", tag, file_id, flush=True)
        desk.do("case_file.write_note", file_id=file_id, care_words=tag, closed_words=f"s{tag}")
        print("noted", tag, file_id, flush=True)
        desk.keep_draft("case_file.note", "soak", {"care_words": tag})
        print("draft", tag, "-", flush=True)


if __name__ == "__main__":
    main()
