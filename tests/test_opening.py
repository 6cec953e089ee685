"""Before there is a desk: making, unlocking, recovering and restoring a vault, and what is said of a harmed one."""

from __future__ import annotations

import dataclasses
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy

from transit_desk import opening
from transit_desk.domain import errors
from transit_desk.opening import Cost, Opened
from transit_desk.storage import backups, compartments, header, vault
from transit_desk.storage.anchor import NAME as ANCHOR
from transit_desk.storage.vault import Vault

ROOT = Path(__file__).resolve().parents[1]
PHRASE = "lutizi bedamo bukare lizira fagoge tamafi"
OTHER = "novime teruma kapami vitila gopibe lirina"
NOW = 1_341_300_000_000_000
SECOND = 1_000_000


def tables(of: Vault) -> None:
    with of.migrating() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, text TEXT)"))


def make(folder: Path) -> Opened:
    return opening.make_vault(
        folder, login="d1", passphrase=PHRASE, worker_id="w1", now=NOW, cost=Cost.lowest(), prepare=tables
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed vault with ten saved steps."""
    made = make(tmp_path / "vault")
    write(made, 10)
    made.close(NOW)
    return tmp_path / "vault"


def write(to: Opened, steps: int) -> None:
    for _ in range(steps):
        with vault.said(), to.vault.writer.begin() as connection:
            connection.execute(sqlalchemy.text("INSERT INTO notes (text) VALUES ('a line')"))
            seq = vault.bump(connection, "h")
        to.vault.anchor.write(seq, "h", NOW, epoch=to.vault.state().epoch)


def rows(of: Opened) -> int:
    with of.vault.reader.connect() as connection:
        return int(connection.execute(sqlalchemy.text("SELECT count(*) FROM notes")).scalar_one())


def unlock(folder: Path, *, later: int = 1, go_on: bool = False) -> Opened:
    return opening.unlock(folder, "d1", PHRASE, NOW + later * SECOND, prepare=tables, go_on=go_on)


# --- making and unlocking --------------------------------------------------------------------------------------------


def test_the_first_worker_holds_every_compartment_and_the_folder_is_his_alone(tmp_path: Path) -> None:
    made = make(tmp_path / "vault")

    assert set(made.keyring.compartments) == set(compartments.NAMES)
    assert all(
        made.header.public(name) == compartments.public_of(made.keyring.compartments[name])
        for name in compartments.NAMES
    )
    assert (tmp_path / "vault").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "vault").iterdir()} == {0o600}
    assert [path.name for path in tmp_path.iterdir()] == ["vault"]
    assert opening.check(made) == []
    made.close(NOW)


def test_nothing_in_the_folder_names_anybody(folder: Path) -> None:
    everything = b"".join(path.read_bytes() for path in folder.iterdir())

    # Two letters stand in any ciphertext by chance, so they are looked for with what surrounds them in a slot.
    for readable in (b'"login":"d1"', b'"worker":"w1"', b"a line", PHRASE.split(maxsplit=1)[0].encode()):
        assert readable not in everything


def test_a_folder_with_something_in_it_is_not_made_a_vault(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("not ours")

    with pytest.raises(errors.RuleBroken, match="not empty"):
        make(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_vault_that_could_not_be_prepared_was_never_there(tmp_path: Path) -> None:
    def failing(_vault: Vault) -> None:
        raise errors.DiskFull

    with pytest.raises(errors.DiskFull):
        opening.make_vault(
            tmp_path / "v", login="d1", passphrase=PHRASE, worker_id="w", now=NOW, cost=Cost.lowest(), prepare=failing
        )

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("weak", ["short", "password password", "d1 d1 d1 d1 d1 d1"])
def test_a_weak_passphrase_makes_no_vault(tmp_path: Path, weak: str) -> None:
    with pytest.raises(errors.RuleBroken) as said:
        opening.make_vault(tmp_path / "v", login="d1", passphrase=weak, worker_id="w", now=NOW, cost=Cost.lowest())

    assert said.value.field == "passphrase"
    assert list(tmp_path.iterdir()) == []


def test_the_defaults_make_a_vault_that_opens(tmp_path: Path) -> None:
    """Once as an office has it: 256 MiB."""
    opening.make_vault(tmp_path / "v", login="d1", passphrase=PHRASE, worker_id="w", now=NOW).close(NOW)

    again = opening.unlock(tmp_path / "v", "d1", PHRASE, NOW)

    assert again.cost == Cost()
    again.close(NOW)


def test_what_was_saved_is_there_after_unlocking(folder: Path) -> None:
    again = unlock(folder)

    assert rows(again) == again.vault.state().seq == 10
    assert again.notices == ()
    assert (again.restored, again.recovered, again.went_on, again.must_change) == (False,) * 4
    again.close(NOW)


def test_a_wrong_login_and_a_wrong_passphrase_get_the_same_words_and_leave_the_folder_free(folder: Path) -> None:
    heard = set()

    for login, phrase in (("d1", OTHER), ("k9", PHRASE), ("", "")):
        with pytest.raises(errors.WrongPassphrase) as said:
            opening.unlock(folder, login, phrase, NOW)
        heard.add(str(said.value))

    assert len(heard) == 1
    again = unlock(folder)
    assert again.failed_tries == 3
    assert "3 tries" in str(again.notices[0])
    again.close(NOW)
    assert unlock_and_close(folder).notices == ()


def unlock_and_close(folder: Path) -> Opened:
    made = unlock(folder)
    made.close(NOW)
    return made


def test_after_five_tries_each_next_one_waits_longer_up_to_five_minutes(folder: Path) -> None:
    now, waited = NOW, []
    for _ in range(14):
        wait = opening.delay_left(folder, now)
        waited.append(wait)
        if wait:
            with pytest.raises(errors.Refusal, match="seconds"):
                opening.unlock(folder, "d1", PHRASE, now)
        now += int(wait * SECOND)
        with pytest.raises(errors.WrongPassphrase):
            opening.unlock(folder, "d1", OTHER, now)

    assert waited == [0, 0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300]
    assert opening.delay_left(folder, now - 3600 * SECOND) == 0, "a clock set back shuts nobody out"
    opening.unlock(folder, "d1", PHRASE, now + 300 * SECOND).close(NOW)
    assert opening.delay_left(folder, now) == 0


@pytest.mark.parametrize("junk", [b"", b"\xff\xfe", b"[]", b'{"failed": "x", "last": 1}', b'{"failed": -5, "last": 0}'])
def test_a_damaged_count_of_tries_shuts_nobody_out(folder: Path, junk: bytes) -> None:
    (folder / "attempts").write_bytes(junk)

    unlock(folder).close(NOW)


def test_a_folder_without_a_vault_is_said(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(errors.VaultUnreadable, match="no vault"):
            opening.unlock(place, "d1", PHRASE, NOW)
    assert list(tmp_path.iterdir()) == []


def test_an_open_vault_is_said_before_any_passphrase_is_tried(folder: Path) -> None:
    first = unlock(folder)

    with pytest.raises(errors.AlreadyOpen):
        unlock(folder)

    first.close(NOW)


# --- harm ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("copy", header.COPIES)
def test_one_damaged_header_is_mended_and_said(folder: Path, copy: str) -> None:
    whole = (folder / copy).read_bytes()
    (folder / copy).write_bytes(whole[:100])

    again = unlock(folder)

    assert "mended" in str(again.notices[0])
    assert (folder / copy).read_bytes() == whole
    again.close(NOW)


def test_both_headers_damaged_is_never_called_a_wrong_passphrase(folder: Path) -> None:
    for copy in header.COPIES:
        (folder / copy).write_bytes(b"x" * 5000)

    with pytest.raises(errors.VaultUnreadable, match="header are damaged"):
        unlock(folder)

    assert opening.delay_left(folder, NOW) == 0


def test_a_header_changed_by_somebody_without_the_key_is_said(folder: Path) -> None:
    loaded = header.read(folder)
    changed = dataclasses.replace(loaded.header, compartments={"c3": header.Compartment("00" * 32)})
    for copy in header.COPIES:
        (folder / copy).write_bytes(header.encode(changed, loaded.mac))

    with pytest.raises(errors.VaultUnreadable, match="changed by something other"):
        unlock(folder)


def test_one_changed_header_gives_way_to_the_other_though_it_claims_to_be_newer(folder: Path) -> None:
    loaded = header.read(folder)
    changed = dataclasses.replace(loaded.header, seq=99, compartments={})
    (folder / "header.a").write_bytes(header.encode(changed, loaded.mac))

    again = unlock(folder)

    assert again.header == loaded.header
    assert (folder / "header.a").read_bytes() == (folder / "header.b").read_bytes()
    again.close(NOW)


def test_a_cheaper_cost_written_into_the_header_opens_nothing(folder: Path) -> None:
    made = unlock(folder)
    dear = dataclasses.replace(made.slot.kdf, memory=20 * 1024)
    made.close(NOW)
    loaded = header.read(folder)
    slots = (dataclasses.replace(loaded.header.slots[0], kdf=dear),)
    for copy in header.COPIES:
        (folder / copy).write_bytes(header.encode(dataclasses.replace(loaded.header, slots=slots), loaded.mac))

    with pytest.raises(errors.WrongPassphrase):
        unlock(folder)


_KILLED = """
import pathlib, sys, time
import sqlalchemy
from transit_desk import opening
from transit_desk.storage import vault
made = opening.unlock(pathlib.Path(sys.argv[1]), "d1", sys.argv[2], int(sys.argv[3]))
while True:
    with made.vault.writer.begin() as connection:
        connection.execute(sqlalchemy.text("INSERT INTO notes (text) VALUES ('a line')"))
        seq = vault.bump(connection, "h")
    made.vault.anchor.write(seq, "h", 1)
    print(seq, flush=True)
"""


def killed(folder: Path, after: int = 25) -> int:
    """Work in another process and kill it; the answer is the last step that was acknowledged."""
    command = [sys.executable, "-c", _KILLED, str(folder), PHRASE, str(NOW)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        acknowledged = 0
        for line in process.stdout:
            acknowledged = int(line)
            if acknowledged >= after:
                os.kill(process.pid, signal.SIGKILL)
                break
        return max([acknowledged, *(int(line) for line in process.stdout if line.endswith("\n"))])


def test_a_killed_process_loses_nothing_that_was_acknowledged(folder: Path) -> None:
    acknowledged = killed(folder)

    again = unlock(folder)

    assert again.vault.state().seq >= acknowledged
    assert rows(again) == again.vault.state().seq
    assert opening.check(again) == []
    again.close(NOW)


@pytest.mark.parametrize("harm", ["deleted", "emptied", "flipped", "replaced by an older one"])
def test_a_lost_journal_is_noticed_whatever_its_age(folder: Path, tmp_path: Path, harm: str) -> None:
    """Without the anchor every check would call this vault whole."""
    journal = folder / "data.db-wal"
    if harm == "replaced by an older one":
        killed(folder, 20)
        shutil.copytree(folder, tmp_path / "older")
        unlock(folder).close(NOW)
    acknowledged = killed(folder, 45)
    data = journal.read_bytes()
    assert data
    if harm == "deleted":
        journal.unlink()
        (folder / "data.db-shm").unlink()
    elif harm == "emptied":
        journal.write_bytes(b"")
    elif harm == "flipped":
        journal.write_bytes(data[:5000] + bytes([data[5000] ^ 1]) + data[5001:])
    else:
        shutil.copy(tmp_path / "older" / "data.db-wal", journal)

    with pytest.raises(errors.RolledBack) as said:
        unlock(folder)

    assert str(acknowledged) in str(said.value) or str(acknowledged + 1) in str(said.value)
    assert "Restore" in str(said.value)


def test_an_older_database_put_back_is_noticed_and_the_office_may_go_on(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "data.db", tmp_path / "older.db")
    made = unlock(folder)
    write(made, 5)
    made.close(NOW)
    shutil.copy(tmp_path / "older.db", folder / "data.db")

    for _ in range(2):
        with pytest.raises(errors.RolledBack, match=r"15 steps .* only 10"):
            unlock(folder)
    went_on = unlock(folder, go_on=True)
    assert went_on.went_on
    assert "only 10" in str(went_on.notices[0])
    write(went_on, 2)
    went_on.close(NOW)

    again = unlock(folder)
    assert not again.went_on
    assert again.notices == ()
    assert opening.check(again) == []
    again.close(NOW)


def test_the_life_that_was_given_up_is_noticed_when_it_comes_back(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "data.db", tmp_path / "older.db")
    made = unlock(folder)
    write(made, 5)
    made.close(NOW)
    shutil.copy(folder / "data.db", tmp_path / "longer.db")
    shutil.copy(tmp_path / "older.db", folder / "data.db")
    unlock(folder, go_on=True).close(NOW)
    shutil.copy(tmp_path / "longer.db", folder / "data.db")

    with pytest.raises(errors.RolledBack):
        unlock(folder)


@pytest.mark.parametrize("harm", ["deleted", "junk"])
def test_without_its_anchor_a_vault_opens_only_knowingly_and_a_new_one_is_made(folder: Path, harm: str) -> None:
    (folder / ANCHOR).unlink()
    if harm == "junk":
        (folder / ANCHOR).write_bytes(b"\0" * 636)

    for _ in range(2):
        with pytest.raises(errors.RolledBack, match="anchor file is missing"):
            unlock(folder)
    again = unlock(folder, go_on=True)

    assert again.went_on
    assert "anchor" in str(again.notices[0])
    again.close(NOW)
    assert unlock_and_close(folder).notices == ()


def test_an_older_list_of_who_may_enter_put_back_is_noticed(folder: Path) -> None:
    made = unlock(folder)
    opening.add_slot(made, "k7", OTHER, opening.keyring_for(made, "w2", "k7", ["c3"]))
    older = (folder / "header.a").read_bytes()
    opening.remove_slot(made, "k7")
    made.close(NOW)
    for copy in header.COPIES:
        (folder / copy).write_bytes(older)

    for login, phrase in (("k7", OTHER), ("d1", PHRASE)):
        with pytest.raises(errors.RolledBack, match="older list"):
            opening.unlock(folder, login, phrase, NOW)
    unlock(folder, go_on=True).close(NOW)
    assert unlock_and_close(folder).notices == ()


def test_a_flipped_bit_in_the_database_is_found_by_the_check_or_at_the_door(folder: Path) -> None:
    """50 flips over the whole file: none stays unseen, none is called a wrong passphrase."""
    whole = (folder / "data.db").read_bytes()
    unseen = 0

    for trial in range(50):
        data = bytearray(whole)
        data[(trial * 7919) % len(data)] ^= 1 << trial % 8
        (folder / "data.db").write_bytes(data)
        try:
            made = unlock(folder)
        except errors.VaultUnreadable:
            continue
        unseen += not opening.check(made)
        made.vault.abandon()

    assert unseen == 0


def test_pages_cut_from_the_end_are_found(folder: Path) -> None:
    """The check of the seals alone would not see it."""
    made = unlock(folder)
    write(made, 400)
    made.close(NOW)
    data = (folder / "data.db").read_bytes()
    (folder / "data.db").write_bytes(data[: -2 * 4096])

    try:
        harmed = unlock(folder)
    except errors.VaultUnreadable:
        return
    assert any(finding.grave for finding in opening.check(harmed))
    harmed.vault.abandon()


# --- who may open it -------------------------------------------------------------------------------------------------


def test_a_colleague_opens_what_was_given_and_nothing_more(folder: Path) -> None:
    made = unlock(folder)
    given = opening.keyring_for(made, "w2", "k7", ["c3"])
    opening.add_slot(made, "k7", OTHER, given, expires=NOW + opening.ONE_TIME)
    made.close(NOW)

    theirs = opening.unlock(folder, "k7", OTHER, NOW + SECOND)

    assert set(theirs.keyring.compartments) == {"c3"}
    assert theirs.keyring.worker_id == "w2"
    assert theirs.keyring.own != made.keyring.own
    assert theirs.must_change
    with pytest.raises(errors.NotAllowed):
        opening.keyring_for(theirs, "w3", "k8", ["c4_care"])
    for act in (
        lambda: opening.add_slot(theirs, "k8", OTHER, given),
        lambda: opening.remove_slot(theirs, "d1"),
        lambda: opening.recovery_sheet(theirs),
    ):
        with pytest.raises(errors.NotAllowed):
            act()
    theirs.close(NOW)


def test_a_passphrase_for_one_time_is_changed_or_runs_out(folder: Path) -> None:
    made = unlock(folder)
    for login in ("k7", "k8"):
        opening.add_slot(
            made, login, OTHER, opening.keyring_for(made, login, login, ()), expires=NOW + opening.ONE_TIME
        )
    made.close(NOW)
    theirs = opening.unlock(folder, "k7", OTHER, NOW)
    with pytest.raises(errors.WrongPassphrase):
        opening.change_passphrase(theirs, PHRASE, PHRASE)
    opening.change_passphrase(theirs, OTHER, PHRASE)
    assert not theirs.must_change
    theirs.close(NOW)

    late = NOW + opening.ONE_TIME + 1
    opening.unlock(folder, "k7", PHRASE, late).close(late)
    with pytest.raises(errors.WrongPassphrase):
        opening.unlock(folder, "k7", OTHER, late)
    with pytest.raises(errors.Refusal, match="one time"):
        opening.unlock(folder, "k8", OTHER, late)


def test_who_was_removed_no_longer_enters_and_what_stays_open_is_said(folder: Path) -> None:
    made = unlock(folder)
    opening.add_slot(made, "k7", OTHER, opening.keyring_for(made, "w2", "k7", ()))
    with pytest.raises(errors.RuleBroken) as said:
        opening.add_slot(made, "K7", OTHER, opening.keyring_for(made, "w3", "K7", ()))
    assert said.value.field == "login"
    with pytest.raises(errors.RuleBroken, match="own access"):
        opening.remove_slot(made, "d1")
    with pytest.raises(errors.NotFound):
        opening.remove_slot(made, "nobody")

    words = opening.remove_slot(made, "k7")

    assert "backups" in str(words)
    made.close(NOW)
    with pytest.raises(errors.WrongPassphrase):
        opening.unlock(folder, "k7", OTHER, NOW)


def test_two_halves_open_the_vault_when_every_passphrase_is_forgotten(folder: Path) -> None:
    made = unlock(folder)
    old_a, old_b = opening.recovery_sheet(made)
    half_a, half_b = opening.recovery_sheet(made)
    made.close(NOW)

    for pair in ((old_a, old_b), (half_a, old_b)):
        with pytest.raises(errors.WrongPassphrase):
            opening.recover(folder, *pair, "d2", OTHER, NOW, cost=Cost.lowest())
    with pytest.raises(errors.RuleBroken, match="other half"):
        opening.recover(folder, half_b, half_a, "d2", OTHER, NOW, cost=Cost.lowest())
    back = opening.recover(
        folder, half_a.lower(), half_b, "d2", OTHER, NOW, whose=lambda _vault: "w9", cost=Cost.lowest()
    )

    assert back.recovered
    assert rows(back) == 10
    assert set(back.keyring.compartments) == set(compartments.NAMES)
    assert back.keyring.worker_id == "w9"
    assert back.keyring.signing != made.keyring.signing
    back.close(NOW)
    opening.unlock(folder, "d2", OTHER, NOW).close(NOW)
    unlock(folder).close(NOW)


# --- back from a stick -----------------------------------------------------------------------------------------------


def test_a_restored_vault_opens_says_so_once_and_begins_another_life(folder: Path, tmp_path: Path) -> None:
    made = unlock(folder)
    report = backups.backup(made.vault, tmp_path, NOW)
    write(made, 3)
    made.close(NOW)

    opening.restore(report.path, tmp_path / "again")
    again = unlock(tmp_path / "again")

    assert again.restored
    assert "restored from a backup" in str(again.notices[0])
    assert (rows(again), again.vault.state().epoch) == (10, 2)
    assert opening.check(again) == []
    again.close(NOW)
    assert unlock_and_close(tmp_path / "again").notices == ()


def test_a_restore_never_goes_over_something_else(folder: Path, tmp_path: Path) -> None:
    made = unlock(folder)
    report = backups.backup(made.vault, tmp_path, NOW)
    made.close(NOW)
    before = sorted((path.name, path.read_bytes()) for path in folder.iterdir())

    with pytest.raises(errors.RuleBroken, match="not empty"):
        opening.restore(report.path, folder)

    assert sorted((path.name, path.read_bytes()) for path in folder.iterdir()) == before


def test_the_list_of_a_backup_does_not_excuse_an_older_database(folder: Path, tmp_path: Path) -> None:
    """Laying a backup's list beside an older file, to make a loss look like a restore, is noticed."""
    made = unlock(folder)
    report = backups.backup(made.vault, tmp_path, NOW)
    shutil.copy(folder / "data.db", tmp_path / "older.db")
    write(made, 5)
    made.close(NOW)
    shutil.copy(tmp_path / "older.db", folder / "data.db")
    shutil.copy(report.path / "manifest.json", folder / "restored.json")

    with pytest.raises(errors.RolledBack):
        unlock(folder)


def test_a_forged_list_keeps_the_restored_vault_closed(folder: Path, tmp_path: Path) -> None:
    made = unlock(folder)
    report = backups.backup(made.vault, tmp_path, NOW)
    made.close(NOW)
    opening.restore(report.path, tmp_path / "again")
    listed = (tmp_path / "again" / "restored.json").read_bytes()
    (tmp_path / "again" / "restored.json").write_bytes(listed.replace(b'"seq":10', b'"seq":99'))

    with pytest.raises(errors.VaultUnreadable, match="does not belong"):
        unlock(tmp_path / "again")
