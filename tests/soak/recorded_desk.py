"""A desk at work whose disk is written down: three lives, the first of which ends without a lock."""

from __future__ import annotations

import os
import pathlib
import random
import sys

from tests.soak.saving import Day
from transit_desk.storage import connections

ROUNDS = 8


def main() -> None:
    """`python -m tests.soak.recorded_desk DISK LIFE SEED SYNCHRONOUS`: `DISK/vault`, `DISK/stick`, `DISK/said`."""
    disk, life, seed, how = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    if how != "FULL":  # the control: an engine that does not wait for the disk
        number = {"OFF": 0, "NORMAL": 1}[how]
        connections._LASTING = (("journal_mode", "WAL", "wal"), ("synchronous", how, number))
    chance = random.Random(f"{seed} {life}")
    day = Day(disk / "vault", disk / "said", chance)
    day.come_in()
    others = ["worker", "phrase", "backup", "lock"]
    chance.shuffle(others)
    for count in range(ROUNDS):
        tag = f"s{seed}l{life}n{count}"
        day.note(tag, day.save(tag))
        day.draft(life * 1000 + count)
        if count % 2:
            other = others.pop()
            if other == "worker":
                day.worker(f"k.{tag}")
            elif other == "phrase":
                day.change_phrase()
            elif other == "backup":
                day.backup(disk / "stick")
            else:
                day.lock()
                day.come_in()
    if life == 0:
        os._exit(0)  # the next life finds a journal to bring in
    day.lock()


if __name__ == "__main__":
    main()
