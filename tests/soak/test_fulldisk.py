"""A disk that is full at any moment: nothing that was saved is lost, it is said in words, and with room it goes on."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import time

import pytest

from tests.soak import watched_disk

SIZES_SHORT, SIZES_LONG = 25, 500
_KINDS = {"save", "draft", "backup", "header", "package"}


def alone() -> list[str]:
    """What a command is put behind so that it may mount a small disk of its own; a refusal fails the test."""
    return ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]


def _prove(template: pathlib.Path, folder: pathlib.Path, sizes: int, seed: int) -> None:
    began = time.monotonic()
    disk = folder.resolve() / "disk"
    disk.mkdir()

    ended = subprocess.run(
        [*alone(), sys.executable, "-m", "tests.soak.full_desk", str(template), str(disk), str(sizes), str(seed)],
        cwd=watched_disk.TREE, env={**os.environ, "PYTHONPATH": str(watched_disk.TREE)}, text=True,
        capture_output=True, check=False,
    )  # fmt: skip

    met = dict(line.split() for line in ended.stdout.splitlines())
    print(f"{sizes} sizes of a full disk, met by {met}: nothing lost, {time.monotonic() - began:.0f} s")
    assert ended.returncode == 0, ended.stderr[-4000:]
    assert set(met) >= _KINDS, "not every kind of work met the full disk"
    assert int(met["header"]) >= sizes * 9 // 10


def test_five_and_twenty_full_disks_lose_nothing_of_a_desk(template: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """The short form."""
    _prove(template, tmp_path, SIZES_SHORT, seed=0)


@pytest.mark.soak
def test_five_hundred_full_disks_lose_nothing_of_a_desk(template: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """The long form."""
    _prove(template, tmp_path, SIZES_LONG, seed=10_000)


def test_a_form_on_a_full_disk_keeps_its_text(template: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """In the real form, with the real clerk: see `form_on_full_disk.py`."""
    disk = tmp_path.resolve() / "disk"
    disk.mkdir()
    script = pathlib.Path(__file__).with_name("form_on_full_disk.py")
    told = {"FULL_DISK": str(disk), "FULL_TEMPLATE": str(template), "PYTHONPATH": str(watched_disk.TREE)}

    ended = subprocess.run(
        [*alone(), sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", str(script)],
        cwd=watched_disk.TREE, env={**os.environ, **told}, text=True, capture_output=True, check=False,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-2000:]
    assert "1 passed" in ended.stdout
