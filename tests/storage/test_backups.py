"""Backups: done only when read back, opened and counted; a backup that is not whole is refused."""

from __future__ import annotations

import contextlib
import datetime
import json
import random
import secrets
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy
from sqlcipher3 import dbapi2

from transit_desk.domain import errors
from transit_desk.domain.instants import DAY
from transit_desk.storage import backups, header, keys, vault
from transit_desk.storage.header import Header
from transit_desk.storage.vault import Vault

KEYRING = keys.new_keyring("worker-1", "d1", secrets.token_bytes(32), {})
NOW = 1_341_300_000_000_000  # the 3rd of July 2012


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Vault]:
    folder = tmp_path / "vault"
    folder.mkdir()
    salt = vault.create_database(folder / "data.db", KEYRING.db_key)
    kept = Header("ab" * 16, 1, 1, salt, 0)
    header.write(folder, kept, KEYRING.derived("header-mac"))
    made = Vault.open(folder, kept, KEYRING)
    with made.writer.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)"))
        for number in range(200):
            text = {"text": f"MARKER {number} " + "x" * 300}
            connection.execute(sqlalchemy.text("INSERT INTO notes (text) VALUES (:text)"), text)
        vault.bump(connection, "cafe")
    yield made
    made.close()


def test_a_backup_is_one_folder_with_nothing_readable_in_it(opened: Vault, stick: Path) -> None:
    report = backups.backup(opened, stick, NOW, app="1")

    assert [path.name for path in stick.iterdir()] == [report.path.name]
    assert report.path.name.startswith("td-")
    assert report.path.name.endswith("-2012-07-03.tdb")
    assert sorted(path.name for path in report.path.iterdir()) == ["data.db", "header.a", "manifest.json"]
    assert dict(report.manifest.counts) == {"notes": 200, "vault_state": 1}
    assert (report.manifest.seq, report.manifest.head, report.rows) == (1, "cafe", 201)
    assert all(b"MARKER" not in path.read_bytes() for path in report.path.iterdir())
    assert backups.verify(report.path).genuine(opened.backup_key)


def test_the_same_header_opens_the_copy_and_finds_every_row(opened: Vault, stick: Path, tmp_path: Path) -> None:
    report = backups.backup(opened, stick, NOW)

    backups.restore(report.path, tmp_path / "again")

    loaded = header.read(tmp_path / "again")
    assert loaded.header == opened.header
    again = Vault.open(tmp_path / "again", loaded.header, KEYRING)
    with again.reader.connect() as connection:
        found = connection.execute(sqlalchemy.text("SELECT count(*) FROM notes WHERE text LIKE 'MARKER%'")).scalar()
    again.close()
    assert found == 200
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in (tmp_path / "again").iterdir())


def test_a_backup_taken_while_others_write_is_one_moment(opened: Vault, stick: Path) -> None:
    """Every write adds a row and a step in one transaction: whatever moment was copied, they agree."""
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            with opened.writer.begin() as connection:
                connection.execute(sqlalchemy.text("INSERT INTO notes (text) VALUES ('x')"))
                vault.bump(connection, "cafe")

    writer = threading.Thread(target=work)
    writer.start()
    try:
        reports = [backups.backup(opened, stick, NOW) for _ in range(8)]
    finally:
        stop.set()
        writer.join()

    assert all(report.manifest.counts["notes"] == 199 + report.manifest.seq for report in reports)
    assert reports[-1].manifest.seq > reports[0].manifest.seq


def test_a_backup_cut_or_changed_anywhere_is_refused_and_nothing_is_written(
    opened: Vault, stick: Path, tmp_path: Path
) -> None:
    """100 cuts and 100 flips at random places of its three files."""
    report = backups.backup(opened, stick, NOW)
    chance = random.Random(4)
    accepted = 0

    for trial in range(200):
        harmed = tmp_path / f"harmed-{trial}"
        shutil.copytree(report.path, harmed)
        path = harmed / chance.choice(["data.db", "header.a", "manifest.json"])
        data = bytearray(path.read_bytes())
        place = chance.randrange(len(data))
        if trial % 2:
            data[place] ^= 1 << chance.randrange(8)
        else:
            del data[place:]
        path.write_bytes(data)
        try:
            manifest = backups.verify(harmed)
            backups.restore(harmed, tmp_path / "into")
            accepted += manifest.genuine(opened.backup_key)  # what the list says is proved at the first unlock
            shutil.rmtree(tmp_path / "into")
        except errors.VaultUnreadable:
            assert not (tmp_path / "into").exists()
        shutil.rmtree(harmed)

    assert accepted == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("missing", ["data.db", "header.a", "manifest.json"])
def test_a_backup_without_one_of_its_files_says_which(opened: Vault, stick: Path, tmp_path: Path, missing: str) -> None:
    report = backups.backup(opened, stick, NOW)
    (report.path / missing).unlink()

    with pytest.raises(errors.VaultUnreadable, match=missing):
        backups.restore(report.path, tmp_path / "into")


def test_a_stick_that_changes_a_byte_is_found_out(opened: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fake is the stick: it changes what was written at the moment the cache is dropped."""

    def worn_out(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)

    monkeypatch.setattr(backups, "_forget_cached", worn_out)

    with pytest.raises(errors.DeviceFailed, match="read back"):
        backups.backup(opened, stick, NOW)

    assert list(stick.iterdir()) == []


def test_a_damaged_vault_is_not_backed_up_as_if_it_were_whole(opened: Vault, stick: Path) -> None:
    opened.checkpoint()
    opened.writer.dispose()
    opened.reader.dispose()
    data = bytearray(opened.path.read_bytes())
    data[5 * 4096 + 100] ^= 1
    opened.path.write_bytes(data)

    with pytest.raises(errors.Fault):
        backups.backup(opened, stick, NOW)

    assert list(stick.iterdir()) == []


def test_a_missing_stick_and_too_little_room_are_said(
    opened: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(errors.DeviceFailed, match="stick"):
        backups.backup(opened, stick / "not there", NOW)
    monkeypatch.setattr(backups, "_ROOM", 1e12)
    with pytest.raises(errors.DiskFull, match="MB are free"):
        backups.backup(opened, stick, NOW)

    assert list(stick.iterdir()) == []


def test_an_encrypted_vault_is_never_copied_to_a_readable_file(opened: Vault, tmp_path: Path) -> None:
    plain = dbapi2.connect(str(tmp_path / "plain.db"))
    with (
        contextlib.closing(opened.fresh()) as source,
        contextlib.closing(plain),
        pytest.raises((dbapi2.Error, sqlite3.Error)),
    ):
        source.backup(plain, pages=-1)

    assert b"MARKER" not in (tmp_path / "plain.db").read_bytes()


def test_the_rule_keeps_seven_days_five_weeks_twelve_months_and_the_newest() -> None:
    two_years = [NOW - age * DAY for age in range(730)]

    keep = backups.kept(two_years)

    days = sorted((NOW - moment) // DAY for moment in keep)
    assert days[:7] == list(range(7))
    assert 7 + 5 + 12 - 4 <= len(keep) <= 7 + 5 + 12
    assert max(days) >= 300
    assert backups.kept([]) == frozenset()
    assert backups.kept([NOW - 900 * DAY]) == {NOW - 900 * DAY}
    assert backups.kept(sorted(keep)) == keep, "what was kept once is kept again"


def test_rotation_takes_away_only_backups_of_this_vault(opened: Vault, stick: Path) -> None:
    for age in range(12):
        backups.backup(opened, stick, NOW - age * DAY)
    (stick / "td-notes-of-somebody.tdb").mkdir()
    (stick / "photo.jpg").touch()

    gone = backups.rotate(opened, stick, backups.listed(stick)[0][0])

    left = [manifest.made for _path, manifest in backups.listed(stick)]
    assert len(gone) + len(left) == 12
    assert left == sorted(left, reverse=True)
    assert left[0] == NOW
    assert (stick / "td-notes-of-somebody.tdb").is_dir()
    assert (stick / "photo.jpg").exists()
    assert datetime.date(2012, 7, 3).isoformat() in backups.listed(stick)[0][0].name


def test_an_unsigned_list_pushes_no_true_backup_out(opened: Vault, stick: Path) -> None:
    made = [backups.backup(opened, stick, NOW - day * DAY).path for day in range(3)]
    for day in range(1, 40):  # as if somebody had copied a folder and written later days into its list
        false = stick / f"td-{day:08x}-2013-01-01.tdb"
        shutil.copytree(made[0], false)
        manifest = json.loads((false / backups.MANIFEST).read_bytes())
        manifest["made"] = NOW + day * DAY
        (false / backups.MANIFEST).write_text(json.dumps(manifest))

    assert backups.rotate(opened, stick, made[0]) == []
    assert all(path.exists() for path in made)


def test_the_new_backup_is_spared_though_the_clock_was_set_back(opened: Vault, stick: Path) -> None:
    for day in range(400):
        if day % 28 == 0 or day < 9:
            backups.backup(opened, stick, NOW - day * DAY)
    late = backups.backup(opened, stick, NOW - 500 * DAY).path

    backups.rotate(opened, stick, late)

    assert late.exists()
