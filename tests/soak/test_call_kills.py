"""`kill -9` at any mark of a roll call: what was marked stays marked, and the call is taken up at the next child."""

from __future__ import annotations

import datetime
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

from sqlalchemy import orm

from tests import makers
from transit_desk import opening
from transit_desk.clock import ShiftedClock
from transit_desk.desk import Desk
from transit_desk.entrance import come_in
from transit_desk.storage import audit
from transit_desk.storage.sight import lawful

_TREE = pathlib.Path(__file__).resolve().parents[2]
CHILDREN = 40
_EVENING = datetime.datetime(2026, 11, 23, 16, 30, tzinfo=datetime.UTC)


def _house(template: pathlib.Path, folder: pathlib.Path, clock: ShiftedClock) -> makers.House:
    """Forty boys in the house, and a call in which nobody is marked."""
    house = makers.copy_house(template, folder)
    desk = come_in(house.folder, "d.furaha", makers.PASSPHRASE, clock).desk
    for number in range(CHILDREN):
        desk.do("case_file.receive", name=f"Amani{number}", sex="m", age="15")
    desk.do("presence.begin", part="evening")
    desk.lock()
    return house


def _run(desks: subprocess.Popen[str], rng: random.Random) -> tuple[dict[str, str], bool]:
    """One desk, killed a moment after its first mark: what it had told, and whether it came to the end."""
    assert desks.stdin is not None
    assert desks.stdout is not None
    desks.stdin.write("again\n")
    desks.stdin.flush()
    first, _, pid = desks.stdout.readline().strip().partition(" ")
    assert first == "open"
    lines = [desks.stdout.readline().strip()]
    time.sleep(rng.uniform(0.0, 0.05))
    os.kill(int(pid), signal.SIGKILL)
    while (line := desks.stdout.readline().strip()) != "gone":
        lines.append(line)
    told = dict(line.split(" ")[1:] for line in lines if line.startswith("kept"))
    return told, "end" in lines  # killed all the same, with nothing left to mark


def _look(desk: Desk, told: dict[str, str]) -> None:
    call = desk.ask("presence.present_call")
    marks = {row.id: row.mark for row in call.rows}
    searched = sum("not accounted for" in str(task.title) for task in desk.ask("case_file.tonight").tasks)

    assert len(call.rows) == CHILDREN
    assert {file_id: marks[file_id] for file_id in told} == told, "a mark that was told as kept is lost"
    assert searched == list(marks.values()).count("not_accounted_for"), "a child is not found, and nobody searches"


def test_a_call_survives_a_kill_at_any_mark(template: pathlib.Path, tmp_path: pathlib.Path) -> None:
    clock = ShiftedClock.beginning(_EVENING)  # an evening call has its hour, and the suite runs at any
    house = _house(template, tmp_path / "vault", clock)
    told: dict[str, str] = {}
    kills, ended, rng = 0, False, random.Random(18)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.soak.killed_call", str(house.folder), "e.sifa", str(clock.span.total_seconds())],
        cwd=_TREE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(_TREE)},
    ) as desks:  # fmt: skip
        while not ended and kills < CHILDREN:
            found, ended = _run(desks, rng)
            assert not set(found) & set(told), "a child who was marked was asked for again"
            told |= found
            kills += 1
    entered = come_in(house.folder, "d.furaha", makers.PASSPHRASE, clock)
    _look(entered.desk, told)
    with orm.Session(entered.desk.vault.reader) as session, lawful(session.connection()):
        breaks = audit.verify(session, entered.desk.keyring.derived("audit"), {})
    findings = opening.check(entered.opened)
    entered.desk.lock()

    print(f"{kills} kills over {CHILDREN} marks: {len(told)} told as kept, 0 lost, trail whole")
    assert kills >= CHILDREN // 8
    assert breaks == []
    assert findings == []
