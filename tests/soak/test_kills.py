"""`kill -9` at random moments of saving: nothing acknowledged is lost, nothing is half done, the trail is whole."""

from __future__ import annotations

import dataclasses
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

import pytest
import sqlalchemy
from sqlalchemy import orm

from tests import makers
from transit_desk import opening
from transit_desk.desk import Desk
from transit_desk.services.case_file.records import CaseFile, Claim, Due, Episode, Note, Person
from transit_desk.storage import audit
from transit_desk.storage.sight import lawful

_TREE = pathlib.Path(__file__).resolve().parents[2]
KILLS_SHORT, KILLS_LONG = 50, 1_000
_LATER = 0.75


@dataclasses.dataclass
class Told:
    """What killed desks had acknowledged."""

    saved: dict[str, str] = dataclasses.field(default_factory=dict)
    noted: set[str] = dataclasses.field(default_factory=set)
    draft: str = ""
    kills: int = 0
    while_saving: int = 0


def _kill_once(desks: subprocess.Popen[str], run: int, rng: random.Random, told: Told) -> None:
    """Begin a desk, let it save for a random while, kill it, and read what it had acknowledged."""
    assert desks.stdin is not None
    assert desks.stdout is not None
    desks.stdin.write(f"{run}\n")
    desks.stdin.flush()
    first, _, pid = desks.stdout.readline().strip().partition(" ")
    assert first == "open"
    lines = []
    if rng.random() < _LATER:  # however slow the machine: some kills before the first save, most among the later ones
        lines.append(desks.stdout.readline().strip())
    time.sleep(rng.uniform(0.0, 0.2))
    os.kill(int(pid), signal.SIGKILL)
    while (line := desks.stdout.readline().strip()) != "gone":
        lines.append(line)
    for line in lines:
        what, tag, file_id = [*line.split(" "), "", ""][:3]
        if what == "saved" and file_id:
            told.saved[tag] = file_id
        elif what == "noted":
            told.noted.add(tag)
        elif what == "draft":
            told.draft = tag
    told.kills += 1
    told.while_saving += bool(lines)


def _check(desk: Desk, entered: opening.Opened, told: Told) -> None:
    with orm.Session(desk.vault.reader) as session, lawful(session.connection()):
        files = {row.id: row for row in session.scalars(sqlalchemy.select(CaseFile))}
        names = {row.id: row.name_in_use for row in session.scalars(sqlalchemy.select(Person))}
        counts = {
            kind: {getattr(row, key) for row in session.scalars(sqlalchemy.select(kind))}
            for kind, key in ((Episode, "file_id"), (Due, "file_id"))
        }
        claims: dict[str, int] = {}
        for row in session.scalars(sqlalchemy.select(Claim)):
            claims[row.person_id] = claims.get(row.person_id, 0) + 1
        notes = {row.care_words for row in session.scalars(sqlalchemy.select(Note))}
        breaks = audit.verify(session, desk.keyring.derived("audit"), {})

    lost = [tag for tag, file_id in told.saved.items() if file_id not in files]
    assert lost == [], f"{len(lost)} acknowledged saves are lost"
    assert told.noted <= notes
    for file_id, file in files.items():
        whole = names[file.person_id] and claims.get(file.person_id) == 3
        assert whole, f"half a file: {file_id}"
        assert file_id in counts[Episode]
        assert file_id in counts[Due]
    assert breaks == []
    assert opening.check(entered) == []
    drafts = {kept.subject: kept.content["care_words"] for kept in desk.drafts()}
    if told.draft:
        assert "soak" in drafts


def _soak(template: pathlib.Path, tmp_path: pathlib.Path, kills: int, seed: int) -> Told:
    house = makers.copy_house(template, tmp_path / "vault")
    rehearsal = makers.copy_house(template, tmp_path / "rehearsal" / "vault").folder
    rng, told = random.Random(seed), Told()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.soak.killed_desk", str(house.folder), "c.aline", str(rehearsal)],
        cwd=_TREE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(_TREE)},
    ) as desks:  # fmt: skip
        for run in range(kills):
            _kill_once(desks, run, rng, told)
            if run % 100 == 99:
                _look(house, told)
    _look(house, told)
    print(
        f"{told.kills} kills, {told.while_saving} of them while saving: {len(told.saved)} files and {len(told.noted)} "
        "notes acknowledged, 0 lost, 0 half done, trail whole"
    )
    return told


def _look(house: makers.House, told: Told) -> None:
    desk = house.desk("c.aline")
    assert house.entered is not None
    _check(desk, house.entered.opened, told)
    house.lock()


def test_fifty_kills_lose_nothing(template: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """The short form; most of the kills must fall into the saving, or the test would prove nothing."""
    told = _soak(template, tmp_path, KILLS_SHORT, seed=26)

    assert told.kills == KILLS_SHORT
    assert told.while_saving >= KILLS_SHORT // 2


@pytest.mark.soak
def test_a_thousand_kills_lose_nothing(template: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """The long form."""
    told = _soak(template, tmp_path, KILLS_LONG, seed=2012)

    assert told.kills == KILLS_LONG
