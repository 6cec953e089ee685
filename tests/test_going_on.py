"""An older vault put back, with or without its anchor: nobody works in it unknowingly, and the trail says who did."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import makers
from transit_desk import entrance, opening
from transit_desk.clock import Clock
from transit_desk.domain import errors
from transit_desk.storage import files


@pytest.fixture
def older(house: makers.House) -> makers.House:
    """A house whose database is that of an earlier day, and whose anchor is gone."""
    kept = house.folder.parent / "older.db"
    shutil.copy(house.folder / "data.db", kept)
    house.desk().do("case_file.open_case", sex="f", care_track="reunified", name="Zawadi", age="15")
    house.lock()
    shutil.copy(kept, house.folder / "data.db")
    (house.folder / "anchor").unlink()
    return house


def kinds(entered: entrance.Entered) -> list[str]:
    return [line.kind for line in entered.desk.ask("office.trail").rows]


def run(house: makers.House, *words: str) -> subprocess.CompletedProcess[str]:
    phrase = house.folder.parent / "words.txt"
    phrase.write_text(makers.PASSPHRASE, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "transit_desk", *words, "--vault", str(house.folder), "--login", "d.furaha",
         "--passphrase-file", str(phrase)],
        cwd=house.folder.parent, capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "LANG": "en_US.UTF-8", "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip


def test_an_older_database_without_its_anchor_is_not_opened_unknowingly(older: makers.House) -> None:
    for _ in range(2):
        with pytest.raises(errors.RolledBack, match="anchor file is missing"):
            entrance.come_in(older.folder, "d.furaha", makers.PASSPHRASE, Clock())


def test_going_on_knowingly_is_written_in_the_trail_once(older: makers.House) -> None:
    first = entrance.come_in(older.folder, "d.furaha", makers.PASSPHRASE, Clock(), go_on=True)
    lines = [line for line in first.desk.ask("office.trail").rows if line.kind == "went_on"]
    first.desk.lock()
    second = entrance.come_in(older.folder, "s.pascal", makers.PASSPHRASE, Clock(), go_on=True)

    assert [line.worker for line in lines] == ["Furaha Nabintu"]
    assert kinds(second).count("went_on") == 1
    assert entrance.look_through(second) == []
    second.desk.lock()


def test_a_note_that_could_not_be_written_leaves_the_choice_open(
    older: makers.House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_asked: object) -> None:
        raise errors.DiskFull

    with monkeypatch.context() as patched:
        patched.setattr("transit_desk.storage.audit.Trail.write", full)
        with pytest.raises(errors.DiskFull):
            entrance.come_in(older.folder, "d.furaha", makers.PASSPHRASE, Clock(), go_on=True)

    with pytest.raises(errors.RolledBack):
        entrance.come_in(older.folder, "d.furaha", makers.PASSPHRASE, Clock())


def test_the_command_line_stops_with_three_and_goes_on_only_when_told(older: makers.House) -> None:
    stopped = run(older, "find", "Zawadi")
    told = run(older, "find", "Zawadi", "--go-on")
    after = run(older, "--go-on", "check")

    assert stopped.returncode == 3
    assert "anchor file is missing" in stopped.stderr
    assert "go on" in stopped.stderr
    assert told.returncode == 0, told.stderr
    assert "The office went on" in told.stderr
    assert after.returncode == 0, after.stdout + after.stderr


# --- bringing a backup back in the vault's own place -----------------------------------------------------------------


def backed_up(house: makers.House, name: str = "stick") -> Path:
    house.desk()
    assert house.entered is not None
    stick = house.folder.parent / name
    stick.mkdir()
    report = entrance.keep_copy(house.entered, stick)
    house.lock()
    return report.path


def test_a_backup_takes_the_place_and_the_vault_that_was_there_is_kept(house: makers.House) -> None:
    backup = backed_up(house)
    (house.folder / "anchor").unlink()
    was = (house.folder / "data.db").read_bytes()

    aside = opening.bring_back(backup, house.folder, house.clock.micros())
    entered = entrance.come_in(house.folder, "d.furaha", makers.PASSPHRASE, house.clock)

    assert (aside / "data.db").read_bytes() == was
    assert aside.parent == house.folder.parent
    assert entered.opened.restored
    assert "restored" in kinds(entered)
    entered.desk.lock()
    again = opening.bring_back(backup, house.folder, house.clock.micros())
    assert again != aside
    assert aside.exists()


def test_a_backup_of_another_vault_is_not_put_in_its_place(template: Path, house: makers.House) -> None:
    elsewhere = house.folder.parent / "elsewhere"
    founding = entrance.Founding("Maison Tumaini (fictive)", "d.furaha", makers.PASSPHRASE, "Furaha")
    other = entrance.found(elsewhere, founding, Clock(), cost=opening.Cost.lowest(), fictional=True)
    stick = house.folder.parent / "stick"
    stick.mkdir()
    backup = entrance.keep_copy(other, stick).path
    other.desk.lock()

    with pytest.raises(errors.RuleBroken, match="another vault"):
        opening.bring_back(backup, house.folder, house.clock.micros())

    assert entrance.come_in(house.folder, "d.furaha", makers.PASSPHRASE, house.clock).desk.actor.name


def test_no_backup_is_brought_back_under_an_open_desk(house: makers.House) -> None:
    backup = backed_up(house)
    desk = house.desk()

    with pytest.raises(errors.AlreadyOpen):
        opening.bring_back(backup, house.folder, house.clock.micros())

    assert desk.ask("office.workers")
    assert sorted(path.name for path in house.folder.parent.iterdir() if path.name.startswith((".", "vault-"))) == []


def test_a_broken_backup_changes_nothing(house: makers.House) -> None:
    backup = backed_up(house)
    (backup / "data.db").write_bytes(b"not it")
    before = sorted(path.name for path in house.folder.parent.iterdir())

    with pytest.raises(errors.VaultUnreadable, match="not a whole backup"):
        opening.bring_back(backup, house.folder, house.clock.micros())

    assert sorted(path.name for path in house.folder.parent.iterdir()) == before
    files.FolderLock(house.folder).release()


def test_a_vault_without_any_header_can_be_brought_back_too(house: makers.House) -> None:
    backup = backed_up(house)
    for name in ("header.a", "header.b"):
        (house.folder / name).unlink()

    opening.bring_back(backup, house.folder, house.clock.micros())

    assert house.desk().ask("office.workers")
