"""Power cuts at random moments: whatever the disk then holds, nothing acknowledged is lost and nothing false is said.

A desk works on a watched disk; from the log of what it did, the disk is rebuilt as a cut may leave it, and opened with
the program itself. The control shows that the rebuilding is hard enough: an engine that does not wait for the disk
loses what it acknowledged, and is caught at it.
"""

from __future__ import annotations

import dataclasses
import pathlib
import random
import shutil
import subprocess
import sys
import time

import pytest

from tests import makers
from tests.soak import replay, watched_disk, whole

CUTS_SHORT, CUTS_LONG, CUTS_CONTROL = 50, 2_000, 40
LIVES = 3


@dataclasses.dataclass
class Recording:
    """A desk's day as its disk saw it: the disk before, and every step."""

    before: pathlib.Path
    root: pathlib.Path
    inodes: dict[str, int]
    steps: list[replay.Step]

    def disk(self) -> replay.Disk:
        """The disk as it was before the first step."""
        return replay.Disk(self.before, self.root, self.inodes)


def record(template: pathlib.Path, folder: pathlib.Path, seed: int, how: str = "FULL") -> Recording:
    """Let a desk live three lives on a watched disk, and look that its log tells all of it."""
    folder.mkdir(parents=True)
    root, before, log = (folder / "disk").resolve(), folder / "before", folder / "log"
    root.mkdir()
    makers.copy_house(template, root / "vault")
    (root / "stick").mkdir()
    (root / "said").touch()
    shutil.copytree(root, before)
    inodes = {str(path.relative_to(root)): path.stat().st_ino for path in (root, *root.rglob("*"))}
    library = watched_disk.compiled(folder)
    for life in range(LIVES):
        subprocess.run(
            [sys.executable, "-m", "tests.soak.recorded_desk", str(root), str(life), str(seed), how],
            cwd=watched_disk.TREE, env=watched_disk.surroundings(library, root, log), check=True,
        )  # fmt: skip
    made = Recording(before, root, inodes, list(replay.steps(log)))
    disk = made.disk()
    for step in made.steps:
        disk.go_on(step)
    disk.write(folder / "after", None)
    assert replay.alike(folder / "after", root), "the log does not tell all that happened to the disk"
    return made


def cut(made: Recording, folder: pathlib.Path, cuts: int, seed: int) -> list[tuple[int, list[str]]]:
    """Cut the power at random moments; for each, how much had been acknowledged and what was wrong afterwards."""
    chance = random.Random(seed)
    moments = sorted(_moments(made, cuts, chance))
    disk, done, found = made.disk(), 0, []
    for moment in moments:
        for step in made.steps[done:moment]:
            disk.go_on(step)
        done = moment
        image = folder / "image"
        shutil.rmtree(image, ignore_errors=True)
        disk.write(image, chance)
        told = whole.Told().hear(disk.now("said").decode().splitlines())
        complaints = whole.look(image / "vault", told, folder / "beside")
        complaints += whole.of_the_stick(image / "stick", told)
        found.append((len(told.saved) + len(told.noted), [f"cut at {moment}: {each}" for each in complaints]))
    return found


def _moments(made: Recording, cuts: int, chance: random.Random) -> list[int]:
    """Half of them anywhere, half beside what is not a mere write: a sync, a cut, a new name."""
    last = len(made.steps) - 1
    turns = [number for number, step in enumerate(made.steps) if step.kind != "W"]
    near = [chance.choice(turns) + chance.randint(-2, 3) for _ in range(cuts // 2)]
    anywhere = [chance.randint(1, last) for _ in range(cuts - len(near))]
    return [min(max(1, moment), last) for moment in near + anywhere]


def _prove(template: pathlib.Path, folder: pathlib.Path, recordings: int, cuts: int, seed: int) -> None:
    began, steps, acknowledged, wrong = time.monotonic(), 0, 0, []
    for number in range(recordings):
        made = record(template, folder / str(number), seed + number)
        steps += len(made.steps)
        found = cut(made, folder / str(number), cuts // recordings, seed + number)
        acknowledged += sum(count for count, _complaints in found)
        wrong += [each for _count, complaints in found for each in complaints]
        shutil.rmtree(folder / str(number))
    print(
        f"{cuts} power cuts in {steps} steps of {recordings} days: {acknowledged} acknowledged saves looked for, "
        f"{len(wrong)} complaints, {time.monotonic() - began:.0f} s"
    )
    assert wrong == []


def test_fifty_power_cuts_lose_nothing_and_nothing_false_is_said(
    template: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    """The short form."""
    _prove(template, tmp_path / "days", 1, CUTS_SHORT, seed=19)


@pytest.mark.soak
def test_two_thousand_power_cuts_lose_nothing_and_nothing_false_is_said(
    template: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    """The long form, over ten days of work."""
    _prove(template, tmp_path / "days", 10, CUTS_LONG, seed=1912)


@pytest.mark.parametrize("how", ["OFF", "NORMAL"])
def test_an_engine_that_does_not_wait_for_the_disk_is_caught(
    template: pathlib.Path, tmp_path: pathlib.Path, how: str
) -> None:
    """The control: without it, a harness that sees nothing would look the same as a disk that loses nothing."""
    made = record(template, tmp_path / "day", 3, how)

    found = cut(made, tmp_path / "day", CUTS_CONTROL, 3)

    caught = [complaints for _count, complaints in found if complaints]
    at_the_door = [complaints for complaints in caught if "RolledBack" in complaints[0]]
    print(
        f"synchronous={how}: {len(caught)} of {CUTS_CONTROL} cuts lost something, {len(at_the_door)} said at the door"
    )
    assert caught
