"""A vault in whose folder something stands in the place of a file, or may not be read: said in words, never a trace."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import makers
from transit_desk import entrance, opening
from transit_desk.clock import Clock
from transit_desk.domain import errors

NAMES = ("header.a", "header.b", "data.db", "anchor", "lock")


def directory(path: Path) -> None:
    path.mkdir()


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/null")


HARMS: tuple[Callable[[Path], None], ...] = (directory, link_to_itself, pipe, device)


def replaced(path: Path, harm: Callable[[Path], None]) -> None:
    path.unlink(missing_ok=True)
    harm(path)


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("name", NAMES)
def test_what_stands_in_the_place_of_a_file_is_named_and_nothing_is_touched(
    house: makers.House, name: str, harm: Callable[[Path], None]
) -> None:
    """A pipe must not hold the program for ever, either."""
    replaced(house.folder / name, harm)
    before = {path.name: path.lstat().st_mtime_ns for path in house.folder.iterdir() if path.name != "lock"}

    with pytest.raises(errors.VaultUnreadable) as said:
        entrance.come_in(house.folder, "d.furaha", makers.PASSPHRASE, Clock())

    assert f"“{name}”" in str(said.value)
    assert "Nothing was changed" in str(said.value)
    assert "try again" in str(said.value)
    assert {path.name: path.lstat().st_mtime_ns for path in house.folder.iterdir() if path.name in before} == before


def test_moved_away_again_the_vault_opens(house: makers.House) -> None:
    whole = (house.folder / "header.a").read_bytes()
    replaced(house.folder / "header.a", directory)
    with pytest.raises(errors.VaultUnreadable):
        entrance.come_in(house.folder, "d.furaha", makers.PASSPHRASE, Clock())
    (house.folder / "header.a").rmdir()

    entrance.come_in(house.folder, "d.furaha", makers.PASSPHRASE, Clock()).desk.lock()

    assert (house.folder / "header.a").read_bytes() == whole


def run(folder: Path, *before: str) -> subprocess.CompletedProcess[str]:
    """The command line, on a vault that may be harmed."""
    words = folder.parent / "words.txt"
    words.write_text(makers.PASSPHRASE, encoding="utf-8")
    return subprocess.run(
        [*before, sys.executable, "-m", "transit_desk", "check", "--vault", str(folder), "--login", "d.furaha",
         "--passphrase-file", str(words)],
        cwd=folder.parent, capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "LANG": "en_US.UTF-8", "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip


@pytest.mark.parametrize("name", ["header.a", "data.db"])
def test_the_command_line_says_it_and_ends_with_three(house: makers.House, name: str) -> None:
    replaced(house.folder / name, directory)

    done = run(house.folder)

    assert done.returncode == 3, done.stderr
    assert f"“{name}”" in done.stderr
    assert "Something in the program" not in done.stderr


def without_rights() -> tuple[str, ...]:
    """Before a command: whoever may read everything gives that up."""
    if os.geteuid() != 0:
        return ()
    drop = "-dac_override,-dac_read_search"
    return ("setpriv", "--bounding-set", drop, "--inh-caps", drop)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
@pytest.mark.parametrize("name", ["header.a", "data.db", "anchor", "."])
def test_a_file_or_folder_that_may_not_be_read_is_said_in_words(house: makers.House, name: str) -> None:
    (house.folder / name).chmod(0)

    done = run(house.folder, *without_rights())

    (house.folder / name).chmod(0o700)
    assert done.returncode == 3, done.stderr
    assert "rights were changed" in done.stderr


def test_neither_a_centre_nor_a_backup_is_put_where_a_file_stands(house: makers.House, tmp_path: Path) -> None:
    place = tmp_path / "letter.txt"
    place.write_text("not ours")

    with pytest.raises(errors.RuleBroken, match="not empty") as first:
        entrance.found(place, entrance.Founding("Maison", "d.furaha", makers.PASSPHRASE, "Furaha"), Clock())
    with pytest.raises(errors.RuleBroken, match="not empty") as second:
        opening.restore(tmp_path, place)

    assert first.value.field == second.value.field == "folder"
    assert place.read_text() == "not ours"
