"""A disk that fails at random reads, writes, syncs and openings: said in words, and nothing acknowledged is lost.

The words are never *wrong passphrase* and never *rolled back*; nothing is made anew; what was refused once and tried
again is there once; the desk can be left.
"""

from __future__ import annotations

import collections
import pathlib
import random
import shutil
import subprocess
import sys
import time

import pytest

from tests.soak import watched_disk, whole
from transit_desk.storage import header

RUNS_SHORT, RUNS_LONG = 100, 5_000
_SAID = {"DeviceFailed", "VaultUnreadable"}
_LIVES = 4  # on one vault, each after whatever the one before left, until somebody looks at all of it
_GONE_FOR_GOOD = 4  # in one pair of lives of so many the disk is pulled out; the second of a pair is inside by then


def _prove(template: pathlib.Path, folder: pathlib.Path, runs: int, seed: int) -> None:
    began, chance, heard, saved = time.monotonic(), random.Random(seed), 0, 0
    wrong: list[str] = []
    faults: collections.Counter[str] = collections.Counter()
    counts: collections.Counter[str] = collections.Counter()
    folder.mkdir(parents=True)
    root = folder.resolve()
    rehearsal = shutil.copytree(template, folder / "rehearsal" / "vault")
    vault_id = header.read(template).header.vault_id
    with (folder / "errors").open("w") as told_wrong, subprocess.Popen(
        [sys.executable, "-m", "tests.soak.faulty_desk", str(rehearsal)], cwd=watched_disk.TREE, text=True,
        env=watched_disk.surroundings(watched_disk.compiled(folder), root / "vault"),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=told_wrong,
    ) as child:  # fmt: skip
        assert child.stdin is not None
        assert child.stdout is not None
        for run in range(runs):
            if run % _LIVES == 0:
                shutil.rmtree(root / "vault", ignore_errors=True)
                shutil.copytree(template, root / "vault")
                (root / "said").write_text("")
            pulled = run // 2 % _GONE_FOR_GOOD == 0
            often = 0 if pulled else int(10 ** chance.uniform(3.6, 4.7))  # 0.004 to 0.05
            after = int(10 ** chance.uniform(1, 3.3)) if pulled else -1
            child.stdin.write(f"{root / 'vault'} {seed + run} {often} {after}\n")
            child.stdin.flush()
            code = int(child.stdout.readline())
            told = whole.Told().hear((root / "said").read_text().splitlines())
            wrong += [] if code == 0 else [f"run {run}: exit {code}"]
            counts.update(hit=sum(told.faults.values()) > heard, entered=len(told.saved) > saved)
            heard, saved = sum(told.faults.values()), len(told.saved)
            if run % _LIVES == _LIVES - 1:
                complaints = [f"said {kind}" for kind in set(told.faults) - _SAID]
                complaints += whole.look(root / "vault", told, root / "beside")
                if header.read(root / "vault").header.vault_id != vault_id:
                    complaints.append("the vault was made anew")
                wrong += [f"run {run}: {each}" for each in complaints]
                faults += told.faults
                counts.update(saves=saved)
                heard = saved = 0
        child.stdin.close()
    print(
        f"{runs} runs on a failing disk, {counts['hit']} of them met it, {counts['entered']} saved something: "
        f"{dict(faults)} said, {counts['saves']} acknowledged saves looked for, {len(wrong)} complaints, "
        f"{time.monotonic() - began:.0f} s"
    )
    assert wrong == [], (folder / "errors").read_text()[-4000:]
    assert counts["hit"] > runs // 2, "too few faults were met to prove anything"
    assert counts["entered"] > runs // 4


def test_a_hundred_runs_on_a_failing_disk_lose_nothing(template: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """The short form."""
    _prove(template, tmp_path / "disk", RUNS_SHORT, seed=4)


@pytest.mark.soak
def test_five_thousand_runs_on_a_failing_disk_lose_nothing(template: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """The long form."""
    _prove(template, tmp_path / "disk", RUNS_LONG, seed=40_000)


_ANCHORLESS = """
import pathlib, random, sys
from tests.soak import saving, watched_disk
folder = pathlib.Path(sys.argv[1])
day = saving.Day(folder, folder.with_name("said"), random.Random(1))
day.come_in()
watched_disk.fail(0, 1, 5, 0)
for number in range(3):
    day.save(f"a{number}")
    day.draft(number)
assert watched_disk.failures() >= 3
day.lock()
"""


def test_an_anchor_that_cannot_be_written_does_not_take_a_save_back(
    template: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    """The work is on the disk by then: to say that it is not would have it done twice."""
    vault, said = tmp_path.resolve() / "vault", tmp_path / "said"
    shutil.copytree(template, vault)
    said.touch()
    around = watched_disk.surroundings(watched_disk.compiled(tmp_path), vault / "anchor")

    subprocess.run([sys.executable, "-c", _ANCHORLESS, str(vault)], cwd=watched_disk.TREE, env=around, check=True)

    told = whole.Told().hear(said.read_text().splitlines())
    assert len(told.saved) == 3
    assert whole.look(vault, told, tmp_path / "beside") == []


_AGAIN = """
import pathlib, random, sys
from tests.soak import saving, watched_disk
from transit_desk.domain import errors
folder = pathlib.Path(sys.argv[1])
day = saving.Day(folder, folder.with_name("said"), random.Random(1))
day.come_in()
refused = 0
for calls in range(0, 120, 2):
    watched_disk.fail(0, 1, 5, calls)
    try:
        day.save(f"a{calls}")
        day.here.desk.ask("case_file.find", words="a")
    except errors.Fault:
        refused += 1
    watched_disk.fail(0, 1, 5)
    day.save(f"b{calls}")
    day.draft(calls)
    day.here.desk.ask("case_file.find", words="b")
day.lock()
print(refused)
"""


def test_a_disk_that_answers_again_is_worked_on_at_the_same_desk(
    template: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    """*Then try again* has to be true: one bad answer may not poison the desk until somebody locks it."""
    vault, said = tmp_path.resolve() / "vault", tmp_path / "said"
    shutil.copytree(template, vault)
    said.touch()
    around = watched_disk.surroundings(watched_disk.compiled(tmp_path), vault)

    ended = subprocess.run(
        [sys.executable, "-c", _AGAIN, str(vault)], cwd=watched_disk.TREE, env=around, check=True, text=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip

    told = whole.Told().hear(said.read_text().splitlines())
    print(f"60 outages of the disk, {ended.stdout.strip()} met while saving; each time the next save went through")
    assert int(ended.stdout) >= 30
    assert whole.look(vault, told, tmp_path / "beside") == []
