"""Damage as staff would meet it: mended, or said in words; never *wrong passphrase*, never silently fewer rows.

The vault that is harmed was left by a killed desk: children, notes and drafts both in the file and in the journal.
"""

from __future__ import annotations

import collections
import dataclasses
import pathlib
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from tests import makers
from tests.soak import watched_disk, whole
from transit_desk import entrance
from transit_desk.clock import FrozenClock
from transit_desk.domain import errors
from transit_desk.storage import header

FLIPS_SHORT, FLIPS_LONG = 150, 10_000
_PAGE, _FRAME = 4096, 4096 + 24
# Of so many flips: the file, its journal (the newest drafts among it), each copy of the header, the anchor.
_SHARES = {"data.db": 0.34, "data.db-wal": 0.34, "header.a": 0.1, "header.b": 0.1, "anchor": 0.12}

_WORK = """
import os, pathlib, random, sys
from tests.soak.saving import Day
folder, until = pathlib.Path(sys.argv[1]), sys.argv[2]
day = Day(folder, folder.with_name("said"), random.Random(1))
day.come_in()
start = len(day.told.saved)
for number in range(start, start + 4):
    day.note(f"h{number}", day.save(f"h{number}"))
    day.draft(number)
if until == "lock":
    day.worker(f"k.h{start}")
    day.lock()
os._exit(0)
"""


@dataclasses.dataclass
class Harmed:
    """A vault with a journal, what was acknowledged in it, and how the same vault looked earlier."""

    folder: pathlib.Path
    told: whole.Told
    earlier: list[tuple[pathlib.Path, whole.Told]]

    def copy(self, to: pathlib.Path) -> pathlib.Path:
        """One to be harmed."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.folder, to)
        return to


def _work(folder: pathlib.Path, until: str) -> None:
    subprocess.run(
        [sys.executable, "-c", _WORK, str(folder), until], cwd=watched_disk.TREE,
        env=watched_disk.surroundings(pathlib.Path(), pathlib.Path("/nowhere")) | {"LD_PRELOAD": ""}, check=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def harmed(template: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> Harmed:
    """Three days: two end with a lock, one with a kill in the middle; a copy is kept after each step."""
    root = tmp_path_factory.mktemp("harmed")
    folder, said = root / "vault", root / "said"
    shutil.copytree(template, folder)
    said.touch()
    earlier: list[tuple[pathlib.Path, whole.Told]] = []
    for number, until in enumerate(("lock", "lock", "kill", "kill")):
        _work(folder, until)
        earlier.append((root / f"after{number}", whole.Told().hear(said.read_text().splitlines())))
        shutil.copytree(folder, earlier[-1][0])
    return Harmed(folder, whole.Told().hear(said.read_text().splitlines()), earlier[:-1])


def verdict(folder: pathlib.Path, told: whole.Told, beside: pathlib.Path) -> tuple[str, list[str]]:
    """How the harm ends: nothing of it, mended, said at the door, said by a look; or silence, which is the failure."""
    complaints = whole.look(folder, told, beside)
    spoken = [each for each in complaints if each.startswith(("door:", "reading:", "check:", "trail:"))]
    silent = [each for each in complaints if each.startswith(("lost", "half", "twice", "the anchor"))]
    if any("WrongPassphrase" in each for each in complaints):
        return "called a wrong passphrase", complaints
    if silent and not spoken:
        return "silent", complaints
    if any(each.startswith("door:") for each in spoken):
        return "said at the door", complaints
    if spoken:
        return "said by a look", complaints
    return ("mended" if complaints else "harmless"), complaints


_GOOD = {"harmless", "mended", "said at the door", "said by a look"}


def _flip(path: pathlib.Path, chance: random.Random) -> str:
    data = bytearray(path.read_bytes())
    place, bit = chance.randrange(len(data)), chance.randrange(8)
    data[place] ^= 1 << bit
    path.write_bytes(data)
    return f"{path.name} byte {place} bit {bit}"


def _flips(harmed: Harmed, folder: pathlib.Path, flips: int, seed: int) -> None:
    began, chance = time.monotonic(), random.Random(seed)
    ends: dict[str, collections.Counter[str]] = {name: collections.Counter() for name in _SHARES}
    wrong = []
    for name, share in _SHARES.items():
        for _ in range(round(flips * share)):
            copy = harmed.copy(folder / "vault")
            what = _flip(copy / name, chance)
            end, complaints = verdict(copy, harmed.told, folder / "beside")
            ends[name][end] += 1
            if end not in _GOOD:
                wrong.append(f"{what}: {end}: {complaints[:3]}")
    told = "; ".join(f"{name}: {dict(found)}" for name, found in ends.items())
    print(f"{flips} flipped bits, {len(wrong)} passed in silence, {time.monotonic() - began:.0f} s. {told}")
    assert wrong == []
    assert sum(found["said at the door"] for found in ends.values()) > flips // 4


def test_some_flipped_bits_are_mended_or_said(harmed: Harmed, tmp_path: pathlib.Path) -> None:
    """The short form."""
    _flips(harmed, tmp_path, FLIPS_SHORT, seed=150)


@pytest.mark.soak
def test_ten_thousand_flipped_bits_are_mended_or_said(harmed: Harmed, tmp_path: pathlib.Path) -> None:
    """The long form."""
    _flips(harmed, tmp_path, FLIPS_LONG, seed=10_000)


def test_the_vault_that_is_harmed_is_whole_before(harmed: Harmed, tmp_path: pathlib.Path) -> None:
    """Else everything below would prove nothing; and its journal holds work that the file does not."""
    assert (harmed.folder / "data.db-wal").stat().st_size > 20 * _FRAME
    assert verdict(harmed.copy(tmp_path / "vault"), harmed.told, tmp_path / "beside") == ("harmless", [])


def test_a_journal_cut_short_anywhere_is_said(harmed: Harmed, tmp_path: pathlib.Path) -> None:
    """Every frame of it, the last included: with it the newest draft would go."""
    journal = (harmed.folder / "data.db-wal").read_bytes()
    frames = (len(journal) - 32) // _FRAME
    wrong, ends = [], collections.Counter[str]()
    for kept in sorted({*range(0, frames, max(1, frames // 40)), *range(frames - 20, frames)}):
        copy = harmed.copy(tmp_path / "vault")
        (copy / "data.db-wal").write_bytes(journal[: 32 + kept * _FRAME])
        end, complaints = verdict(copy, harmed.told, tmp_path / "beside")
        ends[end] += 1
        if end not in _GOOD:
            wrong.append(f"{kept} of {frames} frames: {end}: {complaints}")

    print(f"a journal of {frames} frames cut short: {dict(ends)}")
    assert wrong == []


def _older_files(harmed: Harmed, names: tuple[str, ...], earlier: pathlib.Path, copy: pathlib.Path) -> None:
    for name in names:
        (copy / name).unlink(missing_ok=True)
        if (earlier / name).exists():
            shutil.copy(earlier / name, copy / name)


_PUT_BACK = {
    "journal gone": ("data.db-wal",),
    "database": ("data.db",),
    "database and journal": ("data.db", "data.db-wal", "data.db-shm"),
    "both headers": ("header.a", "header.b"),
    "all but the anchor": ("data.db", "data.db-wal", "data.db-shm", "header.a", "header.b"),
}


@pytest.mark.parametrize("what", list(_PUT_BACK))
@pytest.mark.parametrize("age", [0, 1, 2])
def test_what_was_put_back_from_earlier_is_said(harmed: Harmed, tmp_path: pathlib.Path, what: str, age: int) -> None:
    """An older file in place of the present one, from before two locks, one lock, or the last kill."""
    copy = harmed.copy(tmp_path / "vault")
    _older_files(harmed, _PUT_BACK[what], harmed.earlier[age][0], copy)

    end, complaints = verdict(copy, harmed.told, tmp_path / "beside")

    # Nobody was let in since; and a journal that is whole tells all that an older file lacks.
    same = what in {"both headers", "database"} and age > 0
    assert end in ({"harmless"} if same else {"said at the door", "said by a look"}), complaints
    if end == "said at the door":
        assert any(kind in complaints[0] for kind in ("RolledBack", "VaultUnreadable"))


def test_an_older_page_put_back_is_said_by_a_look_at_the_trail(harmed: Harmed, tmp_path: pathlib.Path) -> None:
    """Every seal of such a page holds; only the trail knows that its rows had gone on. Drafts leave no trail."""
    (older, _told), (newer, told) = harmed.earlier[:2]
    first, second = ((folder / "data.db").read_bytes() for folder in (older, newer))
    ends: collections.Counter[str] = collections.Counter()
    wrong = []
    changed = [at for at in range(_PAGE, len(first), _PAGE) if first[at : at + _PAGE] != second[at : at + _PAGE]]
    for at in changed[:: max(1, len(changed) // 40)]:
        shutil.rmtree(tmp_path / "vault", ignore_errors=True)
        shutil.copytree(newer, tmp_path / "vault")
        with (tmp_path / "vault" / "data.db").open("r+b") as stream:
            stream.seek(at)
            stream.write(first[at : at + _PAGE])
        end, complaints = verdict(tmp_path / "vault", told, tmp_path / "beside")
        ends[end] += 1
        mere_draft = end == "silent" and all(each.startswith("lost draft") for each in complaints)
        if end not in {"said at the door", "said by a look"} and not mere_draft:
            wrong.append(f"page {at // _PAGE}: {end}: {complaints}")

    print(f"{sum(ends.values())} older pages put back: {dict(ends)}")
    assert wrong == []


_HARM: dict[str, Callable[[pathlib.Path], object]] = {
    "one header gone": lambda path: (path / "header.a").unlink(),
    "one header empty": lambda path: (path / "header.b").write_bytes(b""),
}


@pytest.mark.parametrize("harm", list(_HARM))
def test_what_can_be_mended_is_mended_and_said_once(harmed: Harmed, tmp_path: pathlib.Path, harm: str) -> None:
    copy = harmed.copy(tmp_path / "vault")
    _HARM[harm](copy)

    first, complaints = verdict(copy, harmed.told, tmp_path / "beside")
    second, _none = verdict(copy, harmed.told, tmp_path / "beside")

    assert (first, second) == ("mended", "harmless"), complaints
    assert "mended" in complaints[0]


_NO_ANCHOR: dict[str, Callable[[pathlib.Path], object]] = {
    "gone": lambda path: (path / "anchor").unlink(),
    "zeros": lambda path: (path / "anchor").write_bytes(bytes(636)),
    "empty": lambda path: (path / "anchor").write_bytes(b""),
}


@pytest.mark.parametrize("harm", list(_NO_ANCHOR))
def test_without_its_anchor_a_vault_is_opened_knowingly_or_not_at_all(
    harmed: Harmed, tmp_path: pathlib.Path, harm: str
) -> None:
    copy = harmed.copy(tmp_path / "vault")
    _NO_ANCHOR[harm](copy)

    first, complaints = verdict(copy, harmed.told, tmp_path / "beside")
    clock = FrozenClock(makers.NOON)
    entrance.come_in(copy, whole.LOGIN, makers.PASSPHRASE, clock, go_on=True).desk.lock()
    second, _none = verdict(copy, harmed.told, tmp_path / "beside")

    assert (first, second) == ("said at the door", "harmless"), complaints
    assert "anchor file is missing" in complaints[0]


@pytest.mark.parametrize("name", ["data.db", "header.a and header.b"])
@pytest.mark.parametrize("how", ["gone", "empty", "noise"])
def test_what_cannot_be_mended_is_said_and_never_made_anew(
    harmed: Harmed, tmp_path: pathlib.Path, name: str, how: str
) -> None:
    copy = harmed.copy(tmp_path / "vault")
    for each in name.split(" and "):
        if how == "gone":
            (copy / each).unlink()
        else:
            (copy / each).write_bytes(random.Random(1).randbytes(50_000) if how == "noise" else b"")
    before = {path.name: path.read_bytes() for path in copy.iterdir() if path.suffix in {".db", ".a", ".b"}}

    with pytest.raises(errors.VaultUnreadable) as said:
        entrance.come_in(copy, whole.LOGIN, makers.PASSPHRASE, FrozenClock(makers.NOON))

    assert "passphrase is not right" not in str(said.value)
    assert {path.name: path.read_bytes() for path in copy.iterdir() if path.suffix in {".db", ".a", ".b"}} == before
    assert header.exists(copy) == (not (how == "gone" and "header" in name))
