"""Make, unlock, recover, restore and check a vault: all that happens before there is a desk."""

from __future__ import annotations

import contextlib
import dataclasses
import secrets
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from transit_desk.domain import errors, instants
from transit_desk.domain.progress import Progress, quietly
from transit_desk.domain.text import N_, Words
from transit_desk.storage import attempts, backups, compartments, files, halves, header, keys, passphrases
from transit_desk.storage.anchor import Mark
from transit_desk.storage.attempts import delay_left
from transit_desk.storage.checks import Finding
from transit_desk.storage.checks import look as _look
from transit_desk.storage.header import Compartment, Header, LoadedHeader, Slot
from transit_desk.storage.keys import Cost, Keyring, find_of
from transit_desk.storage.passphrases import propose, weak
from transit_desk.storage.vault import State, Vault, create_database, said

__all__ = [
    "Cost",
    "Finding",
    "Keyring",
    "Opened",
    "add_slot",
    "bring_back",
    "change_passphrase",
    "check",
    "delay_left",
    "find_of",
    "holds_every_key",
    "keyring_for",
    "make_vault",
    "may_add_slot",
    "may_remove_slot",
    "propose",
    "recover",
    "recovery_sheet",
    "remove_slot",
    "restore",
    "unlock",
    "weak",
]

Prepare = Callable[[Vault], None]
"""Brings the tables of a vault up to date, before anybody works in it."""

Whose = Callable[[Vault], str]
"""Finds, in the open vault, the worker whose login was named with the two halves; refuses in words."""

ONE_TIME = 72 * instants.HOUR
"""How long a passphrase given by somebody else opens the vault, in microseconds."""

_NOT_EMPTY = N_("This folder is not empty. Choose an empty one for the new vault.")
_WAIT = Words(
    N_("Several tries did not succeed. The next one is possible in {count} second."),
    plural=N_("Several tries did not succeed. The next one is possible in {count} seconds."),
)
_FAILED = Words(
    N_("{count} try to open the vault failed since the last login."),
    plural=N_("{count} tries to open the vault failed since the last login."),
)
_ALTERED = N_(
    "The vault's header was changed by something other than this program. The records were not touched. "
    "Leave the folder as it is, and restore from the newest backup."
)
_OLD_HEADER = N_(
    "An older list of who may open this vault was put back; somebody who was removed might be on it. "
    "The records are whole. Restore from the newest backup, or go on and check who has access."
)
_MENDED = N_(
    "One of the two copies of the vault's header was damaged. It has been mended from the other; nothing is lost."
)
_OVER = N_("This passphrase was given for one time, and its time is over. Ask for another.")
_WENT_ON = N_("The office went on although saved work may be missing. Compare the last entries with your papers.")
_OTHER_VAULT = N_("This backup is of another vault, and was not brought back. Nothing was changed. Choose another one.")
_RESTORED = N_("This vault was restored from a backup. What was written after that backup is not in it.")
_FALSE_MANIFEST = N_(
    "The list that came with the restored backup does not belong to it. The vault stays closed, nothing was changed. "
    "Restore again, from another backup."
)
_NEEDS_ADMIN = N_("Only somebody who administers access can do this.")
_NOT_HELD = N_("You cannot give access to what you cannot open yourself.")
_SAME = N_("This is the present passphrase. Choose another one.")
_TAKEN = N_("This login is already used. Choose another.")
_UNKNOWN_LOGIN = N_("Nobody has this login.")
_OWN_SLOT = N_("You cannot take away your own access. Somebody else must do it.")
_NEW_SHEET = N_("The recovery sheet was used. Print a new one, and keep its halves in two places.")
COPIES_STAY = N_("Copies and backups made before today can still be opened by this person.")


@dataclasses.dataclass
class Opened:
    """An open vault, what its opener holds, and what has to be said first."""

    vault: Vault
    keyring: Keyring
    slot: Slot
    notices: tuple[Words, ...] = ()
    failed_tries: int = 0
    must_change: bool = False
    """the passphrase was given by somebody else, for one time"""
    restored: bool = False
    recovered: bool = False
    went_on: bool = False
    """opened although saved work was missing, or nobody could tell"""

    @property
    def folder(self) -> Path:
        return self.vault.folder

    @property
    def header(self) -> Header:
        return self.vault.header

    @property
    def cost(self) -> Cost:
        kdf = self.slot.kdf
        return Cost(kdf.memory, kdf.passes, kdf.lanes) if kdf.name == keys.ARGON2 else Cost()

    def close(self, now: int) -> None:
        """Settle the journal and the anchor, and let go of the folder."""
        self.vault.close(now)


def make_vault(
    folder: Path,
    *,
    login: str,
    passphrase: str,
    worker_id: str,
    now: int,
    cost: Cost | None = None,
    demo: bool = False,
    prepare: Prepare | None = None,
) -> Opened:
    """Make a vault in a new or empty folder; its first worker holds every compartment."""
    _empty(folder)
    if not demo:
        _strong(passphrase, login)
    pairs = {name: compartments.make_pair() for name in compartments.NAMES}
    held = {name: pair.private for name, pair in pairs.items()}
    keyring = keys.new_keyring(worker_id, login, secrets.token_bytes(32), held)
    vault_id = secrets.token_hex(16)
    slot = keys.make_slot(vault_id, passphrase, keyring, cost or Cost())
    publics = {name: Compartment(pair.public.hex()) for name, pair in pairs.items()}
    beside = folder.with_name(f".{folder.name}.partial")
    moved = False
    try:
        with said():
            shutil.rmtree(beside, ignore_errors=True)
            files.private_folder(beside)
            mark = create_database(beside / "data.db", keyring.db_key)
            made = Header(vault_id, 1, 1, mark, now, demo, slots=(slot,), compartments=publics)
            header.write(beside, made, keyring.derived("header-mac"))
            if folder.exists():
                folder.rmdir()
            beside.rename(folder)
            moved = True
            files.sync_folder(folder.parent)
        opened = _enter(Vault.open(folder, made, keyring), keyring, slot, first=True)
        return _ready(opened, now, prepare)
    except BaseException:
        shutil.rmtree(folder if moved else beside, ignore_errors=True)  # nothing of anybody's is in it yet
        raise


def _empty(folder: Path) -> None:
    with said():
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise errors.RuleBroken(_NOT_EMPTY, "folder")


def unlock(
    folder: Path, login: str, passphrase: str, now: int, *, prepare: Prepare | None = None, go_on: bool = False
) -> Opened:
    """Open a vault. `go_on` opens it although saved work may be missing, and begins another life of it."""
    wait = delay_left(folder, now)
    if wait > 0:
        seconds = int(wait) + 1
        raise errors.Refusal(_WAIT.of(seconds))
    lock = _hold(folder)
    with files.unless_kept(lock), said():
        loaded = header.read(folder)
        try:
            believed, slot, keyring = _prove(folder, loaded, lambda each: keys.open_slot(each, login, passphrase))
        except errors.WrongPassphrase:
            attempts.note_failure(folder, now)
            raise
        if slot.expires is not None and now > slot.expires:
            raise errors.Refusal(_OVER)
        failed = attempts.failed(folder)
        opened = _enter(Vault.open(folder, believed, keyring, lock), keyring, slot, mended=loaded.repaired, go_on=go_on)
        opened.failed_tries, opened.must_change = failed, slot.expires is not None
        if failed:
            opened.notices = (*opened.notices, _FAILED.of(failed))
        ready = _ready(opened, now, prepare)
        attempts.forget(folder)
        return ready


def _hold(folder: Path) -> files.FolderLock:
    if not header.exists(folder):
        header.read(folder)  # says in words that there is none
    with said():
        return files.FolderLock(folder)


def _prove(
    folder: Path, loaded: LoadedHeader, opening: Callable[[Header], tuple[Slot, Keyring]]
) -> tuple[Header, Slot, Keyring]:
    """Open a slot, and believe the newest header that was written by somebody who could."""
    for each, mac in loaded.candidates():
        slot, keyring = opening(each)
        key = keyring.derived("header-mac")
        if header.genuine(each, mac, key):
            header.settle(folder, loaded, each, key)
            return each, slot, keyring
    raise errors.VaultUnreadable(_ALTERED)


def _enter(
    vault: Vault, keyring: Keyring, slot: Slot, *, first: bool = False, mended: bool = False, go_on: bool = False
) -> Opened:
    """Compare the open database with what stands beside it."""
    opened = Opened(vault, keyring, slot, (Words(_MENDED),) if mended else ())
    try:
        state = vault.state()
        opened.restored = not first and _restored(vault, state)
        if first or opened.restored:
            opened.notices += () if first else (Words(_RESTORED),)
            vault.anchor.forget()
        else:
            _compare(opened, state, go_on=go_on)
        if opened.restored or opened.went_on:
            vault.new_epoch()
    except BaseException:
        vault.abandon()
        raise
    return opened


def _compare(opened: Opened, state: State, *, go_on: bool) -> None:
    vault = opened.vault
    try:
        vault.anchor.compare(state.seq, state.head, state.epoch)
        if vault.header.seq < state.header_seq:
            raise errors.RolledBack(_OLD_HEADER)
    except errors.RolledBack as problem:
        if not go_on:
            raise
        vault.anchor.forget()
        opened.went_on = True
        opened.notices += (problem.words, Words(_WENT_ON))


def _restored(vault: Vault, state: State) -> bool:
    """Whether this folder was just restored; only believed where no anchor of a former life stands beside it."""
    manifest = backups.restored_manifest(vault.folder)
    if manifest is None or vault.anchor.read() is not None:
        return False
    if not manifest.genuine(vault.backup_key) or manifest.seq != state.seq:
        raise errors.VaultUnreadable(_FALSE_MANIFEST)
    return True


def _ready(opened: Opened, now: int, prepare: Prepare | None) -> Opened:
    try:
        if prepare is not None:
            prepare(opened.vault)
        opened.vault.note_header(opened.header.seq, exactly=opened.went_on or opened.restored)
        with said():
            opened.vault.mark(now)
            backups.forget_restored(opened.folder)
    except BaseException:
        opened.vault.abandon()
        raise
    return opened


# --- who may open it -------------------------------------------------------------------------------------------------


def keyring_for(opened: Opened, worker_id: str, login: str, held: Iterable[str]) -> Keyring:
    """A keyring for somebody new, with the compartments named; nobody can give what he does not hold."""
    wanted = tuple(held)
    if not all(opened.keyring.holds(name) for name in wanted):
        raise errors.NotAllowed(_NOT_HELD)
    theirs = {name: opened.keyring.compartments[name] for name in wanted}
    return keys.new_keyring(worker_id, login, opened.keyring.db_key, theirs)


def add_slot(
    opened: Opened, login: str, passphrase: str, keyring: Keyring, *, expires: int | None = None, replace: bool = False
) -> Slot:
    """Let somebody in. `expires` (see `ONE_TIME`) makes the passphrase one to be changed; `replace` is a reset."""
    taken = _taken(opened, login)
    may_add_slot(opened, login, passphrase, replace=replace)
    keyring = dataclasses.replace(keyring, login=login)
    made = keys.make_slot(opened.header.vault_id, passphrase, keyring, opened.cost, expires=expires)
    _write_slots(opened, (*(slot for slot in opened.header.slots if slot not in taken), made))
    return made


def may_add_slot(opened: Opened, login: str, passphrase: str, *, replace: bool = False) -> None:
    """Refuse what `add_slot` would refuse, before anything is written elsewhere."""
    _administers(opened)
    _demand_strong(opened, passphrase, login)
    if _taken(opened, login) and not replace:
        raise errors.RuleBroken(_TAKEN, "login")


def _taken(opened: Opened, login: str) -> list[Slot]:
    find = keys.find_of(opened.header.vault_id, login)
    return [slot for slot in opened.header.slots if slot.find == find]


def change_passphrase(opened: Opened, old: str, new: str) -> None:
    """Choose another passphrase for one's own slot, knowing the present one."""
    _demand_strong(opened, new, opened.keyring.login)
    slot, _keyring = keys.open_slot(opened.header, opened.keyring.login, old)
    if keys.same(old, new):
        raise errors.RuleBroken(_SAME, "passphrase")
    made = keys.make_slot(opened.header.vault_id, new, opened.keyring, opened.cost, slot_id=slot.id)
    _write_slots(opened, tuple(made if each.id == slot.id else each for each in opened.header.slots))
    opened.slot, opened.must_change = made, False


def may_remove_slot(opened: Opened, login: str) -> None:
    """Refuse what `remove_slot` would refuse for whoever asks, before anything is written elsewhere."""
    _administers(opened)
    if keys.find_of(opened.header.vault_id, login) == opened.slot.find:
        raise errors.RuleBroken(_OWN_SLOT, "login")


def remove_slot(opened: Opened, login: str) -> Words:
    """Take somebody's way in away, and say what that does not do."""
    may_remove_slot(opened, login)
    find = keys.find_of(opened.header.vault_id, login)
    left = tuple(slot for slot in opened.header.slots if slot.find != find)
    if len(left) == len(opened.header.slots):
        raise errors.NotFound(_UNKNOWN_LOGIN, "login")
    _write_slots(opened, left)
    return Words(COPIES_STAY)


def recovery_sheet(opened: Opened) -> tuple[str, str]:
    """Two halves to be printed and kept apart; a sheet printed earlier no longer opens the vault."""
    _administers(opened)
    if not holds_every_key(opened):
        raise errors.NotAllowed(_NOT_HELD)
    slot, first, second = keys.make_recovery(opened.header.vault_id, opened.keyring)
    _write_slots(opened, (*(each for each in opened.header.slots if each.kind != header.RECOVERY), slot))
    return halves.spell(first, "A"), halves.spell(second, "B")


def recover(
    folder: Path,
    half_a: str,
    half_b: str,
    login: str,
    new_passphrase: str,
    now: int,
    *,
    whose: Whose | None = None,
    cost: Cost | None = None,
    prepare: Prepare | None = None,
    go_on: bool = False,
) -> Opened:
    """Open with both halves and give `login` a new slot. Anybody but the maker of the sheet gets keys of their own."""
    first, second = halves.read(half_a, "A"), halves.read(half_b, "B")
    lock = _hold(folder)
    with files.unless_kept(lock), said():
        loaded = header.read(folder)
        if not loaded.header.demo:
            _strong(new_passphrase, login)
        believed, slot, found = _prove(folder, loaded, lambda each: keys.open_recovery(each, first, second))
        opened = _enter(Vault.open(folder, believed, found, lock), found, slot, mended=loaded.repaired, go_on=go_on)
        ready = _ready(opened, now, prepare)
        try:
            _take_slot(ready, login, new_passphrase, whose(ready.vault) if whose else found.worker_id, cost or Cost())
        except BaseException:
            ready.vault.abandon()
            if ready.went_on:
                ready.vault.anchor.forget()  # nobody came in after all: the next one is asked again
            raise
        attempts.forget(folder)
        return ready


def _take_slot(ready: Opened, login: str, passphrase: str, worker_id: str, cost: Cost) -> None:
    """Whoever came in with the two halves gets a way in of their own, holding all that the halves hold."""
    keyring = dataclasses.replace(ready.keyring, login=login)
    if worker_id != keyring.worker_id:
        keyring = keys.new_keyring(worker_id, login, keyring.db_key, keyring.compartments)
    made = keys.make_slot(ready.header.vault_id, passphrase, keyring, cost)
    _write_slots(ready, (*(slot for slot in ready.header.slots if slot.find != made.find), made))
    ready.keyring, ready.slot, ready.recovered = keyring, made, True
    ready.notices += (Words(_NEW_SHEET),)


def _write_slots(opened: Opened, slots: tuple[Slot, ...]) -> None:
    changed = dataclasses.replace(opened.header, seq=opened.header.seq + 1, slots=slots)
    with said():
        header.write(opened.folder, changed, opened.keyring.derived("header-mac"))
    opened.vault.header = changed  # the database hears of it at the next mark: the writer may be busy with our caller


def holds_every_key(opened: Opened) -> bool:
    """Whether this slot holds every compartment: only then is taking another's away sure to lose none for ever."""
    return all(opened.keyring.holds(name) for name in compartments.NAMES)


def _administers(opened: Opened) -> None:
    if not opened.keyring.holds(compartments.ADMIN):
        raise errors.NotAllowed(_NEEDS_ADMIN)


def _demand_strong(opened: Opened, passphrase: str, login: str) -> None:
    if not opened.header.demo:
        _strong(passphrase, login)


def _strong(passphrase: str, login: str) -> None:
    against = passphrases.weak(passphrase, (login,))
    if against is not None:
        raise errors.RuleBroken(against, "passphrase")


# --- whole and back --------------------------------------------------------------------------------------------------


def restore(backup: Path, into: Path) -> None:
    """Bring a backup into a new or empty folder, every byte compared; it is opened with the passphrases of its day."""
    _empty(into)
    backups.restore(backup, into)


def bring_back(backup: Path, folder: Path, now: int) -> Path:
    """Restore a backup of this very vault into its place; the vault that stood there is kept beside it, and named."""
    manifest = backups.verify(backup)
    with contextlib.suppress(errors.VaultUnreadable):  # a vault whose header is lost cannot say whose it was
        if header.read(folder).header.vault_id != manifest.vault_id:
            raise errors.RuleBroken(_OTHER_VAULT, "folder")
    with said():
        files.FolderLock(folder).release()  # refuses while another window works in it
        beside = folder.with_name(f".{folder.name}.back")
        shutil.rmtree(beside, ignore_errors=True)
        backups.restore(backup, beside)
        return backups.change_places(beside, folder, now)


def check(opened: Opened, progress: Progress = quietly) -> list[Finding]:
    """Look at every page and every row; an empty list is a whole vault."""
    state = opened.vault.state()
    mark: Mark | None = opened.vault.anchor.read()
    with said():
        return _look(opened.vault, state, mark, progress)
