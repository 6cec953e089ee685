"""The vault: one process, one writer, an encrypted file that answers for its settings, and damage said in words."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy
import sqlalchemy.pool
from sqlalchemy.engine.interfaces import CacheStats
from sqlcipher3 import dbapi2

from transit_desk.domain import errors
from transit_desk.storage import connections, header, keys, vault
from transit_desk.storage.header import Header
from transit_desk.storage.vault import Vault

KEYRING = keys.new_keyring("worker-1", "d1", secrets.token_bytes(32), {})
ROOT = Path(__file__).resolve().parents[2]


def make(folder: Path) -> Header:
    folder.mkdir(exist_ok=True)
    print_of_salt = vault.create_database(folder / "data.db", KEYRING.db_key)
    made = Header("ab" * 16, 1, 1, print_of_salt, 0)
    header.write(folder, made, KEYRING.derived("header-mac"))
    return made


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Vault]:
    made = Vault.open(tmp_path, make(tmp_path), KEYRING)
    with made.writer.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)"))
    yield made
    made.close()


def write(to: Vault, text: str = "a line") -> int:
    with vault.said(), to.writer.begin() as connection:
        connection.execute(sqlalchemy.text("INSERT INTO notes (text) VALUES (:text)"), {"text": text})
        seq = vault.bump(connection, "h")
    to.anchor.write(seq, "h", 1)
    return seq


def rows(of: Vault) -> int:
    with of.reader.connect() as connection:
        return int(connection.execute(sqlalchemy.text("SELECT count(*) FROM notes")).scalar_one())


def test_the_pool_is_named_and_the_writer_is_one(opened: Vault) -> None:
    """The pool the driver would choose crashes the process between threads."""
    for engine in (opened.writer, opened.reader):
        assert type(engine.pool) is sqlalchemy.pool.QueuePool
    with opened.writer.connect():
        assert opened.writer.pool.checkedout() == 1  # type: ignore[attr-defined]
        assert opened.writer.pool.overflow() <= 0  # type: ignore[attr-defined]


@pytest.mark.parametrize("which", ["writer", "reader"])
def test_every_setting_is_read_back_from_the_connection(opened: Vault, which: str) -> None:
    expected = {
        "foreign_keys": "1",
        "trusted_schema": "0",
        "cell_size_check": "1",
        "temp_store": "2",
        "mmap_size": "0",
        "secure_delete": "1",
        "journal_mode": "wal",
        "synchronous": "2",
        "cache_size": "-65536",
        "cipher_memory_security": "1",
        "query_only": "1" if which == "reader" else "0",
    }

    with getattr(opened, which).connect() as connection:
        found = {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()) for name in expected}

    assert found == expected


def test_a_setting_that_is_not_taken_keeps_the_vault_closed(opened: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_PRAGMAS", (*connections._PRAGMAS, ("no_such_setting", "ON", 1)))

    with pytest.raises(errors.VaultUnreadable, match="no_such_setting"):
        opened.fresh()


def test_an_old_library_keeps_the_vault_closed(opened: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "LEAST_CIPHER", (99, 0))

    with pytest.raises(errors.VaultUnreadable, match="too old"):
        opened.fresh()


def test_the_reader_cannot_write(opened: Vault) -> None:
    with pytest.raises(errors.DeviceFailed), vault.said(), opened.reader.begin() as connection:
        connection.execute(sqlalchemy.text("INSERT INTO notes (text) VALUES ('x')"))

    assert rows(opened) == 0


def test_a_statement_is_put_into_sql_once_for_every_engine(opened: Vault) -> None:
    """The reader and the writer of this vault and of the next one share what was put together."""
    asked = sqlalchemy.select(sqlalchemy.literal("once").label("for_every_engine"))
    with opened.reader.connect() as connection:
        first = connection.execute(asked).context
    with opened.writer.connect() as connection:
        second = connection.execute(asked).context

    assert (first.cache_hit, second.cache_hit) == (CacheStats.CACHE_MISS, CacheStats.CACHE_HIT)
    assert second.compiled is first.compiled


def test_a_reader_reads_while_a_write_is_open(opened: Vault) -> None:
    with opened.writer.begin() as connection:
        connection.execute(sqlalchemy.text("INSERT INTO notes (text) VALUES ('x')"))

        assert rows(opened) == 0

    assert rows(opened) == 1


def test_what_is_rolled_back_was_never_there_not_even_a_table(opened: Vault) -> None:
    with contextlib.suppress(ZeroDivisionError), opened.writer.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE other (id INTEGER)"))
        vault.bump(connection, "h")
        _ = 1 / 0

    assert opened.state().seq == 0
    assert not sqlalchemy.inspect(opened.reader).has_table("other")


def test_twenty_four_threads_write_and_every_write_counts(opened: Vault) -> None:
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(10):
                write(opened)
                rows(opened)
        except BaseException as problem:  # noqa: BLE001  (a thread's failure must reach the test)
            failed.append(problem)

    threads = [threading.Thread(target=work) for _ in range(24)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert failed == []
    assert rows(opened) == opened.state().seq == 240
    mark = opened.anchor.read()
    assert mark is not None
    assert mark.seq == 240


@pytest.mark.parametrize("key", ["ab" * 31 + "a", "ab" * 33, "AB" * 32, "", "ab" * 31 + "zz", "x'" + "ab" * 31])
def test_a_key_of_another_length_is_never_taken_for_a_passphrase(tmp_path: Path, key: str) -> None:
    with pytest.raises(connections.NotAKeyError):
        connections.connect(tmp_path / "data.db", key)


def test_a_new_file_is_encrypted_and_holds_nothing_readable(tmp_path: Path, opened: Vault) -> None:
    write(opened, "MARKER-of-a-note")
    opened.checkpoint()

    data = (tmp_path / "data.db").read_bytes() + (tmp_path / "data.db-wal").read_bytes()

    assert not data.startswith(b"SQLite format 3")
    assert b"MARKER" not in data
    with pytest.raises(sqlite3.DatabaseError), contextlib.closing(sqlite3.connect(tmp_path / "data.db")) as plain:
        plain.execute("SELECT * FROM notes")


def test_a_readable_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    made = make(tmp_path)
    (tmp_path / "data.db").unlink()
    with contextlib.closing(sqlite3.connect(tmp_path / "data.db")) as plain:
        plain.execute("CREATE TABLE notes (text)")
    before = (tmp_path / "data.db").read_bytes()

    with pytest.raises(errors.VaultUnreadable, match="not encrypted"):
        Vault.open(tmp_path, made, KEYRING)

    assert (tmp_path / "data.db").read_bytes() == before


@pytest.mark.parametrize("harm", ["deleted", "emptied"])
def test_a_missing_database_is_said_and_never_made_anew(tmp_path: Path, harm: str) -> None:
    made = make(tmp_path)
    (tmp_path / "data.db").unlink()
    if harm == "emptied":
        (tmp_path / "data.db").touch()

    with pytest.raises(errors.VaultUnreadable, match="missing or empty"):
        Vault.open(tmp_path, made, KEYRING)

    assert (tmp_path / "data.db").exists() == (harm == "emptied")


def test_the_database_of_another_vault_is_not_taken(tmp_path: Path) -> None:
    made = make(tmp_path / "one")
    make(tmp_path / "two")
    (tmp_path / "two" / "data.db").replace(tmp_path / "one" / "data.db")

    with pytest.raises(errors.VaultUnreadable, match="another vault"):
        Vault.open(tmp_path / "one", made, KEYRING)


def test_damage_after_a_right_passphrase_is_damage(tmp_path: Path) -> None:
    """SQLCipher calls it *not a database*; nobody hears of a wrong passphrase, and the folder is free again."""
    made = make(tmp_path)
    data = bytearray((tmp_path / "data.db").read_bytes())
    data[2000] ^= 1
    (tmp_path / "data.db").write_bytes(data)

    for _ in range(2):
        with pytest.raises(errors.VaultUnreadable, match="passphrase is right") as said:
            Vault.open(tmp_path, made, KEYRING)
        assert "backup" in str(said.value)


def test_a_second_process_is_told_that_the_vault_is_open(tmp_path: Path, opened: Vault) -> None:
    code = (
        "import sys, pathlib\n"
        "from transit_desk.domain import errors\n"
        "from transit_desk.storage import files\n"
        "try:\n    files.FolderLock(pathlib.Path(sys.argv[1]))\n"
        "except errors.AlreadyOpen as said:\n    print(said); sys.exit(7)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]

    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.returncode == 7, ended.stderr
    assert "another window" in ended.stdout
    with pytest.raises(errors.AlreadyOpen):
        Vault.open(tmp_path, opened.header, KEYRING)
    opened.close()
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def test_files_are_the_owners_alone_whatever_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        made = Vault.open(tmp_path, make(tmp_path), KEYRING)
        made.mark(1)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        made.close()
    finally:
        os.umask(before)

    assert set(modes) >= {"data.db", "data.db-wal", "data.db-shm", "anchor", "header.a", "header.b", "lock"}
    assert set(modes.values()) == {0o600}


def test_closing_brings_the_journal_in_and_may_be_done_twice(tmp_path: Path, opened: Vault) -> None:
    write(opened)

    opened.close(5)
    opened.close(5)

    journal = tmp_path / "data.db-wal"
    assert not journal.exists() or journal.stat().st_size == 0
    again = Vault.open(tmp_path, opened.header, KEYRING)
    assert rows(again) == 1
    again.close()


def test_a_checkpoint_empties_the_journal(tmp_path: Path, opened: Vault) -> None:
    write(opened)

    assert opened.checkpoint()

    assert (tmp_path / "data.db-wal").stat().st_size == 0


def test_steps_of_a_migration_run_without_foreign_keys_and_only_they(opened: Vault) -> None:
    with opened.migrating() as connection:
        inside = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
        connection.execute(sqlalchemy.text("CREATE TABLE step (id INTEGER)"))
    with opened.writer.connect() as connection:
        after = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()

    assert (inside, after) == (0, 1)
    with contextlib.suppress(ZeroDivisionError), opened.migrating() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE undone (id INTEGER)"))
        _ = 1 / 0
    assert sqlalchemy.inspect(opened.reader).get_table_names() == ["notes", "step", "vault_state"]


def test_the_state_has_the_columns_its_model_names(opened: Vault) -> None:
    columns = {column["name"] for column in sqlalchemy.inspect(opened.reader).get_columns("vault_state")}

    assert columns == set(vault.state_table.c.keys())


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (OSError(errno.ENOSPC, "x"), errors.DiskFull),
        (OSError(errno.EIO, "x"), errors.DeviceFailed),
        (OSError(errno.EROFS, "x"), errors.DeviceFailed),
        (MemoryError(), errors.VaultUnreadable),
    ],
    ids=repr,
)
def test_what_the_system_complains_of_is_said_in_words(problem: BaseException, kind: type[errors.Fault]) -> None:
    with pytest.raises(kind), vault.said():
        raise problem


def test_what_is_a_bug_stays_a_bug() -> None:
    for problem in (
        OSError(errno.EINVAL, "x"),
        dbapi2.ProgrammingError("x"),
        sqlalchemy.exc.StatementError("x", "", (), None),
    ):
        assert vault.translate(problem) is None


_FULL = """
import os, pathlib, random, shutil, subprocess, sys
import sqlalchemy
from transit_desk.domain import errors
from transit_desk.storage import backups, checks, header, keys, vault
from transit_desk.storage.vault import Vault

template, disk, key = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), bytes.fromhex(sys.argv[3])
keyring = keys.Keyring("w", "d1", key, bytes(32), bytes(32))
chance = random.Random(5)
full = 0
for run in range(50):
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={280 + 4 * run}k", "tmpfs", str(disk)], check=True)
    folder = disk / "vault"
    shutil.copytree(template, folder)
    made = header.read(folder).header
    opened = Vault.open(folder, made, keyring)
    acknowledged = 0
    try:
        for _ in range(1000):
            with vault.said(), opened.writer.begin() as connection:
                text = {"text": "x" * chance.randrange(20000)}
                connection.execute(sqlalchemy.text("INSERT INTO notes (text) VALUES (:text)"), text)
                seq = vault.bump(connection, "h")
            acknowledged = seq
    except errors.DiskFull:
        full += 1
    before = [(folder / name).read_bytes() for name in header.COPIES]
    ballast = disk / "ballast"
    try:
        ballast.write_bytes(bytes(1 << 20))
    except OSError:
        pass
    import dataclasses
    try:
        header.write(folder, dataclasses.replace(made, seq=2), keyring.derived("header-mac"))
        raise SystemExit("the header found room on a full disk")
    except OSError:
        assert before == [(folder / name).read_bytes() for name in header.COPIES]
        assert not list(folder.glob("*.tmp")), "something half written stayed behind"
    try:
        backups.backup(opened, disk, 10**15)
        raise SystemExit("the backup found room on a full disk")
    except errors.DiskFull:
        assert not list(disk.glob("td-*"))
    with opened.reader.connect() as connection:
        assert connection.execute(sqlalchemy.text("SELECT count(*) FROM notes")).scalar_one() == acknowledged
    ballast.unlink()
    subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
    with opened.writer.begin() as connection:
        connection.execute(sqlalchemy.text("INSERT INTO notes (text) VALUES ('after')"))
        assert vault.bump(connection, "h") == acknowledged + 1
    opened.mark(1)
    assert checks.look(opened, opened.state(), opened.anchor.read()) == []
    opened.close()
    subprocess.run(["umount", str(disk)], check=True)
print("full", full)
"""


def test_fifty_full_disks_cost_nothing_that_was_saved(tmp_path: Path, opened: Vault) -> None:
    """Save, header and backup on a small disk of their own: 50 sizes, 0 lost, 0 left behind, all writable again."""
    template, disk = tmp_path / "template", tmp_path / "disk"
    opened.close()
    template.mkdir()
    disk.mkdir()
    for path in [path for path in tmp_path.iterdir() if path.is_file()]:
        path.rename(template / path.name)
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]

    ended = subprocess.run(
        [*alone, sys.executable, "-c", _FULL, str(template), str(disk), KEYRING.db_key.hex()],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.split() == ["full", "50"]


def test_the_state_compiles_for_the_other_dialect() -> None:
    from sqlalchemy.dialects import postgresql

    made = str(sqlalchemy.schema.CreateTable(vault.state_table).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]

    assert "commit_seq BIGINT NOT NULL" in made
